"""The lines of a headline → kicker, title, subtitle; and what the headline and the text show of the kind of article.

李某在青禾调研时强调 | 守住水源地 | 护好一江水   →  kicker | title (two lines)
小篾刀闯出大市场 | ——一个县的竹编生意       →  title | subtitle
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from etl.column_labels import column_labels, is_series_word
from etl.model import ArticleKind
from etl.places.surfaces import Country, surfaces, surfaces_by_beginning
from etl.vocabulary import alternation, rows, words

KICKER_END_RE = re.compile(r"(?:强调|指出|要求|提出|表示|要求：|[^—]—{1,2}|：|主持召开.*会议|时说)$")
SUBTITLE_END_RE = re.compile(r"[^\W\d]{2,}(?:主持|出席|讲话|致辞|参加|作报告|作批示|列席|并讲话|主持会议)$")
SUBTITLE_START_RE = re.compile("聚焦|其中|涉及|包括|预计|同比|累计|合计|共计|新增|新添")
# A couplet (一张网，半条命; 从“看天”到“看云”), what somebody says, a question or an exclamation.
PICTURE_RES = tuple(map(re.compile, ("(?:^|：)[^，：]{2,7}，[^，]{2,7}$|^从“.+”到“.+”$", "^“?[^，：]{2,4}说：", "[？！]$")))
LABEL_RE = re.compile(r"（[^（）]{2,16}）$")
BRACKETED_RE = re.compile(r"[（【][^（）【】]+[）】]")
INNER_DASH_RE = re.compile(r"(?<=[^—]{5})——(?=[^—]{6})")
QUESTION_RE = re.compile(r"(?:问|答|记者|主持人)[：:]")
LETTER_RE = re.compile("编辑(?:同志|部|朋友)?(?:你好|您好)?[：:，]")
CLAUSE_RE = re.compile(r"第[一二三四五六七八九十百零\d]{1,5}条")

SERIES_RE = re.compile(r"[^\W\d]{2,8}·[^\W\d]{2,6}")
ITEM_RE = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")


class Headline(NamedTuple):
    """The parts of a headline; `spare` are lines above it that belong to no part."""

    kicker: str | None = None
    title: str | None = None
    subtitle: str | None = None
    spare: tuple[str, ...] = ()


def read_headline(lines: Sequence[str]) -> Headline:
    """Tells kicker, title and subtitle apart. Of two plain lines the shorter is the title, set in the largest type.

    >>> read_headline(["青禾县持续做强特色竹编产业", "小篾刀闯出大市场"])[:3]
    ('青禾县持续做强特色竹编产业', '小篾刀闯出大市场', None)
    >>> read_headline(["市政府常务会召开会议", "王小禾主持"])[:3]
    (None, '市政府常务会召开会议', '王小禾主持')
    """
    if len(lines) == 1 and (is_label(lines[0]) or is_series_word(lines[0])):
        return Headline(kicker=lines[0])
    lines = [part for line in _mend_wraps(lines) for part in _part_at_dash(line)]
    told = max((at for at, line in enumerate(lines[:3][: len(lines) - 1]) if KICKER_END_RE.search(line)), default=0)
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
        named = is_label(head[0]) or SERIES_RE.fullmatch(head[0])
        closes = len(head) > 2 and (SUBTITLE_END_RE.search(head[-1]) or head[-1].startswith("（"))
        rest = read_headline(head[1:]) if named or closes else Headline(title=" ".join(head[1:]))
        return Headline(" ".join(filter(None, [head[0], rest.kicker])), rest.title, rest.subtitle, tuple(spare))
    if len(head) > 1 and _is_subtitle(head[-2], head[-1]):
        return Headline(None, " ".join(head[:-1]), head[-1], tuple(spare))
    return Headline(None, " ".join(head) or None, None, tuple(spare))


def _mend_wraps(lines: Sequence[str]) -> list[str]:
    """Joins to a line the few letters that its wrap left alone in the next (…建设高能级开放 | 强省)."""
    mended: list[str] = []
    for line in lines:
        if mended and len(line) <= 4 <= len(mended[-1]) - 8 and not SUBTITLE_END_RE.search(line) and not is_label(line):
            mended[-1] += line
        else:
            mended.append(line)
    return mended


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
    if KICKER_END_RE.search(first) or is_label(first) or SERIES_RE.fullmatch(first) or BRACKETED_RE.fullmatch(first):
        return True
    if second.startswith("（") or SUBTITLE_START_RE.match(second) or LABEL_RE.search(first):
        return False
    if LABEL_RE.search(second):
        return True
    if SUBTITLE_END_RE.search(second) or _count_alike(first, second) or _shares_word(first, second):
        return False
    if second.endswith("！") or re.fullmatch(r"[^\W\d]{2,4}", first):
        return True
    lead = _factuality(first) - _factuality(second)
    return lead > 0 or (lead == 0 and len(first) - len(second) >= 3)


def _is_subtitle(title: str, last: str) -> bool:
    """Whether the last line is a subtitle: by its end, by words or numbers of the title, by its facts, or by its length."""
    if re.fullmatch("（[^（）]*日[^（）]*）", last):
        return True
    return (
        bool(SUBTITLE_END_RE.search(last) or SUBTITLE_START_RE.match(last) or LABEL_RE.search(title))
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


def _names_document(title: str) -> bool:
    """Whether a title is a document's own name (青禾县委关于加强基层治理的意见)."""
    bare = re.sub("（[^（）]*）$", "", title)
    return any(bare.endswith(row.surface) for row in column_labels("document"))


