r"""Pages whose layout is known: the reader has undone the wraps, so a line is joined only where it cannot stand by itself."""

import re
from collections.abc import Iterator

from etl.marks import BORDER, MARK_RE, is_laid_out
from etl.repair.signs import SENTENCE_END_RE, begins_anew, parts_dateline, stands_alone

# No line of a careful page begins with these marks.
REST_RE = re.compile("[，。、；：？！”’）》〉」』】]")
OPEN_RE = re.compile("[，、；]$")
# A quotation may go on over several paragraphs, a bracket or a title does not.
OPEN_BRACKET_RE = re.compile("（[^）]{0,30}$|《[^》]{0,30}$")
COMMA_RE = re.compile("[，。]")
# Verses end in a comma as well; no column of a paragraph ends so early.
VERSE = 20


def mend_blocks(text: str) -> str:
    r"""In text with borders: drops blank lines, empty blocks, and joins a line that begins or breaks off in mid-sentence.

    Text without borders is left to join_lines.

    >>> mend_blocks("\f\n# 水渠通水\n\n青禾县的水渠今天通了水，今年的春灌有了保障，村民们奔走相告，\n都说这是喜事\n。\n\f\n\f")
    '\x0c\n# 水渠通水\n青禾县的水渠今天通了水，今年的春灌有了保障，村民们奔走相告，都说这是喜事。'
    """
    return "\n".join(_mended(text)) if is_laid_out(text) else text


def _mended(text: str) -> Iterator[str]:
    lines = [line.strip(" ") for line in text.split("\n") if line.strip(" ")]
    held = ""
    for line in lines:
        if held and _goes_on(held, line):
            held += line
        elif not (line == held == BORDER):
            if held:
                yield held
            held = line
    if held and held != BORDER:
        yield held


def _goes_on(line: str, following: str) -> bool:
    """Whether the next line is the rest of a line; a mark, a byline or a credit stands by itself, and so does a verse."""
    if MARK_RE.match(line) or MARK_RE.match(following):
        return False
    if REST_RE.match(following) or parts_dateline(line, following) or OPEN_BRACKET_RE.search(line):
        return True
    if stands_alone(line, line) or begins_anew(following):
        return False
    broken_off = COMMA_RE.search(line) and not SENTENCE_END_RE.search(line) and not line.endswith(("：", "—"))
    return len(line) > VERSE and bool(OPEN_RE.search(line) or broken_off)
