"""Lines → paragraphs: which line break is a wrap of the column and which one ends a paragraph or a headline.

Three kinds of page meet here, often on one sheet: columns, where every line ends at the column's edge; whole paragraphs, some of
them cut in mid-sentence at the foot of a column; and clean paragraphs, which pass unchanged. Each break is decided from the lines
round it: the width of the column (columns of one page differ), whether the line reaches it, how it ends, what the next begins.
"""

import re
from functools import cache
from itertools import pairwise
from statistics import median_low

from etl.cue_words import cues
from etl.furniture import furniture_re, read_furniture
from etl.imprint import (
    CONTINUED_RE,
    find_inner_dateline,
    lead_re,
    read_byline,
    read_closing_credit,
    read_dateline,
    read_photo_credit,
)
from etl.repair.columns import WINDOW, Edge, Line, edges_at, edges_of, find_indent, is_full, is_nearly_full, reaches, set_width
from etl.vocabulary import alternation

HEADLINE_LIMIT = 60
# What closes a paragraph is looked for in its last letters alone, however long it has become.
TAIL = 120
# Where fewer of the lines that end in a stop have a gap below them, gaps part articles and not paragraphs.
GAPS_OF_ARTICLES = 0.4
# How much of a headline its report says again in its first sentences.
REPEATED, SURELY_REPEATED = 0.5, 0.7
SENTENCE_END_RE = re.compile(r"[。！？…⋯][”’》）」』]*$|[。！？][）)]?$")
OPENERS, CLOSERS = "“‘（《〈「『【", "”’）》〉」』】"
ITEM = "[一二三四五六七八九十]{1,3}"
STARTS_RE = re.compile(rf"# |[□■◆●▲★○◎]|[问答][：:]|第[一二三四五六七八九十百零\d]+[条章节][ ：:]?|[（(]{ITEM}[）)]|{ITEM}、")
# A sentence of a report tells the day; a headline seldom does, unless something is in force from it.
TELLS_DAY_RE = re.compile(r"(?<!\d)\d{1,2}日(?![起至前])|近日|日前")
OPENS_REPORT_RE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日|近日|日前|图为")
UNFINISHED_DATELINE_RE = re.compile(r"(?:\d{4}年|\d{1,2}月?|\d{1,2}月\d{1,2}日?)$")


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
    windows = [edges_of(lines[at : at + WINDOW]) for at in range(len(lines))]
    edges = [edges_at(lines, windows, at) for at in range(len(lines))]
    indent = find_indent(lines, windows)
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
    return Line(
        bare,
        indent,
        gap,
        apart=False,
        heads=False,
        ends_sentence=ends,
        is_cut_off=not ends and bool(re.search("[，。；：]", bare)),
    )


def _weigh_gaps(lines: list[Line]) -> list[Line]:
    """Marks the lines that stand apart: the gap before them is wider than that before most lines of the page.

    Where most paragraphs end without such a gap, the gaps part articles, and the first line of the page heads one as well.
    """
    usual = median_low(line.gap for line in lines[1:]) if len(lines) > 1 else 0
    ends = [follower.gap > usual for line, follower in pairwise(lines) if line.ends_sentence]
    heads = 0 < sum(ends) < GAPS_OF_ARTICLES * len(ends)
    return [line._replace(apart=line.gap > usual, heads=heads and (line.gap > usual or not at)) for at, line in enumerate(lines)]


