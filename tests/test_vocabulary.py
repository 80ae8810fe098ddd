"""The vocabulary loader refuses a bad row by file, line, value and remedy; every file is described."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from etl import vocabulary
from etl.errors import BaoshuError


@dataclass(frozen=True, slots=True)
class Unit:
    surface: str
    factor: Decimal
    spoken: bool
    note: str | None


HEADER = "surface,factor,spoken,note\n"


@pytest.fixture
def units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(vocabulary, "FOLDER", tmp_path)
    vocabulary.rows.cache_clear()
    yield tmp_path / "units.csv"
    vocabulary.rows.cache_clear()


def test_rows_are_typed(units: Path) -> None:
    units.write_text(HEADER + "万亩,10000,no,\n", "utf-8")
    assert vocabulary.rows("units", Unit) == (Unit("万亩", Decimal(10000), False, None),)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("surface,factor\n", "units.csv line 1: the columns are"),
        (HEADER + "亩,1,no,\n亩,1,no,\n", "units.csv line 3: '亩' is already given on line 2"),
        (HEADER + "亩 ,1,no,\n", "units.csv line 2: '亩 ' in surface has stray spaces"),
        (HEADER + "ＧＷ,1,no,\n", "full-width"),
        (HEADER + "亩,eins,no,\n", "units.csv line 2, factor: 'eins' is no Decimal"),
        (HEADER + "亩,1,maybe,\n", "'maybe' is no bool"),
        (HEADER + ",1,no,\n", "the cell is empty"),
        (HEADER + "亩,1,no\n", "3 cells for 4 columns"),
    ],
)
def test_a_bad_row_is_refused_by_name(units: Path, rows: str, sentence: str) -> None:
    units.write_text(rows, "utf-8")
    with pytest.raises(BaoshuError, match=sentence):
        vocabulary.rows("units", Unit)


def test_every_file_is_described_with_source_and_licence() -> None:
    described = (vocabulary.FOLDER / "README.md").read_text("utf-8")
    for path in vocabulary.FOLDER.glob("*.csv"):
        assert f"`{path.name}`" in described, f"{path.name} is not in vocabulary/README.md"
