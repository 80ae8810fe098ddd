"""The words that name places, and how far each may be trusted.

A surface is `full` (赤峰市), `free` (赤峰: a short name that means the place wherever it stands), `near` (衡东: a short name
of a county, believed where the article names its province or prefecture), `known` (神木: such a name that is a place
wherever no surname stands before it), `bound` (合作, 城区: also an ordinary word,
believed with its suffix or directly after the division it belongs to), `word` (中山大学, 出海口: a longer word that hides or
holds a place name) or `abroad` (加沙地带).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from etl.errors import BaoshuError
from etl.places.divisions import Division, divisions
from etl.vocabulary import rows, words

Trust = Literal["full", "free", "near", "known", "bound", "word", "abroad"]
SHORTENED_SUFFIXES = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


@dataclass(frozen=True, slots=True)
class FormerDivision:
    """A name abolished or changed, and the division that holds the place today."""

    surface: str
    code: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Country:
    """A country, or a city or region abroad with its country, as papers write it."""

    surface: str
    name: str
    region: str
    note: str | None


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A longer word with a place name in it: the division it stands for, or None where it is no place."""

    surface: str
    code: str | None
    note: str | None


class Surface(NamedTuple):
    """The divisions a surface may mean, how far it is trusted, and its country abroad. A `word` without codes only hides."""

    codes: tuple[str, ...]
    trust: Trust
    country: str | None = None


@cache
def surfaces() -> Mapping[str, Surface]:
    """Every surface with what it may mean.

    >>> surfaces()["衡东"], surfaces()["朝阳区"].codes
    (Surface(codes=('430424',), trust='near', country=None), ('110105', '220104'))
    """
    found = _short_names() | _full_names()
    for former in rows("former_divisions", FormerDivision):
        trust: Trust = "near" if len(former.surface) == 2 and former.surface[-1] == "县" else "full"
        found.setdefault(former.surface, Surface((_known(former.code, former.surface),), trust))
    for name in words("county_names"):
        if name not in found or found[name].trust != "near" or len(found[name].codes) > 1:
            raise BaoshuError(f"county_names.csv: '{name}' is no short name of one county; remove it")
        found[name] = found[name]._replace(trust="known")
    for collision in words("place_collisions"):
        if collision not in found:
            raise BaoshuError(f"place_collisions.csv: '{collision}' names no division; remove it")
        found[collision] = found[collision]._replace(trust="bound")
    found |= {country.surface: Surface((), "abroad", country.name) for country in rows("countries", Country)}
    for word in rows("place_words", PlaceWord):
        codes = (_known(word.code, word.surface),) if word.code else ()
        found[word.surface] = Surface(codes, "word")
    return found


@cache
def surfaces_by_beginning() -> Mapping[str, tuple[str, ...]]:
    """The surfaces by their first two characters, the longest first: what the scan looks up at each character.

    >>> surfaces_by_beginning()["赤峰"]
    ('赤峰市', '赤峰')
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for surface in surfaces():
        found[surface[:2]].append(surface)
    return {beginning: tuple(sorted(group, key=len, reverse=True)) for beginning, group in found.items()}


def _full_names() -> dict[str, Surface]:
    """Names with their suffix, long (恩施土家族苗族自治州) and as papers shorten them (恩施州)."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for division in divisions().values():
        named[division.name].append(division.code)
        for suffix, shortened in SHORTENED_SUFFIXES.items():
            if division.name.endswith(suffix):
                named[division.short_name + shortened].append(division.code)
    # 曹县, 开县: with one letter before it a suffix proves little (展开|县内), so the article must name the province too.
    return {name: Surface(tuple(dict.fromkeys(codes)), "full" if len(name) > 2 else "near") for name, codes in named.items()}


def _short_names() -> dict[str, Surface]:
    named: defaultdict[str, list[Division]] = defaultdict(list)
    for division in divisions().values():
        if division.short_name != division.name:
            named[division.short_name].append(division)
    return {name: _short_name(name, group) for name, group in named.items()}


def _short_name(name: str, group: list[Division]) -> Surface:
    codes = _outermost(group)
    levels = {divisions()[code].level for code in codes}
    is_free = len(codes) == 1 and ("county" not in levels or len(name) > 2)
    return Surface(codes, "free" if is_free else "near")


def _outermost(group: Iterable[Division]) -> tuple[str, ...]:
    """What a short name means by itself: the province (吉林), else the prefecture (西安, 长沙; not the county 长沙县 nor the
    district 西安区 of another city), else its counties, where a city stands before the county beside it (伊宁市)."""
    for level in ("province", "prefecture"):
        found = tuple(division.code for division in group if division.level == level)
        if found:
            return found
    cities = {division.parent_code for division in group if division.name.endswith("市")}
    return tuple(division.code for division in group if division.name.endswith("市") or division.parent_code not in cities)


def _known(code: str, surface: str) -> str:
    if code not in divisions():
        raise BaoshuError(f"the code '{code}' of '{surface}' stands in no row of divisions.csv; correct it")
    return code
