"""Units and classifiers, and the one that stands at a given place of a body: `274万|人次` → 人次, a count."""

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from etl.model import FigureKind
from etl.vocabulary import rows

# 套（间）, 人（次）: a second classifier in brackets belongs to the unit as printed.
SECOND_RE = re.compile(r"（[间次套只户]）")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure, money, share or time. `unit` is its usual form; `spoken`: 三 or 两 alone may stand before it."""

    surface: str
    unit: str
    kind: str
    spoken: bool
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


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit standing in a body up to `end`."""

    unit: str
    kind: FigureKind
    spoken: bool
    end: int


@cache
def _table() -> dict[str, tuple[str, FigureKind, bool]]:
    found: dict[str, tuple[str, FigureKind, bool]] = {}
    for classifier in rows("classifiers", Classifier):
        found[classifier.surface] = (classifier.unit, "count", classifier.spoken)
    for unit in rows("units", Unit):
        found[unit.surface] = (unit.unit, cast(FigureKind, unit.kind), unit.spoken)
    return found


@cache
def _longest() -> int:
    return max(map(len, _table()))


@cache
def _behind() -> dict[str, str]:
    return {classifier.unit: classifier.behind for classifier in rows("classifiers", Classifier)}


def behind_of(unit: str) -> str:
    """What stands behind a number counted in `unit`.

    >>> behind_of("名"), behind_of("人次"), behind_of("公里")
    ('people', 'nothing', 'thing')
    """
    return _behind().get(unit, "thing")


def unit_at(body: str, offset: int) -> UnitMention | None:
    """The longest unit that begins at `offset`.

    >>> unit_at("16.3亿元人民币", 5).unit, unit_at("5.2个百分点", 3).unit, unit_at("三个和尚", 1).unit
    ('元', '百分点', '个')
    """
    table = _table()
    for end in range(min(len(body), offset + _longest()), offset, -1):
        if known := table.get(body[offset:end]):
            unit, kind, spoken = known
            if second := SECOND_RE.match(body, end):
                return UnitMention(unit + second.group(), kind, spoken, second.end())
            return UnitMention(unit, kind, spoken, end)
    return None
