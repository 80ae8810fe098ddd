"""Pages read column by column: text runs down to the foot of a column and turns to the head of the next one, whatever
article stands there in between.

    # 甲    …goes on          甲: headline and first lines at the foot of one column, the rest at the head of the next
    text    # 乙
    # 甲    text
    text…
"""

from collections.abc import Mapping

from etl.read.pdf.blocks import Block
from etl.read.pdf.boxes import Box
from etl.read.pdf.sheet import Sheet

# A block stands below another if it takes so much of its width.
SHARED = 0.3


def turns_of(sheet: Sheet) -> Mapping[Block, Block]:
    """The block at the foot of each column, with the one at the head of the next column."""
    heads = [block for block in sheet.blocks if not any(one.y1 <= block.box.y0 + 1 for one in _in_column(sheet, block))]
    turns = {}
    for foot in sheet.blocks:
        if any(one.y0 >= foot.box.y1 - 1 for one in _in_column(sheet, foot)):
            continue
        right = [other for other in sheet.blocks if other.frame == foot.frame and other.column.x0 >= foot.column.x1 - foot.size]
        edge = min((other.column.x1 for other in right), default=0.0)
        following = [head for head in heads if head in right and head.column.x0 < edge]
        if following:
            turns[foot] = min(following, key=lambda head: head.box.y0)
    return turns


def _in_column(sheet: Sheet, block: Block) -> list[Box]:
    """What else is printed in the column of a block: text, headlines and frames, but no pictures."""
    texts = [other.column for other in sheet.blocks if other is not block and other.frame == block.frame]
    headlines = [headline.box for headline in sheet.headlines if headline.frame == block.frame]
    frames = [frame for frame in sheet.drawn.frames if not frame.holds(block.box, slack=block.size)]
    column = block.column
    return [box for box in (*texts, *headlines, *frames) if box.shared_width(column) > SHARED * min(column.width, box.width)]
