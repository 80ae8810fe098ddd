"""Institutions, and ranges of mountains, that everybody knows to be at home somewhere though their name does not say so:
同济大学, 进博会, 秦岭.

They name no place; but where nothing else says where an article is set, it is set where the one it begins with is at home.
同济大学教授 is whoever explains something.
"""

import re
from dataclasses import dataclass
from functools import cache

from etl.errors import BaoshuError
from etl.model import Article
from etl.places.divisions import divisions
from etl.vocabulary import alternation, rows

# How far the first lines go that say whom an article is about.
OPENING = 60
PERSON_RE = re.compile(r"[^，。；：、“”（）]{0,8}(?:教授|研究员|专家|博士|学者|院士|校友|毕业)")


@dataclass(frozen=True, slots=True)
class Institution:
    """A university, a fair or a range, and the province it is at home in."""

    surface: str
    code: str
    note: str | None


@cache
def _institutions() -> tuple[dict[str, str], re.Pattern[str]]:
    homes = {one.surface: one.code for one in rows("institutions", Institution)}
    for surface, code in homes.items():
        if code not in divisions():
            raise BaoshuError(f"institutions.csv: the code '{code}' of '{surface}' stands in no row of divisions.csv; correct it")
    return homes, re.compile(rf"(?<!国)(?:{alternation(homes)})(?!站|路|街|小区|社区|[—、]?淮河)")


def find_seat(article: Article) -> str | None:
    """The province where the institutions of headline and first lines are at home; None where they are of several.

    >>> find_seat(Article(1, "news", "昨天，同济大学的振动台投入试验。"))
    '310000'
    >>> find_seat(Article(1, "news", "复旦大学教授认为，服务要有人。"))
    """
    homes, pattern = _institutions()
    texts = (article.kicker, article.title, article.subtitle, article.body[:OPENING])
    found = {
        homes[match.group()]
        for text in filter(None, texts)
        for match in pattern.finditer(text)
        if not PERSON_RE.match(text, match.end())
    }
    return found.pop() if len(found) == 1 else None
