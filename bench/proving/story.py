"""A story set into columns that flow round what stands in their way: headline, pictures, other stories."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bench.proving.articles import Printed, is_subheading
from bench.proving.columns import Obstacle, Plan, Run, plan_columns
from bench.proving.headlines import Heading
from bench.proving.lines import Column, flow
from bench.proving.phrases import break_title
from bench.proving.sheet import Align, Group, Habits, Line, Look, Shape
from bench.proving.type import type_width


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A line of a body; `shift` moves it to the right (an indent, the room of a big initial)."""

    text: str
    shift: float = 0.0
    full: bool = False
    subheading: bool = False
    closing: bool = False
    lead: int = 0


@dataclass(slots=True)
class Story:
    """A story being set into a block of a given width."""

    printed: Printed
    habits: Habits
    width: float
    count: int
    frame: Look | None = None
    initial: bool = False
    in_other_type: bool = False
    credit_apart: bool = False
    side_heading: Heading | None = None
    obstacles: list[Obstacle] = field(default_factory=list)
    features: set[str] = field(default_factory=set)
    lines: list[BodyLine] = field(default_factory=list)
    rows: int = 0

    @property
    def inset(self) -> float:
        return 0.8 * self.habits.size if self.frame else 0.0

    @property
    def text_left(self) -> float:
        """Where the columns begin: to the right of a vertical headline."""
        return self.inset + (self.side_heading.width + self.habits.size if self.side_heading else 0.0)

    @property
    def column_width(self) -> float:
        inner = self.width - self.inset - self.text_left
        return (inner - (self.count - 1) * self.habits.gutter) / self.count

    @property
    def body_font(self) -> str:
        return self.habits.caption_font if self.in_other_type else self.habits.body_font

    @property
    def height(self) -> float:
        side = self.side_heading.height if self.side_heading else 0.0
        return max(self.rows * self.habits.leading, side) + 2 * self.inset

    def span(self, columns: int) -> float:
        """The width of so many of its columns."""
        return columns * self.column_width + (columns - 1) * self.habits.gutter

    def fit(self) -> None:
        """Breaks the body into lines and finds the fewest rows that hold them."""
        self.lines = break_body(self)
        self.rows = max((obstacle.rows for obstacle in self.obstacles), default=1)
        while not self._holds_all():
            self.rows += 1

    def _holds_all(self) -> bool:
        plan = self._plan()
        return plan is not None and sum(map(len, fill_runs(self.lines, plan.runs))) == len(self.lines)

    def _plan(self) -> Plan | None:
        return plan_columns(self.obstacles, self.count, self.rows)

    def draw(self, x: float, y: float) -> list[Group]:
        """Its groups: frame, obstacles, and one for each run of lines."""
        groups: list[Group] = []
        if self.frame:
            groups.append([Shape(x, y, self.width, self.height, self.frame)])
        if self.side_heading:
            groups += self.side_heading.draw(x + self.inset, y + self.inset)
        left, top = x + self.text_left, y + self.inset
        pitch = self.column_width + self.habits.gutter
        plan = self._plan()
        assert plan, "a story is drawn after it is fit"
        for obstacle, row in zip(self.obstacles, plan.rows, strict=True):
            groups += obstacle.draw(left + obstacle.first * pitch, top + row * self.habits.leading)
        for run, taken in zip(plan.runs, fill_runs(self.lines, plan.runs), strict=True):
            group: Group = []
            for row, line in enumerate(taken, run.start):
                group += self._draw_line(line, left + run.column * pitch, top + row * self.habits.leading)
            groups += [group] if group else []
        return [*groups, *([self._rules(plan.runs, left, top)] if self.habits.ruled else [])]

    def _rules(self, runs: Sequence[Run], left: float, top: float) -> Group:
        """Thin rules between its columns, where text stands on both sides."""
        pitch, leading = self.column_width + self.habits.gutter, self.habits.leading
        return [
            Shape(left + pitch * run.column - self.habits.gutter / 2, top + row * leading, 0.3, (stop - row) * leading, "rule")
            for run in runs
            for beside in runs
            if beside.column == run.column - 1 and (row := max(run.start, beside.start)) < (stop := min(run.end, beside.end))
        ]

    def _draw_line(self, line: BodyLine, x: float, y: float) -> Group:
        habits = self.habits
        drawn: Group = []
        text = line.text
        if self.initial and line is self.lines[0]:
            big = 2 * habits.leading * 0.92
            drawn.append(Line(x, y, 2 * habits.leading, 2 * habits.leading, text[0], big, habits.head_font, bold=True))
            text = text[1:]
        align: Align = "justify" if line.full else "left"
        align = "center" if line.subheading else "right" if line.closing else align
        if habits.blanks_printed and line.full:
            text = " ".join(text)
        font = habits.head_font if line.subheading else self.body_font
        size = habits.size * (0.9 if habits.blanks_printed and not line.subheading else 1.0)
        width = self.column_width - line.shift
        drawn.append(
            Line(
                x + line.shift,
                y,
                width,
                habits.leading,
                text,
                size,
                font,
                bold=line.subheading,
                align=align,
                lead=0 if habits.blanks_printed else line.lead,
            )
        )
        return drawn


