"""Where things stand in a story: its headline, its pictures, and a story nested in a corner of it."""

import math
import random
import re
from dataclasses import dataclass

from bench.proving.articles import Printed
from bench.proving.boxes import PICTURES, Photo
from bench.proving.columns import Anchor, Obstacle
from bench.proving.headlines import set_heading
from bench.proving.sheet import Group, Habits, Look, Shape
from bench.proving.story import Story
from bench.proving.type import type_width

FRAMES: tuple[Look, ...] = ("frame", "frame", "double frame", "tint")

LETTERS_BESIDE_INITIAL = 60


@dataclass(frozen=True, slots=True)
class Room:
    """Where a story is to stand: so wide, in at most so many columns; `framed` is how likely it gets a frame."""

    width: float
    columns: int
    framed: float


def set_story(rng: random.Random, printed: Printed, habits: Habits, room: Room) -> Story:
    """A story in its room: framed or not, in columns not too wide to read, with a headline in one of the known places."""
    frame = rng.choice(FRAMES) if rng.random() < room.framed else None
    lines = len(printed.body) / habits.letters
    fewest = max(1, math.ceil(room.columns * habits.letters / 30))
    count = max(fewest, rng.randint(1, room.columns) if lines < 5 * room.columns else room.columns)
    story = Story(printed, habits, room.width, count, frame)
    story.features |= {f"body columns: {count}"} | ({"framed"} if frame else set())
    place_heading(rng, story)
    set_apart(rng, story)
    return story


def set_apart(rng: random.Random, story: Story) -> None:
    """What makes some stories look unlike the others: a big initial, another type, a signature on a line of its own."""
    printed, habits = story.printed, story.habits
    begins_bare = not (printed.dateline or printed.continued_from or habits.blanks_printed)
    can_begin_big = re.match("[㐀-鿿]{2}", printed.body) and len(printed.paragraphs[0]) > LETTERS_BESIDE_INITIAL
    story.initial = bool(begins_bare and can_begin_big) and rng.random() < 0.15
    story.in_other_type = rng.random() < 0.08
    fits = type_width(printed.credit or "") * habits.size < 0.8 * story.column_width
    story.credit_apart = bool(printed.credit and fits) and rng.random() < 0.5
    looks = {"big initial": story.initial, "body in another type": story.in_other_type, "credit apart": story.credit_apart}
    story.features |= {name for name, drawn in looks.items() if drawn}


def place_heading(rng: random.Random, story: Story) -> None:
    """Sets the headline: over all columns, over some of them, in the middle of them, or vertically at their left."""
    printed, count = story.printed, story.count
    if not printed.title:
        return
    short = not printed.subtitle and len(printed.title) <= 16 and len(printed.kicker or "") <= 16
    can_stand = short and re.fullmatch("[㐀-鿿，、！？]+", printed.title)
    if can_stand and story.width > 18 * story.habits.size and rng.random() < 0.1:
        story.side_heading = set_heading(rng, printed, story.habits, story.width, vertical=True)
        story.features.add("vertical headline")
        return
    first, last, place = 0, count - 1, "headline over all columns"
    draw = rng.random()
    if count >= 3 and draw < 0.08 and printed.dateline:
        first, last, place = 1, count - 2 if count > 3 else 1, "headline in the middle of the columns"
    elif count >= 2 and draw < 0.35:
        last, place = rng.randint(0, count - 2), "headline over some columns"
    heading = set_heading(rng, printed, story.habits, story.span(last - first + 1))
    rows = math.ceil(heading.height / story.habits.leading)
    anchor: Anchor = "top"
    if place == "headline in the middle of the columns" and rng.random() < 0.6:
        anchor = "middle"
    story.obstacles.append(Obstacle(first, last, rows, anchor, heading.draw))
    story.features.add(place)


def add_photo(rng: random.Random, story: Story, caption: Printed) -> str | None:
    """Sets a picture with its caption into a story's columns; says how, or None where there is no room."""
    columns = rng.randint(1, max(1, min(3, story.count - 1)))
    first = rng.randint(0, story.count - columns)
    width = story.span(columns)
    beside = columns >= 2 and rng.random() < 0.5
    photo = Photo(caption, story.habits, width, width * rng.uniform(0.45, 0.7), rng.choice(PICTURES), beside)
    rows = math.ceil((photo.height + 0.6 * story.habits.leading) / story.habits.leading)
    anchor: Anchor = rng.choice(("top", "middle", "bottom")) if columns < story.count else rng.choice(("top", "bottom"))
    if rows * columns > len(story.printed.body) / (story.column_width / story.habits.size):
        return None
    story.obstacles.append(Obstacle(first, first + columns - 1, rows, anchor, photo.draw))
    story.features.add("holds a picture")
    return "caption beside picture" if beside else "caption below picture"


def nest(rng: random.Random, story: Story, inner: Story, columns: int) -> None:
    """Sets a story already fit into a corner of another's columns, which flow round it in the shape of an L."""
    left = rng.random() < 0.3
    first = 0 if left else story.count - columns
    habits, width = story.habits, inner.width
    margin = 0.7 * habits.leading
    anchor: Anchor = "bottom" if rng.random() < 0.7 or left else "top"
    rows = math.ceil((inner.height + margin) / habits.leading)

    def draw(x: float, y: float) -> list[Group]:
        top = y + rows * habits.leading - inner.height if anchor == "bottom" else y
        groups = inner.draw(x, top)
        if not inner.frame:
            edge = top - margin / 2 if anchor == "bottom" else top + inner.height + margin / 2
            side = x + width + habits.gutter / 2 if left else x - habits.gutter / 2
            groups.append([Shape(x, edge, width, 0.5, "rule"), Shape(side, top, 0.5, inner.height, "rule")])
        return groups

    story.obstacles.append(Obstacle(first, first + columns - 1, rows, anchor, draw))
    story.features.add("L-shaped body")
    inner.features.add("nested in another story")
