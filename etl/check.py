"""What a built database promises, and whether it keeps it."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlite_utils import Database

from etl.index import FULL_TEXT
from etl.search import phrase_query

# Promise → a query whose every row breaks it. The first column says where.
PROMISES: Mapping[str, str] = {
    "a figure's text stands at its offsets": """
        select figures.id from figures join articles on articles.id = article_id
        where substr(body, start + 1, "end" - start) <> text or start >= "end" """,
    "a figure's sentence stands in its article": """
        select figures.id from figures join articles on articles.id = article_id where instr(body, sentence) = 0""",
    "a quote's text stands at its offsets": """
        select quotes.id from quotes join articles on articles.id = article_id
        where substr(body, start + 1, "end" - start) <> text or start >= "end" """,
    "an unnamed source's words stand at their offsets, and are nobody else's": """
        select unnamed_quotes.id from unnamed_quotes join articles on articles.id = article_id
        where substr(body, start + 1, "end" - start) <> text or start >= "end" or instr(body, unnamed_quotes.source) = 0
        union all select unnamed_quotes.id from unnamed_quotes join quotes on quotes.article_id = unnamed_quotes.article_id
        where unnamed_quotes.start < quotes."end" and quotes.start < unnamed_quotes."end" """,
    "a place mention stands at its offset": """
        select article_id || ' ' || place_code from article_places join articles on articles.id = article_id
        where substr(body, first_start + 1, length(text)) <> text""",
    "figures of an article do not overlap": """
        select a.id from figures a join figures b on a.article_id = b.article_id and a.id < b.id
        where a.start < b."end" and b.start < a."end" """,
    "every printed character of a page belongs to an article or is left over": """
        select file from pages where characters <> characters_in_articles + characters_left_over""",
    "what is left over is counted": """
        select file from pages where characters_left_over > 0 and id not in (select page_id from left_over)""",
    "every speaker has words": "select id from speakers where id not in (select speaker_id from quotes)",
    "a quote's speaker is a speaker of its article": """
        select id from quotes where not exists (select 1 from article_speakers
        where article_speakers.article_id = quotes.article_id and article_speakers.speaker_id = quotes.speaker_id)""",
    "a speaker link joins two articles of one speaker": """
        select article_id from speaker_links where article_id = other_article_id or not exists (
          select 1 from article_speakers there where there.article_id = other_article_id
          and there.speaker_id = speaker_links.speaker_id)""",
    "every further article of a speaker says why it is the same person": """
        select speaker_id from article_speakers group by speaker_id
        having count(*) - 1 > (
          select count(*) from speaker_links where speaker_links.speaker_id = article_speakers.speaker_id)""",
    "a figure's speaker is the speaker of its quote": """
        select figures.id from figures left join quotes on quotes.id = quote_id
        where figures.speaker_id is not quotes.speaker_id""",
    "a figure inside a quote is of that quote, and no other is": """
        select figures.id from figures join quotes on quotes.article_id = figures.article_id
        where (figures.start >= quotes.start and figures."end" <= quotes."end") <> (quote_id is quotes.id)""",
    "a check's figures stand in its articles, and what is expected within its range": """
        select figure_checks.id from figure_checks join figures on figures.id = figure_id
        where figures.article_id <> figure_checks.article_id or printed <> value
          or expected not between expected_low and expected_high
        union all select check_id from figure_check_parts join figure_checks on figure_checks.id = check_id
        join figures on figures.id = figure_check_parts.figure_id
        where figures.article_id <> coalesce(other_article_id, figure_checks.article_id)
        union all select id from figure_checks where id not in (select check_id from figure_check_parts)""",
    "an article is continued by one other, on another page of its issue": """
        select max(later.id) from articles later join articles earlier on earlier.id = later.continues
        join pages there on there.id = later.page_id join pages here on here.id = earlier.page_id
        group by earlier.id
        having count(*) > 1 or there.id = here.id or there.issue_date is not here.issue_date
          or there.newspaper is not here.newspaper""",
    "every article belongs to one whole article": """
        select 'articles_whole' where (select sum(parts) from articles_whole) <> (select count(*) from articles)""",
    "what an article reprints is no reprint itself": """
        select id from articles where reprint_of in (select id from articles where reprint_of is not null)""",
    "a date says how it is known": """
        select id from articles where (published is null) <> (published_from is null) or published_from not in
        ('dateline', 'manifest', 'file name', 'page metadata', 'page header')
        union all select id from pages where (issue_date is null) <> (issue_date_from is null) or issue_date_from not in
        ('manifest', 'file name', 'page metadata', 'page header')""",
    "a figure has changed from one before it": """
        select figures.id from figures join figures as first on first.id = figures.changed_from
        where first.article_id <> figures.article_id or first.start >= figures.start""",
    "a range rises": "select id from figures where value_high <= value",
    "a period does not end before it starts": "select id from figures where period_end < period_start",
    "an article has a body": "select id from articles where trim(body) = ''",
    "nothing is empty where it should be null": """
        select id from articles where '' in (title, kicker, subtitle, byline, source, dateline_place, published)
        union all select id from figures where '' in (indicator, place, period, base)
        union all select id from speakers where '' in (title, organisation)""",
}

# Column → the lowest and highest share of rows in which it should be filled; outside, something upstream may have broken.
# Beside each the shares measured on four collections: pages of several kinds of paper, and 237 days of broadcasts.
FILL_BANDS: Mapping[tuple[str, str], tuple[float, float]] = {
    ("articles", "title"): (0.70, 1.0),  # 0.85 to 1.00
    ("figures", "indicator"): (0.90, 1.0),  # 0.98 to 1.00
    ("figures", "period"): (0.40, 0.95),  # 0.66 to 0.75
    ("figures", "place"): (0.30, 0.98),  # 0.53 to 0.93
    ("figures", "direction"): (0.05, 0.40),  # 0.13 to 0.18
    ("speakers", "title"): (0.70, 1.0),  # 0.89 to 0.96
    ("speakers", "organisation"): (0.30, 0.95),  # 0.50 to 0.85
}
FEWEST_ROWS_TO_JUDGE = 200


class Unusual(NamedTuple):
    """A column filled less or more often than it should be."""

    table: str
    column: str
    share: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.table}.{self.column} is filled in {self.share:.0%} of the rows; {self.low:.0%} to {self.high:.0%} is usual"


def broken_promises(db: Database) -> list[str]:
    """One sentence for each promise the database breaks, with the first place; empty when it keeps all."""
    broken = [f"not true: {promise} ({rows[0][0]} and {len(rows) - 1} more)" for promise, rows in _violations(db)]
    broken += [
        f"{row[0]} row {row[1]} refers to a row of {row[2]} that is missing" for row in db.execute("pragma foreign_key_check")
    ]
    broken += [f"search does not find what stands in {table}" for table in FULL_TEXT if not _search_works(db, table)]
    return broken


def _violations(db: Database) -> list[tuple[str, list[tuple[object, ...]]]]:
    checked = ((promise, db.execute(sql).fetchall()) for promise, sql in PROMISES.items())
    return [(promise, rows) for promise, rows in checked if rows]


def _search_works(db: Database, table: str) -> bool:
    """Whether the index answers for the first text of a table: it would not after an FTS5 'rebuild' of the plain text."""
    columns = ", ".join(f"coalesce({column}, '')" for column in FULL_TEXT[table])
    row = db.execute(f"select id, {columns} from {table} limit 1").fetchone()
    if row is None:
        return True
    text = max(row[1:], key=len).split("\n")[0][:12]
    hits = db.execute(f"select 1 from {table}_fts where {table}_fts match ? and rowid = ?", (phrase_query(text), row[0]))
    return hits.fetchone() is not None


def unusual(db: Database) -> list[Unusual]:
    """The columns whose share of filled rows lies outside its band, in tables large enough to judge."""
    found = []
    for (table, column), (low, high) in FILL_BANDS.items():
        rows, filled = db.execute(f"select count(*), count({column}) from {table}").fetchone()
        if rows >= FEWEST_ROWS_TO_JUDGE and not low <= filled / rows <= high:
            found.append(Unusual(table, column, filled / rows, low, high))
    return found
