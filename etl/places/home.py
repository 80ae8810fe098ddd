"""The home of a page: the division its paper writes from, which its 我市, 全省 and 青山区 mean without saying so.

The newspaper's name says it (襄阳日报; 大众日报 is known to be Shandong's), or the page does where most of its articles are
about one province. A paper of the whole country and a page of national news have no home.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from etl.errors import BaoshuError
from etl.model import Article
from etl.places.about import main_province
from etl.places.divisions import divisions
from etl.places.find import find_places, places_in
from etl.places.surfaces import surfaces, surfaces_by_beginning
from etl.vocabulary import rows

# A page is of one province when three articles are and two thirds of those that are about any.
FEWEST, MAJORITY = 3, 2 / 3


@dataclass(frozen=True, slots=True)
class NewspaperHome:
    """A newspaper whose name does not say where it is at home, and the division it is the paper of; None if it is a paper
    of the whole country."""

    surface: str
    code: str | None
    note: str | None


def find_home(articles: Sequence[Article], newspaper: str | None) -> str | None:
    """The code of the division a page writes from; None where neither the paper's name nor the articles tell.

    >>> find_home([], "襄阳日报"), find_home([], "大众日报"), find_home([], "人民日报")
    ('420600', '370000', None)
    >>> find_home([Article(1, "news", "赤峰下雪。"), Article(2, "news", "通辽下雪。"), Article(3, "news", "包头下雪。")], None)
    '150000'
    """
    if newspaper and _is_national(newspaper):
        return None
    return _paper_home(newspaper) or _page_home(articles)


def _is_national(newspaper: str) -> bool:
    """Whether a paper writes from everywhere: 中国教育报, 农民日报."""
    return newspaper.startswith("中国") or _newspaper_homes().get(newspaper, "") is None


def _paper_home(newspaper: str | None) -> str | None:
    if newspaper is None:
        return None
    if newspaper in _newspaper_homes():
        return _newspaper_homes()[newspaper]
    places = [place.code for place in places_in(newspaper) if place.code]
    return places[0] if places else _begun_with(newspaper)


def _begun_with(newspaper: str) -> str | None:
    """The city, of a name that may also be a word or a person's, that a newspaper is called after: 日照日报, 耒阳日报. A county
    or a district lends its name to papers of other places too (江城晚报)."""
    for name in surfaces_by_beginning().get(newspaper[:2], ()):
        codes = surfaces()[name].codes
        if newspaper.startswith(name) and len(codes) == 1 and divisions()[codes[0]].name.endswith("市"):
            return codes[0]
    return None


@cache
def _newspaper_homes() -> dict[str, str | None]:
    found = {paper.surface: paper.code for paper in rows("newspaper_homes", NewspaperHome)}
    for surface, code in found.items():
        if code and code not in divisions():
            raise BaoshuError(
                f"newspaper_homes.csv: the code '{code}' of '{surface}' stands in no row of divisions.csv; correct it"
            )
    return found


def _page_home(articles: Sequence[Article]) -> str | None:
    """The province that most articles are about."""
    if len(articles) < FEWEST:
        return None
    about = Counter(code for article in articles if (code := main_province(article, find_places(article), None)))
    for code, count in about.most_common(1):
        if count >= max(FEWEST, MAJORITY * about.total()):
            return code
    return None
