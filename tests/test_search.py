"""The search boxes find every substring of the texts, and no input of a visitor is an error."""

import random
import re
from collections.abc import Callable, Iterator
from sqlite3 import Connection, Row
from urllib.parse import urlencode

import httpx
import pytest

from etl.index import FULL_TEXT
from etl.search import EDGE_RE

Get = Callable[[str], httpx.Response]

HOSTILE = [
    "", " ", "\t\n", "　", '"', '""', '"""', "'", "';--", "\0", "粮\0食", "a\0", "*", "粮*", "^粮",
    "AND", "OR", "NOT", "NEAR(粮 食)", "粮 AND", "title:粮", "title : (", "(", ")", "{a b} : c",
    "+", "-", "--", "/*", "\\", "%", "_", "，", "“", "…", "——", "😀", "👩\u200d🌾", "\U0010fffd",
    "粮" * 3000, "e\u0301", "&lt;script&gt;", "<mark>", "５．２％",
]  # fmt: skip


def drawn_queries(news: Connection, table: str, columns: tuple[str, ...], how_many: int) -> Iterator[str]:
    """Pieces of two to twelve characters of the texts of a table, always the same ones."""
    chance = random.Random(table)
    texts = sorted(
        {text for row in news.execute(f"select {', '.join(columns)} from {table}") for text in row if text and len(text) > 1}
    )
    found = 0
    while found < how_many:
        text = chance.choice(texts)
        start = chance.randrange(len(text) - 1)
        query = text[start : start + chance.randint(2, 12)]
        if not re.search(r'[\s"]', query) and len(EDGE_RE.sub("", query)) > 1:
            found += 1
            yield query


def containing(rows: list[Row], columns: tuple[str, ...], words: str) -> list[int]:
    """The truth: ids of the rows of which some column contains the words, large and small letters alike."""
    return [row["id"] for row in rows if any(words.lower() in (row[column] or "").lower() for column in columns)]


@pytest.mark.parametrize("table", FULL_TEXT)
def test_search_finds_exactly_the_rows_that_contain_the_words(table: str, news: Connection, get: Get) -> None:
    columns = FULL_TEXT[table]
    rows = news.execute(f"select id, {', '.join(columns)} from {table} order by id").fetchall()
    for query in drawn_queries(news, table, columns, 50):
        answer = get(
            f"/news/{table}.json?" + urlencode({"_search": query, "_shape": "array", "_size": "max", "_col": "id", "_sort": "id"})
        )
        truth = containing(rows, columns, EDGE_RE.sub("", query))
        assert [row["id"] for row in answer.json()] == truth[:1000], query


@pytest.mark.parametrize("table", FULL_TEXT)
@pytest.mark.parametrize("form", ["?", ".json?_searchmode=raw&"], ids=["page", "raw json"])
def test_no_search_is_an_error(table: str, form: str, get: Get) -> None:
    for query in HOSTILE:
        assert get(f"/news/{table}{form}" + urlencode({"_search": query, "_size": 1})).status_code == 200, query[:20]


@pytest.mark.parametrize("table", FULL_TEXT)
def test_no_search_of_one_column_is_an_error(table: str, get: Get) -> None:
    for query in HOSTILE:
        path = f"/news/{table}.json?" + urlencode({f"_search_{FULL_TEXT[table][0]}": query, "_size": 1})
        assert get(path).status_code == 200, query[:20]


@pytest.mark.parametrize("name", ["search", "topic_quotes"])
def test_no_search_of_a_query_is_an_error(name: str, get: Get) -> None:
    for query in HOSTILE:
        assert get(f"/news/{name}.json?" + urlencode({"q": query, "topic": query})).status_code == 200, query[:20]


def test_a_blank_search_shows_all_rows(news: Connection, get: Get) -> None:
    assert get("/news/articles.json?_search=+").json()["filtered_table_rows_count"] == count(news, "articles")


@pytest.mark.parametrize(
    "view, table", [("figures_in_context", "figures"), ("quotes_in_context", "quotes"), ("speaker_summary", "speakers")]
)
def test_views_search_as_their_tables_do(view: str, table: str, news: Connection, get: Get) -> None:
    query = next(drawn_queries(news, table, FULL_TEXT[table], 1))
    of_view, of_table = (get(f"/news/{name}.json?" + urlencode({"_search": query})).json() for name in (view, table))
    assert of_view["filtered_table_rows_count"] == of_table["filtered_table_rows_count"] > 0


def test_ranked_search_puts_a_headline_first_among_articles(news: Connection, get: Get) -> None:
    title = news.execute("select title from articles where length(title) > 6 order by id limit 1").fetchone()[0]
    rows = get("/news/search.json?" + urlencode({"q": title, "_shape": "array"})).json()
    assert next(row["title"] for row in rows if row["kind"] == "文章") == title


def test_snippets_mark_the_words_and_escape_the_rest(get: Get) -> None:
    page = get("/news?" + urlencode({"sql": "select zh_snippet('<b>粮食</b>增产', '粮食') as snippet"})).text
    assert "&lt;b&gt;<mark>粮食</mark>&lt;/b&gt;增产" in page


def count(news: Connection, table: str) -> int:
    return int(news.execute(f"select count(*) from {table}").fetchone()[0])
