"""Which headlines of a page without known layout open articles, and which are sub-headings: a run of them is read as a whole.

客运更加便捷 | … | 货运更加高效 | …      山东：储能放电 | … | 河南：错峰灌溉 | …      parts of the item above them
青禾大桥通车 | 今天，… | 石桥茶园开采 | 记者从…获悉，…                              two items
Each headline by itself says how much speaks for an article; together they say more: an article has no sub-heading or several.
The reading for which most speaks is taken.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from etl.column_labels import is_box_label, is_briefs_label
from etl.imprint import SENTENCE_END_RE
from etl.split.abroad import countries_in
from etl.split.cohesion import Cohesion
from etl.split.headlines import INNER_DASH_RE
from etl.split.openings import Above, Below, Habits, is_broken_off, is_unlike, weigh_opening
from etl.split.pieces import Part, Piece

FRONT = (Part.HEADING, Part.MAYBE_HEADING, Part.BYLINE, Part.FROM)
# In logits, as openings are weighed: a sub-heading alone in its article is rare.
ALONE = -2.2
# 山东：…, 河南：… below a title that is not built like them.
FRAMED = 3.0
COLON_RE = re.compile(r"[^：，]{2,6}：.{3,}")


class Section(NamedTuple):
    """A headline in a line of its own between texts, the last paragraph above it, and the texts below it."""

    at: int
    headline: Piece
    last: str
    texts: Sequence[str]
    signed: bool


class Stretch(NamedTuple):
    """An article that surely opens, or the beginning of the page, and the doubtful sections below it."""

    headlines: tuple[str, ...]
    paragraphs: int
    sections: Sequence[Section]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the sections so far: those that open articles, the title and sub-headings of the last article."""

    weight: float
    opens: tuple[int, ...]
    title: str
    paragraphs: int
    parts: int = 0
    last: str = ""

    @property
    def total(self) -> float:
        return self.weight + (ALONE if self.parts == 1 else 0.0)


def settle_sections(stream: Sequence[Piece], page: Cohesion, habits: Habits) -> list[Piece]:
    """Marks the headlines that open articles, and makes sub-headings paragraphs of their bodies."""
    settled = _open_bodies(_take_broken_lines(stream), page, habits)
    for stretch in list(_find_stretches(settled)):
        if not habits.signs and any(map(is_briefs_label, stretch.headlines)):
            continue  # each headline below the label of a strip opens an article
        opens = _read(stretch, page, habits)
        for section in stretch.sections:
            is_opening = section.at in opens
            settled[section.at] = section.headline._replace(part=Part.HEADING if is_opening else Part.TEXT, opens=is_opening)
    return settled


def _take_broken_lines(stream: Sequence[Piece]) -> list[Piece]:
    """Makes the lines that no headline can be, for the next line goes on with their sentence, paragraphs."""
    return [
        piece._replace(part=Part.TEXT)
        if _is_doubtful(stream, (at, at + 1))
        and not (piece.level or piece.apart)
        and is_broken_off(piece.text, stream[at + 1].text)
        else piece
        for at, piece in enumerate(stream)
    ]


def _open_bodies(stream: Sequence[Piece], page: Cohesion, habits: Habits) -> list[Piece]:
    """Marks the paragraphs behind a gap that open articles, whose headlines stand below them or are lost."""
    opened = list(stream)
    for at, (above, piece) in enumerate(pairwise(stream), 1):
        if habits.has_gaps and piece.apart and piece.part is above.part is Part.TEXT and SENTENCE_END_RE.search(above.text):
            opened[at] = piece._replace(opens=is_unlike(above.text, piece.text, page))
    return opened


def _find_stretches(stream: Sequence[Piece]) -> Iterator[Stretch]:
    """The stretches that have doubtful sections."""
    fronts = _find_fronts(stream)
    at = 0
    while at < len(fronts):
        end = at + 1
        while end < len(fronts) and _is_doubtful(stream, fronts[end]):
            end += 1
        start, stop = fronts[at]
        bounds = [*(first for first, _ in fronts[at + 1 : end]), fronts[end][0] if end < len(fronts) else len(stream)]
        heads = [piece.text for piece in stream[start:stop] if piece.part is Part.HEADING]
        if bounds[1:]:
            article = stream[start : bounds[0]]
            sections = [_section(stream, *bound, signed_above=_is_signed(article)) for bound in pairwise(bounds)]
            if article[0].part is Part.DATELINE:  # the first headline below it is its own
                heads = [sections.pop(0).headline.text]
            yield Stretch(tuple(heads), sum(piece.part is Part.TEXT for piece in article), sections)
        at = end


