"""When an article is dated, and how that is known: its dateline in the year of the issue, else the day of the issue.

    本报江海3月6日讯 on a page of 2026-03-07 → 2026-03-06 (dateline)     no dateline → 2026-03-07 (from where the page has it)
Where nothing tells the day of the issue, a dateline without a year is dated only if the text of its article settles the year.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from etl.dates.words import plan_periods, time_words
from etl.model import Origin, Page
from etl.numerals import parse_numeral
from etl.vocabulary import alternation

PRINTED_DATE_RE = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>[\d一二三四五六七八九十]{1,3})月)?(?P<day>[\d一二三四五六七八九十]{1,3})日"
)
# A paper prints a dateline of tomorrow at the most, and seldom one older than half a year.
LATEST, OLDEST = timedelta(days=1), timedelta(days=183)
WEEKDAYS = "一二三四五六日"
YEAR = r"(?P<year>(?:19|20)\d\d)年"
WEEKDAY_RE = re.compile(r"(?<!年)(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日（?(?:星期|周)(?P<weekday>[一二三四五六日天])")
# 到2030年, 2026—2030年, 2027年底前 look ahead.
PAST_YEAR_RE = re.compile(rf"(?<![到至—－\-~～])(?<!\d){YEAR}(?![^，。；]{{0,4}}前)")


class Dating(NamedTuple):
    """A date, ISO, and what tells it; both None where nothing does."""

    published: str | None = None
    published_from: Origin | None = None


def date_article(printed: str | None, page: Page, text: str) -> Dating:
    """Dates an article by the day its dateline prints, by its page, and where that is silent by its own text.

    >>> issue = Page("x.txt", "", "txt", "", issue_date=date(2026, 1, 2), dated_by="file name")
    >>> [date_article(day, issue, "").published for day in ("12月31日", "31日", "2025年6月1日", None)]
    ['2025-12-31', '2025-12-31', '2025-06-01', '2026-01-02']
    >>> date_article("2月21日", Page("x.txt", "", "txt", ""), "今年（2026年）春节，村里办起灯会。")
    Dating(published='2026-02-21', published_from='dateline')
    """
    day = _printed_day(printed, page.issue_date, text)
    if day:
        return Dating(day.isoformat(), "dateline")
    return Dating(page.issue_date.isoformat(), page.dated_by) if page.issue_date else Dating()


def _printed_day(printed: str | None, issue: date | None, text: str) -> date | None:
    """The day a dateline names; None for a misread one (2月31日), and for one that the day of the issue belies."""
    match = PRINTED_DATE_RE.fullmatch(printed or "")
    if not match:
        return None
    day = _number(match["day"])
    if match["year"]:
        known = _day(int(match["year"]), _number(match["month"]), day) if match["month"] else None
        return known if not issue or not known or known <= issue + LATEST else None
    if not issue:
        year = year_told(text) if match["month"] else None
        return _day(year, _number(match["month"]), day) if year else None
    if match["month"]:
        days = [_day(year, _number(match["month"]), day) for year in (issue.year + 1, issue.year, issue.year - 1)]
    else:
        before = issue.replace(day=1) - LATEST
        days = [_day(month.year, month.month, day) for month in (issue + LATEST, issue, before)]
    return next((found for found in days if found and issue - OLDEST <= found <= issue + LATEST), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(digits: str) -> int:
    """A day or month in either kind of digits; 0, which is neither, for others.

    >>> _number("21"), _number("二十一"), _number("十二")
    (21, 21, 12)
    """
    numeral = parse_numeral(digits.lstrip("0") or "0")
    return int(numeral.value) if numeral else 0


def year_told(text: str) -> int | None:
    """The year a text was written in, where its own words settle it.

    >>> year_told("去年（2025年），全县产茶3万吨。"), year_told("今年是“十五五”开局之年。"), year_told("2月21日，大桥通车。")
    (2026, 2026, None)
    """
    told = set(_years_named(text))
    if not told:
        told = set(_years_of_weekdays(text))
    return told.pop() if len(told) == 1 else None


def _years_named(text: str) -> Iterator[int]:
    """The years that words of the writer's own time are said to be: 今年（2026年）, 昨天（2026年3月7日）, “十五五”开局之年."""
    for match in relative_year_re().finditer(text):
        word = time_words()[match["word"] or match["behind"]]
        yield int(match["year"] or match["told"] or match["before"]) - (word.offset or 0)
    for match in relative_day_re().finditer(text):
        day = _day(int(match["year"]), int(match["month"]), int(match["day"]))
        if day:
            yield (day - timedelta(days=time_words()[match["word"]].offset or 0)).year
    for match in plan_year_re().finditer(text):
        plan = plan_periods()[match["plan"]]
        edge = plan.start if match["edge"] == "开局" else plan.end
        if edge:
            yield date.fromisoformat(edge).year


def _years_of_weekdays(text: str) -> Iterator[int]:
    """The years in which the weekdays of a text are right, of the last year it speaks of and the one after it.

    >>> list(_years_of_weekdays("2月21日（星期六），灯会开幕。2025年，全村接待游客3万人次。"))
    [2026]
    """
    days = [(int(m["month"]), int(m["day"]), WEEKDAYS.index(m["weekday"].replace("天", "日"))) for m in WEEKDAY_RE.finditer(text)]
    spoken = [int(match["year"]) for match in PAST_YEAR_RE.finditer(text)]
    if not days or not spoken:
        return
    for year in (max(spoken), max(spoken) + 1):
        found = [_day(year, month, day) for month, day, _ in days]
        if all(one and one.weekday() == weekday for one, (_, _, weekday) in zip(found, days, strict=True)):
            yield year


@cache
def relative_year_re() -> re.Pattern[str]:
    """Matches 今年（2026年）, 去年即2025年, 今年是2026年，and 2026年（今年）."""
    word = alternation(word.surface for word in time_words().values() if word.kind == "year" and word.offset is not None)
    joined = r"(?:（|，?即)(?P<year>(?:19|20)\d\d)年(?!以来|前|底前)|是(?P<told>(?:19|20)\d\d)年(?=[，。；])"
    return re.compile(rf"(?P<word>{word})(?:{joined})|(?P<before>(?:19|20)\d\d)年（(?P<behind>{word})）")


@cache
def relative_day_re() -> re.Pattern[str]:
    """Matches 今天（2026年3月7日）."""
    word = alternation(word.surface for word in time_words().values() if word.kind == "day")
    return re.compile(rf"(?P<word>{word})（{YEAR}(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日")


@cache
def plan_year_re() -> re.Pattern[str]:
    """Matches 今年是“十五五”规划开局之年."""
    plan = alternation(name for name, period in plan_periods().items() if period.kind == "plan")
    return re.compile(rf"今年(?:是|作为|系)[^，。；“]{{0,6}}“?(?P<plan>{plan})”?(?:规划|时期)?的?(?P<edge>开局|收官)之年")
