"""What header and footer say of a page, and that manifest and file name are believed before them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.build import understand
from etl.header import complete, read_header, share_issue
from etl.model import Page
from etl.repair import repair
from tests.cases import cases

HEADER = "江海日报2026年3月7日星期六03版·要闻\n青禾大桥通车\n青禾大桥今天通车。"
LETTERS = "〇一二三六七九十0123456789年月日版第星期周农历丙午正初廿报江海日晚要闻AB.-/· \n\f#，。（）"


@pytest.mark.parametrize("case", cases("header"))
def test_case(case: dict[str, Any]) -> None:
    said = read_header(repair(case["text"]))
    assert [said.newspaper, said.issue_date and said.issue_date.isoformat(), said.page_no] == case["expect"]


def test_what_is_known_otherwise_is_kept() -> None:
    known = Page("a.txt", "", "txt", "", "江海晚报", "manifest", date(2026, 3, 8), "file name", "4")
    assert complete(known, HEADER) == known


def test_only_what_is_not_known_is_taken_from_the_page() -> None:
    page = complete(Page("a.txt", "", "txt", "", newspaper="江海晚报", named_by="manifest"), HEADER)
    assert (page.newspaper, page.named_by) == ("江海晚报", "manifest")
    assert (page.issue_date, page.dated_by, page.page_no) == (date(2026, 3, 7), "page header", "3")


def test_a_silent_page_stays_unknown() -> None:
    page = complete(Page("a.txt", "", "txt", ""), "青禾大桥通车\n青禾大桥今天通车。")
    assert (page.newspaper, page.named_by, page.issue_date, page.dated_by, page.page_no) == (None,) * 5


def test_pages_of_one_file_share_what_one_of_them_prints() -> None:
    front = Page("a.pdf#page=1", "1", "pdf", HEADER)
    inside = Page("a.pdf#page=2", "2", "pdf", "茶山开园\n本报江海3月6日讯（记者白云）茶山6日开园。")
    read_page = understand([front, inside])[1]
    page, article = read_page.page, read_page.findings[0].article
    assert (page.newspaper, page.named_by) == ("江海日报", "page header")
    assert (page.issue_date, page.dated_by, page.page_no) == (date(2026, 3, 7), "page header", None)
    assert (article.published, article.published_from) == ("2026-03-06", "dateline")


def test_a_file_of_two_issues_leaves_the_silent_pages_unknown() -> None:
    first, second, silent = (Page(f"a.pdf#page={number}", "", "pdf", "") for number in (1, 2, 3))
    first = replace(first, newspaper="江海日报", named_by="page header", issue_date=date(2026, 3, 7), dated_by="page header")
    second = replace(first, issue_date=date(2026, 3, 8))
    assert share_issue([first, second, silent]) == [first, second, replace(silent, newspaper="江海日报", named_by="page header")]


@pytest.mark.parametrize("line", ["AbCdEf'" * 11, "综合新闻" * 18 + "呀", "江海日报" * 19 + "呀", "日报" * 40])
def test_a_long_line_comes_to_an_end(line: str) -> None:
    assert read_header(f"2026年3月7日 星期六\n{line}\n3{line}").issue_date == date(2026, 3, 7)


@settings(deadline=None)  # the first page loads the vocabulary
@given(st.text(LETTERS, max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    said = read_header(text)
    assert said.page_no is None or said.page_no.strip()
