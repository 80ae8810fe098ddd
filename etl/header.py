"""What the header and footer of a page say of it: newspaper, issue date, page number.

    江海日报2026年3月7日星期六03版·要闻     A07  要闻  2026.3.7     二〇二六年三月七日 农历丙午年正月十九
No header: 2026年3月7日，大桥通车。 (a sentence), （2026年3月5日市人民代表大会通过） (of a document), 另见03版 (of another page).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import IntEnum
from functools import cache
from itertools import takewhile
from typing import Literal, NamedTuple, TypeVar

from etl.furniture import furniture_re, read_furniture
from etl.imprint import HAN, Source
from etl.model import Page
from etl.numerals import parse_numeral, parse_year
from etl.read.manifest import PaperCode
from etl.vocabulary import alternation, rows, words

HEADER_LINES, FOOTER_LINES = 12, 3
LONGEST_LINE = 80
# A block of its own that holds more lines than a header does is an article.
LARGEST_BLOCK = 6
# How many letters may stand beside a bare date, and beside one that tells its weekday or page as well.
FEW_LETTERS, SOME_LETTERS = 4, 40
LONGEST_LABEL = 10

DIGIT = "〇零○一二三四五六七八九"
DAY = rf"\d{{1,2}}|[{DIGIT}十]{{1,3}}"
# In the largest type of a masthead the day stands on a line of its own: 2026年3月 | 7 | 星期六.
DATE_RE = re.compile(
    rf"(?<![\d{DIGIT}])(?P<year>(?:19|20)\d\d|[一二][{DIGIT}]{{3}})[ \n]?(?P<mark>[年.·\-/])[ \n]?"
    rf"(?P<month>{DAY})[ \n]?(?:月|(?P=mark))[ \n]?(?P<day>{DAY})[ \n]?(?P<end>日)?(?!\d)"
)
WEEKDAYS = "一二三四五六日"
WEEKDAY_RE = re.compile(r"(?:星期|周)(?P<day>[一二三四五六日天])")
WEEKDAY_LINE_RE = re.compile(rf"\n{WEEKDAY_RE.pattern}")
LUNAR_RE = re.compile(rf"(?:农历|夏历)?(?:[{HAN}]{{2}}年)?[{HAN}]{{1,3}}月(?:初|十|廿|二十|三十)[{HAN}]?|农历[{HAN}]{{2}}年")
ISSUE_NUMBER_RE = re.compile(r"总?第\d{3,6}[期号]|(?:今日|本期|共)\d{1,3}版|\d{1,3}版今日")
PAGE_RE = re.compile(
    r"第? ?(?P<label>[A-Z]?\d{1,3}|(?<![上下])[一二三四五六七八九十]{1,3}) ?版"
    r"|(?<![A-Za-z\d])(?P<sheet>[A-Z]\d{1,2})(?![A-Za-z\d])"
    r"|^(?P<first>0[1-9])(?![\d.:：后])|(?<![\d.:：])(?P<last>0[1-9])$"
)
# A sheet of two pages has no number of its own.
SPREAD_RE = re.compile(r"(?<![\d/.-])[A-Z]?\d{1,2} ?[/—-] ?[A-Z]?\d{1,2}(?![\d/.-]) ?版?")
# The front page seldom bears its number, but alone tells how many pages there are and under which number the paper is registered.
FRONT_RE = re.compile(r"(?m)^头版$|今日(?:共|出)?\d{1,3}版|国内统一(?:连续出版物号|刊号)|CN ?\d\d-\d{4}")
FIRST_PAGE = frozenset({"1", "A1", "A01"})
# A page may tell of others: 详见03版, 导读……05版.
OTHER_PAGE_RE = re.compile(r"[见转接]|导读|…|\.\.")
SENTENCE_RE = re.compile("[。！？；，（）]|时间|地点|截[止至]")
AFTER_DAY_RE = re.compile("[起前后至到以]")
PAPER_KINDS = "日报|晚报|早报|晨报|午报|时报|都市报|商报|青年报|农民报|工人报|法治报|法制报|周报|导报"
# What ends in 版, 期 or 号 is a label beside the name: 今日8版江海日报社出版.
NAMED = rf"(?:(?![版期号])[{HAN}])"
PAPER = rf"{NAMED}{{2,6}}(?:{PAPER_KINDS})|中国{NAMED}{{2,6}}报"
PUBLISHER_RE = re.compile(rf"(?:(?<![{HAN}])|(?<=[版期号]))由?(?P<name>{NAMED}{{1,7}}报)社(?:编辑)?(?:出版|主办|主管|承办|印)")


Said = TypeVar("Said", str, date)


class Stretch(NamedTuple):
    """A run of lines in which a page may speak of itself."""

    text: str
    place: Literal["top", "edge", "inside"]


class Evidence(IntEnum):
    """What stands beside a date, the surest first."""

    PAPER_OR_PAGE = 1
    WEEKDAY = 2
    BARE = 3


class Dated(NamedTuple):
    """A day that a page may be of."""

    evidence: Evidence
    day: date


class Header(NamedTuple):
    """What header and footer say; None where they are silent or at odds with themselves."""

    newspaper: str | None = None
    issue_date: date | None = None
    page_no: str | None = None


def complete(page: Page, text: str) -> Page:
    """The page with what its repaired text says of it where manifest, file name and file are silent.

    >>> page = complete(Page("x.txt", "", "txt", ""), "江海日报2026年3月7日星期六03版·要闻\\n大桥通车")
    >>> page.newspaper, page.issue_date.isoformat(), page.dated_by, page.page_no
    ('江海日报', '2026-03-07', 'page header', '3')
    """
    said = read_header(text)
    return replace(
        page,
        newspaper=page.newspaper or said.newspaper,
        named_by=page.named_by if page.newspaper or not said.newspaper else "page header",
        issue_date=page.issue_date or said.issue_date,
        dated_by=page.dated_by if page.issue_date or not said.issue_date else "page header",
        page_no=page.page_no or said.page_no,
    )


def share_issue(pages: Sequence[Page]) -> list[Page]:
    """The pages of one file, in which those that are silent take newspaper and issue date from the one that tells them; an
    issue prints them on its front page, and not on each of the others.

    Where two pages differ, the file holds more than one issue, and the silent ones stay unknown. A folder or an archive is a
    place where pages lie, of any number of papers and days: there one page tells nothing of the next.

    >>> front, back = Page("a.pdf#page=1", "", "pdf", "", "江海日报", "page header"), Page("a.pdf#page=2", "", "pdf", "")
    >>> [page.newspaper for page in share_issue([front, back])]
    ['江海日报', '江海日报']
    """
    names = {page.newspaper: page.named_by for page in pages if page.newspaper}
    days = {page.issue_date: page.dated_by for page in pages if page.issue_date}
    name, day = _only(set(names)), _only(set(days))
    return [
        replace(
            page,
            newspaper=page.newspaper or name,
            named_by=page.named_by if page.newspaper or not name else names[name],
            issue_date=page.issue_date or day,
            dated_by=page.dated_by if page.issue_date or not day else days[day],
        )
        for page in pages
    ]


def read_header(text: str) -> Header:
    """What the lines of a repaired page say that are its own. Two dates, names or numbers that differ say nothing.

    >>> read_header("2026年3月7日星期日\\n大桥通车").issue_date is None  # that day was a Saturday
    True
    """
    dates: set[Dated] = set()
    names: set[str] = set()
    pages: set[str] = set()
    stretches = list(_stretches(text))
    for stretch in stretches:
        printed = [(match, _read(match, stretch)) for match in DATE_RE.finditer(stretch.text)]
        dates |= {dated for _, dated in printed if dated}
        others = _without(stretch.text, [match.span() for match, dated in printed if dated or match["end"]])
        for line in others.split("\n"):
            names |= set(_newspapers(line))
            pages |= set(_page_numbers(line, beside_date=any(dated for _, dated in printed)))
    is_front = any(stretch.place == "top" and FRONT_RE.search(stretch.text) for stretch in stretches)
    return Header(_only(names), _surest(dates), (_only(pages & FIRST_PAGE) or "1") if is_front else _only(pages))


def _only(found: set[Said]) -> Said | None:
    return next(iter(found)) if len(found) == 1 else None


def _surest(dates: set[Dated]) -> date | None:
    """The day that the best evidence tells: an advertisement may set a date and its weekday in a line of its own, too."""
    best = min((dated.evidence for dated in dates), default=None)
    return _only({dated.day for dated in dates if dated.evidence == best})


def _stretches(text: str) -> Iterator[Stretch]:
    """The runs of short lines in which a page speaks of itself: above its first text, its first, its last, blocks set apart,
    and labels that tell a weekday wherever they stand."""
    blocks = [[line.lstrip("# ") for line in block.split("\n") if line.strip("# ")] for block in text.split("\f")]
    lines = [line for block in blocks for line in block]
    top = list(takewhile(_is_short, lines[:HEADER_LINES]))
    yield Stretch("\n".join(top), "top")
    yield Stretch("\n".join(filter(_is_short, lines[len(top) : HEADER_LINES])), "edge")
    yield Stretch("\n".join(filter(_is_short, lines[HEADER_LINES:][-FOOTER_LINES:])), "edge")
    yield from (
        Stretch("\n".join(block), "edge") for block in blocks if len(block) <= LARGEST_BLOCK and all(map(_is_short, block))
    )
    yield from (Stretch(line, "inside") for line in lines if WEEKDAY_RE.search(line) and read_furniture(line) == "page label")


def _is_short(line: str) -> bool:
    return len(line) <= LONGEST_LINE and not line.endswith("。")


def _read(match: re.Match[str], stretch: Stretch) -> Dated | None:
    """The date if a page gives it itself. A weekday beside one must agree."""
    start = stretch.text.rfind("\n", 0, match.start()) + 1
    end = (stretch.text + "\n").index("\n", match.end())
    beside = stretch.text[start : match.start()] + " " + stretch.text[match.end() : end]
    weekday = WEEKDAY_RE.search(beside) or WEEKDAY_LINE_RE.match(stretch.text, end)
    day = _read_date(match)
    if not day or (weekday and WEEKDAYS[day.weekday()] != weekday["day"].replace("天", "日")):
        return None
    if match["mark"] == "年" and not match["end"] and not weekday:
        return None
    evidence = _evidence(beside, stretch.place)
    if evidence is Evidence.WEEKDAY and any(map(_names_page, _lines_around(stretch.text, start, end))):
        evidence = Evidence.PAPER_OR_PAGE
    return Dated(evidence, day) if evidence else None


def _lines_around(text: str, start: int, end: int) -> list[str]:
    """The line before and the line behind a stretch of text."""
    return [*text[:start].split("\n")[-2:-1], *text[end:].split("\n")[1:2]]


def _names_page(line: str) -> bool:
    """Whether a line names the newspaper or tells the number of the page."""
    return any(_newspapers(line)) or any(_page_numbers(line, beside_date=True))


def _evidence(beside: str, place: str) -> Evidence | None:
    """What stands beside a date and shows it to be the day of the issue. Ends of documents and posters bear dates, too; a bare
    date is believed at the top of the page alone.

    >>> [_evidence(beside, "edge") for beside in ("江海日报 ", " 星期六", "演出时间： 星期六", "江海市人民政府 ", "")]
    [<Evidence.PAPER_OR_PAGE: 1>, <Evidence.WEEKDAY: 2>, None, None, None]
    """
    rest = _without_marks(beside)
    if SENTENCE_RE.search(rest) or len(rest) > SOME_LETTERS:
        return None
    if PAGE_RE.search(beside) or any(_newspapers(beside)):
        return Evidence.PAPER_OR_PAGE
    if WEEKDAY_RE.search(beside):
        return Evidence.WEEKDAY if place != "inside" else None
    is_bare = place == "top" and len(rest) <= FEW_LETTERS and not AFTER_DAY_RE.match(rest)
    return Evidence.BARE if is_bare else None


def _read_date(match: re.Match[str]) -> date | None:
    year = parse_year(match["year"])
    month, day = (parse_numeral(match[part].lstrip("0") or "0") for part in ("month", "day"))
    try:
        return date(year, int(month.value), int(day.value)) if year and month and day else None
    except ValueError:
        return None


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + " " + text[end:]
    return text


def _without_marks(line: str) -> str:
    """What of a line is neither weekday, lunar date, number of issue or page, nor a mark between them.

    >>> _without_marks("江海日报 星期六（农历丙午年正月十九） 第03版 | 要闻")
    '江海日报要闻'
    """
    for pattern in (WEEKDAY_RE, LUNAR_RE, ISSUE_NUMBER_RE, SPREAD_RE, PAGE_RE):
        line = pattern.sub(" ", line)
    return re.sub(r"[（(][ ]*[）)]|[ |/·：:\-—*#'’.]", "", line)


def _newspapers(line: str) -> Iterator[str]:
    """The newspaper a line of the header names: alone, beside the name of a section, or as what the publisher is called.

    >>> list(_newspapers("江海日报03版·要闻")), list(_newspapers("国内统一连续出版物号CN 00-0000 江海日报社出版"))
    (['江海日报'], ['江海日报'])
    >>> list(_newspapers("江海日报记者沈默"))
    []
    """
    editors = furniture_re().search(line)
    if named := masthead_re().fullmatch(_without_marks(line[: editors.start()] if editors else line)):
        yield named["name"]
    if published := PUBLISHER_RE.search(line):
        yield published["name"]


@cache
def section_pattern() -> str:
    """Matches the name of a section."""
    # Atomic: 国际新闻 is taken whole and not again as 国际 and 新闻, or a long line of them would be parted in a million ways.
    return f"(?>{alternation(words('section_names'))}|新闻|专版)"


@cache
def lone_number_re() -> re.Pattern[str]:
    """Matches a line that holds a number alone or beside names of the paper and its sections; only beside the date of the issue
    is that the number of the page."""
    names = f"(?:{section_pattern()}|{paper_pattern()}|[A-Za-z'’]{{2,}}+)"
    return re.compile(rf"(?P<head>\d{{1,2}}){names}*+|{names}++(?P<tail>\d{{1,2}}){names}*+")


@cache
def masthead_re() -> re.Pattern[str]:
    """Matches a newspaper's name, with names of sections beside it or without."""
    beside = rf"(?:{section_pattern()}|[A-Za-z\d])*"
    return re.compile(rf"{beside}(?P<name>{paper_pattern()}){beside}")


