"""What the README shows is what the program does."""

import re
from pathlib import Path

from click.testing import CliRunner

from etl.build import understand
from etl.cli import main
from etl.model import Page
from tests.test_metadata import QUERIES

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def test_the_first_example_gives_the_rows_it_claims() -> None:
    sentence = re.search(r"(?m)^> (.*)$", README)
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in README.splitlines()
        if re.match(r"\| [\d.]+\S* \| [\d.]+ \|", line)
    ]
    assert sentence and len(rows) == 4
    page = Page("example.txt", "", "txt", f"春节见闻\n\n本报讯（记者许嘉）{sentence[1]}")
    figures = understand([page])[0].findings[0].figures
    shown = [(f.text, f"{f.value.normalize():f}", f.unit, f.indicator, f.place, f.period, f.base or "") for f in figures]
    assert shown == [tuple(row) for row in rows]


def test_every_command_it_names_exists() -> None:
    for command in set(re.findall(r"(?m)^baoshu (\w+)", README)):
        assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0


def test_every_query_it_links_exists() -> None:
    assert set(re.findall(r"`/news/(\w+)\?", README)) <= set(QUERIES)
    assert "twenty-two" in README and len(QUERIES) == 22
