"""One quantity in several articles: what a later one prints must meet what the first one printed.

The same thing measured, at the same place, in the same days that were over when both were printed: `2024年全市水产品产量32.4万吨`
in March and `32.6万吨` in June. Not: a forecast (预计达到), which the year may prove wrong; reprints, which only repeat; rates
and shares, whose whole may be another; a thing whose name is too short to be one thing (产量), or that an article gives two
values of.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from etl.checks.printed import Range, range_of
from etl.checks.reckoning import Reckoned, Rule, check_of
from etl.checks.words import pattern_of
from etl.link.filed import Filed
from etl.model import Check, Figure

REPEAT = Rule("repeat", "same_quantity")
LEVELS = frozenset(("money", "count", "measure"))
SHORTEST_NAME = 4
STOP_RE = re.compile("[；。]")

Quantity = tuple[str | None, ...]


class Repeat(NamedTuple):
    """A check of a figure against that of an earlier article."""

    filed: Filed
    other: Filed
    check: Check


def find_repeats(articles: Sequence[Filed], reprint_of: Mapping[int, int]) -> list[Repeat]:
    """Every quantity that a later article prints again, checked against the first article that printed it."""
    printed: dict[Quantity, list[tuple[Filed, Figure]]] = defaultdict(list)
    for filed in sorted(articles, key=lambda filed: (filed.article.published or "", filed.id)):
        if filed.id not in reprint_of:
            for quantity, figure in _quantities(filed):
                printed[quantity].append((filed, figure))
    return [repeat for found in printed.values() for later in found[1:] if (repeat := _repeat(found[0], later))]


def _quantities(filed: Filed) -> Iterator[tuple[Quantity, Figure]]:
    """The quantities that an article gives one value of, each with its first figure."""
    found: dict[Quantity, list[Figure]] = defaultdict(list)
    for figure in filed.findings.figures:
        if _is_settled(figure, filed.article.published):
            found[_quantity(filed, figure)].append(figure)
    yield from ((quantity, figures[0]) for quantity, figures in found.items() if len({one.value for one in figures}) == 1)


def _is_settled(figure: Figure, published: str | None) -> bool:
    """Whether a figure is an amount of a named thing in days that are over."""
    if figure.kind not in LEVELS or figure.direction or len(figure.indicator or "") < SHORTEST_NAME:
        return False
    said = STOP_RE.split(figure.sentence.partition(figure.text)[0])[-1]
    if pattern_of("forecast").search(said):
        return False
    return bool(figure.period_start and figure.period_end and published and figure.period_end < published)


def _quantity(filed: Filed, figure: Figure) -> Quantity:
    where = figure.place_code or figure.place or f"article of {filed.findings.province_code}"
    return figure.indicator, where, figure.period_start, figure.period_end, figure.unit, figure.kind


def _inside(figure: Figure) -> Range | None:
    """What a figure may stand for, without the ends: 2.29 and 2.28 are not one number rounded."""
    known = range_of(figure)
    edge = (known.high - known.low) / 1000 if known else 0
    return Range(known.low + edge, known.high - edge) if known else None


def _repeat(first: tuple[Filed, Figure], later: tuple[Filed, Figure]) -> Repeat | None:
    (other, earlier), (filed, figure) = first, later
    known = _inside(earlier)
    if known is None:
        return None
    title = f"《{other.article.title}》" if other.article.title else ""
    reckoned = Reckoned(earlier.value, known, f"{other.article.published}{title}所载{figure.indicator}")
    check = check_of(REPEAT, figure, [("other", earlier)], reckoned)
    return Repeat(filed, other, check) if check else None
