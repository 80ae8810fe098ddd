"""Big initial letters: the first letter of a text, set two or three lines high beside its lines, put back into the first.

▟▙  苏省江海市是较早
江  进入老龄社会的城      → 江苏省江海市是较早 | 进入老龄社会的城
"""

from collections.abc import Sequence
from itertools import pairwise

from etl.read.pdf.boxes import Box
from etl.read.pdf.lines import Line

LEAST_SIZE, MOST_SIZE = 1.7, 6.0
INDENT = 2.0


def set_initials(lines: Sequence[Line], body: float) -> list[Line]:
    """The lines with big initials put back.

    >>> big = Line("江", Box(0, 0, 20, 20), 20, 1)
    >>> beside = [Line(text, Box(22, y, 82, y + 10), 10, 1) for text, y in (("苏省江海市是", 0), ("较早进入老龄", 14))]
    >>> [(line.text, line.box.x0) for line in set_initials([big, *beside], 10)]
    [('江苏省江海市是', 20.0), ('较早进入老龄', 0)]
    """
    changed: dict[Line, Line] = {}
    taken: set[Line] = set()
    for initial in lines:
        beside = _lines_beside(initial, lines, body) if _can_be_initial(initial, body) else []
        if len(beside) >= 2:
            first, *others = beside
            indented = first.box._replace(x0=min(first.box.x0, initial.box.x0 + INDENT * first.size))
            changed[first] = first._replace(text=initial.text + first.text, box=indented)
            changed.update({line: line._replace(box=line.box._replace(x0=initial.box.x0)) for line in others})
            taken.add(initial)
    return [changed.get(line, line) for line in lines if line not in taken]


def _can_be_initial(line: Line, body: float) -> bool:
    return len(line.text) <= 2 and LEAST_SIZE * body <= line.size <= MOST_SIZE * body and not line.vertical


def _lines_beside(initial: Line, lines: Sequence[Line], body: float) -> list[Line]:
    """The lines of running text that stand directly to the right of an initial, from its head to its foot."""
    ground = Box(
        initial.box.x1 - 0.2 * body, initial.box.y0 - 0.6 * body, initial.box.x1 + 1.3 * body, initial.box.y1 + 0.5 * body
    )
    beside = sorted(
        (
            line
            for line in lines
            if line.size <= initial.size / 1.5
            and ground.x0 <= line.box.x0 <= ground.x1
            and ground.y0 <= line.box.middle[1] <= ground.y1
            and len(line.text) >= 3
        ),
        key=lambda line: line.box.y0,
    )
    aligned = all(abs(a.box.x0 - b.box.x0) <= 0.6 * body for a, b in pairwise(beside))
    return beside if aligned and beside and beside[0].box.y0 <= initial.box.y0 + body else []