def fill_runs(lines: Sequence[BodyLine], runs: Sequence[Run]) -> list[list[BodyLine]]:
    """The lines each run of rows takes; a sub-heading is never its last, for it stands above its part."""
    filled: list[list[BodyLine]] = []
    at = 0
    for run in runs:
        stop = min(at + run.end - run.start, len(lines))
        while at < stop < len(lines) and lines[stop - 1].subheading:
            stop -= 1
        filled.append(list(lines[at:stop]))
        at = stop
    return filled


def break_body(story: Story) -> list[BodyLine]:
    """The body in lines: datelines run in, paragraphs are indented, sub-headings and signatures on lines of their own."""
    habits, printed = story.habits, story.printed
    column = Column(story.column_width / habits.size, type_width, True)
    if habits.blanks_printed:
        column = replace(column, width=column.width * 0.8)
    paragraphs = printed.paragraphs
    onward = f"（下转{printed.continued_to}）" if printed.continued_to else ""
    lines: list[BodyLine] = []
    for at, paragraph in enumerate(paragraphs):
        dateline = (printed.dateline or "") if at == 0 else ""
        before = f"（上接{printed.continued_from}）" if at == 0 and printed.continued_from else ""
        is_last = at == len(paragraphs) - 1
        closing = (printed.credit or "") + onward if is_last else ""
        own_line = bool(closing) and story.credit_apart
        if is_subheading(paragraph) and not (dateline or before or closing):
            lines += [BodyLine(text, subheading=True) for text in break_title(paragraph, column.width)]
            continue
        text = before + dateline + paragraph + ("" if own_line else closing)
        lines += _break_paragraph(story, text, column, big=story.initial and at == 0, lead=len(dateline))
        lines += [BodyLine(closing, closing=True)] if own_line else []
    return lines


def _break_paragraph(story: Story, text: str, column: Column, *, big: bool, lead: int) -> list[BodyLine]:
    habits = story.habits
    room_of_initial = 2 * habits.leading / habits.size

    def room(at: int) -> float:
        if big:
            return column.width - (room_of_initial if at < 2 else 0.0) + (1.0 if at == 0 else 0.0)
        return column.width - (2.0 if at == 0 else 0.0)

    broken = list(flow(text, column, room))
    lines = []
    for at, line in enumerate(broken):
        indent = at == 0 and not big
        blanks = "\u3000\u3000" if indent and habits.indent_printed else ""
        shift = 2.0 * habits.size if indent and not blanks else room_of_initial * habits.size if big and at < 2 else 0.0
        shown = min(len(line), max(0, lead - sum(map(len, broken[:at]))))
        lines.append(BodyLine(blanks + line, shift=shift, full=at < len(broken) - 1, lead=shown + len(blanks) if shown else 0))
    return lines
