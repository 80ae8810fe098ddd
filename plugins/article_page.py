"""What the page of one article shows: the text with its figures and quotes marked, and who said them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request

Mention = Mapping[str, Any]

ARTICLE_SQL = """
    select articles.*, coalesce(articles.title, substr(articles.body, 1, 24) || '…') as headline,
           pages.newspaper, pages.issue_date, pages.page_no, provinces.short_name as province
    from articles
    join pages on pages.id = articles.page_id
    left join provinces on provinces.code = articles.province_code
    where articles.id = ?"""

FIGURES_SQL = """
    select figures.*, speakers.name as speaker, earlier.text as changed_from_text
    from figures
    left join speakers on speakers.id = figures.speaker_id
    left join figures as earlier on earlier.id = figures.changed_from
    where figures.article_id = ? order by figures.start"""

QUOTES_SQL = """
    select quotes.*, speakers.name as speaker, article_speakers.title, article_speakers.organisation
    from quotes
    join speakers on speakers.id = quotes.speaker_id
    join article_speakers using (article_id, speaker_id)
    where quotes.article_id = ? order by quotes.start"""

# The checks that fail come first.
CHECKS_SQL = """
    select figure_checks.*, coalesce(articles.title, substr(articles.body, 1, 24) || '…') as other_headline
    from figure_checks left join articles on articles.id = figure_checks.other_article_id
    where figure_checks.article_id = ? order by figure_checks.holds, figure_checks.id"""

PLACES_SQL = """
    select places.name, article_places.mentions
    from article_places join places on places.code = article_places.place_code
    where article_places.article_id = ? order by article_places.first_start"""

RELATED_SQL = """
    with related (id, relation) as (
      select continues, '上接 continues' from articles where id = :id
      union all select id, '下转 continued in' from articles where continues = :id
      union all select reprint_of, '转载自 reprint of' from articles where id = :id
      union all select id, '转载 reprinted as' from articles where reprint_of = :id
    )
    select related.id, related.relation, coalesce(pages.issue_date, articles.published) as day, pages.newspaper, pages.page_no,
           coalesce(articles.title, substr(articles.body, 1, 24) || '…') as headline
    from related
    join articles on articles.id = related.id
    join pages on pages.id = articles.page_id"""

# An article that stands on several pages, all its parts joined.
WHOLE_SQL = """
    with recursive back (id, continues) as (
      select id, continues from articles where id = :id
      union all
      select articles.id, articles.continues from articles join back on articles.id = back.continues
    )
    select id, body, pages from articles_whole where id = (select id from back where continues is null) and parts > 1"""


@dataclass(frozen=True, slots=True)
class Run:
    """Some letters of a paragraph and the figure and the quote they belong to; `opens` when the figure begins here,
    `closes` when it ends here."""

    text: str
    figure: Mention | None = None
    quote: Mention | None = None
    opens: bool = False
    closes: bool = False


@hookimpl
def extra_template_vars(database: str, table: str, view_name: str, request: Request, datasette: Datasette) -> Any:
    """The variables of `row-news-articles.html`."""
    if (view_name, database, table) != ("row", "news", "articles"):
        return {}

    async def article_page() -> dict[str, Any]:
        db, article_id = datasette.get_database("news"), request.url_vars["pks"]
        article = (await db.execute(ARTICLE_SQL, [article_id])).first()
        wanted = (FIGURES_SQL, QUOTES_SQL, PLACES_SQL, CHECKS_SQL)
        figures, quotes, places, checks = [list(await db.execute(sql, [article_id])) for sql in wanted]
        return {
            "article": article,
            "paragraphs": paragraphs(article["body"], figures, quotes) if article else [],
            "figures": figures,
            "quotes": quotes,
            "places": places,
            "checks": checks_of_figures(checks),
            "related": list(await db.execute(RELATED_SQL, {"id": article_id})),
            "whole": (await db.execute(WHOLE_SQL, {"id": article_id})).first(),
        }

    return article_page


def checks_of_figures(checks: Sequence[Mention]) -> dict[int, list[Mention]]:
    """The checks of each figure by its id, in the order given.

    >>> checks_of_figures([{"figure_id": 3, "holds": 1}])
    {3: [{'figure_id': 3, 'holds': 1}]}
    """
    found: dict[int, list[Mention]] = {}
    for check in checks:
        found.setdefault(check["figure_id"], []).append(check)
    return found


def paragraphs(body: str, figures: Sequence[Mention], quotes: Sequence[Mention]) -> list[list[Run]]:
    """The body cut at every edge of a figure or quote, paragraph by paragraph.

    >>> figure = {"start": 2, "end": 4}
    >>> [[(run.text, run.figure is figure) for run in runs] for runs in paragraphs("售出3吨。\\n好", [figure], [])]
    [[('售出', False), ('3吨', True), ('。', False)], [('好', False)]]
    """
    found = []
    start = 0
    for paragraph in body.split("\n"):
        end = start + len(paragraph)
        found.append(list(_runs(body, start, end, figures, quotes)))
        start = end + 1
    return found


def _runs(body: str, start: int, end: int, figures: Sequence[Mention], quotes: Sequence[Mention]) -> Iterator[Run]:
    edges = {edge for mention in (*figures, *quotes) for edge in (mention["start"], mention["end"])}
    for a, b in pairwise(sorted({start, end} | {edge for edge in edges if start < edge < end})):
        figure = _covering(figures, a)
        is_edge = [figure is not None and figure[name] == at for name, at in (("start", a), ("end", b))]
        yield Run(body[a:b], figure, _covering(quotes, a), opens=is_edge[0], closes=is_edge[1])


def _covering(mentions: Sequence[Mention], at: int) -> Mention | None:
    return next((mention for mention in mentions if mention["start"] <= at < mention["end"]), None)
