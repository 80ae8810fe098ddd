"""The columns of a page: how wide they are, as the lines round a line show it, and whether a line runs to its column's edge."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

WINDOW = 8
# A column breaks lines in mid-sentence; where it does not, every line is a paragraph.
FEWEST_OPEN = 2
FEWEST_INDENTS, LINES_OF_HEADLINE = 3, 5
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


class Columns:
    """The columns of a page's lines, each looked for when it is first asked for."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._windows: dict[int, list[Edge]] = {}

    def edges(self, at: int) -> list[Edge]:
        """The edges of the columns a line may stand in: that of the lines before it and that of the lines after it."""
        before = self.edges_from(at - WINDOW + 1) if at >= WINDOW - 1 else self._find_edges(0, at + 1)
        return before + self.edges_from(at)

    def edges_from(self, at: int) -> list[Edge]:
        """The edge the lines from this one on keep."""
        if at not in self._windows:
            self._windows[at] = self._find_edges(at, at + WINDOW)
        return self._windows[at]

    def _find_edges(self, start: int, end: int) -> list[Edge]:
        """The edge a run of lines keeps, in each measure in which it keeps one."""
        window = self.lines[start:end]
        if sum(not line.ends_sentence for line in window) < FEWEST_OPEN:
            return []
        found = (_find_edge(window, widths[start:end], measure) for measure, widths in zip(MEASURES, self._widths, strict=True))
        return [edge for edge in found if edge]

    @cached_property
    def _widths(self) -> list[list[float]]:
        """How wide each line is in each measure."""
        return [[measure(line.text) for line in self.lines] for measure in MEASURES]

    @cached_property
    def prints_indent(self) -> bool:
        """Whether blanks of one width are printed before the first lines of paragraphs, and before few others."""
        indents = Counter(line.indent for line in self.lines if line.indent)
        if indents.total() < FEWEST_INDENTS or max(indents.values()) < 0.8 * indents.total():
            return False
        follows_end = ((above.ends_sentence, line) for above, line in pairwise(self.lines))
        begins = [
            line.indent > 0 for ended, line in follows_end if ended and (line.indent or line.ends_sentence or line.is_cut_off)
        ]
        within = [line.indent > 0 for above, line in pairwise(self.lines) if above.is_cut_off]
        return sum(begins) > 0.4 * len(begins) and sum(within) < 0.1 * len(within) + 1

    def heads_indented(self, at: int) -> bool:
        """Whether a line is of a headline: where first lines are indented, it is flush and stands right above one, or above a
        line that does.
        """
        for line in self.lines[at : at + LINES_OF_HEADLINE]:
            if line.indent:
                return line is not self.lines[at]
            if line.ends_sentence:
                return False
        return False

    @cached_property
    def indent(self) -> float:
        """How much shorter first lines of paragraphs are set on this page: two letters where they are indented, else none."""
        return 2.0 if any(map(self._is_indented, MEASURES)) else 0.0

    def _is_indented(self, measure: Callable[[str], float]) -> bool:
        """Whether most lines below a paragraph's short last line fall short of the edge by two letters, so measured."""
        gaps = []
        for at in range(2, len(self.lines) - 1):
            before = self.lines[at - 1]
            edges = self.edges_from(max(0, at - 3)) if before.ends_sentence else []
            edge = next((edge for edge in edges if edge.measure is measure), None)
            if edge and measure(before.text) < edge.width - 3:
                gaps.append(edge.width - measure(self.lines[at].text))
        return bool(gaps) and sum(1.2 <= gap <= 3.2 for gap in gaps) >= 0.5 * len(gaps)

    def is_full(self, at: int, indent: float) -> bool:
        """Whether a line runs to the edge of its column; one wider than every column near it is held against the next line."""
        known, text = self.edges(at), self.lines[at].text
        if any(edge.measure(text) <= edge.width + 1.5 for edge in known):
            return any(self.reaches(at, edge, indent) for edge in known)
        beside = Edge(set_width(self.lines[at + 1].text), 1.0, set_width)
        return bool(known) and beside.width >= 8 and not self.lines[at].ends_sentence and self.reaches(at, beside, indent)

    def is_nearly_full(self, at: int) -> bool:
        """Whether a line with a comma, and so hardly a headline, comes near an edge: first lines are set in by unlike widths."""
        text = self.lines[at].text
        return (
            bool(re.search("[，。；]", text))
            and text[-1] not in "：—"
            and any(-4 <= edge.measure(text) - edge.width <= 1.5 for edge in self.edges(at))
        )

    def opens_paragraph(self, at: int, slack: float) -> bool:
        """Whether a line is the first of a paragraph: it falls short of its edge by just what first lines are set in; one that
        falls short of it by no more than the `slack` is full."""
        line = self.lines[at]
        if at + 1 == len(self.lines) or line.ends_sentence or not self.indent:
            return False
        near = self._widest_edges(at)
        if any(self.reaches(at, edge._replace(slack=min(edge.slack, slack)), 0.0) for edge in near):
            return False
        return any(self.reaches(at, edge, self.indent) for edge in near)

    def _widest_edges(self, at: int) -> list[Edge]:
        """In each measure the widest edge near a line."""
        widest: dict[Callable[[str], float], Edge] = {}
        for edge in self.edges(at):
            near = -6 <= edge.measure(self.lines[at].text) - edge.width <= 1.5
            if near and (edge.measure not in widest or edge.width >= widest[edge.measure].width):
                widest[edge.measure] = edge
        return list(widest.values())

    def reaches(self, at: int, edge: Edge, indent: float) -> bool:
        """Whether a line runs to the edge, so far as what the next line begins with would have let it."""
        text = self.lines[at].text
        match = TOKEN_RE.match(self.lines[at + 1].text)
        short = max(0.0, edge.measure(match.group() if match else "") - 1) + indent + edge.slack
        hanging = 1.0 if edge.slack or text[-1] in "，。、；：？！”’）》" else 0.0
        return edge.width - short <= edge.measure(text) <= edge.width + 0.5 + hanging


def _find_edge(window: Sequence[Line], measured: Sequence[float], measure: Callable[[str], float]) -> Edge | None:
    """The width most lines of a window share within a letter, if two stop in mid-sentence, or many are just as wide."""
    widths: dict[int, int] = {}
    for whole_letters in map(round, measured):
        widths[whole_letters] = widths.get(whole_letters, 0) + 1
    _, width = max((n + 0.5 * (widths.get(w - 1, 0) + widths.get(w + 1, 0)), w) for w, n in widths.items())
    if not 6 <= width <= 60:
        return None
    near = cut_off = open_ended = paragraphs = 0
    for line, wide in zip(window, measured, strict=True):
        if width - 2 <= wide <= width + 1.5:
            near += 1
            cut_off += line.is_cut_off
            open_ended += not line.ends_sentence
        elif wide > width + 2:
            paragraphs += line.ends_sentence
    # Paragraphs that no column wraps tell that the lines of one length beside them are headlines or short paragraphs.
    if near < max(3, 0.3 * len(window)) or open_ended < 0.5 * near or paragraphs > 1:
        return None
    if cut_off < 2 and widths[width] < WINDOW / 2:
        return None
    return Edge(width, 0.0 if widths[width] >= 0.75 * near else 1.0, measure)
