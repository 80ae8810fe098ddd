"""How the text flows from block to block: each block goes on in at most one other, so that the page as a whole reads best.

A column that stops in mid-sentence goes on where a column begins without an indent: down past a picture, or at the head of
the next column, along the gutter. What stands across that way (a headline, a rule) speaks against it; a headline over
the first column of a text speaks for a new article. The costs are weighed against each other for the whole page at once.
"""

from collections.abc import Iterable, Sequence

from etl.imprint import read_dateline
from etl.read.pdf.blocks import SAME_SIZE, Block
from etl.read.pdf.boxes import Box
from etl.read.pdf.headlines import Headline
from etl.read.pdf.matching import best_pairs
from etl.read.pdf.sheet import Sheet, end_of
from etl.read.pdf.turns import turns_of

# What is lost when a block in mid-sentence is followed by none, or follows none.
OPEN_END, OPEN_START, FRESH_START = 4.5, 5.0, 2.5
MISMATCH, CLOSED, DATED = 6.0, 5.0, 2.0
HEADLINE_ACROSS, RULE_ACROSS, TEXT_ACROSS, DRAWING_ACROSS, PAST_DRAWING = 3.5, 4.0, 3.0, 0.4, 1.8
# Text directly below text, with nothing between, is of one article with it.
BESIDE_OTHER, BELOW_OTHER, LOWER, HIGHER, LEVEL, ROW_BELOW = 1.5, 1.5, 1.5, 2.0, 0.5, 4.0
RULE_BETWEEN, LIKE_SIZE = 3.0, 0.03
NEXT_BELOW, NEAR, ASIDE = -2.5, 0.4, 0.3
TURN, AGAINST_COLUMNS = -0.5, 4.0
OTHER_FACE, OTHER_SIZE, OTHER_WIDTH = 2.0, 3.0, 0.8

Costs = dict[tuple[int, int], float]


def chain_blocks(sheet: Sheet) -> list[list[Block]]:
    """The blocks of a page in chains, each the text of one article from its first block to its last."""
    blocks = sheet.blocks
    costs = {}
    for i, block in enumerate(blocks):
        for j, other in enumerate(blocks):
            cost = link_cost(sheet, block, other) if i != j else None
            if cost is not None:
                costs[i, j] = cost
    readings = [_best_links(sheet, one) for one in (_by_columns(sheet, costs), costs)]
    follower, _ = max(readings, key=lambda reading: reading[1])
    starts = set(range(len(blocks))) - set(follower.values())
    return [[blocks[at] for at in _chain(start, follower)] for start in sorted(starts)]


def _best_links(sheet: Sheet, costs: Costs) -> tuple[dict[int, int], float]:
    """The links at which the page reads best, and how much is gained by them."""
    ends, starts = [end_cost(block) for block in sheet.blocks], [start_cost(sheet, block) for block in sheet.blocks]
    gains = {(i, j): ends[i] + starts[j] - cost for (i, j), cost in costs.items()}
    follower = _without_circles(best_pairs(gains), gains)
    return follower, sum(gains[link] for link in follower.items())


def _by_columns(sheet: Sheet, costs: Costs) -> Costs:
    """What the links cost on a page that is read column by column."""
    turns, by_columns = turns_of(sheet), {}
    for (i, j), cost in costs.items():
        block, other = sheet.blocks[i], sheet.blocks[j]
        if turns.get(block) is other:
            way = TURN + _type_cost(block, sheet.under.get(other, other)) + _rule_between(sheet, block.column, other.column)
            by_columns[i, j] = way + _joint_cost(sheet, block, other)
        else:
            by_columns[i, j] = cost + (0.0 if _is_down(block, other) else AGAINST_COLUMNS)
    return by_columns


def _is_down(block: Block, other: Block) -> bool:
    """Whether a block stands further down in the column of another."""
    one, two = block.column, other.column
    return two.y0 >= one.y1 - 0.3 * block.size and one.shared_width(two) >= 0.5 * min(one.width, two.width)


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


def end_cost(block: Block) -> float:
    """What it costs that a block is the last of its article."""
    return {"closed": -1.0, "short": 0.0, "stop": 0.6, "open": OPEN_END}[end_of(block)]


