"""What stands on a sheet beside stories: pictures with or without a caption, and adverts."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.proving import matter
from bench.proving.articles import Printed
from bench.proving.lines import Column, break_lines
from bench.proving.sheet import Block, Group, Habits, Line, Look, Shape
from bench.proving.type import type_width

PICTURES: tuple[Look, ...] = ("photo", "drawing", "ground")


@dataclass(slots=True)
class Photo:
    """A picture with its caption below or beside it; without a caption it fills a gap."""

    printed: Printed | None
    habits: Habits
    width: float
    picture_height: float
    look: Look
    beside: bool = False

    @property
    def size(self) -> float:
        return self.habits.size * 0.88

    @property
    def picture_width(self) -> float:
        return self.width * 0.62 if self.beside else self.width

    @property
    def caption_lines(self) -> list[str]:
        if not self.printed:
            return []
        width = self.width - (self.picture_width + self.habits.size if self.beside else 0.0)
        text = self.printed.body.replace("\n", "") + (" " if self.printed.credit else "") + (self.printed.credit or "")
        return break_lines(text, Column(width / self.size, type_width, True))

    @property
    def height(self) -> float:
        below = len(self.caption_lines) * self.size * 1.3
        return max(self.picture_height, below) if self.beside else self.picture_height + (below and below + 3)

    def draw(self, x: float, y: float) -> list[Group]:
        groups: list[Group] = [[Shape(x, y, self.picture_width, self.picture_height, self.look)]]
        lines = self.caption_lines
        left = x + (self.picture_width + self.habits.size if self.beside else 0.0)
        top = y + (0.0 if self.beside else self.picture_height + 3)
        caption: Group = [
            Line(
                left,
                top + at * self.size * 1.3,
                self.width - (left - x),
                self.size * 1.3,
                text,
                self.size,
                self.habits.caption_font,
                align="justify" if at < len(lines) - 1 else "left",
            )
            for at, text in enumerate(lines)
        ]
        return [*groups, caption] if caption else groups


@dataclass(slots=True)
class Advert:
    """A framed advertisement, its words large in the middle."""

    lines: Sequence[str]
    habits: Habits
    width: float
    height: float

    def draw(self, x: float, y: float) -> list[Group]:
        groups: Group = [Shape(x, y, self.width, self.height, "frame")]
        widest = max(map(type_width, self.lines))
        size = min(18.0, (self.width - 8) / widest, self.height / (1.5 * len(self.lines)))
        top = y + (self.height - len(self.lines) * size * 1.5) / 2
        for at, line in enumerate(self.lines):
            groups.append(
                Line(x + 2, top + at * size * 1.5, self.width - 4, size * 1.5, line, size, "sans", bold=at == 0, align="center")
            )
        return [groups]


def fill(rng: random.Random, habits: Habits, features: set[str]) -> Callable[[float, float], Block | None]:
    """A function that fills a gap of the page: with an advert, a picture without caption, or with nothing where it is small."""

    def filler(width: float, height: float) -> Block | None:
        if height < 5 * habits.leading:
            return None
        if rng.random() < 0.35 and width > 80:
            features.add("advert")
            return Advert(matter.advert(rng), habits, width, height)
        return Photo(None, habits, width, height, rng.choice(PICTURES))

    return filler
