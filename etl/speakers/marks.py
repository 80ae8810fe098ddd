"""Quotation marks: the outermost “…” runs of a body, and the body with what they hold made invisible.

Found:  他说：“好。”            one run
        “他说‘好’。”            one run, the inner marks belong to it
        “第一段。¶“第二段。”    two runs: a speech over several paragraphs opens each of them anew
Not:    他说：“好。             a mark without its fellow; it costs its own paragraph at most
"""

import re
from functools import lru_cache
from typing import NamedTuple

HIDDEN = "〇"
MARK_RE = re.compile(r"[“”]")
PAIR_RE = re.compile(r"“[^“”\n]*”")
PARAGRAPH_RE = re.compile(r"[^\n]+")


class Run(NamedTuple):
    """The words inside a pair of marks: `body[start:end]`, the marks themselves outside."""

    start: int
    end: int


@lru_cache(maxsize=64)
def quoted_runs(body: str) -> tuple[Run, ...]:
    """The outermost quoted runs of a body in order.

    >>> body = "他说：“好。”又说：“走‘快’些。”"
    >>> [body[run.start:run.end] for run in quoted_runs(body)]
    ['好。', '走‘快’些。']
    """
    return tuple(
        run for paragraph in PARAGRAPH_RE.finditer(body) for run in _paragraph_runs(body, paragraph.start(), paragraph.end())
    )


def _paragraph_runs(body: str, start: int, end: int) -> list[Run]:
    runs: list[Run] = []
    opened: list[int] = []
    for mark in MARK_RE.finditer(body, start, end):
        if mark.group() == "“":
            opened.append(mark.end())
        elif opened:
            begin = opened.pop()
            if not opened:
                runs.append(Run(begin, mark.start()))
    if not opened:
        return runs
    if len(opened) == 1 and body.startswith("\n“", end):
        return [*runs, Run(opened[0], end)]
    return _unnested_runs(body, start, end)


def _unnested_runs(body: str, start: int, end: int) -> list[Run]:
    """What survives where marks do not pair up: an opening mark and the next closing one, nothing opened between."""
    return [Run(pair.start() + 1, pair.end() - 1) for pair in PAIR_RE.finditer(body, start, end)]


@lru_cache(maxsize=64)
def hide_quoted(body: str) -> str:
    """The body with every quoted character replaced, so that it keeps its length and its offsets.

    >>> hide_quoted("他说：“好。”然后走了。")
    '他说：“〇〇”然后走了。'
    """
    pieces, last = [], 0
    for run in quoted_runs(body):
        pieces += [body[last : run.start], HIDDEN * (run.end - run.start)]
        last = run.end
    return "".join([*pieces, body[last:]])
