r"""The marks in which the text of a page carries what its file tells of the layout, each on a line of its own.

    \f        (a form feed alone) an article, a caption or a box set apart begins; nothing above it belongs to what is below
    # …       a line of the title: the largest type of its headline
    ## …      any other line of a headline: a kicker above the title, a subtitle below it
    ### …     a sub-heading inside a body
    ![]       a picture stands here, and beside it its caption
Readers write them, repairs keep them, split uses them. In text that carries no form feed (Markdown of an OCR) `# ` says that a
line is a heading, and `## ` that a larger one stands beside it; how large the type was is not known.
"""

import re

BORDER = "\f"
PICTURE = "![]"
HEADING_RE = re.compile(r"(?P<level>#{1,3}) +(?=\S)")
MARK_RE = re.compile(rf"(?m)^(?:{HEADING_RE.pattern}|!\[\]$|\f$)")
BORDER_RE = re.compile(r"(?m)^\f$")


def is_laid_out(text: str) -> bool:
    r"""Whether borders in a text tell its layout.

    >>> is_laid_out("\f\n# 青禾大桥通车\n大桥今天通车。"), is_laid_out("# 青禾大桥通车\n大桥今天通车。")
    (True, False)
    """
    return bool(BORDER_RE.search(text))


def part_heading(line: str) -> tuple[int, str]:
    """The level of a heading and its words; level 0 for a line without a mark.

    >>> part_heading("## 全长3.2公里"), part_heading("大桥今天通车。")
    ((2, '全长3.2公里'), (0, '大桥今天通车。'))
    """
    match = HEADING_RE.match(line)
    return (len(match["level"]), line[match.end() :]) if match else (0, line)


def without_marks(text: str) -> str:
    r"""The text as printed.

    >>> without_marks("\f\n# 青禾大桥通车\n![]\n图为大桥。").split()
    ['青禾大桥通车', '图为大桥。']
    """
    return MARK_RE.sub("", text)
