"""The places of an article that figures may be set in, in the order they take over from one another.

`太平村去年种茶30亩` stands on 太平村 and so do the sentences behind it; `全县` goes back to the county the article is about;
全国 and a ministry's data leave every place; what is only named by the way (`asides`: 从盘锦引进, 销往江苏, 来自浙江、江苏的客商)
takes over nothing. A place in the middle of a clause holds to the end of its sentence, one at its head on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter, itemgetter
from typing import NamedTuple

from etl.figures.asides import is_aside
from etl.model import Article, PlaceMention
from etl.places import divisions, find_local_places, find_places_in, find_regions, is_inside, province_of
from etl.vocabulary import alternation, rows

# 梧州某某公司: a place that is part of the name of one of the things listed.
ORGANISATION_RE = re.compile(
    r"(?:(?!新增|新建|拥有)[^，。；：、]){0,14}(?:公司|集团|厂|合作社|大学|[中小]学|学院|医院|园区?|协会|银行|研究院|研究所|科学院|救援队|志愿队)"
)
# At the head of its clause or behind a time or a source: 一季度全国, 数据显示，全国; not 居全国第一.
HEAD_BORDERS = frozenset("，。；：、“”（—\n月年度日来前今末底止")
HEAD_WORDS = (
    *("期间", "假期", "显示", "介绍", "表示", "统计", "预计", "推动", "现在", "眼下", "同期", "其中"),
    *("记者", "这里是", "今天的", "今日的", "如今的"),
)
HEAD_ENDS = frozenset(word[-1] for word in HEAD_WORDS)
# 其中，青禾县…: one of the parts of what the talk is of.
AMONG = ("其中", "其中，", "其中在")
LEADS = (
    *("在", "住", "从", "据", "以", "是", "让", "使", "当", "称"),
    *("位于", "来到", "走进", "走访", "开进", "驶进", "驶入", "步入", "探访"),
)
SCOPE_AFTER_RE = re.compile(
    r"首|最|第|人大|政协|两会|劳|优秀|先进|唯一|范围|各地|排|前(?!(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})(?:个月|季度|月))"
    r"|率先|共产党|人民|式|经济总量的|创新|指数|气候|治理|发展倡议"
    r"|[^，。；：、]{0,9}(?:交易所|研究院|科学院|集团|公司|协会|学会|委员会|银行|大学|平台|代表团|代表队|大会|论坛|峰会|组织|联盟)"
)
IN_THE_NATION_RE = re.compile(r"在全国(?:范围|，)|[至到]全国[0-9]")
# What a paper calls its own; of a county that nothing names 全县 says this much, that no village named before is it.
OWN_RE = re.compile(r"[我本][省市县区州旗盟]")
UNNAMED_RE = re.compile(r"[全我][省市县区州旗盟]")
# 国家文物局, 国家数据局: every authority of the state, listed or not.
AUTHORITY = r"国家[一-鿿]{2,8}?(?:总局|局|委员会|委(?!员)|办公室)"
DATA_AFTER_RE = re.compile(
    r"[^，。；]{0,16}(?:数据|显示|统计|介绍|表示|获悉|了解|发布|公布|消息|通报|透露|安排|下达|预拨|调拨|要求|启动)"
)
TOWNSHIP_RE = re.compile(r"[县市区旗].{2,}(?:镇|乡|村|街道|社区|苏木|嘎查)$")
SHORT = 3
VENUE_RE = re.compile(r"[^，。；：“”]{0,16}召开(?!的)")
# 全球创新指数, 全球首个: no figure is of the world there.
WORLD_NAME_RE = re.compile(
    r"化|性|[0-9]|占比"
    r"|[一-鿿]{0,6}(?:指数|峰会|论坛|大会|倡议|报告|排行|榜|联盟|网络|伙伴|计划|中心|首|最|唯一|领先|排名|对话|第)"
)
GUEST_RE = re.compile(
    r"[^，。；：、“”的]{2,16}?(?:公司|集团)(?:计划|将|拟|追加|联合)?(?:投资|投入|投建|落户|签约|入驻|承建|中标)"
)
GUEST_WITHIN = 20
LIES_RE = re.compile(r"(?:地处|位于|坐落于|坐落在|隶属于?|[毗紧]邻|靠近)$")
TOWN_RE = re.compile(r"[镇乡](?![村土间])(?:[一-鿿]{2,3}村)?")
HEADING_RE = re.compile(r"(?:^|[：—|])$")
# 全园 and 园区内 speak of whatever is laid out for works.
ENDINGS = {
    "园区": ("园区", "园", "开发区", "高新区", "新区", "经开区"),
    "学校": ("小学", "中学", "学校", "大学"),
}
LIST_JOINTS = frozenset(("、", "和", "及", "与", "以及", "—"))


@dataclass(frozen=True, slots=True)
class ScopeWord:
    """A word for a whole: of the nation, the world, or of the division or local place that ends in `scope` (全县 → 县);
    `office`: a ministry, which speaks for the nation."""

    surface: str
    scope: str
    note: str | None


class Ground(NamedTuple):
    """From `start` on this is the place, None the whole nation; one that does not last holds for its sentence alone."""

    start: int
    place: PlaceMention | None
    lasts: bool


@cache
def scopes() -> dict[str, str]:
    """The scope words with what they take in."""
    return {word.surface: word.scope for word in rows("scopes", ScopeWord)}


@cache
def _scope_re() -> re.Pattern[str]:
    return re.compile(f"{alternation(scopes())}|{AUTHORITY}")


def home_of(article: Article) -> PlaceMention | None:
    """The one place that the headline names, not by an event's name alone (广交会): what the article is about."""
    for text in filter(None, (article.title, article.kicker, article.subtitle)):
        mentions = [mention for mention in find_places_in(text, article) if mention.rule != "word name"]
        mentions = [mention for mention in mentions if not is_aside(text, mention)]
        local = [place for place in find_local_places(text, mentions) if place.code or HEADING_RE.search(text[: place.start])]
        local += [place for place in find_regions(text, [*mentions, *local]) if place.rule == "region" and len(place.text) > 2]
        found = [mention for mention in mentions if not any(_holds(place, mention) for place in local)]
        if len(found) + len(local) == 1:
            return [*found, *local][0]
    return None


