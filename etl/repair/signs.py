"""What the words of lines tell of a break between them, whatever the width of the column: what stands alone, begins or goes on.

□ 本报记者 白云 | stands alone       问：怎样申请？ begins anew       …本报包头2月 | 21日讯 is parted
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from etl.closing_credits import read_closing_credit
from etl.column_labels import is_label
from etl.continuation_marks import find_continuation
from etl.cue_words import cues
from etl.furniture import furniture_re, read_furniture
from etl.imprint import (
    LINES_REMEMBERED,
    find_inner_dateline,
    leading_byline_re,
    read_byline,
    read_dateline,
    source_pattern,
)
from etl.marks import HEADING_RE, PICTURE
from etl.photo_credits import read_photo_credit
from etl.repair.columns import Line
from etl.services import is_listing
from etl.vocabulary import alternation

HEADLINE_LIMIT = 60
# What closes a paragraph is looked for in its last letters alone, however long it has become.
TAIL = 120
# Quotation marks become “ ” only after lines are joined.
SENTENCE_END_RE = re.compile(r"[。！？…⋯][”’》）」』\"']*$|[。！？][）)]?$")
OPENERS, CLOSERS = "“‘（《〈「『【", "”’）》〉」』】"
OPENER_RE = re.compile(f"[{OPENERS}(]")
WIDE_BRACKETS = str.maketrans("()", "（）")
ITEM = "[一二三四五六七八九十]{1,3}"
# Words as short as 观点 or 小议 stand in sentences as well.
SHORTEST_LABEL = 3
CLAUSE_RE = re.compile("[，。；]")
OPEN_ENDS = ("，", "、", "；")
# The name of a series above a headline (上半年数据·外贸); a foreign name has more points or stands in a sentence.
SERIES_RE = re.compile(r"[^\W\d]{4,8}·[^\W\d]{2,4}")
# The name of a column in brackets: 【读者来信】
BRACKETED_RE = re.compile("【[^【】，。]{2,10}】")
OPEN_NUMBER_RE, DIGITS_BEHIND_RE = re.compile(r"[㐀-鿿]\d[\d,]*[.,]?$"), re.compile(r"\d[\d.,]*[㐀-鿿%‰℃]")
LATIN_RE = re.compile("[A-Za-z]")
NUMBER_END_RE, HAN_RE = re.compile(r"[㐀-鿿]\d[\d.]*$"), re.compile("[㐀-鿿]")
STARTS_RE = re.compile(
    rf"#|[□■◆●▲★○◎]|[（(](?:上接|紧接)|[问答][：:]|第[一二三四五六七八九十百零\d]+[条章节][ ：:]?|[（(]{ITEM}[）)]|{ITEM}、"
)
# What closes a caption without naming who took the picture: 新华社发, 受访者供图.
PHOTO_ENDS = ("社发", "供图")
# The title of a document is whole, however wide it is: 关于石桥镇部分区域停水的通告
DOCUMENT_TITLE_RE = re.compile(
    "(?:[^，。：]{2,20})?关于[^，。：]{4,50}的(?:通知|通告|公告|决定|意见|公示|声明|批复|通报|函|启事)"
)
# An item of a list: 1.石桥新渠通水；
NUMBERED_RE = re.compile(r"(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])(?!\d+[%万亿元倍])")
# One who speaks in an interview: 记者：…, 李田：…
SPEAKER_RE = re.compile("(?P<who>[一-鿿]{2,4})：")
LINKING_VERBS = ("是", "为")
LONGEST_CAPTION = 220
OPENS_CAPTION_RE = re.compile(r"\d{1,2}月\d{1,2}日|图为")
ANEW_RE = re.compile("[□■◆●▲★○◎]|[（(](?:上接|紧接)|编辑(?:同志|部)：")
# One of these stands in whatever part of a dateline holds its end: …3月 | 2日讯（记者白云）, …3月2日电 | 题：…
DATELINE_END_RE = re.compile("[讯电息道题）)]")
UNFINISHED_DATELINE_RE = re.compile(r"(?:\d{4}年|\d{1,2}月?|\d{1,2}月\d{1,2}日?)$")


def parts_number(line: Line, following: Line) -> bool:
    """Whether the break parts a number from what it counts: …全县有16个乡镇的32 | 支队伍参加."""
    return (
        not following.apart
        and line.text[-1].isdecimal()
        and bool(NUMBER_END_RE.search(line.text[-12:]) and HAN_RE.match(following.text))
    )


def parts_digits(line: Line, following: Line) -> bool:
    """Whether the break may part the digits of a number: …始建于19 | 98年, …游客1, | 800万人次, …增长13. | 2%."""
    return not following.apart and bool(OPEN_NUMBER_RE.search(line.text) and DIGITS_BEHIND_RE.match(following.text))


def parts_words(line: Line, following: Line) -> bool:
    """Whether the break parts Latin words that stand in Chinese text: …同Green | Port公司合作."""
    latin = LATIN_RE.match(line.text[-1]) and LATIN_RE.match(following.text)
    return bool(latin) and not following.apart and bool(HAN_RE.search(line.text) and HAN_RE.search(following.text))


def parts_headline(paragraph: str, following: str, after: str) -> bool:
    """Whether the break falls inside a headline that runs into its dateline: 备春耕数据先 | 下田本报哈尔滨3月 | 14日讯."""
    if len(paragraph) > 30 or re.search("[，。！？]", paragraph) or not UNFINISHED_DATELINE_RE.search(following):
        return False
    start = find_inner_dateline(following + after[:40])
    return start is not None and 0 < start <= 6


def parts_dateline(paragraph: str, following: str) -> bool:
    """Whether the break falls inside a dateline: …本报包头2月 | 21日讯（记者白云）."""
    if not DATELINE_END_RE.search(following[:40]):
        return False
    if not (
        UNFINISHED_DATELINE_RE.search(paragraph[-TAIL:])
        or "（" in paragraph[-12:]
        or (source_end_re().search(paragraph[-20:]) and not read_dateline(following))
        or (following[0] == "（" and paragraph[-1] in "讯电")
    ):
        return False
    tail = paragraph[-30:]
    if following[0] == "（" and (alone := read_dateline(tail)) and alone[0] == len(tail):
        return True
    both = tail + following[:40]
    start = 0 if read_dateline(both) else find_inner_dateline(both)
    found = read_dateline(both, start) if start is not None else None
    return found is not None and start is not None and start < len(tail) < found[0]


@cache
def source_end_re() -> re.Pattern[str]:
    """Matches the beginning of a dateline at the end of a line: …新华社呼和 | 浩特3月2日电."""
    return re.compile(rf"{source_pattern()}[㐀-鿿]{{0,6}}$")


def stands_alone(line: str, paragraph: str) -> bool:
    """Whether nothing can follow in the same paragraph: a mark, a byline, a photo or closing credit, （下转第七版）."""
    if line == PICTURE or HEADING_RE.match(line):
        return True
    # Of these only the row of a table may hold a sentence.
    if len(paragraph) <= TAIL and ("。" not in paragraph or line[-1:] == "|") and _is_signature(paragraph):
        return True
    tail = paragraph[-TAIL:]
    photo = read_photo_credit(tail) if "摄" in tail[-20:] or tail.endswith(PHOTO_ENDS) else None
    if photo and len(tail) - photo[0] > 2:
        return True
    if DOCUMENT_TITLE_RE.fullmatch(paragraph):
        return True
    mark = find_continuation(tail)
    return bool(mark and mark.end == len(tail)) or read_closing_credit(tail) is not None


def _is_signature(line: str) -> bool:
    """Whether a line is the page's own, a label, a row of a listing or a byline, none of which goes on."""
    if len(line) <= HEADLINE_LIMIT and (_is_page_matter(line) or is_name_of_column(line) or is_listing(line)):
        return True
    return read_byline(line) is not None and not has_open_mark(line)


