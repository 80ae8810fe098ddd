"""Checks of the paper's arithmetic: the cases, and what holds for any numbers."""

import json
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from html import unescape
from pathlib import Path
from sqlite3 import Connection, connect
from typing import Any

import httpx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etl.build import build
from etl.checks import find_checks
from etl.figures import find_figures
from etl.model import Article, Check
from etl.places import find_places
from tests.cases import cases

RULES = {
    "parts_of_whole",
    "total",
    "balance",
    "shares_of_whole",
    "share_within",
    "share_of_named",
    "share_of_told",
    "from_to",
    "then_now",
    "than_before",
    "level_and_change",
    "daily_average",
}


def checks_of(text: str) -> list[Check]:
    """The checks of a body published on a fixed day."""
    article = Article(1, "news", text, published="2025-06-10")
    return find_checks(article, find_figures(article, find_places(article), [])[0])


@pytest.mark.parametrize("case", cases("figure_checks"))
def test_case(case: dict[str, Any]) -> None:
    found = [{"rule": check.rule, "text": check.figure.text, "holds": check.holds} for check in checks_of(case["text"])]
    assert found == case["expect"]


def test_every_rule_has_a_case_that_holds_and_one_that_does_not() -> None:
    found = json.loads((Path(__file__).parent / "cases" / "figure_checks.json").read_text("utf-8"))
    shown = {(expected["rule"], expected["holds"]) for case in found for expected in case["expect"]}
    assert {rule for rule, _ in shown} == RULES
    assert {rule for rule, holds in shown if not holds} >= RULES - {"then_now"}


amounts = st.decimals(min_value="1", max_value="99999", places=4)
places = st.integers(0, 3)


def printed(value: Decimal, places: int) -> str:
    """A value as a paper rounds it."""
    return str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


@settings(deadline=None)
@given(amounts, amounts, st.tuples(places, places, places))
def test_any_true_sum_holds_with_any_number_of_digits(exports: Decimal, imports: Decimal, digits: tuple[int, int, int]) -> None:
    whole, *parts = [printed(value, places) for value, places in zip((exports + imports, exports, imports), digits, strict=True)]
    found = checks_of(f"全年进出口总值{whole}亿元，其中出口{parts[0]}亿元，进口{parts[1]}亿元。")
    assert [(check.rule, check.holds) for check in found] == [("parts_of_whole", True)]
    assert found[0].expected_low <= exports * 10**8 + imports * 10**8 <= found[0].expected_high


@settings(deadline=None)
@given(amounts, amounts, st.tuples(places, places, places))
def test_any_true_share_holds(part: Decimal, rest: Decimal, digits: tuple[int, int, int]) -> None:
    whole = part + rest
    shown = [printed(value, places) for value, places in zip((whole, part, part * 100 / whole), digits, strict=True)]
    assume(Decimal(shown[2]) > 0 and Decimal(shown[1]) > 0 and Decimal(shown[1]) < Decimal(shown[0]))
    text = f"全厂产值{shown[0]}万元，其中茶叶{shown[1]}万元，占比{shown[2]}%。"
    assert all(check.holds for check in checks_of(text))


@settings(deadline=None)
@given(amounts, amounts, st.tuples(places, places, places))
def test_any_true_change_holds(before: Decimal, after: Decimal, digits: tuple[int, int, int]) -> None:
    verbs = ("增加", "增长") if after > before else ("减少", "下降")
    rate = abs(after - before) * 100 / before
    shown = [printed(value, places) for value, places in zip((before, after, rate), digits, strict=True)]
    # Rounding may turn a small rise into a fall: then nothing is settled.
    assume(Decimal(shown[2]) > 0 and (Decimal(shown[1]) - Decimal(shown[0])) * (after - before) > 0)
    text = f"全厂产值由{shown[0]}万元{verbs[0]}到{shown[1]}万元，{verbs[1]}{shown[2]}%。"
    assert [(check.rule, check.holds) for check in checks_of(text)] == [("from_to", True)]


