"""Where a figure holds: the place its clause, its sentence, its speaker or what went before sets it in.

`2023年北京市经济总量达4.4万亿元，收入增长8.2%` sets both figures in 北京市. A law, and the age of a person, hold nowhere; a new
paragraph goes on where the one before was, unless that was outside the place the article is about. See `grounds`.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from etl.figures.clauses import Context
from etl.figures.grounds import Ground, home_of, is_example, read_grounds
from etl.figures.lists import Placed
from etl.figures.numbers import Spans
from etl.model import Article, PlaceMention
from etl.places import divisions, is_inside

# What a law or a contract says holds everywhere: 消费者可以要求三倍赔偿.
LEGAL_RE = re.compile(r"应当|不得|依法|法律规定|可以要求|有权|《[^》]*(?:法|条例|解释)》(?:第|规定)")
PERSONAL_UNITS = frozenset(("岁", "周岁"))
# “今年种了30亩。”太平村村民郑可说: how far behind a quotation its speaker's place may stand.
SPEAKER_REACH = 20
SPEECH_RE = re.compile(r"[”，]*")


def place_all(
    article: Article, contexts: Sequence[Context], mentions: Sequence[PlaceMention], placed: Placed, spoken: Spans
) -> list[PlaceMention | None]:
    """The place of each figure; those of a 分别 list of places each have their own."""
    grounds = Grounds(article, mentions, spoken)
    return [_innermost(placed[index]) if index in placed else grounds.of(context) for index, context in enumerate(contexts)]


class Grounds:
    """The places of a body that figures are set in, and which of them holds for a figure."""

    def __init__(self, article: Article, mentions: Sequence[PlaceMention], spoken: Spans) -> None:
        self.body = article.body
        self.home = home_of(article)
        self.grounds = read_grounds(article, mentions, self.home)
        self.starts = [ground.start for ground in self.grounds]
        self.spoken = spoken

    def of(self, context: Context) -> PlaceMention | None:
        """The nearest place before a figure, one behind it in its clause, its speaker's, or that of the headline."""
        at = bisect_left(self.starts, context.candidate.start)
        before = next((self.grounds[index] for index in range(at - 1, -1, -1) if self._holds(index, context)), None)
        is_near = before is not None and before.start >= context.sentence.start
        if not is_near:
            if ahead := self._ahead(at, context) or self._speaker(at, context):
                return _innermost(ahead)
            if LEGAL_RE.search(context.sentence.text):
                return None
        if context.candidate.unit in PERSONAL_UNITS and not (before and before.start >= context.clause_start):
            return None
        place = self._resumed(before, context)
        return _innermost(place) if place else None

    def _holds(self, index: int, context: Context) -> bool:
        """Whether a ground reaches a figure: one that does not last only in its sentence; not 梧州 in 梧州某某公司等38家."""
        ground = self.grounds[index]
        if not ground.lasts and ground.start < context.sentence.start:
            return False
        begins_name = ground.start >= context.clause_start and context.left.endswith("等")
        return not (begins_name and is_example(self.body, ground))

    def _resumed(self, before: Ground | None, context: Context) -> PlaceMention | None:
        """The place before; a new paragraph comes back to the place of the article where that lies elsewhere."""
        if before is None:
            return self.home
        if self.home is None or before.start > self.body.rfind("\n", 0, context.sentence.start):
            return before.place
        return before.place if _is_part(before.place, self.home) else self.home

    def _ahead(self, at: int, context: Context) -> PlaceMention | None:
        """总投资超5亿元的项目在兰州开工: the place stands behind the figure in its clause."""
        if at == len(self.grounds) or self.starts[at] >= context.clause_end:
            return None
        return self.grounds[at].place if self.body[self.starts[at] - 1] in "在于" else None

    def _speaker(self, at: int, context: Context) -> PlaceMention | None:
        """“今年种了30亩。”太平村村民郑可说: the place that the speaker is introduced with."""
        quote = self.spoken.at(context.candidate.start)
        if quote is None:
            return None
        behind = bisect_left(self.starts, quote.end)
        if behind == len(self.starts) or behind > at + 1:
            return None
        gap = self.body[quote.end : self.starts[behind]]
        return self.grounds[behind].place if SPEECH_RE.fullmatch(gap) else None


def _is_part(place: PlaceMention | None, home: PlaceMention) -> bool:
    """Whether a place lies in that of the article."""
    if place is None or place.code is None:
        return False
    return home.code is not None and is_inside(place.code, home.code)


def _innermost(mention: PlaceMention) -> PlaceMention:
    """The narrowest name of a run of names: 广西柳州 → 柳州; a name that is none of the division's is given in full."""
    if mention.code is None or mention.rule in ("local", "list"):
        return mention
    division = divisions()[mention.code]
    for name in (division.name, division.short_name):
        if mention.text.endswith(name):
            return replace(mention, text=name)
    return mention if division.short_name in mention.text else replace(mention, text=division.name)
