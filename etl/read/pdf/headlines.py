"""Blocks → headlines, and the text they may stand over.

A headline is a group of large lines, kicker and subtitle included, standing closely one below the other, or side by side
where they are set vertically. Its span is the ground it commands: its own width and the empty ground beside it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from etl.column_labels import is_briefs_label
from etl.imprint import LONGEST_NAME, SENTENCE_END_RE, read_byline, read_dateline
from etl.read.pdf.blocks import RUNNING_TEXT_RE, Block, is_ruled
from etl.read.pdf.boxes import Box, around
from etl.read.pdf.drawings import Drawings

LARGE = 1.3
LARGER = 1.12
CLOSE, BESIDE = 0.75, 1.1
LONGEST_DECK = 3
CHAPTER_RE = re.compile("第[一二三四五六七八九十]{1,3}[章节条]|[一二三四五六七八九十]{1,3}、")


@dataclass(frozen=True, eq=False)
class Headline:
    """The blocks of one headline in reading order, and the ground it commands; the text it runs into, if it does."""

    blocks: tuple[Block, ...]
    span: Box
    text: Block | None = None

    @cached_property
    def box(self) -> Box:
        return around(block.box for block in self.blocks)

    @property
    def size(self) -> float:
        return max(block.size for block in self.blocks)

    @property
    def words(self) -> str:
        return "".join(block.text for block in self.blocks)

    @property
    def frame(self) -> int | None:
        return self.blocks[0].frame

    @property
    def vertical(self) -> bool:
        return self.blocks[0].vertical


def take_headlines(blocks: Sequence[Block], body: float, drawn: Drawings) -> tuple[list[Headline], list[Block]]:
    """The headlines of a page, and the blocks that are none."""
    large = [block for block in blocks if is_large(block, body) and not _is_subheading(block, blocks, body, drawn)]
    groups = _grouped(large, drawn)
    left = [block for block in blocks if block not in set(large)]
    decked = []
    for group in groups:
        taken = _deck(group, left, body, drawn)
        left = [block for block in left if block not in taken]
        decked.append(sorted([*group, *taken], key=_reading_order))
    spans = [_span(group, blocks, drawn) for group in decked]
    return [Headline(tuple(group), span) for group, span in zip(decked, spans, strict=True)], left


def is_large(block: Block, body: float) -> bool:
    """Whether a block is set as a headline is: in large type, and no running text of several lines."""
    if block.size < LARGER * body or (block.size < LARGE * body and CHAPTER_RE.match(block.text)):
        return False
    running = len(block.lines) >= 3 and len(RUNNING_TEXT_RE.findall(block.text)) >= len(block.lines) / 2
    return not running


def _is_subheading(block: Block, blocks: Iterable[Block], body: float, drawn: Drawings) -> bool:
    """Whether a line somewhat larger than the text stands inside a column of it: text above and below, without a rule."""
    if block.size >= LARGE * body or block.vertical or len(block.lines) > 2:
        return False
    above = below = False
    for other in blocks:
        if other.size >= LARGER * body or other.box.shared_width(block.box) <= 0.6 * block.box.width:
            continue
        if is_ruled(other.box, block.box, drawn.across):
            continue
        gap = -other.box.shared_height(block.box)
        if gap <= 2 * block.size:
            within = other.column.x0 - body <= block.box.x0 and block.box.x1 <= other.column.x1 + body
            above |= other.box.y1 <= block.box.middle[1] and within and len(other.lines) > 1
            is_text = block.size < LARGE * other.size and not read_dateline(other.text)
            below |= other.box.y0 >= block.box.middle[1] and within and is_text
    return above and below


def _grouped(blocks: Sequence[Block], drawn: Drawings) -> list[list[Block]]:
    """Large blocks that stand together as one headline."""
    groups: list[list[Block]] = []
    for block in sorted(blocks, key=_reading_order):
        joined = [group for group in groups if any(_stands_with(other, block, blocks, drawn) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([*(one for group in joined for one in group), block])
    return groups


def _reading_order(block: Block) -> tuple[float, float]:
    box = block.box
    return (-box.x0, box.y0) if block.vertical else (box.y0, box.x0)


def _stands_with(one: Block, other: Block, blocks: Sequence[Block], drawn: Drawings) -> bool:
    """Whether two large blocks belong to one headline."""
    if one.frame != other.frame or one.vertical != other.vertical:
        return False
    size = max(one.size, other.size)
    if one.vertical:
        beside = -BESIDE * size <= one.box.shared_width(other.box) <= 0.3 * size
        return beside and one.box.shared_height(other.box) > 0.3 * min(one.box.height, other.box.height)
    above, below = sorted((one.box, other.box), key=lambda box: box.y0)
    close = -0.3 * size <= below.y0 - above.y1 <= CLOSE * size
    return close and _is_aligned(above, below, size) and not is_ruled(above, below, drawn.across)


def _is_aligned(above: Box, below: Box, size: float) -> bool:
    """Whether two lines stand one above the other as those of one headline do: one within the other, or on one axis."""
    inner, outer = sorted((above, below), key=lambda box: box.width)
    within = outer.x0 - size <= inner.x0 and inner.x1 <= outer.x1 + size
    return within or abs(above.middle[0] - below.middle[0]) <= size or abs(above.x0 - below.x0) <= size


def _deck(group: Sequence[Block], others: Sequence[Block], body: float, drawn: Drawings) -> list[Block]:
    """The small lines of a headline: a kicker above it, a subtitle or a byline below it."""
    if group[0].vertical or is_briefs_label("".join(block.text for block in group)):
        return []
    taken: list[Block] = []
    for _ in range(LONGEST_DECK):
        box = around(block.box for block in [*group, *taken])
        found = next((block for block in others if block not in taken and _is_deck(block, box, others, body, drawn)), None)
        if found is None or found.frame != group[0].frame:
            break
        taken.append(found)
    return taken


def _is_deck(block: Block, headline: Box, others: Sequence[Block], body: float, drawn: Drawings) -> bool:
    """Whether a small block is a line of the headline it stands next to, and no text."""
    box = block.box
    gap = headline.y0 - box.y1 if box.y0 < headline.y0 else box.y0 - headline.y1
    if not -0.3 * body <= gap <= BESIDE * max(block.size, body) or len(block.lines) > LONGEST_DECK or block.vertical:
        return False
    if box.shared_width(headline) <= 0.5 * min(box.width, headline.width) or SENTENCE_END_RE.search(block.text):
        return False
    if read_dateline(block.text) or CHAPTER_RE.match(block.text):
        return False
    if RUNNING_TEXT_RE.search(block.text) and not read_byline(block.text):
        return False
    if is_ruled(box, headline, drawn.across) or _is_in_row(block, headline, others):
        return False
    signed = bool(read_byline(block.text)) or block.text.startswith("——") or _is_name_below(block, headline)
    return signed or (_is_set_unlike(block, others) and not _is_body_type(block, others))


def _is_name_below(block: Block, headline: Box) -> bool:
    """Whether a block is a word or two below a headline, centred or at its edge: the name of the author."""
    aligned = min(abs(block.box.middle[0] - headline.middle[0]), abs(block.box.x0 - headline.x0)) <= block.size
    return aligned and block.box.y0 > headline.y0 and len(block.text.replace(" ", "")) <= LONGEST_NAME


def _is_in_row(block: Block, headline: Box, others: Iterable[Block]) -> bool:
    """Whether a block below a headline stands at the head of one of its columns: text of another one begins beside it."""
    return block.box.y0 > headline.y0 and any(
        len(other.lines) >= 3
        and other.frame == block.frame
        and other.box.shared_width(headline) > block.size
        and other.box.shared_width(block.box) <= 0
        and other.box.y0 <= block.box.y1
        and other.box.y0 >= headline.y1 - block.size
        for other in others
    )


def _is_body_type(block: Block, others: Iterable[Block]) -> bool:
    """Whether a block is set in the type in which most of the page's text is set."""
    lines = Counter((round(other.size, 1), other.face) for other in others for _ in other.lines)
    return bool(lines) and lines.most_common(1)[0][0] == (round(block.size, 1), block.face)


def _is_set_unlike(block: Block, others: Sequence[Block]) -> bool:
    """Whether no text of the same type goes on directly above or below a block."""
    for other in others:
        if other is block or abs(other.size - block.size) > 0.03 * block.size or other.face != block.face:
            continue
        if other.box.shared_width(block.box) > 0 and -other.box.shared_height(block.box) <= 2.5 * block.size:
            return False
    return True


def _span(group: Sequence[Block], blocks: Sequence[Block], drawn: Drawings) -> Box:
    """A headline's width with the empty ground on both sides, up to the next text, rule, picture or frame."""
    box = around(block.box for block in group)
    frame = drawn.frames[group[0].frame] if group[0].frame is not None else None
    own = set(group)
    beside = [block.column for block in blocks if block not in own]
    printed = frame or around([box, *beside])
    left, right = printed.x0, printed.x1
    for other in [*beside, *drawn.down, *drawn.pictures, *drawn.frames]:
        if other.shared_height(box) <= 0.1 * box.height or (other.holds(box, slack=2)):
            continue
        if other.middle[0] < box.middle[0]:
            left = max(left, min(other.x1, box.x0))
        else:
            right = min(right, max(other.x0, box.x1))
    return Box(left, box.y0, right, box.y1)
