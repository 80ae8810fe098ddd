"""What came of a build, for the person who ran it."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sqlite_utils import Database

from etl.check import Unusual, unusual
from etl.figures import NOT_UNDERSTOOD
from etl.figures.units import unit_at
from etl.model import ReadPage
from etl.schema import TABLES

SHOWN = 20
LETTER_RE = re.compile(r"[一-鿿]")
UNMATCHED_SQL = """
    select '下转' as way, count(*) as n from articles
    where continued_to is not null and id not in (select continues from articles where continues is not null) having n > 0
    union all
    select '上接', count(*) as n from articles where continued_from is not null and continues is null having n > 0"""


class Unread(NamedTuple):
    """Numbers not understood with the same letter behind them, often a classifier that no vocabulary holds: 坨 of 12坨."""

    behind: str
    numbers: int
    example: str

    def __str__(self) -> str:
        return f"{self.behind or 'no letter behind'} {self.numbers:,} ({self.example})"


class Report(NamedTuple):
    """Rows of each table, numbers and quoted words set aside by reason, text left over by reason, commonest unknown units and
    numbers not understood, pages passed over, continuation marks without their other part."""

    rows: dict[str, int]
    ignored: dict[str, int]
    ignored_quotations: dict[str, int]
    left_over: dict[str, int]
    unknown_units: dict[str, int]
    not_understood: Sequence[Unread]
    passed_over: Sequence[str]
    unusual: Sequence[Unusual]
    unmatched: dict[str, int]


def report(db: Database, pages: Sequence[ReadPage], passed_over: Sequence[str]) -> Report:
    """Counts everything in a built database, and in the pages it is built from, that a reader of the summary should know."""
    return Report(
        rows={table: db.table(table).count for table in TABLES},
        ignored=_counts(db, "select reason, sum(numbers) as n from ignored_numbers group by reason order by n desc, reason"),
        ignored_quotations=_counts(
            db, "select reason, sum(quotations) as n from ignored_quotations group by reason order by n desc, reason"
        ),
        left_over=_counts(db, "select reason, count(*) as n from left_over group by reason order by n desc, reason"),
        unknown_units=_unknown_units(db),
        not_understood=_not_understood(pages),
        passed_over=passed_over,
        unusual=unusual(db),
        unmatched=_counts(db, UNMATCHED_SQL),
    )


def _not_understood(pages: Sequence[ReadPage]) -> list[Unread]:
    """What stands behind the numbers not understood, the commonest first: classifiers to add, or names of things."""
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for found in (found for page in pages for found in page.findings):
        for number in found.ignored:
            if number.reason == NOT_UNDERSTOOD:
                letter = LETTER_RE.match(found.article.body, number.end)
                behind = letter.group() if letter else ""
                counts[behind] += 1
                examples.setdefault(behind, number.text + behind)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Unread(behind, count, examples[behind]) for behind, count in ordered[:SHOWN]]


def _counts(db: Database, sql: str, *values: object) -> dict[str, int]:
    return dict(db.execute(sql, values).fetchall())


def _unknown_units(db: Database) -> dict[str, int]:
    """The commonest units of figures that no vocabulary holds: words to add, or numbers that are no figures."""
    used = _counts(db, "select unit, count(*) as n from figures group by unit order by n desc, unit")
    return dict([(unit, n) for unit, n in used.items() if not unit_at(unit, 0)][:SHOWN])


def summary(result: Report) -> str:
    """The report as the lines that end a build."""
    width = max(map(len, result.rows))
    lines = [f"  {table:<{width}}  {count:>9,}" for table, count in result.rows.items()]
    for heading, counts in (
        ("Numbers that are no figures, by reason", result.ignored),
        ("Quoted words that are nobody's speech, by reason", result.ignored_quotations),
        ("Text that belongs to no article, by reason", result.left_over),
        ("Continuation marks whose other part was not found", result.unmatched),
        ("Units no vocabulary knows", result.unknown_units),
    ):
        if counts:
            lines += ["", f"{heading}:", "  " + "  ".join(f"{name} {count:,}" for name, count in counts.items())]
    if result.not_understood:
        lines += ["", "Numbers not understood, by what stands behind them:", "  " + "  ".join(map(str, result.not_understood))]
    if result.unusual:
        lines += ["", "Fewer or more than usual:", *(f"  {column}" for column in result.unusual)]
    if result.passed_over:
        lines += ["", f"Pages passed over ({len(result.passed_over)}):", *(f"  {sentence}" for sentence in result.passed_over)]
    return "\n".join(lines)
