"""Invented headlines laid out as pages print them: each part on a line, broken where the sense allows, or at a width."""

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.proving.lines import Column, break_lines, set_width
from bench.proving.phrases import break_title
from bench.proving.type import type_width
from etl.split.headline_parts import Joint, Parting

INVENTED = Path(__file__).parent / "invented.csv"
LONGEST_TITLE_LINE, LONGEST_MINOR_LINE = 10, 20
NARROWEST_TITLE, NARROWEST_MINOR = 7, 12
HALVES_APART = 0.75
MOST_LINES = 6


class Setting(NamedTuple):
    """How a headline is set: each part in one line, broken where the sense allows, or at a width."""

    mode: str
    width: int


@dataclass(frozen=True, slots=True)
class Invented:
    """A row of invented.csv; a blank parts the halves of a title."""

    kicker: str
    title: str
    subtitle: str


@dataclass(frozen=True, slots=True)
class LaidHeadline:
    """The lines of a headline, and how they are to be parted and joined."""

    lines: tuple[str, ...]
    parting: Parting
    joints: tuple[Joint, ...]
    parts: Invented


def invented() -> list[Invented]:
    """All invented headlines."""
    with INVENTED.open(encoding="utf-8", newline="") as file:
        return [Invented(**row) for row in csv.DictReader(file)]


def lay(headlines: Sequence[Invented], *, times: int, seed: int) -> list[LaidHeadline]:
    """Each headline laid out so many times; what comes out twice, in one line, or in too many stands but once or not at all."""
    rng = random.Random(seed)
    laid = {one.lines: one for headline in headlines for one in (_lay_one(rng, headline) for _ in range(times))}
    return [one for one in laid.values() if 1 < len(one.lines) <= MOST_LINES]


def _lay_one(rng: random.Random, headline: Invented) -> LaidHeadline:
    setting = Setting(rng.choices(("one line", "phrases", "width"), (40, 45, 15))[0], rng.randint(9, 26))
    lines: list[str] = []
    joints: list[Joint] = []
    ends: list[int] = []
    dash = "——" if headline.subtitle and headline.subtitle[0] not in "—（第" and rng.random() < 0.3 else ""
    for words, is_title in ((headline.kicker, False), (headline.title, True), (dash + headline.subtitle, False)):
        broken = _break_part(rng, words, setting, is_title=is_title)
        joints += [*_joints_of(words, broken), "half"] if broken else []  # the joint behind a part is never looked at
        lines += broken
        ends.append(len(lines))
    return LaidHeadline(tuple(lines), Parting(ends[0], ends[1]), tuple(joints[:-1]), headline)


def _break_part(rng: random.Random, words: str, setting: Setting, *, is_title: bool) -> list[str]:
    if not words:
        return []
    if setting.mode == "width":
        width = max(NARROWEST_TITLE if is_title else NARROWEST_MINOR, setting.width)
        return [line.strip() for line in break_lines(words, Column(width, set_width, True))]
    if setting.mode == "phrases" and len(words) > (LONGEST_TITLE_LINE if is_title else LONGEST_MINOR_LINE):
        return break_title(words, max(6.0, rng.choice((0.4, 0.6, 0.6, 0.75)) * type_width(words)))
    return words.split(" ") if " " in words and is_title and rng.random() < HALVES_APART else [words]


def _joints_of(words: str, broken: Sequence[str]) -> list[Joint]:
    """How the lines of a part hang together: halves where a blank stands between them."""
    joints: list[Joint] = []
    at = 0
    for line in broken[:-1]:
        at = words.index(line, at) + len(line)
        joints.append("half" if words[at : at + 1] == " " else "wrap")
    return joints
