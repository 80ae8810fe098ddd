"""When an article is dated and how that is known."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.model import Page
from etl.published import LATEST, date_article
from tests.cases import cases


def page(issue: date | None) -> Page:
    return Page("page.txt", "", "txt", "", issue_date=issue, dated_by="manifest" if issue else None)


@pytest.mark.parametrize("case", cases("published"))
def test_case(case: dict[str, Any]) -> None:
    issue = date.fromisoformat(case["issue"]) if case["issue"] else None
    assert list(date_article(case["printed"], page(issue), case["text"])) == case["expect"]


@given(st.integers(1, 12), st.integers(1, 31), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_nothing_is_dated_after_the_day_behind_its_issue(month: int, day: int, issue: date) -> None:
    for printed in (f"{month}月{day}日", f"{day}日"):
        dating = date_article(printed, page(issue), "")
        assert dating.published and date.fromisoformat(dating.published) <= issue + LATEST


@given(st.text("今去明年月日0123456789（）是即星期六“十五四”开局之收官，。到前", max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    dating = date_article("2月21日", page(None), text)
    assert (dating.published is None) == (dating.published_from is None)
