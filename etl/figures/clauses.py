"""The words a figure stands among: its clause before and behind it, cut at the figures beside it.

In `出口2871.4亿元，同比增长13%、31.6%。` the second figure has the clause `同比增长` before it; 、 joins the third.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.figures.candidates import Candidate
from etl.sentences import Sentence, sentences

STOP_RE = re.compile(r"[，；：。！？\n]")
JOINT_RE = re.compile(r"(?:以上|左右|以下|以内)?(?:[、]|和|及|与|以及|或)(?:约|近|超过?|逾|不到|不足|接近|至少)?")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a candidate stands. Offsets are of the body; `before` of a joined figure is the joint alone."""

    body: str
    candidate: Candidate
    sentence: Sentence
    clause_start: int
    clause_end: int
    left_start: int
    right_end: int
    previous: int | None
    is_joined: bool

    @property
    def left(self) -> str:
        """The words of the clause between the figure before it and this one: all that may name this one alone."""
        return self.body[self.left_start : self.candidate.start]

    @property
    def clause_left(self) -> str:
        """The words of the clause before the figure, other figures included."""
        return self.body[self.clause_start : self.candidate.start]

    @property
    def right(self) -> str:
        """The words behind the figure up to the next figure or the end of the clause."""
        return self.body[self.candidate.end : self.right_end]

    @property
    def sentence_left(self) -> str:
        """The words of the sentence before the figure."""
        return self.body[self.sentence.start : self.candidate.start]


def contexts_of(body: str, candidates: Sequence[Candidate]) -> list[Context]:
    """Each candidate among its words, in the same order."""
    found: list[Context] = []
    ordered = iter(sentences(body))
    sentence = next(ordered, None)
    for index, candidate in enumerate(candidates):
        while sentence is not None and sentence.end <= candidate.start:
            sentence = next(ordered, None)
        if sentence is None:
            break
        found.append(_context(body, candidates, index, sentence))
    return found


def _context(body: str, candidates: Sequence[Candidate], index: int, sentence: Sentence) -> Context:
    candidate = candidates[index]
    before = candidates[index - 1] if index and candidates[index - 1].start >= sentence.start else None
    behind = candidates[index + 1] if index + 1 < len(candidates) and candidates[index + 1].start < sentence.end else None
    start, end = sentence.start, candidate.start
    # Of the stops only these three stand inside a sentence.
    clause_start = max(start, body.rfind("，", start, end) + 1, body.rfind("；", start, end) + 1, body.rfind("：", start, end) + 1)
    stop = STOP_RE.search(body, candidate.end, sentence.end)
    clause_end = stop.start() if stop else sentence.end
    left_start = max(clause_start, before.end) if before else clause_start
    between = body[before.end : candidate.start] if before else ""
    return Context(
        body=body,
        candidate=candidate,
        sentence=sentence,
        clause_start=clause_start,
        clause_end=clause_end,
        left_start=left_start,
        right_end=min(clause_end, behind.start) if behind else clause_end,
        previous=index - 1 if before else None,
        is_joined=bool(before and JOINT_RE.fullmatch(between)),
    )