def is_name_of_column(line: str) -> bool:
    """Whether a line names a column or a series and stands above a headline (青禾时评, 上半年数据·外贸, 【读者来信】)."""
    return is_label(line) or bool(SERIES_RE.fullmatch(line) or BRACKETED_RE.fullmatch(line))


def is_photo_credit(line: str) -> bool:
    """Whether a line is a photo credit and nothing more."""
    found = read_photo_credit(line) if "摄" in line else None
    return found is not None and found[0] == 0


@lru_cache(maxsize=LINES_REMEMBERED)
def _is_page_matter(line: str) -> bool:
    """Whether a line is surely the page's own; a mere number or date may be the rest of a sentence."""
    reason = read_furniture(line) if not SENTENCE_END_RE.search(line) else None
    return reason in ("editors' line", "masthead") or (reason == "page label" and bool(re.search("版|星期", line)))


def starts_anew(line: Line, following: Line) -> bool:
    """Whether the next line begins something of its own, whatever it is or because the line above is finished."""
    text = following.text
    if begins_anew(text):
        return True
    if read_dateline(text):
        return not line.text.endswith(OPEN_ENDS)
    if line.ends_sentence and (match := SPEAKER_RE.match(text)) and not match["who"].endswith((*cues(), *LINKING_VERBS)):
        return True  # 她笑着说：…, 他的目标是：… go on with a report
    if NUMBERED_RE.match(text) and line.text.endswith(("；", "：", "。")):
        return True
    return bool(STARTS_RE.match(text)) and (line.ends_sentence or not CLAUSE_RE.search(line.text))


