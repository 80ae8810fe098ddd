"""What stands over and beside each block of text: the ground on which the flow of the text is sought.

A headline stands over the columns below it; where it takes only part of the width, its text begins beside it or goes on
there, level with its head; and it may stand in the midst of its text, with sentences running past it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from etl.closing_credits import read_closing_credit
from etl.column_labels import is_briefs_label
from etl.continuation_marks import CONTINUED_RE
from etl.imprint import SENTENCE_END_RE, read_dateline
from etl.read.pdf.blocks import INDENT, Block, is_ruled
from etl.read.pdf.boxes import Box
from etl.read.pdf.drawings import Drawings
from etl.read.pdf.headlines import Headline
from etl.read.pdf.lines import CLOSERS, Line

FULL = 1.3


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
    def ruled_columns(self) -> bool:
        """Whether the page draws rules between the columns of one article: a sentence runs across one."""
        crossed = (self._is_run_across(rule) for rule in self.drawn.down)
        return any(crossed)

    def _is_run_across(self, rule: Box) -> bool:
        """Whether a sentence breaks off in a column at the left of a rule and one goes on in that at its right."""
        level = [block for block in self.blocks if block.box.shared_height(rule) > 0.5 * min(block.box.height, rule.height)]
        left = [block for block in level if 0 <= rule.x0 - block.column.x1 + 2 <= 3 * block.size]
        right = [block for block in level if 0 <= block.column.x0 - rule.x1 + 2 <= 3 * block.size]
        return any(end_of(block) == "open" for block in left) and any(self.start_of(block) == "flush" for block in right)

    def start_of(self, block: Block) -> str:
        """How a block begins, as blocks begin on this page."""
        return start_of(block, indented=self.indented)

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
            if headline.text:
                found[headline.text] = headline
            if headline.text or headline.vertical or headline in self.inner:
                continue
            below = self._below(headline)
            left = [block for block, beside in self.left_of.items() if beside is headline]
            if any(read_dateline(block.lines[0].text) for block in below):
                left = [block for block in left if read_dateline(block.lines[0].text)]
            opening = min(left or below, key=lambda block: (block.left, block.box.y0), default=None)
            # The label of a column of items opens none that began in the column before.
            if opening and not (is_briefs_label(headline.words) and self.start_of(opening) == "flush"):
                found.setdefault(opening, headline)
        return found | self._vertical_openings()

    @cached_property
    def below_text(self) -> set[Block]:
        """The blocks below other text in their column, with no headline and no rule between the two."""
        return {block for block in self.blocks if any(self._is_above(other, block) for other in self.blocks)}

    def _is_above(self, other: Block, block: Block) -> bool:
        one, two = other.column, block.column
        if other.frame != block.frame or one.y1 > two.y0 + 1 or one.shared_width(two) < 0.5 * min(one.width, two.width):
            return False
        strip = Box(max(one.x0, two.x0), one.y1, min(one.x1, two.x1), two.y0)
        return not (
            any(headline.box.crosses(strip) for headline in self.headlines) or is_ruled(other.box, block.box, self.drawn.across)
        )

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
                and headline.span.shared_width(block.column) > 0.5 * block.column.width
                and block.frame == headline.frame
            ]
            run_past = any(block.box.shared_height(headline.box) >= headline.box.height for block in self.blocks)
            open_above = any(end_of(block) == "open" for block in above)
            if below and run_past and open_above and self.start_of(below[0]) == "flush":
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
            if block not in self.beside and self.start_of(block) == "fresh" and block.box.y1 > headline.box.y1
        }

    def _level_with_headlines(self, gap: Callable[[Headline, Box], float]) -> dict[Block, Headline]:
        """The headline level with the head of each block, if nothing parts the two but other blocks level with them."""
        found: dict[Block, Headline] = {}
        for headline in (one for one in self.headlines if not one.text):
            level = [
                block for block in self.blocks if self._is_level(headline, block) and gap(headline, block.column) >= -block.size
            ]
            own = {block for block, over in self.headed.items() if over is headline}
            for block in sorted(level, key=lambda block: gap(headline, block.column)):
                if self._is_reached(headline, block, own):
                    own.add(block)
                    known = found.get(block)
                    if known is None or gap(headline, block.column) < gap(known, block.column):
                        found[block] = headline
        return found

    def _is_reached(self, headline: Headline, block: Block, own: set[Block]) -> bool:
        """Whether nothing but text of a headline's own stands between it and a block beside it."""
        column, box = block.column, headline.box
        strip = Box(min(box.x1, column.x1), column.y0, max(box.x0, column.x0), column.y1)
        between = {other for other in self.blocks if other is not block and other.column.crosses(strip)}
        if any(other is not headline and other.box.crosses(strip) for other in self.headlines) or not between <= own:
            return False
        return bool(between) or -headline.span.shared_width(column) <= 3 * block.size

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
            if not (headline.vertical or headline.text)
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


def end_of(block: Block) -> str:
    """How a block ends: `short` of its column, so that the paragraph does; at a full `stop`; or `open` in mid-sentence; or
    `closed` by a credit or a mark that the article goes on elsewhere.
    """
    last = block.lines[-1]
    if block.verse:
        return "short"
    stopped = bool(SENTENCE_END_RE.search(last.text))
    if CONTINUED_RE.search(last.text[-16:]) or read_closing_credit("".join(line.text for line in block.lines[-3:])):
        return "closed"
    if last.box.x1 < block.right - FULL * last.size:
        return "short"
    return "stop" if stopped else "open"


def start_of(block: Block, *, indented: bool) -> str:
    """How a block begins: `fresh` with the indent of a paragraph, `flush` in the middle of one, or `unknown`; or
    with a mark that it is `continued` from elsewhere.
    """
    first = block.lines[0]
    if is_continued(first):
        return "continued"
    indent = first.box.x0 - block.left
    if 0 in block.headings or block.verse:
        return "fresh"
    if first.text[0] in CLOSERS:
        return "flush"
    if indent >= INDENT[0] * first.size or read_dateline(first.text):
        return "fresh"
    return "flush" if indented and len(block.lines) + (block.column.width > block.box.width + 1) > 1 else "unknown"


def is_continued(line: Line) -> bool:
    """Whether a line begins with （上接第一版）."""
    mark = CONTINUED_RE.match(line.text)
    return bool(mark and mark["way"] == "上接")
