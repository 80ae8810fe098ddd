"""Expressions of time in a body, resolved to calendar days where the text and the day of publication settle them.

`今年春节假期`, `截至6月底`, `1—9月份`, `近3年` are expressions of time. A length of time that points nowhere is none: `工期3年`,
`三年行动`, `24小时营业`; nor is a plan or meeting that bears a year's name: `“十四五”规划`, `二十大报告`.

The text is first cut into tokens, each with a sign of one letter (`tokens`), then the row of signs is read by this grammar:

    expression = [截至 | 到 | 自 | 从] point [起] [至 point] [以来 | 起 | 期间 | 前 | 后 | 前后]
    point      = one of the shapes of `points.POINT_RULES`: 2024年3月 is YM

In a paragraph a year or month that is named holds for bare months and days that follow it. Where both readings of a bare
month are possible the days stay None.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from etl.dates.calendar import iso, read_issue
from etl.dates.points import POINT, UNSETTLED, Days, PeriodKind, Point, PointRule, Setting, point_rule, settle
from etl.dates.tokens import Token, tokens_of

__all__ = ["Period", "PeriodKind", "find_periods"]

EXPRESSION_RE = re.compile(
    rf"(?P<lead>[<t>f])?(?P<first>{POINT})(?:(?P<link>\*?-)(?P<last>{POINT}))?(?P<tail>[+*abvi])?|(?P<event>[+ih])"
)
# 开工以来, 展会期间: the clause that names the event, from its beginning; not 是有记录以来, 做好节日期间
EVENT_RE = re.compile(
    r"(?:^|(?<=[，。；：、“”）！？\n—]))(?:(?!是|创|达到|实现|要|把|为|对|确保|认真|满足|做好|在)[\u4e00-\u9fff]{2,14}|“[\u4e00-\u9fff0-9·]{2,8}”)$"
)
# 自2020年 | 开工 | 以来
DATED_EVENT_RE = re.compile(r"[\u4e00-\u9fff]{1,14}")
# How long the name of an event may be before its last word, and the kind of period it makes.
EVENTS: dict[str, tuple[int, PeriodKind]] = {"以来": (14, "since"), "期间": (8, "span")}
# 项目建成后: the clause may be as long, or nothing may stand before it; 年底投产后 takes in the time just read.
COMPLETED_RE = re.compile(r"(?:^|(?<=[，。；：、“”）！？\n—]))[\u4e00-\u9fff]{0,10}$")
COMPARING = tuple("比较与同超")
DATED = ("day", "month", "year", "quarter", "since")
MONTHLY = ("day", "month", "tenth", "month_edge")


class Expression(NamedTuple):
    """Where in a run of signs an expression stands, and its parts, each "" where it has none; or the end of an event's name."""

    start: int
    end: int
    lead: str
    first: str
    link: str
    last: str
    tail: str
    is_event: bool


@dataclass(frozen=True, slots=True)
class Period:
    """An expression of time: `body[start:end] == text`; its first and last day (ISO, inclusive), None where unsettled."""

    text: str
    start: int
    end: int
    period_start: str | None
    period_end: str | None
    kind: PeriodKind
    rule: str


def find_periods(text: str, published: str | None) -> list[Period]:
    """Every expression of time in reading order, without overlap; `published` is an ISO date or a prefix of one.

    >>> for period in find_periods("截至6月底，今年前5个月投产的茶厂产茶3吨。", "2024-07-09"):
    ...     print(period.text, period.period_start, period.period_end)
    截至6月底 None 2024-06-30
    今年前5个月 2024-01-01 2024-05-31
    """
    return list(_periods(text, Setting(read_issue(published))))


def _periods(text: str, setting: Setting) -> Iterator[Period]:
    here, latest = setting, None
    for expression, tokens in _expressions(tokens_of(text)):
        at = latest.end if latest else 0
        if text.find("\n", at, tokens[0].start) >= 0:
            here = setting
        if expression.is_event:
            found = _event(text, tokens[0], latest, setting)
            if found is None:
                continue
            period = found
        else:
            period, here = _read(text, expression, tokens, here)
        if latest and period.start >= latest.end:
            yield latest
        latest = period
    if latest:
        yield latest


def _expressions(tokens: Sequence[Token]) -> Iterator[tuple[Expression, Sequence[Token]]]:
    """Each expression with its tokens, which touch one another."""
    start = 0
    for end in range(1, len(tokens) + 1):
        if end == len(tokens) or tokens[end].start > tokens[end - 1].end:
            for expression in expressions_in("".join([token.sign for token in tokens[start:end]])):
                yield expression, tokens[start + expression.start : start + expression.end]
            start = end


# Most runs of tokens are of a few shapes: 3月, 去年, 14日上午.
@lru_cache(maxsize=1024)
def expressions_in(signs: str) -> tuple[Expression, ...]:
    """The expressions in a run of signs.

    >>> [(found.lead, found.first, found.tail) for found in expressions_in("<YM")]
    [('<', 'YM', '')]
    """
    return tuple(map(_expression, EXPRESSION_RE.finditer(signs)))


def _expression(match: re.Match[str]) -> Expression:
    lead, first, link, last, tail = match.group("lead", "first", "link", "last", "tail")
    return Expression(match.start(), match.end(), lead or "", first or "", link or "", last or "", tail or "", first is None)


