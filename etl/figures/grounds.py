"""The places of an article that figures may be set in, in the order they take over from one another.

`太平村去年种茶30亩` stands on 太平村 and so do the sentences behind it; `全县` goes back to the county the article is about;
全国 and a ministry's data leave every place; what is only reached, compared or the origin of somebody (从盘锦引进, 销往江苏,
来自浙江、江苏的客商) takes over nothing. A place in the middle of a clause holds to the end of its sentence, one at its head on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import ClassVar, NamedTuple

from etl.model import Article, PlaceMention
from etl.places import divisions, find_local_places, find_places, find_places_in, find_regions, is_expert_of, is_inside
from etl.vocabulary import alternation, rows

# 从盘锦引进, 到山东考察: whence somebody or something came, and where somebody went; not 记者从青禾县获悉.
FROM_BEFORE_RE = re.compile(r"(?:从|由|自|到|至|去|在)$")
# 从兰州运到这里, 由青禾开往石桥: what sets out from a place is not there.
WHENCE_RE = re.compile(r"(?:从|由|自)$")
SETS_OUT_RE = re.compile(
    r"(?:获得|得到|接收|供应|提供|引进|采购|调入)|[^，。；：“”获了看]{0,8}?(?:出发|开到|开往|飞往|运到|运往|运至|发往|来到|起飞|始发|驶出|赶来|返回|回到|搬来|运来|[到至](?!今|目前|底|年))"
)
# 走高速到广州要28小时, 到上海出海: the end of a way.
WAY_RE = re.compile(
    r"(?:出海|换乘|中转)|(?:的?(?:车程|行程|路程|航程|货车|班车|高铁|列车))?(?:大约|最快|一般)?(?:也|就)?(?:只|仅)?(?:要|需|需要|用)(?:走|时|花|用)?[0-9两三四五六七八九十几]"
)
# 梧州某某公司: a place that is part of the name of one of the things listed.
ORGANISATION_RE = re.compile(
    r"(?:(?!新增|新建|拥有)[^，。；：、]){0,14}(?:公司|集团|厂|合作社|大学|学院|医院|园区?|协会|银行|研究院|研究所|科学院|救援队|志愿队)"
)
# At the head of its clause or behind a time or a source: 一季度全国, 数据显示，全国; not 居全国第一.
HEAD_BEFORE_RE = re.compile(
    r"(?:^|[，。；：、“”（—\n月年度日来前今末底止]|期间|假期|显示|介绍|表示|统计|预计|推动|目前|如今|现在|眼下|同期|季度|其中|这里是|记者|今[天日]的|如今的)$"
)
# 其中，青禾县…: one of the parts of what the talk is of.
AMONG_RE = re.compile(r"其中[，在]?$")
LEAD_BEFORE_RE = re.compile(r"(?:在|住|位于|来到|走进|走访|开进|驶进|驶入|步入|探访|从|据|以|是|让|使|我是|当|称)$")
SCOPE_AFTER_RE = re.compile(
    r"首|最|第|人大|政协|两会|劳|优秀|先进|唯一|范围|各地|排|前|率先|共产党|人民|式|经济总量的|创新|指数|气候|治理|发展倡议"
    r"|[^，。；：、]{0,9}(?:交易所|研究院|科学院|集团|公司|协会|学会|委员会|银行|大学|平台|代表团|代表队|大会|论坛|峰会|组织|联盟)"
)
IN_THE_NATION_RE = re.compile(r"在全国(?:范围|，)|[至到]全国[0-9]")
# 国家文物局, 国家数据局: every authority of the state, listed or not.
AUTHORITY = r"国家[一-鿿]{2,8}?(?:总局|局|委员会|委(?!员)|办公室)"
DATA_AFTER_RE = re.compile(
    r"[^，。；]{0,16}(?:数据|显示|统计|介绍|表示|获悉|了解|发布|公布|消息|通报|透露|安排|下达|预拨|调拨|要求|启动)"
)
# 北京、河北等9个省区市: the places are what is counted.
COUNTED_RE = re.compile(r"等[0-9两三四五六七八九十]+多?个?(?:省|市|县|区|国|城市|地|乡|村|镇)")
# 长江经济带高质量发展: the name of a strategy; 东盟是第一大贸易伙伴, 某国采购经理: of a partner.
STRATEGY_RE = re.compile(
    r"(?:区域)?(?:生态(?:环境)?保护|协同|一体化|高质量|高水平)?(?:和)?(?:高质量)?(?:发展|建设|一体化|合作|战略|规划|纲要)(?!区)"
)
PARTNER_RE = re.compile(
    r"[^，。；：“”]{0,14}(?:贸易伙伴|出口市场|采购商|采购经理|经销|代理商|客户|买家)|医院|大学|驻华|(?:大)?使馆"
)
# 以军对荷台达省的空袭: where it strikes.
ATTACK_RE = re.compile(r"[^，。；]{0,4}的?(?:空袭|袭击|打击|军事行动|轰炸|攻击|炮击)")
# 成都世运会中国体育代表团: the event is there, the delegation is not yet.
DELEGATION_RE = re.compile(r"[^，。；：的]{0,6}(?:会|赛)?(?:中国)?[^，。；：的]{0,4}代表团")
TOWNSHIP_RE = re.compile(r"[县市区旗].{2,}(?:镇|乡|村|街道|社区|苏木|嘎查)$")
FIRM_SPEAKS_RE = re.compile(
    r"[^，。；：、“”]{2,16}(?:公司|集团|研究院|研究所|大学|学院|协会)[^，。；：、“”]{2,16}(?:说|表示|介绍|告诉|认为|透露|分析|称)"
)
TOWN_RE = re.compile(r"[镇乡](?![村土间])(?:[一-鿿]{2,3}村)?")
HEADING_RE = re.compile(r"(?:^|[：—|])$")
# 全园 and 园区内 speak of whatever is laid out for works.
ENDINGS = {"园区": ("园区", "园", "开发区", "高新区", "新区", "经开区")}
LIST_JOINTS = frozenset(("、", "和", "及", "与", "以及"))


@dataclass(frozen=True, slots=True)
class ScopeWord:
    """A word for a whole: of the nation, the world, or of the division or local place that ends in `scope` (全县 → 县);
    `office`: a ministry, which speaks for the nation."""

    surface: str
    scope: str
    note: str | None


@dataclass(frozen=True, slots=True)
class PlaceObject:
    """A word beside a place that makes it no place of the figures: `before` it (销往), an `owner` behind it (海关), `people`
    of it (游客), something or somebody `moved` from or to it (引进, 考察); not where one of `not_before` follows."""

    KEY: ClassVar[tuple[str, ...]] = ("surface", "role")

    surface: str
    role: str
    not_before: str | None
    note: str | None


class Ground(NamedTuple):
    """From `start` on this is the place, None the whole nation; one that does not last holds for its sentence alone."""

    start: int
    place: PlaceMention | None
    lasts: bool


class _Objects(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]
    moved: re.Pattern[str]


@cache
def _objects() -> _Objects:
    def of(role: str) -> str:
        words = sorted(
            (word for word in rows("place_objects", PlaceObject) if word.role == role), key=lambda word: -len(word.surface)
        )
        return "|".join(word.surface + (f"(?!{word.not_before})" if word.not_before else "") for word in words)

    return _Objects(
        before=re.compile(rf"(?:{of('before')}|(?<!位)于)$"),
        after=re.compile(rf"(?:[一-鿿]{{0,4}}(?=电视台))?(?:{of('owner')})|(?:等地?)?的?(?:{of('people')})"),
        moved=re.compile(rf"(?:等地)?(?:{of('moved')})"),
    )


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
        mentions = [mention for mention in mentions if not _is_object(text, mention)]
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


def paper_of(newspaper: str | None) -> PlaceMention | None:
    """The place a newspaper's name begins with, which its 全市 and 我省 mean where the article names none: 襄阳日报."""
    return next(iter(find_places(Article(1, "news", newspaper))), None) if newspaper else None


