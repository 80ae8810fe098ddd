"""Articles → the sheet of a page: the page is cut again and again into blocks, side by side or one below the other."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bench.proving import matter
from bench.proving.articles import Known, Laid, Printed
from bench.proving.boxes import PICTURES, Advert, Photo, fill
from bench.proving.placing import Room, add_photo, nest, set_story
from bench.proving.sheet import Beside, Block, Group, Habits, Line, Shape, Sheet, Stack, draw_habits, emit
from bench.proving.stories import draw_captions, draw_stories

MARGIN = 28.0
# Of so many ways to cut a page the one is taken that wastes least and comes nearest to a paper's usual shape.
CANDIDATES = 16
USUAL_SHAPE = 1.4


@dataclass(slots=True)
class Cutter:
    """Cuts a page into blocks, and keeps the truth of what it sets."""

    rng: random.Random
    habits: Habits
    captions: list[Printed]
    truth: list[Printed] = field(default_factory=list)
    features: set[str] = field(default_factory=set)
    area: float = 0.0

    def waste(self, body: Block) -> float:
        """How little the page is what a paper would print: the share of it that holds no story, and how odd its shape is."""
        empty = 1 - self.area / (body.width * body.height)
        return empty + 0.4 * abs(body.height / body.width - USUAL_SHAPE)

    def cut(self, stories: Sequence[Printed], columns: int) -> Block:
        """A block of so many columns that holds these stories."""
        if len(stories) == 1:
            return self._leaf(stories[0], columns)
        if len(stories) == 2 and columns >= 2 and self.rng.random() < 0.4 and (nested := self._nested(stories, columns)):
            return nested
        rows = sum(len(story.body) for story in stories) / (columns * self.habits.letters)
        if columns >= 2 and (rows < 12 or self.rng.random() < (0.4 if columns > 3 else 0.6)):
            return self._side_by_side(stories, columns)
        middle = self.rng.randint(1, len(stories) - 1)
        return Stack([self.cut(stories[:middle], columns), self.cut(stories[middle:], columns)], self.habits)

    def _side_by_side(self, stories: Sequence[Printed], columns: int) -> Block:
        """Two blocks, the stories parted so that both come out nearly as high."""
        left = self.rng.randint(1, columns - 1) if columns < 4 or self.rng.random() < 0.3 else self.rng.randint(2, columns - 2)
        shuffled = self.rng.sample(list(stories), len(stories))
        wanted = sum(len(story.body) for story in shuffled) * left / columns
        middle, taken = 1, float(len(shuffled[0].body))
        while middle < len(shuffled) - 1 and taken + len(shuffled[middle].body) / 2 < wanted:
            taken += len(shuffled[middle].body)
            middle += 1
        blocks = [self.cut(shuffled[:middle], left), self.cut(shuffled[middle:], columns - left)]
        return Beside(blocks, self.habits, fill(self.rng, self.habits, self.features))

    def _leaf(self, printed: Printed, columns: int) -> Block:
        story = set_story(self.rng, printed, self.habits, Room(self.habits.width(columns), columns, self.habits.framed))
        if self.captions and self.rng.random() < 0.4:
            how = add_photo(self.rng, story, self.captions[-1])
            if how:
                self._know(self.captions.pop(), {how})
        story.fit()
        self.area += story.width * story.height
        self._know(printed, story.features)
        return story

    def _nested(self, stories: Sequence[Printed], columns: int) -> Block | None:
        """The shorter story in a corner of the longer one, if that one is long enough to flow round it."""
        short, long = sorted(stories, key=lambda story: len(story.body))
        if len(long.body) < 2 * len(short.body):
            return None
        outer = set_story(self.rng, long, self.habits, Room(self.habits.width(columns), columns, 0.0))
        inside = max(1, outer.count // 2)
        if outer.count < 2 or outer.side_heading:
            return None
        inner = set_story(self.rng, short, self.habits, Room(outer.span(inside), inside, 0.6))
        inner.fit()
        nest(self.rng, outer, inner, inside)
        outer.fit()
        self.area += outer.width * outer.height
        self._know(long, outer.features)
        self._know(short, inner.features)
        return outer

    def _know(self, printed: Printed, features: set[str]) -> None:
        self.truth.append(replace(printed, features=printed.features | features))


def lay_sheet(known: Sequence[Known], seed: str) -> Laid[Sheet]:
    """The sheet of this seed: the same known articles give the same sheet."""
    rng = random.Random(seed)
    habits = draw_habits(rng)
    captions = draw_captions(rng, known, count=rng.randint(0, 3))
    stories = draw_stories(rng, known, letters=rng.uniform(0.45, 0.75) * (habits.columns * habits.letters) ** 2)
    candidates = [_set_body(rng, habits, stories, captions) for _ in range(CANDIDATES)]
    body, cutter = min(candidates, key=lambda one: one[1].waste(one[0]))
    head, features = _head(rng, habits)
    foot, foot_features = _foot(rng, habits)
    top = MARGIN + _depth(head)
    groups = [*_moved(head, MARGIN, MARGIN), *body.draw(MARGIN, top)]
    bottom = top + body.height + habits.leading
    groups += _moved(foot, MARGIN, bottom)
    sheet = Sheet(body.width + 2 * MARGIN, bottom + _depth(foot) + MARGIN, emit(rng, groups, habits.order))
    return Laid(seed, sheet, tuple(cutter.truth), habits.features | cutter.features | features | foot_features)


def _set_body(
    rng: random.Random, habits: Habits, stories: Sequence[Printed], captions: Sequence[Printed]
) -> tuple[Stack, Cutter]:
    """One way to cut the page into blocks, and what stands in them."""
    cutter = Cutter(rng, habits, list(captions))
    blocks: list[Block] = []
    if cutter.captions and rng.random() < 0.3:
        blocks.append(_lead_photo(rng, cutter))
    blocks.insert(rng.randint(0, len(blocks)), cutter.cut(stories, habits.columns))
    if rng.random() < 0.15:
        cutter.features.add("advert")
        blocks.append(Advert(matter.advert(rng), habits, habits.width(habits.columns), rng.uniform(4, 9) * habits.leading))
    if rng.random() < 0.1:
        cutter.features.add("guide to other pages")
        blocks.insert(0, Advert(matter.guide(rng), habits, habits.width(habits.columns), 6 * habits.leading))
    return Stack(blocks, habits), cutter


def _lead_photo(rng: random.Random, cutter: Cutter) -> Photo:
    """A picture with its caption across the page."""
    habits, caption = cutter.habits, cutter.captions.pop()
    width, beside = habits.width(habits.columns), rng.random() < 0.5
    how = "caption beside picture" if beside else "caption below picture"
    cutter.truth.append(replace(caption, features=caption.features | {how}))
    photo = Photo(caption, habits, width, width * rng.uniform(0.18, 0.35), rng.choice(PICTURES), beside)
    cutter.area += photo.width * photo.height
    return photo


def _head(rng: random.Random, habits: Habits) -> tuple[Group, set[str]]:
    """The head of a page: a masthead, a line of label, date and name, or nothing."""
    width = habits.width(habits.columns)
    draw = rng.random()
    if draw < 0.2:
        paper, *others = matter.masthead(rng)
        group: Group = [Line(0, 0, width, 58, paper, 42, "serif", bold=True, align="center")]
        group.append(Line(0, 60, width, 14, " ".join(others), 8.5, "sans", align="center"))
        return [*group, Shape(0, 78, width, 1.5, "rule")], {"masthead"}
    if draw < 0.8:
        lines = [Line(0, 0, width, 18, matter.page_label(rng), 13, "sans", bold=True)]
        lines.append(Line(0, 3, width, 14, matter.date_line(rng), 8.5, "serif", align="center"))
        lines.append(Line(0, 0, width, 18, rng.choice(matter.PAPERS), 13, "serif", bold=True, align="right"))
        return [*rng.sample(lines, rng.randint(1, 3)), Shape(0, 21, width, 0.7, "rule")], {"page header"}
    return [], set()


def _foot(rng: random.Random, habits: Habits) -> tuple[Group, set[str]]:
    """The editors' line at the foot, or nothing."""
    if rng.random() < 0.5:
        return [], set()
    width = habits.width(habits.columns)
    return [Line(0, 0, width, 12, matter.editors(rng), 8, "sans", align=rng.choice(("left", "right", "center")))], {
        "editors' line"
    }


def _depth(group: Group) -> float:
    return max((one.y + one.height + 8 for one in group), default=0.0)


def _moved(group: Group, x: float, y: float) -> list[Group]:
    return [[replace(one, x=one.x + x, y=one.y + y) for one in group]] if group else []
