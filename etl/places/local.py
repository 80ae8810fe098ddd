"""Places below the divisions: 太平村, 青禾镇永胜村, 滨江经济技术开发区, 石桥水库, and a city or
county no register knows: 云渡市, where its province (江苏省云渡市) or an office (云渡市统计局) shows that it is one.

A local place is a name and one of a closed list of endings. On its left stands the division it lies in (肥西县|太平村), the
border of a clause, or a word that leads to a place (在|太平村, 走进|青禾镇); a name so found counts wherever it returns.
None: 农村, 行政村, 示范村, 各乡镇, 国家级开发区, 香港, 自由贸易港.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, NamedTuple

from etl.model import PlaceMention
from etl.vocabulary import alternation, by_letter, rows, words

RULE = "local"
# 后村镇, a town called after its village.
TOWN_STEM_RE = re.compile(r"[^农乡新古]村[镇乡]")
# What no name holds: the joints and verbs of a sentence. A settlement's name holds no lower-level ending either.
STEM_RE = re.compile(r"[一-鿿]+")
JOINTS = frozenset("的了在和与及等各全每这那该着们让将已向就是对进之从比较")
ENDINGS = frozenset("村镇乡县")
# 青禾码头|有限公司: the name of a company.
COMPANY_RE = re.compile(r"有限|股份|集团|公司")
NO_BORDER_RE = re.compile(r"[、《·0-9A-Za-z]")
# 云渡市统计局, 云渡县青禾镇: what shows a city or county that no register knows.
ORGAN_RE = re.compile(
    r"(?:[一-鿿]{0,12}(?:局|委|厅|办公室|政府|法院|检察院|人大|政协|医院|协会|中学|小学|大学|中心|公司)|[一-鿿]{2,3}(?:镇|乡|街道)(?!级)|委书记|长)"
)
# 经|珠海口岸; 经济区 is one word.
VIA_RE = re.compile(r"经(?![济营开贸纬过])")
# 6日|青禾村; but 紧靠日照|山字河机场.
DAY_RE = re.compile(r"\d[年月日]")
DATE_ENDS = "年月日"
COUNT_RE = re.compile(
    r"^[第一两几数多某其个处座]|[两三四五六七八九十][百千万]|[百千万][个亩人户余多]|[一二两三四五六七八九十多几][个处座家名条类大月]"
)
# The last of 肥西县青禾镇永胜村.
OWN_NAME_RE = re.compile(r"[^省市县区旗镇乡]{2,}?(?:村|镇|乡|街道|社区|嘎查|苏木)$|[^省市县区旗镇乡]{2,3}[市县]$")


@dataclass(frozen=True, slots=True)
class LocalSuffix:
    """An ending of local places: a settlement (村), zone (开发区), site (水库), office that only the name of a division makes
    one (义乌|分拨中心), or division no register knows (市); how long the name before it is, and the letters behind it that make
    another word of it (港|口)."""

    surface: str
    kind: str
    shortest: int
    longest: int
    not_before: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class LocalWord:
    """What makes no name: as the `whole` before a suffix (行政|村), at the `ending` of that (三座|水库), a `compound` with the
    suffix (老乡|, 城镇), or a word of the sentence anywhere in it (`verb`: 加强|口岸)."""

    KEY: ClassVar[tuple[str, ...]] = ("surface", "role")
    surface: str
    role: str
    note: str | None


class _Patterns(NamedTuple):
    suffixes: dict[str, LocalSuffix]
    suffix: re.Pattern[str]
    leads: frozenset[str]
    common: re.Pattern[str]
    ending: re.Pattern[str]
    compound: re.Pattern[str]
    verb: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    suffixes = {suffix.surface: suffix for suffix in rows("local_suffixes", LocalSuffix)}

    def of(role: str) -> str:
        return alternation(word.surface for word in rows("local_words", LocalWord) if word.role == role)

    ordered = sorted(suffixes.values(), key=lambda suffix: -len(suffix.surface))
    guarded = [s.surface + (f"(?![{s.not_before}])" if s.not_before else "") for s in ordered]
    return _Patterns(
        suffixes=suffixes,
        suffix=re.compile(by_letter(guarded)),
        leads=words("place_leads"),
        common=re.compile(f"(?:{of('whole')})+"),
        ending=re.compile(f"(?:{of('ending')})$"),
        compound=re.compile(f"(?:{of('compound')})$"),
        verb=re.compile(of("verb")),
    )


def find_local_places(body: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The local places of a body in order; one directly behind a division takes its name in, and its code.

    >>> body = "在太平村，肥西县永胜村来的客人种树30棵。"
    >>> found = find_local_places(body, [PlaceMention("肥西县", 5, 8, "340123", "full name")])
    >>> [(place.text, place.code) for place in found]
    [('太平村', None), ('肥西县永胜村', '340123')]
    """
    suffixes = list(_patterns().suffix.finditer(body))
    if not suffixes:
        return []
    divisions = {mention.end: mention for mention in mentions}
    inside = {offset for mention in mentions for offset in range(mention.start, mention.end)}
    found: list[PlaceMention] = []
    for match in suffixes:
        if match.start() in inside or COMPANY_RE.match(body, match.end()):
            continue
        if place := _place(body, match, divisions, inside, found[-1].end if found else -1):
            if found and found[-1].end == place.start and found[-1].rule == RULE:
                place = _joined(body, found.pop(), place)
            found.append(place)
    return sorted([*found, *_returning(body, found, inside)], key=lambda place: place.start) if found else []


