"""Articles → a page of text as a PDF layer, a layout program or an OCR engine gives it: the truth laid out in a random layout."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.proving import matter
from bench.proving.articles import Known, Laid, Printed, choose, cut_sentence
from bench.proving.lines import Column, break_lines, flow, set_width, spread
from bench.proving.noise import misread, reform_marks
from bench.proving.phrases import break_title
from bench.proving.signatures import pools, sign
from bench.proving.stories import without_beginning, without_end
from bench.proving.type import type_width

WIDTH_BANDS = ((9, 12), (13, 18), (19, 28), (29, 40))
NUMBER_BESIDE_HAN_RE = re.compile(r"(?<=[㐀-鿿])(?=\d)|(?<=\d)(?=[㐀-鿿])")


@dataclass(frozen=True, slots=True)
class TextLayout:
    """The habits of one page."""

    wrap: str  # columns: broken at the column's edge; whole: paragraphs, cut at column ends; clean: paragraphs
    band: tuple[int, int]
    column: Column
    indent: str  # none; short: the first line is shorter; blank: two wide blanks are printed
    spaced: float
    digits_apart: bool
    blank_after_line: bool
    gap: int
    headlines: str  # one line; phrases: broken where the sense allows; width: broken by count
    recognised: bool
    markdown: bool

    @property
    def features(self) -> set[str]:
        """The names under which its accuracy is counted."""
        named = {f"wrap: {self.wrap}", f"headlines: {self.headlines}", f"gap between articles: {self.gap}"}
        if self.wrap == "columns":
            measured = "by letters" if self.column.measure is len else "by width"
            named |= {f"column {self.band[0]}–{self.band[1]}", f"wrapped {measured}", f"indent: {self.indent}"}
            named |= set() if self.column.clings else {"marks begin lines"}
        spaced = "none" if not self.spaced else "few lines" if self.spaced < 0.3 else "many lines"
        named |= {f"letter-spacing: {spaced}", f"blank line after each line: {'yes' if self.blank_after_line else 'no'}"}
        named |= {"OCR noise"} if self.recognised else set()
        return named | ({"Markdown"} if self.markdown else set())


def draw_layout(rng: random.Random) -> TextLayout:
    """A layout whose habits are drawn one by one, the extreme ones rarely."""
    wrap = rng.choices(("columns", "whole", "clean"), (60, 25, 15))[0]
    band = rng.choices(WIDTH_BANDS, (20, 40, 25, 15))[0]
    recognised = rng.random() < (0.06 if wrap == "columns" else 0.35)
    blank_after_line = rng.random() < 0.5
    column = Column(
        width=rng.randint(*band), measure=set_width if rng.random() < 0.6 else len, clings=recognised or rng.random() < 0.8
    )
    return TextLayout(
        wrap=wrap,
        band=band,
        column=column,
        indent=rng.choices(("short", "none", "blank"), (50, 30, 20))[0],
        spaced=0.0 if recognised or wrap != "columns" else rng.choices((0.0, 0.2, 0.5), (40, 35, 25))[0],
        digits_apart=rng.random() < 0.25,
        blank_after_line=blank_after_line,
        gap=rng.choices((0, 1, 2), (35, 45, 20))[0],
        headlines=rng.choices(("one line", "phrases", "width"), (45, 37, 18))[0],
        recognised=recognised,
        markdown=recognised and rng.random() < 0.6,
    )


def lay_text(known: Sequence[Known], seed: str) -> Laid[str]:
    """The page of this seed: the same known articles give the same page."""
    rng = random.Random(seed)
    layout = draw_layout(rng)
    pool = pools(known)
    captions = [
        sign(rng, one, pool) for one in choose(rng, [one for one in known if one.kind == "caption"], rng.choice((0, 0, 1, 1, 2)))
    ]
    stories = [sign(rng, one, pool) for one in choose(rng, [one for one in known if one.kind != "caption"], rng.randint(4, 9))]
    stories = _cut_ends(rng, stories)
    if layout.recognised:
        stories, captions = ([misread(rng, one) for one in printed] for printed in (stories, captions))
    page = _Page(rng, layout)
    for at, story in enumerate(stories):
        page.add_story(story, is_last=at == len(stories) - 1)
    for caption in captions:
        page.add_caption(caption)
    page.add_matter()
    text = page.text()
    if layout.recognised:
        text = reform_marks(rng, text)
    return Laid(seed, text, tuple(page.truth), frozenset(layout.features | page.features))


def _cut_ends(rng: random.Random, stories: list[Printed]) -> list[Printed]:
    """The stories, of which sometimes the first has no beginning and the last no end on this page."""
    if stories[0].kind == "news" and rng.random() < 0.2:
        stories = [without_beginning(rng, stories[0], marked=rng.random() < 0.6), *stories[1:]]
    if len(stories) > 1 and stories[-1].kind == "news" and rng.random() < 0.2:
        stories = [*stories[:-1], without_end(rng, stories[-1], marked=rng.random() < 0.6)]
    return stories


class _Page:
    """A page of text being put together: blocks of lines, and the truth of each."""

    def __init__(self, rng: random.Random, layout: TextLayout) -> None:
        self.rng = rng
        self.layout = layout
        self.blocks: list[list[str]] = []
        self.bodies: list[tuple[int, int]] = []  # in each block, where the lines of the body begin and end
        self.truth: list[Printed] = []
        self.features: set[str] = set()

    def add_story(self, story: Printed, *, is_last: bool) -> None:
        """Sets a story: headline, signature, body, with the headline above, below or inside the body."""
        rng, head, special = self.rng, self._headline(story), set()
        if len(head) > len(story.headline):
            special.add("headline in several lines")
        signature = [story.signature] if story.signature else []
        first, *others = story.paragraphs
        opened = (f"（上接{story.continued_from}）" if story.continued_from else "") + (story.dateline or "") + first
        runs_in = bool(head and story.dateline and (story.byline or "日" in story.dateline)) and rng.random() < 0.2
        if runs_in:
            special.add("headline runs into dateline")
            opened = head.pop() + opened
        lines = self._body([opened, *others], story)
        can_follow = head and not story.signature and not runs_in and (self.layout.gap or is_last) and not story.continued_to
        place = rng.choices(("above", "below", "inside"), (94, 3, 3))[0] if can_follow else "above"
        if place == "below":
            block, body = [*lines, *head], (0, len(lines))
        elif place == "inside" and (at := self._mid_sentence(lines)):
            block, body = [*lines[:at], *head, *lines[at:]], (0, at)
        else:
            place = "above"
            block, body = [*head, *signature, *lines], (len(head) + len(signature), len(head) + len(signature) + len(lines))
        special |= {f"headline {place} body"} if place != "above" else set()
        self.blocks.append(block)
        self.bodies.append(body)
        self.truth.append(replace(story, features=story.features | special))

    def _headline(self, story: Printed) -> list[str]:
        lines: list[str] = []
        mark = self.rng.choice(("# {}", "## {}", "### {}", "**{}**"))
        for part in story.headline:
            is_subtitle = part == story.subtitle and part[0] not in "—（"
            dash = "——" if is_subtitle and self.rng.random() < 0.4 else ""
            broken = self._break_headline(dash + part, is_title=part == story.title)
            marked = self.layout.markdown and (part == story.title or self.rng.random() < 0.3)
            lines += [mark.format(line) for line in broken] if marked else broken
        return lines

    def _break_headline(self, line: str, *, is_title: bool) -> list[str]:
        """The lines of a part of the headline; smaller type than a title's seldom needs two."""
        if self.layout.headlines == "width":
            return break_lines(line, replace(self.layout.column, width=max(12, self.layout.column.width)))
        if self.layout.headlines == "phrases" and len(line) > (10 if is_title else 20):
            return break_title(line, max(8.0, 0.6 * type_width(line)))
        return [line]

    def _body(self, paragraphs: list[str], story: Printed) -> list[str]:
        rng = self.rng
        closing = f"（下转{story.continued_to}）" if story.continued_to else story.credit or ""
        on_line = bool(closing) and rng.random() < (0.6 if story.kind == "caption" else 0.3)
        if closing and not on_line:
            paragraphs = [*paragraphs[:-1], paragraphs[-1] + closing]
        set_lines = {"columns": self._columns, "whole": self._whole, "clean": self._clean}[self.layout.wrap]
        return [*set_lines(paragraphs), *([closing] if on_line else [])]

    def _columns(self, paragraphs: list[str]) -> list[str]:
        """Wrapped lines; in some articles the column is narrower for a stretch, where a picture stands beside it."""
        rng, layout = self.rng, self.layout
        indent = 0.0 if layout.indent == "none" else 2.0
        start = rng.randint(2, 12) if layout.column.width >= 14 and rng.random() < 0.12 else 10**6
        narrow = range(start, start + rng.randint(5, 12))
        lines: list[str] = []
        for paragraph in paragraphs:
            above = len(lines)

            def room(at: int, above: int = above) -> float:
                width = layout.column.width * (0.6 if above + at in narrow else 1.0)
                return int(width) - (indent if at == 0 else 0.0)

            first, *others = flow(paragraph, layout.column, room)
            lines += [("　　" if layout.indent == "blank" else "") + first, *others]
        return lines

    def _whole(self, paragraphs: list[str]) -> list[str]:
        """Paragraphs whole, of which some are cut where a column ends."""
        lines: list[str] = []
        for paragraph in paragraphs:
            cut = cut_sentence(self.rng, paragraph) if self.rng.random() < 0.12 else None
            first = "　　" if self.layout.indent == "blank" else ""
            lines += [first + paragraph[:cut], paragraph[cut:]] if cut else [first + paragraph]
        return lines

    def _clean(self, paragraphs: list[str]) -> list[str]:
        return [("　　" if self.layout.indent == "blank" else "") + paragraph for paragraph in paragraphs]

    def _mid_sentence(self, lines: list[str]) -> int | None:
        """Where a headline can be set into a body: below a line that breaks off in mid-sentence."""
        spots = [at for at in range(2, len(lines) - 2) if re.search("[㐀-鿿]$", lines[at - 1]) and len(lines[at - 1]) > 8]
        return self.rng.choice(spots) if spots else None

    def add_caption(self, caption: Printed) -> None:
        """Sets a caption between two articles or between two lines of a body."""
        lines = self._body(caption.paragraphs, caption)
        at = self.rng.randrange(len(self.blocks))
        start, end = self.bodies[at]
        if self.rng.random() < 0.35 and end - start >= 4:
            middle = self.rng.randint(start + 2, end - 2)
            self.blocks[at][middle:middle] = lines
            self.bodies[at] = (start, middle)
            caption = replace(caption, features=caption.features | {"caption in mid-column"})
            host = self.truth[at]
            self.truth[at] = replace(host, features=host.features | {"host of a caption"})
            self.truth.append(caption)
            return
        self.blocks.insert(at + 1, lines)
        self.bodies.insert(at + 1, (0, 0))
        self.truth.insert(at + 1, caption)

    def add_matter(self) -> None:
        """Sets what is no article round the articles, and below some of them."""
        rng = self.rng
        for name, share, lines in (
            ("masthead", 0.15, matter.masthead(rng)),
            ("page header", 0.4, matter.header(rng)),
        ):
            if name not in self.features and rng.random() < share and "masthead" not in self.features:
                self.features.add(name)
                self.blocks.insert(0, lines)
        last_goes_on = any(name.startswith("ends in mid") for name in self.truth[-1].features)
        for name, share, lines in (
            ("weather", 0.08, matter.weather(rng)),
            ("advert", 0.1, matter.advert(rng)),
            ("notice", 0.08, matter.notice(rng)),
            ("guide to other pages", 0.06, matter.guide(rng)),
        ):
            if rng.random() < share:
                self.features.add(name)
                self.blocks.insert(rng.randint(2, max(2, len(self.blocks) - last_goes_on)), lines)
        if rng.random() < 0.3:
            self.features.add("editors' line")
            self.blocks.insert(rng.choice((0, len(self.blocks))), [matter.editors(rng)])

    def text(self) -> str:
        """The page."""
        between = "\n\n" if self.layout.blank_after_line else "\n"
        parted = between + "\n" * self.layout.gap
        return parted.join(between.join(self._spaced(line) for line in block) for block in self.blocks) + "\n"

    def _spaced(self, line: str) -> str:
        if line.lstrip("　").startswith(("#", "*")):
            return line
        if self.layout.digits_apart:
            line = NUMBER_BESIDE_HAN_RE.sub(" ", line)
        return spread(line) if self.rng.random() < self.layout.spaced else line
