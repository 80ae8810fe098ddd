"""What a figure should be by others, set beside what is printed: the one place where a check comes to be."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from etl.checks.printed import Range, range_of, show_as
from etl.model import Check, CheckKind, CheckPart, Figure

Part = tuple[CheckPart, Figure]

# What parts an amount from one before it, so that 其中 behind it is of this alone.
PARTED_RE = re.compile(r"[。；！？（\n]|其中|包括")


class Rule(NamedTuple):
    """A way in which figures settle another: the kind of check and the name of the rule."""

    kind: CheckKind
    name: str


class Reckoned(NamedTuple):
    """What figures come to: the value by the printed numbers, where their rounding lets it lie, and the working as a reader
    would write it (`31.2% + 20%`)."""

    value: Decimal
    range: Range
    working: str


def stands_alone(body: str, before: Figure | None, whole: Figure) -> bool:
    """Whether 其中 behind an amount is of this one, and not of the one of its unit before it: 受理214件，审结208件，其中…."""
    return before is None or PARTED_RE.search(body, before.end, whole.start) is not None


def check_of(rule: Rule, figure: Figure, parts: Sequence[Part], reckoned: Reckoned) -> Check | None:
    """The check of a figure against what others come to, or None where the figure is no number to reckon with, or so far off
    (by half or twice) that it must be of something else: another whole, other days, another time."""
    printed = range_of(figure)
    if printed is None:
        return None
    holds = printed.meets(reckoned.range)
    if not holds and not figure.value < 2 * reckoned.value < 4 * figure.value:
        return None
    return Check(
        kind=rule.kind,
        rule=rule.name,
        figure=figure,
        parts=tuple(parts),
        expected=reckoned.value,
        expected_low=reckoned.range.low,
        expected_high=reckoned.range.high,
        holds=holds,
        explanation=_explain(figure, reckoned, holds=holds),
    )


def _explain(figure: Figure, reckoned: Reckoned, *, holds: bool) -> str:
    """The check as one sentence: `31.2% + 20% = 51.2%，与文中相符。`"""
    shown = show_as(figure, reckoned.value)
    if shown == show_as(figure, figure.value):
        return f"{reckoned.working} = {shown}，与文中相符。"
    if holds:
        return f"{reckoned.working} = {shown}，文中为{figure.text}，在四舍五入的误差之内。"
    return f"{reckoned.working} = {shown}，而文中为{figure.text}，不符。"
