"""What closes an article and is none of its text: （新华社北京12月6日电）, （白云 高山）, （完）, ③6, 作者系青禾大学教授."""

import re
from functools import lru_cache

from etl.imprint import (
    HAN,
    LINES_REMEMBERED,
    SENTENCE_END_RE,
    Imprint,
    read_bare_names,
    read_byline,
    read_dateline,
    read_names,
    source_pattern,
    source_re,
)
from etl.name_runs import is_likely_name

# What a line of its own says of the writer: 作者系青禾大学教授
AUTHOR_RE = re.compile("作者(?:系|为|单位|简介)[^。！？]{2,50}")
# The mark of the desk that edited a piece, behind its last sentence: …造福乡里。③6
DESK_MARK_RE = re.compile(r"(?<=[。！？”）])[①-⑳]\d{1,2}$")


@lru_cache(maxsize=LINES_REMEMBERED)
def read_closing_credit(line: str) -> tuple[int, Imprint] | None:
    """Where the credit that closes a paragraph begins, and what it says: （新华社北京12月6日电）, （白云 高山）, （完）.

    >>> read_closing_credit("大桥今天通车。（新华社北京12月6日电）")
    (7, Imprint(names=(), source='新华社', place='北京', printed_date='12月6日'))
    """
    if AUTHOR_RE.fullmatch(line):
        return 0, Imprint()
    if desk := DESK_MARK_RE.search(line):
        return desk.start(), Imprint()
    match = re.search(r"[（(](?P<inside>[^（）()\n]{1,60})[）)]$", line)
    if not match or re.search("[讯电]$", line[: match.start()]):
        return None  # a bracket behind 讯 or 电 belongs to the dateline
    inside = match["inside"]
    dateline = read_dateline(inside)
    if dateline and dateline[0] == len(inside):
        return match.start(), dateline[1]
    byline = read_byline(f"（{inside}）")
    if byline:
        return match.start(), byline
    if signed := _read_source_and_names(inside):
        return match.start(), signed
    names = read_bare_names(match.group())
    if names and (SENTENCE_END_RE.search(line[: match.start()]) or (not match.start() and any(map(is_likely_name, names)))):
        return match.start(), Imprint(names=names)
    origin = re.fullmatch(
        rf"(?:据|来源[：:]?|原载|摘自|转自|均据|综合)*(?:[《]?({source_pattern()})[》]?|《([^《》]{{2,12}})》|(?<=据)([{HAN}]{{2,10}}[网报台刊端]))"
        "(?:报道|电|综合|专稿|供稿|消息)*",
        inside,
    )
    if origin:
        return match.start(), Imprint(source=origin[1] or origin[2] or origin[3])
    if re.fullmatch(r"完|未完待续|作者(?:系|为|单位|是)[^。]*|(?:相关|详细)?(?:报道|内容)?(?:另|详)?见[^。]{1,8}版", inside):
        return match.start(), Imprint()
    return None


def _read_source_and_names(inside: str) -> Imprint | None:
    """A source with names behind it and no role word between them.

    >>> _read_source_and_names("青禾日报 白云"), _read_source_and_names("青禾日报社")
    (Imprint(names=('白云',), source='青禾日报', place=None, printed_date=None), None)
    """
    source = source_re().match(inside)
    names = read_names(inside[source.end() :]) if source else None
    return Imprint(names, source.group()) if source and names else None
