"""The clauses that stand beside speech: there a name is its speaker's, though no cue says so.

“够用。”王海明翻开账本，…                  the clause behind the words
看着水位，王海明松了口气：“够用。”          the clauses of the sentence that leads to them
“够用。”说起水位，王海明很感慨。            with the clause that tells what is spoken of, the next one
Not: 打造“一站式”服务 – what ends in no stop is a name or a term.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from etl.speakers.cues import adverbials
from etl.speakers.marks import Run, hide_quoted, quoted_runs

STOPS = "。！？…，"
CLAUSE_RE = re.compile(r"[^，。；：！？…“”\n]+")
SENTENCE_RE = re.compile(r"[^。！？…”\n]*$")
LONGEST_SENTENCE = 120


class Side(NamedTuple):
    """A clause beside speech: `body[start:end]`."""

    start: int
    end: int


@cache
def topic_re() -> re.Pattern[str]:
    """The words that open a clause telling what is spoken of: 说起, 谈到."""
    return re.compile(adverbials("topic"))


@lru_cache(maxsize=64)
def speech_sides(body: str) -> tuple[Side, ...]:
    """The clauses beside the speech of a body, in order.

    >>> body = "“够用。”王海明翻开账本。看着水位，他笑了：“好。”"
    >>> [body[side.start:side.end] for side in speech_sides(body)]
    ['王海明翻开账本', '看着水位', '他笑了']
    """
    hidden = hide_quoted(body)
    found = {side for run in quoted_runs(body) if body[run.end - 1] in STOPS for side in _sides_of(hidden, run)}
    return tuple(sorted(found))


def _sides_of(hidden: str, run: Run) -> list[Side]:
    found = []
    if behind := CLAUSE_RE.match(hidden, run.end + 1):
        found.append(Side(*behind.span()))
        following = CLAUSE_RE.match(hidden, behind.end() + 1)
        if following and topic_re().match(behind.group()):
            found.append(Side(*following.span()))
    if hidden[run.start - 2 : run.start - 1] in ("，", "："):
        sentence = SENTENCE_RE.search(hidden, max(0, run.start - LONGEST_SENTENCE), run.start - 2)
        start = sentence.start() if sentence else run.start - 2
        found += [Side(*clause.span()) for clause in CLAUSE_RE.finditer(hidden, start, run.start - 2)]
    return found