def _joined(body: str, outer: PlaceMention, inner: PlaceMention) -> PlaceMention:
    return PlaceMention(body[outer.start : inner.end], outer.start, inner.end, outer.code, RULE)


def _place(
    body: str, match: re.Match[str], divisions: dict[int, PlaceMention], inside: set[int], inner: int
) -> PlaceMention | None:
    """The place whose name ends in this suffix, or None where no name stands before it."""
    suffix = _patterns().suffixes[match.group()]
    is_shown = suffix.kind == "division" and _is_division(body, match)
    for length in _lengths(suffix):
        start = match.start() - length
        division = divisions.get(start)
        if suffix.kind == "division" and not (division.code if division else is_shown):
            continue
        if suffix.kind == "office" and (division is None or division.code is None):
            continue
        if start < inner or start in inside:
            return None
        is_tied = division is not None or start == inner
        if start < 0 or not (is_tied or (suffix.shortest <= length <= suffix.longest and is_border(body, start))):
            continue
        if not _is_name(body[start : match.start()], suffix, is_tied=is_tied):
            return None
        if division is None:
            return PlaceMention(body[start : match.end()], start, match.end(), None, RULE)
        return PlaceMention(body[division.start : match.end()], division.start, match.end(), division.code, RULE)
    return None


def _is_division(body: str, match: re.Match[str]) -> bool:
    """Whether an office behind a city or county, or 全县 elsewhere, shows that it is one."""
    ending = match.group()
    return bool(ORGAN_RE.match(body, match.end())) or "全" + ending in body or "该" + ending in body or "我" + ending in body


def _lengths(suffix: LocalSuffix) -> Iterable[int]:
    """How long the name may be; a town tied to its division may have one letter or two more (青禾镇|石家大庄一村), a zone none
    (柳州|高新区)."""
    least = {"division": suffix.shortest, "settlement": suffix.shortest - 1}.get(suffix.kind, 0)
    return range(least, suffix.longest + (3 if suffix.kind == "settlement" else 1))


def is_border(body: str, start: int) -> bool:
    """Whether a place may begin here: at the head of a clause or behind a word that leads to it."""
    before = body[start - 1 : start]
    if not "一" <= before <= "鿿":
        return not NO_BORDER_RE.match(body, start - 1)
    leads = _patterns().leads
    if before in leads or body[max(0, start - 2) : start] in leads:
        return True
    if before in DATE_ENDS:
        return DAY_RE.fullmatch(body, max(0, start - 2), start) is not None
    return before == "经" and VIA_RE.match(body, start - 1) is not None


def _is_name(stem: str, suffix: LocalSuffix, *, is_tied: bool) -> bool:
    """Whether the letters before a suffix are a name: not 行政|村, 新建的|产业园; of a tied one 经济技术|开发区 is."""
    patterns = _patterns()
    if not stem:
        return is_tied
    if not STEM_RE.fullmatch(stem) or JOINTS & set(stem) or COUNT_RE.search(stem):
        return False
    is_town = TOWN_STEM_RE.fullmatch(stem + suffix.surface) is not None
    if patterns.ending.search(stem) or patterns.verb.search(stem):
        return False
    if not is_town and patterns.compound.search(stem + suffix.surface):
        return False
    if suffix.kind in ("settlement", "division") and ENDINGS & set(stem) and not is_town:
        return False
    return (is_tied and suffix.kind in ("zone", "site", "office")) or not patterns.common.fullmatch(stem)


def _returning(body: str, found: Sequence[PlaceMention], inside: set[int]) -> Iterator[PlaceMention]:
    """The same names where they return without a border: 依托|太平村."""
    names = {_own_name(place) for place in found}
    taken = inside | {offset for place in found for offset in range(place.start, place.end)}
    free = 0
    for start, end in sorted((span for name in names for span in _spans(body, name)), key=lambda span: (span[0], -span[1])):
        if start < free:
            continue
        free = end
        if start not in taken and end - 1 not in taken:
            yield PlaceMention(body[start:end], start, end, None, RULE)


def _spans(body: str, name: str) -> Iterator[tuple[int, int]]:
    start = body.find(name)
    while start >= 0:
        yield start, start + len(name)
        start = body.find(name, start + len(name))


def _own_name(place: PlaceMention) -> str:
    """The name without the division before it: 肥西县青禾镇永胜村 → 永胜村."""
    last = OWN_NAME_RE.search(place.text)
    return last.group() if last else place.text
