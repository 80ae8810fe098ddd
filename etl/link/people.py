"""One person in several articles: 江海新港集团总经理林一舟 of March and 江海新港集团有限公司林一舟 of May.

No one person: two people of one name who speak for different organisations.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from etl import vocabulary
from etl.ids import content_id
from etl.link.filed import Filed
from etl.model import Speaker

COMPANY_FORM_RE = re.compile(r"(股份|集团|有限|责任|总)*公司$|集团$")


@dataclass(frozen=True, slots=True)
class NationalOffice:
    """An office that one person holds at a time, so that name and office settle who is meant."""

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
