"""What tests share: the built database and the site that serves it."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from sqlite3 import Connection, Row, connect

import httpx
import pytest
from datasette.app import Datasette

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def news_db() -> Path:
    """The database of the repository, built from samples/."""
    path = ROOT / "news.db"
    assert path.exists(), "news.db is missing; run `baoshu build`"
    return path


@pytest.fixture(scope="session")
def news(news_db: Path) -> Iterator[Connection]:
    """The same database, opened to read."""
    with contextlib.closing(connect(f"file:{news_db}?mode=ro", uri=True)) as connection:
        connection.row_factory = Row
        yield connection


@pytest.fixture(scope="session")
def site(news_db: Path) -> Datasette:
    """The site as `datasette .` serves it."""
    datasette = Datasette(files=[], config_dir=news_db.parent)
    asyncio.run(datasette.invoke_startup())
    return datasette


@pytest.fixture(scope="session")
def get(site: Datasette) -> Callable[[str], httpx.Response]:
    """Asks the site for a path, as a browser would."""
    return lambda path: asyncio.run(site.client.get(path))