def start_cost(sheet: Sheet, block: Block) -> float:
    """What it costs that a block is the first of its article."""
    start = sheet.start_of(block)
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
    if _is_down(block, other):
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
    end, start = end_of(block), sheet.start_of(other)
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
    leading = max(block.pitch - block.size, other.pitch - other.size, 0.0)
    near = two.y0 - one.y1 <= leading + (block.pitch if block.verse and other.verse else NEAR * block.size)
    heads = min(len(block.lines), len(other.lines)) <= 2 and block.face != other.face
    close = near or (heads and two.y0 - one.y1 <= max(block.pitch, other.pitch))
    strange = _type_cost(block, sheet.under.get(other, other))
    alike = abs(block.size - other.size) <= LIKE_SIZE * block.size
    runs_over = end_of(block) == "open" and sheet.start_of(other) == "flush"
    cost = (NEXT_BELOW if near and not strange else 0.3 if close else 1.5) + strange * (
        0.35 if (close and runs_over) or (near and alike) else 1.0
    )
    over = sheet.headed.get(other)
    opens = other in sheet.openings or (over is not None and over not in sheet.inner and over.box.y0 >= one.y1 - block.size)
    across = [headline.box for headline in sheet.headlines if headline not in sheet.inner]
    cost += HEADLINE_ACROSS * (opens or any(_stands_across(box, strip) for box in across))
    cost += BESIDE_OTHER * (other in sheet.beside)
    cost += _rules_across(sheet, strip)
    cost += TEXT_ACROSS * any(
        _stands_across(between.column, strip) for between in sheet.blocks if between is not block and between is not other
    )
    drawings = sum(
        _stands_across(box, strip) for box in (*_inner_boxes(sheet), *sheet.drawn.pictures, *_frames_apart(sheet, block))
    )
    if drawings:
        return cost + DRAWING_ACROSS - (0.0 if close else PAST_DRAWING)
    return cost


def _way_right(sheet: Sheet, block: Block, other: Block) -> float:
    """The way along the gutter to the head of a column further right."""
    one, two = block.column, other.column
    text = sheet.under.get(other, other)
    cost = ASIDE + _type_cost(block, text) + OTHER_WIDTH * (abs(one.width - text.column.width) > 0.15 * one.width)
    top, bottom = min(one.y0, two.y0), max(one.y1, two.y1)
    between = Box(one.x1 - block.size, top, two.x0 + block.size, bottom)
    skipped = [
        other_block
        for other_block in sheet.blocks
        if between.x0 <= other_block.column.x0
        and other_block.column.x1 <= between.x1
        and other_block.box.shared_height(between) > min(0.5 * other_block.box.height, 2 * block.pitch)
    ]
    cost += 1.5 * bool(skipped) + 0.5 * len(skipped)
    strip = Box(one.x1 - block.size, min(one.y1, two.y0), two.x0 + block.size, max(one.y1, two.y0))
    cost += HEADLINE_ACROSS * any(_spans(headline.box, strip) for headline in sheet.headlines if headline not in sheet.inner)
    own, its = _outer_headline(sheet, block), _outer_headline(sheet, other)
    cost += _rules_across(sheet, strip) + (0.0 if own and own is its else _rule_between(sheet, one, two))
    cost += TEXT_ACROSS * any(_spans(one_block.column, strip) for one_block in sheet.blocks)
    strange = own is None or own not in (its, sheet.beside.get(other))
    strange = strange and sheet.headed.get(block) not in sheet.inner
    strange = strange and any(_is_below(under, block) for under in sheet.blocks)
    higher = two.y0 < one.y0 - block.pitch if strange else two.y1 < one.y0
    cost += LOWER * (two.y0 > one.y1) + (HIGHER if strange else LEVEL) * higher
    return cost + _headline_cost(sheet, block, other)


def _outer_headline(sheet: Sheet, block: Block) -> Headline | None:
    """The headline over a block, if it does not stand in the midst of its text."""
    over = sheet.headed.get(block)
    return None if over in sheet.inner else over


def _is_below(other: Block, block: Block) -> bool:
    """Whether a block stands further down the same column."""
    return other.box.y0 >= block.box.y1 - block.size and other.column.shared_width(block.column) > 0.5 * block.column.width


def _headline_cost(sheet: Sheet, block: Block, other: Block) -> float:
    """What headlines over two columns side by side say of their going together."""
    own, its = sheet.headed.get(block), sheet.headed.get(other)
    if own in sheet.inner or its in sheet.inner:
        return 0.0
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
        return BELOW_OTHER if other in sheet.below_text else 0.3
    if sheet.left_of.get(block) is its:
        return -0.8
    # Text beside a headline on its left may belong to it, but rarely flows from there to under it.
    return 2.5 if block.box.y1 <= its.box.y0 or block.column.x1 <= its.span.x0 else 1.0


def _rules_across(sheet: Sheet, strip: Box) -> float:
    return RULE_ACROSS * any(
        strip.y0 - 1 <= rule.middle[1] <= strip.y1 + 1 and rule.shared_width(strip) > 0.5 * strip.width
        for rule in sheet.drawn.across
    )


def _rule_between(sheet: Sheet, one: Box, two: Box) -> float:
    """A vertical rule between two columns parts articles, unless this page has rules between the columns of one article."""
    top, foot = max(one.y0, two.y0), min(one.y1, two.y1)
    ruled = any(
        one.x1 - 2 <= rule.middle[0] <= two.x0 + 2 and min(rule.y1, foot) - max(rule.y0, top) > 0.5 * (foot - top)
        for rule in sheet.drawn.down
    )
    return RULE_BETWEEN * (ruled and foot > top and not sheet.ruled_columns)


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