def _is_wrap(paragraph: str, lines: list[Line], at: int, edges: list[list[Edge]], indent: float) -> bool:
    line, following = lines[at], lines[at + 1]
    after = lines[at + 2].text if at + 2 < len(lines) else ""
    parts_headline = _parts_headline(paragraph, following.text, after)
    if following.text[0] in CLOSERS + "，。、；：？！" or parts_headline or _parts_dateline(paragraph, following.text):
        return True  # no line of a careful page begins with these marks
    if _stands_alone(line.text, paragraph) or _starts_anew(line, following):
        return False
    if not line.ends_sentence and follower_re().match(following.text):
        return True
    signature = (
        _find_signature(lines, at) if len(paragraph) <= HEADLINE_LIMIT and not re.search("。|[，；]$", paragraph) else None
    )
    if signature:
        return _is_headline_wrap(paragraph, lines, at, signature)
    fresh = paragraph == line.text and not read_dateline(line.text)
    if following.apart and not re.search("[，。；]", paragraph):
        return False  # a sentence may go on across a gap, a headline does not
    if fresh and _is_set_apart(lines, at, edges):
        return line.heads and is_full(lines, at, edges, 0.0) and _is_short_headline(lines, at + 1, edges, indent)
    if line.ends_sentence:
        return _is_full_stop_inside(lines, at, edges, indent) and not _is_short_headline(lines, at + 1, edges, 0.0)
    if re.search("[，。]", paragraph) and not fresh:
        # What began as a paragraph cannot end without a stop, but a headline may have fallen into it.
        return is_full(lines, at, edges, indent) or not _is_short_headline(lines, at + 1, edges, indent)
    dateline = read_dateline(paragraph)
    if dateline and dateline[0] < len(paragraph):
        return True
    full = is_full(lines, at, edges, indent)
    if fresh and _announces(line.text, lines, at, REPEATED) and not (full and _is_short_headline(lines, at + 1, edges, indent)):
        return False
    if following.text.startswith("——") and not re.search("[，。]", paragraph):
        return False
    return full or _is_broken_off(line, following, in_column=bool(edges[at])) or is_nearly_full(line, edges[at])


def _is_full_stop_inside(lines: list[Line], at: int, edges: list[list[Edge]], indent: float) -> bool:
    """Whether a line ending in a stop fills its column, so that the paragraph goes on; it is no shorter than the line before.

    A report or caption may begin below (8月14日，…): a paragraph parted there does less harm than two articles run together.
    """
    if OPENS_REPORT_RE.match(lines[at + 1].text) or _is_signed_headline(lines, at + 1):
        return False
    if at + 2 < len(lines) and _announces(lines[at + 1].text, lines, at + 1, SURELY_REPEATED):
        return False
    if lines[at + 1].apart or lines[at + 1].indent > lines[at].indent or not is_full(lines, at, edges, indent):
        return False
    before = set_width(lines[at - 1].text) if at else 0.0
    return bool(indent) or lines[at - 1].ends_sentence or set_width(lines[at].text) >= before - 2


def _is_short_headline(lines: list[Line], at: int, edges: list[list[Edge]], indent: float) -> bool:
    """Whether a line can only be a headline: it stops short of its column without a stop or a comma, or a dateline follows it."""
    line = lines[at]
    if line.ends_sentence or at + 1 == len(lines):
        return False
    if read_dateline(lines[at + 1].text) or read_byline(lines[at + 1].text):
        return not re.search("。|，$", line.text)
    if re.search("[，。；]", line.text) or TELLS_DAY_RE.search(line.text):
        return False
    return not is_full(lines, at, edges, indent)


def _announces(line: str, lines: list[Line], at: int, repeated: float) -> bool:
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
    return len(line) >= 8 and sum(pair in below for pair in pairs) >= repeated * len(pairs)


def _is_set_apart(lines: list[Line], at: int, edges: list[list[Edge]]) -> bool:
    """Whether a line is a headline: a gap parts it from a finished text, and it fills no column or has no comma."""
    line = lines[at]
    finished = at == 0 or lines[at - 1].ends_sentence
    if not (line.apart or line.heads) or not finished or re.search("。|[，、；：]$", line.text):
        return False
    return not (edges[at] and is_full(lines, at, edges, 0.0)) or (
        line.apart and line.heads and not re.search("[，；]", line.text)
    )


@cache
def follower_re() -> re.Pattern[str]:
    """Matches the beginning of a line that goes on with a sentence: 告诉记者，… 表示，… 的时候…"""
    verbs = alternation(cues())
    return re.compile(rf"(?:{verbs})(?=[，：“]|记者)|的(?![士确])|了(?![解不])")


