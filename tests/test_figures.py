"""Figures: the cases, and what holds for any text."""

import json
import re
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.figures import find_figures
from etl.figures.candidates import RANK, READINGS, SIGNED, TEMPERATURES
from etl.figures.not_figures import REASONS
from etl.figures.numbers import find_numbers
from etl.figures.units import Classifier, Unit
from etl.model import Article, Figure, Ignored, Quote
from etl.places import find_places, main_province
from etl.vocabulary import rows
from tests.cases import cases

DIGITS_RE = re.compile(r"[0-9]+")
LETTERS = "〇一两三十百千万亿几数多余第届年月日个名家万元%％.,，。、；“”《》和分别同比增长约超至—0123456789A\n亩次大成半"


@cache
def all_cases() -> list[dict[str, Any]]:
    """The cases as they stand in the files."""
    files = sorted((Path(__file__).parent / "cases").glob("figures*.json"))
    return [case for file in files for case in json.loads(file.read_text("utf-8"))]


def read(text: str, title: str | None = None, home: str | None = None) -> tuple[list[Figure], list[Ignored]]:
    """The figures of a body published on a fixed day, by a page that writes from `home`."""
    article = Article(1, "news", text, title=title, published="2025-03-10")
    places = find_places(article, home)
    return find_figures(article, places, [], home=home, about=main_province(article, places, home))


def is_same(got: object, want: object) -> bool:
    """Whether a field is as the case says; numbers are written as integers or strings."""
    if isinstance(got, Decimal):
        return want is not None and got == Decimal(str(want))
    return got == want


@pytest.mark.parametrize("case", cases("figures"))
def test_case(case: dict[str, Any]) -> None:
    figures, ignored = read(case["text"], case.get("title"), case.get("home"))
    assert [figure.text for figure in figures] == [expected["text"] for expected in case["expect"]]
    for figure, expected in zip(figures, case["expect"], strict=True):
        wrong = {name: getattr(figure, name) for name, want in expected.items() if not is_same(getattr(figure, name), want)}
        assert not wrong, figure.text
    if "rule" in case:
        assert case["rule"] in {figure.rule for figure in figures}
    reasons = [(one.text, one.reason) for one in ignored]
    for text, reason in case.get("ignored", []):
        assert (text, reason) in reasons


def test_every_rule_and_reason_has_a_case() -> None:
    rules = {case["rule"] for case in all_cases() if "rule" in case}
    assert rules == {reading.name for reading in (RANK, *READINGS)}
    found = {one.reason for case in all_cases() for one in read(case["text"])[1]}
    assert found >= {reason.name for reason in REASONS}


def assert_sound(body: str) -> None:
    """Spans are in the body, in order, without overlap, and every digit is accounted for."""
    article = Article(1, "news", body, published="2025")
    figures, ignored = find_figures(article, [], [])
    spans: list[Figure | Ignored] = sorted([*figures, *ignored], key=lambda one: one.start)
    for one in spans:
        assert body[one.start : one.end] == one.text
    for before, after in pairwise(spans):
        assert before.end <= after.start
    assert figures == sorted(figures, key=lambda figure: figure.start)
    for figure in figures:
        assert figure.sentence in body
        assert figure.value >= 0 or figure.unit in TEMPERATURES or figure.kind in SIGNED or figure.rule == "tolerance"
        assert figure.value_high is None or figure.value_high > figure.value
        assert figure.indicator != ""
        assert figure.value_base is not None
        assert figure.unit_base
        assert (figure.value_base_high is None) == (figure.value_high is None)
        assert figure.changed_from is None or figure.changed_from in {one.start for one in figures if one.start < figure.start}
    taken = {offset for one in spans for offset in range(one.start, one.end)}
    for digits in DIGITS_RE.finditer(body):
        assert taken.issuperset(range(*digits.span()))
    for start, _ in find_numbers(body):
        assert start in taken


MARKS_AND_WORDS = (
    """约 超 近 同比增长 第 分别 每 / ± × — ～ - 至 和 、 ， 。 （ ） “ ” 零下 负 距今 年 月 日 时 分 秒 成 分之 旬 出头"""
)
ARABIC = r"[0-9]{1,6}(\.[0-9]{1,3})?[多余]?[万亿]{0,2}"
REPEATED = ["1", "一", "1、", "1，000", "十万", "1×", "1.", "千", "1秒", "半", "第一、", "1-", "A1", "1分", "亿多"]


def printed_figures() -> st.SearchStrategy[str]:
    """Numbers, units, marks and words of figures in any order, as a bad scan might print them."""
    units = sorted({unit.surface for unit in rows("units", Unit)} | {one.surface for one in rows("classifiers", Classifier)})
    numbers = st.from_regex(ARABIC, fullmatch=True) | st.text("一二两三十百千万亿几半零点", max_size=6)
    words = st.sampled_from(MARKS_AND_WORDS.split())
    return st.lists(numbers | st.sampled_from(units) | words, max_size=20).map("".join)


@settings(max_examples=300, deadline=None)
@given(printed_figures())
def test_random_figures(body: str) -> None:
    assert_sound(body)


@pytest.mark.parametrize("letters", REPEATED)
def test_long_runs_come_to_an_end(letters: str) -> None:
    assert_sound(letters * 1000)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=LETTERS, max_size=60))
def test_random_newspaper_letters(body: str) -> None:
    assert_sound(body)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_random_text(body: str) -> None:
    assert_sound(body)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case["label"])
def test_cases_are_sound(case: dict[str, Any]) -> None:
    assert_sound(case["text"])


def test_a_figure_in_a_quote_is_of_that_quote() -> None:
    body = "“今年种了30亩。”厂长郑可说，去年只有20亩。"
    quote = Quote("郑可", "direct", body[1:8], 1, 8, "说", "led by cue", "explicit")
    figures, _ = find_figures(Article(1, "news", body), [], [quote])
    assert [(figure.text, figure.quote) for figure in figures] == [("30亩", quote), ("20亩", None)]


def test_a_local_paper_knows_its_city() -> None:
    article = Article(1, "news", "全市去年新建粮库3座。")
    figures, _ = find_figures(article, [], [], home="420600")
    assert [(figure.place, figure.place_code) for figure in figures] == [("襄阳市", "420600")]
    assert find_figures(article, [], [])[0][0].place is None
