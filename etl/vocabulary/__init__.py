"""The one loader of the vocabulary: CSV files of facts about the world and the language, one surface a row.

Each finder declares the row it wants as a frozen dataclass whose fields are the columns of the file, and reads it with
`rows("units", Unit)`; a list of words alone needs only `words("idioms")`. README.md beside this file gives columns,
source and licence of each file.
"""

import csv
import re
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from etl.errors import BaoshuError

FOLDER = Path(__file__).parent
FULL_WIDTH_RE = re.compile(r"[０-９Ａ-Ｚａ-ｚ　]")
READERS: dict[type, Callable[[str], Any]] = {
    str: str,
    int: int,
    float: float,
    Decimal: Decimal,
    Fraction: Fraction,
    bool: lambda s: {"yes": True, "no": False}[s],
}

Row = TypeVar("Row")


@cache
def rows(name: str, row_type: type[Row]) -> tuple[Row, ...]:
    """All rows of `<name>.csv` as `row_type`, a frozen dataclass whose fields are the columns of the file in order.

    An empty cell is None and allowed only where the field may be None. The first field is the key and stands once,
    unless the class has `KEY: ClassVar[tuple[str, ...]]`. A bool is written yes or no.
    Raises BaoshuError with file, line, value and remedy.
    """
    path = FOLDER / f"{name}.csv"
    names = [field.name for field in fields(row_type)]  # type: ignore[arg-type]
    hints = typing.get_type_hints(row_type)
    key = getattr(row_type, "KEY", names[:1])
    seen: dict[tuple[str, ...], int] = {}
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if header != names:
            raise BaoshuError(f"{path.name} line 1: the columns are {header}; they should be {names}")
        for cells in reader:
            where = f"{path.name} line {reader.line_num}"
            if len(cells) != len(names):
                raise BaoshuError(
                    f"{where}: {len(cells)} cells for {len(names)} columns; put quotation marks round cells with a comma"
                )
            cell = dict(zip(names, cells, strict=True))
            for column, value in cell.items():
                if value != value.strip() or FULL_WIDTH_RE.search(value):
                    raise BaoshuError(
                        f"{where}: '{value}' in {column} has stray spaces or full-width letters or digits; write it plainly"
                    )
            at = tuple(cell[column] for column in key)
            if at in seen:
                raise BaoshuError(f"{where}: '{'，'.join(at)}' is already given on line {seen[at]}; keep one")
            seen[at] = reader.line_num
            found.append(
                row_type(**{column: _value(value, hints[column], f"{where}, {column}") for column, value in cell.items()})
            )
    return tuple(found)


def _value(cell: str, hint: Any, where: str) -> Any:
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    if not cell:
        if types.NoneType in options:
            return None
        if hint is str:
            raise BaoshuError(f"{where}: the cell is empty; give a value")
    wanted = next(option for option in options if option is not types.NoneType)
    try:
        return READERS[wanted](cell)
    except (ValueError, KeyError, ArithmeticError):
        raise BaoshuError(f"{where}: '{cell}' is no {wanted.__name__}; correct it") from None


@dataclass(frozen=True, slots=True)
class Word:
    """A row of a plain word list."""

    surface: str
    note: str | None


@cache
def words(name: str) -> frozenset[str]:
    """The surfaces of a plain word list, a file with no column but `surface` and `note`."""
    return frozenset(word.surface for word in rows(name, Word))


def alternation(surfaces: typing.Iterable[str]) -> str:
    """A regular expression that matches any of the surfaces, of each first letter the longest first.

    >>> alternation(["万", "万亿", "亿"])
    '万(?:亿|)|亿'
    """
    rests: dict[str, list[str]] = {}
    for surface in sorted(set(surfaces), key=lambda s: (-len(s), s)):
        rests.setdefault(surface[0], []).append(re.escape(surface[1:]))
    # A letter is tried once for all surfaces that begin with it.
    branches = ((re.escape(first), rest) for first, rest in rests.items())
    return "|".join(f"{first}(?:{'|'.join(rest)})" if len(rest) > 1 else first + rest[0] for first, rest in branches)


def by_letter(patterns: typing.Iterable[str]) -> str:
    """A pattern of patterns that each begin with a letter: the engine tries a letter once for all that begin with it.

    >>> by_letter(["增加", "增(?!值)", "减少"])
    '增(?:加|(?!值))|减(?:少)'
    """
    rests: dict[str, list[str]] = {}
    for pattern in patterns:
        rests.setdefault(pattern[0], []).append(pattern[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in rests.items())
