"""The proving ground is honest: what it calls the truth is what its pages print, and the project can read some of it."""

from collections import Counter
from html import unescape
from itertools import combinations
from pathlib import Path

import pytest

from bench.proving.articles import Known, Laid, load
from bench.proving.boxes import PICTURES
from bench.proving.cli import measure
from bench.proving.flowed import lay_flowed
from bench.proving.pages import lay_sheet
from bench.proving.score import Score, folded
from bench.proving.sheet import Line, Shape, Sheet
from bench.proving.text import lay_text
from etl.errors import BaoshuError
from etl.model import Article

SEEDS = range(6)
LOWEST_F1 = 0.5


@pytest.fixture(scope="module")
def known(news_db: Path) -> list[Known]:
    return load(news_db)


def letters(laid: Laid[object]) -> Counter[str]:
    """Every letter its articles print."""
    counted: Counter[str] = Counter()
    for one in laid.truth:
        counted.update(folded("".join([*one.headline, one.dateline or "", one.signature or "", one.body, one.credit or ""])))
    return counted


@pytest.mark.parametrize("seed", SEEDS)
def test_text_page_prints_every_letter_of_its_articles(known: list[Known], seed: int) -> None:
    laid = lay_text(known, f"test-{seed}")
    assert not letters(laid) - Counter(folded(laid.matter))


@pytest.mark.parametrize("seed", SEEDS)
def test_sheet_prints_every_letter_of_its_articles(known: list[Known], seed: int) -> None:
    laid = lay_sheet(known, f"test-{seed}")
    printed = "".join(one.text for group in laid.matter.groups for one in group if isinstance(one, Line))
    assert not letters(laid) - Counter(folded(printed))


@pytest.mark.parametrize("seed", SEEDS)
def test_flowed_page_prints_every_letter_of_its_articles(known: list[Known], seed: int) -> None:
    laid = lay_flowed(known, f"test-{seed}")
    assert not letters(laid) - Counter(folded(unescape(laid.matter)))


@pytest.mark.parametrize("seed", SEEDS)
def test_lines_of_a_sheet_lie_inside_it_and_over_no_other(known: list[Known], seed: int) -> None:
    sheet: Sheet = lay_sheet(known, f"test-{seed}").matter
    lines = [one for group in sheet.groups for one in group if isinstance(one, Line)]
    for line in lines:
        assert 0 <= line.x <= line.x + line.width <= sheet.width, line
        assert 0 <= line.y <= line.y + line.height <= sheet.height, line
    in_columns = [line for line in lines if line.y > 120]  # in the head label, date and name share a line
    assert [(a.text, b.text) for a, b in combinations(in_columns, 2) if overlap(a, b)] == []
    pictures = [one for group in sheet.groups for one in group if isinstance(one, Shape) and one.look in PICTURES]
    assert [line.text for line in in_columns for picture in pictures if overlap(line, picture)] == []


def overlap(a: Line | Shape, b: Line | Shape) -> bool:
    """Whether two boxes share more than an edge."""
    across = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    down = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    return across > 1 and down > 1


def test_pages_of_one_seed_are_the_same(known: list[Known]) -> None:
    assert lay_text(known, "same") == lay_text(known, "same")
    assert lay_sheet(known, "same") == lay_sheet(known, "same")
    assert lay_flowed(known, "same") == lay_flowed(known, "same")


def test_truth_matches_itself(known: list[Known]) -> None:
    score = Score()
    for seed in SEEDS:
        laid = lay_text(known, f"test-{seed}")
        score.add(laid, [as_found(at, laid) for at in range(len(laid.truth))], [])
    assert score.f1 == 1.0
    assert score.right == score.asked
    assert not score.misses


def as_found(at: int, laid: Laid[str]) -> Article:
    """The article a perfect reader finds."""
    one = laid.truth[at]
    return Article(
        position=at + 1,
        kind=one.kind,
        body=one.body,
        kicker=one.kicker,
        title=one.title,
        subtitle=one.subtitle,
        byline=one.byline,
        source=one.source,
        dateline_place=one.dateline_place,
        continued_from=one.continued_from,
        continued_to=one.continued_to,
    )


def test_miss_is_explained(known: list[Known]) -> None:
    laid = lay_text(known, "test-0")
    first, *others = (as_found(at, laid) for at in range(len(laid.truth)))
    swallowed = Article(position=1, kind=first.kind, body=f"{first.body}\n{others[0].body}")
    score = Score()
    score.add(laid, [swallowed, *others[1:]], [])
    assert "goes on with" in score.misses[0].reason
    assert "extra" in score.misses[-1].reason


def test_project_reads_some_of_it(known: list[Known], tmp_path: Path) -> None:
    pages = []
    for seed in range(3):
        laid = lay_text(known, f"test-{seed}")
        path = tmp_path / f"{laid.name}.txt"
        path.write_text(laid.matter, encoding="utf-8")
        pages.append((laid, path))
    assert measure(pages).f1 >= LOWEST_F1


def test_missing_database_is_named(tmp_path: Path) -> None:
    with pytest.raises(BaoshuError, match="does not exist"):
        load(tmp_path / "none.db")


def test_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("青禾大桥通车\n" * 100, encoding="utf-8")
    with pytest.raises(BaoshuError, match=r"page\.txt is no database"):
        load(path)
