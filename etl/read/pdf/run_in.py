"""Run-in headlines: bold words at the head of a paragraph that is an item of its own.

    渡口夜间加班船  本报讯（记者 白云）柳条箱里装着新米……   → # 渡口夜间加班船 | 本报讯（记者 白云）柳条箱里……
    交通  渡口今起夜间加班。（in a column of briefs）          → # 交通 | 渡口今起夜间加班。
No headline: 一、缆绳 (a section), 白云： (a speaker), 本报石桥3月2日讯 (a dateline), and bold words in the text of one report.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from etl.imprint import BULLET, SENTENCE_END_RE, read_dateline
from etl.read.pdf.blocks import INDENT, Block, is_heading_text
from etl.read.pdf.boxes import Box
from etl.read.pdf.headlines import CHAPTER_RE, Headline
from etl.read.pdf.items import is_label_over, is_over
from etl.read.pdf.lines import Line
from etl.read.pdf.sheet import FULL, end_of

FEWEST_ITEMS, SHORTEST_LEAD = 2, 2
# A run-in headline takes the place of one above its paragraph: in the white between two lines.
RISE = 0.4


class RunIn(NamedTuple):
    """Where a paragraph begins with bold words, and the line in which they end."""

    start: int
    end: int


def cut_run_in(blocks: Sequence[Block], headlines: Sequence[Headline]) -> tuple[list[Headline], list[Block]]:
    """The headlines of a page with those that run into their paragraphs, and the blocks with each such item in one of its own.

    On a page that sets its paragraphs in, several that are set flush are items whatever they say.
    """
    found, left = list(headlines), []
    leads_of = {block: list(_leads(block)) for block in blocks}
    flush = {block for block, leads in leads_of.items() if leads and not {lead.start for lead in leads} & _set_in(block)}
    listed = any(map(_set_in, blocks)) and sum(len(leads_of[block]) for block in flush) >= FEWEST_ITEMS
    labelled = {block for block, leads in leads_of.items() if leads and _is_labelled(block, headlines)}
    if labelled:  # a strip of items goes on in the next column, which has no headline
        labelled |= {block for block, leads in leads_of.items() if leads and not any(is_over(one, block) for one in headlines)}
    for block, leads in leads_of.items():
        if not leads or not (block in labelled or _are_items(block, leads) or (listed and block in flush)):
            left.append(block)
            continue
        if leads[0].start:
            left.append(_part(block, block.lines[: leads[0].start]))
        for lead, following in pairwise([*leads, RunIn(len(block.lines), 0)]):
            words, first = _halves(block, lead)
            text = _part(block, [first, *block.lines[lead.end + 1 : following.start]])
            ground = block.column._replace(y0=words[0].box.y0, y1=words[-1].box.y1)
            found.append(Headline((_part(block, words),), ground, text))
            left.append(text)
    return found, left


def _part(block: Block, lines: Sequence[Line]) -> Block:
    return Block(tuple(lines), block.left, block.right, block.frame)


def _leads(block: Block) -> Iterable[RunIn]:
    """The paragraphs of a block that begin with words in another face than its text."""
    start, deep = 0, _set_in(block)
    for at in range(len(block.lines)):
        if at in deep or (at and _is_ended(block, at - 1)):
            start = at
        if _is_led(block, start, at) and _can_be_headline(_words(block, RunIn(start, at))):
            yield RunIn(start, at)


def _is_led(block: Block, start: int, at: int) -> bool:
    """Whether the words in another face with which a paragraph begins end within this line."""
    line = block.lines[at]
    if line.lead is None or line.lead.face in (0, block.face) or _cut(line) == len(line.text):
        return False
    return all(before.lead is None and before.face == line.lead.face for before in block.lines[start:at])


def _is_ended(block: Block, at: int) -> bool:
    line = block.lines[at]
    return bool(SENTENCE_END_RE.search(line.text)) or line.box.x1 < block.right - FULL * line.size


def _cut(line: Line) -> int:
    """Where the bold words of a line end in its text, whose blanks are no letters."""
    letters, most = 0, line.lead.letters if line.lead else 0
    for at, letter in enumerate(line.text):
        letters += not letter.isspace()
        if letters == most:
            return at + 1
    return len(line.text)


def _words(block: Block, lead: RunIn) -> str:
    last = block.lines[lead.end]
    return "".join(line.text for line in block.lines[lead.start : lead.end]) + last.text[: _cut(last)]


def _rest(block: Block, lead: RunIn) -> str:
    """What follows the bold words of a paragraph in their line and the next."""
    last = block.lines[lead.end]
    return last.text[_cut(last) :].strip() + "".join(line.text for line in block.lines[lead.end + 1 : lead.end + 2])


def _can_be_headline(words: str) -> bool:
    bare = words.lstrip(BULLET).strip()
    return (
        len(bare) >= SHORTEST_LEAD
        and bare[-1] not in "：:，、"
        and not CHAPTER_RE.match(bare)
        and is_heading_text(bare.rstrip("。"))
    )


def _is_labelled(block: Block, headlines: Sequence[Headline]) -> bool:
    return any(is_label_over(headline, block, headlines) for headline in headlines)


def _are_items(block: Block, leads: Sequence[RunIn]) -> bool:
    """Whether paragraphs with bold words at their head are items by themselves: dated, signed or bulleted."""
    dated = all(read_dateline(_rest(block, lead)) for lead in leads)
    bulleted = all(block.lines[lead.start].text[0] in BULLET for lead in leads)
    signed = len(leads) > 1 and all(end_of(_part(block, block.lines[: lead.start])) == "closed" for lead in leads[1:])
    return dated or bulleted or signed


def _set_in(block: Block) -> set[int]:
    """The numbers of the lines that are set in."""
    return {at for at, line in enumerate(block.lines) if line.box.x0 - block.left >= INDENT[0] * line.size}


def _halves(block: Block, lead: RunIn) -> tuple[list[Line], Line]:
    """The lines of a run-in headline, raised above its paragraph, and the rest of the line in which it ends."""
    last = block.lines[lead.end]
    cut, edge = _cut(last), last.lead.end if last.lead else last.box.x1
    words = [*block.lines[lead.start : lead.end], last._replace(text=last.text[:cut].strip(), box=last.box._replace(x1=edge))]
    top = words[0].box.y0
    raised = [line._replace(box=Box(line.box.x0, top - RISE * line.size, line.box.x1, top), lead=None) for line in words]
    rest = last._replace(text=last.text[cut:].strip(), box=last.box._replace(x0=edge), face=block.face, lead=None)
    return raised, rest
