"""The lines of a headline → kicker, title, subtitle: by the layout where it is known, else by their words.

李某在青禾调研时强调 | 守住水源地 | 护好一江水   →  kicker | title (two lines)
小篾刀闯出大市场 | ——一个县的竹编生意       →  title | subtitle
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import ClassVar, NamedTuple

from etl.column_labels import is_label, is_name_of_box, is_series_word
from etl.headline_links import goes_on
from etl.places.surfaces import surfaces, surfaces_by_beginning
from etl.vocabulary import alternation, rows, words

# A couplet (一张网，半条命; 从“看天”到“看云”), what somebody says, a question or an exclamation.
PICTURE_RES = tuple(map(re.compile, ("(?:^|：)[^，：]{2,7}，[^，]{2,7}$|^从“.+”到“.+”$", "^“?[^，：]{2,4}说：", "[？！]$")))
LABEL_RE = re.compile(r"（[^（）]{2,16}）$")
BRACKETED_RE = re.compile(r"[（【][^（）【】]+[）】]")
PLACE_RE = re.compile(r"[^\W\d]{2,4}")
INNER_DASH_RE = re.compile(r"(?<=[^—]{5})——(?=[^—]{6})")

SERIES_RE = re.compile(r"[^\W\d]{2,8}·[^\W\d]{2,6}")
WHOLE_RES = (SERIES_RE, BRACKETED_RE, PLACE_RE)
# No clause is so short: what stands behind a colon goes on in the next line (石桥县：鱼从 | 网箱搬进了“大楼”).
SHORTEST_CLAUSE = 5
# By how many letters the lines of one title may differ, and how many they have together.
UNEVEN, TITLE_LIMIT = 3, 24


TITLE_LEVEL = 1
# The number of a document: 第12号, 青政发〔2026〕3号
DOCUMENT_NUMBER_RE = re.compile(r"[（(]?(?:第\d{1,4}号|[^\W\d]{2,8}[〔\[（]\d{4}[〕\]）]\d{1,4}号)[）)]?")


@dataclass(frozen=True, slots=True)
class HeadlinePart:
    """A row of headline_parts.csv: a word that shows a line of a headline to be a `kicker` or a `subtitle`, by the `side` of
    the line on which it stands."""

    KEY: ClassVar[tuple[str, ...]] = ("surface", "part")

    surface: str
    part: str
    side: str
    note: str | None


class Headline(NamedTuple):
    """The parts of a headline; `spare` are lines above it that belong to no part."""

    kicker: str | None = None
    title: str | None = None
    subtitle: str | None = None
    spare: tuple[str, ...] = ()


def read_headline(lines: Sequence[str], levels: Sequence[int]) -> Headline:
    """Tells kicker, title and subtitle apart, by the levels of the heading marks where these differ.

    >>> read_headline(["青禾县扩种青稞", "一粒种子", "——来自高原的报道"], [2, 1, 2])[:3]
    ('青禾县扩种青稞', '一粒种子', '——来自高原的报道')
    """
    lines, levels = _glue_labels(lines, levels)
    if TITLE_LEVEL not in levels:
        return read_plain_headline(lines)
    if len(lines) > 1 and is_label(lines[0]):  # the name of a column may be set as large as a title
        levels = [0, *(level - min(levels[1:]) + TITLE_LEVEL for level in levels[1:])]
    titles = [level == TITLE_LEVEL for level in levels]
    first = titles.index(True)
    below = [line for line, is_title in zip(lines[first:], titles[first:], strict=True) if not is_title]
    title = " ".join(_join_rests(list(compress(lines, titles))))
    if not below and (match := INNER_DASH_RE.search(title)):
        title, below = title[: match.start()], [title[match.start() :]]
    return Headline(" ".join(lines[:first]) or None, title, " ".join(below) or None)


def read_plain_headline(lines: Sequence[str]) -> Headline:
    """Tells kicker, title and subtitle apart by their words. Of two plain lines the shorter is the title.

    >>> read_plain_headline(["青禾县持续做强特色竹编产业", "小篾刀闯出大市场"])[:3]
    ('青禾县持续做强特色竹编产业', '小篾刀闯出大市场', None)
    >>> read_plain_headline(["市政府常务会召开会议", "王小禾主持"])[:3]
    (None, '市政府常务会召开会议', '王小禾主持')
    """
    if len(lines) == 1 and (is_label(lines[0]) or is_series_word(lines[0])):
        return Headline(kicker=lines[0])
    lines = [part for line in _mend_wraps(lines) for part in _part_at_dash(line)]
    told = max((at for at, line in enumerate(lines[:3][: len(lines) - 1]) if kicker_end_re().search(line)), default=0)
    if told:
        lines = ["".join(lines[: told + 1]), *lines[told + 1 :]]
    dash = next((at for at, line in enumerate(lines) if at and line.startswith("——")), len(lines))
    head, subtitle = list(lines[:dash]), lines[dash:]
    spare = head[: max(0, len(head) - 4)] if not subtitle else head[: max(0, len(head) - 2)]
    head = head[len(spare) :]
    if subtitle:
        kicker, title = _kicker_and_title(head)
        return Headline(kicker, title, " ".join(subtitle), tuple(spare))
    if len(head) > 1 and _is_kicker(head[0], head[1]):
        named = is_name_of_box(head[0]) or BRACKETED_RE.fullmatch(head[0]) or SERIES_RE.fullmatch(head[0])
        closes = len(head) > 2 and (subtitle_end_re().search(head[-1]) or head[-1].startswith("（"))
        rest = read_plain_headline(head[1:]) if named or closes else Headline(title=" ".join(head[1:]))
        return Headline(" ".join(filter(None, [head[0], rest.kicker])), rest.title, rest.subtitle, tuple(spare))
    if len(head) > 1 and _is_subtitle(head[-2], head[-1]):
        return Headline(None, " ".join(head[:-1]), head[-1], tuple(spare))
    return Headline(None, " ".join(head) or None, None, tuple(spare))


def _mend_wraps(lines: Sequence[str]) -> list[str]:
    """Joins the lines a headline was wrapped in: one goes on in the next by its words, or a few letters are left alone.

    >>> _mend_wraps(["四座城市地铁", "里的“流动经济”"]), _mend_wraps(["石桥县加快建设高能级开放", "强县", "（一线·见闻）"])
    (['四座城市地铁里的“流动经济”'], ['石桥县加快建设高能级开放强县（一线·见闻）'])
    """
    return _join_even(_join_rests(lines))


def _join_rests(lines: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for line in lines:
        if joined and _is_rest(joined[-1], line):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _glue_labels(lines: Sequence[str], levels: Sequence[int]) -> tuple[list[str], list[int]]:
    """Glues a label in brackets, whatever its size, to the line above it.

    >>> _glue_labels(["老果园，新算法", "（一线·见闻）"], [1, 2])
    (['老果园，新算法（一线·见闻）'], [1])
    """
    glued: list[str] = []
    kept: list[int] = []
    for line, level in zip(lines, levels, strict=True):
        if glued and _is_label_behind(line):
            glued[-1] += line
        else:
            glued.append(line)
            kept.append(level)
    return glued, kept


def _is_label_behind(line: str) -> bool:
    return bool(BRACKETED_RE.fullmatch(line)) and not re.search(r"\d", line)


def _is_rest(line: str, following: str) -> bool:
    """Whether the next line is the rest of a line of a headline, or a label in brackets behind it."""
    if _is_named(line) or is_label(following) or subtitle_end_re().search(following):
        return False
    few = len(following) <= 4 <= len(line) - 8
    told = line.partition("：")[2]
    return few or _is_label_behind(following) or goes_on(line, following) or 0 < len(told) < SHORTEST_CLAUSE <= len(following)


def _is_named(line: str) -> bool:
    """Whether a line is a whole kicker: the name of a column, a series or a place, or one that closes like a kicker."""
    return is_name_of_box(line) or bool(kicker_end_re().search(line)) or any(pattern.fullmatch(line) for pattern in WHOLE_RES)


def _join_even(lines: Sequence[str]) -> list[str]:
    """Joins short lines of nearly one length, as titles in large type are broken in; kicker and title differ in length.

    >>> _join_even(["潮水退去的", "滩涂上", "他们用尺子量海草长了多少"]), _join_even(["石桥扩种青稞", "一粒种子，两本账"])
    (['潮水退去的 滩涂上', '他们用尺子量海草长了多少'], ['石桥扩种青稞', '一粒种子，两本账'])
    """
    joined: list[list[str]] = []
    for line in lines:
        if joined and _are_even([*joined[-1], line]):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [" ".join(run) for run in joined]


def _are_even(lines: Sequence[str]) -> bool:
    widths = [len(re.sub("[“”]", "", line)) for line in lines]
    first, last = lines[-2:]
    if (
        max(widths) - min(widths) > UNEVEN
        or sum(widths) > TITLE_LIMIT
        or any(map(_is_named, lines[:-1]))
        or last.startswith(("——", "（"))
    ):
        return False
    telling = (
        subtitle_start_re().match(last) or subtitle_end_re().search(last) or any(pattern.search(last) for pattern in PICTURE_RES)
    )
    counts = re.search(r"\d", last) and (re.search(r"\d", first) or fact_re().search(first))
    return not telling and not counts and not _shares_word(first, last)


def _part_at_dash(line: str) -> list[str]:
    """Parts title——subtitle, or kicker——title where what follows the dash is the shorter by far."""
    match = INNER_DASH_RE.search(line)
    if not match:
        return [line]
    cut = match.end() if len(line) - match.end() <= min(12, match.start() - 6) else match.start()
    return [line[:cut], line[cut:]]


def _kicker_and_title(head: Sequence[str]) -> tuple[str | None, str | None]:
    """Kicker and title of the lines above a subtitle."""
    if len(head) == 2 and (_is_kicker(*head) or is_label(head[0])):
        return head[0], head[1]
    return None, " ".join(head) or None


def _is_kicker(first: str, second: str) -> bool:
    """Whether the first of two lines is a kicker: by its end, by a column label, or as the fact above the picture.

    >>> _is_kicker("青海祁连县扩种青稞", "一粒种子，两本账"), _is_kicker("老车间变身电影院", "沈阳放映厅去年接待1.2万人次")
    (True, False)
    """
    if kicker_end_re().search(first) or is_name_of_box(first) or SERIES_RE.fullmatch(first) or BRACKETED_RE.fullmatch(first):
        return True
    if kicker_start_re().match(first):
        return True
    if (
        second.startswith("（")
        or DOCUMENT_NUMBER_RE.fullmatch(second)
        or subtitle_start_re().match(second)
        or LABEL_RE.search(first)
    ):
        return False
    if LABEL_RE.search(second):
        return True
    if subtitle_end_re().search(second) or _count_alike(first, second) or _shares_word(first, second):
        return False
    if second.endswith("！") or PLACE_RE.fullmatch(first):
        return True
    lead = _factuality(first) - _factuality(second)
    return lead > 0 or (lead == 0 and len(first) - len(second) >= 3)


def _is_subtitle(title: str, last: str) -> bool:
    """Whether the last line is a subtitle: by its end, by words or numbers of the title, by its facts, or by its length."""
    if re.fullmatch("（[^（）]*日[^（）]*）", last):
        return True
    return (
        bool(
            DOCUMENT_NUMBER_RE.fullmatch(last)
            or subtitle_end_re().search(last)
            or subtitle_start_re().match(last)
            or LABEL_RE.search(title)
        )
        or _count_alike(title, last)
        or _shares_word(title, last)
        or _factuality(title) < _factuality(last)
        or abs(len(last) - len(title)) >= 2
    )


def _factuality(line: str) -> int:
    """How much a line of a headline reports (place, number, event), less how much it paints (quoted words, couplets, questions).

    >>> _factuality("沈阳去年接待游客1.2万人次"), _factuality("一张网，半条命"), _factuality("从“看天”到“看云”")
    (4, -1, -3)
    """
    quoted = sum(map(len, re.findall("“([^”]*)”", line)))
    facts = 2 * _starts_with_place(line) + 2 * bool(re.search(r"\d", line)) + len(set(fact_re().findall(line)))
    pictures = [bool(pattern.search(line)) for pattern in PICTURE_RES]
    return facts - bool(quoted) - (quoted >= 0.4 * len(line)) - sum(pictures)


def _part_words(part: str, side: str) -> str:
    return alternation(row.surface for row in rows("headline_parts", HeadlinePart) if (row.part, row.side) == (part, side))


@cache
def kicker_end_re() -> re.Pattern[str]:
    """Matches the end of a kicker: who said what the title says, a dash, a colon."""
    return re.compile(rf"(?:{_part_words('kicker', 'end')}|[^—]—{{1,2}}|：|主持召开.*会议)$")


@cache
def kicker_start_re() -> re.Pattern[str]:
    """Matches the beginning of a kicker: who is met or visited (对话青禾救援队队长)."""
    return re.compile(_part_words("kicker", "begin"))


@cache
def subtitle_end_re() -> re.Pattern[str]:
    """Matches the end of a subtitle: who took part (王小禾主持)."""
    return re.compile(rf"[^\W\d]{{2,}}(?:{_part_words('subtitle', 'end')})$")


@cache
def subtitle_start_re() -> re.Pattern[str]:
    return re.compile(_part_words("subtitle", "begin"))


@cache
def fact_re() -> re.Pattern[str]:
    """Matches the words of headlines that report: 召开, 同比, 突破 …"""
    return re.compile(alternation(words("headline_facts")))


def _starts_with_place(line: str) -> bool:
    """Whether a line begins with the name of a place: one that is known, or one with its suffix (潇岭县…)."""
    named = any(
        line.startswith(name) and surfaces()[name].trust in ("free", "full") for name in surfaces_by_beginning().get(line[:2], ())
    )
    return named or bool(re.match("[㐀-鿿]{2,3}(?:[省市县旗]|自治[区州])(?![场长委民])", line))


def _shares_word(first: str, second: str) -> bool:
    """Whether both lines share a word of three letters: the second then tells more of the first."""
    return any(second[at : at + 3] in first and second[at : at + 3].isalpha() for at in range(len(second) - 2))


def _count_alike(first: str, second: str) -> bool:
    """Whether both lines count something: the second then adds to the first (新增38家… | 新添1家…)."""
    return bool(re.search(r"\d", first) and re.search(r"\d", second))
