"""How single values are shown: whole numbers with separators, ids as links, search results with their marks."""

import html
import math
import re
from collections.abc import Mapping
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from jinja2 import Environment
from markupsafe import Markup, escape

DATABASE = "news"

# Columns of views and queries that name a row of a table; in the tables Datasette itself links them.
LINKED = {
    "article_id": ("articles", "全文"),
    "other_article_id": ("articles", "另一篇"),
    "continues": ("articles", "全文"),
    "reprint_of": ("articles", "全文"),
    "figure_id": ("figures", "数字"),
    "quote_id": ("quotes", "引语"),
    "speaker_id": ("speakers", "人物"),
    "page_id": ("pages", "版面"),
    "province_code": ("provinces", None),
    "place_code": ("places", None),
}
# A headline or a name leads to the row it names: column → the column of the same row that has the id.
NAMES = {"title": "article_id", "speaker": "speaker_id", "name": "speaker_id"}
NAMES_OF_ROWS = {
    ("articles", "title"): "articles",
    ("articles_whole", "title"): "articles",
    ("speakers", "name"): "speakers",
    ("speaker_summary", "name"): "speakers",
}
ROW_PATH_RE = re.compile(r"/news/[a-z_]+/\d+")
NO_HEADLINE = "（无题）"
MARK_RE = re.compile(r"(</?mark>)")


@hookimpl
def render_cell(
    row: Mapping[str, Any], value: object, column: str, table: str | None, database: str, datasette: Datasette
) -> Markup | str | None:
    """What a cell shows, or None where Datasette knows best."""
    if database != DATABASE:
        return None
    if isinstance(value, float):
        return number(value)
    if column == "snippet" and isinstance(value, str):
        return marked(value)
    if isinstance(value, dict):  # a foreign key: Datasette prints None for the label of an article without a headline
        return _link(datasette, _path_of_id(column, value["value"]), NO_HEADLINE) if value["label"] is None else None
    if value is None:
        return _link(datasette, _path_of_name(row, column, table), NO_HEADLINE) if column == "title" else None
    path = _path_of_id(column, value) or _path_of_name(row, column, table)
    if path is None or not isinstance(value, str | int):
        return None
    label = LINKED[column][1] if column in LINKED else "打开" if column == "link" else None
    return _link(datasette, path, label or value)


def _link(datasette: Datasette, path: str | None, label: str | int) -> Markup | None:
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(path), label) if path else None


def _path_of_id(column: str, value: object) -> str | None:
    """The page of the row that an id or a path in a cell names."""
    if column == "link" and isinstance(value, str) and ROW_PATH_RE.fullmatch(value):
        return value
    if column in LINKED and isinstance(value, int | str) and re.fullmatch(r"\d+", str(value)):
        return f"/{DATABASE}/{LINKED[column][0]}/{value}"
    return None


def _path_of_name(row: Mapping[str, Any], column: str, table: str | None) -> str | None:
    """The page of the row whose headline or name stands in a cell."""
    columns = row.keys()  # `in` asks an sqlite3.Row for a value, not for a column
    if table and "id" in columns and (table, column) in NAMES_OF_ROWS:
        return f"/{DATABASE}/{NAMES_OF_ROWS[table, column]}/{row['id']}"
    if column in NAMES and NAMES[column] in columns:
        return _path_of_id(NAMES[column], row[NAMES[column]])
    return _path_of_id("link", row["link"]) if column == "title" and "link" in columns else None


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Gives templates the same ways of writing: `{{ value|number }}`, `{{ snippet|marked }}`."""
    env.filters |= {"number": number, "marked": marked}


def number(value: float | int | None) -> str:
    """A number as a reader wants it: separators, and no digits the newspaper did not print.

    >>> number(3310000.0), number(12.5), number(33.333333), number(0.00025), number(None)
    ('3,310,000', '12.5', '33.3333', '0.00025', '')
    """
    if value is None:
        return ""
    if not math.isfinite(value) or 0 < abs(value) < 0.001:
        return f"{value:g}"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0")


def marked(snippet: str) -> Markup:
    """The HTML of a snippet in which only `<mark>` is markup: a query may call anything `snippet`.

    >>> str(marked("<mark>粮食</mark> &lt;b&gt; <b>"))
    '<mark>粮食</mark> &lt;b&gt; &lt;b&gt;'
    """
    pieces = MARK_RE.split(snippet)
    return Markup("").join(Markup(piece) if MARK_RE.fullmatch(piece) else escape(html.unescape(piece)) for piece in pieces)
