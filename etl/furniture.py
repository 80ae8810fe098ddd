"""Lines that are the page's own and no article's: page labels, mastheads, editors' lines, notices, what the header says.

    第03版 要闻     责编：白云 美编：高山     2026.6.5 星期五     青禾云客户端
No furniture: 编辑部里的灯光 (a headline that begins with such a word).
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.imprint import HAN, LINES_REMEMBERED, SENTENCE_END_RE, read_names
from etl.services import read_service
from etl.vocabulary import alternation, rows, words

LONGEST_LINE = 120
PAPER_END = "(?:日报|晚报|早报|晨报|时报|都市报|商报|周报|快报|周刊)"
DAY = r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[.-]\d{1,2}[.-]\d{1,2}|\d{1,2}月\d{1,2}日|(?:星期|周)[一二三四五六日天])"
PAGE_LABEL_RES = (
    re.compile(r"(?:第?[A-Z]?\d{1,3}版|第[一二三四五六七八九十]{1,3}版|[A-Z]\d{2})(?:[·：:\s/|—-]*\S{0,8})"),
    re.compile(rf"[{HAN}]{{2,8}}[·\s/|]*(?:第?[A-Z]?\d{{1,3}}版|[A-Z]\d{{2}})"),
    re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[，\s]*(?:星期|周)[一二三四五六日天].*)?"),
    re.compile(r"[^。！？，]{0,20}\d{4}年\d{1,2}月\d{1,2}日[^。！？，]{0,10}(?:星期|周)[一二三四五六日天][^。！？]{0,30}"),
    re.compile(r"\d{4}年\d{1,2}月\d{1,2}日[ ，|]*第?[A-Z]?\d{1,3}版.{0,12}"),
    re.compile(r"\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}(?:[ ，]*(?:星期|周)[一二三四五六日天][^。！？，]{0,16})?"),
    re.compile(r"(?:星期|周)[一二三四五六日天].{0,20}"),
    re.compile(rf"[{HAN}]{{2,8}}{PAPER_END}(?:[A-Z\d\s]*)"),
    re.compile(r"[A-Za-z\d\s./|—-]+"),
    re.compile(r"(?:[^。！？，\d]{3,16}[A-D]?\d{1,2}版[ /|]*){2,}"),
    re.compile(r"[^。！？]{4,30}?(?:[ /…·]+|详?见)(?:第?[\dA-Z]{1,3}版|[A-D]\d{1,2})"),
)
# Only in a header: elsewhere 老街里的小报 and 山水·人家 are headlines.
PAPER_NAME_RE = re.compile(rf"[{HAN}]{{2,9}}(?:报|周刊|新闻)|今日[{HAN}]{{2,3}}")
# A broadcast's page is headed with its name and day: 新闻联播（2月17日）, 《青禾新闻》 (20240817).
PROGRAMME_RE = re.compile(rf"(?P<title>《)?[{HAN}]{{2,10}}(?(title)》)[ ]?[（(](?:{DAY}|\d{{8}})[ ]?(?:\d{{1,2}}:\d{{2}})?[）)]")
SECTIONS_RE = re.compile(rf"[{HAN}]{{2}}(?:[·/|][{HAN}]{{2}})+")
MASTHEAD_RE = re.compile(r"[^。，！？]{0,40}(?:第\d{4,6}期|总第\d+期|今日\d{1,3}版|CN ?\d{2}-\d{4})[^。，！？]{0,40}")
# 晴 3℃～9℃; 第2026031期：2 4 6
FORECAST_RE = re.compile(r"[^。！？]{0,40}-?\d+℃?[ ～~—至到/-]+-?\d+℃[^。！？]{0,40}")
DRAW_RE = re.compile(r"[^。！？]{0,20}第\d{5,7}期[^。！？]{0,12}(?:：|号码)[^。！？]{0,40}\d[^。！？]*")
# A line that gives a number to call sells something.
CALL_RE = re.compile(
    r"[^。！？]{0,40}(?:热线|电话|咨询|订购|预订|加盟|手机|微信)[^。！？\d]{0,8}(?:\d{3,4}[-— ]?)?\d{7,11}[^。！？]{0,12}"
)


# A line that gives an address to write to, and no sentence: 读者来信 qinghe@example.com
ADDRESS_RE = re.compile(r"[^。！？，]{0,60}[\w.-]+@[\w-]+\.[\w.]+[^。！？，]{0,30}")
# What parts a post from a name: 责编：白云
SIGN_RE = re.compile("[：:/／|]")
LABEL_RE = re.compile(r"[【\[［](?P<label>[^【】\[\]［］]{2,10})[】\]］]")


@dataclass(frozen=True, slots=True)
class PageLabel:
    """A row of page_labels.csv: a word that shows a line is the page's, not an article's.

    It opens the `line`, wherever that stands, or stands anywhere in a line of the page's `header`.
    """

    surface: str
    reason: str
    place: str
    note: str | None


@cache
def _reasons() -> dict[str, str]:
    return {row.surface: row.reason for row in rows("page_labels", PageLabel) if row.place == "line"}


@cache
def furniture_re() -> re.Pattern[str]:
    """Matches the head of a line that belongs to the page and not to an article."""
    openings = alternation(row.surface for row in rows("page_labels", PageLabel) if row.place == "line")
    return re.compile(rf"[\W_]*(?P<word>{openings})")


@cache
def header_re() -> re.Pattern[str]:
    """Matches a word of the masthead in a line of a header."""
    return re.compile(alternation(row.surface for row in rows("page_labels", PageLabel) if row.place == "header"))


@cache
def sections_re() -> re.Pattern[str]:
    """Matches a line that holds names of sections alone; in a header also the page's number, the paper and the day."""
    names = alternation(words("section_names"))
    # Each part is taken whole and never given back: names of sections may be parted in many ways (综合新闻 as 综合 and 新闻).
    return re.compile(
        rf"(?>第?[A-Z]?\d{{1,3}}版|第[一二三四五六七八九十]{{1,3}}版|(?<![\d.])[A-Z]?\d{{1,2}}(?![\d.年月日-])"
        rf"|(?:{names})(?:新闻|版)?|{DAY}|[{HAN}]{{2,5}}{PAPER_END}|[·/|：:— -])++"
    )


