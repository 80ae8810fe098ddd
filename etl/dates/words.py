"""The words of time, the holidays and the plans of the vocabulary, by surface."""

from dataclasses import dataclass
from functools import cache

from etl.vocabulary import rows


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A row of time_words.csv: how far from the day of publication a word points, and the letters that undo it."""

    surface: str
    kind: str
    offset: int | None
    not_after: str | None
    not_before: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class HolidayName:
    """A row of holiday_names.csv; a name that `needs_tail` is one only as 清明假期, 五一期间."""

    surface: str
    holiday: str | None
    needs_tail: bool
    not_before: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """A row of plan_periods.csv: the years of a five-year plan, or the day from which 以来 counts."""

    surface: str
    kind: str
    start: str
    end: str | None
    note: str | None


@cache
def time_words() -> dict[str, TimeWord]:
    """The words of time by surface."""
    return {word.surface: word for word in rows("time_words", TimeWord)}


@cache
def holiday_names() -> dict[str, HolidayName]:
    """The names of holidays by surface."""
    return {name.surface: name for name in rows("holiday_names", HolidayName)}


@cache
def plan_periods() -> dict[str, PlanPeriod]:
    """Five-year plans and epochs by surface."""
    return {period.surface: period for period in rows("plan_periods", PlanPeriod)}
