"""The repairs: each case, and what holds for any text."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.repair import REPAIRS, repair, repair_steps
from tests.cases import cases

PAGE_LETTERS = st.text(
    alphabet='青禾县水库，。：；（）“”‘’()".,:;?! \n\n　#*>-—…⋯·•１２％12A第版问答本报讯记者白云1月2日\ufeff\ufffd\f', max_size=80
)


@pytest.mark.parametrize("case", cases("repair"))
def test_case(case: dict[str, Any]) -> None:
    assert repair(case["text"]) == case["expect"]


def test_every_repair_has_a_case() -> None:
    known = json.loads((Path(__file__).parent / "cases" / "repair.json").read_text("utf-8"))
    assert {case["rule"] for case in known} == {mend.__name__ for mend in REPAIRS}


@pytest.mark.parametrize("mend", REPAIRS, ids=lambda mend: mend.__name__)
@given(text=PAGE_LETTERS)
@settings(max_examples=150, deadline=None)
def test_a_repair_done_twice_is_done_once(mend: Any, text: str) -> None:
    once = mend(text)
    assert mend(once) == once


@given(text=PAGE_LETTERS)
@settings(max_examples=150, deadline=None)
def test_the_result_has_single_gaps_and_no_stray_spaces(text: str) -> None:
    mended = repair(text)
    assert mended == mended.strip("\n") and "\n\n\n" not in mended
    assert all(line == line.strip(" ") for line in mended.split("\n"))
    assert "\ufffd" not in repair(text)


@given(text=PAGE_LETTERS)
@settings(max_examples=100, deadline=None)
def test_the_steps_end_in_the_repaired_text(text: str) -> None:
    steps = repair_steps(text)
    assert (steps[-1][1] if steps else text) == repair(text)
