"""The sheet of a PDF page: what is set where, in points. A block knows its height once its width is known; blocks tile it."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Align = Literal["justify", "left", "center", "right"]
Look = Literal["frame", "double frame", "tint", "rule", "photo", "drawing", "ground"]

DRAWN = ("shadowed headlines", "blanks between letters", "rules between columns")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type. `lead` is how many of its first letters are set bold (a dateline)."""

    x: float
    y: float
    width: float
    height: float
    text: str
    size: float
    font: str
    bold: bool = False
    align: Align = "left"
    vertical: bool = False
    shadow: bool = False
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """A rule, a frame, a tinted ground or a picture."""

    x: float
    y: float
    width: float
    height: float
    look: Look


# What a program emits together: a column of text, a headline, a picture with its caption.
Group = list[Line | Shape]


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits of one page: type, columns, and how its blocks are kept apart."""

    columns: int
    letters: int
    size: float
    leading: float
    gutter: float
    body_font: str
    head_font: str
    caption_font: str
    apart: str  # space, rules, gutter rules: what stands between blocks
    block_gap: float
    indent_printed: bool
    blanks_printed: bool
    shadowed: bool
    ruled: bool
    order: str  # natural, blocks, frames, rows: in which order the page's groups are emitted
    framed: float
    features: frozenset[str] = field(default_factory=frozenset)

    @property
    def column_width(self) -> float:
        return self.letters * self.size

    def width(self, columns: int) -> float:
        """The width of so many columns with the gutters between them."""
        return columns * self.column_width + (columns - 1) * self.gutter


def draw_habits(rng: random.Random) -> Habits:
    """Habits drawn one by one, the extreme ones rarely."""
    size = rng.choice((8.0, 8.5, 9.0, 9.5, 10.0, 10.5, 11.0))
    serif = rng.random() < 0.8
    columns = rng.choices((4, 5, 6), (35, 45, 20))[0]
    gutter = rng.choice((1.0, 1.2, 1.5, 2.0))
    apart = rng.choices(("rules", "gutter rules", "space"), (45, 20, 35))[0]
    order = rng.choices(("natural", "blocks", "frames", "rows"), (15, 35, 40, 10))[0]
    shadowed, blanks, printed, ruled = (rng.random() < share for share in (0.15, 0.08, 0.5, 0.15))
    letters = rng.randint(11, 17) if columns < 6 else rng.randint(10, 13)
    band = "10–12" if letters <= 12 else "13–17"
    named = {
        f"columns: {columns}",
        f"column {band} letters",
        f"blocks apart by: {apart}",
        f"order: {order}",
        f"gutter: {gutter} letters",
    }
    named |= {name for name, drawn in zip(DRAWN, (shadowed, blanks, ruled), strict=True) if drawn}
    named.add("indent: blanks" if printed else "indent: moved")
    return Habits(
        columns=columns,
        letters=letters,
        size=size,
        leading=size * rng.choice((1.3, 1.4, 1.5, 1.65)),
        gutter=gutter * size,
        body_font="serif" if serif else "sans",
        head_font=rng.choice(("serif", "sans")),
        caption_font="sans" if serif else "serif",
        apart=apart,
        # Where no rule parts them, blocks stand further apart than lines, else nobody could tell.
        block_gap=rng.choice((0.7, 1.0, 1.5) if apart == "rules" else (1.2, 1.5, 2.0)),
        indent_printed=printed,
        blanks_printed=blanks,
        shadowed=shadowed,
        ruled=ruled,
        order=order,
        framed=rng.choice((0.0, 0.15, 0.3)),
        features=frozenset(named),
    )


class Block(Protocol):
    """What can be set on a sheet."""

    @property
    def width(self) -> float: ...

    @property
    def height(self) -> float: ...

    def draw(self, x: float, y: float) -> list[Group]:
        """Its groups, when its upper left corner stands at this point."""
        ...


Filler = Callable[[float, float], "Block | None"]


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks one below the other."""

    blocks: Sequence[Block]
    habits: Habits

    @property
    def gap(self) -> float:
        return self.habits.block_gap * self.habits.leading

    @property
    def width(self) -> float:
        return max(block.width for block in self.blocks)

    @property
    def height(self) -> float:
        return sum(block.height for block in self.blocks) + self.gap * (len(self.blocks) - 1)

    def draw(self, x: float, y: float) -> list[Group]:
        groups: list[Group] = []
        for at, block in enumerate(self.blocks):
            if at and self.habits.apart == "rules":
                groups.append([Shape(x, y - self.gap / 2, self.width, 0.5, "rule")])
            groups += block.draw(x, y)
            y += block.height + self.gap
        return groups


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks side by side, a gutter between them; below a short one stands a filler, where one fits."""

    blocks: Sequence[Block]
    habits: Habits
    filler: Filler

    @property
    def width(self) -> float:
        return sum(block.width for block in self.blocks) + self.habits.gutter * (len(self.blocks) - 1)

    @property
    def height(self) -> float:
        return max(block.height for block in self.blocks)

    def draw(self, x: float, y: float) -> list[Group]:
        groups: list[Group] = []
        gap = self.habits.block_gap * self.habits.leading
        for at, block in enumerate(self.blocks):
            if at and self.habits.apart != "space":
                groups.append([Shape(x - self.habits.gutter / 2, y, 0.5, self.height, "rule")])
            groups += block.draw(x, y)
            filler = self.filler(block.width, self.height - block.height - gap)
            groups += filler.draw(x, y + block.height + gap) if filler else []
            x += block.width + self.habits.gutter
        return groups


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page ready to print: its size and its groups in the order in which they are emitted."""

    width: float
    height: float
    groups: list[Group]


def emit(rng: random.Random, groups: list[Group], order: str) -> list[Group]:
    """The groups in the order a program emits them; frames and grounds first, for they would hide what is below them."""
    grounds: list[Group] = [
        [one for one in group if isinstance(one, Shape) and one.look in ("tint", "ground")] for group in groups
    ]
    above = [[one for one in group if not (isinstance(one, Shape) and one.look in ("tint", "ground"))] for group in groups]
    if order == "frames":
        rng.shuffle(above)
    elif order == "blocks":
        cuts = sorted(rng.sample(range(len(above)), min(len(above), 6)))
        parts = [above[start:end] for start, end in zip([0, *cuts], [*cuts, len(above)], strict=True)]
        rng.shuffle(parts)
        above = [group for part in parts for group in part]
    elif order == "rows":
        singles: list[Group] = [[one] for group in above for one in group]
        above = sorted(singles, key=lambda group: (round(group[0].y), group[0].x))
    return [group for group in [*grounds, *above] if group]
