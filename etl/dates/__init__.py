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
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from etl.dates.calendar import Issue, iso, read_issue
from etl.dates.points import POINT, UNSETTLED, Days, PeriodKind, Point, PointRule, Setting, point_rule, read_unsettled, settle
from etl.dates.tokens import Run, Token, runs_of

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
COMPARING = "比较与同超"
# The kinds of time that brackets behind another may say its days by.
GLOSSES = frozenset(("day", "span", "month", "quarter", "year"))
DATED = ("day", "month", "year", "quarter", "since")
MONTHLY = ("day", "month", "tenth", "month_edge")

NOWHERE = Setting(Issue())


class Expression(NamedTuple):
    """Where in a run of signs an expression stands, and its parts, each "" where it has none; or the end of an event's name.
    `is_unsettled`: 近日, 每年 have no days in any setting, and leave none in mind."""

    start: int
    end: int
    lead: str
    first: str
    link: str
    last: str
    tail: str
    is_event: bool
    is_unsettled: bool


class Reading(NamedTuple):
    """What an expression says wherever it stands in a setting: its rule, kind and days, whether its first word is no part
    of it, and the setting as it leaves it for the next."""

    rule: str
    kind: PeriodKind
    period_start: str | None
    period_end: str | None
    drops_lead: bool
    after: Setting


class Period(NamedTuple):
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
    runs = list(runs_of(text))
    return list(_periods(text, runs, Setting(read_issue(published)))) if runs else []


def _periods(text: str, runs: Sequence[Run], setting: Setting) -> Iterator[Period]:
    here, latest, at = setting, None, 0
    for start, signs, words in runs:
        begins, passed = start, 0
        for expression in expressions_in(signs):
            if "\n" in text[at:start]:
                here = setting
            said = words[expression.start : expression.end]
            begins, passed = begins + sum(map(len, words[passed : expression.start])), expression.start
            if expression.is_event:
                period = _event(text, said[0], begins, latest, setting)
                if period is None:
                    continue
            else:
                period, after = _period(text, expression, said, begins, NOWHERE if expression.is_unsettled else here)
                here = here if expression.is_unsettled else after
            if latest and _is_gloss(text, latest, period):
                spoken = text[latest.start : period.end + 1]
                days = period.period_start, period.period_end
                period = latest._replace(text=spoken, end=period.end + 1, period_start=days[0], period_end=days[1])
            elif latest and period.start >= at:
                yield latest
            latest, at = period, period.end
    if latest:
        yield latest


def _is_gloss(text: str, before: Period, period: Period) -> bool:
    """Whether a time stands in brackets behind another and says its days: 2026年春节假期（2月15日—23日）."""
    if text[before.end : period.start] != "（" or text[period.end : period.end + 1] != "）":
        return False
    return before.kind != "clock" and period.kind in GLOSSES


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
    is_unsettled = first is not None and last is None and point_rule(first).read is read_unsettled
    start, end = match.span()
    return Expression(start, end, lead or "", first or "", link or "", last or "", tail or "", first is None, is_unsettled)


def _event(text: str, tail: str, at: int, latest: Period | None, setting: Setting) -> Period | None:
    """开工以来, 展会期间: time told by an event that no calendar knows, up to its last word that stands `at` an offset;
    自2020年开工以来 takes in the year just read."""
    end = at + len(tail)
    if tail.endswith("后"):
        return _completed(text, at, end, latest)
    reach, kind = EVENTS.get(tail, (0, "since"))
    between = text[latest.end : at] if latest else ""
    if latest and kind == "since" and latest.kind in DATED and latest.period_start and DATED_EVENT_RE.fullmatch(between):
        spoken, ends = text[latest.start : end], iso(_now(date.fromisoformat(latest.period_start), setting))
        return latest._replace(text=spoken, end=end, period_end=ends, kind="since", rule="since_event")
    match = EVENT_RE.search(text, max(latest.end if latest else 0, at - reach), at)
    if not match:
        return None
    return Period(text[match.start() : end], match.start(), end, None, None, kind, f"{kind}_event")


def _completed(text: str, at: int, end: int, latest: Period | None) -> Period | None:
    """项目全部建成后, 年底投产后: time told by what will be done by then."""
    between = text[latest.end : at] if latest else ""
    if latest and latest.kind in (*DATED, "span") and (not between or DATED_EVENT_RE.fullmatch(between)):
        start = latest.start
    elif match := COMPLETED_RE.search(text, max(latest.end if latest else 0, at - 10), at):
        start = match.start()
    else:
        return None
    return Period(text[start:end], start, end, None, None, "relative", "completed_event")


def _period(text: str, shape: Expression, words: Sequence[str], at: int, setting: Setting) -> tuple[Period, Setting]:
    """One expression where it stands, and the setting as it leaves it for the next."""
    point = at + len(words[0]) if shape.lead else at
    # 比去年, 与2019年 only look aside.
    is_aside = point > 0 and text[point - 1] in COMPARING
    rule, kind, begins, ends, drops_lead, after = _reading(shape, words, is_aside, setting)
    start, spoken = (point, "".join(words[1:])) if drops_lead else (at, "".join(words))
    return Period(spoken, start, start + len(spoken), begins, ends, kind, rule), after


# A page says the same times again and again.
@lru_cache(maxsize=2048)
def _reading(shape: Expression, words: Sequence[str], is_aside: bool, setting: Setting) -> Reading:
    """What an expression says; one that looks aside leaves nothing in mind."""
    lead, tail = shape.lead, shape.tail
    tokens = tuple(map(Token, lead + shape.first + shape.link + shape.last + tail, words))
    split = len(lead) + len(shape.first)
    rule = point_rule(shape.first)
    first = last = rule.read(tokens[len(lead) : split], setting)
    days = settle(first, last, setting)
    after = setting if is_aside else _remember(first, rule, days[0], setting)
    # 自6月1日起征税。当天…: what is to be from a day on does not happen on it.
    after = after._replace(day=setting.day) if lead == ">" or tail == "*" else after
    if shape.last:
        last_rule = point_rule(shape.last)
        last = last_rule.read(tokens[split + len(shape.link) : len(tokens) - len(tail)], _within(after, first, shape.last))
        after = _remember(last, last_rule, settle(last, last, after)[0], after)
        # 3月12日8时至15时 stays within the day.
        days = days if last_rule.name == "clock" else settle(first, last, setting)
    name, kind, (begins, ends) = _bear_range(rule, days) if shape.last else _bear(lead, tail, rule, days, setting)
    # 17日和18日: two days, each by itself.
    kind = rule.kind if shape.last and words[split] == "和" else kind
    # 从3月 alone leads a growth (从3月的2亿元增至…); it belongs to the expression where that runs on.
    drops_lead = lead == "f" and not shape.last and tail not in ("+", "*")
    return Reading(name, kind, iso(begins), iso(ends), drops_lead, after)


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
        return setting._replace(issue=setting.issue._replace(day=None))
    return setting


def _remember(point: Point, rule: PointRule, begins: date | None, setting: Setting) -> Setting:
    """The year, month and day that a point leaves in mind, which `begins` a day."""
    issue, year, month, day = setting
    if point.names_year and point.year is not None:
        year, month, day = point.year, None, None
    if rule.kind == "day" and begins:
        day = begins
    if point.first and rule.name in MONTHLY:
        month = begins.year if begins else None, point.first[0]
    return Setting(issue, year, month, day)
