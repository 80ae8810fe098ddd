"""Tables: rows of a label and numbers below each other, with the lines above and below that belong to them.

表1 各渡口客流
渡口      客流（人次）  同比
青石湾    12.7万       8.1%
云泽      9.4万        3.2%
石桥      6.6万       -1.5%
数据来源：县交通运输局
"""

import re
from collections.abc import Iterable, Sequence

from etl.read.pdf.blocks import Block, frame_of
from etl.read.pdf.boxes import Box, around
from etl.read.pdf.drawings import Drawings
from etl.read.pdf.lines import Line

NUMBER_RE = re.compile(r"[+\-－−±]?\d[\d.,:]*[%％‰℃]?[㐀-鿿]{0,4}")
TITLE_RE = re.compile(r"[附表]?表[ \d一二三四五六七八九十]")
NOTE_RE = re.compile("(?:数据|资料)?来源[:：]|[注单位]+[:：]|制[表图][:：/]|说明[:：]")
SENTENCE_RE = re.compile("[，。；！？]")
FEWEST_ROWS, LONGEST_CELL = 3, 14
WIDEST_GAP, DEEPEST_PITCH = 16.0, 2.6


def take_tables(lines: Sequence[Line], drawn: Drawings) -> tuple[list[Block], list[Line]]:
    """The tables of a page, each a block of one line to a row; and the other lines."""
    tables: list[Block] = []
    taken: set[Line] = set()
    for core in _cores(_cell_rows(lines, drawn)):
        ground = around(line.box for row in core for line in row)
        frame = frame_of(ground, drawn.frames)
        inside = [line for line in lines if line not in taken and frame_of(line.box, drawn.frames) == frame]
        own = _with_title_and_notes(ground, inside, core[0][0].size)
        taken.update(own)
        tables.append(_table(own, frame))
    return tables, [line for line in lines if line not in taken]


def _cell_rows(lines: Iterable[Line], drawn: Drawings) -> list[tuple[Line, ...]]:
    """A label and the numbers beside it, on one baseline in one frame."""
    rows: list[list[Line]] = []
    cells = [line for line in lines if not line.vertical and len(line.text) <= LONGEST_CELL and not SENTENCE_RE.search(line.text)]
    for line in sorted(cells, key=lambda one: (round(one.base), one.box.x0)):
        last = rows[-1][-1] if rows else None
        if last and abs(last.base - line.base) <= 0.3 * line.size and _is_next_cell(last, line, drawn):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [tuple(row) for row in rows if _is_row(row)]


def _is_next_cell(last: Line, line: Line, drawn: Drawings) -> bool:
    near = 0 < line.box.x0 - last.box.x1 <= WIDEST_GAP * line.size
    return near and frame_of(last.box, drawn.frames) == frame_of(line.box, drawn.frames)


def _is_row(row: Sequence[Line]) -> bool:
    return len(row) >= 2 and not NUMBER_RE.fullmatch(row[0].text) and all(NUMBER_RE.fullmatch(cell.text) for cell in row[1:])


def _cores(rows: Sequence[tuple[Line, ...]]) -> list[list[tuple[Line, ...]]]:
    """Rows that follow each other with their numbers in the same columns."""
    cores: list[list[tuple[Line, ...]]] = []
    for row in sorted(rows, key=lambda one: one[0].base):
        core = next((core for core in cores if _follows(core[-1], row)), None)
        if core:
            core.append(row)
        else:
            cores.append([row])
    return [core for core in cores if len(core) >= FEWEST_ROWS]


def _follows(above: tuple[Line, ...], row: tuple[Line, ...]) -> bool:
    close = 0 < row[0].base - above[0].base <= DEEPEST_PITCH * row[0].size
    cells = zip(above, row, strict=False)
    return close and len(above) == len(row) and all(one.box.shared_width(other.box) > 0 for one, other in cells)


def _with_title_and_notes(ground: Box, lines: Sequence[Line], size: float) -> list[Line]:
    """The lines on the ground of a table, with the title and the row of headings above it and the notes below."""
    while True:
        wide = Box(ground.x0 - 2 * size, ground.y0 - 1.6 * size, ground.x1 + 2 * size, ground.y1 + 1.6 * size)
        own = [line for line in lines if ground.holds(line.box, slack=2) or (wide.holds(line.box) and _is_of_table(line))]
        grown = around([ground, *(line.box for line in own)])
        if grown == ground:
            return own
        ground = grown


def _is_of_table(line: Line) -> bool:
    short = len(line.text) <= LONGEST_CELL and not SENTENCE_RE.search(line.text)
    return short or bool(TITLE_RE.match(line.text) or NOTE_RE.match(line.text))


def _table(lines: Iterable[Line], frame: int | None) -> Block:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.base, one.box.x0)):
        if rows and abs(rows[-1][0].base - line.base) <= 0.4 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    joined = tuple(_row(sorted(row, key=lambda one: one.box.x0)) for row in rows)
    return Block(joined, min(line.box.x0 for line in joined), max(line.box.x1 for line in joined), frame)


def _row(cells: Sequence[Line]) -> Line:
    return cells[0]._replace(text=" ".join(cell.text for cell in cells), box=around(cell.box for cell in cells))
