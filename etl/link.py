"""What only the whole set of pages knows: continued articles, reprints, one person in several articles.

A link is made only where the text settles it; two rows too many are better than two people in one.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from etl import vocabulary
from etl.ids import content_id, opening
from etl.model import Article, Findings, Page, ReadPage, Speaker
from etl.numerals import parse_numeral

# Two bodies are one story when three fifths of the shorter's sampled shingles stand in the longer, and neither is much longer.
SHINGLE = 8
SAMPLED_OF = 4
SHORTEST_REPRINT = 80
SHARED_SHINGLES = 0.6
SHORTER_TO_LONGER = 0.5

COMPANY_FORM_RE = re.compile(r"(股份|集团|有限|责任|总)*公司$|集团$")
LABEL_NUMBER_RE = re.compile(r"[0-9零〇一二三四五六七八九十]+")


@dataclass(frozen=True, slots=True)
class NationalOffice:
    """An office that one person holds at a time, so that name and office settle who is meant."""

    KEY: ClassVar[tuple[str, ...]] = ("title", "organisation")
    title: str
    organisation: str | None
    note: str | None


class Filed(NamedTuple):
    """An article with its id, its page and what was found in it."""

    id: int
    page: Page
    findings: Findings

    @property
    def article(self) -> Article:
        return self.findings.article

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        return self.findings.speakers


class Person(NamedTuple):
    """One row of `speakers`."""

    id: int
    name: str
    title: str | None
    organisation: str | None


class Links(NamedTuple):
    """Article ids and (article id, name) pairs → what they are linked to."""

    people: Mapping[tuple[int, str], Person]
    continues: Mapping[int, int]
    reprint_of: Mapping[int, int]


def file_articles(pages: Iterable[ReadPage]) -> list[Filed]:
    """All articles with their ids: from newspaper, issue, the page file's name and the opening words, so that neither new
    pages nor a mended ending, mark or layout renames an article.

    Articles of one page that share their opening are numbered; pages that share everything are told apart by their bytes.
    """
    holder: dict[tuple[str, ...], str] = {}
    filed = []
    for read_page in pages:
        page = read_page.page
        on_page: Counter[str] = Counter()
        for findings in read_page.findings:
            words = opening(findings.article.body)
            on_page[words] += 1
            key: tuple[str, ...] = (page.newspaper or "", str(page.issue_date or ""), page.file, words, str(on_page[words]))
            if holder.setdefault(key, page.sha256) != page.sha256:
                key = (*key, page.sha256)
            filed.append(Filed(content_id("article", *key), page, findings))
    return filed


def link(articles: Sequence[Filed]) -> Links:
    """Everything that only the whole set of articles knows."""
    return Links(link_people(articles), continuations(articles), reprints(articles))


def link_people(articles: Sequence[Filed]) -> Mapping[tuple[int, str], Person]:
    """(article id, name) → the person, one for each name and home; title and organisation are the latest known.

    A person's home is the organisation they speak for, without its company form, or their national office. Somebody
    presented by name alone shares the home that the same name has on the same page, if there is just one; else the
    article is all that is known of them.
    """
    homes = {(filed.id, speaker.name): _home(speaker) for filed in articles for speaker in filed.speakers}
    on_page: dict[tuple[str, str], set[str]] = defaultdict(set)
    for filed in articles:
        for speaker in filed.speakers:
            home = homes[filed.id, speaker.name]
            if home:
                on_page[filed.page.sha256, speaker.name].add(home)
    people: dict[tuple[int, str], Person] = {}
    latest: dict[int, Person] = {}
    for filed in sorted(articles, key=lambda filed: (filed.article.published or "", filed.id)):
        for speaker in filed.speakers:
            neighbours = on_page[filed.page.sha256, speaker.name]
            home = homes[filed.id, speaker.name] or (next(iter(neighbours)) if len(neighbours) == 1 else f"article {filed.id}")
            person_id = content_id("speaker", speaker.name, home)
            known = latest.get(person_id, Person(person_id, speaker.name, None, None))
            presented = bool(speaker.organisation or speaker.title)
            latest[person_id] = known._replace(title=speaker.title, organisation=speaker.organisation) if presented else known
            people[filed.id, speaker.name] = latest[person_id]
    return {key: latest[person.id] for key, person in people.items()}


def _home(speaker: Speaker) -> str | None:
    for office in vocabulary.rows("national_offices", NationalOffice):
        if office.title in (speaker.title or "") and (office.organisation or "") in (speaker.organisation or ""):
            return "national office"
    organisation = (speaker.organisation or "").split("、")[0]
    return COMPANY_FORM_RE.sub("", organisation) or organisation or None


def continuations(articles: Sequence[Filed]) -> Mapping[int, int]:
    """Article id → id of the article it continues: 上接第一版 on page 7 answers 下转第七版 on page 1 of the same issue.

    Where several articles of a page go to the same other page, the headline must agree; else nothing is linked.
    """
    leaving: dict[tuple[object, ...], list[Filed]] = defaultdict(list)
    for filed in articles:
        if filed.article.continued_to and filed.page.issue_date:
            issue = (filed.page.newspaper, filed.page.issue_date)
            leaving[*issue, _label(filed.page.page_no), _label(filed.article.continued_to)].append(filed)
    arriving: dict[tuple[object, ...], list[Filed]] = defaultdict(list)
    for filed in articles:
        if filed.article.continued_from and filed.page.issue_date:
            issue = (filed.page.newspaper, filed.page.issue_date)
            arriving[*issue, _label(filed.article.continued_from), _label(filed.page.page_no)].append(filed)
    linked = {}
    for route, later in arriving.items():
        for filed in later:
            earlier = [other for other in leaving[route] if len(leaving[route]) == len(later) == 1 or _same_title(other, filed)]
            if len(earlier) == 1:
                linked[filed.id] = earlier[0].id
    return linked


def _label(label: str | None) -> int | str | None:
    """第七版, 07, A7版 → the number that both ends of a continuation have in common."""
    numbers = LABEL_NUMBER_RE.findall(label or "")
    numeral = parse_numeral(numbers[-1].lstrip("0") or "0") if numbers else None
    return int(numeral.value) if numeral else label


def _same_title(one: Filed, other: Filed) -> bool:
    titles = [re.sub(r"\W", "", filed.article.title or "") for filed in (one, other)]
    return bool(all(titles)) and (titles[0] in titles[1] or titles[1] in titles[0])


def reprints(articles: Sequence[Filed]) -> Mapping[int, int]:
    """Article id → id of the article it reprints: the earliest with the same text but for small edits."""
    marks = {filed.id: set(_shingles(filed.article.body)) for filed in articles}
    holders: dict[int, list[int]] = defaultdict(list)
    original: dict[int, int] = {}
    for filed in sorted(articles, key=lambda filed: (filed.article.published or "9", filed.id)):
        mine = marks[filed.id]
        shared = Counter(holder for mark in mine for holder in holders[mark])
        alike = [
            other
            for other, count in shared.items()
            if count >= SHARED_SHINGLES * min(len(mine), len(marks[other]))
            and min(len(mine), len(marks[other])) >= SHORTER_TO_LONGER * max(len(mine), len(marks[other]))
        ]
        if alike:
            nearest = max(alike, key=lambda other: (shared[other], -other))
            original[filed.id] = original.get(nearest, nearest)
        for mark in mine:
            holders[mark].append(filed.id)
    return original


def _shingles(body: str) -> Iterator[int]:
    """Checksums of the runs of eight letters that fall into the sample; none for a body too short to tell."""
    letters = re.sub(r"[\W_]+", "", body)
    if len(letters) < SHORTEST_REPRINT:
        return
    for at in range(len(letters) - SHINGLE + 1):
        mark = zlib.crc32(letters[at : at + SHINGLE].encode("utf-8"))
        if mark % SAMPLED_OF == 0:
            yield mark
