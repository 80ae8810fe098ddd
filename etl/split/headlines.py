"""The lines of a headline → kicker, title, subtitle: by the layout where it is known, else by their words.

李某在青禾调研时强调 | 守住水源地 | 护好一江水   →  kicker | title (two lines)
小篾刀闯出大市场 | ——一个县的竹编生意       →  title | subtitle
"""

import re
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from etl.column_labels import is_document_name, is_label, is_series_word
from etl.split.headline_parts import headline_weights, is_joined, part_lines
from etl.split.headline_signs import BRACKETED_RE, is_named

INNER_DASH_RE = re.compile(r"(?<=[^—]{5})——(?=[^—]{6})")
TITLE_LEVEL = 1
# More lines no headline has: those above them are the page's.
MOST_LINES = 6
# A tail behind a dash is the title if it is no longer than this, and much shorter than what stands before it.
LONGEST_TAIL, SHORTER_BY = 12, 6


class Headline(NamedTuple):
    """The parts of a headline; `spare` are lines above it that belong to no part."""

    kicker: str | None = None
    title: str | None = None
    subtitle: str | None = None
    spare: tuple[str, ...] = ()


def read_headline(lines: Sequence[str], levels: Sequence[int], report: str = "") -> Headline:
    """Tells kicker, title and subtitle apart, by the levels of the heading marks where these differ.

    >>> read_headline(["青禾县扩种青稞", "一粒种子", "——来自高原的报道"], [2, 1, 2])[:3]
    ('青禾县扩种青稞', '一粒种子', '——来自高原的报道')
    """
    lines, levels = _glue_labels(lines, levels)
    if TITLE_LEVEL not in levels:
        return read_plain_headline(lines, report)
    if len(lines) > 1 and is_label(lines[0]):  # the name of a column may be set as large as a title
        levels = [0, *(level - min(levels[1:]) + TITLE_LEVEL for level in levels[1:])]
    titles = [level == TITLE_LEVEL for level in levels]
    first = titles.index(True)
    below = [line for line, is_title in zip(lines[first:], titles[first:], strict=True) if not is_title]
    title = " ".join(_join_rests(list(compress(lines, titles))))
    if not below and (match := INNER_DASH_RE.search(title)):
        title, below = title[: match.start()], [title[match.start() :]]
    return Headline(" ".join(lines[:first]) or None, title, " ".join(below) or None)


def read_plain_headline(lines: Sequence[str], report: str = "") -> Headline:
    """Tells kicker, title and subtitle apart by their words and those of the report below them.

    >>> read_plain_headline(["青禾县持续做强特色竹编产业", "小篾刀闯出大市场"])[:3]
    ('青禾县持续做强特色竹编产业', '小篾刀闯出大市场', None)
    >>> read_plain_headline(["市政府常务会召开会议", "王小禾主持"])[:3]
    (None, '市政府常务会召开会议', '王小禾主持')
    """
    if not lines:
        return Headline()
    if len(lines) == 1 and (is_label(lines[0]) or (is_series_word(lines[0]) and not is_document_name(lines[0]))):
        return Headline(kicker=lines[0])
    parted = [part for line in lines for part in _part_at_dash(line)]
    spare, parted = parted[:-MOST_LINES], parted[-MOST_LINES:]
    return Headline(*part_lines(parted, report, headline_weights()), tuple(spare))


def _glue_labels(lines: Sequence[str], levels: Sequence[int]) -> tuple[list[str], list[int]]:
    """Glues a label in brackets, whatever its size, to the line above it.

    >>> _glue_labels(["老果园，新算法", "（一线·见闻）"], [1, 2])
    (['老果园，新算法（一线·见闻）'], [1])
    """
    glued: list[str] = []
    kept: list[int] = []
    for line, level in zip(lines, levels, strict=True):
        if glued and BRACKETED_RE.fullmatch(line) and not re.search(r"\d", line):
            glued[-1] += line
        else:
            glued.append(line)
            kept.append(level)
    return glued, kept


def _join_rests(lines: Sequence[str]) -> list[str]:
    """Joins the lines in which a title of one size was wrapped.

    >>> _join_rests(["四座城市地铁", "里的“流动经济”"]), _join_rests(["守住水源地", "护好一江水"])
    (['四座城市地铁里的“流动经济”'], ['守住水源地', '护好一江水'])
    """
    joined: list[str] = []
    for line in lines:
        if joined and is_joined(joined[-1], line) and not is_named(joined[-1]):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _part_at_dash(line: str) -> list[str]:
    """Parts title——subtitle, or kicker——title where what follows the dash is the shorter by far."""
    match = INNER_DASH_RE.search(line)
    if not match:
        return [line]
    tail = len(line) - match.end()
    cut = match.end() if tail <= min(LONGEST_TAIL, match.start() - SHORTER_BY) else match.start()
    return [line[:cut], line[cut:]]
