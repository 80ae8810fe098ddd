"""Signs: the words of a sentence that bound a number or set it against another, found in one pass.

`比去年同期增长约5%` has 比 (a lead: a base follows), 增长 (a verb of change) and 约 (a bound). Each surface stands once and
may play several roles: 高于 bounds in `高于5%` and compares in `高于城镇0.3个百分点`. 附近, 条约, 占比, 增加值 hold none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol

from etl.vocabulary import by_letter, rows


@dataclass(frozen=True, slots=True)
class BoundWord:
    """A word that makes a number a bound. `side`: it stands `before` or `after` it, reaches over words between (`far`),
    or so only before a verb that allows or gives (`limit`); not behind a letter of `not_after` nor before one of
    `not_before`."""

    surface: str
    bound: str
    side: str
    not_after: str | None
    not_before: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class DirectionWord:
    """A word of change: a verb (增长), a noun (增幅), or one of comparison with its object behind it (高于城镇); `object`:
    the thing that changes may stand between it and the number (提升周转效率20%); `kept`: it holds its noun, so that it names
    what is measured as well (降温, 增收)."""

    surface: str
    direction: str
    form: str
    object: bool
    kept: bool
    not_after: str | None
    not_before: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class GradeWord:
    """An adjective that compares where a base stands before it (比去年高5元) or 了 behind (高了5元)."""

    surface: str
    direction: str
    not_after: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class BaseWord:
    """An adverb that names what a change is set against, and the base it names: 同增 is 同比."""

    surface: str
    base: str
    note: str | None


@dataclass(frozen=True, slots=True)
class BaseLead:
    """A word that a base follows: 比去年, 较年初."""

    surface: str
    not_after: str | None
    not_before: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class LinkWord:
    """A word that may stand between a word of change and its number: a `link` (增长了), a `level` after which the number is
    what the change leads to (增长到), or an `adverb`, which may begin the predicate as well (比去年|又少了); or a verb that
    `turn`s one level into another (由3级变为2级); a `word` only keeps its letters from being read as another (占比|较上年)."""

    surface: str
    role: str
    not_after: str | None
    not_before: str | None
    note: str | None


class Sign(NamedTuple):
    """A word with its roles, each with what it says: `{"verb": "up"}`, `{"bound": "over", "compare": "up"}`. Offsets are of
    the body."""

    surface: str
    start: int
    end: int
    roles: Mapping[str, str]


class Word(Protocol):
    """A row of any of these lists; some have guards, `not_after` and `not_before`."""

    @property
    def surface(self) -> str: ...


class _Lexicon(NamedTuple):
    roles: Mapping[str, Mapping[str, str]]
    pattern: re.Pattern[str]


class _Entry(NamedTuple):
    surface: str
    pattern: str
    role: str
    meaning: str


def _entries() -> Iterator[_Entry]:
    """Every word with the role it plays and what it says in it."""
    sides = {"before": "bound", "far": "far", "limit": "limit"}
    for bound in rows("bounds", BoundWord):
        if bound.side in sides:
            yield _Entry(bound.surface, guarded(bound), sides[bound.side], bound.bound)
    for change in rows("directions", DirectionWord):
        yield _Entry(change.surface, guarded(change), change.form, change.direction)
        if change.object:
            yield _Entry(change.surface, guarded(change), "object", change.direction)
    for grade in rows("grades", GradeWord):
        yield _Entry(grade.surface, guarded(grade), "grade", grade.direction)
    for base in rows("bases", BaseWord):
        yield _Entry(base.surface, guarded(base), "base", base.base)
    for lead in rows("base_leads", BaseLead):
        yield _Entry(lead.surface, guarded(lead), "lead", lead.surface)
    for link in rows("links", LinkWord):
        yield _Entry(link.surface, guarded(link), link.role, link.surface)


@cache
def _lexicon() -> _Lexicon:
    roles: dict[str, dict[str, str]] = {}
    patterns: dict[str, str] = {}
    for surface, pattern, role, meaning in _entries():
        roles.setdefault(surface, {})[role] = meaning
        patterns[surface] = pattern
    longest_first = sorted(patterns, key=lambda surface: (-len(surface), surface))
    return _Lexicon(roles, re.compile(by_letter(patterns[surface] for surface in longest_first)))


def guarded(word: Word) -> str:
    """The pattern of a word that is none behind or before certain letters: 近 but not 附近."""
    not_after, not_before = getattr(word, "not_after", None), getattr(word, "not_before", None)
    before = f"(?<![{not_after}]{word.surface})" if not_after else ""
    return word.surface + before + (f"(?![{not_before}])" if not_before else "")


def scan(body: str, start: int, end: int) -> Sequence[Sign]:
    """The signs of a stretch, in order.

    >>> [sign.surface for sign in scan("产量比去年同期增长约5%", 0, 10)]
    ['比', '增长', '约']
    """
    roles, pattern = _lexicon()
    return [Sign(match.group(), *match.span(), roles[match.group()]) for match in pattern.finditer(body, start, end)]
