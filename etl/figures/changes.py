"""Whether a figure is a rise or a fall: 增长5%, 高出3元, 便宜1800元 → a direction; 增长到5亿元 is a level and has none.

change  = verb {link | bound | adverb} number      同比分别增长约5%, 减少了三分之一, 多卖0.4元
        | noun {level | link | bound} number       降幅达80%, 增速为5%
        | compare thing number                     高于城镇0.3个百分点, 高出邻县200亿元
        | base grade number | grade 了 number      比去年高5元, 短了3天
        | base (多 | 少) verb number               比往年多收入4万元
        | verb thing number                        提升周转效率20%, 减少排放3万吨
        | number 的 rate                           以年均11%的增速
level   = verb {link} (至 | 到 | 为 | 成) number    提高至80%
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast

from etl.figures.bounds import SHARES
from etl.figures.clauses import Context
from etl.figures.signs import DirectionWord, Sign
from etl.model import Direction
from etl.vocabulary import alternation, rows

# Roles that a word of change may be parted from its number by.
BETWEEN = frozenset(("bound", "link", "adverb", "level", "base", "far", "limit"))
CHANGING = frozenset(("verb", "noun", "compare", "grade"))
STOPPING = frozenset(("verb", "noun", "compare", "lead"))
RATE_VERBS = ("增长", "递增", "下降")
RATE_ADVERBS = r"(?:同比|年均|平均|较快|高速|速度|比例|幅度)*"
IMPROVING = frozenset(("提升", "提高", "拉动"))
IMPROVED_RE = re.compile(r"(?!点|等级|档|位|以|左|上|多|和|及|与|至|到)[一-鿿“]")
NEW_RE = re.compile(r"新增(?:约|近|超过?)?$")
# 减少|二氧化碳排放|20万吨, 提升|车辆周转效率|20%; not 提升行动覆盖率达90%.
THING_RE = re.compile(r"(?![至到成])(?:(?!达|占比)[^，。；：、0-9的了为]){2,12}")
AMOUNTS = frozenset(("多", "少"))
DOING_RE = re.compile(r"[一-鿿]{1,3}(?:了|近|约|超|逾){0,2}")
# 高于均值49.4% names the mean, 高于全国20% the difference.
VALUE_RE = re.compile(r"(?:[均数预]值|速|幅|率|比[重例]|预期|目标|线)$")
COMPARED_RE = re.compile(r"全国[、和]全[省市区]|[^，。；：、]{0,15}[^，。；：、的约近了过]")
DIFFERENCES = frozenset(("高出", "低出", "多出", "少出", "超出", "高过", "低过"))


class Change(NamedTuple):
    """A direction, the sign that says it, and the thing that one of comparison sets the figure against."""

    direction: Direction
    sign: Sign | None = None
    compared: str | None = None


@cache
def _rate_re() -> re.Pattern[str]:
    nouns = (word.surface for word in rows("directions", DirectionWord) if word.form == "noun")
    return re.compile(
        rf"(?:以上|左右)?的?{RATE_ADVERBS}(?P<word>{alternation([*nouns, *RATE_VERBS])})(?!来自|由|源|点|的?贡献|[至到为成了])"
    )


@cache
def _directions() -> dict[str, str]:
    return {word.surface: word.direction for word in rows("directions", DirectionWord)}


def change_of(context: Context) -> Change | None:
    """The change that a figure measures, or None where it is a level or a count; a rise of -2% is a fall."""
    if context.candidate.kind == "rank":
        return None
    change = _rate_behind(context) or _change_before(context)
    if change and change.direction == "up" and context.candidate.value < 0:
        return change._replace(direction="down")
    return change


def _change_before(context: Context) -> Change | None:
    signs = context.own_signs
    if not any(CHANGING & sign.roles.keys() for sign in signs):
        return _newly(context)
    chain = context.chain
    is_level = False
    for sign in chain:
        if "noun" in sign.roles or "verb" in sign.roles:
            return _of_word(context, sign, is_level=is_level)
        if "grade" in sign.roles:
            return _of_grade(context, sign)
        if not BETWEEN & sign.roles.keys():
            break
        is_level = is_level or "level" in sign.roles
    if is_level:
        return None
    return _compared(context, _thing_end(context, chain)) or _of_thing(context) or _of_doing(context) or _newly(context)


def _thing_end(context: Context, chain: Sequence[Sign]) -> int:
    """Where the thing compared ends: 高于全国平均|近|5个百分点."""
    end = context.candidate.start
    for sign in chain:
        if "adverb" in sign.roles or not {"bound", "link"} & sign.roles.keys():
            break
        end = sign.start
    return end


def _rate_behind(context: Context) -> Change | None:
    """以年均11.8%的增速: the rate stands behind its number."""
    if context.candidate.kind not in SHARES:
        return None
    rate = _rate_re().match(context.body, context.candidate.end, context.right_end)
    return Change(cast(Direction, _directions()[rate["word"]])) if rate else None


def _of_word(context: Context, sign: Sign, *, is_level: bool) -> Change | None:
    """增长5%, 增幅达5%; not 增长到5亿元, 提升3000个村; in 高出|全省增速|11个百分点 the noun is of the thing compared."""
    if "noun" in sign.roles:
        return _compared(context, sign.end) or _change(sign, "noun")
    is_none = is_level or context.candidate.rule == "great" or _is_repeated(context, sign) or _is_improved(context, sign)
    return None if is_none else _change(sign, "verb")


def _is_improved(context: Context, sign: Sign) -> bool:
    """提升3000个村 makes them better, not more; 平均提升2个等级, 提高255元和245元 and 比上月提高3个点 are changes."""
    if sign.surface not in IMPROVING or context.candidate.kind in SHARES or not IMPROVED_RE.match(context.right):
        return False
    return not _is_led(context, sign.start)


def _is_repeated(context: Context, sign: Sign) -> bool:
    """连续回升4个月: how long a change goes on, not how far."""
    return context.candidate.kind in ("duration", "count") and context.body.endswith("连续", 0, sign.start)


def _change(sign: Sign, role: str, compared: str | None = None) -> Change:
    return Change(cast(Direction, sign.roles[role]), sign, compared)


def _of_grade(context: Context, sign: Sign) -> Change | None:
    """比去年|高5元, 高了5元; not 高5米."""
    if context.right.startswith("的"):
        return None
    is_done = context.body.startswith("了", sign.end) or "compare" in sign.roles
    return _change(sign, "grade") if is_done or _is_led(context, sign.start) else None


def _is_led(context: Context, end: int) -> bool:
    """Whether a base stands in the clause before `end`: 比往年|多收入4万元."""
    return any("lead" in sign.roles and not _opens_bracket(context.body[sign.end : end]) for sign in context.signs_before(end))


def _opens_bracket(words: str) -> bool:
    """比邻县的老桥（长157米: what is in brackets is not compared."""
    return words.rfind("（") > words.rfind("）")


def _compared(context: Context, end: int) -> Change | None:
    """高于|城镇|0.3个百分点, 高出|邻县|200亿元; not 高于国家|30%的要求, 高于去年的|300亿元,
    低于全省（|7.7%."""
    kind = context.candidate.kind
    sign = compare_sign(context, end)
    if sign is None or (kind == "percent" and context.right.startswith("的")):
        return None
    thing = context.body[sign.end : end]
    if not COMPARED_RE.fullmatch(thing) or _opens_bracket(thing) or (kind == "percent" and VALUE_RE.search(thing)):
        return None
    return _change(sign, "compare", thing) if kind in SHARES or sign.surface in DIFFERENCES else None


def compare_sign(context: Context, end: int) -> Sign | None:
    """The word of comparison in a figure's own words that has a thing between it and `end`: 高于|城镇."""
    for sign in reversed(context.own_signs):
        if "compare" in sign.roles and sign.end < end:
            return sign
    return None


