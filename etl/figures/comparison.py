"""How a figure is bounded and what it is compared with: 约, 超 … → bound; 增长, 低于 … → direction; 同比, 比上年 … → base.

`同比增长约5.8%` is about 5.8 %, up, 同比; `低于去年同期0.4个百分点` is down against 去年同期; `提升至98.7%` is a level and has
no direction; `是去年同期的2.1倍` is a multiple of 去年同期; `不低于总额的30%` is over.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from etl.figures.clauses import Context
from etl.model import Bound, Direction
from etl.vocabulary import alternation, rows, words

# What may stand between a verb of change and its number besides a bound word: 增长了约, 增幅达到, 同比分别上涨.
BETWEEN = (
    r"(?:了|依次|一度|首次|已|将|均|达到?|为|超过?|约|近|逾|到|突破|接近|分别|不到|不足|高达|将近|大约|至少|最多|超出|最高|出|约为"
    r"|仅|只)*"
)
LEVEL_END_RE = re.compile(r"[至到为成](?:了|约|近|超过?|逾|不足|接近|大约|最高)*$")
RATE_RIGHT_RE = re.compile(
    r"(?:以上|左右)?的?(?:同比|年均|平均|较快|高速|速度|比例|幅度)*(?P<word>增长|增幅|增速|涨幅|升幅|递增|降幅|跌幅|下降)"
)
# 去年同期, 上年末, 2020年底, 第二季度, 前一年, 疫情前: the times that things are compared with.
TIME = (
    r"(?:去年|上年|前年|今年|上月|上季度?|上周|上一?年度?|年初|上届|前一[年月天日]|(?:19|20)[0-9]{2}年|[一二三四1-4]季度|第[一二三四]季度|(?:[0-9]{1,2}[—－～~至-])?[0-9]{1,2}月份?"
    r"|[上下]半年|“?[一二三]?十[一二三四五]五”?|疫情|节前|同期|历史)"
    r"(?:[0-9]{1,2}月份?|同期|同月|年?末|年?底|年初|之前|前|初|期末|[一二三四]季度|[上下]半年|全年|平均水平|[一-鿿]{2}假[期日]|假期|春运|暑运|春节|国庆)*"
)
BASE_BEFORE = (
    r"(?:(?<![占对之同环无好可相])比(?![例重率赛亚如分拟利较])|较(?![快大好高低多少为强长小早晚重轻])|相比于?|相较于?|对比)"
)
TIME_BASE_RE = re.compile(rf"(?:{BASE_BEFORE}|与|同|和|跟){TIME}(?:的)?(?:相比)?")
OTHER_BASE_RE = re.compile(
    rf"{BASE_BEFORE}(?P<base>[^，。；：、0-9]{{2,14}}?)(?=相比|分别|平均|再|又|大幅|明显|共|净|约|略|多出|少了|多了|高出|低了|高了|(?:高|低|多|少|快|慢)[了出约近]?$|{{verbs}})"
)
WITH_BASE_RE = re.compile(
    r"(?:[与同和跟](?P<with>[^，。；：、]{2,16}?)相比|(?:相比于?|比起|相较于?)(?P<than>[^，。；：、]{2,16}))，"
)
MULTIPLE_BASE_RE = re.compile(rf"(?:是|为|相当于)(?P<base>[^，。；：、0-9是为]{{2,14}})的{BETWEEN}$")
# 仅为全省平均水平的42.3%: the share is of the words behind 为, its subject stands before.
LEVEL_OF_RE = re.compile(rf"(?:仅|约|已|只)*(?:是|为|相当于|达到?|超过?)[^，。；：、0-9占]{{2,14}}的{BETWEEN}$")
HIGHER_RE = re.compile(
    rf"{BASE_BEFORE}(?P<base>[^，。；：、]{{2,16}}?)(?P<word>(?<!提)高|(?<!降)低|(?<!增)多|(?<!减)少|(?<!加)快|慢)(?:出|了|约|近|超过?)*$"
)
# 提升船舶靠泊效率20%: the verb stands before the thing that changes.
CHANGED_RE = re.compile(
    r"(?P<word>提升|提高|增加|降低|减少|缩短|压缩|压减)[^，。；：、0-9的]{2,12}?(?P<link>约|近|超过?|逾|达)?$"
)
LOWER_WORDS = "低少慢短"
SHARES = frozenset(("percent", "point", "multiple"))


@dataclass(frozen=True, slots=True)
class BoundWord:
    """A word that makes a number a bound; `side` is before, after, or far (it reaches over words between)."""

    surface: str
    bound: str
    side: str
    note: str | None


@dataclass(frozen=True, slots=True)
class DirectionWord:
    """A word of change: a verb (增长), a noun (增幅), or one of comparison with its object behind it (高于城镇)."""

    surface: str
    direction: str
    form: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the words about a figure say of its bound, direction and base."""

    bound: Bound
    direction: Direction | None
    base: str | None


