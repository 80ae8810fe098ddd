"""Days, months and years: the arithmetic of the calendar, and the year that a bare month means on a day of publication."""

from calendar import isleap
from datetime import date
from functools import lru_cache
from typing import NamedTuple

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MonthDay = tuple[int, int]
"""A month and a day of it in a year not yet known; day 0 is the last of the month."""


class Issue(NamedTuple):
    """As much of the day of publication as is known."""

    year: int | None = None
    month: int | None = None
    day: date | None = None


@lru_cache(maxsize=64)
def read_issue(published: str | None) -> Issue:
    """Reads an ISO date or a prefix of one; what is no date is not known.

    >>> read_issue("2024-02")
    Issue(year=2024, month=2, day=None)
    """
    parts = (published or "").split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3:
        return Issue()
    numbers = [int(part) for part in parts]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else None
    if not 1 < year < 9998 or (month is not None and not 1 <= month <= 12):
        return Issue()
    return Issue(year, month, day_of(year, (month, numbers[2])) if month and len(numbers) == 3 and numbers[2] else None)


@lru_cache(maxsize=1024)
def day_of(year: int, month_day: MonthDay) -> date | None:
    """The day, or None where the calendar has no such day.

    >>> day_of(2024, (2, 0)).isoformat(), day_of(2023, (2, 29))
    ('2024-02-29', None)
    """
    month, day = month_day
    length = LENGTHS[month - 1] + (month == 2 and isleap(year))
    return date(year, month, day or length) if day <= length else None


# A page names few days, and each of them often.
@lru_cache(maxsize=1024)
def iso(day: date | None) -> str | None:
    """The day as it is stored."""
    return day.isoformat() if day else None


def year_of_month(month: int, issue: Issue) -> int | None:
    """The year of a bare month: the year of publication, unless the month lies nearer in the year before.

    A paper of January that prints 12月 means the December just past. Half a year ahead, or ten months back, both years
    are possible and none is given.

    >>> [year_of_month(month, Issue(2024, 1)) for month in (1, 3, 9, 12)]
    [2024, 2024, None, 2023]
    """
    if issue.year is None or issue.month is None:
        return None
    ahead = month - issue.month
    if -9 <= ahead <= 6:
        return issue.year
    return issue.year - 1 if ahead >= 10 else None


def day_near(day: int, issue: Issue) -> date | None:
    """The day a bare 14日 means: of the month of publication or, at its beginning, of the month before.

    >>> day_near(31, read_issue("2024-02-02")).isoformat(), day_near(3, read_issue("2024-02-28"))
    ('2024-01-31', None)
    """
    if issue.day is None or issue.year is None or issue.month is None:
        return None
    here = day_of(issue.year, (issue.month, day))
    year, month = (issue.year, issue.month - 1) if issue.month > 1 else (issue.year - 1, 12)
    before = day_of(year, (month, day))
    near = [found for found, back in ((here, 20), (before, 10)) if found and -back <= (found - issue.day).days <= 10]
    return near[0] if len(near) == 1 else None


def stretch(
    first: MonthDay | None, last: MonthDay | None, years: tuple[int | None, int | None]
) -> tuple[date | None, date | None]:
    """The first and last day of month-days whose years may be known of one end only; a stretch may pass a New Year.

    >>> [day.isoformat() for day in stretch((11, 1), (3, 0), (2023, None))]
    ['2023-11-01', '2024-03-31']
    """
    start, end = years
    turns = first is not None and last is not None and first > (last[0], last[1] or 31)
    if start is None and end is not None:
        start = end - turns
    if end is None and start is not None:
        end = start + turns
    begins = day_of(start, first) if start is not None and first else None
    ends = day_of(end, last) if end is not None and last else None
    if (first and not begins) or (last and not ends) or (begins and ends and begins > ends):
        return None, None
    return begins, ends
