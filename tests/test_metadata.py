"""metadata.yml and the database describe each other exactly."""

import re
from sqlite3 import Connection
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

NEWS = yaml.safe_load((ROOT / "metadata.yml").read_text("utf-8"))["databases"]["news"]
TABLES: dict[str, dict[str, Any]] = NEWS["tables"]
QUERIES: dict[str, dict[str, Any]] = NEWS["queries"]

CHINESE_RE = re.compile(r"[一-鿿]")
ENGLISH_RE = re.compile(r"[A-Za-z]{2,}")
PARAMETER_RE = re.compile(r":([a-z_]+)")


def public_tables(news: Connection) -> list[str]:
    """Tables and views that the site shows: all but the shadow tables of full text and SQLite's statistics."""
    names = [row[0] for row in news.execute("select name from sqlite_master where type in ('table', 'view') order by name")]
    return [name for name in names if "_fts" not in name and not name.startswith("sqlite_")]


def test_every_table_and_view_is_described_and_no_other(news: Connection) -> None:
    assert sorted(TABLES) == public_tables(news)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_and_no_other(news: Connection, table: str) -> None:
    assert list(TABLES[table]["columns"]) == [
        row["name"] for row in news.execute("select name from pragma_table_info(?)", [table])
    ]


@pytest.mark.parametrize("table", TABLES)
def test_descriptions_are_in_chinese_and_english(table: str) -> None:
    for text in (TABLES[table]["title"], TABLES[table]["description"], *TABLES[table]["columns"].values()):
        assert CHINESE_RE.search(text) and ENGLISH_RE.search(text), text
    assert TABLES[table]["source"] and TABLES[table]["license"] and TABLES[table]["license_url"]


@pytest.mark.parametrize("table", TABLES)
def test_columns_that_metadata_sorts_facets_and_labels_by_exist(table: str) -> None:
    shown = TABLES[table]
    named = [shown[key] for key in ("sort", "sort_desc", "label_column", "fts_pk") if key in shown] + shown.get("facets", [])
    assert set(named) <= set(shown["columns"])


@pytest.mark.parametrize("name", QUERIES)
def test_queries_are_explained(name: str) -> None:
    query = QUERIES[name]
    for text in (query["title"], query["description"], query["group"]):
        assert CHINESE_RE.search(text) and ENGLISH_RE.search(text), text
    assert query["source"] and query["license"] and query["license_url"]


@pytest.mark.parametrize("name", QUERIES)
def test_parameters_of_queries_have_a_field_each(name: str) -> None:
    query = QUERIES[name]
    in_sql = list(dict.fromkeys(PARAMETER_RE.findall(query["sql"])))
    assert in_sql == query.get("params", []) == list(query.get("fields", {}))
    assert all(set(example) <= set(in_sql) for example in query.get("examples", []))


def test_there_are_queries_enough() -> None:
    assert len(QUERIES) >= 12
