"""Whether a line break is a wrap of the column: judges asked in order, each of which says yes, no, or leaves it to the next.

今年入冬以来，青禾县抢抓冰 | 雪机遇   a wrap: the line fills its column
冰雪搭台富乡亲 | 入冬以来，青禾县抢抓冰          none: a headline stops short of it
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from etl.headline_links import goes_on
from etl.imprint import lead_re, read_byline, read_dateline
from etl.marks import HEADING_RE, PICTURE
from etl.repair.columns import Columns, Line, set_width
from etl.repair.signs import (
    CLAUSE_RE,
    CLOSERS,
    HAN_RE,
    HEADLINE_LIMIT,
    OPEN_ENDS,
    OPENERS,
    STARTS_RE,
    follower_re,
    has_open_mark,
    is_name_of_column,
    is_photo_credit,
    is_sentence,
    opens_caption,
    parts_dateline,
    parts_digits,
    parts_headline,
    parts_number,
    parts_words,
    stands_alone,
    starts_anew,
)

# By a letter lines of one column differ where words are not broken, by half of one where they hold digits. Behind a stop a line
# that falls short of its edge is the first of a paragraph more surely than below a line that may be a headline.
A_LETTER, HALF_A_LETTER = 1.0, 0.5
SHORTEST_BEGINNING = 3
LINES_OF_BRACKET = 5
LONGEST_BYLINE = 40
# So many lines without a comma, no longer than this and of lengths so unlike, no column has.
FEWEST_VERSES, LONGEST_VERSE, UNEVEN = 6, 14, 4
SHORT_LINE = 8
# How much of a headline its report says again in its first sentences.
REPEATED, SURELY_REPEATED = 0.5, 0.7
HEADLINE_END_RE = re.compile(r"^——|^“[^“”。]*”$|（(?!\d{1,2}月)[^（）]{2,16}）$")
# A blank parts the halves of a headline; running text has none: 长堤合龙 南岸村民提前返乡
COUPLET_RE = re.compile("[㐀-鿿”]{4} [“㐀-鿿]{4}")
COMMA_RE, PAUSE_RE = re.compile("[，。]"), re.compile("[，；]")
OPENS_TEXT_RE = re.compile(r"\d{1,2}月\d{1,2}日，|记者(?:从|日前|近日)|第[一二三四五六七八九十百零\d]{1,5}条")
# A sentence of a report tells the day; a headline seldom does, unless something is in force from it.
TELLS_DAY_RE = re.compile(r"(?<!\d)\d{1,2}日(?![起至前])|近日|日前")
OPENS_REPORT_RE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日|近日|日前|图为")

NO_START = CLOSERS + "，。、；：？！/／%‰℃"


class Break(NamedTuple):
    """A break behind line `at`, which belongs to `paragraph` as joined so far."""

    paragraph: str
    at: int
    columns: Columns
    lines: Sequence[Line]
    line: Line
    following: Line
    is_first: bool  # the line is all there is of the paragraph

    @property
    def fresh(self) -> bool:
        """Whether the line may be a headline: it is all there is of the paragraph, and no dateline."""
        return self.is_first and not read_dateline(self.line.text)

    @property
    def indent(self) -> float:
        return self.columns.indent if self.is_first else 0.0

    def is_full(self) -> bool:
        return self.columns.is_full(self.at, self.indent)

    def is_exactly_full(self) -> bool:
        """Whether the line runs to its column's edge, where most lines fall short of it by no letter."""
        exact = (edge._replace(slack=0.0) for edge in self.columns.edges(self.at))
        return any(self.columns.reaches(self.at, edge, self.indent) for edge in exact)


def is_wrap(paragraph: str, at: int, columns: Columns) -> bool:
    """Whether the break behind a line parts a paragraph, which goes on in the next line."""
    lines = columns.lines
    here = Break(paragraph, at, columns, lines, lines[at], lines[at + 1], paragraph == lines[at].text)
    return next(verdict for judge in JUDGES if (verdict := judge(here)) is not None)


def _judge_rest(here: Break) -> bool | None:
    """No line of a careful page begins with a closing mark; a dateline, a bracket, a name are not left in pieces."""
    text = here.following.text
    if PICTURE in (here.line.text, text) or HEADING_RE.match(here.line.text) or HEADING_RE.match(text):
        return False
    if text[0] in NO_START and (text[0] in "/／" or not is_photo_credit(here.line.text)):
        return True
    if _is_last_letter(here) or _is_bracket_open(here) or _completes_byline(here):
        return True
    after = here.lines[here.at + 2].text if here.at + 2 < len(here.lines) else ""
    return True if parts_headline(here.paragraph, text, after) or parts_dateline(here.paragraph, text) else None