@dataclass(frozen=True, slots=True)
class _Words:
    before: re.Pattern[str]
    far: re.Pattern[str]
    after: re.Pattern[str]
    bounds: dict[str, Bound]
    change: re.Pattern[str]
    directions: dict[str, Direction]
    compare: re.Pattern[str]
    base: re.Pattern[str]
    other_base: re.Pattern[str]


@cache
def _words() -> _Words:
    bounds = rows("bounds", BoundWord)
    directions = rows("directions", DirectionWord)

    def on(side: str) -> str:
        return alternation(word.surface for word in bounds if word.side == side)

    change = alternation(word.surface for word in directions if word.form in ("verb", "noun"))
    nouns = alternation(word.surface for word in directions if word.form == "noun")
    verbs = alternation(word.surface for word in directions if word.form == "verb" and len(word.surface) > 1)
    compare = alternation(word.surface for word in directions if word.form == "compare")
    adverbs = alternation(words("bases"))
    return _Words(
        before=re.compile(
            # Not 附近, 条约.
            r"(?:(?<![附最靠临邻])(?=近)|(?<![条合节契预大签公相违特])(?=约)|(?=[^近约]))"
            # Not 不|超过, 未|超过, which are far.
            rf"(?<![不未])(?P<bound>{on('before')})(?:了|到|达到?|过|于|有|人民币)*$"
        ),
        far=re.compile(rf"(?P<bound>{on('far')})(?P<reach>[^，。；：]*)$"),
        after=re.compile(rf"(?P<bound>{on('after')}|内(?!蒙|容|部|外|在|地|陆))"),
        bounds={word.surface: cast(Bound, word.bound) for word in bounds},
        change=re.compile(rf"(?P<word>新增|{change})(?:幅度?)?{BETWEEN}$"),
        directions={word.surface: cast(Direction, word.direction) for word in directions},
        compare=re.compile(
            rf"(?<![不宜得能应])(?P<word>{compare})(?P<base>全国[、和]全[省市区]|(?:[^，。；：、0-9]{{0,15}}[^，。；：、0-9的约近了])?)(?:约|近|了)*$"
        ),
        base=re.compile(rf"(?:{adverbs})"),
        other_base=re.compile(OTHER_BASE_RE.pattern.replace("{verbs}", verbs + "|" + nouns)),
    )


def compare_all(contexts: Sequence[Context]) -> list[Comparison]:
    """The comparison of each figure; one joined to the figure before it by 、 or 和 shares that one's words."""
    found: list[Comparison] = []
    for context in contexts:
        before = found[context.previous] if context.previous is not None else None
        found.append(_compare(context, before))
    return found


def _compare(context: Context, before: Comparison | None) -> Comparison:
    shared = before if context.is_joined and before else None
    direction = _direction(context)
    if direction is None and shared and _is_change(context):
        direction = shared.direction
    base = _base(context, direction)
    if base is None and shared and _is_change(context):
        base = shared.base
    if base is None and direction and before and _continues(context):
        base = before.base
    return Comparison(_bound(context), direction, base)


def _is_change(context: Context) -> bool:
    return context.candidate.kind in SHARES


def _continues(context: Context) -> bool:
    """Whether the clause begins with its verb, so that it goes on about the figure before it: ，收窄约33.5%."""
    match = _words().change.search(context.left)
    return bool(match and not context.left[: match.start()].strip("、和及并且也又"))


def far_bound_start(context: Context) -> int | None:
    """Where a bound word stands that reaches its number over a phrase with 的: 月补偿|不低于工资的30%."""
    far = _words().far.search(context.clause_left) if context.left.endswith("的") else None
    return context.clause_start + far.start() if far and far["bound"] != "约占" else None


