"""Headlines broken where the sense allows: at a blank or between words, never inside a short quotation."""

import logging
import math

import jieba

from bench.proving.type import type_width

NO_LINE_START = "，。、；：？！”’）》…—"
NO_LINE_END, CLOSERS = "“‘（《", "”’）》"
jieba.setLogLevel(logging.ERROR)


def break_title(title: str, width: float) -> list[str]:
    """A headline broken into the fewest lines of this width (in letters), at a blank or at borders of words.

    >>> break_title("百里长渠引水入村", 6)
    ['百里长渠', '引水入村']
    """
    if type_width(title) <= width:
        return [title]
    if " " in title and max(map(type_width, title.split(" "))) <= width:
        return title.split(" ")
    count = math.ceil(type_width(title) / width)
    lines: list[str] = []
    while type_width(title) > width:
        count = max(2, count)
        at = _break_at(title, width, len(title) / count)
        lines.append(title[:at].strip())
        title, count = title[at:].strip(), count - 1
    return [*lines, title]


def _break_at(title: str, width: float, wanted: float) -> int:
    borders, at = [], 0
    for word in jieba.cut(title):
        at += len(word)
        borders.append(at)
    fitting = [at for at in range(1, len(title)) if type_width(title[:at].strip()) <= width] or [1]
    fair = [at for at in fitting if title[at] not in NO_LINE_START and title[at - 1] not in NO_LINE_END] or fitting
    fair = [at for at in fair if not _is_quoted(title, at)] or fair
    best = [at for at in fair if at in borders and at >= wanted / 2] or fair
    return min(best, key=lambda at: abs(at - wanted))


def _is_quoted(title: str, at: int) -> bool:
    """Whether a place lies inside quotation marks or brackets."""
    return any(title[:at].count(mark) > title[:at].count(other) for mark, other in zip(NO_LINE_END, CLOSERS, strict=True))