def _of_thing(context: Context) -> Change | None:
    """提升|车辆周转效率|20%, 减少|排放|3万吨: the thing that changes stands between verb and number."""
    end = context.candidate.start
    for sign in reversed(context.own_signs):
        if "object" in sign.roles:
            is_share = context.candidate.kind == "percent"
            fits = THING_RE.fullmatch(context.body, sign.end, end) and (is_share or sign.roles["object"] == "down")
            return _change(sign, "object") if fits else None
        if STOPPING & sign.roles.keys():
            return None
    return None


def _of_doing(context: Context) -> Change | None:
    """比往年|多|收入|近4万元, 比去年|少|跑3趟: more or less of what is done."""
    for sign in reversed(context.own_signs):
        if "grade" in sign.roles:
            doing = DOING_RE.fullmatch(context.body, sign.end, context.candidate.start)
            fits = sign.surface in AMOUNTS and doing and _is_led(context, sign.start)
            return _change(sign, "grade") if fits else None
        if STOPPING & sign.roles.keys():
            return None
    return None


def _newly(context: Context) -> Change | None:
    """新增25%的展览面积, 比年初新增3亿元: a share that is new is a rise, things that are new are a count."""
    new = NEW_RE.search(context.left)
    if new is None or not (context.candidate.kind in SHARES or _is_led(context, context.left_start + new.start())):
        return None
    return Change("up")
