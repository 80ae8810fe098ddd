"""Lines → pieces: each line of a repaired page cut where a dateline, a byline, a credit or a continuation mark stands in it.

    标题本报讯（记者白云）正文。（下转第七版） → heading 标题 | dateline 本报讯（记者白云） | text 正文。 | onward （下转第七版）
Pieces hold every letter of the page once, in order; only the marks of the layout (`etl.marks`) are dropped.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from etl.closing_credits import read_closing_credit
from etl.continuation_marks import find_continuation
from etl.furniture import read_furniture
from etl.imprint import (
    BULLET,
    HAN,
    ROLE_BEHIND_RE,
    SENTENCE_END_RE,
    Imprint,
    find_inner_dateline,
    leading_byline_re,
    read_byline,
    read_dateline,
    role_pattern,
    source_pattern,
)
from etl.marks import PICTURE, part_heading
from etl.photo_credits import read_photo_credit, read_photo_line
from etl.vocabulary import alternation, words

HEADLINE_LIMIT = 45
LONGEST_HEADLINE = 120
LONGEST_SUBHEADING = 24
LOWEST_OF_HEADLINE = 2
STOPS = ("。", "！", "？", "”", "；", "，")
# A line of a headline that goes on in the next: 吃上热饭、 | 看上病
OPEN_LINE_RE = re.compile("[^。]{2,40}[，、]")
# 一、总体要求 and 第二章 head a part of an article, never an article.
ITEM_RE = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条]|\d{1,2}[.、](?!\d)"
)

# Below the title of a law stands who passed it, and when.
PASSED_RE = re.compile(r"（\d{4}年[^。（）]{6,110}(?:通过|批准|公布|发布|修订|修正|印发)）")
# A letter or a document begins with those it is for: 编辑同志：, 各市（州）市场监督管理局：, 全市各族人民：
SALUTATION_RE = re.compile(
    r"(?:(?:各位|编辑同志|尊敬的|敬爱的|亲爱的|同志们|女士们|朋友们|乡亲们).*|各[^。，]{2,40}|全[市省县区州国体][^。，]{1,16}"
    r"|[^。，：]{1,12}(?:同志|读者|先生|女士|网友|朋友|老师|编辑|编辑部|律师|医生|大夫)们?(?:您好|你好)?)[：！]"
)
# A figure in a line of its own, above the sentence that tells of it: 3200万立方米
FIGURE_RE = re.compile(r"(?!\d{4}年)[约近超]?\d[\d.,]*[万亿]?(?:[^\W\d]{0,4}|%|个百分点)")
# 任命：, 免去：, 现将名单公布如下：
APPOINTED_RE = re.compile(
    r"(?:决定)?(?:任命|免去|任免|提名|批准任命|接受|撤销|补选|拟任|一等奖|二等奖|三等奖|特等奖|优秀奖)[^，。]{0,8}[：:]"
)

# No headline begins like a report: 3月12日，… or 近日，….
OPENS_REPORT_RE = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[，凌清早上中下傍晚夜]|当天|至)|(?:近日|日前|今天|昨天|今日|昨日|连日来|近年来)，"
)


class Part(Enum):
    """What a piece is to its article."""

    HEADING = "heading"
    MAYBE_HEADING = "maybe heading"  # a line a headline or a paragraph can be: a question, a line with ： at its end
    TEXT = "text"
    DATELINE = "dateline"
    BYLINE = "byline"
    CREDIT = "credit"
    PICTURE = "picture"
    CAPTION = "caption"
    PHOTO = "photo credit"
    ONWARD = "continued to"
    FROM = "continued from"
    FURNITURE = "furniture"


class Piece(NamedTuple):
    """A stretch of the page and what it is; `label` is a page as printed (第七版) or why it is furniture; `at` its place.

    `level` is that of its heading mark, 0 without one; `apart` says that a gap parts it from what stands above it, `opens` that
    it surely begins an article.
    """

    part: Part
    text: str
    imprint: Imprint = Imprint()
    label: str | None = None
    level: int = 0
    apart: bool = False
    at: int = 0
    opens: bool = False


def cut_lines(text: str) -> list[Piece]:
    """All pieces of a repaired page in reading order."""
    cut: list[Piece] = []
    for above, line in pairwise(["", *text.split("\n")]):
        if line.strip():
            first, *others = cut_line(line.strip())
            cut += [first._replace(apart=not above.strip()), *others]
    followers = [*(piece.part for piece in cut[1:]), Part.FURNITURE]
    parted = [part for piece, follower in zip(cut, followers, strict=bool(cut)) for part in _part_headline(piece, follower)]
    return [piece._replace(at=at) for at, piece in enumerate(_lower_second_lines(_raise_headlines(parted)))]


def _raise_headlines(pieces: list[Piece]) -> list[Piece]:
    """Takes a line that a gap parts from the finished text above for a headline, however long it is or whatever it asks.

    Text follows it without a gap, and it has no stop: 李某在…考察时强调 守住水源地…, 水从哪里来？
    """
    raised = list(pieces)
    for at, piece in enumerate(pieces[:-1]):
        if not piece.apart or piece.part not in (Part.TEXT, Part.MAYBE_HEADING):
            continue
        follower = pieces[at + 1]
        heads_text = follower.part in (Part.TEXT, Part.DATELINE, Part.BYLINE) and not follower.apart
        finished = at == 0 or pieces[at - 1].part is not Part.TEXT or SENTENCE_END_RE.search(pieces[at - 1].text)
        if heads_text and finished and _is_unstopped(piece.text):
            raised[at] = piece._replace(part=Part.HEADING)
    return raised


def _lower_second_lines(pieces: list[Piece]) -> list[Piece]:
    """Takes the second line of a sub-heading that heads a part of an article for text: 焦点一：客运 | 加开列车三百对."""
    lowered = list(pieces)
    for at in range(1, len(pieces) - 1):
        above, piece, below = lowered[at - 1], pieces[at], pieces[at + 1]
        heads_part = above.part is Part.TEXT and part_word_re().match(above.text) and not SENTENCE_END_RE.search(above.text)
        if heads_part and piece.part is Part.HEADING and below.part is Part.TEXT and len(above.text) <= LONGEST_SUBHEADING:
            lowered[at] = piece._replace(part=Part.TEXT)
    return lowered


@cache
def part_word_re() -> re.Pattern[str]:
    """Matches the head of a part of an article: 焦点一：…, 看点2 …, 故事之三."""
    return re.compile(
        rf"[【\[]?(?:{alternation(words('part_words'))})(?:之)?(?:[一二三四五六七八九十]|[\dA-D①-⑨]){{1,2}}(?:[】\]：: 、.]|$)"
    )


def _is_unstopped(line: str) -> bool:
    """Whether a line holds no finished sentence of running text: no 。 in it, and nothing left open at its end."""
    return (
        len(line) <= LONGEST_HEADLINE
        and not re.search("[。…]|[，、；：]$|^[，。、；：？！”’）》]", line)
        and not ITEM_RE.match(line)
        and not part_word_re().match(line)
    )


def _part_headline(piece: Piece, follower: Part) -> list[Piece]:
    """Parts from a finished text the headline that a full last line has let run on, above a byline or dateline."""
    if piece.part is not Part.TEXT or follower not in (Part.BYLINE, Part.DATELINE):
        return [piece]
    stop = max(piece.text.rfind(mark, 0, -1) for mark in ("。", "。”", "！”")) + 1
    stop += piece.text[stop : stop + 1] == "”"
    tail = piece.text[stop:]
    if not stop or not 4 <= len(tail) <= HEADLINE_LIMIT:
        return [piece]
    if (
        tail.count("，") > 1
        or re.search("[。”…，；]$", tail)
        or part_of(tail) is Part.TEXT
        or (follower is Part.DATELINE and part_of(tail) is not Part.HEADING)
    ):
        return [piece]
    return [piece._replace(text=piece.text[:stop]), piece._replace(part=Part.HEADING, text=tail)]


def cut_line(line: str) -> Iterator[Piece]:
    """The pieces of one line.

    >>> [(piece.part.value, piece.text) for piece in cut_line("大桥通车本报讯（记者白云）大桥今天通车。（完）")]
    [('heading', '大桥通车'), ('dateline', '本报讯（记者白云）'), ('text', '大桥今天通车。'), ('credit', '（完）')]
    """
    level, words = part_heading(line)
    if level or line == PICTURE:
        yield from _cut_heading(words.strip(), level) if level else [Piece(Part.PICTURE, "")]
        return
    ornament = re.match(rf"[{BULLET}]+ *(?=[^ ])", line)
    if ornament and part_of(line) is Part.HEADING and not read_byline(line) and not read_furniture(line):
        yield Piece(Part.FURNITURE, ornament.group().strip(), label="ornament")
        yield from cut_line(line[ornament.end() :])
        return
    mark = find_continuation(line)
    reason = None if mark else read_furniture(line)
    if reason:
        yield Piece(Part.FURNITURE, line, label=reason)
        return
    if mark:
        yield from _cut_unless_blank(line[: mark.start])
        part = Part.ONWARD if mark.way == "onward" else Part.FROM
        yield Piece(part, line[mark.start : mark.end].strip(), label=mark.label)
        yield from _cut_unless_blank(line[mark.end :])
        return
    yield from _cut_tail(line)


def _cut_heading(words: str, level: int) -> Iterator[Piece]:
    """The pieces of a marked line: a sub-heading is text of the body, and a doubtful line above it a headline, as is the figure
    that a wide title leaves alone in its last line (30亿件)."""
    for piece in _cut_tail(words) if part_heading(words)[0] else cut_line(words):
        of_form = OPEN_LINE_RE.fullmatch(words) or FIGURE_RE.fullmatch(words)
        unfinished = of_form and piece.text == words and piece.part is Part.TEXT
        if piece.part in (Part.HEADING, Part.MAYBE_HEADING) or unfinished:
            piece = piece._replace(part=Part.TEXT if level > LOWEST_OF_HEADLINE else Part.HEADING)
        yield piece._replace(level=level)


def _cut_unless_blank(text: str) -> Iterator[Piece]:
    if text.strip():
        yield from cut_line(text.strip())


def _cut_tail(line: str) -> Iterator[Piece]:
    """Cuts off what closes a line: a byline is the whole of it; a photo or closing credit follows the text."""
    alone = read_photo_line(line)
    if alone:
        yield Piece(Part.PHOTO, line, alone)
        return
    byline = read_byline(line)
    photo = read_photo_credit(line)
    both = byline and len(byline.names) > 1 and ROLE_BEHIND_RE.search(line)
    if photo and not both:
        if photo[0]:
            yield from _cut_head(line[: photo[0]].rstrip())
        yield Piece(Part.PHOTO, line[photo[0] :], photo[1])
        return
    if byline:
        yield Piece(Part.BYLINE, line, byline)
        return
    credit = read_closing_credit(line) or _read_closing_byline(line)
    if credit:
        if credit[0]:
            yield from _cut_head(line[: credit[0]])
        yield Piece(Part.CREDIT, line[credit[0] :], credit[1])
        return
    yield from _cut_head(line)


def _read_closing_byline(line: str) -> tuple[int, Imprint] | None:
    """Where a byline printed without brackets behind the last sentence begins, and what it says."""
    start = max(line.rfind(mark) for mark in "。！？”") + 1
    byline = read_byline(line[start:]) if 0 < start < len(line) else None
    return (start, byline) if byline and byline.names else None


def _cut_head(line: str) -> Iterator[Piece]:
    """Cuts off a dateline, and before one that stands inside the line the headline and what belongs to the article before."""
    dateline = read_dateline(line) or _read_leading_byline(line)
    if dateline:
        end, imprint = dateline
        yield Piece(Part.DATELINE, line[:end].rstrip(), imprint)
        for piece in _cut_inner(line[end:].lstrip()):
            is_title = piece.part is not Part.HEADING or "题：" in line[:end]
            yield piece if is_title or find_inner_dateline(line[end:]) is not None else piece._replace(part=Part.TEXT)
        return
    yield from _cut_inner(line)


def _read_leading_byline(line: str) -> tuple[int, Imprint] | None:
    """Where a byline in brackets or before a blank, heading a paragraph, ends, and what it says: （记者白云）春运首日，…"""
    match = re.match(r"（[^（）]{3,40}）(?=.)", line) or leading_byline_re().match(line)
    byline = read_byline(match.group().strip("（） ")) if match else None
    return (match.end(), byline) if match and byline and byline.names else None


def _cut_inner(line: str) -> Iterator[Piece]:
    if not line:
        return
    inner = find_inner_dateline(line)
    if inner is None:
        yield from _cut_run_in_byline(line)
        return
    before = line[:inner].rstrip()
    stop = max((before.rfind(mark) + 1 for mark in "。！？"), default=0)
    if stop and stop < len(before) and before[stop] in "”’）":
        stop += 1
    if before[:stop]:
        yield Piece(Part.TEXT, before[:stop])
    if before[stop:].strip():
        yield Piece(Part.HEADING, before[stop:].strip())
    yield from _cut_head(line[inner:])


def _cut_run_in_byline(line: str) -> Iterator[Piece]:
    """Parts a headline from the byline run into it (标题□本报记者 白云); gives other lines their part."""
    may_sign = not line.endswith(STOPS)  # most lines are paragraphs, and no byline ends like one
    for match in run_in_byline_re().finditer(line, 0, HEADLINE_LIMIT + 20) if may_sign else ():
        byline = read_byline(line[match.start() :]) if 0 < match.start() <= HEADLINE_LIMIT else None
        if byline and byline.names:
            yield Piece(part_of(line[: match.start()].strip()), line[: match.start()].strip())
            yield Piece(Part.BYLINE, line[match.start() :], byline)
            return
    yield Piece(part_of(line), line)


@cache
def run_in_byline_re() -> re.Pattern[str]:
    """Matches where a byline run into a headline can begin: at an ornament, or at a source with the role word behind it."""
    return re.compile(rf"[{BULLET}] *|{source_pattern()}(?={role_pattern('before')})")


def part_of(line: str) -> Part:
    """Whether a line can be a headline by its own form.

    >>> part_of("百里长渠引水入村"), part_of("长渠今天通水。"), part_of("水从哪里来？")
    (<Part.HEADING: 'heading'>, <Part.TEXT: 'text'>, <Part.MAYBE_HEADING: 'maybe heading'>)
    """
    if PASSED_RE.fullmatch(line):
        return Part.HEADING
    bare = line.rstrip("—")
    if len(line) > HEADLINE_LIMIT and not ("——" in line and len(line) <= 2 * HEADLINE_LIMIT and not re.search("[，。]", line)):
        return Part.TEXT
    if (
        "|" in line
        or ITEM_RE.match(line)
        or part_word_re().match(line)
        or re.match(r"[问答][：:]", line)
        or SALUTATION_RE.fullmatch(line)
        or APPOINTED_RE.fullmatch(line)
        or FIGURE_RE.fullmatch(line)
        or line.endswith("如下：")
        or not re.search(f"[{HAN}]", line)
        or re.search(r"[，、；,]$|^[，。、；：？！”’）》]", line)
    ):
        return Part.TEXT
    if OPENS_REPORT_RE.match(line):
        return Part.TEXT
    if re.search(r"[。…]|[！？].", bare.rstrip("”’")) or ("，" in line and (len(line) > 30 or bare[-1:] == "：")):
        return Part.TEXT
    if re.search(r"[！？：][”’]?$|^“[^”]*”$|：“[^”]*”$", bare):
        return Part.MAYBE_HEADING
    return Part.HEADING
