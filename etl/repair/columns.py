"""The columns of a page: how wide they are, as the lines round a line show it, and whether a line runs to its column's edge."""

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

WINDOW = 8
ASCII_RE = re.compile(r"[\x00-\x7f]")
# What a line of a column cannot be broken in: a number or a Latin word, with the marks that may not begin a line.
TOKEN_RE = re.compile(r"(?:[“‘（《]*(?:[\dA-Za-z.%]+|.))[，。、；：？！”’）》…]*")


class Line(NamedTuple):
    """A line of the page and what is asked of it again and again."""

    text: str
    indent: int
    gap: int  # the blank lines before it
    apart: bool  # they are more than the page's lines usually have
    heads: bool  # and they part articles, not paragraphs
    ends_sentence: bool
    is_cut_off: bool  # it stops in mid-sentence and is no headline, for a comma or a stop stands in it


@lru_cache(maxsize=4096)
def set_width(text: str) -> float:
    """Width in Chinese letters as set in type, where two digits or Latin letters take the room of one."""
    return len(text) - 0.5 * len(ASCII_RE.findall(text))


# Programs that wrap text count letters, typesetters their widths: an edge is looked for in both measures.
MEASURES: tuple[Callable[[str], float], ...] = (set_width, len)


class Edge(NamedTuple):
    """The edge a run of lines keeps: how wide the column is in that measure, and how far a full line may fall short of it."""

    width: float
    slack: float
    measure: Callable[[str], float]


def is_nearly_full(line: Line, edges: list[Edge]) -> bool:
    """Whether a line with a comma, and so hardly a headline, comes near an edge: first lines are set in by unlike widths."""
    return (
        bool(re.search("[，。；]", line.text))
        and line.text[-1] not in "：—"
        and any(-4 <= edge.measure(line.text) - edge.width <= 1.5 for edge in edges)
    )


def is_full(lines: list[Line], at: int, edges: list[list[Edge]], indent: float) -> bool:
    """Whether a line runs to the edge of its column; one wider than every column near it is held against the next line."""
    known = edges[at]
    if any(edge.measure(lines[at].text) <= edge.width + 1.5 for edge in known):
        return any(reaches(lines, at, edge, indent) for edge in known)
    beside = Edge(set_width(lines[at + 1].text), 1.0, set_width)
    return bool(known) and beside.width >= 8 and not lines[at].ends_sentence and reaches(lines, at, beside, indent)


def reaches(lines: list[Line], at: int, edge: Edge, indent: float) -> bool:
    """Whether a line runs to the edge, so far as what the next line begins with would have let it."""
    match = TOKEN_RE.match(lines[at + 1].text)
    token = match.group() if match else ""
    short = max(0.0, edge.measure(token) - 1) + indent + edge.slack
    hanging = 1.0 if edge.slack or lines[at].text[-1] in "，。、；：？！”’）》" else 0.0
    return edge.width - short <= edge.measure(lines[at].text) <= edge.width + 0.5 + hanging


def edges_of(window: list[Line]) -> list[Edge]:
    """The edge a run of lines keeps, in each measure in which it keeps one."""
    return [edge for measure in MEASURES if (edge := _edge(window, measure))]


def edges_at(lines: list[Line], windows: list[list[Edge]], at: int) -> list[Edge]:
    """The edges of the columns a line may stand in: that of the lines before it and that of the lines after it."""
    before = windows[at - WINDOW + 1] if at >= WINDOW - 1 else edges_of(lines[: at + 1])
    return before + windows[at]


def _edge(window: list[Line], measure: Callable[[str], float]) -> Edge | None:
    """The width most lines of a window share within a letter, if two stop in mid-sentence, or many are just as wide."""
    measured = [measure(line.text) for line in window]
    widths = Counter(map(round, measured))
    width = max(widths, key=lambda w: (widths[w] + 0.5 * (widths[w - 1] + widths[w + 1]), w))
    if sum(line.is_cut_off for line in window) < 2 and widths[width] < WINDOW / 2:
        return None
    near = [line for line, wide in zip(window, measured, strict=True) if -2 <= wide - width <= 1.5]
    open_ended = sum(not line.ends_sentence for line in near)
    # Paragraphs that no column wraps tell that the lines of one length beside them are headlines or short paragraphs.
    whole = sum(line.ends_sentence and wide > width + 2 for line, wide in zip(window, measured, strict=True))
    if not 6 <= width <= 60 or len(near) < max(3, 0.3 * len(window)) or open_ended < 0.5 * len(near) or whole > 1:
        return None
    return Edge(width, 0.0 if widths[width] >= 0.75 * len(near) else 1.0, measure)


def find_indent(lines: list[Line], windows: list[list[Edge]]) -> float:
    """How much shorter first lines of paragraphs are set on this page: two letters where they are indented, else none."""
    gaps = []
    for at in range(2, len(lines) - 1):
        before = lines[at - 1]
        edge = (
            next((edge for edge in windows[max(0, at - 3)] if edge.measure is set_width), None) if before.ends_sentence else None
        )
        if edge and set_width(before.text) < edge.width - 3:
            gaps.append(edge.width - set_width(lines[at].text))
    return 2.0 if gaps and sum(1.2 <= gap <= 3.2 for gap in gaps) >= 0.5 * len(gaps) else 0.0
