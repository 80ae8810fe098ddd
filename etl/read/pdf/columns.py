"""Blocks → columns: text that runs on in one column past a sub-heading or out of words printed bold is one block.

…家家都添了新竹篓。
    渡口新桥            (a sub-heading: other type, short, text of one type above and below it)
老船工收起缆绳……
"""

from collections.abc import Iterable, Sequence

from etl.read.pdf.blocks import INDENT, MOST_HEADING_LINES, Block, is_heading_text, is_ruled
from etl.read.pdf.boxes import Box
from etl.read.pdf.drawings import Drawings

# The white between a sub-heading and its text, in letters; and between lines that run on.
APART, RUNNING_ON = 1.7, 1.05
LARGEST_HEADING = 1.35


def join_columns(blocks: Sequence[Block], headlines: Iterable[Box], drawn: Drawings) -> list[Block]:
    """The blocks, with those that are one text in one column joined."""
    barriers = [*headlines, *drawn.pictures]
    joined: list[Block] = []
    for block in sorted(blocks, key=lambda one: (one.box.y0, one.box.x0)):
        above = [other for other in joined if _goes_on_below(other, block)]
        upper = max(above, key=lambda other: other.box.y1, default=None)
        if upper and not _is_barred(upper, block, joined, barriers) and not is_ruled(upper.box, block.box, drawn.across):
            joined[joined.index(upper)] = _united(upper, block)
        else:
            joined.append(block)
    return joined


def _goes_on_below(upper: Block, lower: Block) -> bool:
    """Whether two blocks stand close in one column, and one is a sub-heading of the other or a sentence runs on."""
    if upper.vertical or lower.vertical or upper.frame != lower.frame:
        return False
    em = max(upper.size, lower.size)
    gap = lower.box.y0 - upper.box.y1
    if not -0.3 * em <= gap <= APART * em or not _shares_column(upper, lower):
        return False
    if is_heading_block(lower, upper) or is_heading_block(upper, lower) or _ends_with_heading(upper, lower):
        return True
    return gap <= RUNNING_ON * em and _runs_over(upper, lower)


def _ends_with_heading(upper: Block, lower: Block) -> bool:
    """Whether the last lines of a block are a sub-heading of the text below, whose type is that of the lines before them."""
    faces = [line.face or lower.face for line in upper.lines]
    start = len(faces) - next((at for at, face in enumerate(reversed(faces)) if face != faces[-1]), len(faces))
    tail = "".join(line.text for line in upper.lines[start:])
    inside = start > 0 and len(faces) - start <= MOST_HEADING_LINES and faces[-1] != lower.face == faces[start - 1]
    return len(faces) - 1 in upper.headings or (inside and is_heading_text(tail))


def _shares_column(upper: Block, lower: Block) -> bool:
    """Whether the two have the same edges, or the shorter stands within the edges of the longer."""
    em = min(upper.size, lower.size)
    wide, narrow = (upper, lower) if len(upper.lines) >= len(lower.lines) else (lower, upper)
    inside = wide.column.x0 - 0.8 * em <= narrow.box.x0 and narrow.box.x1 <= wide.column.x1 + 0.8 * em
    return inside and (len(narrow.lines) <= MOST_HEADING_LINES or abs(wide.column.width - narrow.column.width) <= 2 * em)


def is_heading_block(block: Block, text: Block) -> bool:
    """Whether a block of a few lines can be a sub-heading of the text beside it."""
    if len(block.lines) > MOST_HEADING_LINES or (len(text.lines) < 2 and len(block.lines) >= len(text.lines)):
        return False
    if not 0.9 <= block.size / text.size <= LARGEST_HEADING:
        return False
    unlike = block.face != text.face or block.size > 1.04 * text.size
    return unlike and is_heading_text(block.text)


def _runs_over(upper: Block, lower: Block) -> bool:
    """Whether a sentence runs from the last line of one block into the first of the other, whose type is about as large."""
    last, first = upper.lines[-1], lower.lines[0]
    flush = first.box.x0 - min(upper.left, lower.left) < INDENT[0] * first.size
    full = last.box.x1 >= max(upper.right, lower.right) - 1.3 * last.size
    return (
        flush and full and 0.9 <= last.size / first.size <= 1.1 and abs(upper.column.width - lower.column.width) <= 2 * last.size
    )


def _is_barred(upper: Block, lower: Block, blocks: Iterable[Block], barriers: Iterable[Box]) -> bool:
    """Whether something else stands between two blocks."""
    box = lower.box
    strip = Box(min(upper.box.x0, box.x0), upper.box.y1 - 1, max(upper.box.x1, box.x1), box.y0 + 1)
    others = [other.box for other in blocks if other is not upper]
    return any(one.shared_height(strip) > 1.5 and one.shared_width(strip) > 2 for one in (*others, *barriers))


def _united(upper: Block, lower: Block) -> Block:
    edges = [block for block in (upper, lower) if len(block.lines) > 2] or [upper, lower]
    left, right = min(block.left for block in edges), max(block.right for block in edges)
    return Block((*upper.lines, *lower.lines), left, right, upper.frame)