@cache
def paper_pattern() -> str:
    """Matches the name of a newspaper."""
    known = {row.newspaper for row in rows("paper_codes", PaperCode) if (row.newspaper or "").endswith("报")}
    known |= {row.surface for row in rows("sources", Source) if row.kind == "paper"}
    return f"(?:{alternation(known)}|{PAPER})"


def _page_numbers(line: str, *, beside_date: bool) -> Iterator[str]:
    """The numbers a line of the header gives its page, as file names give them: 第03版 → 3, A07 → A07.

    >>> [number for line in ("第03版要闻", "A07", "第三版", "详见05版") for number in _page_numbers(line, beside_date=False)]
    ['3', 'A07', '3']
    """
    for pattern in (WEEKDAY_RE, LUNAR_RE, ISSUE_NUMBER_RE, SPREAD_RE):
        line = pattern.sub(" ", line)
    line = line.strip()
    if OTHER_PAGE_RE.search(line) or SENTENCE_RE.search(line):
        return
    if beside_date and (lone := lone_number_re().fullmatch(re.sub(r"[ |/·]", "", line))):
        yield str(int(lone["head"] or lone["tail"]))
    if len(_without_marks(line)) > LONGEST_LABEL:
        return
    for match in PAGE_RE.finditer(line):
        label = match["label"] or match["sheet"] or match["first"] or match["last"]
        numeral = parse_numeral(label) if not label[-1].isascii() else None
        yield str(int(numeral.value)) if numeral else label.lstrip("0") or label
