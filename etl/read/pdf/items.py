"""Columns of short items: each has a small bold headline in the column, not larger than a sub-heading would be.

    河湾短讯                          (the label of the column)
    ■渡口夜间加班船                    → a headline
    柳条箱里装着新米……（白云）          → its text
    ■戏台周末有好戏
What the type leaves open the words settle: an item is signed at its end, or dated at its beginning, or has a bullet.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from etl.column_labels import is_briefs_label
from etl.imprint import BULLET, read_dateline
from etl.read.pdf.blocks import Block
from etl.read.pdf.headlines import CHAPTER_RE, Headline
from etl.read.pdf.sheet import end_of

# A column that begins with a heading and has so many more, each over a short text, is one of items.
FEWEST_ITEMS, LONGEST_ITEM, FLUSH = 3, 14, 0.2


def cut_items(blocks: Iterable[Block], headlines: Sequence[Headline]) -> tuple[list[Headline], list[Block]]:
    """The headlines of a page with those of its short items, and the blocks with each item in one of its own."""
    found, left = list(headlines), []
    for block in blocks:
        parts = _parts(block)
        if len(parts) > 1 and _are_items(block, parts, headlines):
            found += [_headline(block, head) for head, _ in parts if head]
            left += [_part(block, *text) for _, text in parts if text[1] > text[0]]
        elif _is_headed_item(block, parts, headlines):
            found.append(_headline(block, parts[0][0]))
            left.append(_part(block, *parts[0][1]))
        else:
            left.append(block)
    return found, left


def _parts(block: Block) -> list[tuple[range, tuple[int, int]]]:
    """The headings of a block, each with where its text begins and ends; the text before the first has none."""
    starts = [at for at in sorted(block.headings) if at - 1 not in block.headings]
    parts: list[tuple[range, tuple[int, int]]] = []
    if not starts or starts[0] > 0:
        parts.append((range(0), (0, starts[0] if starts else len(block.lines))))
    for start, following in pairwise([*starts, len(block.lines)]):
        end = next(at for at in range(start, len(block.lines) + 1) if at not in block.headings)
        parts.append((range(start, end), (end, following)))
    return parts


def _part(block: Block, start: int, end: int) -> Block:
    return Block(block.lines[start:end], block.left, block.right, block.frame)


def _headline(block: Block, heading: range) -> Headline:
    part = _part(block, heading.start, heading.stop)
    return Headline((part,), part.column)


def _are_items(block: Block, parts: Sequence[tuple[range, tuple[int, int]]], headlines: Sequence[Headline]) -> bool:
    """Whether the parts of a block are items and not the sections of one text."""
    headed = [(head, text) for head, text in parts if head]
    heads = [block.lines[head.start].text for head, _ in headed]
    if any(CHAPTER_RE.match(head) for head in heads) or any(text[1] <= text[0] for _, text in headed):
        return False
    bulleted = all(head[0] in BULLET for head in heads)
    dated = all(read_dateline(block.lines[text[0]].text) for _, text in headed)
    signed = all(end_of(_part(block, *text)) == "closed" for _, text in parts[:-1])
    begun = bool(parts[0][0])
    listed = begun and len(headed) >= FEWEST_ITEMS and all(_is_listed(block, head, text) for head, text in headed)
    labelled = begun and any(is_label_over(headline, block, headlines) for headline in headlines)
    return bulleted or dated or signed or labelled or listed


def _is_listed(block: Block, head: range, text: tuple[int, int]) -> bool:
    """Whether a heading is set flush left over a short text."""
    return block.lines[head.start].box.x0 - block.left <= FLUSH * block.size and text[1] - text[0] <= LONGEST_ITEM


def _is_headed_item(block: Block, parts: Sequence[tuple[range, tuple[int, int]]], headlines: Sequence[Headline]) -> bool:
    """Whether a block is one item: a heading and its text, dated, or under the label of a column of items."""
    if len(parts) != 1 or not parts[0][0] or parts[0][1][0] >= parts[0][1][1]:
        return False
    dated = bool(read_dateline(block.lines[parts[0][1][0]].text))
    return dated or any(is_label_over(headline, block, headlines) for headline in headlines)


def is_label_over(headline: Headline, block: Block, headlines: Iterable[Headline]) -> bool:
    """Whether a headline names a column of items and is the lowest above a block."""
    over = [one for one in headlines if block.frame in (one.frame, None) and is_over(one, block)]
    return headline in over and is_briefs_label(headline.words) and all(one.box.y1 <= headline.box.y1 for one in over)


def is_over(headline: Headline, block: Block) -> bool:
    """Whether a headline stands above a block and commands at least half of its column."""
    above = headline.box.y1 <= block.box.y0 + block.size
    return above and headline.span.shared_width(block.column) > 0.5 * block.column.width
