"""What a figure is compared with, in the words of the article: 同比, 去年同期, 全国平均水平, 原来.

    adverb    同比增长5%, 同增5%                       → 同比
    lead      比|去年同期|增长5%, 较|上月末|分别下降…    → the words up to the predicate
    with      与|传统工艺|相比，能耗下降5%               → the words between, for the changes up to the end of the sentence
    compare   高于|城镇|0.3个百分点                     → the words behind 高于
    multiple  是|2015年|的5.7倍, 只有|欧洲品牌|的六成     → what the number is a multiple or a part of

占, 比例, 比赛 and 较快 lead to none. Of two bases in a clause the nearer one holds; a clause that begins with its verb
goes on with the base of the one before (比去年增加3亿元，增长5%).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from etl.figures.changes import AMOUNTS, Change
from etl.figures.clauses import Context
from etl.figures.signs import BaseLead, Sign, guarded
from etl.vocabulary import alternation, rows

# 2019年1—7月, 11月30日: dates that things are compared with.
DATE = (
    r"(?:“?[一二三]?十[一二三四五]五”?(?:时期|期间)?|(?:19|20)[0-9]{2}年(?:第?[一二三四]季度|[上下]半年)?(?:[0-9]{1,2}(?:月份?)?[—－～~至-])?(?:[0-9]{1,2}月份?(?:[0-9]{1,2}日)?)?"
    r"|[0-9]{1,2}(?:月份?)?[—－～~至-][0-9]{1,2}月份?|[0-9]{1,2}月份?(?:[0-9]{1,2}日)?|[0-9一二两三四五六七八九十]{1,3}(?:年|个月|天|周)前)"
)
# With two letters more before 假期, 春节 and the like: 国庆假期.
FEAST = r"[一-鿿]{2}假[期日]"
WITH_RE = re.compile(
    r"(?:[与同和跟](?P<with>[^，。；：、]{2,22}?)(?:相比|(?<=[年期月季前后度周])比)|(?:相比于?|比起|相较于?|对比|较之)(?P<than>(?:[^，。；：、0-9]|[0-9]+(?=[0-9年月日])){2,18}(?=，)))"
)
WHOLE_RE = re.compile(r"总|全部|全体|整个|其中|所有|[额量数]$")
# 是去年的1.8倍、|前年|的3.1倍: the verb is said once.
NEXT_RE = re.compile(r"[、和及](?P<base>[^，。；：、是为占]{1,18}?)的")
AND_RE = re.compile(r"、|和|及|与")
# 较2025年春节假期（1月28日—2月4日）增长
GLOSS_RE = re.compile("（[^（）]*）")
LONGEST = 18


@dataclass(frozen=True, slots=True)
class BaseTime:
    """A word for a time that things are compared with: the `head` of a phrase (去年), its `tail` (同期, 末), or a
    word for `now` (如今), to which a change has led."""

    KEY: ClassVar[tuple[str, ...]] = ("surface", "place")

    surface: str
    place: str
    note: str | None


@dataclass(frozen=True, slots=True)
class MultipleVerb:
    """A verb that says what a number is a multiple of. `base`: it is that in `any` case (是去年的2倍), of a `level` that a
    change leads to (扩大到原来的4倍), or only where it is a `time`, for else the whole may stand there (超过总额的5倍)."""

    surface: str
    base: str
    note: str | None


@cache
def _multiple_re() -> re.Pattern[str]:
    def of(base: str) -> str:
        return alternation(verb.surface for verb in rows("multiple_verbs", MultipleVerb) if verb.base == base)

    return re.compile(
        rf"(?:{of('any')}|(?P<level>(?<![完占达组构看见])(?:{of('level')}))|(?P<time>{of('time')}))(?P<base>[^，。；：、是为占]{{1,18}}?)的$"
    )


@cache
def base_lead() -> str:
    """The pattern of the words that a base follows: 比, 较, 相比于; not 占比, 较快."""
    leads = sorted(rows("base_leads", BaseLead), key=lambda word: -len(word.surface))
    return f"(?:{'|'.join(map(guarded, leads))})"


@cache
def _time() -> str:
    words = rows("base_times", BaseTime)
    heads = alternation(word.surface for word in words if word.place == "head")
    tails = alternation(word.surface for word in words if word.place == "tail")
    return f"(?:{heads}|{DATE})(?:{tails}|{FEAST}|[0-9]{{1,2}}月份?)*"


@cache
def time_re() -> re.Pattern[str]:
    """A time that things are compared with: 去年同期, 2019年1—7月, 上年末."""
    return re.compile(_time())


@cache
def time_base_re() -> re.Pattern[str]:
    """Such a time with the word that leads to it: 比去年同期, 与上年相比."""
    return re.compile(rf"(?:{base_lead()}|与|同|和|跟){_time()}的?(?:相比)?")


def base_of(context: Context, change: Change | None) -> str | None:
    """The base of a change, or of a multiple, without the word that leads to it."""
    if change is None:
        return _of_multiple(context)
    if change.compared:
        return change.compared
    return _in_clause(context) or _with(context)


def _of_multiple(context: Context) -> str | None:
    kind = context.candidate.kind
    if kind not in ("multiple", "percent") or "的" not in context.left:
        return None
    left = context.left[: context.left.rindex("的") + 1]
    if not _leads_straight(context, len(left)):
        return None
    found = _multiple_re().search(left)
    if found is None:
        return None
    base = found["base"]
    is_printed = context.candidate.text.endswith(("%", "‰"))
    if time_re().fullmatch(base):
        return None if is_printed and found["level"] else base
    # 价格只有别家的六成 compares, 仅为总额的36.6% gives a share of a whole.
    is_share = kind == "percent" and (is_printed or found["level"] or WHOLE_RE.search(base))
    return None if found["time"] or is_share else base


def next_base(context: Context) -> str | None:
    """The base of a multiple that goes on from one before it: 是去年的1.8倍、|前年|的3.1倍."""
    found = NEXT_RE.fullmatch(context.left)
    return found["base"] if found else None


def _leads_straight(context: Context, length: int) -> bool:
    """Whether nothing but bounds and connecting words stands between 的 and the number."""
    at = context.left_start + length
    for sign in context.signs:
        if sign.start < at:
            continue
        if sign.start != at or not {"bound", "link", "adverb"} & sign.roles.keys():
            return False
        at = sign.end
    return at == context.candidate.start


def _in_clause(context: Context) -> str | None:
    """The last base of the clause before the figure."""
    signs = context.signs
    for index in range(len(signs) - 1, -1, -1):
        sign = signs[index]
        if base := sign.roles.get("base"):
            return base
        if "lead" in sign.roles and (thing := _led(context, sign, signs[index + 1 :])):
            return thing
    found = [match for match in WITH_RE.finditer(context.clause_left) if match["with"]] if "比" in context.clause_left else []
    return found[-1]["with"] if found else None


def _led(context: Context, lead: Sign, behind: Sequence[Sign]) -> str | None:
    """The words between a lead and the predicate behind it: 比|全省平均水平|高, 较|去年同期|分别下降."""
    at = lead.end
    for sign in behind:
        # 与上年相比|分别|增长: no base is said behind the lead; but 比|预计|多.
        if sign.start == at and lead.surface == "相比" and "adverb" in sign.roles:
            at = sign.end
            continue
        if not _begins_predicate(context, sign):
            continue
        thing = GLOSS_RE.sub("", context.body[lead.end : sign.start]) if sign.start > at else ""
        if lead.start < context.left_start <= sign.start:
            timed = time_re().match(thing)
            return timed.group() if timed else None
        if thing:
            return _time_of(thing) if len(thing) <= LONGEST else None
        if not {"grade", "adverb"} & sign.roles.keys():
            return None
    return None


def _time_of(thing: str) -> str:
    """The time that the words begin with, where the subject follows it: 去年同期|入园人数 → 去年同期."""
    timed = time_re().match(thing)
    if timed is None or timed.group() in ("同期", "历史"):
        return thing
    subject = thing[timed.end() :]
    return thing if subject.startswith(("和", "、", "与", "及")) or "的" in subject[1:] else timed.group()


def _begins_predicate(context: Context, sign: Sign) -> bool:
    if "grade" in sign.roles:
        behind = context.body[sign.end : sign.end + 1]
        return sign.surface in AMOUNTS or sign.end == context.candidate.start or behind in "了出约近超逾" or behind.isdigit()
    if "noun" in sign.roles:
        # 比全国企业销售收入增速|高: the noun is part of the base where a predicate follows.
        chain = context.chain
        return sign in chain and (sign is chain[0] or "grade" not in chain[chain.index(sign) - 1].roles)
    return bool({"verb", "compare", "adverb", "base", "lead"} & sign.roles.keys())


def _with(context: Context) -> str | None:
    """与传统工艺相比，: a base said in a clause before."""
    left = context.sentence_left
    if "比" not in left and "较" not in left:
        return None
    found = list(WITH_RE.finditer(left))
    return (found[-1]["with"] or found[-1]["than"]) if found else None


def base_start(context: Context) -> int | None:
    """Where the first base of a figure's own words begins, lead included: 营收|比上年增长5%."""
    signs = context.own_signs
    for index, sign in enumerate(signs):
        if "lead" not in sign.roles:
            continue
        if _led(context, sign, signs[index + 1 :]) or time_re().match(context.body, sign.end, context.candidate.start):
            return sign.start
    compared = WITH_RE.search(context.left) if "比" in context.left else None
    return context.left_start + compared.start() if compared else None


def respective_bases(base: str | None, count: int) -> list[str]:
    """The bases of as many figures: 比上半年和上年同期分别回落1.3个和1.6个百分点 sets each against its own.

    >>> respective_bases("上半年和上年同期", 2)
    ['上半年', '上年同期']
    """
    parts = AND_RE.split(base or "")
    return parts if len(parts) == count > 1 and all(parts) else []