def dateline_of(article: Article) -> PlaceMention | None:
    """The place of the dateline, but for the capital, where national news is written."""
    if article.dateline_place in (None, "北京"):
        return None
    return next(iter(find_places_in(article.dateline_place, article)), None)


def place_of(page_home: str | None) -> PlaceMention | None:
    """The place a page writes from, which its 全市 and 我省 mean where the article names none."""
    return PlaceMention(divisions()[page_home].name, 0, 0, page_home, "full name") if page_home else None


def read_grounds(
    body: str, mentions: Sequence[PlaceMention], homes: tuple[PlaceMention | None, PlaceMention | None]
) -> list[Ground]:
    """The grounds of a body in order; `homes` are the place of the article and that the page writes from.

    >>> from etl.places import find_places
    >>> article = Article(1, "news", "桂林产茶3吨，销往沈阳，全国产茶30吨。")
    >>> [ground.place and ground.place.text for ground in read_grounds(article.body, find_places(article), (None, None))]
    ['桂林', None]
    """
    local, known = find_local_places(body, mentions), scopes()
    taken = {offset for place in local for offset in range(place.start, place.end)}
    free = [_as_local(body, mention) for mention in mentions if mention.start not in taken and mention.text not in known]
    regions = find_regions(body, [*free, *local])
    places = _lists(body, sorted([*free, *local, *regions], key=attrgetter("start")))
    return list(_Reader(body, *homes).read(places))


def _as_local(body: str, mention: PlaceMention) -> PlaceMention:
    """肥西县青禾镇 is a place within its division; so is 莫干山|镇永胜村, a town called after its mountain."""
    town = TOWN_RE.match(body, mention.end) if mention.rule == "word name" else None
    if town:
        return replace(mention, text=body[mention.start : town.end()], end=town.end(), rule="local")
    is_town = mention.code and len(mention.text) > SHORT and TOWNSHIP_RE.search(mention.text)
    return replace(mention, rule="local") if is_town else mention