def _event(text: str, tail: Token, latest: Period | None, setting: Setting) -> Period | None:
    """开工以来, 展会期间: time told by an event that no calendar knows; 自2020年开工以来 takes in the year just read."""
    if tail.text.endswith("后"):
        return _completed(text, tail, latest)
    reach, kind = EVENTS.get(tail.text, (0, "since"))
    between = text[latest.end : tail.start] if latest else ""
    if latest and kind == "since" and latest.kind in DATED and latest.period_start and DATED_EVENT_RE.fullmatch(between):
        spoken, ends = text[latest.start : tail.end], iso(_now(date.fromisoformat(latest.period_start), setting))
        return replace(latest, text=spoken, end=tail.end, period_end=ends, kind="since", rule="since_event")
    at = max(latest.end if latest else 0, tail.start - reach)
    match = EVENT_RE.search(text, at, tail.start)
    if not match:
        return None
    return Period(text[match.start() : tail.end], match.start(), tail.end, None, None, kind, f"{kind}_event")


def _completed(text: str, tail: Token, latest: Period | None) -> Period | None:
    """项目全部建成后, 年底投产后: time told by what will be done by then."""
    between = text[latest.end : tail.start] if latest else ""
    if latest and latest.kind in (*DATED, "span") and (not between or DATED_EVENT_RE.fullmatch(between)):
        start = latest.start
    elif match := COMPLETED_RE.search(text, max(latest.end if latest else 0, tail.start - 10), tail.start):
        start = match.start()
    else:
        return None
    return Period(text[start : tail.end], start, tail.end, None, None, "relative", "completed_event")


def _read(text: str, shape: Expression, tokens: Sequence[Token], setting: Setting) -> tuple[Period, Setting]:
    """One expression, and the setting as it leaves it for the next."""
    lead, tail = shape.lead, shape.tail
    split = len(lead) + len(shape.first)
    rule = point_rule(shape.first)
    first = last = rule.read(tokens[len(lead) : split], setting)
    after = _remember(text, tokens[len(lead)], first, rule, setting)
    if shape.last:
        there = split + len(shape.link)
        last = point_rule(shape.last).read(tokens[there : len(tokens) - len(tail)], _within(after, first, shape.last))
        after = _remember(text, tokens[there], last, point_rule(shape.last), after)
    # 3月12日8时至15时 stays within the day.
    days = settle(first, first if shape.last and point_rule(shape.last).name == "clock" else last, setting)
    name, kind, (begins, ends) = _bear_range(rule, days) if shape.last else _bear(lead, tail, rule, days, setting)
    # 从3月 alone leads a growth (从3月的2亿元增至…); it belongs to the expression where that runs on.
    kept = tokens[1:] if lead == "f" and not shape.last and tail not in ("+", "*") else tokens
    start, end = kept[0].start, kept[-1].end
    return Period(text[start:end], start, end, iso(begins), iso(ends), kind, name), after


def _bear_range(rule: PointRule, days: Days) -> tuple[str, PeriodKind, Days]:
    """每年4月至6月 comes again and so has no days."""
    return ("recurring", "recurring", UNSETTLED) if rule.kind == "recurring" else ("range", "span", days)


def _bear(lead: str, tail: str, rule: PointRule, days: Days, setting: Setting) -> tuple[str, PeriodKind, Days]:
    """What the words before and after a point make of its days: 截至 leaves the last, 起 the first."""
    begins, ends = days
    if lead in ("<", "t") and tail in ("", "i"):
        return "until", "until", (None, ends)
    if tail == "b":
        return "before", "until", (None, ends if rule.name.endswith("edge") else None)
    if tail == "a":
        return "after", "since", UNSETTLED
    if tail == "v":
        return "around", "relative", UNSETTLED
    if tail == "+":
        return "since", "since", (begins, _now(begins, setting))
    if tail == "*" or lead == ">":
        return "since", "since", (begins, None)
    return rule.name, rule.kind, days


def _now(begins: date | None, setting: Setting) -> date | None:
    """The day of publication, to which 以来 reaches, where it is known and the time had begun by then."""
    day = setting.issue.day
    return day if begins and day and begins <= day else None


def _within(setting: Setting, first: Point, signs: str) -> Setting:
    """For the 15日 of 3月12日至15日 the month is settled by the range, whatever day the paper came out."""
    if first.first and signs[0] in "Dd":
        return setting._replace(issue=replace(setting.issue, day=None))
    return setting


def _remember(text: str, token: Token, point: Point, rule: PointRule, setting: Setting) -> Setting:
    """The year, month and day that a point leaves in mind; 比去年, 与2019年 only look aside."""
    if text[token.start - 1 : token.start] in COMPARING:
        return setting
    if point.names_year and point.year is not None:
        setting = setting._replace(year=point.year, month=None, day=None)
    if rule.kind != "day" and not (point.first and rule.name in MONTHLY):
        return setting
    begins = settle(point, point, setting)[0]
    if rule.kind == "day" and begins:
        setting = setting._replace(day=begins)
    if point.first and rule.name in MONTHLY:
        return setting._replace(month=(begins.year if begins else None, point.first[0]))
    return setting
