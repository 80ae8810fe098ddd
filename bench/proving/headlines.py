"""Headlines set in type: kicker, title and subtitle in their sizes, broken where the sense allows, and the byline below them."""

import random
from dataclasses import dataclass

from bench.proving.articles import Printed
from bench.proving.lines import Column, break_lines
from bench.proving.phrases import break_title
from bench.proving.sheet import Align, Group, Habits, Line
from bench.proving.type import type_width

MOST_LINES = 3
# A title leaves some room at its sides, else it would run into the title beside it.
TITLE_SHARE = 0.93


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of a headline."""

    text: str
    size: float
    font: str
    bold: bool
    shadow: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A headline set to a width. A vertical one is read from right to left."""

    lines: tuple[HeadLine, ...]
    width: float
    height: float
    align: Align
    vertical: bool = False

    def draw(self, x: float, y: float) -> list[Group]:
        """Its one group."""
        if self.vertical:
            return [self._draw_vertical(x, y)]
        group: Group = []
        for line in self.lines:
            height = line.size * 1.25
            group.append(
                Line(x, y, self.width, height, line.text, line.size, line.font, line.bold, self.align, shadow=line.shadow)
            )
            y += height
        return [group]

    def _draw_vertical(self, x: float, y: float) -> Group:
        right, group = x + self.width, []
        for line in self.lines:
            right -= line.size * 1.2
            long = len(line.text) * line.size
            # Upright, a digit or a blank takes the room of a letter.
            group.append(Line(right, y, line.size * 1.2, long + 1, line.text, line.size, line.font, line.bold, vertical=True))
        return list(group)


def set_heading(rng: random.Random, printed: Printed, habits: Habits, width: float, *, vertical: bool = False) -> Heading:
    """The headline of a story in type that fits the width; the byline stands below it, or, of a vertical one, beside it."""
    if vertical:
        return _set_vertical(rng, printed, habits)
    room = width * TITLE_SHARE
    size = title_size(rng, printed.title or "", habits, room)
    minor = max(habits.size * 1.1, min(size * 0.62, habits.size * 1.5))
    bold_minor, other = rng.random() < 0.4, "sans" if habits.head_font == "serif" else "serif"
    minor_font = rng.choice((habits.head_font, other))
    lines: list[HeadLine] = []
    if printed.kicker:
        lines += [HeadLine(text, minor, minor_font, bold_minor) for text in break_title(printed.kicker, width / minor)]
    spaced = len(printed.title or "") <= 6 and (rng.random() < 0.5)
    titles = [" ".join(printed.title or "")] if spaced else break_title(printed.title or "", room / size)
    while len(titles) > MOST_LINES and size > 1.4 * habits.size:
        size *= 0.9
        titles = break_title(printed.title or "", room / size)
    size = min(size, room / max(map(type_width, titles)))
    lines += [HeadLine(text, size, habits.head_font, True, habits.shadowed) for text in titles]
    if printed.subtitle:
        dash = "——" if printed.subtitle[0] not in "—（" and rng.random() < 0.4 else ""
        lines += [HeadLine(text, minor, minor_font, bold_minor) for text in break_title(dash + printed.subtitle, width / minor)]
    if printed.signature:
        lines += _signature(rng, printed.signature, habits, width)
    height = sum(line.size * 1.25 for line in lines) + 0.5 * habits.leading
    return Heading(tuple(lines), width, height, rng.choice(("center", "center", "left")))


def _signature(rng: random.Random, signature: str, habits: Habits, width: float) -> list[HeadLine]:
    size = habits.size * rng.choice((0.95, 1.0, 1.0))
    size = min(size, width / type_width(signature)) if type_width(signature) * size < 1.25 * width else size
    font = rng.choice((habits.body_font, habits.caption_font))
    return [HeadLine(text, size, font, False) for text in break_lines(signature, Column(width / size, type_width, True))]


def _set_vertical(rng: random.Random, printed: Printed, habits: Habits) -> Heading:
    size = habits.size * rng.choice((1.8, 2.2))
    minor = habits.size * 1.1
    lines = [HeadLine(text, size, habits.head_font, True) for text in break_title(printed.title or "", 9)]
    if printed.kicker:
        lines.insert(0, HeadLine(printed.kicker, minor, habits.head_font, False))
    if printed.signature:
        lines.append(HeadLine(printed.signature, habits.size, habits.body_font, False))
    width = sum(line.size * 1.2 for line in lines)
    return Heading(tuple(lines), width, max(len(line.text) * line.size for line in lines) + 2, "left", vertical=True)


def title_size(rng: random.Random, title: str, habits: Habits, width: float) -> float:
    """A size for the title: as large as lets it stand in one to three lines of this width, within a paper's usual range."""
    fewest, most = habits.size * 1.5, habits.size * 3.6
    wanted = rng.choices((1, 2, 3), (55, 35, 10))[0]
    fitting = width * wanted / (type_width(title) + wanted - 1)
    return min(most, max(fewest, fitting))
