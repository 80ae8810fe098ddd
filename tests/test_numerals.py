"""Numerals: each case, and what holds of any text."""

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.numerals import LONGEST, NUMERAL, SHARE, Numeral, parse_numeral, parse_share, parse_year
from tests.cases import cases

LETTERS = "零〇一二两三五七九十百千万亿多余几来数上好半点成分之0123456789,./"
ANY_TEXT = st.text(max_size=LONGEST + 5) | st.text(LETTERS, max_size=12)
NUMERAL_RE = re.compile(NUMERAL)
SHARE_RE = re.compile(SHARE)


def written(numeral: Numeral | None) -> list[Any] | None:
    """A numeral as the cases write it."""
    if numeral is None:
        return None
    return [numeral.value, numeral.value_high, numeral.bound]


def expected(numeral: list[Any] | None) -> list[Any] | None:
    return numeral and [Decimal(numeral[0]), numeral[1] and Decimal(numeral[1]), numeral[2]]


@pytest.mark.parametrize("case", cases("numerals"))
def test_case(case: dict[str, Any]) -> None:
    text, read = case["text"], case["read"]
    if read == "year":
        assert parse_year(text) == case["expect"]
    elif read == "find":
        assert NUMERAL_RE.findall(text) == case["expect"]
    else:
        parse = parse_numeral if read == "numeral" else parse_share
        assert written(parse(text)) == expected(case["expect"])


@pytest.mark.parametrize(
    "case", [c for c in cases("numerals") if c.values[0]["expect"] and c.values[0]["read"] in ("numeral", "share")]
)
def test_what_is_read_is_also_found(case: dict[str, Any]) -> None:
    narrow = case["text"].translate(str.maketrans("０１２３４５６７８９．", "0123456789."))
    pattern = NUMERAL_RE if case["read"] == "numeral" else SHARE_RE
    assert pattern.fullmatch(narrow)


@given(ANY_TEXT)
def test_never_raises_and_keeps_its_order(text: str) -> None:
    for numeral in (parse_numeral(text), parse_share(text)):
        if numeral is not None:
            assert numeral.value >= 0
            assert numeral.value_high is None or numeral.value < numeral.value_high
    parse_year(text)


@given(st.integers(min_value=1, max_value=99_999_999))
def test_written_out_in_chinese_it_is_read_back(number: int) -> None:
    numeral = parse_numeral(chinese(number))
    assert numeral is not None
    assert numeral.value == number


def chinese(number: int) -> str:
    """20406 → 二万零四百零六: how a number up to a hundred million is written."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return chinese(high) + "万" + (("零" if low < 1000 else "") + chinese(low) if low else "")
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return text
