"""SQL functions that make full-text search read Chinese: the site searches as `etl.search` has indexed."""

import sqlite3

from datasette import hookimpl
from datasette.app import Datasette

from etl.search import phrase_query, ranked_query, snippet


# Datasette registers its own escape_fts after this hook would run; whoever comes last is the one that counts.
@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Registers the functions, `escape_fts` among them, which every search box of Datasette calls."""
    conn.create_function("escape_fts", 1, zh_match, deterministic=True)
    conn.create_function("zh_match", 1, zh_match, deterministic=True)
    conn.create_function("zh_match_ranked", 1, zh_match_ranked, deterministic=True)
    conn.create_function("zh_snippet", 2, zh_snippet, deterministic=True)


@hookimpl
def startup(datasette: Datasette) -> None:
    """Loads the dictionary of words before the first visitor asks: a query may run for a second, loading takes about one."""
    zh_match_ranked("全文搜索")


def zh_match(query: object) -> str:
    """The FTS5 query for rows that contain the words letter for letter; NULL finds nothing.

    >>> zh_match("粮食")
    '"粮 食"'
    """
    return phrase_query(_text(query))


def zh_match_ranked(query: object) -> str:
    """The FTS5 query that also takes the single words of a long query, to be ordered by `bm25`.

    >>> zh_match_ranked("冰雪旅游")
    '("冰 雪 旅 游") OR ("冰 雪" AND "旅 游")'
    """
    return ranked_query(_text(query))


def zh_snippet(text: object, query: object) -> str:
    """The piece of a text that answers the query, as HTML with `<mark>`.

    >>> zh_snippet("秋粮产量再增", "产量")
    '秋粮<mark>产量</mark>再增'
    """
    return snippet(_text(text), _text(query))


def _text(value: object) -> str:
    return "" if value is None else str(value)