def _judge_signs(here: Break) -> bool | None:
    """A byline or credit stands alone; a question, an item, a dateline, a caption begins anew; 告诉记者，… goes on."""
    if stands_alone(here.line.text, here.paragraph) or starts_anew(here.line, here.following):
        return False
    below_picture = here.is_first and here.at > 0 and here.lines[here.at - 1].text == PICTURE
    if below_picture or opens_caption(here.lines, here.at + 1):
        return False
    return True if not here.line.ends_sentence and follower_re().match(here.following.text) else None


def _judge_verses(here: Break) -> bool | None:
    """Short lines of unlike length without a comma or a stop, one below the other, are verses or headlines."""
    if len(here.line.text) > LONGEST_VERSE:
        return None
    run = [line.text for line in here.lines[here.at : here.at + FEWEST_VERSES]]
    if len(run) < FEWEST_VERSES or any(CLAUSE_RE.search(line) or len(line) > LONGEST_VERSE for line in run):
        return None
    return False if max(map(len, run)) - min(map(len, run)) >= UNEVEN else None


def _judge_signed_headline(here: Break) -> bool | None:
    """Above a byline or dateline stand the lines of a headline."""
    if len(here.paragraph) > HEADLINE_LIMIT or is_sentence(here.paragraph):
        return None
    signature = _find_signature(here.lines, here.at)
    return _is_headline_wrap(here, signature) if signature else None


def _judge_gap(here: Break) -> bool | None:
    """A sentence may go on across a gap, a headline does not."""
    return False if here.following.apart and not CLAUSE_RE.search(here.paragraph) else None


def _judge_printed_indent(here: Break) -> bool | None:
    """Where first lines are printed with blanks before them, these tell where paragraphs begin, and what is a headline."""
    if not here.columns.prints_indent or is_name_of_column(here.line.text):
        return None
    if here.following.indent:
        return False
    if here.line.ends_sentence:
        return False if here.columns.heads_indented(here.at + 1) else None
    return True if here.is_first and here.line.indent else None


def _judge_named(here: Break) -> bool | None:
    """Below the name of a column or series stands its headline; a subtitle with its dash and a label in brackets end one."""
    if (
        not here.fresh
        or is_sentence(here.line.text)
        or has_open_mark(here.line.text)
        or goes_on(here.line.text, here.following.text)
    ):
        return None
    above = here.lines[here.at - 1].text if here.at else ""
    ends = HEADLINE_END_RE.search(here.line.text) and not ("，" in here.line.text and here.is_full())
    return False if is_name_of_column(above) or ends else None


def _judge_beginning(here: Break) -> bool | None:
    """What has begun as a text goes on; what stands above a paragraph's first line is another paragraph or a headline."""
    if _is_begun(here) or parts_number(here.line, here.following) or parts_words(here.line, here.following):
        return True
    if parts_digits(here.line, here.following) and (here.line.text[-1] in ".," or here.is_full()):
        return True
    is_headline = here.fresh and not (here.line.text.endswith(OPEN_ENDS) or _is_text(here.line.text))
    return False if is_headline and here.columns.opens_paragraph(here.at + 1, A_LETTER) else None


def _judge_set_apart(here: Break) -> bool | None:
    """A headline behind a gap is no part of the text, unless it fills its column and goes on in a short line."""
    if not here.fresh or not _is_set_apart(here):
        return None
    return here.line.heads and here.columns.is_full(here.at, 0.0) and _is_short_headline(here, here.indent)


def _judge_stop(here: Break) -> bool | None:
    """A full line may end in a stop by chance; a quotation that goes on over several paragraphs is opened in each."""
    if not here.line.ends_sentence:
        return None
    is_quoted = has_open_mark(here.paragraph) and here.following.text[0] not in OPENERS
    if here.columns.opens_paragraph(here.at + 1, A_LETTER if is_quoted else HALF_A_LETTER):
        return False
    return _is_full_stop_inside(here) and not _is_short_headline(here, 0.0)


