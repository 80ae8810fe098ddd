"""What a place beside certain words says: not where something is, but whose it is, whence it comes or where it goes.

来自贵州的球队, 销往广东, 四川导演, 湖南大学教授 name the province of a guest, a buyer, a person; the event is not set there. So
are 在江苏代表团 and 北京人民大会堂, where the nation meets. What stands in one list shares its words: 来自贵州、云南的客商.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import ClassVar, NamedTuple, Protocol, TypeVar

from etl.vocabulary import rows

NATIONAL_SEAT = "110000"
# Beijing is where the state meets: 在北京人民大会堂会见, 回到北京 say nothing about the city.
CAPITAL_AFTER_RE = re.compile(
    r"(?:峰会|人民大会堂|中南海|钓鱼台|天安门|八宝山|[^，。；]{0,12}(?:会见|会谈|举行|召开|出席|主持|开幕|闭幕|揭晓|发布|启动|致[信电辞]|看望|接受|签署|播出))"
)
CAPITAL_BEFORE_RE = re.compile(r"(?:回到|抵达|离开|返回|前往|飞抵|来到)$")
# 湖南大学教授, 四川省农科院专家: whoever explains something comes from anywhere.
EXPERT_RE = re.compile(
    r"[^，。；：、“”（）]{0,8}(?:大学|学院|研究院|研究所|科学院|农科院|医院)[^，。；：、“”（）]{0,10}"
    r"(?:教授|研究员|专家|博士|学者|院士|团队|课题组|医疗队)"
)
INSTITUTE_WITHIN = 11
# 贵州队, 四川锦官城队; not 总队, 车队.
TEAM_RE = re.compile(
    r"[^，。；：、“”（）的在与对以和]{0,5}?(?<![总支大中小警部军舰车船乐商卫])(?:队|男篮|女篮|男足|女足|男排|女排|俱乐部)(?![伍长列])"
)
# 画展亮相青岛, 药企落户泰州: of several places the one that is reached.
ARRIVES_RE = re.compile(r"(?:(?<!分别)在|位于|亮相|走进|登陆|落户|落地|落子|做客|来到|奔赴|驰援|移师)$")
# 回到山东栖霞老家: whose home it is or was, somebody is there now.
RETURNS_RE = re.compile(r"(?:回到|返回|回)(?:了)?$")
# 从成都开到凯里, 从宁波请来, 从北京回到母校; not 从太平县获悉.
BROUGHT_RE = re.compile(r"[^，。；：获了]{0,6}?(?:开到|来|运|引进|调|购|请|移栽|迁|回到|返回|赶|飞|搬|嫁)")
LIST_JOINT_RE = re.compile(r"(?:、|和|及|与|以及|等地、|的)?")


@dataclass(frozen=True, slots=True)
class ElsewhereWord:
    """A word beside a place whose event is elsewhere: `before` it (来自), directly `after` it (籍, 游客), or after it and 的
    with a few letters between (的布袋戏|艺人); not where one of `not_before` follows."""

    KEY: ClassVar[tuple[str, ...]] = ("surface", "side")
    surface: str
    side: str
    not_before: str | None
    note: str | None


class Place(Protocol):
    """A mention of a place in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def code(self) -> str | None: ...


P = TypeVar("P", bound=Place)


class _Words(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _words() -> _Words:
    def of(side: str, shortest: int = 1) -> str:
        found = [word for word in rows("elsewhere_words", ElsewhereWord) if word.side == side and len(word.surface) >= shortest]
        found.sort(key=lambda word: -len(word.surface))
        return "|".join(word.surface + (f"(?![{word.not_before}])" if word.not_before else "") for word in found)

    # 湖南人 is a guest, 湖南的护林人 is at home.
    return _Words(
        before=re.compile(rf"(?:{of('before')})了?$"),
        after=re.compile(rf"(?:等地?)?(?:的?(?:{of('after')})|的[^，。；：、“”]{{1,4}}(?:{of('after', 2)}))"),
    )


def set_there(text: str, places: Sequence[P]) -> list[P]:
    """The places of a text that say where it is set.

    >>> from etl.places.find import places_in
    >>> text = "在云南大理，来自贵州、四川的客商洽谈。"
    >>> [text[place.start : place.end] for place in set_there(text, places_in(text))]
    ['云南大理']
    """
    return [place for listed in lists(text, places) if _says_where(text, listed) for place in listed if _is_where(text, place)]


def arrived_at(text: str, places: Sequence[P]) -> list[P]:
    """Of places in one breath those where somebody returns to, else where something is or comes to, or all where no word
    says so.

    >>> from etl.places.find import places_in
    >>> text = "敦煌壁画展亮相青岛"
    >>> [text[place.start : place.end] for place in arrived_at(text, places_in(text))]
    ['青岛']
    """
    for led_to in (RETURNS_RE, ARRIVES_RE):
        reached = [
            place
            for listed in lists(text, places)
            if led_to.search(text[max(0, listed[0].start - 3) : listed[0].start])
            for place in listed
        ]
        if reached:
            return reached
    return list(places)


def lists(text: str, places: Sequence[P]) -> Iterator[list[P]]:
    """Places joined to one another, which are named in one breath: 贵州、四川, 安徽的铜陵、池州."""
    listed = list(places[:1])
    for before, place in pairwise(places):
        if not LIST_JOINT_RE.fullmatch(text, before.end, place.start):
            yield listed
            listed = []
        listed.append(place)
    if listed:
        yield listed


def is_expert_of(text: str, end: int) -> bool:
    """Whether the place that ends here is that of somebody who explains something: 湖南|大学教授."""
    # Behind most places there is no institute.
    after = text[end : end + INSTITUTE_WITHIN]
    return ("学" in after or "院" in after or "研究所" in after) and EXPERT_RE.match(text, end) is not None


def _says_where(text: str, listed: Sequence[P]) -> bool:
    start, end = listed[0].start, listed[-1].end
    if RETURNS_RE.search(text[max(0, start - 3) : start]):
        return True
    if text[max(0, start - 1) : start] in ("从", "由", "自") and BROUGHT_RE.match(text, end):
        return False
    return not (_words().before.search(text[max(0, start - 6) : start]) or _words().after.match(text, end))


def _is_where(text: str, place: Place) -> bool:
    """Whether one place says where: 江苏 does, 江苏队 says who, 北京人民大会堂 only where the state meets."""
    if TEAM_RE.match(text, place.end) or is_expert_of(text, place.end):
        return False
    if place.code != NATIONAL_SEAT:
        return True
    return not (CAPITAL_AFTER_RE.match(text, place.end) or CAPITAL_BEFORE_RE.search(text[max(0, place.start - 2) : place.start]))
