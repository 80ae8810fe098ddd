"""Sub-headings told by each other: those of one item stand one after the other, short and built alike, none above a lead.

客运更加便捷 | … | 货运更加高效 | …      山东：储能放电 | … | 河南：错峰灌溉 | …      parts of the item above them
青禾大桥通车 | 今天，… | 石桥茶园开采 | 记者从…获悉，…                              two items
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from etl.imprint import lead_re
from etl.split.pieces import Part, Piece

# How long sub-headings are, by how many letters those of one item differ, and how much shorter they are than its headline.
LONGEST, SHORT, UNEVEN, SHORTER = 12, 9, 2, 2
FEWEST = 2
LEAD_LETTERS = 40
# Behind a day or a place of its own: 东海市海洋局今天发布，…
LEAD_INSIDE_RE = re.compile(r"^[^，。]{0,24}(?:今天|昨天|今日|昨日|近日|日前|\d{1,2}日)|获悉|(?:最新)?数据显示")
# Begins a part of a report as well as a report: 今年以来，…
AGE_RE = re.compile("今年以来|近年来|近期|眼下")
COLON_RE = re.compile(r"[^：，]{2,6}：.{3,}")
FRAMES = (COLON_RE, re.compile("从.+到.+"), re.compile("[^，]{2,8}，[^，]{2,8}"))


class Section(NamedTuple):
    """A headline in a line of its own, whether a gap sets it apart, and the first paragraph below it."""

    at: int
    apart: bool
    headline: str
    first: str


def are_alike(headlines: Sequence[str]) -> bool:
    """Whether headlines are built alike: of nearly one length, or all in one frame.

    >>> are_alike(["客运更加便捷", "货运更加高效"]), are_alike(["山东：储能放电", "河南周口：错峰灌溉让电"])
    (True, True)
    >>> are_alike(["师傅领进门", "前三季度工业投资增长9.6%"])
    False
    """
    if any(all(frame.fullmatch(line) for line in headlines) for frame in FRAMES):
        return True
    lengths = list(map(len, headlines))
    return max(lengths) <= LONGEST and max(lengths) - min(lengths) <= UNEVEN


def settle_sections(stream: Sequence[Piece]) -> list[Piece]:
    """Makes the sub-headings of unsigned items paragraphs of their bodies."""
    sections = list(_find_sections(stream))
    below = {section.at for run in _find_runs(sections) for section in run}
    return [piece._replace(part=Part.TEXT) if at in below else piece for at, piece in enumerate(stream)]


def _find_sections(stream: Sequence[Piece]) -> Iterator[Section]:
    """Single headlines, each above its text and below another."""
    for at, (piece, follower) in enumerate(pairwise(stream)):
        if piece.part is Part.HEADING and follower.part is Part.TEXT:
            yield Section(at, piece.apart, piece.text, follower.text)


def _find_runs(sections: Sequence[Section]) -> Iterator[list[Section]]:
    """The longest runs of sub-headings below a headline that is not like them."""
    at = 1
    while at < len(sections):
        end = at
        while end < len(sections) and _can_join(sections[at : end + 1]):
            end += 1
        if _are_enough(sections[at:end]) and _is_above(sections[at - 1], sections[at:end]):
            yield list(sections[at:end])
        at = max(end, at + 1)


def _can_join(run: Sequence[Section]) -> bool:
    """Whether the last of a run is like those before it; a blank parts the halves of a headline, never of a sub-heading."""
    last = run[-1]
    is_short = len(last.headline) <= LONGEST and " " not in last.headline
    return is_short and not last.apart and not _has_lead(last.first) and are_alike([section.headline for section in run])


def _are_enough(run: Sequence[Section]) -> bool:
    """Whether a run is no chance: two headlines have to be shorter and more alike than three."""
    lengths = [len(section.headline) for section in run]
    framed = all(COLON_RE.fullmatch(section.headline) for section in run)
    return len(run) > FEWEST or (len(run) == FEWEST and (framed or (max(lengths) <= SHORT and max(lengths) - min(lengths) <= 1)))


def _is_above(parent: Section, run: Sequence[Section]) -> bool:
    """Whether a headline heads the item of a run: it is longer, or of another frame."""
    longest = max(len(section.headline) for section in run)
    framed = all(COLON_RE.fullmatch(section.headline) for section in run)
    return len(parent.headline) - longest >= SHORTER or (framed and not COLON_RE.fullmatch(parent.headline))


def _has_lead(paragraph: str) -> bool:
    """Whether a report begins: with its day, with those who found it out."""
    lead = lead_re().match(paragraph)
    is_lead = lead and not lead["weak"] and not AGE_RE.match(paragraph)
    return bool(is_lead or LEAD_INSIDE_RE.search(paragraph[:LEAD_LETTERS]))
