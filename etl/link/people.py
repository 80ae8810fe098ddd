"""One person in several articles: 江海新港集团总经理林一舟 of March and 江海新港集团有限公司林一舟 of May.

organisation         both articles name an organisation they speak for; 市委 is one only within a newspaper
part of the other    江海大学 and 江海大学医学院, where the name is no short one
national office      both name an office so high that the name settles it; or one does, and the other no organisation
continued article    the second part of an article names them without a post
reprint              two papers print one story
same page            a name without an organisation, and one home on its page
same title           俄总统 and 俄罗斯总统; 局长 and 市水利局局长 in one newspaper

Who changes posts stays one person while some article names both organisations, or one calls the former post so.
No one person: two people of one name who speak for different organisations.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

from etl import vocabulary
from etl.ids import content_id
from etl.link.filed import Filed
from etl.model import Speaker
from etl.name_runs import is_transliterated
from etl.surnames import surname_of

COMPANY_FORM_RE = re.compile(r"(股份|集团|有限|责任|总)*公司$|集团$")
# 市委, 县水利局, 村委会, 公司: which one, the newspaper's home tells.
RELATIVE_RE = re.compile(r"[省市县区州旗乡镇村]|街道|社区|居委会|公司|集团|合作社|学校|医院|党委|团委|[局所院校]$")
FORMER_RE = re.compile(r"^(?:原|前任?)(?=.{2})")
# Offices that few hold in any country, so that even a name like 万斯 is one person's.
STATE_RE = re.compile(r"总统|首相|总理|外长|防长|外交部长|国防部长|国务卿|议长|大使|秘书长$")
NATIONAL_OFFICE = "national office"
SHORTEST_TELLING_NAME = 3
SHORTEST_WHOLE = 4


@dataclass(frozen=True, slots=True)
class NationalOffice:
    """An office so high that name and office settle who is meant."""

    KEY: ClassVar[tuple[str, ...]] = ("title", "organisation")
    title: str
    organisation: str | None
    note: str | None


class Person(NamedTuple):
    """One row of `speakers`."""

    id: int
    name: str
    title: str | None
    organisation: str | None


class Home(NamedTuple):
    """What a person speaks for, and where that name means one body: 市委 in one newspaper, 江海大学 everywhere."""

    name: str
    scope: str | None


class PersonLink(NamedTuple):
    """Why the speaker of that name is one person in two articles: the rule, and the words both print, if that is it."""

    article_id: int
    name: str
    other_article_id: int
    rule: str
    shared: str | None


class People(NamedTuple):
    """(article id, name) → the person, title and organisation being the latest known; and how that was decided."""

    of: Mapping[tuple[int, str], Person]
    links: Sequence[PersonLink]


@dataclass(frozen=True)
class _Appearance:
    """A speaker in an article."""

    filed: Filed
    speaker: Speaker

    def link(self, other: "_Appearance", rule: str, shared: str | None) -> PersonLink:
        return PersonLink(self.filed.id, self.speaker.name, other.filed.id, rule, shared)

    @property
    def key(self) -> tuple[int, str]:
        return self.filed.id, self.speaker.name

    @cached_property
    def homes(self) -> tuple[Home, ...]:
        if _holds_national_office(self.speaker):
            return (Home(NATIONAL_OFFICE, None),)
        named = (self.speaker.organisation or "").split("、")
        return tuple(self._home(organisation) for organisation in named if organisation)

    def _home(self, organisation: str) -> Home:
        page = self.filed.page
        organisation = FORMER_RE.sub("", organisation)
        scope = (page.newspaper or page.file) if RELATIVE_RE.match(organisation) else None
        return Home(COMPANY_FORM_RE.sub("", organisation) or organisation, scope)


def link_people(articles: Sequence[Filed], same_story: Mapping[int, tuple[int, str]]) -> People:
    """The persons of all articles, one for those who share a name and something that settles who is meant.

    `same_story` gives articles that go on with another or repeat it: article → (the other, how).
    """
    ordered = sorted(articles, key=lambda filed: (filed.article.published or "", filed.id))
    by_name: dict[str, list[_Appearance]] = defaultdict(list)
    for filed in ordered:
        for speaker in filed.speakers:
            by_name[speaker.name].append(_Appearance(filed, speaker))
    people: dict[tuple[int, str], Person] = {}
    links: list[PersonLink] = []
    for appearances in by_name.values():
        found = list(_find_links(appearances, same_story))
        for group in _groups(appearances, found):
            person = _make_person(group)
            people.update({one.key: person for one in group})
        links += found
    return People(people, links)


def _find_links(appearances: Sequence[_Appearance], same_story: Mapping[int, tuple[int, str]]) -> Iterator[PersonLink]:
    """From each appearance to the last one before it at each of its homes; where there is none, to the first that another
    rule gives."""
    for position, one in enumerate(appearances):
        before = appearances[position - 1 :: -1] if position else ()
        by_home = [link for home in one.homes if (link := _link_by_home(one, home, before))]
        yield from {link.other_article_id: link for link in reversed(by_home)}.values()
        if not by_home and (link := _link_by_story(one, before, same_story) or _link_without_home(one, before, appearances)):
            yield link


def _link_by_home(one: _Appearance, home: Home, before: Sequence[_Appearance]) -> PersonLink | None:
    for rule, shares in HOME_RULES:
        for other in before:
            if any(shares(home, theirs, one.speaker.name) for theirs in other.homes):
                if home.name == NATIONAL_OFFICE:
                    return one.link(other, NATIONAL_OFFICE, one.speaker.title)
                return one.link(other, rule, home.name)
    return None


def _is_same(home: Home, other: Home, name: str) -> bool:
    return home == other


def _is_part(home: Home, other: Home, name: str) -> bool:
    """Whether one body lies in the other, by its name: two people of one name in one house are rare, unless it is a short one."""
    short, long = sorted((home.name, other.name), key=len)
    is_whole = home.scope == other.scope and len(short) >= SHORTEST_WHOLE and long.startswith(short)
    return is_whole and len(name) >= SHORTEST_TELLING_NAME


HOME_RULES: tuple[tuple[str, Callable[[Home, Home, str], bool]], ...] = (
    ("organisation", _is_same),
    ("part of the other", _is_part),
)


def _link_by_story(
    one: _Appearance, before: Sequence[_Appearance], same_story: Mapping[int, tuple[int, str]]
) -> PersonLink | None:
    other_id, how = same_story.get(one.filed.id, (None, ""))
    return next((one.link(other, how, None) for other in before if other.filed.id == other_id), None)


def _link_without_home(one: _Appearance, before: Sequence[_Appearance], appearances: Sequence[_Appearance]) -> PersonLink | None:
    """The link of somebody who has no organisation in common with anybody before."""
    if not one.homes and (neighbour := _only_neighbour(one, appearances)):
        return one.link(neighbour, "same page", None)
    if not one.homes and len(one.speaker.name) >= SHORTEST_TELLING_NAME:
        for other in (*before, *appearances):
            if Home(NATIONAL_OFFICE, None) in other.homes:
                return one.link(other, NATIONAL_OFFICE, other.speaker.title)
    shared = ((other, _shared_title(one, other)) for other in before)
    return next((one.link(other, "same title", title) for other, title in shared if title), None)


def _only_neighbour(one: _Appearance, appearances: Iterable[_Appearance]) -> _Appearance | None:
    """The appearance on the same page that has a home, if all that have share it."""
    page = one.filed.page.sha256
    neighbours = [other for other in appearances if other.filed.page.sha256 == page and other.homes]
    return neighbours[0] if neighbours and len({home for other in neighbours for home in other.homes[:1]}) == 1 else None


def _shared_title(one: _Appearance, other: _Appearance) -> str | None:
    """The title that settles who is meant: of a name from another language, or within one newspaper."""
    name, theirs = one.speaker.name, (other.speaker.title or "").split("、")
    shared = next((title for title in (one.speaker.title or "").split("、") if title and title in theirs), None)
    if shared is None:
        return None
    if is_transliterated(name) and (surname_of(name) is None or len(name) > SHORTEST_TELLING_NAME or STATE_RE.search(shared)):
        return shared
    in_one_paper = one.filed.page.newspaper is not None and one.filed.page.newspaper == other.filed.page.newspaper
    is_told = in_one_paper and len(name) >= SHORTEST_TELLING_NAME and not (one.homes and other.homes)
    return shared if is_told else None


def _groups(appearances: Sequence[_Appearance], links: Iterable[PersonLink]) -> list[list[_Appearance]]:
    """Appearances that links connect, each group in order of time."""
    group_of = {one.filed.id: [one] for one in appearances}
    for link in links:
        first, second = group_of[link.article_id], group_of[link.other_article_id]
        if first is not second:
            first += second
            group_of.update({one.filed.id: first for one in second})
    groups = {id(group): group for group in group_of.values()}
    order = {one.filed.id: position for position, one in enumerate(appearances)}
    return [sorted(group, key=lambda one: order[one.filed.id]) for group in groups.values()]


def _make_person(group: Sequence[_Appearance]) -> Person:
    """The person of a group: named by the home their first page gives them, so that later pages change no id; with the
    latest post."""
    first, name = group[0].filed, group[0].speaker.name
    homes = [home for one in group if one.filed.page.sha256 == first.page.sha256 for home in one.homes[:1]]
    named = [part for part in homes[0] if part] if homes else [f"article {first.id}"]
    presented = [one.speaker for one in group if one.speaker.organisation or one.speaker.title]
    latest = presented[-1] if presented else group[-1].speaker
    return Person(content_id("speaker", name, *named), name, latest.title, latest.organisation)


def _holds_national_office(speaker: Speaker) -> bool:
    return any(
        office.title in (speaker.title or "") and (office.organisation or "") in (speaker.organisation or "")
        for office in vocabulary.rows("national_offices", NationalOffice)
    )
