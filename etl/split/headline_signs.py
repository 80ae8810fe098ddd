"""What the words of a line show of its place in a headline.

周怀远在青禾调研时强调    surely a kicker: it closes like one
青禾县扩种青稞            facts, a place: rather a kicker or a subtitle
一粒种子，两本账          a couplet paints a picture: rather the title
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import ClassVar, NamedTuple

from etl.column_labels import is_name_of_box
from etl.imprint import LINES_REMEMBERED
from etl.name_runs import is_plain_name
from etl.places.surfaces import surfaces, surfaces_by_beginning
from etl.vocabulary import alternation, rows, words

BRACKETED_RE = re.compile(r"[（【][^（）【】]+[）】]")
SERIES_RE = re.compile(r"[^\W\d]{2,8}·[^\W\d]{2,6}")
LABEL_RE = re.compile(r"（[^（）]{2,16}）$")
# The number of a document: 第12号, 青政发〔2026〕3号; or the day it was passed: （2026年4月1日…通过）.
DOCUMENT_NUMBER_RE = re.compile(
    r"[（(]?(?:第[\d一二三四五六七八九十百〇零]{1,6}号|[^\W\d]{0,8}[〔\[（]\d{4}[〕\]）]第?\d{1,4}号)[）)]?|（[^（）]*\d日[^（）]*）?"
)
PICTURE_RES = tuple(map(re.compile, ("(?:^|：)[^，：]{2,7}[， ][^，： ]{2,7}$|^从“.+”到“.+”$", "^“?[^，：]{2,4}说：", "[？！]$")))
COUPLET_RE = re.compile(r"(?:从“?(?P<from>[^”]+)”?到“?(?P<to>[^”]+)|(?P<first>[^，： ]{2,9})[， ](?P<second>[^，： ]{2,9}))”?")
ASKS_RE = re.compile("[？！]$|谁|如何|何时|何在|怎么|为何|为什么|吗$")
SUFFIXED_PLACE_RE = re.compile("[㐀-鿿]{1,4}(?:[省市县区旗州镇乡村]|自治[区州])")
# One of many whom a feature is about: 一位乡村医生的三十年
ONE_RE = re.compile("一[位名所座家场起个群对支条间片本张把口盏粒艘棵碗根封]")
MARKS_RE = re.compile("[“”‘’《》]")
SHORTEST_PERSON_LINE = 6


@dataclass(frozen=True, slots=True)
class HeadlinePart:
    """A row of headline_parts.csv: a word that shows a line of a headline to be a `kicker` or a `subtitle`, or to name its
    `genre` (…纪实) or the `occasion` (…之际), by the `side` of the line on which it stands."""

    KEY: ClassVar[tuple[str, ...]] = ("surface", "part")

    surface: str
    part: str
    side: str
    note: str | None


class Signs(NamedTuple):
    """What a line shows by itself."""

    text: str
    width: float
    begins_kicker: bool
    begins_subtitle: bool
    names_genre: bool
    names_occasion: bool
    names_person: bool
    begins_with_place: bool
    is_place: bool
    facts: int
    counts: bool
    begins_report: bool
    ends_report: bool
    is_couplet: bool
    is_quotation: bool
    has_quotation: bool
    asks: bool
    has_colon: bool
    has_pause: bool
    modifies: bool
    singles_out: bool
    has_label: bool


@lru_cache(maxsize=LINES_REMEMBERED)
def read_signs(text: str) -> Signs:
    """The signs of a line, or of several lines that are one part of a headline."""
    bare = text.lstrip("—")
    is_couplet = is_balanced(bare)
    return Signs(
        text=bare,
        width=headline_width(bare),
        begins_kicker=bool(kicker_start_re().match(bare)),
        begins_subtitle=bool(subtitle_start_re().match(bare)),
        names_genre=bool(genre_re().search(bare)),
        names_occasion=bool(occasion_re().search(bare)),
        names_person=len(bare) >= SHORTEST_PERSON_LINE and is_plain_name(bare[-3:]),
        begins_with_place=begins_with_place(bare),
        is_place=is_place(bare),
        facts=factuality(bare),
        begins_report=bool(fact_re().match(bare)),
        ends_report=bool(fact_end_re().search(bare)),
        counts=bool(re.search(r"\d", bare)),
        is_couplet=is_couplet,
        is_quotation=bool(re.fullmatch("“[^”]*”", bare)),
        has_quotation="“" in bare,
        asks=bool(ASKS_RE.search(bare)),
        has_colon=bool(re.search("：.", bare)),
        has_pause=bool(re.search("[ ，]", bare)) and not is_couplet,
        modifies="的" in bare,
        singles_out="的" in bare and (begins_with_place(bare) or bool(ONE_RE.match(bare))),
        has_label=bool(LABEL_RE.search(bare)),
    )


def headline_width(text: str) -> float:
    """The room a line takes, in letters: two digits stand in that of one, marks round words hardly take any.

    >>> headline_width("“碳账户”42个")
    5.0
    """
    return sum(0.5 if letter.isascii() else 1.0 for letter in MARKS_RE.sub("", text))


def is_balanced(line: str) -> bool:
    """Whether a line has two halves of one length.

    >>> is_balanced("一粒种子，两本账"), is_balanced("从“看天”到“看云”"), is_balanced("游客多了，青禾县再添两条旅游公交线")
    (True, True, False)
    """
    match = COUPLET_RE.fullmatch(line)
    if not match:
        return False
    first, second = filter(None, match.groups())
    return abs(headline_width(first) - headline_width(second)) <= 1


def factuality(line: str) -> int:
    """How much a line of a headline reports (place, number, event), less how much it paints (quoted words, couplets, questions).

    >>> factuality("沈阳去年接待游客1.2万人次"), factuality("一张网，半条命"), factuality("从“看天”到“看云”")
    (4, -1, -3)
    """
    quoted = sum(map(len, re.findall("“([^”]*)”", line)))
    facts = 2 * begins_with_place(line) + 2 * bool(re.search(r"\d", line)) + len(set(fact_re().findall(line)))
    pictures = [bool(pattern.search(line)) for pattern in PICTURE_RES]
    return facts - bool(quoted) - (quoted >= 0.4 * len(line)) - sum(pictures)


@lru_cache(maxsize=LINES_REMEMBERED)
def begins_with_place(line: str) -> bool:
    """Whether a line begins with the name of a place: one that is known, or one with its suffix (潇岭县…)."""
    named = any(
        line.startswith(name) and surfaces()[name].trust in ("free", "full", "near")
        for name in surfaces_by_beginning().get(line[:2], ())
    )
    return named or bool(re.match("[㐀-鿿]{2,3}(?:[省市县旗镇]|自治[区州])(?![场长委民])", line))


def is_place(line: str) -> bool:
    """Whether a line is the name of a place alone, behind that of its province or not.

    >>> is_place("甘肃敦煌——"), is_place("青禾县"), is_place("甘肃敦煌机场")
    (True, True, False)
    """
    bare = line.rstrip("—：")
    outer = next((name for name in surfaces_by_beginning().get(bare[:2], ()) if bare.startswith(name)), "")
    return bare in surfaces() or any(
        rest in surfaces() or SUFFIXED_PLACE_RE.fullmatch(rest) for rest in {bare, bare[len(outer) :]}
    )


def is_named(line: str) -> bool:
    """Whether a line is the name of a column, a box or a series."""
    return is_name_of_box(line) or bool(SERIES_RE.fullmatch(line) or BRACKETED_RE.fullmatch(line))


def closes_kicker(line: str) -> bool:
    """Whether a line closes a kicker: 周怀远在青禾调研时强调, 青禾大米获奖——, 人大代表方敏：; 青禾县： goes on in the title.

    >>> closes_kicker("周怀远在青禾调研时强调"), closes_kicker("青禾县：")
    (True, False)
    """
    return bool(kicker_end_re().search(line)) and not (line.endswith("：") and is_place(line))


def tells_what_was_said(line: str) -> bool:
    """Whether a line leaves to the next what somebody said: 周怀远在青禾调研时强调; no subtitle follows that."""
    return bool(said_end_re().search(line))


def is_subtitle(line: str) -> bool:
    """Whether a line can be nothing but a subtitle: ——…纪实, 王小禾主持, 第12号."""
    return line.startswith("——") or bool(DOCUMENT_NUMBER_RE.fullmatch(line) or subtitle_end_re().search(line))


def shares_word(first: str, second: str) -> bool:
    """Whether both lines share a word of three letters: the second then tells more of the first. A label in brackets is no part.

    >>> shares_word("老字号生意回暖", "“老字号”网店销量增长"), shares_word("青禾县办思政课", "小屏大课堂（走近·思政课）")
    (True, False)
    """
    told = LABEL_RE.sub("", second)
    return any(told[at : at + 3] in first and told[at : at + 3].isalpha() for at in range(len(told) - 2))


def _words(part: str, side: str) -> str:
    return alternation(row.surface for row in rows("headline_parts", HeadlinePart) if (row.part, row.side) == (part, side))


@cache
def kicker_end_re() -> re.Pattern[str]:
    """Matches the end of a kicker: who said what the title says, a dash, a colon."""
    return re.compile(rf"(?:{_words('kicker', 'end')}|[^—]—{{1,2}}|：|主持召开.*会议)$")


@cache
def said_end_re() -> re.Pattern[str]:
    """Matches the end of a line that tells who said what follows: …时强调."""
    return re.compile(rf"(?:{_words('kicker', 'end')})$")


@cache
def kicker_start_re() -> re.Pattern[str]:
    """Matches the beginning of a kicker: who is met or visited (对话青禾救援队队长)."""
    return re.compile(_words("kicker", "begin"))


@cache
def subtitle_end_re() -> re.Pattern[str]:
    """Matches the end of a subtitle: who took part (王小禾主持)."""
    return re.compile(rf"[^\W\d]{{2,}}(?:{_words('subtitle', 'end')})$")


@cache
def subtitle_start_re() -> re.Pattern[str]:
    """Matches the beginning of a subtitle: what more there is to tell (总投资…, 惠及…)."""
    return re.compile(_words("subtitle", "begin"))


@cache
def genre_re() -> re.Pattern[str]:
    """Matches the end of a line that names what kind of piece it is: …纪实, …系列述评之一."""
    return re.compile(rf"(?:{_words('genre', 'end')})(?:之[一二三四五六七八九十\d]+)?$")


@cache
def occasion_re() -> re.Pattern[str]:
    """Matches the end of a line that names when: …之际, …首日."""
    return re.compile(rf"(?:{_words('occasion', 'end')})$")


@cache
def fact_re() -> re.Pattern[str]:
    """Matches the words of headlines that report: 召开, 同比, 突破 …"""
    return re.compile(alternation(words("headline_facts")))


@cache
def fact_end_re() -> re.Pattern[str]:
    """Matches a word that reports at the end of a line, whose clause it closes: …大会召开."""
    return re.compile(f"(?:{alternation(words('headline_facts'))})了?$")
