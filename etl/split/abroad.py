"""The countries a headline names, by their names or by the one letter headlines have for them: 以军空袭港口, 美伊谈判.

News from abroad is put together from parts with headlines of their own, which share their countries.
"""

import re
from dataclasses import dataclass
from functools import cache

from etl.places.surfaces import Country
from etl.vocabulary import alternation, rows, words


@dataclass(frozen=True, slots=True)
class CountryLetter:
    """A row of country_letters.csv: the letter by which headlines name a country."""

    surface: str
    name: str
    note: str | None


def countries_in(text: str) -> frozenset[str]:
    """The foreign countries a headline or the beginning of a report names.

    >>> sorted(countries_in("以军空袭港口 美伊谈判无果")), sorted(countries_in("挪威渔船返航")), countries_in("以旧换新火了")
    (['以色列', '伊朗', '美国'], ['挪威'], frozenset())
    """
    named = {_countries()[name] for name in country_re().findall(text)}
    lettered = {_letters()[letter] for run in lettered_re().findall(text) for letter in run}
    return frozenset(named | lettered)


@cache
def _countries() -> dict[str, str]:
    return {row.surface: row.name for row in rows("countries", Country)}


@cache
def _letters() -> dict[str, str]:
    return {row.surface: row.name for row in rows("country_letters", CountryLetter)}


@cache
def country_re() -> re.Pattern[str]:
    return re.compile(alternation(_countries()))


@cache
def lettered_re() -> re.Pattern[str]:
    """Matches the letters of countries before what only a country has: 以军, 美伊两国, 俄称."""
    letters = "".join(sorted(_letters()))
    whole_word = "(?<![可所足予加难][以])(?<![\\d当今昨近次][日])"
    return re.compile(
        rf"([{letters}]{{1,3}}){whole_word}(?={alternation(words('country_followers'))})(?!军[民事]|方[便式法案向面针]|称[为号重职])"
    )