def _judge_sentence(here: Break) -> bool | None:
    """What began as a paragraph cannot end without a stop, but a headline may have fallen into it."""
    if COMMA_RE.search(here.paragraph) and not here.fresh:
        return not _is_short_headline(here, here.indent) or here.is_full()
    dateline = read_dateline(here.paragraph)
    return True if dateline and dateline[0] < len(here.paragraph) else None


def _judge_headline(here: Break) -> bool | None:
    """A headline is said again below it, has two halves, or a subtitle."""
    if here.fresh:
        told = _announces(here.lines, here.at, REPEATED) or _is_couplet(here.line.text)
        if told and not (here.is_full() and _is_short_headline(here, here.indent)):
            return False
    return False if here.following.text.startswith("——") and not COMMA_RE.search(here.paragraph) else None


def _is_couplet(line: str) -> bool:
    return bool(COUPLET_RE.search(line)) and not CLAUSE_RE.search(line)


def _judge_width(here: Break) -> bool:
    """At last the width of the column decides, or how the line breaks off."""
    return here.is_full() or _is_broken_off(here) or (not here.indent and here.columns.is_nearly_full(here.at))


JUDGES: tuple[Callable[[Break], bool | None], ...] = (
    _judge_rest,
    _judge_signs,
    _judge_verses,
    _judge_printed_indent,
    _judge_signed_headline,
    _judge_gap,
    _judge_named,
    _judge_beginning,
    _judge_set_apart,
    _judge_stop,
    _judge_sentence,
    _judge_headline,
    _judge_width,
)


def _is_last_letter(here: Break) -> bool:
    """Whether a single letter stands below a line that fills its column: …调解员”吕顺 | 田."""
    is_letter = len(here.following.text) == 1 and bool(HAN_RE.match(here.following.text))
    return is_letter and not here.line.ends_sentence and (here.is_full() or here.columns.is_nearly_full(here.at))


def _completes_byline(here: Break) -> bool:
    """Whether a line has the rest of the last name of a byline: 本报记者 白云 通讯员 高 | 山."""
    rest = here.following.text
    if len(rest) >= SHORTEST_BEGINNING or len(here.paragraph) > LONGEST_BYLINE or here.line.ends_sentence:
        return False
    return read_byline(here.paragraph) is None and read_byline(here.paragraph + rest) is not None


def _is_bracket_open(here: Break) -> bool:
    """Whether a line begins with a bracket that a line close below closes: （8月27日市人大常务委员会 | 第二次会议通过）."""
    if here.paragraph[0] != "（" or "）" in here.paragraph:
        return False
    below = here.lines[here.at + 1 : here.at + 1 + LINES_OF_BRACKET]
    closing = next((line.text for line in below if "）" in line.text or "（" in line.text or line.apart), "")
    return closing.endswith("）") and "（" not in closing


def _is_text(line: str) -> bool:
    """Whether a line can be no whole headline: a sentence ends in it, it has several commas, or leaves a quotation open."""
    return ("。" in line and line[-1] != "。") or line.count("，") > 1 or has_open_mark(line)


def _is_begun(here: Break) -> bool:
    """Whether a line without a stop is the beginning of a text: it opens like a report, or a byline below a headline precedes."""
    line, at = here.line, here.at
    if line.ends_sentence or line.text.endswith(("：", "—")):
        return False
    below_byline = at > 1 and not here.lines[at - 2].ends_sentence and read_byline(here.lines[at - 1].text)
    return bool((below_byline and len(line.text) > SHORTEST_BEGINNING) or OPENS_TEXT_RE.match(line.text))


def _is_full_stop_inside(here: Break) -> bool:
    """Whether a line ending in a stop fills its column, so that the paragraph goes on; it is no shorter than the line before.

    A report or caption may begin below (8月14日，…): a paragraph parted there does less harm than two articles run together.
    """
    lines, at = here.lines, here.at
    if OPENS_REPORT_RE.match(here.following.text) or _is_signed_headline(lines, at + 1):
        return False
    if at + 2 < len(lines) and _announces(lines, at + 1, SURELY_REPEATED):
        return False
    is_column = set_width(here.line.text) >= SHORT_LINE and here.is_exactly_full()
    if here.following.apart or here.following.indent > here.line.indent or not is_column:
        return False
    before = set_width(lines[at - 1].text) if at else 0.0
    return bool(here.indent) or lines[at - 1].ends_sentence or set_width(here.line.text) >= before - 2


