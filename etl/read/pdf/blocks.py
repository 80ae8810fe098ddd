"""Lines → blocks: lines of one type set closely one below the other in one column.

A block ends where the type changes, where the gap to the next line is wider than its own, where a rule stands between, at
the border of a frame, and where the column becomes wider.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from etl.continuation_marks import CONTINUED_RE
from etl.imprint import LONGEST_NAME, SENTENCE_END_RE, is_name, read_byline, read_dateline
from etl.read.pdf.boxes import Box, around
from etl.read.pdf.drawings import Drawings
from etl.read.pdf.lines import CLOSERS, Line

RUNNING_TEXT_RE = re.compile("[，。；]")
# A heading has a comma at most, and not at its end: 掌中乾坤，一线牵两岸
HEADING_RE = re.compile("[^，。；]+(?:，[^，。；]+)?")
# In an interview the questions are often set in another face than the answers.
TURN_RE = re.compile("(?:[问答]|记者|主持人|(?P<name>[㐀-鿿]{2,4}))：")
# Telephone numbers stand in boxes of service.
CALL_RE = re.compile(r"\d{5}")
LONGEST_HEADING, LARGER_HEADING, MOST_HEADING_LINES = 40, 1.04, 3
LONGEST_VERSE, VERSE_ENDS = 20, 0.7
SAME_SIZE = 0.12
LOOSER = 1.35
WIDEST_PITCH = 2.15
# Two letters, or more where the letters of a line are spread; a quotation mark seems to begin half a letter later.
INDENT = (1.2, 4.3)
# A mark at the end of a line leaves so much of its em white.
HANGING = 0.6
EDGE, RAGGED, WIDEST_INDENT = 0.75, 1.3, 2.6


@dataclass(frozen=True, eq=False)
class Block:
    """Lines of one type in one column; `left` and `right` are the edges of the column, as far as they are known.

    `frame` is the innermost frame that holds it, a number of its own for each frame, or None.
    """

    lines: tuple[Line, ...]
    left: float
    right: float
    frame: int | None = None

    @cached_property
    def box(self) -> Box:
        return around(line.box for line in self.lines)

    @cached_property
    def column(self) -> Box:
        """The ground it takes in its column, from edge to edge."""
        box = self.box
        return Box(min(self.left, box.x0), box.y0, max(self.right, box.x1), box.y1)

    @cached_property
    def size(self) -> float:
        return median(line.size for line in self.lines)

    @cached_property
    def face(self) -> int:
        """The face in which most of its letters are set."""
        letters: Counter[int] = Counter()
        for line in self.lines:
            letters[line.face] += len(line.text) if line.face else 0
        return max(letters, key=lambda face: letters[face], default=0)

    @cached_property
    def vertical(self) -> bool:
        return self.lines[0].vertical

    @cached_property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    @cached_property
    def headings(self) -> frozenset[int]:
        """The numbers of its lines that are sub-headings."""
        return frozenset(at for start, end in _runs_of_faces(self) if _is_heading(self, start, end) for at in range(start, end))

    @cached_property
    def verse(self) -> bool:
        """Whether its lines are those of a poem: short, ragged, and no sentence is broken by their ends."""
        texts = [line.text for line in self.lines]
        edges = [line.box.x1 + (HANGING * self.size if line.text[-1] in CLOSERS else 0.0) for line in self.lines]
        ragged = min(edges[:-1], default=max(edges)) < max(edges) - 0.7 * self.size
        if not ragged or self.vertical or max(map(len, texts)) > LONGEST_VERSE or not self._is_aligned:
            return False
        inner = sum(bool(RUNNING_TEXT_RE.search(text[:-1])) for text in texts)
        ended = sum(bool(RUNNING_TEXT_RE.search(text[-1]) or SENTENCE_END_RE.search(text)) for text in texts)
        return (ended == 0 or ended >= VERSE_ENDS * len(texts)) and inner <= 0.25 * len(texts)

    @property
    def _is_aligned(self) -> bool:
        """Whether its lines begin at one edge or stand on one axis."""
        edges, middles = zip(*((line.box.x0, line.box.middle[0]) for line in self.lines), strict=True)
        return bool(min(max(edges) - min(edges), max(middles) - min(middles)) <= self.size)

    @cached_property
    def pitch(self) -> float:
        """From the foot of one line to that of the next."""
        feet = [line.base for line in self.lines]
        return median(b - a for a, b in pairwise(feet)) if len(feet) > 1 else self.size * 1.5


def _runs_of_faces(block: Block) -> Iterator[tuple[int, int]]:
    """From where to where lines stand in other type than their block."""
    unlike = [
        (line.face not in (0, block.face) or line.size > LARGER_HEADING * block.size) and not line.vertical
        for line in block.lines
    ]
    at = 0
    while at < len(unlike):
        end = at
        while end < len(unlike) and unlike[end]:
            end += 1
        if end > at:
            yield at, end
        at = end + 1


def _is_heading(block: Block, start: int, end: int) -> bool:
    """Whether these lines are a sub-heading: few, between paragraphs, and their words no sentence.

    A line that fills the column is one only if a new paragraph follows: else it is the bold beginning of its own.
    """
    lines = block.lines[start:end]
    if (
        len(lines) > MOST_HEADING_LINES
        or len(block.lines) == len(lines)
        or not is_heading_text("".join(line.text for line in lines))
    ):
        return False
    edge = block.right - 1.3 * block.size
    ended = start == 0 or block.lines[start - 1].box.x1 < edge or bool(SENTENCE_END_RE.search(block.lines[start - 1].text))
    following = block.lines[end] if end < len(block.lines) else None
    fresh = following is None or following.box.x0 - block.left >= INDENT[0] * following.size
    return ended and (fresh or lines[-1].box.x1 < edge)


def is_heading_text(text: str) -> bool:
    """Whether words can be a sub-heading.

    >>> [is_heading_text(words) for words in ("渡口新桥", "渡口有船，桥上有车", "渡口的老船工收起缆绳，", "本报石桥3月2日讯")]
    [True, True, False, False]
    """
    if len(text) > LONGEST_HEADING or SENTENCE_END_RE.search(text) or not HEADING_RE.fullmatch(text) or CALL_RE.search(text):
        return False
    return not (read_byline(text) or read_dateline(text) or CONTINUED_RE.match(text))


def stack_lines(lines: Iterable[Line], drawn: Drawings) -> list[Block]:
    """The blocks of a page.

    >>> lines = [Line("青禾大桥今", Box(0, y, 50, y + 10), 10, 1) for y in (0, 15, 30, 80)]
    >>> [len(block.lines) for block in stack_lines(lines, Drawings())]
    [3, 1]
    """
    lines = sorted(lines, key=lambda line: (line.box.y0, line.box.x0))
    frames = {line: frame_of(line.box, drawn.frames) for line in lines}
    stacks: list[list[Line]] = []
    open_stacks: list[list[Line]] = []
    for line in lines:
        open_stacks = [stack for stack in open_stacks if line.box.y0 - stack[-1].base <= WIDEST_PITCH * stack[-1].size]
        fitting = [stack for stack in open_stacks if frames[stack[-1]] == frames[line] and _fits(stack, line, drawn.across)]
        if fitting and not line.vertical:
            max(fitting, key=lambda stack: (stack[-1].base, stack[-1].box.shared_width(line.box))).append(line)
        else:
            stacks.append([line])
            open_stacks.append(stacks[-1])
    blocks = [
        Block(tuple(stack), min(line.box.x0 for line in stack), max(line.box.x1 for line in stack), frames[stack[0]])
        for stack in stacks
    ]
    return _with_edges(blocks)


def frame_of(box: Box, frames: Sequence[Box]) -> int | None:
    """The number of the smallest frame that holds the middle of a box and nearly all of it."""
    holding = [
        (frame.width * frame.height, at) for at, frame in enumerate(frames) if frame.holds(box, slack=0.3 * max(4, box.height))
    ]
    return min(holding)[1] if holding else None


def _fits(stack: Sequence[Line], line: Line, rules: Sequence[Box]) -> bool:
    """Whether a line goes on with a stack of lines."""
    last = stack[-1]
    if last.vertical or abs(line.size - last.size) > SAME_SIZE * last.size:
        return False
    if len(stack) == 1 and (_is_byline_above(last, line) or last.size > LARGER_HEADING * line.size):
        return False
    if 0 != line.face != _face(stack) != 0 and not (_is_bold_lead(last, line) or _takes_turn(line)):
        return False
    return _is_next(stack, line) and _is_in_column(stack, line) and not is_ruled(last.box, line.box, rules)


def _is_byline_above(last: Line, line: Line) -> bool:
    """Whether a line is a byline set above a text, and not the beginning of one or broken in the middle of a name."""
    full = abs(last.box.x1 - line.box.x1) <= 0.7 * line.size and last.box.x0 <= line.box.x0 + INDENT[1] * line.size
    if full or read_dateline(last.text) or not read_byline(last.text):
        return False
    return len(line.text) > LONGEST_NAME or not read_byline(last.text + line.text)


def _takes_turn(line: Line) -> bool:
    """Whether somebody in an interview begins to speak: 记者：…, 白小禾：…"""
    turn = TURN_RE.match(line.text)
    return turn is not None and (turn["name"] is None or is_name(turn["name"]))


def _face(lines: Sequence[Line]) -> int:
    """The face of the last line that has one."""
    return next((line.face for line in reversed(lines) if line.face), 0)


def _is_bold_lead(last: Line, line: Line) -> bool:
    """Whether a line goes on with one of another face: a dateline or the first words of a paragraph, printed bold."""
    full = abs(last.box.x1 - line.box.x1) <= last.size or line.box.x1 < last.box.x1
    full |= last.text.rfind("（") > last.text.rfind("）")
    flush = -0.3 * last.size <= last.box.x0 - line.box.x0 <= INDENT[1] * last.size
    return full and flush and last.box.width >= 4 * last.size and not SENTENCE_END_RE.search(last.text)


def _is_next(stack: Sequence[Line], line: Line) -> bool:
    pitch = line.base - stack[-1].base
    feet = [line.base for line in stack]
    usual = median(b - a for a, b in pairwise(feet)) if len(feet) > 1 else 0.0
    widest = min(usual * LOOSER, usual + line.size) if usual else WIDEST_PITCH * line.size
    return 0.8 * line.size <= pitch <= widest


def _is_in_column(stack: Sequence[Line], line: Line) -> bool:
    """Whether a line keeps the edges of the column: its left one or the indent, and not beyond its right one."""
    em = line.size
    left, right = min(one.box.x0 for one in stack), max(one.box.x1 for one in stack)
    full = sum(one.box.x1 >= right - 1.2 * em for one in stack)
    if len(stack) == 1:
        out = line.box.x0 - left
        if out > EDGE * em and line.box.shared_width(stack[0].box) <= 0 and not SENTENCE_END_RE.search(stack[0].text):
            return False
        return -INDENT[1] * em <= out <= WIDEST_INDENT * em or (out > 0 and line.box.x1 <= right + em)
    if line.box.x0 < left - EDGE * em and not (INDENT[0] * em <= left - line.box.x0 <= INDENT[1] * em and len(stack) < 3):
        return False
    # Lines of a poem are of any length, and mostly without a mark.
    running = any(RUNNING_TEXT_RE.search(one.text) for one in stack)
    if line.box.x1 > right + RAGGED * em and full >= 2 and (running or len(line.text) > LONGEST_VERSE):
        return False
    return line.box.shared_width(Box(left, 0, right, 0)) > 0.5 * min(em, line.box.width)


def is_ruled(one: Box, other: Box, rules: Sequence[Box]) -> bool:
    """Whether a horizontal rule stands between two boxes one above the other."""
    above, below = sorted((one, other), key=lambda box: box.y0)
    x0, x1 = max(above.x0, below.x0), min(above.x1, below.x1)
    y0, y1 = above.middle[1], below.middle[1]
    return any(
        y0 < rule.middle[1] < y1 and min(rule.x1, x1) - max(rule.x0, x0) > 0.4 * max(1.0, min(above.width, below.width, x1 - x0))
        for rule in rules
    )


def _with_edges(blocks: list[Block]) -> list[Block]:
    """The blocks with the edges of their columns; those too short to show them take them from the columns around."""
    known = [block for block in blocks if len(block.lines) >= 3]
    edged = []
    for block in blocks:
        if len(block.lines) < 3 and not block.vertical:
            column = _column_of(block, known, blocks)
            if column and not _is_justified(block):
                block = Block(block.lines, column.left, column.right, block.frame)
        edged.append(block)
    return edged


def _is_crowded(block: Block, column: Block, blocks: Iterable[Block]) -> bool:
    """Whether another block stands in a column at the height of this one."""
    ground = block.box._replace(x0=column.left, x1=column.right)
    return any(
        other is not block and other.box.shared_height(ground) > 1 and other.box.shared_width(ground) > 1 for other in blocks
    )


def _is_justified(block: Block) -> bool:
    """Whether two lines show the edges of their column: they end at one edge, in the middle of a sentence."""
    edges = [line.box.x1 for line in block.lines]
    stopped = any(SENTENCE_END_RE.search(line.text) for line in block.lines)
    return len(edges) > 1 and max(edges) - min(edges) <= 0.1 * block.size and not stopped


def _column_of(block: Block, known: Iterable[Block], blocks: Sequence[Block]) -> Block | None:
    """The nearest column in which a short block can stand: with an indent or without, or centred close to it."""
    em = block.size
    near = [
        other
        for other in known
        if -EDGE * em <= block.left - other.left
        and block.right <= other.right + EDGE * em
        and (block.left - other.left <= INDENT[1] * em or -other.box.shared_height(block.box) <= 2 * em)
        and abs(other.size - block.size) <= 0.3 * em
        and other.frame == block.frame
        and not _is_crowded(block, other, blocks)
    ]
    begun = len(block.lines) > 1
    return min(
        near, key=lambda one: (begun and block.left - one.left > EDGE * em, -one.box.shared_height(block.box)), default=None
    )
