"""How the text flows from block to block: each block goes on in at most one other, so that the page as a whole reads best.

A column that stops in mid-sentence goes on where a column begins without an indent: down past a picture, or at the head of
the next column, along the gutter. What stands across that way (a headline, a rule) speaks against it; a headline over
the first column of a text speaks for a new article. The costs are weighed against each other for the whole page at once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from etl.imprint import CONTINUED_RE, SENTENCE_END_RE, read_closing_credit, read_dateline
from etl.read.pdf.blocks import INDENT, SAME_SIZE, Block
from etl.read.pdf.boxes import Box
from etl.read.pdf.drawings import Drawings
from etl.read.pdf.headlines import Headline
from etl.read.pdf.lines import CLOSERS, Line
from etl.read.pdf.matching import best_pairs

FULL = 1.3
# What is lost when a block in mid-sentence is followed by none, or follows none.
OPEN_END, OPEN_START, FRESH_START = 4.5, 5.0, 2.5
MISMATCH, CLOSED, DATED = 6.0, 5.0, 2.0
HEADLINE_ACROSS, RULE_ACROSS, TEXT_ACROSS, DRAWING_ACROSS = 3.5, 4.0, 3.0, 0.4
# Text directly below text, with nothing between, is of one article with it.
BESIDE_OTHER, LOWER, HIGHER, LEVEL, ROW_BELOW = 1.5, 1.5, 2.0, 0.5, 4.0
NEXT_BELOW, NEAR = -2.5, 0.4
OTHER_FACE, OTHER_SIZE, OTHER_WIDTH = 2.0, 3.0, 0.8


@dataclass(frozen=True)
class Sheet:
    """The page as the flow is sought in it: its text blocks, its headlines and what is drawn between them."""

    blocks: tuple[Block, ...]
    headlines: tuple[Headline, ...]
    drawn: Drawings

    @cached_property
    def indented(self) -> bool:
        """Whether the page sets the first line of a paragraph in."""
        starts = [
            line.box.x0 - block.left >= INDENT[0] * line.size
            for block in self.blocks
            for before, line in zip(block.lines, block.lines[1:], strict=False)
            if before.box.x1 < block.right - 2.5 * line.size and SENTENCE_END_RE.search(before.text)
        ]
        return sum(starts) >= 0.5 * len(starts)

    @cached_property
    def under(self) -> dict[Block, Block]:
        """The text directly below each sub-heading: a line or two of other type, or of the same set apart."""
        found = {}
        for block in self.blocks:
            below = [
                other
                for other in self.blocks
                if 0 <= other.box.y0 - block.box.y1 + 0.3 * block.size <= 1.5 * block.size
                and other.column.x0 - block.size <= block.box.x0
                and block.box.x1 <= other.column.x1 + block.size
            ]
            if below and len(block.lines) <= 2 and not SENTENCE_END_RE.search(block.text):
                found[block] = min(below, key=lambda other: other.box.y0)
        return found

    @cached_property
    def headed(self) -> dict[Block, Headline]:
        """The headline above each block, across other text and pictures but no rule."""
        above = {block: self._headline_above(block) for block in self.blocks}
        return {block: headline for block, headline in above.items() if headline}

    @cached_property
    def openings(self) -> dict[Block, Headline]:
        """The block with which the text under each headline opens: the leftmost directly below it."""
        found = {}
        for headline in self.headlines:
            if headline.vertical or headline in self.inner:
                continue
            left = [block for block, beside in self.left_of.items() if beside is headline]
            opening = min(left or self._below(headline), key=lambda block: (block.left, block.box.y0), default=None)
            if opening:
                found[opening] = headline
        return found | self._vertical_openings()

    @cached_property
    def inner(self) -> set[Headline]:
        """The headlines set into the middle of their text: sentences run from the columns above them to those below."""
        found = set()
        for headline in self.headlines:
            below = self._below(headline)
            above = [
                block
                for block in self.blocks
                if 0 <= headline.box.y0 - block.box.y1 + 0.3 * block.size <= 2.5 * block.pitch
                and headline.box.shared_width(block.column) > 0.5 * block.column.width
                and block.frame == headline.frame
            ]
            if below and above and start_of(self, below[0]) == "flush" and any(end_of(block) == "open" for block in above):
                found.add(headline)
        return found

    def _below(self, headline: Headline) -> list[Block]:
        """The blocks directly below a headline, from left to right."""
        below = [block for block, over in self.headed.items() if over is headline and not self._between(headline.box, block)]
        return sorted(below, key=lambda block: (block.left, block.box.y0))

    def _vertical_openings(self) -> dict[Block, Headline]:
        """The block directly to the right of each vertical headline."""
        found = {}
        for headline in self.headlines:
            beside = [
                block
                for block in self.blocks
                if headline.vertical
                and block.frame == headline.frame
                and block.box.shared_height(headline.box) > 0.4 * min(block.box.height, headline.box.height)
                and -0.5 * block.size <= block.column.x0 - headline.box.x1 <= 2 * headline.size
            ]
            if beside:
                found[min(beside, key=lambda block: (round(block.left / 4), block.box.y0))] = headline
        return found

    @cached_property
    def beside(self) -> dict[Block, Headline]:
        """The headline whose head is level with that of a block further right: its text goes on there."""
        return self._level_with_headlines(lambda headline, column: column.x0 - headline.box.x1)

    @cached_property
    def left_of(self) -> dict[Block, Headline]:
        """The headline whose head is level with that of a block directly left of it: its text begins there."""
        level = self._level_with_headlines(lambda headline, column: headline.box.x0 - column.x1)
        return {
            block: headline
            for block, headline in level.items()
            if block not in self.beside and start_of(self, block) == "fresh" and block.box.y1 > headline.box.y1
        }

    def _level_with_headlines(self, gap: Callable[[Headline, Box], float]) -> dict[Block, Headline]:
        """The headline level with the head of each block, if nothing parts the two but other blocks level with them."""
        found: dict[Block, Headline] = {}
        for headline in self.headlines:
            level = [block for block in self.blocks if self._is_level(headline, block) and gap(headline, block.column) >= -block.size]
            reach = [headline.span]
            for block in sorted(level, key=lambda block: gap(headline, block.column)):
                if min(-ground.shared_width(block.column) for ground in reach) <= 3 * block.size:
                    reach.append(block.column)
                    known = found.get(block)
                    if known is None or gap(headline, block.column) < gap(known, block.column):
                        found[block] = headline
        return found

    def _is_level(self, headline: Headline, block: Block) -> bool:
        return (
            headline.frame == block.frame
            and abs(headline.box.y0 - block.box.y0) <= 1.2 * block.size
            and headline.box.y1 >= block.box.y0 + block.size
            and not self._is_right_under(block)
        )

    def _is_right_under(self, block: Block) -> bool:
        over = self.headed.get(block)
        return over is not None and block.box.y0 - over.box.y1 <= 3 * block.size

    def _headline_above(self, block: Block) -> Headline | None:
        column = block.column
        over = [
            headline
            for headline in self.headlines
            if not headline.vertical
            and headline.frame == block.frame
            and headline.box.y1 <= column.y0 + 0.5 * block.size
            and headline.span.shared_width(column) >= 0.5 * column.width
        ]
        lowest = max(over, key=lambda headline: headline.box.y1, default=None)
        if lowest is None:
            return None
        level = [headline for headline in over if headline.box.y1 >= lowest.box.y0]
        nearest = max(level, key=lambda headline: (_claim(headline, column), headline.box.y1))
        return None if self._is_ruled_off(nearest, column) else nearest

    def _is_ruled_off(self, headline: Headline, column: Box) -> bool:
        """Whether a rule parts a column from a headline above it, and is not the line under the headline itself."""
        for rule in self.drawn.across:
            y = rule.middle[1]
            underline = y - headline.box.y1 < 1.2 * headline.size and headline.span.holds(
                Box(rule.x0, headline.box.y0, rule.x1, headline.box.y0), slack=4
            )
            if headline.box.y1 <= y <= column.y0 + 1 and rule.shared_width(column) > 0.4 * column.width and not underline:
                return True
        return False

    def _between(self, headline: Box, block: Block) -> bool:
        """Whether other text stands between a headline and a block below it."""
        strip = Box(block.column.x0, headline.y1, block.column.x1, block.box.y0)
        return any(
            other is not block and other.column.shared_width(strip) > 0.3 * strip.width and other.box.shared_height(strip) > 0
            for other in self.blocks
        )


def _claim(headline: Headline, column: Box) -> float:
    """How far a headline claims a column: as it stands over it, else as its lines are centred or aligned over that ground."""
    box, span = headline.box, headline.span
    middle = box.middle[0]
    reach = min(middle - span.x0, span.x1 - middle)
    centred = Box(middle - reach, box.y0, middle + reach, box.y1)
    aligned = Box(box.x0, box.y0, span.x1, box.y1)
    over = max(0.0, box.shared_width(column)) / column.width
    claimed = any(ground.shared_width(column) >= 0.8 * column.width for ground in (centred, aligned))
    return 1.0 + over if over > 0.2 else 0.5 * claimed


def chain_blocks(sheet: Sheet) -> list[list[Block]]:
    """The blocks of a page in chains, each the text of one article from its first block to its last."""
    blocks = sheet.blocks
    gains = {}
    for i, block in enumerate(blocks):
        for j, other in enumerate(blocks):
            cost = link_cost(sheet, block, other) if i != j else None
            if cost is not None:
                gains[i, j] = end_cost(block) + start_cost(sheet, other) - cost
    follower = _without_circles(best_pairs(gains), gains)
    starts = set(range(len(blocks))) - set(follower.values())
    return [[blocks[at] for at in _chain(start, follower)] for start in sorted(starts)]


def _chain(start: int, follower: dict[int, int]) -> Iterable[int]:
    at: int | None = start
    while at is not None:
        yield at
        at = follower.get(at)


def _without_circles(follower: dict[int, int], gains: dict[tuple[int, int], float]) -> dict[int, int]:
    """The links without the weakest of each circle."""
    kept = dict(follower)
    for start in follower:
        seen = [start]
        while (at := kept.get(seen[-1])) is not None and at != start and at not in seen:
            seen.append(at)
        if at == start:
            del kept[min(seen, key=lambda one: gains[one, kept[one]])]
    return kept


def end_of(block: Block) -> str:
    """How a block ends: `short` of its column, so that the paragraph does; at a full `stop`; or `open` in mid-sentence; or
    `closed` by a credit or a mark that the article goes on elsewhere.
    """
    last = block.lines[-1]
    stopped = bool(SENTENCE_END_RE.search(last.text))
    if CONTINUED_RE.search(last.text[-16:]) or read_closing_credit("".join(line.text for line in block.lines[-3:])):
        return "closed"
    if last.box.x1 < block.right - FULL * last.size:
        return "short"
    return "stop" if stopped else "open"


def start_of(sheet: Sheet, block: Block) -> str:
    """How a block begins: `fresh` with the indent of a paragraph, `flush` in the middle of one, or `unknown`; or
    with a mark that it is `continued` from elsewhere.
    """
    first = block.lines[0]
    if is_continued(first):
        return "continued"
    indent = first.box.x0 - block.left
    if first.text[0] in CLOSERS:
        return "flush"
    if indent >= INDENT[0] * first.size or read_dateline(first.text):
        return "fresh"
    return "flush" if sheet.indented and len(block.lines) + (block.column.width > block.box.width + 1) > 1 else "unknown"


def is_continued(line: Line) -> bool:
    """Whether a line begins with （上接第一版）."""
    mark = CONTINUED_RE.match(line.text)
    return bool(mark and mark["way"] == "上接")


def end_cost(block: Block) -> float:
    """What it costs that a block is the last of its article."""
    return {"closed": -1.0, "short": 0.0, "stop": 0.6, "open": OPEN_END}[end_of(block)]


def start_cost(sheet: Sheet, block: Block) -> float:
    """What it costs that a block is the first of its article."""
    start = start_of(sheet, block)
    cost = OPEN_START if start == "flush" else FRESH_START
    if start == "continued":
        return 0.0
    if block in sheet.openings:
        cost -= 2.0 if start == "flush" else FRESH_START
    if read_dateline(block.lines[0].text):
        cost -= 1.5
    return cost


def link_cost(sheet: Sheet, block: Block, other: Block) -> float | None:
    """What it costs that a block goes on in another, or None where it cannot."""
    if block.frame != other.frame or block.vertical != other.vertical:
        return None
    one, two = block.column, other.column
    em = block.size
    if two.y0 >= one.y1 - 0.3 * em and one.shared_width(two) >= 0.5 * min(one.width, two.width):
        way = _way_down(sheet, block, other)
    elif two.x0 >= one.x1 - em:
        way = _way_right(sheet, block, other)
    elif two.y0 >= one.y1 - 0.3 * em and two.x1 <= one.x0 + em:
        way = ROW_BELOW + _rules_across(sheet, Box(two.x0, one.y1, one.x1, two.y0)) + _headline_cost(sheet, block, other)
    else:
        return None
    return way + _joint_cost(sheet, block, other)


def _joint_cost(sheet: Sheet, block: Block, other: Block) -> float:
    """How badly the end of a block and the beginning of another fit."""
    end, start = end_of(block), start_of(sheet, other)
    if start == "continued" or end == "closed":
        return CLOSED
    if start == "fresh":
        dated = DATED * (read_dateline(other.lines[0].text) is not None)
        return {"short": 0.6, "stop": 0.4, "open": MISMATCH}[end] + dated
    if start == "flush":
        return {"short": MISMATCH, "stop": 0.4, "open": 0.0}[end]
    return {"short": 0.8, "stop": 0.5, "open": 0.3}[end]


def _type_cost(block: Block, other: Block) -> float:
    """How unlike the type of two blocks is."""
    cost = 0.0
    if abs(block.size - other.size) > SAME_SIZE * block.size:
        cost += OTHER_SIZE
    if block.face != other.face:
        cost += OTHER_FACE
    return cost


def _way_down(sheet: Sheet, block: Block, other: Block) -> float:
    """The way down the same column."""
    one, two = block.column, other.column
    strip = Box(max(one.x0, two.x0), one.y1, min(one.x1, two.x1), two.y0)
    near = two.y0 - one.y1 <= max(block.pitch - block.size, other.pitch - other.size, 0.0) + NEAR * block.size
    heads = min(len(block.lines), len(other.lines)) <= 2 and block.face != other.face
    close = near or (heads and two.y0 - one.y1 <= max(block.pitch, other.pitch))
    cost = (NEXT_BELOW if near else 0.3 if close else 1.5) + _type_cost(block, other) * (0.35 if close else 1.0)
    over = sheet.headed.get(other)
    opens = other in sheet.openings or (over is not None and over not in sheet.inner and over.box.y0 >= one.y1 - block.size)
    across = [headline.box for headline in sheet.headlines if headline not in sheet.inner]
    cost += HEADLINE_ACROSS * (opens or any(_stands_across(box, strip) for box in across))
    cost += BESIDE_OTHER * (other in sheet.beside)
    cost += _rules_across(sheet, strip)
    cost += TEXT_ACROSS * any(
        _stands_across(between.column, strip) for between in sheet.blocks if between is not block and between is not other
    )
    drawings = sum(_stands_across(box, strip) for box in (*_inner_boxes(sheet), *sheet.drawn.pictures, *_frames_apart(sheet, block)))
    if drawings:
        return cost + DRAWING_ACROSS - (0.0 if close else 1.2)
    return cost


def _way_right(sheet: Sheet, block: Block, other: Block) -> float:
    """The way along the gutter to the head of a column further right."""
    one, two = block.column, other.column
    text = sheet.under.get(other, other)
    cost = 0.3 + _type_cost(block, text) + OTHER_WIDTH * (abs(one.width - text.column.width) > 0.15 * one.width)
    top, bottom = min(one.y0, two.y0), max(one.y1, two.y1)
    between = Box(one.x1 - block.size, top, two.x0 + block.size, bottom)
    skipped = [
        other_block
        for other_block in sheet.blocks
        if between.x0 <= other_block.column.x0
        and other_block.column.x1 <= between.x1
        and other_block.box.shared_height(between) > 0.5 * other_block.box.height
    ]
    cost += 1.5 * bool(skipped) + 0.5 * len(skipped)
    strip = Box(one.x1 - block.size, min(one.y1, two.y0), two.x0 + block.size, max(one.y1, two.y0))
    cost += HEADLINE_ACROSS * any(_spans(headline.box, strip) for headline in sheet.headlines if headline not in sheet.inner)
    cost += _rules_across(sheet, strip)
    cost += TEXT_ACROSS * any(_spans(one_block.column, strip) for one_block in sheet.blocks)
    own = sheet.headed.get(block)
    strange = own is None or own not in (sheet.headed.get(other), sheet.beside.get(other))
    cost += LOWER * (two.y0 > one.y1) + (HIGHER if strange else LEVEL) * (two.y1 < one.y0)
    return cost + _headline_cost(sheet, block, other)


def _headline_cost(sheet: Sheet, block: Block, other: Block) -> float:
    """What headlines over two columns side by side say of their going together."""
    own, its = sheet.headed.get(block), sheet.headed.get(other)
    if other in sheet.openings and sheet.openings[other] is not own:
        return HEADLINE_ACROSS
    beside = sheet.beside.get(other)
    if beside and own is beside:
        return -0.8
    if beside:
        return BESIDE_OTHER
    if own is its:
        return -0.8 if own else 0.0
    if its is None:
        return 0.3
    # Text beside a headline on its left may belong to it, but rarely flows from there to under it.
    return 2.5 if block.box.y1 <= its.box.y0 or block.column.x1 <= its.span.x0 else 1.0


def _rules_across(sheet: Sheet, strip: Box) -> float:
    return RULE_ACROSS * any(
        strip.y0 - 1 <= rule.middle[1] <= strip.y1 + 1 and rule.shared_width(strip) > 0.5 * strip.width
        for rule in sheet.drawn.across
    )


def _stands_across(box: Box, strip: Box) -> bool:
    """Whether a box stands in a strip of a column."""
    return box.shared_height(strip) > 1 and box.shared_width(strip) > 0.3 * strip.width


def _spans(box: Box, strip: Box) -> bool:
    """Whether a box lies across a gutter from side to side."""
    return box.shared_height(strip) > 1 and box.x0 <= strip.x0 + 1 and box.x1 >= strip.x1 - 1


def _inner_boxes(sheet: Sheet) -> list[Box]:
    return [headline.box for headline in sheet.inner]


def _frames_apart(sheet: Sheet, block: Block) -> Sequence[Box]:
    """The frames that do not hold a block."""
    return [frame for frame in sheet.drawn.frames if not frame.holds(block.box, slack=block.size)]
