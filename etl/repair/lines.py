"""Lines → paragraphs: which line break is a wrap of the column and which one ends a paragraph or a headline.

Three kinds of page meet here, often on one sheet: columns, where every line ends at the column's edge; whole paragraphs, some of
them cut in mid-sentence at the foot of a column; and clean paragraphs, which pass unchanged. Each break is decided from the lines
round it: the width of the column (columns of one page differ), whether the line reaches it, how it ends, what the next begins.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from statistics import median_low
from typing import NamedTuple

from etl.split.imprint import (
    CONTINUED_RE,
    find_inner_dateline,
    lead_re,
    read_byline,
    read_closing_credit,
    read_dateline,
    read_photo_credit,
)

WINDOW = 8
ASCII_RE = re.compile(r"[\x00-\x7f]")
SENTENCE_END_RE = re.compile(r"[。！？…⋯][”’》）」』]*$|[。！？][）)]?$")
OPENERS, CLOSERS = "“‘（《〈「『【", "”’）》〉」』】"
ITEM = "[一二三四五六七八九十]{1,3}"
STARTS_RE = re.compile(rf"# |[□■◆●▲★○◎]|[问答][：:]|第[一二三四五六七八九十百零\d]+[条章节][ ：:]?|[（(]{ITEM}[）)]|{ITEM}、")
# What a line of a column cannot be broken in: a number or a Latin word, with the marks that may not begin a line.
TOKEN_RE = re.compile(r"(?:[“‘（《]*(?:[\dA-Za-z.%]+|.))[，。、；：？！”’）》…]*")
UNFINISHED_DATELINE_RE = re.compile(r"(?:\d{4}年|\d{1,2}月?|\d{1,2}月\d{1,2}日?)$")


class Line(NamedTuple):
    """A line of the page and what is asked of it again and again."""

    text: str
    indent: int
    gap: int  # the blank lines before it
    apart: bool  # they are more than the page's lines usually have
    ends_sentence: bool
    is_cut_off: bool  # it stops in mid-sentence and is no headline, for a comma or a stop stands in it


@lru_cache(maxsize=4096)
def set_width(text: str) -> float:
    """Width in Chinese letters as set in type, where two digits or Latin letters take the room of one."""
    return len(text) - 0.5 * len(ASCII_RE.findall(text))


# Programs that wrap text count letters, typesetters their widths: an edge is looked for in both measures.
MEASURES: tuple[Callable[[str], float], ...] = (set_width, len)


class Edge(NamedTuple):
    """The edge a run of lines keeps: how wide the column is in that measure, and how far a full line may fall short of it."""

    width: float
    slack: float
    measure: Callable[[str], float]


def join_lines(text: str) -> str:
    """Undoes the wraps of columns and mends paragraphs cut at the foot of a column; of blank lines it keeps those that tell.

    Headlines, bylines, datelines and questions keep their own lines. A gap wider than the page's usual one is left as one empty
    line. Joining is repeated until nothing changes, as a whole paragraph may show what follows it to be its rest.

    >>> join_lines("今年入冬以来，青禾县抢抓冰\\n\\n雪机遇，建成滑雪场三处，游\\n\\n客翻番，村民在家门口吃上旅\\n\\n游饭。")
    '今年入冬以来，青禾县抢抓冰雪机遇，建成滑雪场三处，游客翻番，村民在家门口吃上旅游饭。'
    >>> join_lines("青禾县建成冰雪乐园\\n\\n近日，冰雪乐园开门迎客。\\n\\n\\n石桥镇茶园开采\\n\\n清明前，石桥镇的茶园开采了。")
    '青禾县建成冰雪乐园\\n近日，冰雪乐园开门迎客。\\n\\n石桥镇茶园开采\\n清明前，石桥镇的茶园开采了。'
    """
    lines = read_lines(text)
    while (joined := _join_once(lines)) != lines:
        lines = joined
    return "".join(("\n\n" if line.apart else "\n") * bool(at) + line.text for at, line in enumerate(lines))


def _join_once(lines: list[Line]) -> list[Line]:
    joined: list[str] = []
    gaps: list[int] = []
    fresh = True
    edges = [_edges(lines, at) for at in range(len(lines))]
    indent = _indent(lines)
    for at, line in enumerate(lines):
        if fresh:
            joined.append(line.text)
            gaps.append(line.gap)
        else:
            gap = " " if re.search(r"[A-Za-z]$", joined[-1]) and re.match(r"[A-Za-z]", line.text) else ""
            joined[-1] += gap + line.text
        if at + 1 < len(lines):
            fresh = not _is_wrap(joined[-1], lines, at, edges, indent if fresh else 0)
    return _weigh_gaps([_read_line(text, gap) for text, gap in zip(joined, gaps, strict=True)])


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
    ends = bool(SENTENCE_END_RE.search(bare))
    indent = len(raw) - len(raw.lstrip(" "))
    return Line(bare, indent, gap, apart=False, ends_sentence=ends, is_cut_off=not ends and bool(re.search("[，。；：]", bare)))


def _weigh_gaps(lines: list[Line]) -> list[Line]:
    """Marks the lines that stand apart: the gap before them is wider than that before most lines of the page."""
    usual = median_low(line.gap for line in lines[1:]) if len(lines) > 1 else 0
    return [line._replace(apart=line.gap > usual) for line in lines]


def _is_wrap(paragraph: str, lines: list[Line], at: int, edges: list[list[Edge]], indent: float) -> bool:
    line, following = lines[at], lines[at + 1]
    after = lines[at + 2].text if at + 2 < len(lines) else ""
    parts_headline = _parts_headline(paragraph, following.text, after)
    if following.text[0] in CLOSERS + "，。、；：？！" or parts_headline or _parts_dateline(paragraph, following.text):
        return True  # no line of a careful page begins with these marks
    if _stands_alone(line.text, paragraph) or _starts_anew(line, following):
        return False
    fresh = paragraph == line.text and not read_dateline(line.text)
    if following.apart and not re.search("[，。；]", paragraph):
        return False  # a sentence may go on across a gap, a headline does not
    if fresh and _is_set_apart(lines, at, edges):
        return False
    if line.ends_sentence:
        return _is_full_stop_inside(lines, at, edges, indent) and not _is_short_headline(lines, at + 1, edges)
    if re.search("[，。]", paragraph) and not fresh:
        # What began as a paragraph cannot end without a stop, but a headline may have fallen into it.
        return _is_full(lines, at, edges, indent) or not _is_short_headline(lines, at + 1, edges)
    dateline = read_dateline(paragraph)
    if dateline and dateline[0] < len(paragraph):
        return True
    full = _is_full(lines, at, edges, indent)
    if fresh and _announces(line.text, lines, at) and not (full and _is_short_headline(lines, at + 1, edges)):
        return False
    if following.text.startswith("——") and not re.search("[，。]", paragraph):
        return False
    return full or _is_broken_off(line, following, in_column=bool(edges[at])) or _is_nearly_full(line, edges[at])


def _is_nearly_full(line: Line, edges: list[Edge]) -> bool:
    """Whether a line with a comma, and so hardly a headline, comes near an edge: first lines are set in by unlike widths."""
    return (
        line.is_cut_off
        and line.text[-1] not in "：—"
        and any(-4 <= edge.measure(line.text) - edge.width <= 1.5 for edge in edges)
    )


def _is_full(lines: list[Line], at: int, edges: list[list[Edge]], indent: float) -> bool:
    """Whether a line runs to the edge of its column; one wider than every column near it is held against the next line."""
    known = edges[at]
    if any(edge.measure(lines[at].text) <= edge.width + 1.5 for edge in known):
        return any(_reaches(lines, at, edge, indent) for edge in known)
    beside = Edge(set_width(lines[at + 1].text), 1.0, set_width)
    return bool(known) and beside.width >= 8 and not lines[at].ends_sentence and _reaches(lines, at, beside, indent)


def _is_full_stop_inside(lines: list[Line], at: int, edges: list[list[Edge]], indent: float) -> bool:
    """Whether a line ending in a stop fills its column, so that the paragraph goes on; it is no shorter than the line before."""
    if lines[at + 1].apart or lines[at + 1].indent > lines[at].indent or not _is_full(lines, at, edges, indent):
        return False
    before = set_width(lines[at - 1].text) if at else 0.0
    return bool(indent) or lines[at - 1].ends_sentence or set_width(lines[at].text) >= before - 2


def _is_short_headline(lines: list[Line], at: int, edges: list[list[Edge]]) -> bool:
    """Whether a line can only be a headline: it stops short of its column without a stop or a comma, or a dateline follows it."""
    line = lines[at]
    if line.ends_sentence or at + 1 == len(lines):
        return False
    if read_dateline(lines[at + 1].text) or read_byline(lines[at + 1].text):
        return not re.search("。|，$", line.text)
    if re.search("[，。；]", line.text):
        return False
    return not _is_full(lines, at, edges, 0.0)


def _announces(line: str, lines: list[Line], at: int) -> bool:
    """Whether a line is a headline although it may fill its column: the next words are a lead, or repeat it.

    A report says again in its first sentences what its headline says; a sentence does not repeat its own beginning.
    """
    if re.search("[，。；]|、$", line) or STARTS_RE.match(line) or (at and not lines[at - 1].ends_sentence):
        return False
    lead = lead_re().match(lines[at + 1].text)
    if lead and not lead["weak"]:
        return True
    pairs = {line[k : k + 2] for k in range(len(line) - 1)}
    below = "".join(follower.text for follower in lines[at + 1 : at + 9])[:90]
    return len(line) >= 8 and sum(pair in below for pair in pairs) >= 0.5 * len(pairs)


def _is_set_apart(lines: list[Line], at: int, edges: list[list[Edge]]) -> bool:
    """Whether a line is a headline, with a comma or without: a gap parts it from a finished text, and it fills no column."""
    line = lines[at]
    finished = at == 0 or lines[at - 1].ends_sentence
    return line.apart and finished and not re.search("。|[，、；：]$", line.text) and not (edges[at] and _is_full(lines, at, edges, 0.0))


def _parts_headline(paragraph: str, following: str, after: str) -> bool:
    """Whether the break falls inside a headline that runs into its dateline: 备春耕数据先 | 下田本报哈尔滨3月 | 14日讯."""
    if len(paragraph) > 30 or re.search("[，。！？]", paragraph) or not UNFINISHED_DATELINE_RE.search(following):
        return False
    start = find_inner_dateline(following + after[:40])
    return start is not None and 0 < start <= 6


def _parts_dateline(paragraph: str, following: str) -> bool:
    """Whether the break falls inside a dateline: …本报包头2月 | 21日讯（记者白云）."""
    if not (
        UNFINISHED_DATELINE_RE.search(paragraph) or "（" in paragraph[-12:] or (following[0] == "（" and paragraph[-1] in "讯电")
    ):
        return False
    tail = paragraph[-30:]
    both = tail + following[:40]
    start = 0 if read_dateline(both) else find_inner_dateline(both)
    found = read_dateline(both, start) if start is not None else None
    return found is not None and start is not None and start < len(tail) < found[0]


def _stands_alone(line: str, paragraph: str) -> bool:
    """Whether nothing can follow in the same paragraph: a marked heading, a byline, a photo or closing credit, （下转第七版）."""
    if line.startswith("# ") or read_byline(paragraph):
        return True
    photo = read_photo_credit(paragraph) if "摄" in paragraph[-20:] else None
    if photo and len(paragraph) - photo[0] > 2:
        return True
    mark = CONTINUED_RE.search(paragraph)
    return bool(mark and mark.end() == len(paragraph)) or read_closing_credit(paragraph) is not None


def _starts_anew(line: Line, following: Line) -> bool:
    """Whether the next line begins something of its own: a question, an item, a dateline, a byline, （上接第一版）."""
    text = following.text
    if text.startswith("# ") or text[0] in "□■◆●▲★○◎" or read_byline(text) or re.match(r"[（(]上接", text):
        return True
    if read_dateline(text):
        return not re.search("[，、；]$", line.text)
    if re.match("[一-鿿]{2,4}：", text) and line.ends_sentence:
        return True
    return bool(STARTS_RE.match(text)) and (line.ends_sentence or not re.search("[，。；]", line.text))


def _is_broken_off(line: Line, following: Line, *, in_column: bool) -> bool:
    """Whether a line that stops without a stop, and not at a column's edge, goes on in the next line."""
    short_end = following.ends_sentence and "，" not in following.text and len(following.text) <= min(12, len(line.text) - 1)
    if short_end and (in_column or re.search("[，。]", line.text)):
        return True  # the few last letters of a paragraph
    if re.search("[，、；]$", line.text):
        return True
    if any(line.text.count(opener) > line.text.count(closer) for opener, closer in zip(OPENERS, CLOSERS, strict=True)):
        return True
    headline_follows = not in_column and not following.ends_sentence and len(following.text) <= 30
    if re.search("：$|—$", line.text):
        return False
    is_worded = bool(re.search("[，。]", line.text)) or (len(line.text) >= 28 and "、" in line.text)
    return len(line.text) >= 20 and is_worded and not headline_follows


