"""The times of a body that may date figures, and what the words beside each say of its reach.

比去年, 去年同期, 5月交货的期货, 今年51岁, “金秋启航”招聘 date nothing and are left out; 由2020年的, 今天从海关获悉, 成立于2003年
are kept and marked, for they date little beyond their clause; 8日…，以军当天… says the named day again.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from etl.dates import Period
from etl.figures.bases import base_lead
from etl.figures.numbers import Spans
from etl.sentences import Sentence, sentences

AGE_RE = re.compile(r"(?:已经|刚|才|已|仅|只有|刚满|年满)?[0-9一二三四五六七八九十]{1,3}多?岁")
# 5月交货的原油期货: the month is the contract's; 2023年第二批名单: the year is the name's.
NAME_AFTER_RE = re.compile(r"(?:交[货割付]|到期|期货|合约)|第[一二三四五六七八九十0-9]+[次届批]")
# “金秋启航”招聘
NAME_RE = re.compile(r"“[^“”，。！？；：\n]{1,12}”")
# Speech of some length, in which its times stay.
SPEECH_RE = re.compile(r"“[^”\n]{10,}(?:”|$)", re.MULTILINE)
SAME_DAYS = frozenset(("当天", "当日", "同日", "同一天", "当晚", "当夜"))
# What makes a period belong to a group, by its rule or else by its kind; the other kinds are groups of their own.
GROUPS = {
    "now": "now",
    "past": "past",
    "before": "past",
    "lately": "lately",
    "vague": "vague",
    "season": "season",
    "around_now": "stretch",
    "running": "running",
    "after": "since",
    "span_event": "event",
}
KIND_GROUPS = {"month": "term", "quarter": "term", "span": "term"}
CLAUSE_HEADS = "，。；：“\n（"
# What stands behind a time, the first that does; 省港口集团今天（3月6日）发布 is the day of the report, not of what it tells.
BEHIND = (
    (
        "reported",
        re.compile(
            r"(?:在[^，。；]{1,14})?[^，。；]{0,12}?(?:新闻发布会|获悉|了解到|播发|发布|公布|印发|通报|披露|消息|主持|会见|出席|考察|调研|会议|致电|签署)"
        ),
    ),
    ("said", re.compile(r"[^，。；]{0,12}?(?:报道|称|说|表示|指出|证实|宣布|强调|介绍)")),
    ("came", re.compile(r"[^，。；]{0,6}?(?:记者|笔者|来到|走进|走访|探访|采访)")),
    ("held", re.compile(r"[^，。；]{0,12}?(?:举[办行]|召开|启动|开幕|闭幕|开赛|开展|开馆|开园|开村|启幕|进行)")),
)
TO_COME_RE = re.compile(r"(?:将于|定于|拟于|将在|计划于)$")
# 成立于2003年, 2003年成立, 1958年参加工作: how a thing began says nothing of how it is.
FOUNDED_RE = re.compile(
    r"[^，。；]{0,14}?(?:成立|创办|创建|建于|始建|参加工作|毕业|入职|入伍|入党|退休|退伍|出生|生于|返乡|回乡|当选|入选|获评)"
)
FOUNDED_BEFORE_RE = re.compile(r"(?:成立|创办|创建|建成|建|始建|组建|诞生|生|毕业|投产|开业|通车)于$")


@dataclass(frozen=True, slots=True)
class Time:
    """A period that may date figures: the group it belongs to, its sentence, paragraph and speech, the signs beside it."""

    period: Period
    group: str
    sentence: int
    paragraph: int
    speech: int | None
    signs: tuple[str, ...]


class Grid:
    """The sentences, paragraphs and speeches of a body by number."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.sentences = [sentence.start for sentence in sentences(body)]
        self.breaks = [match.start() for match in re.finditer("\n", body)]
        self.speeches = Spans([Sentence("", *match.span()) for match in SPEECH_RE.finditer(body)])

    def sentence(self, offset: int) -> int:
        """The number of the sentence at an offset."""
        return bisect_right(self.sentences, offset) - 1

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph at an offset."""
        return bisect_right(self.breaks, offset)

    def speech(self, offset: int) -> int | None:
        """Where the speech begins that an offset lies in.

        >>> Grid("他说：“去年我们种了三十亩茶。”").speech(5)
        3
        """
        found = self.speeches.at(offset)
        return found.start if found else None


def times_of(grid: Grid, periods: Sequence[Period], term: Period | None) -> list[Time]:
    """The periods that may date a figure, in order; `term` is that of the headline."""
    names = Spans([Sentence("", *match.span()) for match in NAME_RE.finditer(grid.body)])
    found: list[Time] = []
    for period in periods:
        if _may_date(grid.body, period, names):
            time = _as_named(_time(grid, period), found)
            found.append(replace(time, signs=(*time.signs, "headline")) if _is_same(period, term) else time)
    return found


@cache
def _base_before_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{base_lead()}|低于|高于|快于|慢于|与|是|为|相当于|超过|接近|和|同|同比|环比)“?$")


def _may_date(body: str, period: Period, names: Spans) -> bool:
    if period.kind == "clock" or period.rule == "aside" or "同期" in period.text:
        return False
    start, end = period.start, period.end
    if _base_before_re().search(body, max(0, start - 4), start) or AGE_RE.match(body, end) or NAME_AFTER_RE.match(body, end):
        return False
    name = names.at(start)
    if name and name.start < start and end < name.end and end - start + 2 < name.end - name.start:
        return False
    return body[start - 1 : start] != "（" or body[start - 3 : start - 1] not in ("今天", "昨天")


def _is_same(period: Period, term: Period | None) -> bool:
    """Whether a period is the term of the headline, however it is printed: 前两个月, 1—2月."""
    if term is None or term.period_end is None:
        return False
    return (period.period_start, period.period_end) == (term.period_start, term.period_end)


def _as_named(time: Time, before: Sequence[Time]) -> Time:
    """8日…，以军当天…: where a paragraph names the day, 当天 is that day."""
    if time.period.text in SAME_DAYS:
        for named in reversed(before):
            if named.paragraph != time.paragraph:
                break
            if named.group == "day" and named.period.period_start == time.period.period_start:
                return replace(time, period=replace(named.period, start=time.period.start, end=time.period.end))
    return time


def _time(grid: Grid, period: Period) -> Time:
    group = GROUPS.get(period.rule) or KIND_GROUPS.get(period.kind, period.kind)
    return Time(
        period=period,
        # 近年来, 这些年 are of some length, 届时 is not.
        group="years" if group == "vague" and "年" in period.text else group,
        sentence=grid.sentence(period.start),
        paragraph=grid.paragraph(period.start),
        speech=grid.speech(period.start),
        signs=tuple(_signs(grid.body, period)),
    )


def _signs(body: str, period: Period) -> Iterator[str]:
    start, end = period.start, period.end
    before = body[max(0, start - 4) : start]
    if before.endswith(("由", "从")):
        yield "from"
    if not before or before[-1] in CLAUSE_HEADS:
        yield "head"
    if TO_COME_RE.search(before):
        yield "to come"
    elif FOUNDED_BEFORE_RE.search(before) or FOUNDED_RE.match(body, end):
        yield "founded"
    # 7日，省政府举行新闻发布会; not 2024年，…发布
    told = end + 1 if body.startswith("，", end) and (period.kind == "day" or period.rule == "lately") else end
    if behind := next((name for name, pattern in BEHIND if pattern.match(body, told)), None):
        yield behind
    if body[end : end + 1] == "，":
        yield "apart"
    elif body[end : end + 1] == "的":
        yield "attribute"