def begins_anew(text: str) -> bool:
    """Whether a line cannot go on with a sentence: a mark, an ornament, a byline, an editors' line, （上接第一版）, 青禾视角."""
    if text == PICTURE or HEADING_RE.match(text) or ANEW_RE.match(text) or read_byline(text) or leading_byline_re().match(text):
        return True
    if (mark := find_continuation(text[:TAIL])) and mark.way == "back" and not mark.start:
        return True
    if (len(text) >= SHORTEST_LABEL and is_label(text)) or (len(text) <= HEADLINE_LIMIT and is_listing(text)):
        return True
    return bool(furniture_re().match(text)) and read_furniture(text) == "editors' line"


def opens_caption(lines: Sequence[Line], at: int) -> bool:
    """Whether a caption begins with a line: it opens like one, and a photo credit closes it (8月15日，… | 白云摄)."""
    if not OPENS_CAPTION_RE.match(lines[at].text):
        return False
    text = ""
    for line in lines[at : at + LONGEST_CAPTION // 8]:
        text += line.text
        if "摄" in text[-24:] and read_photo_credit(text[-TAIL:]):
            return True
        if len(text) > LONGEST_CAPTION:
            break
    return False


def is_sentence(text: str) -> bool:
    """Whether a line is of running text, not of a headline: a stop stands in it, or it ends in a comma."""
    return "。" in text or text.endswith(("，", "；"))


def has_open_mark(text: str) -> bool:
    """Whether a quotation or bracket is opened and not closed."""
    if not OPENER_RE.search(text):
        return False
    text = text.translate(WIDE_BRACKETS)
    return any(text.rfind(opener) > text.rfind(closer) for opener, closer in zip(OPENERS, CLOSERS, strict=True))


# What a number and its unit begin with a comma behind them begins no sentence.
AMOUNT = r"\d+(?:\.\d+)?[百千万亿]*(?:[美欧日港]?元|%|个百分点|人次|公里|平方米|亩|万?吨|[人户个家名项])"


@cache
def follower_re() -> re.Pattern[str]:
    """Matches the beginning of a line that goes on with a sentence: 告诉记者，… 表示，… 的时候… 20.4亿元，其中…"""
    verbs = alternation(cues())
    return re.compile(rf"(?:{verbs})(?=[，：“]|记者)|的(?![士确])|了(?![解不])|{AMOUNT}(?=[，。；])")