@settings(deadline=None)
@given(amounts, amounts, st.tuples(places, places, places))
def test_any_true_rate_of_level_and_change_holds(before: Decimal, change: Decimal, digits: tuple[int, int, int]) -> None:
    values = (before + change, change, change * 100 / before)
    shown = [printed(value, places) for value, places in zip(values, digits, strict=True)]
    assume(all(Decimal(one) > 0 for one in shown) and Decimal(shown[0]) > Decimal(shown[1]))
    text = f"全厂产值{shown[0]}万元，比上年增加{shown[1]}万元，增长{shown[2]}%。"
    assert all(check.holds for check in checks_of(text))


@settings(deadline=None)
@given(st.text(alphabet="0123456789.%万亿元家人，。；、（）其中占由增加到出口进口合计比上年日均第一二三产业男女", max_size=80))
def test_random_letters_raise_nothing(text: str) -> None:
    for check in checks_of(text):
        assert check.expected_low <= check.expected_high
        assert check.explanation.endswith("。")


def repeats(folder: Path, *sentences: str) -> list[tuple[str, int]]:
    """What is found of two pages, of March and of June, with these sentences: the figures checked and whether they hold."""
    for day, sentence in zip(("2025-03-06", "2025-06-10"), sentences, strict=True):
        body = f"本报讯（记者许嘉）记者从青禾县农业农村局获悉，{sentence}这里的人们说起渔业来滔滔不绝。"
        (folder / f"jhrb-{day}-01.txt").write_text(f"{day}的渔业\n\n{body}\n", "utf-8")
    build([folder], folder / "x.db")
    with connect(folder / "x.db") as db:
        return db.execute(
            """select text, holds from figure_checks join figures on figures.id = figure_id
            join articles on articles.id = other_article_id where figure_checks.kind = 'repeat'"""
        ).fetchall()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2024年全县水产品产量32.4万吨。", "2024年全县水产品产量32.4万吨。", [("32.4万吨", 1)]),
        ("2024年全县水产品产量32.4万吨。", "2024年全县水产品产量32.6万吨。", [("32.6万吨", 0)]),
        ("2024年全县水产品产量32.43万吨。", "2024年全县水产品产量32.4万吨。", [("32.4万吨", 1)]),
        ("2024年全县水产品产量32.4万吨。", "2024年全县水产品产量约33万吨。", []),
        ("2024年全县水产品产量32.4万吨。", "2023年全县水产品产量31.6万吨。", []),
        ("2024年全县水产品产量32.4万吨。", "2024年全县水产品产值32.6亿元。", []),
        ("今年全县水产品产量12.4万吨。", "今年全县水产品产量15.6万吨。", []),
        ("2024年全县水产品产量32.4万吨。", "2024年石桥县水产品产量30.6万吨。", []),
        ("2024年全县水产品产量32.4万吨，水产品产量1.1万吨。", "2024年全县水产品产量32.6万吨。", []),
        ("2024年产量32.4万吨。", "2024年产量30.6万吨。", []),
        ("2024年全县水产品产量32.4万吨。", "2024年全县水产品产量3.26万吨。", []),
        ("2024年全县水产品产量预计达到32.4万吨。", "2024年全县水产品产量32.6万吨。", []),
    ],
    ids=[
        "same",
        "other",
        "rounded",
        "about",
        "year",
        "thing",
        "not over",
        "place",
        "two values",
        "short name",
        "far off",
        "forecast",
    ],
)
def test_a_quantity_printed_twice(tmp_path: Path, first: str, second: str, expected: list[tuple[str, int]]) -> None:
    assert repeats(tmp_path, first, second) == expected


def test_the_page_of_an_article_shows_the_checks_of_its_figures(news: Connection, get: Callable[[str], httpx.Response]) -> None:
    checks = news.execute("select article_id, explanation, holds from figure_checks order by id").fetchall()
    assert checks
    for check in checks:
        page = unescape(get(f"/news/articles/{check['article_id']}").text)
        assert page.count(check["explanation"]) == 2
        assert ('class="check"' if check["holds"] else 'class="check fails"') in page
