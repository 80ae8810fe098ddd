"""`python -m bench.headlines`: learns the weights by which headlines are parted, and measures them on headlines kept aside."""

import csv
import sys
from collections.abc import Mapping, Sequence

import click

from bench.headlines.laid import Invented, LaidHeadline, invented, lay
from bench.headlines.learn import learn
from bench.proving.score import bare
from etl.split.headline_parts import part_lines

TIMES, TIMES_MEASURED = 6, 3
PARTS = ("kicker", "title", "subtitle")
# A weight below this is not worth a row.
FAINT = 0.05


@click.command()
@click.option("--weights", is_flag=True, help="Learns from all headlines and prints headline_weights.csv.")
def main(weights: bool) -> None:
    """Learns from every second invented headline and measures on the others."""
    headlines = invented()
    if weights:
        _print_weights(learn(lay(headlines, times=TIMES, seed=1)))
        return
    learned = learn(lay(headlines[0::2], times=TIMES, seed=1))
    for name, measured in (("learned from", headlines[0::2]), ("kept aside", headlines[1::2])):
        laid = lay(measured, times=TIMES_MEASURED, seed=2)
        rights = [_right_parts(one, learned) for one in laid]
        shares = "  ".join(f"{part} {sum(part in right for right in rights) / len(laid):.3f}" for part in PARTS)
        whole = sum(len(right) == len(PARTS) for right in rights) / len(laid)
        click.echo(f"{name}: {len(laid)} headlines of several lines, all parts right {whole:.3f}  ({shares})")


def _right_parts(headline: LaidHeadline, weights: Mapping[str, float]) -> set[str]:
    """The parts of a headline that are read as they were written."""
    found = Invented(*(part or "" for part in part_lines(headline.lines, "", weights)))
    return {part for part in PARTS if bare(getattr(found, part)).strip("—") == bare(getattr(headline.parts, part)).strip("—")}


def _print_weights(weights: Mapping[str, float]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    rows: Sequence[tuple[str, str, str]] = [
        (name, f"{weight:.2f}", "") for name, weight in sorted(weights.items()) if abs(weight) >= FAINT
    ]
    writer.writerows([("surface", "weight", "note"), *rows])
