"""Titles: the posts people are introduced by (局长, 首席演奏员, 茶农) and addressed by (先生)."""

import re
from dataclasses import dataclass
from functools import cache

from etl.vocabulary import alternation, rows


@dataclass(frozen=True, slots=True)
class Title:
    """A post. `kind`: an office heads a body, a post serves in one, an occupation needs none, kin says whose relative
    one is and is no post, an honorific goes with a bare surname, a byline is no source. `follows_name`: it may stand
    behind the name (王以恒教授). Before a letter of `not_before` it is none (电工 in 核电工程)."""

    surface: str
    kind: str
    follows_name: bool
    not_before: str | None
    note: str | None


@cache
def titles() -> dict[str, Title]:
    """All titles by their surface."""
    return {title.surface: title for title in rows("titles", Title)}


@cache
def titles_of_kind(kind: str) -> frozenset[str]:
    """The surfaces of one kind."""
    return frozenset(title.surface for title in titles().values() if title.kind == kind)


@cache
def title_after_re() -> re.Pattern[str]:
    """A title behind a name: 王以恒教授."""
    return re.compile(alternation(title.surface for title in titles().values() if title.follows_name))


@cache
def last_letters() -> str:
    """The letters titles end with, for a quick look at what stands before a name."""
    return "".join(sorted({surface[-1] for surface in titles()}))


def ends_with_title(text: str, following: str = "") -> bool:
    """Whether the last letters of `text` are a title, seen what follows.

    >>> ends_with_title("县农业农村局局长"), ends_with_title("县农业农村局"), ends_with_title("核电工", "程")
    (True, False, False)
    """
    found = [titles()[text[-length:]] for length in range(2, 8) if text[-length:] in titles()]
    return bool(found) and not any(following and following in (title.not_before or "") for title in found)


def is_inside_title(body: str, at: int) -> bool:
    """Whether a title runs on over `at`: between 博士 and 生 of 博士生.

    >>> is_inside_title("博士生张哲", 2), is_inside_title("博士生张哲", 3)
    (True, False)
    """
    return any(body[at - before : at + behind] in titles() for before in range(1, min(at, 5) + 1) for behind in range(1, 5))
