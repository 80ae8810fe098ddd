"""Filled tables → a database to search and to browse: indexes, views, full text."""

from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from etl.schema import FOREIGN_KEYS
from etl.search import segment

# What the site filters, facets and sorts by, besides all foreign keys.
INDEXES: Sequence[tuple[str, tuple[str, ...]]] = (
    ("articles", ("published",)),
    ("articles", ("kind",)),
    ("articles", ("source",)),
    ("figures", ("indicator",)),
    ("figures", ("kind",)),
    ("figures", ("unit", "value")),
    ("figures", ("direction",)),
    ("figures", ("base",)),
    ("figures", ("bound",)),
    ("figures", ("period_start", "period_end")),
    ("figure_checks", ("holds", "kind")),
    ("quotes", ("mode",)),
    ("speakers", ("name",)),
    ("speakers", ("organisation",)),
    ("pages", ("newspaper", "issue_date", "page_no")),
    ("places", ("level",)),
    ("left_over", ("reason",)),
    ("unnamed_quotes", ("source",)),
    ("ignored_numbers", ("reason",)),
    ("ignored_quotations", ("reason",)),
)

VIEWS: Mapping[str, str] = {
    "figures_in_context": """
        select figures.id, figures.indicator, figures.text, figures.value, figures.value_high, figures.unit, figures.bound,
               figures.direction, figures.base, figures.period, figures.period_start, figures.period_end, figures.place,
               provinces.short_name as province, speakers.name as speaker, figures.sentence, articles.title, articles.published,
               pages.newspaper, figures.article_id, figures.speaker_id, figures.province_code, figures.kind
        from figures
        join articles on articles.id = figures.article_id
        join pages on pages.id = articles.page_id
        left join provinces on provinces.code = figures.province_code
        left join speakers on speakers.id = figures.speaker_id""",
    "quotes_in_context": """
        select quotes.id, speakers.name as speaker, article_speakers.organisation, article_speakers.title as speaker_title,
               quotes.mode, quotes.text, quotes.cue, articles.title, articles.published, pages.newspaper,
               provinces.short_name as province, quotes.article_id, quotes.speaker_id, articles.province_code
        from quotes
        join speakers on speakers.id = quotes.speaker_id
        join article_speakers
          on article_speakers.article_id = quotes.article_id and article_speakers.speaker_id = quotes.speaker_id
        join articles on articles.id = quotes.article_id
        join pages on pages.id = articles.page_id
        left join provinces on provinces.code = articles.province_code""",
    # A paragraph cut at the foot of a page goes on in the next part; one that ends in a stop does not. Names and agency may be
    # printed below the last part alone.
    "articles_whole": """
        with recursive
        continued (id) as (select continues from articles where continues is not null),
        chain (id, last_id, body, pages, parts, byline, source, dateline_place) as (
          select articles.id, articles.id, body, coalesce(page_no, '?'), 1, byline, source, dateline_place
          from articles
          join pages on pages.id = articles.page_id
          where continues is null and articles.id in (select id from continued)
          union all
          select chain.id, articles.id,
                 chain.body || substr(char(10), 1, instr('。！？…；', substr(rtrim(chain.body, '”’」』）》'), -1)) > 0)
                   || articles.body,
                 chain.pages || '、' || coalesce(pages.page_no, '?'), chain.parts + 1,
                 coalesce(chain.byline, articles.byline), coalesce(chain.source, articles.source),
                 coalesce(chain.dateline_place, articles.dateline_place)
          from chain
          join articles on articles.continues = chain.last_id
          join pages on pages.id = articles.page_id
        ),
        whole as (select * from chain where last_id not in (select id from continued))
        select articles.id, articles.kind, articles.kicker, articles.title, articles.subtitle,
               coalesce(whole.byline, articles.byline) as byline, coalesce(whole.source, articles.source) as source,
               coalesce(whole.dateline_place, articles.dateline_place) as dateline_place, articles.published, pages.newspaper,
               pages.issue_date, coalesce(whole.pages, pages.page_no) as pages, coalesce(whole.parts, 1) as parts,
               coalesce(whole.body, articles.body) as body, length(coalesce(whole.body, articles.body)) as characters,
               articles.reprint_of, articles.province_code
        from articles
        join pages on pages.id = articles.page_id
        left join whole on whole.id = articles.id
        where articles.continues is null""",
    "speaker_summary": """
        select speakers.id, speakers.name, speakers.organisation, speakers.title,
               (select count(*) from article_speakers where article_speakers.speaker_id = speakers.id) as articles,
               (select count(*) from quotes where quotes.speaker_id = speakers.id) as quotes,
               (select count(*) from figures where figures.speaker_id = speakers.id) as figures
        from speakers""",
    "province_map": """
        select provinces.code, provinces.name, provinces.latitude, provinces.longitude,
               (select count(*) from article_provinces where article_provinces.province_code = provinces.code) as articles,
               (select count(*) from articles where articles.province_code = provinces.code) as articles_mainly_about,
               (select count(*) from figures where figures.province_code = provinces.code) as figures,
               (select count(*) from quotes join articles on articles.id = quotes.article_id
                where articles.province_code = provinces.code) as quotes,
               (select max(articles.published) from article_provinces join articles on articles.id = article_provinces.article_id
                where article_provinces.province_code = provinces.code) as latest,
               provinces.short_name, provinces.grid_row, provinces.grid_column
        from provinces""",
    "place_map": """
        select places.code, places.name, places.level, provinces.short_name as province, places.latitude, places.longitude,
               (select count(*) from article_places where article_places.place_code = places.code) as articles,
               (select count(*) from figures where figures.place_code = places.code) as figures
        from places join provinces on provinces.code = places.province_code""",
}

# Table → the columns its search reads. Each index is `<table>_fts`, external content over the table itself, so that
# Datasette and sqlite-utils find it by themselves.
FULL_TEXT: Mapping[str, tuple[str, ...]] = {
    "articles": ("kicker", "title", "subtitle", "body"),
    "figures": ("indicator", "place", "period", "sentence"),
    "quotes": ("text",),
    "speakers": ("name", "title", "organisation"),
}


def index(db: Database) -> None:
    """Adds indexes, views and full text to the filled tables."""
    for table, column, _, _ in FOREIGN_KEYS:
        db.table(table).create_index([column], if_not_exists=True)
    for table, columns in INDEXES:
        db.table(table).create_index(columns, if_not_exists=True)
    for name, sql in VIEWS.items():
        db.create_view(name, sql)
    for table, columns in FULL_TEXT.items():
        _index_text(db, table, columns)
    db.execute("analyze")


def _index_text(db: Database, table: str, columns: Sequence[str]) -> None:
    """Fills `<table>_fts` with the segmented text of the columns.

    The index must be filled by insert: the FTS5 command 'rebuild' would read the plain text of the table, in which
    SQLite finds no Chinese word, so nothing here or later may issue it, and there are no triggers.
    """
    names = ", ".join(columns)
    db.execute(
        f'create virtual table {table}_fts using fts5({names}, content="{table}", content_rowid="id", tokenize="unicode61")'
    )
    rows = db.execute(f"select id, {names} from {table} order by id").fetchall()
    marks = ", ".join("?" * (len(columns) + 1))
    with db.conn:
        db.conn.executemany(
            f"insert into {table}_fts (rowid, {names}) values ({marks})",
            ((row[0], *map(segment, row[1:])) for row in rows),
        )
        db.execute(f"insert into {table}_fts ({table}_fts) values ('optimize')")
