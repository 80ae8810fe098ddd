"""A paragraph broken into lines: by the letters a program counts or the width a typesetter sees."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

NO_START = "，。、；：？！”’）》」』】〉…—·％%"
NO_END = "“‘（《「『【〈"
# What is not broken: a number or Latin word with the marks that cling to it; any other letter alone.
ATOM_RE = re.compile(r"[\dA-Za-z.,%℃]+|.")
CLINGING_RE = re.compile(rf"(?:[{NO_END}]*(?:[\dA-Za-z.,%℃]+|[^{NO_END}]))(?:[{NO_START}]*)|[{NO_END}]+$")


@dataclass(frozen=True, slots=True)
class Column:
    """How lines are broken: the width in letters, how it is measured, and what may not be parted."""

    width: float
    measure: Callable[[str], float]
    clings: bool


def set_width(text: str) -> float:
    """Width as set in type: two digits or Latin letters take the room of one Chinese letter.

    >>> set_width("增长12%")
    3.5
    """
    return sum(0.5 if letter.isascii() else 1.0 for letter in text)


def break_lines(text: str, column: Column, first_indent: float = 0.0) -> list[str]:
    """The lines of a paragraph; the first is shorter by the indent.

    >>> break_lines("青禾县今年增收12万元，", Column(5, len, True))
    ['青禾县今年', '增收12万', '元，']
    """
    return list(flow(text, column, lambda at: column.width - (first_indent if at == 0 else 0.0)))


def flow(text: str, column: Column, room: Callable[[int], float]) -> Iterator[str]:
    """Lines of unlike widths: `room` tells the width of the line of that number. An atom wider than its line stands alone."""
    line, at = "", 0
    for atom in (CLINGING_RE if column.clings else ATOM_RE).findall(text):
        if line and column.measure(line + atom) > room(at):
            yield line
            line, at = "", at + 1
        line += atom if line else atom.lstrip(" ")
    if line:
        yield line


def spread(line: str) -> str:
    """A line as a text layer gives it when justification has driven its letters apart: a blank between Chinese letters.

    >>> spread("增长12个百分点，")
    '增 长12个 百 分 点 ，'
    """
    wide = "㐀-鿿，。、；：？！“”‘’（）《》…—"
    return re.sub(rf"(?<=[{wide}])(?=[{wide}])", " ", line)
