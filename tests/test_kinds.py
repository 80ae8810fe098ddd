"""Short pages of one article each, or of a few of one kind: what kind they are told to be."""

from typing import Any

import pytest

from etl.model import Page
from etl.repair import repair
from etl.split import split
from tests.cases import cases


@pytest.mark.parametrize("case", cases("kinds"))
def test_case(case: dict[str, Any]) -> None:
    parts = split(Page("page.txt", "", "txt", case["text"]), repair(case["text"]))
    assert {article.kind for article in parts.articles} == {case["expect"]}
