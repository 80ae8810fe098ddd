"""What only names a place by the way: not where a figure holds, but what is reached, compared, dealt with or left.

销往江苏, 高出江苏310亿元, 广东游客, 从盘锦引进, 欧洲品牌, 江海城运会云渡代表团, 湖南大学教授, 长江经济带发展: none of
these sets a figure there. 以军对荷台达省的空袭 and 记者从青禾县获悉 do.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, NamedTuple

from etl.model import PlaceMention
from etl.places import is_expert_of
from etl.vocabulary import rows

# 从盘锦引进, 到山东考察: whence somebody or something came, and where somebody went; not 记者从青禾县获悉.
FROM_BEFORE = frozenset("从由自到至去在")
# 从兰州运到这里, 由青禾开往石桥: what sets out from a place is not there.
WHENCE = frozenset("从由自")
GIVEN_TO = frozenset("为给")
# 为上海工务段赶制1200套工装: whom something is made for.
MADE_FOR_RE = re.compile(r"[^，。；：“”]{0,10}(?:赶制|供货|供应|配套|代工|输送|定制|订制|调运|运送)")
SETS_OUT_RE = re.compile(
    r"(?:获得|得到|接收|供应|提供|引进|采购|调入)|[^，。；：“”获了看]{0,8}?(?:出发|开出|启程|启航|首发|鸣笛|开到|开往|飞往|运到|运往|运至|发往|来到|起飞|始发|驶出|赶来|返回|回到|搬来|运来|[到至](?!今|目前|底|年))"
)
# 走高速到广州要28小时, 到上海出海: the end of a way.
WAY_RE = re.compile(
    r"(?:出海|换乘|中转)|(?:的?(?:车程|行程|路程|航程|货车|班车|高铁|列车))?(?:大约|最快|一般)?(?:也|就)?(?:只|仅)?(?:要|需|需要|用)(?:走|时|花|用)?[0-9两三四五六七八九十几]"
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
ATTACK_RE = re.compile(r"[^，。；]{0,24}(?:空袭|袭击|打击|军事行动|轰炸|攻击|炮击)")
# 在江海举行的发布会上: where somebody spoke.
STAGE_RE = re.compile(r"[^，。；：“”]{0,14}(?:举行|召开|举办)的[^，。；：“”]{0,16}(?:会|论坛)上")
# 根据青禾发展规划: what a plan is for.
PLAN_BEFORE = ("根据", "按照", "依据", "依照")
PLAN_RE = re.compile(r"[^，。；：“”]{0,16}(?:规划|布局|通知|方案|办法|规定|协议|合同|条例|标准|判决)")
# 江海互联网法院判决: the court of one trial; not 江海法院今年审结.
COURT_RE = re.compile(r"[^，。；：、“”]{0,10}法院(?:依法|近日|日前|一审|二审|终审)?(?:[作做]出|判决|认为|裁定|判令|认定)")
# 江海城运会云渡代表团: the event is there, the delegation is not yet.
DELEGATION_RE = re.compile(r"[^，。；：的]{0,6}(?:会|赛)?(?:中国)?[^，。；：的]{0,4}代表团")
# 石桥区（13%）和|江海市|（8%）: each of several places beside its own figure.
AND = frozenset("和及与")
OWN_FIGURE_RE = re.compile("（?[0-9]")
FIGURE_AND_RE = re.compile(r"(?<=[0-9])[^，。；：、0-9]{1,4}[和及与]\Z")
# As far behind a place as 代表团 and 法院 may stand.
AFTER = 20


@dataclass(frozen=True, slots=True)
class PlaceObject:
    """A word beside a place that makes it no place of the figures: `before` it (销往), an `owner` behind it (海关), `people`
    of it (游客), something or somebody `moved` from or to it (引进, 考察); not where one of `not_before` follows."""

    KEY: ClassVar[tuple[str, ...]] = ("surface", "role")

    surface: str
    role: str
    not_before: str | None
    note: str | None


class _Objects(NamedTuple):
    before: re.Pattern[str]
    before_ends: frozenset[str]
    after: re.Pattern[str]
    after_begins: frozenset[str]
    moved: re.Pattern[str]


@cache
def _objects() -> _Objects:
    words = sorted(rows("place_objects", PlaceObject), key=lambda word: -len(word.surface))

    def of(role: str) -> str:
        found = [word for word in words if word.role == role]
        return "|".join(word.surface + (f"(?!{word.not_before})" if word.not_before else "") for word in found)

    return _Objects(
        before=re.compile(rf"(?:{of('before')}|(?<!位)于)$"),
        before_ends=frozenset(word.surface[-1] for word in words if word.role == "before").union("于"),
        after_begins=frozenset(word.surface[0] for word in words if word.role in ("owner", "people")).union("等的"),
        after=re.compile(
            rf"(?:[一-鿿]{{0,4}}(?=电视台))?(?:{of('owner')})|(?:等地(?:的?[0-9两三四五六七八九十百千余多]+[名位])?|等)?的?(?:{of('people')})"
        ),
        moved=re.compile(rf"(?:等地)?(?:{of('moved')})"),
    )


def is_aside(body: str, place: PlaceMention) -> bool:
    """Whether a place is only named by the way.

    >>> is_aside("销往江苏，", PlaceMention("江苏", 2, 4, "320000", "free name"))
    True
    """
    before = body[max(0, place.start - 4) : place.start]
    if (
        before[-1:] in AND
        and OWN_FIGURE_RE.match(body, place.end)
        and FIGURE_AND_RE.search(body[max(0, place.start - 8) : place.start])
    ):
        return False
    # What the patterns look for is rare: most places are told from it by a word that does not stand behind them.
    after = body[place.end : place.end + AFTER]
    if _is_of_paper(body, place, before, after):
        return True
    if before.endswith("对") and ATTACK_RE.match(body, place.end):
        return False
    objects = _objects()
    if before[-1:] in objects.before_ends and objects.before.search(before):
        return True
    if (after[:1] in objects.after_begins or "电视台" in after) and objects.after.match(body, place.end):
        return True
    if ("代表团" in after and DELEGATION_RE.match(body, place.end)) or is_expert_of(body, place.end):
        return True
    if before.endswith("包括") and after.startswith("在内"):
        return True
    return _is_counted(body, place, before) or _is_named_only(body, place) or _is_moved(body, place, before)


def _is_of_paper(body: str, place: PlaceMention, before: str, after: str) -> bool:
    """Whether a place stands in words about words: a plan for it, a court's judgment, a journal's name, a speech made there."""
    if after[:1] == "《" or ("法院" in after and COURT_RE.match(body, place.end)):
        return True
    if before.endswith(PLAN_BEFORE) and PLAN_RE.match(body, place.end):
        return True
    return before.endswith("在") and STAGE_RE.match(body, place.end) is not None


def _is_counted(body: str, place: PlaceMention, before: str) -> bool:
    """Whether places are what is counted (北京、河北等9个省区市), or countries are listed as partners or given something."""
    if place.rule != "abroad":
        return place.rule == "list" and COUNTED_RE.match(body, place.end) is not None
    if before[-1:] in GIVEN_TO:
        return True
    return "、" in body[max(0, place.start - 1) : place.end + 1] and place.text[-1] not in "州省市"


def _is_moved(body: str, place: PlaceMention, before: str) -> bool:
    """Whether something or somebody only comes from there or goes there."""
    if before[-1:] in GIVEN_TO and MADE_FOR_RE.match(body, place.end):
        return True
    # 江海—马德里: the end of a way; not ——马德里.
    if before[-1:] == "—":
        return before[-2:-1] not in ("—", "")
    if before[-1:] not in FROM_BEFORE:
        return False
    if before[-1:] in WHENCE and SETS_OUT_RE.match(body, place.end):
        return True
    if before.endswith(("到", "至")) and not before.endswith("来到") and WAY_RE.match(body, place.end):
        return True
    return _objects().moved.match(body, place.end) is not None


def _is_named_only(body: str, place: PlaceMention) -> bool:
    """Whether a country or region is only named by the way: in brackets, in the name of a strategy (长江经济带发展), as a
    partner in trade, as where a customer comes from."""
    if place.rule not in ("abroad", "region"):
        return False
    if body[place.start - 1 : place.start] == "（" and body[place.end : place.end + 1] == "）":
        return True
    if body[place.start - 1 : place.start] == "驻":
        return False
    return (PARTNER_RE if place.rule == "abroad" else STRATEGY_RE).match(body, place.end) is not None
