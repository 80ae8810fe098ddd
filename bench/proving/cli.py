"""The command line of the proving ground."""

import json
import random
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import click

from bench.proving.articles import Known, Laid, load
from bench.proving.flowed import lay_flowed
from bench.proving.pages import lay_sheet
from bench.proving.pdf import browser, print_html, print_sheet
from bench.proving.score import Score, report
from bench.proving.text import lay_text
from etl.errors import BaoshuError
from etl.model import Article, LeftOver
from etl.read import read
from etl.read.files import page_files
from etl.repair import repair
from etl.split import split

# So many of the PDF pages are laid out by the browser itself.
FLOWED = 0.25
ROOT = Path(__file__).parents[2]
EXAMPLES = """
\b
Examples:
  python -m bench.proving text --pages 200 --seed 7
  python -m bench.proving text --seed 7 --only 113 --misses --keep /tmp/proving
  python -m bench.proving pdf --pages 40 --db other.db
"""


@click.command(epilog=EXAMPLES)
@click.argument("form", type=click.Choice(["text", "pdf"]))
@click.option("--pages", default=50, show_default=True, help="How many pages to lay out.")
@click.option("--seed", default=7, show_default=True, help="The pages of one seed are always the same.")
@click.option("--only", type=int, help="Lay out the page of this number alone.")
@click.option(
    "--db", type=click.Path(path_type=Path), default=ROOT / "news.db", help="Takes the known articles from this database."
)
@click.option(
    "--keep", type=click.Path(path_type=Path, file_okay=False), help="Keeps the pages there, each with its truth as JSON."
)
@click.option("--misses", is_flag=True, help="Lists every article missed and every field wrong.")
def main(form: str, pages: int, seed: int, only: int | None, db: Path, keep: Path | None, misses: bool) -> None:
    """Lays known articles out as newspaper pages of FORM, takes them apart again, and reports how well that went."""
    numbers = range(pages) if only is None else range(only, only + 1)
    try:
        known = load(db)
        with ExitStack() as stack, click.progressbar(numbers, label="pages", file=sys.stderr) as shown:
            folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            folder.mkdir(parents=True, exist_ok=True)
            laid = _laid_text(known, seed, shown, folder) if form == "text" else _laid_pdf(known, seed, shown, folder)
            score = measure(laid)
    except BaoshuError as error:
        raise click.ClickException(str(error)) from error
    if misses:
        for miss in score.misses:
            click.echo(f"{miss.page}  {miss.title}  {miss.reason}  [{', '.join(miss.features)}]")
        click.echo()
    click.echo(f"{form}, seed {seed}, pages {numbers.start}–{numbers.stop - 1}, articles from {db.name}")
    click.echo(report(score))


def measure(pages: Iterable[tuple[Laid[object], Path]]) -> Score:
    """Takes every page apart and counts."""
    score = Score()
    for laid, path in pages:
        try:
            score.add(laid, *_taken_apart(path))
        except BaoshuError as error:
            score.refuse(laid, str(error))
    return score


def _taken_apart(path: Path) -> tuple[list[Article], list[LeftOver]]:
    parts = [split(page, repair(page.text)) for source in page_files([path])[0] for page in read(source)[0]]
    return [one for part in parts for one in part.articles], [one for part in parts for one in part.left_over]


def _laid_text(known: Sequence[Known], seed: int, numbers: Iterable[int], folder: Path) -> Iterable[tuple[Laid[object], Path]]:
    for number in numbers:
        laid = lay_text(known, f"text-{seed}-{number}")
        path = folder / f"{laid.name}.{'md' if 'Markdown' in laid.features else 'txt'}"
        path.write_text(laid.matter, encoding="utf-8")
        _keep_truth(laid, path)
        yield laid, path


def _laid_pdf(known: Sequence[Known], seed: int, numbers: Iterable[int], folder: Path) -> Iterable[tuple[Laid[object], Path]]:
    with browser() as page:
        for number in numbers:
            name = f"pdf-{seed}-{number}"
            path = folder / f"{name}.pdf"
            laid: Laid[object]
            if random.Random(number).random() < FLOWED:
                laid = flowed = lay_flowed(known, name)
                print_html(page, flowed.matter, path)
            else:
                laid = sheet = lay_sheet(known, name)
                print_sheet(page, sheet.matter, path)
            _keep_truth(laid, path)
            yield laid, path


def _keep_truth(laid: Laid[object], path: Path) -> None:
    truth = {"features": sorted(laid.features), "articles": [asdict(known) for known in laid.truth]}
    path.with_suffix(".json").write_text(json.dumps(truth, ensure_ascii=False, indent=1, default=sorted), encoding="utf-8")
