"""The command line: baoshu build, serve, explain, check."""

import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import click
from sqlite_utils import Database

from etl.build import build as build_database
from etl.check import broken_promises, unusual
from etl.errors import BaoshuError
from etl.explain import explain as explain_pages
from etl.read import read
from etl.read.files import Source
from etl.report import summary
from etl.schema import TABLES

SITE = Path(__file__).parents[1]
DATABASE = click.option(
    "--db",
    "db_path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("news.db"),
    show_default=True,
    help="The database.",
)


class Commands(click.Group):
    """Prints a BaoshuError as one sentence and ends with status 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BaoshuError as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="baoshu")
def main() -> None:
    """Baoshu 报数: newspaper pages in, an open database of figures, speakers, quotes and places out.

    \b
      baoshu build                    build news.db from samples/
      baoshu build pages/2024-02      build it from a folder of pages
      baoshu serve                    browse, search and download it
    """


@main.command()
@click.argument("pages", nargs=-1, type=click.Path(path_type=Path))
@DATABASE
def build(pages: tuple[Path, ...], db_path: Path) -> None:
    """Build the database from page files (.txt, .md, .pdf, .html), folders and .zip archives of them; without any, from samples/.

    A pages.csv beside the pages names newspaper, issue date, page, address and licence of each
    (file,newspaper,issue_date,page_no,url,licence). The old database stays until the new one is whole.

    \b
    Examples:
      baoshu build
      baoshu build jjrb-2024-02-22-03.pdf
      baoshu build archive/2024 --db 2024.db
    """
    started = perf_counter()
    result = build_database(pages or (SITE / "samples",), db_path, _progress)
    click.echo(summary(result))
    click.echo(f"\n{db_path} built from {result.rows['pages']:,} pages in {perf_counter() - started:.1f} s.")
    if db_path.resolve() == SITE / "news.db":
        click.echo("Look at it: baoshu serve")


def _progress(files: Sequence[Source]) -> Iterator[Source]:
    with click.progressbar(files, label="Reading pages", show_pos=True, file=sys.stderr) as bar:
        yield from bar


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8001, show_default=True, help="The port to listen on.")
def serve(host: str, port: int) -> None:
    """Serve the site with Datasette: pages, search, SQL, downloads, map.

    \b
    Examples:
      baoshu serve
      baoshu serve --port 8080
    """
    if not (SITE / "news.db").exists():
        raise BaoshuError(f"{SITE / 'news.db'} does not exist; run baoshu build first")
    os.execv(sys.executable, [sys.executable, "-m", "datasette", "serve", str(SITE), "--host", host, "--port", str(port)])


@main.command()
@click.argument("page", type=click.Path(path_type=Path))
def explain(page: Path) -> None:
    """Print what is found on a page, each finding in its context with the rule that made it.

    \b
    Example:
      baoshu explain samples/jhrb-2025-03-06-01.txt
    """
    if not page.is_file():
        raise BaoshuError(f"{page} is no file; name a page file")
    pages, unread = read(Source(page))
    for line in explain_pages(pages):
        click.echo(line)
    for sentence in unread:
        click.echo(sentence, err=True)


@main.command()
@DATABASE
def check(db_path: Path) -> None:
    """Check that a built database keeps its promises: offsets, keys, nothing lost, search.

    \b
    Examples:
      baoshu check
      baoshu check --db 2024.db
    """
    db = _opened(db_path)
    try:
        for column in unusual(db):
            click.echo(f"Unusual: {column}")
        broken = broken_promises(db)
    except sqlite3.DatabaseError as error:
        raise BaoshuError(f"{db_path} is damaged or of another version ({error}); build it again with baoshu build") from error
    if broken:
        raise BaoshuError(f"{db_path} breaks its promises:\n  " + "\n  ".join(broken))
    click.echo(f"{db_path} keeps all its promises.")


def _opened(path: Path) -> Database:
    if not path.is_file():
        raise BaoshuError(f"{path} does not exist; run baoshu build first")
    db = Database(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True))
    try:
        missing = set(TABLES) - set(db.table_names())
    except sqlite3.DatabaseError:
        raise BaoshuError(f"{path} is no SQLite database; build it again with baoshu build") from None
    if missing:
        raise BaoshuError(f"{path} has no table {', '.join(sorted(missing))}; build it with baoshu build --db {path}")
    return db
