"""The columns of a story: which rows what stands in their way covers, and which are free for lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bench.proving.sheet import Group

Anchor = Literal["top", "middle", "bottom"]
Draw = Callable[[float, float], list[Group]]
SHORTEST_RUN = 2


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What the columns of a body flow round: it covers the columns from `first` to `last` for so many rows."""

    first: int
    last: int
    rows: int
    anchor: Anchor
    draw: Draw


class Run(NamedTuple):
    """Free rows of a column, from `start` to before `end`."""

    column: int
    start: int
    end: int


class Plan(NamedTuple):
    """The row at which each obstacle begins, and the free runs in reading order."""

    rows: tuple[int, ...]
    runs: tuple[Run, ...]


def plan_columns(obstacles: Sequence[Obstacle], count: int, rows: int) -> Plan | None:
    """How so many columns of so many rows are shared out; None where the obstacles have no room."""
    tops, bottoms = [0] * count, [rows] * count
    blocked: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    begins = [0] * len(obstacles)
    # What stands in the middle is set last, between what stands above and below.
    for number, one in sorted(enumerate(obstacles), key=lambda row: row[1].anchor == "middle"):
        over = range(one.first, one.last + 1)
        top, bottom = max(tops[at] for at in over), min(bottoms[at] for at in over)
        begin = {"top": top, "bottom": bottom - one.rows, "middle": (top + bottom - one.rows) // 2}[one.anchor]
        if begin < top or begin + one.rows > bottom:
            return None
        begins[number] = begin
        for at in over:
            blocked[at].append((begin, begin + one.rows))
            tops[at] = tops[at] if one.anchor == "bottom" else begin + one.rows
            bottoms[at] = begin if one.anchor == "bottom" else bottoms[at]
    return Plan(tuple(begins), tuple(Run(at, *run) for at in range(count) for run in free_runs(blocked[at], rows)))


def free_runs(blocked: Sequence[tuple[int, int]], rows: int) -> list[tuple[int, int]]:
    """The runs of free rows between blocked ones; a run too short for text stays empty.

    >>> free_runs([(0, 4), (8, 10)], 20)
    [(4, 8), (10, 20)]
    """
    runs, start = [], 0
    for top, bottom in [*sorted(blocked), (rows, rows)]:
        if top - start >= SHORTEST_RUN:
            runs.append((start, top))
        start = max(start, bottom)
    return runs
