"""The known articles and what a page prints of one: the truth that the project's findings are held against."""

import random
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from etl.errors import BaoshuError

QUERY = """
    select kind, kicker, title, subtitle, byline, source, dateline_place, body from articles
    where continued_from is null and continued_to is null and reprint_of is null and (title is not null or kind = 'caption')
    order by id
"""
Matter = TypeVar("Matter", covariant=True)
FEWEST = 12
SUBHEADING_END_RE = re.compile("[㐀-鿿]$")


@dataclass(frozen=True, slots=True)
class Known:
    """A clean article: what it says, before anybody has laid it out or signed it."""

    kind: str
    body: str
    kicker: str | None = None
    title: str | None = None
    subtitle: str | None = None
    names: tuple[str, ...] = ()
    source: str | None = None
    place: str | None = None

    @property
    def paragraphs(self) -> list[str]:
        return self.body.split("\n")


@dataclass(frozen=True, slots=True)
class Printed:
    """An article as a page prints it. `dateline`, `signature` and `credit` are printed words; the names in `byline` are theirs.

    `features` says in which ways its layout is special.
    """

    kind: str
    body: str
    kicker: str | None = None
    title: str | None = None
    subtitle: str | None = None
    byline: tuple[str, ...] = ()
    source: str | None = None
    dateline_place: str | None = None
    continued_from: str | None = None
    continued_to: str | None = None
    dateline: str | None = None
    signature: str | None = None
    credit: str | None = None
    features: frozenset[str] = field(default_factory=frozenset)

    @property
    def paragraphs(self) -> list[str]:
        return self.body.split("\n")

    @property
    def headline(self) -> list[str]:
        """Its headline from kicker to subtitle."""
        return [line for line in (self.kicker, self.title, self.subtitle) if line]


@dataclass(frozen=True, slots=True)
class Laid(Generic[Matter]):
    """A page laid out: its `matter` (a text, or a sheet to print), the truth, and what is special about it as a whole."""

    name: str
    matter: Matter
    truth: tuple[Printed, ...]
    features: frozenset[str]


def is_subheading(paragraph: str) -> bool:
    """Whether a paragraph of a body is a sub-heading: short, and without a stop.

    >>> is_subheading("渠水进村"), is_subheading("渠水今天进村。")
    (True, False)
    """
    return 2 <= len(paragraph) <= 20 and bool(SUBHEADING_END_RE.search(paragraph))


def load(db_path: Path) -> list[Known]:
    """The articles of a built database that can stand alone on a page, each body once, in order of their ids."""
    if not db_path.is_file():
        raise BaoshuError(f"{db_path} does not exist; build it first, or name another database")
    try:
        with closing(sqlite3.connect(f"file:{db_path}?mode=ro", uri=True)) as db:
            rows = db.execute(QUERY).fetchall()
    except sqlite3.DatabaseError as error:
        raise BaoshuError(f"{db_path} is no database of this project ({error}); name one that baoshu build made") from None
    known = {
        row[7]: Known(row[0], row[7], row[1], row[2], row[3], tuple(filter(None, (row[4] or "").split("、"))), row[5], row[6])
        for row in rows
    }
    if len(known) < FEWEST:
        raise BaoshuError(f"{db_path} holds {len(known)} articles that can be laid out; name a database with at least {FEWEST}")
    return list(known.values())


def choose(rng: random.Random, known: Sequence[Known], count: int) -> list[Known]:
    """So many different articles in random order."""
    return rng.sample(list(known), min(count, len(known)))


def cut_sentence(rng: random.Random, body: str) -> int | None:
    """A place in mid-sentence in the middle half of a body: not beside a mark or a number; None where there is none."""
    spots = [
        at
        for at in range(len(body) // 4, 3 * len(body) // 4)
        if re.fullmatch("[㐀-鿿]{4}", body[at - 2 : at + 2]) and not is_subheading(_around(body, at))
    ]
    return rng.choice(spots) if spots else None


def _around(body: str, at: int) -> str:
    """The paragraph that holds this place."""
    return body[body.rfind("\n", 0, at) + 1 : (body.find("\n", at) + 1 or len(body) + 1) - 1]
