"""Units and classifiers, and the one that stands at a given place of a body: `274万|人次` → 人次, a count.

Rates are composed of their parts: `元/吨`, `立方米每秒`, `μg/m³` need no row of their own.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple, cast

from etl.model import FigureKind
from etl.vocabulary import alternation, rows, words

# 套（间）, 人（次）: a second classifier in brackets belongs to the unit as printed.
SECOND_RE = re.compile(r"（[间次套只户]）")
# 每: a rate only where nothing follows that 每 might begin instead: 立方米每秒， but 500台，每台补助.
RATE_END_RE = re.compile(r"[，。；：、！？）”\n的]|以上|以下|左右|至|到|提|升|降|增|减|$")
RATE_MARKS = frozenset("/／每")
MEASURES = frozenset(("measure", "money", "count"))
LATIN_RE = re.compile(r"[A-Za-z0-9+]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure, money, share or time. `unit` is its usual form; `spoken`: 三 or 两 alone may stand before it.

    The row of the usual form says how it converts: one `unit` is `factor` of `base` (亩 is 2000/3 平方米).
    """

    surface: str
    unit: str
    kind: str
    spoken: bool
    base: str | None
    factor: Fraction | None
    note: str | None


@dataclass(frozen=True, slots=True)
class RateUnit:
    """What stands only behind the stroke of a rate (吨/日, 升/百公里), and the unit it is short for, if any."""

    surface: str
    unit: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Classifier:
    """A word that things are counted by. `behind` says what stands behind it: the thing, people, what happened to them
    (event), nothing, or that the word itself is the thing (七部门)."""

    surface: str
    unit: str
    spoken: bool
    behind: str
    note: str | None


class UnitMention(NamedTuple):
    """A unit standing in a body up to `end`."""

    unit: str
    kind: FigureKind
    spoken: bool
    end: int


Meaning = tuple[str, FigureKind, bool]


class Known(NamedTuple):
    """The units of one first letter: how long they are, the longest first, and each by its surface; a word that only
    begins like a unit (台阶) is None."""

    lengths: tuple[int, ...]
    units: dict[str, Meaning | None]


@dataclass(frozen=True, slots=True)
class MoneySign:
    """A sign that stands before a sum of money, and the unit it is short for."""

    surface: str
    unit: str
    note: str | None


@cache
def _money_signs() -> dict[str, MoneySign]:
    return {sign.surface: sign for sign in rows("money_signs", MoneySign)}


@cache
def _money_sign_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(_money_signs())})$")


def money_sign_before(before: str) -> MoneySign | None:
    """The sign of money that the words before a number end with.

    >>> money_sign_before("售价HK$").unit, money_sign_before("售价")
    ('港元', None)
    """
    found = None if not before or "一" <= before[-1] <= "鿿" else _money_sign_re().search(before)
    return _money_signs()[found.group()] if found else None


def money_unit_at(body: str, offset: int, unit: str) -> UnitMention:
    """A unit of money that was said ahead of the number ending at `offset`, with what it is paid for: $20/件."""
    found = UnitMention(unit, "money", True, offset)
    return (_rate(body, found) if body[offset : offset + 1] in RATE_MARKS else None) or found


@cache
def _table() -> dict[str, Known]:
    found: dict[str, dict[str, Meaning | None]] = {}
    for word in words("not_units"):
        found.setdefault(word[0], {})[word] = None
    for classifier in rows("classifiers", Classifier):
        found.setdefault(classifier.surface[0], {})[classifier.surface] = (classifier.unit, "count", classifier.spoken)
    for unit in rows("units", Unit):
        found.setdefault(unit.surface[0], {})[unit.surface] = (unit.unit, cast(FigureKind, unit.kind), unit.spoken)
    return {letter: Known(tuple(sorted({len(surface) for surface in of}, reverse=True)), of) for letter, of in found.items()}


@cache
def rate_units() -> dict[str, str]:
    """Surface → unit of what stands behind a stroke only."""
    return {unit.surface: unit.unit for unit in rows("rate_units", RateUnit)}


@cache
def _behind() -> dict[str, str]:
    return {classifier.unit: classifier.behind for classifier in rows("classifiers", Classifier)}


def behind_of(unit: str) -> str:
    """What stands behind a number counted in `unit`.

    >>> behind_of("名"), behind_of("人次"), behind_of("公里")
    ('people', 'nothing', 'thing')
    """
    return _behind().get(unit, "thing")


# Every reading of a number asks for the same unit.
@lru_cache(maxsize=64)
def unit_at(body: str, offset: int) -> UnitMention | None:
    """The longest unit that begins at `offset`; none where a longer word begins there: 台阶, 首届.

    >>> unit_at("16.3亿元人民币", 5).unit, unit_at("5.2个百分点", 3).unit, unit_at("三个和尚", 1).unit
    ('元', '百分点', '个')
    >>> unit_at("12元/公斤", 2).unit, unit_at("30立方米每秒。", 2).unit, unit_at("5G", 1)
    ('元/公斤', '立方米/秒', None)
    """
    found = _simple_unit_at(body, offset)
    if found is None or found.end == len(body):
        return found
    follower = body[found.end]
    if follower in RATE_MARKS and found.kind in MEASURES:
        return _rate(body, found) or found
    if follower == "（" and (second := SECOND_RE.match(body, found.end)):
        return found._replace(unit=found.unit + second.group(), end=second.end())
    return found


def _simple_unit_at(body: str, offset: int) -> UnitMention | None:
    known = _table().get(body[offset : offset + 1])
    if known is None:
        return None
    for length in known.lengths:
        surface = body[offset : offset + length]
        if surface in known.units:
            found, end = known.units[surface], offset + len(surface)
            if found is None:
                return None
            # 5mm is a length, 5mmx, 3W2 and 5m20 are none.
            if not (surface[-1].isascii() and surface[-1].isalnum() and LATIN_RE.match(body, end)):
                return UnitMention(*found, end)
    return None


def _rate(body: str, found: UnitMention) -> UnitMention | None:
    """元/吨 and 立方米每秒: a unit by another."""
    start = found.end + 1
    by = _simple_unit_at(body, start)
    if by is None and (letters := _rate_unit_at(body, start)):
        by = UnitMention(letters, "duration", True, start + len(letters))
    if by is None or (body[found.end] == "每" and not RATE_END_RE.match(body, by.end)):
        return None
    return found._replace(unit=f"{found.unit}/{by.unit}", end=by.end)


@cache
def _rate_unit_re() -> re.Pattern[str]:
    return re.compile(alternation(rate_units()))


def _rate_unit_at(body: str, start: int) -> str | None:
    letters = _rate_unit_re().match(body, start)
    return letters.group() if letters else None