def _find_signature(lines: list[Line], at: int) -> int | None:
    """Where the byline or dateline stands that only lines of a headline part from a line."""
    for below in range(at + 1, min(at + 5, len(lines))):
        line = lines[below]
        if read_byline(line.text) or read_dateline(line.text):
            return below
        if line.ends_sentence or re.search("。|[，；]$", line.text):
            return None
    return None


def _is_signed_headline(lines: list[Line], at: int) -> bool:
    """Whether a line is of the headline above a byline or dateline."""
    line = lines[at]
    return not line.ends_sentence and not re.search("。|[，；]$", line.text) and _find_signature(lines, at) is not None


def _is_headline_wrap(headline: str, lines: list[Line], at: int, signature: int) -> bool:
    """Whether a headline goes on in the next line: a word or quotation is left open, or it is just as wide as the text below.

    Kicker, title and subtitle stand one above the other, each in a line of its own and seldom of the column's width.
    """
    following = lines[at + 1].text
    if re.search("[的和与及在为向将、]$", headline) or _has_open_mark(headline) or len(following) <= 3:
        return True
    edges = [edge._replace(slack=0.0) for edge in edges_of(lines[signature : signature + WINDOW])]
    return not following.startswith(("——", "“", "（")) and any(reaches(lines, at, edge, 0.0) for edge in edges)


def _has_open_mark(text: str) -> bool:
    """Whether a quotation or bracket is opened and not closed."""
    return any(text.count(opener) > text.count(closer) for opener, closer in zip(OPENERS, CLOSERS, strict=True))


def _parts_headline(paragraph: str, following: str, after: str) -> bool:
    """Whether the break falls inside a headline that runs into its dateline: 备春耕数据先 | 下田本报哈尔滨3月 | 14日讯."""
    if len(paragraph) > 30 or re.search("[，。！？]", paragraph) or not UNFINISHED_DATELINE_RE.search(following):
        return False
    start = find_inner_dateline(following + after[:40])
    return start is not None and 0 < start <= 6


def _parts_dateline(paragraph: str, following: str) -> bool:
    """Whether the break falls inside a dateline: …本报包头2月 | 21日讯（记者白云）."""
    if not (
        UNFINISHED_DATELINE_RE.search(paragraph[-TAIL:])
        or "（" in paragraph[-12:]
        or (following[0] == "（" and paragraph[-1] in "讯电")
    ):
        return False
    tail = paragraph[-30:]
    both = tail + following[:40]
    start = 0 if read_dateline(both) else find_inner_dateline(both)
    found = read_dateline(both, start) if start is not None else None
    return found is not None and start is not None and start < len(tail) < found[0]


def _stands_alone(line: str, paragraph: str) -> bool:
    """Whether nothing can follow in the same paragraph: a marked heading, a byline, a photo or closing credit, （下转第七版）."""
    if line.startswith("# ") or (len(paragraph) <= TAIL and read_byline(paragraph)):
        return True
    tail = paragraph[-TAIL:]
    photo = read_photo_credit(tail) if "摄" in tail[-20:] else None
    if photo and len(tail) - photo[0] > 2:
        return True
    mark = CONTINUED_RE.search(tail)
    return bool(mark and mark.end() == len(tail)) or read_closing_credit(tail) is not None


def _starts_anew(line: Line, following: Line) -> bool:
    """Whether the next line begins something of its own: a question, an item, a dateline, a byline, （上接第一版）."""
    text = following.text
    if text.startswith("# ") or text[0] in "□■◆●▲★○◎" or read_byline(text) or re.match(r"[（(]上接|编辑(?:同志|部)：", text):
        return True
    if furniture_re().match(text) and read_furniture(text) == "editors' line":
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
    if _has_open_mark(line.text):
        return True
    headline_follows = not in_column and not following.ends_sentence and len(following.text) <= 30
    if re.search("：$|—$", line.text):
        return False
    tells_day = TELLS_DAY_RE.search(line.text) and not line.text.startswith("（")
    if tells_day and not TELLS_DAY_RE.search(following.text[:25]) and min(len(line.text), len(following.text)) > 12:
        return True
    is_worded = bool(re.search("[，。]", line.text)) or (len(line.text) >= 28 and "、" in line.text)
    return len(line.text) >= 20 and is_worded and not headline_follows
