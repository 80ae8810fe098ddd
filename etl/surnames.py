"""Surnames, by which bylines and speakers are known: 王, 欧阳."""

from dataclasses import dataclass
from functools import cache

from etl.vocabulary import rows


@dataclass(frozen=True, slots=True)
class Surname:
    """`weak`: rare, or an everyday word too, so that it names a person only where a post or a cue stands beside it."""

    surface: str
    weak: bool
    note: str | None


@cache
def surnames() -> dict[str, Surname]:
    """All surnames by their surface."""
    return {surname.surface: surname for surname in rows("surnames", Surname)}


def surname_of(name: str) -> Surname | None:
    """The surname a name opens with, a compound one first; None where it opens with none.

    >>> [found.surface for found in map(surname_of, ["欧阳雪", "王海明"]) if found]
    ['欧阳', '王']
    """
    return (surnames().get(name[:2]) if len(name) > 2 else None) or surnames().get(name[:1])
