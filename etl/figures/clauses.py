"""The words a figure stands among: its clause before and behind it, cut at the figures beside it.

In `出口2871.4亿元，同比增长13%、31.6%。` the second figure has the clause `同比增长` before it; 、 joins the third.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from etl.figures.candidates import Candidate
from etl.figures.signs import Sign, scan
from etl.sentences import Sentence, sentences

STOP_RE = re.compile(r"[，；：。！？\n]")
# In a list that runs on without a stop, what is said farther before a figure is of no account to it.
LONGEST_CLAUSE = 150
JOINT_RE = re.compile(r"(?:以上|左右|以下|以内)?(?:[、]|和|及|与|以及|或)(?:约|近|超过?|逾|不到|不足|接近|至少)?")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a candidate stands. Offsets are of the body; `before` of a joined figure is the joint alone; `signs` are those of
    the clause before it, among other figures too."""

    body: str
    candidate: Candidate
    sentence: Sentence
    clause_start: int
    clause_end: int
    left_start: int
    right_end: int
    previous: int | None
    is_joined: bool
    signs: Sequence[Sign]

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

    @property
    def own_signs(self) -> Sequence[Sign]:
        """The signs between the figure before it and this one."""
        return [sign for sign in self.signs if sign.start >= self.left_start]

    def signs_before(self, end: int) -> Sequence[Sign]:
        """The signs of the clause that end before an offset."""
        return [sign for sign in self.signs if sign.end <= end]

    @property
    def chain(self) -> Sequence[Sign]:
        """The signs that lead up to a figure without a letter between, the nearest first: 同比 ← 分别 ← 增长 ← 约."""
        chain: list[Sign] = []
        at = self.candidate.start
        for sign in reversed(self.signs):
            if sign.end != at or sign.start < self.left_start:
                break
            chain.append(sign)
            at = sign.start
        return chain


def contexts_of(body: str, candidates: Sequence[Candidate]) -> list[Context]:
    """Each candidate among its words, in the same order."""
    found: list[Context] = []
    ordered = iter(sentences(body))
    sentence = next(ordered, None)
    stops: list[int] = []
    for index, candidate in enumerate(candidates):
        while sentence is not None and sentence.end <= candidate.start:
            sentence, stops = next(ordered, None), []
        if sentence is None:
            break
        stops = stops or [sentence.start - 1, *_stops_of(body, sentence), sentence.end]
        found.append(_context(body, candidates, index, (sentence, stops)))
    return found


def _stops_of(body: str, sentence: Sentence) -> list[int]:
    return [match.start() for match in STOP_RE.finditer(body, sentence.start, sentence.end)]


def _context(body: str, candidates: Sequence[Candidate], index: int, among: tuple[Sentence, Sequence[int]]) -> Context:
    candidate, (sentence, stops) = candidates[index], among
    before = candidates[index - 1] if index and candidates[index - 1].start >= sentence.start else None
    behind = candidates[index + 1] if index + 1 < len(candidates) and candidates[index + 1].start < sentence.end else None
    clause_start = stops[bisect_left(stops, candidate.start) - 1] + 1
    clause_end = stops[min(bisect_left(stops, candidate.end), len(stops) - 1)]
    left_start = max(clause_start, before.end) if before else clause_start
    return Context(
        body=body,
        candidate=candidate,
        sentence=sentence,
        clause_start=clause_start,
        clause_end=clause_end,
        left_start=left_start,
        right_end=min(clause_end, behind.start) if behind else clause_end,
        previous=index - 1 if before else None,
        is_joined=before is not None and JOINT_RE.fullmatch(body, before.end, candidate.start) is not None,
        signs=scan(body, max(clause_start, candidate.start - LONGEST_CLAUSE), candidate.start),
    )