def _is_short_headline(here: Break, indent: float) -> bool:
    """Whether the next line can only be a headline: it stops short of its column without a stop or a comma, or a dateline
    follows it.
    """
    line, below = here.following, here.at + 2
    if line.ends_sentence or below == len(here.lines):
        return False
    if read_dateline(here.lines[below].text) or read_byline(here.lines[below].text):
        return not ("。" in line.text or line.text.endswith("，"))
    if CLAUSE_RE.search(line.text) or TELLS_DAY_RE.search(line.text):
        return False
    return not here.columns.is_full(here.at + 1, indent)


def _announces(lines: Sequence[Line], at: int, repeated: float) -> bool:
    """Whether a line is a headline although it may fill its column: the next words are a lead, or repeat it.

    A report says again in its first sentences what its headline says; a sentence does not repeat its own beginning.
    """
    line = lines[at].text
    if CLAUSE_RE.search(line) or line.endswith("、") or STARTS_RE.match(line):
        return False
    below = lines[at + 1].text
    lead = lead_re().match(below)
    is_told = lead and lead.group() == "记者" and below[lead.end() : lead.end() + 1] in tuple("，：。、")
    if lead and not lead["weak"] and not is_told:  # …告诉 | 记者，… is no lead
        return True
    pairs = {line[k : k + 2] for k in range(len(line) - 1)}
    below = "".join(follower.text for follower in lines[at + 1 : at + 9])[:90]
    return len(line) >= 8 and sum(pair in below for pair in pairs) >= repeated * len(pairs)


def _is_set_apart(here: Break) -> bool:
    """Whether a line is a headline: a gap parts it from a finished text, and it fills no column or has no comma."""
    line, at = here.line, here.at
    finished = at == 0 or here.lines[at - 1].ends_sentence
    if not (line.apart or line.heads) or not finished or ("。" in line.text or line.text.endswith((*OPEN_ENDS, "："))):
        return False
    fills = bool(here.columns.edges(at)) and here.columns.is_full(at, 0.0)
    return not fills or (line.apart and line.heads and not PAUSE_RE.search(line.text))


def _find_signature(lines: Sequence[Line], at: int) -> int | None:
    """Where the byline or dateline stands that only lines of a headline part from a line."""
    for below in range(at + 1, min(at + 5, len(lines))):
        line = lines[below]
        if read_byline(line.text) or read_dateline(line.text):
            return below
        if line.ends_sentence or is_sentence(line.text):
            return None
    return None


def _is_signed_headline(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is of the headline above a byline or dateline."""
    line = lines[at]
    return not line.ends_sentence and not is_sentence(line.text) and _find_signature(lines, at) is not None


def _is_headline_wrap(here: Break, signature: int) -> bool:
    """Whether a headline goes on in the next line: a word or quotation is left open, or it is just as wide as the text below.

    Kicker, title and subtitle stand one above the other, each in a line of its own and seldom of the column's width.
    """
    following = here.following.text
    if goes_on(here.paragraph, following) or has_open_mark(here.paragraph) or len(following) <= 3:
        return True
    edges = [edge._replace(slack=0.0) for edge in here.columns.edges_from(signature)]
    return not following.startswith(("——", "“", "（")) and any(here.columns.reaches(here.at, edge, 0.0) for edge in edges)


def _is_broken_off(here: Break) -> bool:
    """Whether a line that stops without a stop, and not at a column's edge, goes on in the next line."""
    line, following = here.line, here.following
    in_column = bool(here.columns.edges(here.at))
    if here.is_first and line.text.count("，") > 1 and len(following.text) > SHORT_LINE:
        return True
    short_end = following.ends_sentence and "，" not in following.text and len(following.text) <= min(12, len(line.text) - 1)
    if short_end and (in_column or COMMA_RE.search(line.text)):
        return True  # the few last letters of a paragraph
    if line.text.endswith("；") and not in_column:
        return False  # an item of a list
    if line.text.endswith(OPEN_ENDS):
        return True
    if has_open_mark(line.text):
        return True
    headline_follows = not in_column and not following.ends_sentence and len(following.text) <= 30
    if line.text.endswith(("：", "—")):
        return False
    tells_day = TELLS_DAY_RE.search(line.text) and not line.text.startswith("（")
    if tells_day and not TELLS_DAY_RE.search(following.text[:25]) and min(len(line.text), len(following.text)) > 12:
        return True
    is_worded = bool(COMMA_RE.search(line.text)) or (len(line.text) >= 28 and "、" in line.text)
    return len(line.text) >= 20 and is_worded and not headline_follows
