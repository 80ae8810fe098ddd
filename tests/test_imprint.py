"""Bylines, closing credits and credits of photos: who is named, what source, and where in the line it begins."""

from typing import Any

import pytest

from etl.closing_credits import read_closing_credit
from etl.imprint import Imprint, read_byline
from etl.photo_credits import read_photo_credit
from tests.cases import cases


def told(imprint: Imprint | None, start: int | None = None) -> dict[str, Any] | None:
    if imprint is None:
        return None
    found: dict[str, Any] = {"names": list(imprint.names), "source": imprint.source}
    return found if start is None else found | {"start": start}


@pytest.mark.parametrize("case", cases("imprint"))
def test_case(case: dict[str, Any]) -> None:
    if case["reads"] == "byline":
        assert told(read_byline(case["text"])) == case["expect"]
        return
    credit = {"closing credit": read_closing_credit, "photo credit": read_photo_credit}[case["reads"]](case["text"])
    assert (told(credit[1], credit[0]) if credit else None) == case["expect"]
