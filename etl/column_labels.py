"""What names of columns show: 青禾时评 stands above commentary, 国内快讯 above briefs, 手记 is no person."""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from etl.vocabulary import rows

LONGEST_LABEL = 8


@dataclass(frozen=True, slots=True)
class ColumnLabel:
    """A row of column_labels.csv: a word of column names and headlines that shows what kind of article stands below."""

    KEY: ClassVar[tuple[str, ...]] = ("surface", "kind")

    surface: str
    kind: str
    place: str
    note: str | None


@cache
def column_labels(kind: str) -> tuple[ColumnLabel, ...]:
    """The labels of one kind: commentary, qa, briefs, box, letters, numbers, series or document."""
    return tuple(row for row in rows("column_labels", ColumnLabel) if row.kind == kind)


def is_series_word(word: str) -> bool:
    """Whether a word names a kind of piece and no person (本报记者手记).

    >>> is_series_word("手记"), is_series_word("鲜禾")
    (True, False)
    """
    return word in _surfaces()


@cache
def _surfaces() -> frozenset[str]:
    return frozenset(row.surface for row in rows("column_labels", ColumnLabel))


def is_document_name(line: str) -> bool:
    """Whether a line is the name of a kind of document (倡议书): a title, not a column."""
    return any(line == row.surface for row in column_labels("document"))


def is_label(line: str) -> bool:
    """Whether a line is the name of a column, not a headline.

    >>> is_label("青禾视角"), is_label("青禾县开通水上巴士")
    (True, False)
    """
    return len(line) <= LONGEST_LABEL and line.endswith(_endings("commentary", "briefs"))


def is_box_label(line: str) -> bool:
    """Whether a box inside an article stands below a line (相关链接)."""
    return len(line) <= LONGEST_LABEL and line.endswith(_endings("box"))


def is_briefs_label(line: str) -> bool:
    """Whether briefs stand below a line (国内快讯)."""
    return len(line) <= LONGEST_LABEL and line.endswith(_endings("briefs"))


def is_letters_label(line: str) -> bool:
    """Whether letters of readers, or replies to them, stand below a line (律师回复)."""
    return len(line) <= 8 and (line.endswith("来信") or any(line.endswith(row.surface) for row in column_labels("letters")))


def is_numbers_label(line: str) -> bool:
    """Whether figures stand below a line, each with a sentence on it (一周数读)."""
    return len(line) <= 8 and any(
        row.surface in (line[: len(row.surface)], line[-len(row.surface) :]) for row in column_labels("numbers")
    )


def is_name_of_box(line: str) -> bool:
    """Whether a line names what stands below its headline: a column, a box, letters.

    >>> is_name_of_box("相关链接"), is_name_of_box("律师回复"), is_name_of_box("青禾县开通水上巴士")
    (True, True, False)
    """
    return is_label(line) or is_box_label(line) or is_letters_label(line)


@cache
def _endings(*kinds: str) -> tuple[str, ...]:
    return tuple(row.surface for kind in kinds for row in column_labels(kind))
