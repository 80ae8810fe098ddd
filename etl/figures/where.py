"""Where a figure holds: the nearest place named before it, as far as it still holds.

`2023年北京市经济总量达4.4万亿元，收入增长8.2%` sets both figures in 北京市. A place that is only an object (来自北京, 远销美国)
sets nothing; 全国, 我国 or a ministry's data at the head of a clause end the reach of the place before them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from etl.figures.clauses import Context
from etl.figures.lists import Placed
from etl.model import Article, PlaceMention
from etl.places import divisions, find_places, is_inside
from etl.vocabulary import alternation, rows

OBJECT_BEFORE_RE = re.compile(
    r"(?:来自|赴|前往|抵达|访问|飞往|开往|发往|运往|送往|销往|远销|出口|通往|通达|覆盖|辐射|面向|走向|向|往|与|和|同|跟|对|占|居|列|比|较"
    r"|高于|低于|超过|于|除|以外)$"
)
OBJECT_AFTER_RE = re.compile(
    r"海关|铁路局|局集团|媒体|国防|军方|总统|总理|外长|外交|防长|卫生部|公共卫生|油轮|士兵|籍|驻|队|杯|人大代表|政协|媒|平均|武装|派别"
)
# 梧州某某公司: a place that is part of the name of one of the things listed.
ORGANISATION_RE = re.compile(r"(?:(?!新增|新建|拥有)[^，。；：、]){0,14}(?:公司|集团|厂|合作社|大学|学院|医院|园区?|协会|银行)")
# A scope is the subject at the head of its clause or behind a time or a source: 一季度全国, 数据显示，全国; not 居全国第一.
SCOPE_BEFORE_RE = re.compile(
    r"(?:^|[，。；：、“（\n月年度日来前今末底止]|期间|假期|显示|介绍|表示|统计|预计|推动|目前|同期|季度)$"
)
SCOPE_AFTER_RE = re.compile(
    r"首|最|第|人大|政协|两会|劳|优秀|先进|唯一|范围|各地|排|前|率先|共产党|人民|式|经济总量的|创新|指数|气候|治理|发展倡议"
    r"|[^，。；：、]{0,9}(?:交易所|研究院|科学院|集团|公司|协会|学会|委员会|银行|大学|平台|代表团|代表队)"
)
DATA_AFTER_RE = re.compile(r"[^，。；]{0,16}(?:数据|显示|统计|介绍|表示|获悉|了解|发布|公布|消息|通报|透露)")


@dataclass(frozen=True, slots=True)
class ScopeWord:
    """A word for the whole of a level of divisions (全国, 全省, 我市), or an office that speaks for the nation."""

    surface: str
    scope: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Ground:
    """From `start` on this is the place; None is the whole nation."""

    start: int
    place: PlaceMention | None


@cache
def _scopes() -> dict[str, str]:
    return {word.surface: word.scope for word in rows("scopes", ScopeWord)}


@cache
def _scope_re() -> re.Pattern[str]:
    return re.compile(alternation(_scopes()))


def place_all(
    article: Article, contexts: Sequence[Context], mentions: Sequence[PlaceMention], placed: Placed
) -> list[PlaceMention | None]:
    """The place of each figure; those of a 分别 list of places each have their own."""
    grounds = Grounds(article, mentions)
    return [_innermost(placed[index]) if index in placed else grounds.of(context) for index, context in enumerate(contexts)]


class Grounds:
    """The places of a body that figures are set in, and which of them holds for a figure."""

    def __init__(self, article: Article, mentions: Sequence[PlaceMention]) -> None:
        self.body = article.body
        self.headline = _headline_place(article)
        found = [*_places(article.body, mentions, self.headline), *_scopes_of(article.body)]
        self.grounds = sorted(found, key=lambda ground: ground.start)
        self.starts = [ground.start for ground in self.grounds]

    def of(self, context: Context) -> PlaceMention | None:
        """The nearest place before a figure, one behind it in its clause, or that of the headline."""
        at = bisect_left(self.starts, context.candidate.start)
        before = next((self.grounds[index] for index in range(at - 1, -1, -1) if self._holds(index, context)), None)
        if (before is None or before.start < context.sentence.start) and (ahead := self._ahead(at, context)):
            return _innermost(ahead)
        ground = before.place if before else self.headline
        if ground is None:
            return None
        scope = self._scope(context, before.start if before else 0)
        return _at_level(ground, scope) if scope else _innermost(ground)

    def _holds(self, index: int, context: Context) -> bool:
        """Whether a ground holds for a figure: not 全球 of another sentence, nor 梧州 in 梧州某某公司等38家工厂."""
        ground = self.grounds[index]
        if ground.place is None:
            return True
        if ground.place.rule == "world":
            return ground.start >= context.sentence.start
        is_example = ground.start >= context.clause_start and context.left.endswith("等")
        return not is_example or not ORGANISATION_RE.match(self.body, ground.place.end)

    def _ahead(self, at: int, context: Context) -> PlaceMention | None:
        """总投资超5亿元的项目在兰州开工: the place stands behind the figure in its clause."""
        if at == len(self.grounds) or self.starts[at] >= context.clause_end:
            return None
        return self.grounds[at].place if self.body[self.starts[at] - 1] in "在于" else None

    def _scope(self, context: Context, after: int) -> str | None:
        """The level that 全省 or 我市 names between the place before and the figure."""
        found = None
        for match in _scope_re().finditer(self.body, max(after, context.sentence.start), context.candidate.start):
            if _is_subject(self.body, match):
                found = _scopes()[match.group()]
        return found


def _headline_place(article: Article) -> PlaceMention | None:
    """The place of the headline or, outside the capital, of the dateline: what holds until the body names another."""
    for text in (article.title, article.kicker, article.subtitle, article.dateline_place):
        if text and text != "北京" and (mentions := find_places(replace(article, body=text))):
            return mentions[0]
    return None


def _places(body: str, mentions: Sequence[PlaceMention], current: PlaceMention | None) -> Iterator[Ground]:
    object_end = -1
    for mention in mentions:
        if _is_object(body, mention, object_end):
            object_end = mention.end
        elif mention.text not in _scopes() and not _is_wider_name(body, mention, current):
            current = mention
            yield Ground(mention.start, mention)


def _is_wider_name(body: str, mention: PlaceMention, current: PlaceMention | None) -> bool:
    """Whether a place is only part of a name (河北某某公司, 广交会) and holds the place that the article is at already."""
    is_name = mention.rule == "word name" or ORGANISATION_RE.match(body, mention.end)
    if not is_name or current is None or current.code is None or mention.code is None:
        return False
    return is_inside(current.code, mention.code)


def _scopes_of(body: str) -> Iterator[Ground]:
    """Where the nation or the world becomes the context."""
    for match in _scope_re().finditer(body):
        scope = _scopes()[match.group()]
        speaks = scope == "office" and DATA_AFTER_RE.match(body, match.end())
        if speaks or (scope == "national" and _is_subject(body, match)):
            yield Ground(match.start(), None)
        elif scope == "world" and (_is_subject(body, match) or body[match.start() - 1] == "在"):
            yield Ground(match.start(), PlaceMention(match.group(), *match.span(), None, "world"))


def _is_subject(body: str, match: re.Match[str]) -> bool:
    begins = SCOPE_BEFORE_RE.search(body, max(0, match.start() - 4), match.start())
    return bool(begins) and not SCOPE_AFTER_RE.match(body, match.end())


def _is_object(body: str, mention: PlaceMention, object_end: int) -> bool:
    """Whether a place is only reached, compared or named beside the fact: 来自北京、天津; `object_end` ends the last one."""
    before, after = body[max(0, mention.start - 3) : mention.start], body[mention.end : mention.end + 5]
    if body[object_end : mention.start] in ("、", "和", "及"):
        return True
    is_listed = mention.code is None and (before.endswith("、") or after.startswith("、"))
    return is_listed or bool(OBJECT_BEFORE_RE.search(before) or OBJECT_AFTER_RE.match(after))


def _innermost(mention: PlaceMention) -> PlaceMention:
    """The narrowest name of a run of names: 广西柳州 → 柳州; a name that is none of the division's is given in full."""
    if mention.code is None:
        return mention
    division = divisions()[mention.code]
    for name in (division.name, division.short_name):
        if mention.text.endswith(name):
            return replace(mention, text=name)
    return mention if division.short_name in mention.text else replace(mention, text=division.name)


def _at_level(mention: PlaceMention, scope: str) -> PlaceMention:
    """全省 behind 赤峰市 is its province; a level that the mention does not stand in leaves it as it is."""
    code: str | None = mention.code
    while code is not None:
        division = divisions()[code]
        if division.level == scope:
            return mention if code == mention.code else replace(mention, text=division.name, code=code)
        code = division.parent_code
    return mention
