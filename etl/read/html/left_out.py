"""What a reader sees of a page beside its articles, by what it is.

首页 新闻 正文 → navigation          2025年04月02日 第02版 → page label     石桥镇的水牛上了保险 (a link) → related links
版权所有 ICP备00000000号 → site notice     旧车换新，就到青禾汽车城 → beside the articles
"""

from collections.abc import Iterator, Sequence

from etl.imprint import read_byline
from etl.model import LeftOver
from etl.read.html.chrome import has_info, is_chrome, is_notice, is_tool, without_info
from etl.read.html.headlines import words_of
from etl.read.html.lines import Line

KINDS = ("page label", "navigation", "related links", "repeated byline", "site notice", "beside the articles")
# The link to an article holds its headline; a shorter one leads to a page, a section or a tool.
SHORTEST_LINKED_HEADLINE = 8
# Half of the path to a page is links: 青禾网 > 新闻 > 正文
LINKED_SHARE_OF_A_PATH = 0.5
# So many letters stand twice on a page only where they are one text.
SURELY_WRITTEN = 8


def find_left_out(lines: Sequence[Line], written: Sequence[str]) -> tuple[LeftOver, ...]:
    """What none of the `written` lines holds, one entry for each kind; a picture holds nothing that is seen as text."""
    known = {words_of(text) for text in written}
    whole = "".join(map(words_of, written))
    left = [(_rest(line, known, whole), line) for line in lines if not line.is_picture]
    return tuple(_by_kind([(text, line) for text, line in left if text]))


def _rest(line: Line, known: set[str], whole: str) -> str:
    """What of a line is not written: all, nothing, or what is said beside the writers (本报记者 白云 2025年04月02日 第02版)."""
    words = words_of(line.text)
    if words in known or (len(words) >= SURELY_WRITTEN and words in whole):
        return ""
    said = without_info(line.text)
    return line.text.replace(said, "").strip() if said and words_of(said) in known else line.text


def _by_kind(left: Sequence[tuple[str, Line]]) -> Iterator[LeftOver]:
    kinds = [_kind_of(line) for _, line in left]
    for kind in KINDS:
        texts = [text for (text, _), told in zip(left, kinds, strict=True) if told == kind]
        if texts:
            yield LeftOver("\n".join(texts), kind)


def _kind_of(line: Line) -> str:
    if is_notice(line):
        return "site notice"
    if line.is_link:
        letters = len(words_of(without_info(line.text))) / max(1, sum(1 for _ in line.element.iter("a")))
        return "related links" if letters >= SHORTEST_LINKED_HEADLINE else "navigation"
    if has_info(line):
        return "page label"
    if is_chrome(line) or is_tool(line) or line.linked >= LINKED_SHARE_OF_A_PATH:
        return "navigation"
    return "repeated byline" if read_byline(line.text) else "beside the articles"
