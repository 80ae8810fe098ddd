"""Lines driven apart: the pieces of a justified line of few words, put together again.

，进出口总值分别达到7154.3
亿元、    1.03    万亿元、      → 亿元、1.03万亿元、
4351.8亿元和2587.6亿元，比
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from etl.imprint import SENTENCE_END_RE
from etl.read.pdf.boxes import Box, around
from etl.read.pdf.lines import CLOSERS, Line, united

# Pieces with wider gaps are columns; more rows that are broken at one place are rows of a table.
WIDEST_GAP = 6.0
MOST_BROKEN_ROWS = 3
NUMBER_RE, NUMBER_GAP = re.compile("第[一二三四五六七八九十百]{1,5}[条章节]"), 3.0
EDGE, INDENT, DEEPEST_PITCH = 1.0, 2.6, 2.2


def join_justified(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those joined that fill a column only together.

    >>> from etl.read.pdf.boxes import Box
    >>> rows = [("青禾县今年出口", 0, 70, 0), ("石桥、", 0, 25, 15), ("云泽、", 45, 70, 15), ("江海三地增长。", 0, 70, 30)]
    >>> [line.text for line in join_justified([Line(t, Box(x0, y, x1, y + 10), 10, 1) for t, x0, x1, y in rows])]
    ['青禾县今年出口', '石桥、云泽、', '江海三地增长。']
    """
    rows = _rows([line for line in lines if not line.vertical])
    joined: dict[Line, tuple[Line, ...]] = {}
    taken: set[Line] = set()
    for at, row in enumerate(rows):
        for pieces in _pieces(row):
            if not taken.intersection(pieces) and (_is_numbered(pieces) or _fills_column(pieces, at, rows)):
                joined[pieces[0]] = pieces
                taken.update(pieces)
    inner = taken - set(joined)
    return [_together(joined.get(line, (line,))) for line in lines if line not in inner]


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each baseline, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.base):
        if rows and line.base - rows[-1][0].base <= 0.2 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box.x0) for row in rows]


def _pieces(row: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """The stretches of a row of two pieces or more in one type and not far apart, the longest of each place first."""
    start = 0
    while start < len(row) - 1:
        end = start + 1
        while end < len(row) and _is_near(row[end - 1], row[end]):
            end += 1
        for first in range(start, end - 1):
            for last in range(end, first + 1, -1):
                yield tuple(row[first:last])
        start = end


def _is_near(one: Line, other: Line) -> bool:
    return 0.95 <= one.size / other.size <= 1.05 and other.box.x0 - one.box.x1 <= WIDEST_GAP * one.size


def _is_numbered(pieces: tuple[Line, ...]) -> bool:
    """Whether the pieces are the number of an article of a law and its words: 第七条  本规定自……"""
    near = pieces[1].box.x0 - pieces[0].box.x1 <= NUMBER_GAP * pieces[0].size
    return len(pieces) == 2 and near and bool(NUMBER_RE.fullmatch(pieces[0].text))


def _fills_column(pieces: tuple[Line, ...], at: int, rows: Sequence[list[Line]]) -> bool:
    """Whether a whole line close above or below has the edges that these pieces have only together."""
    return any(_is_whole(pieces, at, rows, step) for step in (-1, 1)) and all(
        _is_whole(pieces, at, rows, step) is not False for step in (-1, 1)
    )


def _is_whole(pieces: tuple[Line, ...], at: int, rows: Sequence[list[Line]], step: int) -> bool | None:
    """Whether the lines above (or below) fill the column whole; None where there is none so close."""
    ground, size, base = around(piece.box for piece in pieces), pieces[0].size, pieces[0].base
    broken = 0
    while 0 <= (at := at + step) < len(rows):
        near = [line for line in rows[at] if line.box.shared_width(ground) > 0 and 0.95 <= line.size / size <= 1.05]
        if abs(rows[at][0].base - base) > DEEPEST_PITCH * size:
            return None
        if not near:
            continue
        base = near[0].base
        if len(near) == 1:
            edges = _has_edges(ground, near[0].box, size)
            across = near[0].box.x0 <= pieces[0].box.x1 and near[0].box.x1 >= pieces[-1].box.x0
            ended = near[0].box.x1 <= pieces[-1].box.x0 and SENTENCE_END_RE.search(near[0].text)
            return edges or (None if across or ended or near[0].box.x1 <= pieces[0].box.x1 else False)
        broken += 1
        if broken >= MOST_BROKEN_ROWS:
            return False
    return None


def _has_edges(ground: Box, line: Box, size: float) -> bool:
    """Whether a line ends where these pieces do, and begins where they do or where one of the two is set in."""
    return abs(line.x0 - ground.x0) <= INDENT * size and abs(line.x1 - ground.x1) <= EDGE * size


def _is_blank(one: Line, other: Line) -> bool:
    """Whether the gap between two pieces is wider than letters driven apart stand there: a blank is printed in it."""
    if one.text[-1] in CLOSERS:
        return False
    return other.box.x0 - one.box.x1 > 1.6 * max(one.spread, other.spread, 0.4) * one.size


def _together(pieces: tuple[Line, ...]) -> Line:
    parts = [piece.text + (" " if _is_blank(piece, other) else "") for piece, other in pairwise(pieces)]
    text = "".join([*parts, pieces[-1].text])
    return united(pieces, text) if len(pieces) > 1 else pieces[0]
