"""The words that tell what a check may reckon with, by the part they play (`check_words.csv`)."""

import re
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from etl.vocabulary import alternation, rows


@dataclass(frozen=True, slots=True)
class CheckWord:
    """A word and its role: `to` with 至 makes a level (跃升至), `naming` verbs say what has changed (增收), `other_rate` words
    make of a rate another than that of the printed numbers (年均), `last_year` names that time, `no_name` stands for the whole
    told of just before (占总数的), `elsewhere` makes it one of another place or time, `average` words do not add up, `rest`
    words tell of parts without a number, what stands behind `forecast` words is not settled yet."""

    KEY: ClassVar[tuple[str, ...]] = ("surface", "role")

    surface: str
    role: str
    note: str | None


@cache
def words_of(role: str) -> frozenset[str]:
    """The words of a role."""
    return frozenset(word.surface for word in rows("check_words", CheckWord) if word.role == role)


@cache
def pattern_of(role: str) -> re.Pattern[str]:
    """Any word of a role."""
    return re.compile(alternation(words_of(role)))
