"""How much speaks for a figure to be set in the place that was named before it, or in none.

A place reaches as far as the talk stays with it. `青禾县…。全县种茶3万亩` stays; a bank's accounts, a share price, a trial, a
law, a visit of state hold for no place though a dateline or a paragraph above names one. What is said in the clause of the
place itself is nearly sure; a place some paragraphs above holds where the article begins with it and returns to it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from etl.figures.clauses import Context
from etl.model import PlaceMention
from etl.places import province_of
from etl.vocabulary import alternation, rows

Relation = Literal["clause", "sentence", "ahead", "paragraph", "speaker", "earlier", "home", "dateline"]

# In logits. What the distance says: the same clause, the same sentence, …, the place of the headline, that of the dateline.
NEAR: Mapping[Relation, float] = {
    "clause": 4.0,
    "sentence": 3.0,
    "ahead": 3.0,
    "paragraph": 2.1,
    "speaker": 1.2,
    "home": 1.0,
    "dateline": 0.4,
    "earlier": -0.3,
}
# A place of an earlier paragraph: each paragraph between, one the article begins with, one it returns to, one abroad, a part
# of the country, one in the province that the article is mainly about, and any where it is about none; and the only one that
# the article names, or names parts of.
PARAGRAPH, BEGINS_WITH, RETURNS, ABROAD, REGION, ABOUT, ABOUT_NONE, ONLY = -0.3, 1.3, 0.5, -1.1, -0.5, 1.0, -1.0, 0.5
# Under a headline of the nation (我国草原变绿) a place holds little longer than its sentence, a part of the country least.
NATION, NATION_REGION = -0.9, -1.4
# Not 我国海拔最高的风电项目, which is one thing in one place.
NATION_RE = re.compile(r"(?:我国|全国|中国)(?!\S{0,12}(?:最|首|第|单体|发射|成功|项目|机组|队))")
MOST_PARAGRAPHS, MOST_RETURNS, BEGINNING = 4, 3, 60
# What the talk of the sentence says; of the paragraph before it half as much.
TALK: Mapping[str, float] = {
    "general": -4.0,
    "diplomacy": -2.5,
    "life": -3.5,
    "product": -2.0,
    "accounts": -1.4,
    "everywhere": -2.5,
    "market": -2.2,
    "travel": -1.2,
    "sport": -0.8,
    "match": -1.5,
    "trade": -0.9,
    "science": -0.8,
    "price": -0.5,
    "expert": -0.4,
    "penalty": -1.6,
    "war": -0.6,
    "local": 1.5,
    # 来自全国各地的选手 says nothing of where they are.
    "anywhere": 0.0,
}
BEFORE = 0.5
# An article full of accounts: so much for one such word in every hundred letters.
FULL_OF: Mapping[str, float] = {"accounts": -1.6, "market": -1.5, "science": -1.2, "match": -1.5}
# A headline's place in an article full of its people and streets.
HOME_TALK = 1.0
HUNDRED = 100
# A person's age is of a place only where its clause says so.
PERSONAL_UNITS = frozenset(("岁", "周岁"))
AGE = -4.6
# What a law says holds everywhere: 根据《某某法》规定，….
LAW_BEGINNING = "《"
LAW = LAW_BEGINNING + r"[^》\n]{1,30}(?:法|条例|解释)》(?:第|规定)"


@dataclass(frozen=True, slots=True)
class TalkWord:
    """A word that shows what a sentence talks of."""

    surface: str
    talk: str
    note: str | None


class Pick(NamedTuple):
    """The place a figure may be set in, how it is related to the figure, where it was named (-1 outside the body), whether
    the article names no other, and the province it is mainly about."""

    place: PlaceMention | None
    relation: Relation
    start: int = -1
    is_only: bool = False
    about: str | None = None


@cache
def _talks() -> dict[str, str]:
    return {word.surface: word.talk for word in rows("talk_words", TalkWord)}


class _Search(NamedTuple):
    """All talk words as one pattern, what may be the first two letters of one, and those that begin them in fact."""

    words: re.Pattern[str]
    letters: re.Pattern[str]
    beginnings: frozenset[str]


@cache
def _search() -> _Search:
    words = [*_talks(), LAW_BEGINNING]
    first, second = ({re.escape(word[at]) for word in words if len(word) > at} for at in (0, 1))
    single = {re.escape(word) for word in words if len(word) == 1}
    return _Search(
        words=re.compile(f"{alternation(_talks())}|{LAW}"),
        letters=re.compile(f"[{''.join(first)}](?:(?=[{''.join(second)}])|(?<=[{''.join(single)}]))"),
        beginnings=frozenset(word[:2] for word in words),
    )


def find_talks(body: str) -> Iterator[tuple[int, str]]:
    """Where each talk word of a body stands, and its talk.

    >>> list(find_talks("全县种茶，乡里修路"))
    [(0, 'local'), (5, 'local')]
    """
    # One letter in four begins a talk word, one pair of letters in forty: the pattern of all is tried on few.
    words, letters, beginnings = _search()
    talks = _talks()
    free = 0
    for near in letters.finditer(body):
        at = near.start()
        if at < free or (body[at : at + 2] not in beginnings and body[at] not in beginnings):
            continue
        if match := words.match(body, at):
            free = match.end()
            yield at, talks.get(match.group(), "general")


class Talk:
    """What an article talks of where."""

    def __init__(self, body: str, title: str) -> None:
        self.body = body
        self.text = title + body
        self.is_national = NATION_RE.match(title) is not None
        found = list(find_talks(body))
        self.starts = [start for start, _ in found]
        self.kinds = [kind for _, kind in found]
        hundreds = 1 + len(body) / HUNDRED
        self.local = min(1.0, self.kinds.count("local") / hundreds)
        self.full = sum(
            weight * min(1.0, self.kinds.count(kind) / hundreds) for kind, weight in FULL_OF.items() if kind in self.kinds
        )
        self.weights: dict[int, tuple[float, float]] = {}

    def between(self, start: int, end: int) -> set[str]:
        """The talks of a stretch of the body."""
        return set(self.kinds[bisect_left(self.starts, start) : bisect_left(self.starts, end)])

    def weigh(self, pick: Pick, context: Context) -> float:
        """How much speaks for a figure to be set in its pick: above 0 more than against it."""
        start = context.sentence.start
        if start not in self.weights:
            self.weights[start] = self._weigh_talk(start, context.sentence.end)
        here, before = self.weights[start]
        weight = NEAR[pick.relation]
        if pick.relation == "earlier":
            weight += self._weigh_earlier(pick, context)
        if self.is_national:
            weight += self._weigh_nation(pick)
        if pick.is_only:
            weight += ONLY
        weight = weight + here + before + self.full
        if pick.relation == "home":
            weight += HOME_TALK * self.local
        return weight + AGE if context.candidate.unit in PERSONAL_UNITS else weight

    def _weigh_talk(self, start: int, end: int) -> tuple[float, float]:
        """What a sentence talks of, and its paragraph before it."""
        here = self.between(start, end)
        before = self.between(self.body.rfind("\n", 0, start) + 1, start) - here
        return sum(map(TALK.__getitem__, here)), BEFORE * sum(map(TALK.__getitem__, before))

    def _weigh_earlier(self, pick: Pick, context: Context) -> float:
        if pick.place is None:
            return 0.0
        paragraphs = min(MOST_PARAGRAPHS, self.body.count("\n", pick.start, context.sentence.start))
        returns = min(MOST_RETURNS, self.text.count(pick.place.text) - 1)
        return (
            PARAGRAPH * paragraphs
            + BEGINS_WITH * (pick.start < BEGINNING)
            + RETURNS * max(0, returns)
            + ABROAD * (pick.place.rule == "abroad")
            + REGION * (pick.place.rule == "region")
            + _weigh_province(pick.place, pick.about)
        )

    def _weigh_nation(self, pick: Pick) -> float:
        if pick.place is None or pick.relation not in ("paragraph", "earlier"):
            return 0.0
        return NATION + NATION_REGION * (pick.place.rule == "region")


def _weigh_province(place: PlaceMention, about: str | None) -> float:
    """A village of no known county is where its article is."""
    if place.code is None and place.rule == "local":
        return ABOUT * (about is not None)
    if about is None:
        return ABOUT_NONE
    return ABOUT * (place.code is not None and province_of(place.code) == about)
