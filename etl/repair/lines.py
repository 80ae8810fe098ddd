"""Lines → paragraphs: which line break is a wrap of the column and which one ends a paragraph or a headline.

Three kinds of page meet here, often on one sheet: columns, where every line ends at the column's edge; whole paragraphs, some of
them cut in mid-sentence at the foot of a column; and clean paragraphs, which pass unchanged. Each break is decided from the lines
round it: the width of the column (columns of one page differ), whether the line reaches it, how it ends, what the next begins.
"""

import re
from collections import Counter
from itertools import pairwise
from statistics import median_low

from etl.closing_credits import read_closing_credit
from etl.marks import is_laid_out
from etl.repair.breaks import is_wrap
from etl.repair.columns import Columns, Line
from etl.repair.indents import mark_headlines
from etl.repair.letters import close_spaces, widen_punctuation
from etl.repair.signs import LATIN_RE, SENTENCE_END_RE, TAIL

# Where fewer of the lines that end in a stop have a gap below them, gaps part articles and not paragraphs.
GAPS_OF_ARTICLES = 0.4
PAGE_NUMBER_RE = re.compile(r"[—–-]+\d{1,3}[—–-]+|\d{1,3}/\d{1,3}")
OPEN_ADDRESS_RE = re.compile(r"(?:://|www\.|@)[!-~]+$")
WORDED_RE = re.compile("[，。；：]")
HALF_MARKS = frozenset(",.:;?!()")


def join_lines(text: str) -> str:
    """Undoes the wraps of columns and mends paragraphs cut at the foot of a column; of blank lines it keeps those that tell.

    Headlines, bylines, datelines and questions keep their own lines. A gap wider than the page's usual one is left as one empty
    line. Joining is repeated until nothing changes, as a whole paragraph may show what follows it to be its rest. Text with
    borders is left to mend_blocks.

    >>> join_lines("今年入冬以来，青禾县抢抓冰\\n\\n雪机遇，建成滑雪场三处，游\\n\\n客翻番，村民在家门口吃上旅\\n\\n游饭。")
    '今年入冬以来，青禾县抢抓冰雪机遇，建成滑雪场三处，游客翻番，村民在家门口吃上旅游饭。'
    >>> join_lines("青禾县建成冰雪乐园\\n\\n近日，冰雪乐园开门迎客。\\n\\n\\n石桥镇茶园开采\\n\\n清明前，石桥镇的茶园开采了。")
    '青禾县建成冰雪乐园\\n近日，冰雪乐园开门迎客。\\n\\n石桥镇茶园开采\\n清明前，石桥镇的茶园开采了。'
    """
    if is_laid_out(text):
        return text
    lines, numbers = _take_page_numbers(read_lines(text))
    while (closer := _join_once(lines)) != lines:
        lines = closer
    lines = [*mark_headlines(lines), *numbers]
    joined = "".join(("\n\n" if line.apart else "\n") * bool(at) + line.text for at, line in enumerate(lines))
    return close_spaces(joined)  # what looked like the halves of a headline may have turned out to be text


def _take_page_numbers(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Takes the page numbers of a print-out (—3—, or 2/5 and 3/5) out of the sentences they fell into."""
    fallen = [
        at for at, (above, line) in enumerate(pairwise(lines), 1) if above.is_cut_off and PAGE_NUMBER_RE.fullmatch(line.text)
    ]
    pages = Counter(lines[at].text.partition("/")[2] for at in fallen)
    # A lone 2/3 is a part of something.
    fallen = [at for at in fallen if "/" not in lines[at].text or pages[lines[at].text.partition("/")[2]] > 1]
    return [line for at, line in enumerate(lines) if at not in fallen], [lines[at] for at in fallen]


def _join_once(lines: list[Line]) -> list[Line]:
    columns = Columns(lines)
    joined = lines[:1]
    for at, line in enumerate(lines[1:]):
        if is_wrap(joined[-1].text, at, columns):
            above = joined[-1]
            joined[-1] = _read_line(_join(above.text, line.text), above.gap)._replace(indent=above.indent)
        else:
            joined.append(line)
    return _weigh_gaps(joined)


def _join(text: str, rest: str) -> str:
    """Two lines as one: a space parts Latin words, and a half-width mark at the seam now stands in Chinese text."""
    parted = LATIN_RE.match(text[-1]) and LATIN_RE.match(rest[0]) and not OPEN_ADDRESS_RE.search(text)
    gap = " " if parted else ""
    joined = text + gap + rest
    return widen_punctuation(joined) if HALF_MARKS & {text[-1], rest[0]} else joined


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, each with the gap before it."""
    lines: list[Line] = []
    gap = 0
    for raw in text.split("\n"):
        if raw.strip(" "):
            lines.append(_read_line(raw, gap if lines else 0))
            gap = 0
        else:
            gap += 1
    return _weigh_gaps(lines)


def _read_line(raw: str, gap: int) -> Line:
    bare = raw.strip(" ")
    tail = bare[-TAIL:]
    ends = bool(SENTENCE_END_RE.search(tail)) or (tail[-1] == "）" and read_closing_credit(tail) is not None)
    indent = len(raw) - len(raw.lstrip(" "))
    return Line(
        bare,
        indent,
        gap,
        apart=False,
        heads=False,
        ends_sentence=ends,
        is_cut_off=not ends and bool(WORDED_RE.search(bare)),
    )


def _weigh_gaps(lines: list[Line]) -> list[Line]:
    """Marks the lines that stand apart: the gap before them is wider than that before most lines of the page.

    Where most paragraphs end without such a gap, the gaps part articles, and the first line of the page heads one as well.
    """
    usual = median_low(line.gap for line in lines[1:]) if len(lines) > 1 else 0
    ends = [follower.gap > usual for line, follower in pairwise(lines) if line.ends_sentence]
    heads = 0 < sum(ends) < GAPS_OF_ARTICLES * len(ends)
    return [line._replace(apart=line.gap > usual, heads=heads and (line.gap > usual or not at)) for at, line in enumerate(lines)]
