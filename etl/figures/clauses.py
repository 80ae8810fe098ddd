"""The words a figure stands among: its clause before and behind it, cut at the figures beside it.

In `出口2871.4亿元，同比增长13%、31.6%。` the second figure has the clause `同比增长` before it; 、 joins the third.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from etl.figures.candidates import Candidate
from etl.figures.signs import Sign, scan
from etl.sentences import Sentence, sentences

STOP_RE = re.compile(r"[，；：。！？\n]")
# In a list that runs on without a stop, what is said farther before a figure is of no account to it.
LONGEST_CLAUSE = 150
JOINT_RE = re.compile(r"(?:以上|左右|以下|以内)?(?:[、]|和|及|与|以及|或)(?:约|近|超过?|逾|不到|不足|接近|至少)?")


class Context(NamedTuple):
    """Where a candidate stands. Offsets are of the body; `before` of a joined figure is the joint alone.

    `left` are the words of the clause between the figure before it and this one: all that may name this one alone;
    `clause_left` those of the clause before it, other figures included; `right` those up to the next figure or the end of the
    clause. `signs` are those of the clause before it, among other figures too, `own_signs` those behind the figure before it,
    `chain` those that lead up to it without a letter between, the nearest first: 同比 ← 分别 ← 增长 ← 约.
    """

    body: str
    candidate: Candidate
    sentence: Sentence
    clause_start: int
    clause_end: int
    left_start: int
    right_end: int
    previous: int | None
    is_joined: bool
    left: str
    clause_left: str
    right: str
    signs: Sequence[Sign]
    own_signs: Sequence[Sign]
    chain: Sequence[Sign]

    @property
    def sentence_left(self) -> str:
        """The words of the sentence before the figure."""
        return self.body[self.sentence.start : self.candidate.start]

    def signs_before(self, end: int) -> Sequence[Sign]:
        """The signs of the clause that end before an offset."""
        return [sign for sign in self.signs if sign.end <= end]


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
    start = candidate.start
    clause_start = stops[bisect_left(stops, start) - 1] + 1
    clause_end = stops[min(bisect_left(stops, candidate.end), len(stops) - 1)]
    left_start = max(clause_start, before.end) if before else clause_start
    right_end = min(clause_end, behind.start) if behind else clause_end
    signs = scan(body, max(clause_start, start - LONGEST_CLAUSE), start)
    own = signs if left_start == clause_start else [sign for sign in signs if sign.start >= left_start]
    return Context(
        body=body,
        candidate=candidate,
        sentence=sentence,
        clause_start=clause_start,
        clause_end=clause_end,
        left_start=left_start,
        right_end=right_end,
        previous=index - 1 if before else None,
        is_joined=before is not None and JOINT_RE.fullmatch(body, before.end, start) is not None,
        left=body[left_start:start],
        clause_left=body[clause_start:start],
        right=body[candidate.end : right_end],
        signs=signs,
        own_signs=own,
        chain=_chain(own, start),
    )


def _chain(signs: Sequence[Sign], at: int) -> list[Sign]:
    chain: list[Sign] = []
    for sign in reversed(signs):
        if sign.end != at:
            break
        chain.append(sign)
        at = sign.start
    return chain
