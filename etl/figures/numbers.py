"""Every number of a body: the runs of letters that a figure may begin with, and what stands about them.

`第10位`, `2.74万亿元`, `数十人`, `五位一体`, `统一` all hold one. 数据, 几乎 and 半导体 hold none: 几, 数, 半 alone name none.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.numerals import CHINESE, LEAD, MIXED, SHARE, VAGUE
from etl.rules import Span

# 千瓦, 百帕, 1200万百姓: the letter belongs to the word behind it, not to the number before it.
UNIT_LETTER_RE = re.compile(r"(?:(?<!万[一二三四五六七八九])千(?=米)|千(?=[瓦克卡伏赫帕焦牛])|百(?=帕)|(?<=[0-9万亿])百(?=姓))")
# 半年, 半个多月; not 上半年, 半年报.
HALF = r"(?<![上下后一大小])(?<!(?<!提)前)半(?=个?[多来]?(?:小时|钟头|月|星期|世纪)|年(?![报度终底]))"
# The letters that a number may begin with: most of a page is passed over by them alone. 几, 数, 上 and 好 lead only to units.
# Most numbers end before a letter that none goes on with, and need no more than this look: 12月, 一个; the group marks them.
GOES_ON = r"[0-9.,， +/／零〇○一二两三四五六七八九十廿卅百千万亿点几多余来成分半]"
FIRST_RE = re.compile(
    r"[0-9零〇○一二两三四五六七八九十廿卅百千万亿几数好上半]"
    rf"(?:(?:(?<=[一二两三四五六七八九])|(?<=[0-9])(?<![0-9.].)[0-9]*(?:\.[0-9]+)?)(?!{GOES_ON})(?P<whole>)"
    r"|(?<![几数上好])|(?=[几十百千万亿]))"
)
# A share is tried only where its mark stands at the end of the numeral letters: 四成, 三分之一, 1/3, 一半.
HAS_SHARE = "(?=[0-9,，.零〇○一二两三四五六七八九十廿卅百千万亿点几数好上多余来]{0,40}[成分半/／])"
RUN_RE = re.compile(rf"{HAS_SHARE}{SHARE}|{MIXED}|{HALF}|(?:{LEAD})?{CHINESE}(?:{VAGUE}[百千万亿]*)?|[0-9]+")
MANY_YUAN_RE = re.compile(r"多(?=元(?![化文素主]))")
# 零下20℃: the sign of the number behind it.
BELOW_RE = re.compile(r"下(?=[0-9一二三四五六七八九十])")
TENS = frozenset("十百千万")
COUNTING = frozenset("0123456789十百千万亿")
NEIGHBOURHOOD = 20
# So far back a sentence is looked through for what its bare numbers are of.
LONGEST_SENTENCE = 300


class Number(NamedTuple):
    """A run of numeral letters: `body[start:end] == text`; `before` and `after` are the letters about it in its
    paragraph, as many as any rule looks at, `previous` and `follower` the nearest of them or ""."""

    body: str
    text: str
    start: int
    end: int
    before: str = ""
    after: str = ""
    previous: str = ""
    follower: str = ""

    @property
    def is_arabic(self) -> bool:
        """Whether it begins with a digit: 3万, not 三万."""
        return self.text[0].isascii()

    @property
    def sentence_start(self) -> int:
        """Where its sentence begins, or the part of a very long one that it stands in."""
        near = max(0, self.start - LONGEST_SENTENCE)
        return max(near, *(self.body.rfind(stop, near, self.start) + 1 for stop in "。\n"))


class Spans:
    """Spans in reading order that know which of them holds an offset."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self.starts = [span.start for span in spans]

    def at(self, offset: int) -> Span | None:
        """The span that holds the character at `offset`.

        >>> Spans([Number("在3月", "3月", 1, 3)]).at(2).start
        1
        """
        if not self.starts:
            return None
        position = bisect_right(self.starts, offset) - 1
        return self.spans[position] if position >= 0 and offset < self.spans[position].end else None

    def first_within(self, start: int, end: int) -> Span | None:
        """The first of the spans that lie between two offsets."""
        position = bisect_left(self.starts, start)
        return self.spans[position] if position < len(self.starts) and self.spans[position].end <= end else None

    def within(self, start: int, end: int) -> Iterator[Span]:
        """The spans that lie between two offsets."""
        for position in range(bisect_left(self.starts, start), len(self.spans)):
            if self.spans[position].end > end:
                return
            yield self.spans[position]


def find_numbers(body: str) -> Iterator[tuple[int, int]]:
    """Where each number of a body begins and ends, in reading order.

    >>> body = "第3届展会来了6400多万人，发电9.7亿千瓦，七成是数据。"
    >>> [body[start:end] for start, end in find_numbers(body)]
    ['3', '6400多万', '9.7亿', '七成']
    """
    at = 0
    while first := FIRST_RE.search(body, at):
        start = first.start()
        if first.lastindex:
            at = first.end()
            yield start, at
            continue
        match = RUN_RE.match(body, start)
        if match is None:
            at = start + 1
            continue
        end = match.end()
        if body[end - 1] in "千百" and (cut := UNIT_LETTER_RE.search(body, start, end + 1)):
            end = cut.start()
        # 五十两白银: a weight.
        if end - start > 1 and body[end - 1] == "两" and body[end - 2] in TENS:
            end -= 1
        # 3000多元 is money, 3个多元文化 is not more than three.
        if body.startswith("多元", end) and MANY_YUAN_RE.match(body, end) and body[end - 1] in COUNTING:
            end += 1
        if body[end - 1] == "零" and BELOW_RE.match(body, end):
            end -= 1
        if end > start:
            yield start, end
        at = max(end, start + 1)


def number_at(body: str, start: int, end: int) -> Number:
    """A number with the letters about it."""
    before = body[max(0, start - NEIGHBOURHOOD) : start]
    if "\n" in before:
        before = before.rpartition("\n")[2]
    after = body[end : end + NEIGHBOURHOOD]
    if "\n" in after:
        after = after.partition("\n")[0]
    return Number(body, body[start:end], start, end, before, after, before[-1:], after[:1])