def _reaches(lines: list[Line], at: int, edge: Edge, indent: float) -> bool:
    """Whether a line runs to the edge, so far as what the next line begins with would have let it."""
    match = TOKEN_RE.match(lines[at + 1].text)
    token = match.group() if match else ""
    short = max(0.0, edge.measure(token) - 1) + indent + edge.slack
    hanging = 1.0 if edge.slack or lines[at].text[-1] in "，。、；：？！”’）》" else 0.0
    return edge.width - short <= edge.measure(lines[at].text) <= edge.width + 0.5 + hanging


def _edges(lines: list[Line], at: int) -> list[Edge]:
    """The edges of the columns a line may stand in: that of the lines before it and that of the lines after it."""
    windows = (lines[max(0, at - WINDOW + 1) : at + 1], lines[at : at + WINDOW])
    found = [_edge(window, measure) for window in windows for measure in MEASURES]
    return [edge for edge in found if edge]


def _edge(window: list[Line], measure: Callable[[str], float]) -> Edge | None:
    """The width most lines of a window share within a letter, if half of those stop in mid-sentence and are no headlines."""
    if sum(line.is_cut_off for line in window) < 2:
        return None
    measured = [measure(line.text) for line in window]
    widths = Counter(map(round, measured))
    width = max(widths, key=lambda w: (widths[w] + 0.5 * (widths[w - 1] + widths[w + 1]), w))
    near = [line for line, wide in zip(window, measured, strict=True) if -2 <= wide - width <= 1.5]
    open_ended = sum(not line.ends_sentence for line in near)
    # Paragraphs that no column wraps tell that the lines of one length beside them are headlines or short paragraphs.
    whole = sum(line.ends_sentence and wide > width + 2 for line, wide in zip(window, measured, strict=True))
    if not 6 <= width <= 60 or len(near) < max(3, 0.3 * len(window)) or open_ended < 0.5 * len(near) or whole > 1:
        return None
    return Edge(width, 0.0 if widths[width] >= 0.75 * len(near) else 1.0, measure)


def _indent(lines: list[Line]) -> float:
    """How much shorter first lines of paragraphs are set on this page: two letters where they are indented, else none."""
    firsts, others = [], []
    for at in range(2, len(lines) - 1):
        edge = _edge(lines[max(0, at - 3) : at + 5], set_width)
        before = lines[at - 1]
        if edge and before.ends_sentence and set_width(before.text) < edge.width - 3:
            firsts.append(edge.width - set_width(lines[at].text))
        elif edge and not before.ends_sentence:
            others.append(edge.width - set_width(lines[at].text))
    return 2.0 if firsts and sum(1.2 <= gap <= 3.2 for gap in firsts) >= 0.5 * len(firsts) else 0.0
