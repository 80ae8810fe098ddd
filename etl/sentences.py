"""Body → sentences, with their offsets: the stretches that quotes and figures are read in."""

import re
from bisect import bisect
from functools import lru_cache
from typing import NamedTuple

# A sentence runs to 。！？ or …… with the closing marks that follow it, or to the end of its paragraph. Stops inside
# quotation marks count, for a quotation may run over a whole paragraph: “好。走。”他说。 → “好。 | 走。” | 他说。
SENTENCE_RE = re.compile(r"[^\n。！？…]*(?:[。！？]+|…+|$|(?=\n))[”’》）」』]*", re.MULTILINE)


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
        text = match.group().strip()
        if text:
            start = match.start() + match.group().index(text)
            found.append(Sentence(text, start, start + len(text)))
    return tuple(found)


def sentence_at(body: str, offset: int) -> Sentence:
    """The sentence that holds the character at `offset`; raises ValueError where the body has none there."""
    found = sentences(body)
    at = bisect(found, offset, key=lambda sentence: sentence.start) - 1
    if at < 0 or offset >= found[at].end:
        raise ValueError(f"no sentence at {offset} of a body of {len(body)} characters")
    return found[at]