def read_header(line: str) -> str | None:
    """Why a line above the first headline is the page's own, or None.

    >>> read_header("文化·体育"), read_header("6综合新闻"), read_header("随时看青禾云客户端"), read_header("青禾大桥通车")
    ('page label', 'page label', 'masthead', None)
    """
    if PAPER_NAME_RE.fullmatch(line) or PROGRAMME_RE.fullmatch(line):
        return "masthead"
    if SECTIONS_RE.fullmatch(line) or sections_re().fullmatch(line):
        return "page label"
    return "masthead" if header_re().search(line) else None


@lru_cache(maxsize=LINES_REMEMBERED)
def read_furniture(line: str) -> str | None:
    """Why a line is the page's own (page label, masthead, editors' line, advertisement …), or None.

    >>> read_furniture("第03版 要闻"), read_furniture("责编：白云 美编：高山"), read_furniture("编辑部里的灯光")
    ('page label', "editors' line", None)
    """
    if len(line) > LONGEST_LINE:
        return None
    if any(pattern.fullmatch(line) for pattern in PAGE_LABEL_RES):
        return "page label"
    if DRAW_RE.fullmatch(line):
        return "notice"
    if service := read_service(line):
        return service
    if FORECAST_RE.fullmatch(line):
        return "weather"
    if MASTHEAD_RE.fullmatch(line):
        return "masthead"
    if ADDRESS_RE.fullmatch(line):
        return "editors' line"
    if bracketed := LABEL_RE.fullmatch(line):
        return _reasons().get(bracketed["label"])
    match = furniture_re().match(line)
    if not match and CALL_RE.fullmatch(line):
        return "advertisement"
    if not match or SENTENCE_END_RE.search(line):
        return None
    label: PageLabel = next(row for row in rows("page_labels", PageLabel) if row.surface == match["word"])
    rest = line[match.end() :]
    is_prose = "，" in rest and not SIGN_RE.search(line)
    if len(furniture_re().findall(rest)) and label.reason == "editors' line" and not is_prose:
        return label.reason  # several posts in one line, whatever the names
    if rest and rest[0] not in "：:/|· " and not rest[0].isascii() and read_names(furniture_re().sub(" ", rest)) is None:
        return None
    return label.reason