def read_grounds(
    body: str, mentions: Sequence[PlaceMention], homes: tuple[PlaceMention | None, PlaceMention | None]
) -> list[Ground]:
    """The grounds of a body in order; `homes` are the place of the article and that of the newspaper.

    >>> article = Article(1, "news", "桂林产茶3吨，销往沈阳，全国产茶30吨。")
    >>> [ground.place and ground.place.text for ground in read_grounds(article.body, find_places(article), (None, None))]
    ['桂林', None]
    """
    local = find_local_places(body, mentions)
    taken = {offset for place in local for offset in range(place.start, place.end)}
    free = [_as_local(body, mention) for mention in mentions if mention.start not in taken and mention.text not in scopes()]
    regions = find_regions(body, [*free, *local])
    places = _lists(body, sorted([*free, *local, *regions], key=lambda place: place.start))
    return list(_Reader(body, *homes).read(places))


def _as_local(body: str, mention: PlaceMention) -> PlaceMention:
    """肥西县青禾镇 is a place within its division; so is 莫干山|镇劳岭村, a town called after its mountain."""
    town = TOWN_RE.match(body, mention.end) if mention.rule == "word name" else None
    if town:
        return replace(mention, text=body[mention.start : town.end()], end=town.end(), rule="local")
    return replace(mention, rule="local") if mention.code and TOWNSHIP_RE.search(mention.text) else mention


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

    def __init__(self, body: str, home: PlaceMention | None, paper: PlaceMention | None) -> None:
        self.body = body
        self.home = home
        self.paper = paper
        self.current: PlaceMention | None = None
        self.reached = -1
        self.seen: list[PlaceMention] = [home] if home else []

    def read(self, places: Sequence[PlaceMention]) -> Iterator[Ground]:
        words = [(match.start(), match) for match in _scope_re().finditer(self.body)]
        taken = {offset for place in places for offset in range(place.start, place.end)}
        events: list[tuple[int, re.Match[str] | PlaceMention]] = [(at, word) for at, word in words if at not in taken]
        events += [(place.start, place) for place in places]
        for _, event in sorted(events, key=lambda event: event[0]):
            ground = self._of_place(event) if isinstance(event, PlaceMention) else self._of_scope(event)
            if ground:
                yield ground

    def _of_place(self, place: PlaceMention) -> Ground | None:
        # 直达|阿联酋|哈利法港: what stands directly behind is reached with it.
        if place.start == self.reached or _is_object(self.body, place):
            self.reached = place.end
            return None
        if _is_wider_name(self.body, place, self.current or self.home):
            return None
        if self._is_side_abroad(place) or self._is_of_a_speaker(place):
            return None
        if place.code is None and place.rule == "local":
            place = self._in_full(place)
        lasts = _is_head(self.body, place.start) or bool(LEAD_BEFORE_RE.search(self.body, max(0, place.start - 2), place.start))
        lasts = lasts and not AMONG_RE.search(self.body, max(0, place.start - 4), place.start)
        self.seen.append(place)
        if lasts:
            self.current = place
        return Ground(place.start, place, lasts)

    def _is_side_abroad(self, place: PlaceMention) -> bool:
        """西班牙…，西部和南部: the west of the country the talk is of."""
        return place.rule == "region" and len(place.text) == 2 and self.current is not None and self.current.rule == "abroad"

    def _is_of_a_speaker(self, place: PlaceMention) -> bool:
        """山西应县…，杭州某某科技有限公司总工程师说: the firm from elsewhere that somebody who speaks of the place works for."""
        if self.home is None or self.home.code is None or place.code is None or not FIRM_SPEAKS_RE.match(self.body, place.end):
            return False
        return not (is_inside(place.code, self.home.code) or is_inside(self.home.code, place.code))

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
            and not SCOPE_AFTER_RE.match(self.body, match.end())
        )
        if scope == "world":
            world = PlaceMention(match.group(), *match.span(), None, "world")
            return Ground(start, world, False) if is_subject or self.body[start - 1] == "在" else None
        if not is_subject and not IN_THE_NATION_RE.match(self.body, start - 1):
            return None
        if scope == "national":
            return Ground(start, None, True)
        if (place := self._whole(scope, start)) is None:
            return None
        self.current = place
        return Ground(start, place, True)

    def _whole(self, ending: str, at: int) -> PlaceMention | None:
        """The place with this ending that the article is about: the one just named, that of the headline, one around these."""
        paragraph = self.body.rfind("\n", 0, at) + 1
        here, home = self.current, self.home
        if here and here is not home and here.start >= paragraph and _ends_in(here, ending):
            return here
        candidates = [home, here, *reversed(self.seen), self.paper]
        exact = [place for place in candidates if place and _ends_in(place, ending)]
        if exact and (exact[0] is home or ending not in "省市县区旗州盟"):
            return exact[0]
        around = (_at_ending(place, ending) for place in candidates if place)
        return next((place for place in around if place), None)