def _holds(outer: PlaceMention, inner: PlaceMention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _lists(body: str, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places with each enumeration made one: 重庆、四川和贵州, whose code is that of the division they share."""
    found: list[PlaceMention] = []
    for place in places:
        before = found[-1] if found else None
        is_alike = before is not None and (before.rule == "abroad") == (place.rule == "abroad")
        if before and is_alike and body[before.end : place.start] in LIST_JOINTS:
            shared = _shared(before.code, place.code)
            rule = "abroad" if place.rule == "abroad" else "list"
            found[-1] = PlaceMention(body[before.start : place.end], before.start, place.end, shared, rule)
        else:
            found.append(place)
    return found


def _shared(one: str | None, other: str | None) -> str | None:
    while one is not None and (other is None or not is_inside(other, one)):
        one = divisions()[one].parent_code
    return one


class _Reader:
    """Reads the places and scope words of a body in order and knows which place holds."""

    def __init__(self, body: str, home: PlaceMention | None, page_home: PlaceMention | None) -> None:
        self.body = body
        self.home = home
        self.page_home = page_home
        self.current: PlaceMention | None = None
        self.reached = self.named = -1
        self.seen: list[PlaceMention] = [home] if home else []

    def read(self, places: Sequence[PlaceMention]) -> Iterator[Ground]:
        events: list[tuple[int, re.Match[str] | PlaceMention]] = [(place.start, place) for place in places]
        events += [(match.start(), match) for match in _scope_re().finditer(self.body)]
        end = 0
        for start, event in sorted(events, key=itemgetter(0)):
            if isinstance(event, PlaceMention):
                ground, end = self._of_place(event), event.end
            else:
                # 全国 is no word for a whole inside a place: 全国农业展览馆.
                ground = self._of_scope(event) if start >= end else None
            if ground:
                yield ground

    def _of_place(self, place: PlaceMention) -> Ground | None:
        # 直达|阿联酋|哈利法港: what stands directly behind is reached with it. 青禾开发区（江海区）: a second name.
        is_letter = place.rule == "abbreviation" and not _is_head(self.body, place.start)
        is_second = self.body[place.start - 1 : place.start] == "（" and place.start - 1 == self.named
        self.named = place.end
        if place.start == self.reached or is_second or is_letter or is_aside(self.body, place):
            self.reached = place.end
            return None
        if _is_wider_name(self.body, place, self.current or self.home):
            return None
        if self._is_side_abroad(place) or self._is_venue(place) or self._is_within(place) or self._is_guest(place):
            return None
        if place.code is None and place.rule == "local":
            place = self._in_full(place)
        before = self.body[max(0, place.start - 3) : place.start]
        # 农业局、青山村: one of the things listed.
        lasts = (_is_head(self.body, place.start) or before.endswith(LEADS)) and not before.endswith(("、", *AMONG))
        lasts = lasts or self._is_scene(place)
        self.seen.append(place)
        if lasts:
            self.current = place
        return Ground(place.start, place, lasts)

    def _is_scene(self, place: PlaceMention) -> bool:
        """中秋的石桥镇灯火通明。…: the first city, county or village of a report that no headline sets anywhere, in its first
        sentence."""
        if (
            self.home
            or self.seen
            or place.code is None
            or place.rule not in ("local", "full name", "free name", "near name", "run")
        ):
            return False
        return divisions()[place.code].level != "province" and "。" not in self.body[: place.start]

    def _is_side_abroad(self, place: PlaceMention) -> bool:
        """西班牙…，西部和南部: the west of the country the talk is of."""
        return place.rule == "region" and len(place.text) == 2 and self.current is not None and self.current.rule == "abroad"

    def _is_venue(self, place: PlaceMention) -> bool:
        """安康…，全市项目推进会在石桥产业园召开: where a meeting of the place that the article is about is held."""
        whole = self.home or self.current
        if whole is None or whole.code is None or self.body[place.start - 1 : place.start] != "在":
            return False
        is_part = place.code is None or is_inside(place.code, whole.code)
        return is_part and VENUE_RE.match(self.body, place.end) is not None and place.code != whole.code

    def _is_guest(self, place: PlaceMention) -> bool:
        """青禾县…，上海某某公司投资10亿元: a company from elsewhere that comes to the place that the talk is of."""
        after = self.body[place.end : place.end + GUEST_WITHIN]
        if place.code is None or not ("公司" in after or "集团" in after) or not GUEST_RE.match(self.body, place.end):
            return False
        here = self.home or self.current
        return here is not None and here.code is not None and not is_inside(place.code, province_of(here.code))

    def _is_within(self, place: PlaceMention) -> bool:
        """太平村隶属于青禾镇，地处石桥水库东岸: what the place that the talk is of lies in or at."""
        here = self.current
        if here is None or here.rule != "local" or not LIES_RE.search(self.body, max(0, place.start - 4), place.start):
            return False
        return "。" not in self.body[here.start : place.start] and "\n" not in self.body[here.start : place.start]

    def _in_full(self, place: PlaceMention) -> PlaceMention:
        """A local place as it was printed first, 古浪县石桥林场 for 石桥林场; else with the code of the place it lies in."""
        first = next((seen for seen in self.seen if seen.rule == "local" and seen.text.endswith(place.text)), None)
        if first:
            return replace(place, text=first.text, code=first.code)
        holder = self.current or self.home
        return replace(place, code=holder.code if holder else None)

    def _of_scope(self, match: re.Match[str]) -> Ground | None:
        scope, start = scopes().get(match.group(), "office"), match.start()
        if scope == "office":
            return Ground(start, None, True) if DATA_AFTER_RE.match(self.body, match.end()) else None
        is_subject = (
            _is_head(self.body, start)
            and self.body[start - 1 : start] != "、"
            and (OWN_RE.match(match.group()) is not None or not SCOPE_AFTER_RE.match(self.body, match.end()))
        )
        if scope == "world":
            return self._of_world(match, is_subject=is_subject)
        if not is_subject and not IN_THE_NATION_RE.match(self.body, start - 1):
            return None
        if scope == "national":
            return Ground(start, None, True)
        # 我市 is the city of the paper, whatever place was named before.
        own = self.page_home if OWN_RE.match(match.group()) else None
        place = (own and at_ending(own, scope)) or self._whole(scope, start)
        if place is None and not UNNAMED_RE.match(self.body, start):
            return None
        self.current = place
        return Ground(start, place, True)

    def _of_world(self, match: re.Match[str], *, is_subject: bool) -> Ground | None:
        """全球经济增长2%, 在全球开店: of the world, in its sentence; 全球创新指数 is a name."""
        before = self.body[match.start() - 1 : match.start()]
        if before != "在" and (before == "“" or not is_subject or WORLD_NAME_RE.match(self.body, match.end())):
            return None
        return Ground(match.start(), PlaceMention(match.group(), *match.span(), None, "world"), False)

    def _whole(self, ending: str, at: int) -> PlaceMention | None:
        """The place with this ending that the article is about: the one just named, that of the headline, one around these."""
        paragraph = self.body.rfind("\n", 0, at) + 1
        here, home = self.current, self.home
        if here and here is not home and here.start >= paragraph and _ends_in(here, ending):
            return here
        candidates = [home, here, *reversed(self.seen), self.page_home]
        exact = [place for place in candidates if place and _ends_in(place, ending)]
        if exact and (exact[0] is home or ending not in "省市县区旗州盟"):
            return exact[0]
        around = (at_ending(place, ending) for place in candidates if place)
        return next((place for place in around if place), None)


def _ends_in(place: PlaceMention, ending: str) -> bool:
    if place.rule == "list":
        return False
    if place.rule == "local" or place.code is None:
        return place.text.endswith(ENDINGS.get(ending, (ending,)))
    # 靖西县 is printed so in a paper of the years before it became a city.
    return place.text.endswith(ending) or _is_of_kind(place.code, ending)


def _is_of_kind(code: str, ending: str) -> bool:
    """Whether a division is one that a scope word means: 我省 is the province, whatever its name ends in."""
    division = divisions()[code]
    return division.level == "province" if ending == "省" else division.name.endswith(ending)


def at_ending(place: PlaceMention, ending: str) -> PlaceMention | None:
    """The place of this ending that another lies in: 全县 behind 青禾镇 is its county, 全镇 behind 青禾镇永胜村 the town."""
    if ending in place.text[1:] and place.rule == "local":
        return replace(place, text=place.text[: place.text.rfind(ending) + len(ending)])
    code = place.code
    while code is not None:
        division = divisions()[code]
        if _is_of_kind(code, ending):
            is_same = code == place.code and place.rule not in ("local", "list")
            return place if is_same else replace(place, text=division.name, code=code, rule="full name")
        code = division.parent_code
    return None


def is_landmark(place: PlaceMention) -> bool:
    """Whether a name that is no division's is a place of its own: 三峡水库, not 广交会."""
    return place.rule == "word name" and place.text[-1] not in "会赛节展杯"


def _is_wider_name(body: str, place: PlaceMention, current: PlaceMention | None) -> bool:
    """Whether a place is only part of a name (河北某某公司, 广交会) and holds the place that the article is at already."""
    if current is None or current.code is None or place.code is None or place.rule == "local":
        return False
    if not is_inside(current.code, place.code):
        return False
    return (place.rule == "word name" and not is_landmark(place)) or ORGANISATION_RE.match(body, place.end) is not None


def _is_head(body: str, start: int) -> bool:
    before = body[max(0, start - 3) : start]
    return not before or before[-1] in HEAD_BORDERS or (before[-1] in HEAD_ENDS and before.endswith(HEAD_WORDS))


def is_example(body: str, ground: Ground) -> bool:
    """Whether a place only begins the name of a thing, or is one: 梧州某某公司等38家工厂, 青禾度假区等10大景区."""
    if ground.place is None:
        return False
    if body[ground.start - 1 : ground.start] == "、":
        return True
    is_local = ground.place.rule == "local" or (ground.place.rule == "list" and ground.place.code is None)
    return is_local or ORGANISATION_RE.match(body, ground.place.end) is not None
