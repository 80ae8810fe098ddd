"""What the front page shows of the database: how much there is, the latest articles, the people quoted most."""

from typing import Any

from datasette import hookimpl
from datasette.app import Datasette

TOTALS_SQL = """
    select (select count(*) from articles) as articles, (select count(*) from figures) as figures,
           (select count(*) from quotes) as quotes, (select count(*) from speakers) as speakers,
           (select count(*) from pages) as pages, (select count(distinct newspaper) from pages) as newspapers,
           (select min(issue_date) from pages) as earliest, (select max(issue_date) from pages) as latest"""

LATEST_SQL = """
    select articles.id, coalesce(articles.title, substr(articles.body, 1, 24) || '…') as headline, articles.published,
           pages.newspaper, (select count(*) from figures where figures.article_id = articles.id) as figures,
           (select count(*) from quotes where quotes.article_id = articles.id) as quotes
    from articles join pages on pages.id = articles.page_id
    where articles.kind <> 'caption'
    order by articles.published desc, articles.page_id, articles.position
    limit 8"""

MOST_QUOTED_SQL = """
    select id, name, title, organisation, quotes, figures
    from speaker_summary
    where quotes > 0
    order by quotes desc, figures desc, name
    limit 8"""


@hookimpl
def extra_template_vars(view_name: str, datasette: Datasette) -> Any:
    """The variables of `index.html`; other pages pay nothing for them."""
    if view_name != "index":
        return {}

    async def front_page() -> dict[str, Any]:
        db = datasette.get_database("news")
        return {
            "totals": (await db.execute(TOTALS_SQL)).first(),
            "latest": list(await db.execute(LATEST_SQL)),
            "most_quoted": list(await db.execute(MOST_QUOTED_SQL)),
            "tables": datasette.metadata("tables", database="news"),
            "can_download": datasette.setting("allow_download") and not db.is_mutable,
        }

    return front_page