def _ends_in(place: PlaceMention, ending: str) -> bool:
    if place.rule == "list":
        return False
    if place.rule == "local" or place.code is None:
        return place.text.endswith(ENDINGS.get(ending, (ending,)))
    return _is_of_kind(place.code, ending)


def _is_of_kind(code: str, ending: str) -> bool:
    """Whether a division is one that a scope word means: 我省 is the province, whatever its name ends in."""
    division = divisions()[code]
    return division.level == "province" if ending == "省" else division.name.endswith(ending)


def _at_ending(place: PlaceMention, ending: str) -> PlaceMention | None:
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
    is_name = (place.rule == "word name" and not is_landmark(place)) or ORGANISATION_RE.match(body, place.end)
    if not is_name or current is None or current.code is None or place.code is None or place.rule == "local":
        return False
    return is_inside(current.code, place.code)


def _is_head(body: str, start: int) -> bool:
    return HEAD_BEFORE_RE.search(body, max(0, start - 4), start) is not None


def _is_object(body: str, place: PlaceMention) -> bool:
    """Whether a place is only reached, compared, or where somebody comes from."""
    before = body[max(0, place.start - 4) : place.start]
    if before.endswith("对") and ATTACK_RE.match(body, place.end):
        return False
    if DELEGATION_RE.match(body, place.end) or (place.rule == "abbreviation" and not _is_head(body, place.start)):
        return True
    is_listed = "、" in (body[place.start - 1 : place.start], body[place.end : place.end + 1], *place.text)
    if place.rule == "abroad" and is_listed and not place.text.endswith(("州", "省", "市")):
        return True
    if place.rule == "abroad" and before.endswith(("为", "给")):
        return True
    if place.rule == "list" and COUNTED_RE.match(body, place.end):
        return True
    if _objects().before.search(before) or _objects().after.match(body, place.end):
        return True
    if place.rule in ("abroad", "region") and _is_named_only(body, place):
        return True
    if is_expert_of(body, place.end):
        return True
    if before.endswith("包括") and body.startswith("在内", place.end):
        return True
    if WHENCE_RE.search(before) and SETS_OUT_RE.match(body, place.end):
        return True
    if before.endswith(("到", "至")) and not before.endswith("来到") and WAY_RE.match(body, place.end):
        return True
    return bool(FROM_BEFORE_RE.search(before) and _objects().moved.match(body, place.end))


def _is_named_only(body: str, place: PlaceMention) -> bool:
    """Whether a country or region is only named by the way: in brackets, in the name of a strategy (长江经济带发展), as a
    partner in trade, as where a customer comes from."""
    if body[place.start - 1 : place.start] == "（" and body[place.end : place.end + 1] == "）":
        return True
    if body[place.start - 1] == "驻":
        return False
    return (PARTNER_RE if place.rule == "abroad" else STRATEGY_RE).match(body, place.end) is not None


def is_example(body: str, ground: Ground) -> bool:
    """Whether a place only begins the name of a thing, or is one: 梧州某某公司等38家工厂, 青禾度假区等10大景区."""
    if ground.place is None:
        return False
    return ground.place.rule == "local" or ORGANISATION_RE.match(body, ground.place.end) is not None