def _is_signed(pieces: Sequence[Piece]) -> bool:
    return any(piece.part in (Part.DATELINE, Part.BYLINE) for piece in pieces)


def _find_fronts(stream: Sequence[Piece]) -> list[tuple[int, int]]:
    """Where the runs of headlines and bylines begin and end; a dateline, a body behind a gap and the page open articles too."""
    fronts: list[tuple[int, int]] = [(0, 0)] if stream and stream[0].part is Part.TEXT else []
    at = 0
    while at < len(stream):
        end = at
        while end < len(stream) and stream[end].part in FRONT:
            end += 1
        end += end < len(stream) and stream[end].part is Part.DATELINE
        if end > at or stream[at].opens:
            fronts.append((at, end))
        at = max(end, at + 1)
    return fronts


def _is_doubtful(stream: Sequence[Piece], front: tuple[int, int]) -> bool:
    """Whether a single headline stands between finished text and text, without any sign that it surely opens an article."""
    at, end = front
    headline = stream[at]
    if end != at + 1 or end == len(stream) or at == 0 or headline.part is not Part.HEADING or headline.opens:
        return False
    above, below = stream[at - 1], stream[end]
    if below.opens or INNER_DASH_RE.search(headline.text) or is_box_label(headline.text) or is_briefs_label(headline.text):
        return False
    return above.part is Part.TEXT and below.part is Part.TEXT and bool(SENTENCE_END_RE.search(above.text))


def _section(stream: Sequence[Piece], at: int, end: int, *, signed_above: bool) -> Section:
    texts = [piece.text for piece in stream[at + 1 : end] if piece.part is Part.TEXT]
    closes = stream[end - 1].part in (Part.CREDIT, Part.ONWARD) or (end < len(stream) and stream[end].part is Part.BYLINE)
    return Section(at, stream[at], stream[at - 1].text, texts, signed_above and closes)


def _read(stretch: Stretch, page: Cohesion, habits: Habits) -> frozenset[int]:
    """The sections of a stretch that open articles, in the reading for which most speaks."""
    readings = [Reading(0.0, (), " ".join(stretch.headlines), stretch.paragraphs)]
    for section in stretch.sections:
        best: dict[int, Reading] = {}
        for reading in readings:
            for further in (_open(reading, section, page, habits), _add_part(reading, section, page)):
                parts = min(further.parts, 2)
                if parts not in best or further.weight > best[parts].weight:
                    best[parts] = further
        readings = list(best.values())
    return frozenset(max(readings, key=lambda reading: reading.total).opens)


def _open(reading: Reading, section: Section, page: Cohesion, habits: Habits) -> Reading:
    headline = section.headline
    below = Below(headline.text, section.texts[0], "".join(section.texts), headline.apart, bool(headline.level), section.signed)
    weight = weigh_opening(Above(reading.title, section.last, reading.paragraphs), below, page, habits)
    return Reading(reading.total + weight, (*reading.opens, section.at), headline.text, len(section.texts))


def _add_part(reading: Reading, section: Section, page: Cohesion) -> Reading:
    paragraphs = reading.paragraphs + len(section.texts) + 1
    if _is_torn(section, page):
        return replace(reading, paragraphs=paragraphs)
    line = section.headline.text
    framed = COLON_RE.fullmatch(reading.last) and COLON_RE.fullmatch(line) and not COLON_RE.fullmatch(reading.title)
    # An item of news from abroad may have two parts, and so one sub-heading.
    parts = 2 if countries_in(reading.title) else reading.parts + 1
    return Reading(reading.weight + FRAMED * bool(framed), reading.opens, reading.title, paragraphs, parts, line)


def _is_torn(section: Section, page: Cohesion) -> bool:
    """Whether a line is rather the beginning of a paragraph that a line break has torn: a word of the page stands across it."""
    return not section.headline.apart and page.joins(section.headline.text, section.texts[0])
