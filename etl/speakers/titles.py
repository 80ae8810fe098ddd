"""Titles: the posts people are introduced by (局长, 首席演奏员, 茶农) and addressed by (先生)."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

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


def is_title_after_surname(letters: str) -> bool:
    """Whether two letters behind a surname are a title and no given name: 教授 in 张教授, not 代表 in 任代表.

    >>> is_title_after_surname("教授"), is_title_after_surname("海明")
    (True, False)
    """
    title = titles().get(letters)
    return title is not None and title.follows_name


def title_at(body: str, start: int) -> str | None:
    """The longest title that begins at an offset and may stand behind a name.

    >>> title_at("王海明主任医师说", 3), title_at("王海明护林员说", 3)
    ('主任医师', None)
    """
    if title_after_re().match(body, start) is None:
        return None
    return next((body[start : start + length] for length in range(8, 1, -1) if body[start : start + length] in titles()), None)


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
    if body[at - 1 : at + 1] not in _pairs():
        return False
    return any(body[at - before : at + behind] in titles() for before in range(1, min(at, 5) + 1) for behind in range(1, 5))


@cache
def _pairs() -> frozenset[str]:
    """Two letters that stand side by side in some title, for a quick look."""
    return frozenset(first + second for title in titles() for first, second in pairwise(title))
