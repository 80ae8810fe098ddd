"""Pages taken apart: each case, and that no letter of a page is lost or doubled, whatever stands on it."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.marks import without_marks
from etl.model import Page
from etl.repair import repair
from etl.split import REASONS, Split, split
from tests.cases import cases

LINES = (
    "# 青禾大桥通车",
    "夜市人气旺",
    "——来自石桥县的报道",
    "本报讯（记者白云）古镇灯火通明。",
    "新华社北京2月3日电 近日，新规发布。",
    "□ 本报记者 白云 高山",
    "覃明",
    "（上接第一版）厂长说，去年产值3亿元。",
    "今年再建两条线。（下转第七版）",
    "图为渔船出港。田远摄（中经视觉）",
    "田远摄",
    "问：怎样申请？",
    "答：到村委会登记。",
    "谁来种地？",
    "责编：陈晨",
    "第03版 要闻",
    "遗失声明",
    "青禾视角",
    "国内快讯",
    "市民常常说起这条走了几十年的老街和街上的小吃摊，也常常抱怨",
    "水渠通到地头，春灌有了保障。（新华社北京2月3日电）",
    "第一条 为了规范养老服务，制定本办法。",
    "……",
    "",
    "文化·体育",
    "青禾云客户端",
    "2026.2.5 星期四 福建泉州",
    "本报记者王禾　清晨，石桥的茶园里人声鼎沸。",
    "编辑同志：",
    "8月15日，石桥县的葡萄园里，工人在摘叶。",
)


def page_of(text: str) -> Page:
    return Page("page.txt", "", "txt", text, issue_date=date(2026, 2, 5))


def letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text))


def assert_whole(text: str, parts: Split) -> None:
    """Each letter of the text stands once in an article or in what is left over; only heading marks are dropped."""
    found = "".join("".join(article.printed) for article in parts.articles) + "".join(rest.text for rest in parts.left_over)
    assert letters(found) == letters(without_marks(text))


@pytest.mark.parametrize("case", cases("split"))
def test_case(case: dict[str, Any]) -> None:
    text = repair(case["text"])
    parts = split(page_of(case["text"]), text)
    assert_whole(text, parts)
    found = [
        {field: list(value) if isinstance(value := getattr(article, field), tuple) else value for field in expected}
        for article, expected in zip(parts.articles, case["expect"], strict=False)
    ]
    assert found == case["expect"]
    assert len(parts.articles) == len(case["expect"])
    if "left_over" in case:
        assert [rest.reason for rest in parts.left_over] == case["left_over"]


@given(st.lists(st.sampled_from(LINES), max_size=14))
@settings(max_examples=200, deadline=None)
def test_no_letter_is_lost(lines: list[str]) -> None:
    text = repair("\n\n".join(lines))
    parts = split(page_of(text), text)
    assert_whole(text, parts)
    assert [article.position for article in parts.articles] == list(range(1, len(parts.articles) + 1))
    assert all(article.body for article in parts.articles)
    assert {rest.reason for rest in parts.left_over} <= set(REASONS)


MARKS = ("\f\n", "\f\n# ", "\f\n## ", "# ", "## ", "### ", "![]\n", "", "")


@given(st.lists(st.tuples(st.sampled_from(MARKS), st.sampled_from(LINES)), max_size=14))
@settings(max_examples=200, deadline=None)
def test_no_letter_is_lost_of_blocks(marked: list[tuple[str, str]]) -> None:
    text = repair("\f\n" + "\n".join(mark + line for mark, line in marked))
    assert repair(text) == text
    parts = split(page_of(text), text)
    assert_whole(text, parts)
    assert all(article.body for article in parts.articles)


@given(st.text(alphabet="青禾县水库，。：；（）“”！？#—…□记者白云本报讯新华社电摄上接下转第版问答1月2日\n", max_size=120))
@settings(max_examples=200, deadline=None)
def test_no_letter_is_lost_of_any_text(text: str) -> None:
    mended = repair(text)
    assert_whole(mended, split(page_of(text), mended))


@given(st.lists(st.sampled_from(LINES), max_size=10))
@settings(max_examples=50, deadline=None)
def test_the_same_page_is_split_the_same_way(lines: list[str]) -> None:
    text = repair("\n".join(lines))
    assert split(page_of(text), text) == split(page_of(text), text)