def comparison_start(context: Context) -> int | None:
    """Where the words begin that set a figure against another thing: 增速|高于城镇0.3个百分点, 营收|比上年增长5%."""
    patterns = (_words().compare, HIGHER_RE, LEVEL_OF_RE) if _is_change(context) else (HIGHER_RE,)
    if starts := [match.start() for pattern in patterns if (match := pattern.search(context.left))]:
        return context.left_start + min(starts)
    base = TIME_BASE_RE.search(context.left) or _words().other_base.search(context.left)
    return context.left_start + base.start() if base and base.start() else None


def _bound(context: Context) -> Bound:
    words = _words()
    if after := words.after.match(context.body, context.candidate.end, context.clause_end + 1):
        if after["bound"] != "内":
            return words.bounds[after["bound"]]
        if context.candidate.kind == "duration":
            return "under"
    if context.candidate.rule == "bare_multiplier" and context.left.endswith("过"):
        return "over"
    before = words.before.search(context.left)
    if before and not (context.candidate.kind == "point" and before["bound"] == "超过"):
        return words.bounds[before["bound"]]
    if far := _far_bound(context):
        return far
    return context.candidate.bound


def _far_bound(context: Context) -> Bound | None:
    """至少14人死亡、63人受伤 bounds both; 不低于前12个月工资的30% the share, not the months inside its phrase."""
    words = _words()
    far = words.far.search(context.clause_left)
    if far is None:
        return None
    reach = far["reach"]
    crossed = context.left_start > context.clause_start and len(reach) > len(context.left)
    if crossed:
        reaches = context.left.endswith("的") or (far["bound"] == "至少" and "、" in context.left)
    else:
        reaches = len(reach) <= 30 and not context.left.endswith("前")
    return words.bounds[far["bound"]] if reaches else None


def _direction(context: Context) -> Direction | None:
    words = _words()
    left = context.left
    rate = RATE_RIGHT_RE.match(context.body, context.candidate.end, context.right_end)
    if rate and context.candidate.kind in SHARES:
        return words.directions[rate["word"]]
    if change := words.change.search(left):
        if change["word"] == "新增":
            return "up" if context.candidate.kind in SHARES else None
        is_noun = change["word"][-1] in "幅速率度"
        return None if LEVEL_END_RE.search(left, change.end("word")) and not is_noun else words.directions[change["word"]]
    if context.candidate.kind == "point" or (context.candidate.kind in SHARES and not context.right.startswith("的")):
        compare = words.compare.search(left)
        if compare and (compare["base"] or context.candidate.kind == "point"):
            return words.directions[compare["word"]]
    if (higher := HIGHER_RE.search(left)) and not context.right.startswith("的"):
        return "down" if higher["word"] in LOWER_WORDS else "up"
    changed = CHANGED_RE.search(left) if context.candidate.kind == "percent" else None
    return words.directions.get(changed["word"]) if changed else None


def _base(context: Context, direction: Direction | None) -> str | None:
    """The base that the words before a change or a multiple name, as printed."""
    if direction is None:
        multiple = MULTIPLE_BASE_RE.search(context.left) if context.candidate.kind == "multiple" else None
        return multiple["base"] if multiple else None
    words = _words()
    if _is_change(context) and (compare := words.compare.search(context.left)) and compare["base"]:
        return compare["base"]
    if higher := HIGHER_RE.search(context.left):
        return _with_time(higher["base"], context.left)
    if base := _last_base(context.clause_left):
        return base
    if far := WITH_BASE_RE.search(context.sentence_left):
        return far["with"] or far["than"]
    return None


def _with_time(base: str, text: str) -> str:
    timed = TIME_BASE_RE.search(text)
    return timed.group() if timed and timed.group().endswith(base) else base


def _last_base(clause: str) -> str | None:
    words = _words()
    found = [(match.start(), match.group()) for match in words.base.finditer(clause)]
    found += [(match.start(), match.group()) for match in TIME_BASE_RE.finditer(clause)]
    if not found:
        found = [(match.start(), match["base"]) for match in words.other_base.finditer(clause)]
    return max(found)[1] if found else None
