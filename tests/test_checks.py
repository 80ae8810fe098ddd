"""Checks of the paper's arithmetic: the cases, and what holds for any numbers."""

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.checks import find_checks
from etl.figures import find_figures
from etl.model import Article, Check
from etl.places import find_places
from tests.cases import cases

RULES = {
    "parts_of_whole",
    "total",
    "balance",
    "share_within",
    "share_of_named",
    "from_to",
    "then_now",
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


@given(amounts, amounts, st.tuples(places, places, places))
def test_any_true_sum_holds_with_any_number_of_digits(exports: Decimal, imports: Decimal, digits: tuple[int, int, int]) -> None:
    assume(min(exports, imports) * 3 > max(exports, imports))
    whole, *parts = [printed(value, places) for value, places in zip((exports + imports, exports, imports), digits, strict=True)]
    found = checks_of(f"全年进出口总值{whole}亿元，其中出口{parts[0]}亿元，进口{parts[1]}亿元。")
    assert [(check.rule, check.holds) for check in found] == [("parts_of_whole", True)]
    assert found[0].expected_low <= exports * 10**8 + imports * 10**8 <= found[0].expected_high


@given(amounts, amounts, st.tuples(places, places, places))
def test_any_true_share_holds(part: Decimal, rest: Decimal, digits: tuple[int, int, int]) -> None:
    whole = part + rest
    shown = [printed(value, places) for value, places in zip((whole, part, part * 100 / whole), digits, strict=True)]
    assume(Decimal(shown[2]) > 0 and Decimal(shown[1]) > 0 and Decimal(shown[1]) < Decimal(shown[0]))
    text = f"全厂产值{shown[0]}万元，其中茶叶{shown[1]}万元，占比{shown[2]}%。"
    assert all(check.holds for check in checks_of(text))


@given(amounts, amounts, st.tuples(places, places, places))
def test_any_true_change_holds(before: Decimal, after: Decimal, digits: tuple[int, int, int]) -> None:
    verbs = ("增加", "增长") if after > before else ("减少", "下降")
    rate = abs(after - before) * 100 / before
    shown = [printed(value, places) for value, places in zip((before, after, rate), digits, strict=True)]
    assume(Decimal(shown[2]) > 0 and Decimal(shown[0]) != Decimal(shown[1]) and Decimal(shown[0]) > 0)
    text = f"全厂产值由{shown[0]}万元{verbs[0]}到{shown[1]}万元，{verbs[1]}{shown[2]}%。"
    assert [(check.rule, check.holds) for check in checks_of(text)] == [("from_to", True)]


@given(amounts, amounts, st.tuples(places, places, places))
def test_any_true_rate_of_level_and_change_holds(before: Decimal, change: Decimal, digits: tuple[int, int, int]) -> None:
    values = (before + change, change, change * 100 / before)
    shown = [printed(value, places) for value, places in zip(values, digits, strict=True)]
    assume(all(Decimal(one) > 0 for one in shown) and Decimal(shown[0]) > Decimal(shown[1]))
    text = f"全厂产值{shown[0]}万元，比上年增加{shown[1]}万元，增长{shown[2]}%。"
    assert all(check.holds for check in checks_of(text))


@given(st.text(alphabet="0123456789.%万亿元家人，。；、（）其中占由增加到出口进口合计比上年日均第一二三产业男女", max_size=80))
def test_random_letters_raise_nothing(text: str) -> None:
    for check in checks_of(text):
        assert check.expected_low <= check.expected_high
        assert check.explanation.endswith("。")
