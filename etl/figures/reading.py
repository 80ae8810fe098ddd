"""What a number with its unit becomes, and how a reading of it is named."""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from etl.figures.numbers import Number
from etl.model import Bound, FigureKind
from etl.numerals import Numeral
from etl.numerals import parse_numeral as parse_numeral_anew

# Each reading parses its number anew, and most numbers of a page come back on it.
parse_numeral = lru_cache(maxsize=4096)(parse_numeral_anew)


class Candidate(NamedTuple):
    """A number with its unit: `body[start:end] == text`."""

    text: str
    start: int
    end: int
    value: Decimal
    unit: str
    kind: FigureKind
    rule: str
    value_high: Decimal | None = None
    bound: Bound = "exact"


class Reading(NamedTuple):
    """A named way to read a number as a candidate, or as None where it does not apply; `follows` holds the letters of
    which one must stand behind the number, if it must be one of a few."""

    name: str
    read: Callable[[Number], Candidate | None]
    follows: str | None = None


def candidate(number: Number, end: int, numeral: Numeral, *, unit: str, kind: FigureKind) -> Candidate:
    """The candidate from the start of a number to `end`."""
    return Candidate(
        text=number.body[number.start : end],
        start=number.start,
        end=end,
        value=numeral.value,
        unit=unit,
        kind=kind,
        rule="",
        value_high=numeral.value_high,
        bound=numeral.bound,
    )