def is_label(line: str) -> bool:
    """Whether a line is the name of a column, not a headline.

    >>> is_label("青禾视角"), is_label("青禾县开通水上巴士")
    (True, False)
    """
    return len(line) <= 8 and any(line.endswith(row.surface) for kind in ("commentary", "briefs") for row in column_labels(kind))


def is_box_label(line: str) -> bool:
    """Whether a box inside an article stands below a line (相关链接)."""
    return len(line) <= 8 and any(line.endswith(row.surface) for row in column_labels("box"))


def is_briefs_label(line: str) -> bool:
    """Whether briefs stand below a line (国内快讯)."""
    return len(line) <= 8 and any(line.endswith(row.surface) for row in column_labels("briefs"))


@cache
def abroad_re() -> re.Pattern[str]:
    letters = "".join(sorted(words("country_letters")))
    names = alternation(row.surface for row in rows("countries", Country))
    return re.compile(rf"{names}|^[{letters}](?!日)|[{letters}](?:军|方|媒|称|外长|总统|总理|副)")


def is_from_abroad(headline: str) -> bool:
    """Whether a headline names a foreign country, by its name or by the one letter for it.

    >>> is_from_abroad("以军空袭港口"), is_from_abroad("青禾茶走进挪威"), is_from_abroad("青禾大桥通车")
    (True, True, False)
    """
    return bool(abroad_re().search(headline))


def is_essay(bylines: Sequence[str], paragraphs: Sequence[str]) -> bool:
    """Whether an article signed with a bare name speaks of its writer: 我 outside quotations, and not as in 我国 or 我们.

    >>> is_essay(["□ 高山"], ["那年我离开老家，", "后来我常梦见它。"]), is_essay(["本报记者 高山"], ["我去了。我来了。"])
    (True, False)
    """
    bare = bool(bylines) and all(re.fullmatch(r"[\W_]*[^\W\d]{2,4}", line) for line in bylines)
    told = re.sub("“[^”]*”", "", "".join(paragraphs))
    return bare and len(re.findall("我(?![们国省市县区镇乡村校厂军方院])", told)) >= 2


def kind_of(headline: Headline, printed: Sequence[str], paragraphs: Sequence[str]) -> ArticleKind:
    """The kind of an article that is no caption. `printed` are its byline lines.

    >>> kind_of(Headline("青禾视角", "小城大舞台"), [], ["……"])
    'commentary'
    """
    if sum(bool(QUESTION_RE.match(paragraph)) for paragraph in paragraphs) >= 2:
        return "qa"
    if sum(bool(CLAUSE_RE.match(paragraph)) for paragraph in paragraphs) >= 3:
        return "document"
    if sum(bool(ITEM_RE.match(paragraph)) for paragraph in paragraphs) >= 2 and _names_document(headline.title or ""):
        return "document"
    lines = [line for line in headline[:3] if line]
    anywhere = [row.surface for row in column_labels("commentary") if row.place == "any"]
    brackets = [match.strip("（）【】") for line in lines for match in re.findall("[（【][^（）【】]+[）】]", line)]
    labels = [*([headline.kicker] if headline.kicker else []), *(part for bracket in brackets for part in bracket.split("·"))]
    if (
        any(is_label(label) and not is_briefs_label(label) for label in labels)
        or any("评论员" in line for line in printed)
        or is_essay(printed, paragraphs)
    ):
        return "commentary"
    is_letter = bool(paragraphs) and LETTER_RE.match(paragraphs[0])
    return "commentary" if is_letter or any(word in line for word in anywhere for line in lines) else "news"
