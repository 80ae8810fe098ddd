"""Expressions of time: each case, and what holds of any text and any day of publication."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.dates import Period, find_periods
from etl.dates.points import POINT_RULES, Holiday
from etl.dates.words import plan_periods
from etl.vocabulary import rows
from tests.cases import cases

LETTERS = (
    "今去明前后上下本年月日号季度半底初末旬周星期时分点春节假“”五一十四至到—-以来起自截从间（）每近未过个的代世纪，。\n0239二〇两"
)
ANY_TEXT = st.text(LETTERS, max_size=40) | st.text(max_size=20)
ANY_DAY = st.none() | st.dates().map(date.isoformat) | st.sampled_from(["", "2024", "2024-02", "2024-13", "2024-02-30", "?"])
BEARINGS = {"range", "until", "since", "before", "after", "around", "since_event", "span_event"}


def written(period: Period) -> list[str | None]:
    """A period as the cases write it."""
    return [period.text, period.rule, period.period_start, period.period_end]


@pytest.mark.parametrize("case", cases("dates"))
def test_case(case: dict[str, Any]) -> None:
    assert [written(period) for period in find_periods(case["text"], case["published"])] == case["expect"]


def test_every_rule_has_a_case() -> None:
    shown = {expected[1] for case in cases("dates") for expected in case.values[0]["expect"]}
    # An epoch is read with the 以来 behind it, which names the rule.
    assert shown == {rule.name for rule in POINT_RULES} - {"epoch"} | BEARINGS


@given(ANY_TEXT, ANY_DAY)
def test_spans_are_in_the_text_and_in_order(text: str, published: str | None) -> None:
    periods = find_periods(text, published)
    for period in periods:
        assert text[period.start : period.end] == period.text != ""
        days = [date.fromisoformat(day) for day in (period.period_start, period.period_end) if day]
        assert days == sorted(days)
    for before, after in pairwise(periods):
        assert before.end <= after.start


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_printed_in_full_is_that_day(day: date) -> None:
    (period,) = find_periods(f"渠首于{day.year}年{day.month}月{day.day}日开闸。", None)
    assert period.period_start == period.period_end == day.isoformat()


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_today_is_the_day_of_publication(day: date) -> None:
    (period,) = find_periods("今天开闸。", day.isoformat())
    assert period.period_start == period.period_end == day.isoformat()


def test_holidays_and_plans_run_forward() -> None:
    for holiday in rows("holidays", Holiday):
        start, end = date.fromisoformat(holiday.start), date.fromisoformat(holiday.end)
        assert start <= end, holiday
        assert (end - start).days < 11, holiday
        assert holiday.year == end.year, holiday
    for plan in plan_periods().values():
        assert plan.end is None or plan.start < plan.end
