"""Marks that send a reader from page to page: where an article goes on, and where its beginning stands.

    （下转第七版）  （上接A01·要闻）  （紧转第三版）  〔接第一版〕  …奔走相告。→下转5版  上接第一版 厂长周平说，…
No mark: （转自《青禾日报》）, 上接长江、下转运河.
"""

import re
from typing import Literal, NamedTuple

OPEN, CLOSE = r"（(【〔﹙<＜〈\[［", r"）)】〕﹚>＞〉\]］"
NUMERAL = "[一二三四五六七八九十]{1,3}"
PAGE = rf"(?:第?[A-Z]?\d{{1,3}}|第?{NUMERAL}|头)版"
WAY = "上接|下转|紧接|紧转"
# In brackets the mark may name the section as well, or have no 版: （上接A01·要闻）, （下转03）.
LABEL = (
    rf"[^{OPEN}{CLOSE}\n，。]{{1,12}}?版[^{OPEN}{CLOSE}\n，。]{{0,8}}"
    rf"|第?[A-Z]?\d{{1,3}}(?:[ ·:：/|-]{{0,2}}[㐀-鿿]{{2,6}})?"
)
CONTINUED_RE = re.compile(rf"[{OPEN}][→►▶]?(?P<way>{WAY}|[转接续](?=[^{CLOSE}]{{1,12}}版)) ?(?P<label>{LABEL})[{CLOSE}]")
# Without brackets it stands alone, behind the last sentence, or before the first.
BARE_LABEL = rf"{PAGE}|[A-Z]\d{{1,2}}版?"
BARE_ONWARD_RE = re.compile(rf"(?:^|(?<=[。！？”）…]))[ →►▶]*(?P<way>下转|紧转)(?P<label>{BARE_LABEL}) ?[→►▶]?$")
BARE_BACK_RE = re.compile(rf"^[→►▶]?(?P<way>上接|紧接)(?P<label>{BARE_LABEL})(?![^\W\d]{{0,2}}[，、])[ :：]*")
WAY_RE = re.compile("[接转续]")


class Continuation(NamedTuple):
    """A mark in a line: where it stands, which way it points, and the page as printed."""

    start: int
    end: int
    way: Literal["onward", "back"]
    label: str


def find_continuation(line: str) -> Continuation | None:
    """The first mark of a line.

    >>> find_continuation("村民奔走相告。（下转A07）"), find_continuation("上接第一版 厂长周平说，")
    (Continuation(start=7, end=14, way='onward', label='A07'), Continuation(start=0, end=6, way='back', label='第一版'))
    >>> find_continuation("（转自《青禾日报》）") is None
    True
    """
    if not WAY_RE.search(line):
        return None
    match = CONTINUED_RE.search(line) or BARE_BACK_RE.match(line) or BARE_ONWARD_RE.search(line)
    if not match:
        return None
    return Continuation(*match.span(), "onward" if "转" in match["way"] else "back", match["label"].strip())
