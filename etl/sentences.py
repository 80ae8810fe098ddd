"""Body → sentences, with their offsets: the stretches that quotes and figures are read in."""

import re
from bisect import bisect
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# A sentence runs to 。！？ or …… with the closing marks that follow it, or to the end of its paragraph. Stops inside
# quotation marks count, for a quotation may run over a whole paragraph: “好。走。”他说。 → “好。 | 走。” | 他说。
SENTENCE_RE = re.compile(r"[^\n。！？…]*(?:[。！？]+|…+|$|(?=\n))[”’》）」』]*", re.MULTILINE)

# The longest sentence of five megabytes of news has 849 letters; a table or a list read without its stops has any number.
LONGEST = 1000


class Sentence(NamedTuple):
    """A sentence of a body: `body[start:end] == text`, white space at its ends excluded."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=256)
def sentences(body: str) -> tuple[Sentence, ...]:
    """All sentences of a body in order.

    >>> [s.text for s in sentences("今年投产。产值3亿元！\\n明年呢？")]
    ['今年投产。', '产值3亿元！', '明年呢？']
    """
    found = []
    for match in SENTENCE_RE.finditer(body):
        for start, end in _cut(body, *match.span()):
            text = body[start:end].strip()
            if text:
                first = body.index(text, start)
                found.append(Sentence(text, first, first + len(text)))
    return tuple(found)


def _cut(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch as it is, or in pieces that end behind a lesser mark where it is longer than sentences are."""
    while end - start > LONGEST:
        cut = max(body.rfind(mark, start + 1, start + LONGEST) for mark in "；，、 ") + 1 or start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def sentence_at(body: str, offset: int) -> Sentence:
    """The sentence that holds the character at `offset`; raises ValueError where the body has none there."""
    found = sentences(body)
    at = bisect(found, offset, key=lambda sentence: sentence.start) - 1
    if at < 0 or offset >= found[at].end:
        raise ValueError(f"no sentence at {offset} of a body of {len(body)} characters")
    return found[at]
