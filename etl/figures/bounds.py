"""How exact a figure is: 约, 近 → about; 超, 至少, 以上 → over; 不足, 不超过, 以内 → under.

    near   = bound {link | adverb} number         超过了3万人, 突破每盎司4200美元, 约可减少2万个
    phrase = bound words 的 share                 不到去年的一半, 接近全省产量的三成
    far    = bound words number                   不超过种植总数的20%, 至少14人死亡、63人受伤
    limit  = bound verb that gives words number   最高给予100万元; but 单日最高8300辆, 最多的一家得了1740元 are exact
    after  = number bound                         3000人以上, 65岁及以上

A list with 分别 shares the bound of its first: 分别超过3亿元和5亿元.
"""

import re
from functools import cache
from typing import cast

from etl.figures.clauses import Context
from etl.figures.compounds import TEMPERATURES
from etl.figures.signs import BoundWord, Sign, guarded
from etl.model import Bound
from etl.vocabulary import alternation, rows, words

SHARES = frozenset(("percent", "point", "multiple"))
# 3000元（含）以上.
INCLUSIVE = r"(?:（[不]?含[^（）]{0,5}）)?"
# 16小时内, but not 3天内蒙古.
WITHIN_RE = re.compile(r"内(?![蒙容部外在地陆饰科])")
# 两倍多, 3公里多的路: the number is done, what follows counts nothing.
MORE_RE = re.compile(r"多(?=[，。；：！？、）”的]|$)")
# 99元起, 总价150万起: the least that is asked.
LEAST_RE = re.compile(r"起(?=[，。；、！？）”]|售|$)")
PASSED_ON = frozenset(("分别", "均", "都", "各"))
LIMITED = frozenset(("money", "percent"))
# 进度过四成, 占比过半: 过 behind what is measured, not 去过三成景区.
PASSED_RE = re.compile(r"[度率比重量额值数龄入]过$")
# 低于去年的2.8% sets one known value against another.
REFERENCE_RE = re.compile(r"[略]?[高低多少大小]于")
# 三斤来重, 一里来地.
SOME_RE = re.compile(r"来(?=[高重长远宽深厚地路])")
PRICED = frozenset(("元", "折"))
LONGEST_REACH = 30
LONGEST_PHRASE = 16


@cache
def _after() -> tuple[re.Pattern[str], dict[str, str]]:
    words = [word for word in rows("bounds", BoundWord) if word.side == "after"]
    ordered = sorted(words, key=lambda word: -len(word.surface))
    first = "".join(word.surface[0] for word in words)
    pattern = re.compile(rf"(?=[（{first}]){INCLUSIVE}(?P<bound>{'|'.join(map(guarded, ordered))})")
    return pattern, {word.surface: word.bound for word in words}


@cache
def _granting_re() -> re.Pattern[str]:
    """What may be given, asked or held at most: 最高|可获得, 最多|能容纳, 最长|不超过; not 最高|奖金为."""
    return re.compile(rf"(?!奖[金项])(?:{alternation(words('limit_verbs'))})[^，。；：、的时]{{0,12}}$")


def bound_of(context: Context) -> Bound:
    """The bound that the words about a figure give it, or the one inside it (60多项)."""
    candidate = context.candidate
    found = _bound_after(context) or _near(context) or _over_phrase(context) or _far(context)
    if found is None and candidate.rule == "bare_multiplier" and context.left.endswith("过"):
        found = "over"
    if found is None and candidate.kind == "percent" and PASSED_RE.search(context.left):
        found = "over"
    if found is None and candidate.text == "半数" and context.left.endswith("过"):
        found = "over"
    return cast(Bound, found) if found else candidate.bound


def passes_bound_on(context: Context) -> bool:
    """Whether the bound of a figure holds for those joined to it: 分别|超过3亿元和5亿元."""
    chain = context.chain
    at = next((index for index, sign in enumerate(chain) if "bound" in sign.roles), len(chain))
    return any(sign.surface in PASSED_ON for sign in chain[at + 1 :])


def _bound_after(context: Context) -> str | None:
    pattern, bounds = _after()
    body, end = context.body, context.candidate.end
    if match := pattern.match(body, end, context.clause_end + 1):
        return bounds[match["bound"]]
    if MORE_RE.match(body, end) or (context.candidate.unit in PRICED and LEAST_RE.match(body, end)):
        return "over"
    if context.candidate.kind == "measure" and SOME_RE.match(body, end):
        return "about"
    return "under" if context.candidate.kind == "duration" and WITHIN_RE.match(body, end) else None


def _near(context: Context) -> str | None:
    """The bound next to the number; behind a verb of change only an approximate one reaches it: 约增长5%."""
    has_verb = False
    for sign in context.chain:
        if bound := sign.roles.get("bound"):
            is_comparison = context.candidate.kind == "point" and "compare" in sign.roles
            return None if is_comparison or (has_verb and bound != "about") else bound
        if "verb" in sign.roles or "noun" in sign.roles:
            has_verb = True
        elif not {"link", "adverb"} & sign.roles.keys():
            return None
    return None


def _over_phrase(context: Context) -> str | None:
    """不到|去年的一半: the bound stands before the phrase that the share is of."""
    if context.candidate.kind not in SHARES or not context.left.endswith("的"):
        return None
    for sign in reversed(context.own_signs):
        if (bound := sign.roles.get("bound")) and not REFERENCE_RE.match(sign.surface):
            return bound if 2 < context.candidate.start - sign.end <= LONGEST_PHRASE else None
    return None


def far_bound(context: Context) -> Sign | None:
    """The bound word that reaches a figure over the words between, the nearest of its clause."""
    for sign in reversed(context.signs):
        if "far" in sign.roles:
            return sign if _reaches(context, sign) else None
        if "limit" in sign.roles:
            return sign if _limits(context, sign) else None
    return None


def _far(context: Context) -> str | None:
    sign = far_bound(context)
    return next(iter(sign.roles.values())) if sign else None


def _reaches(context: Context, sign: Sign) -> bool:
    """至少14人死亡、63人受伤 bounds both; 不低于前12个月工资的30% the share, not the months inside its phrase."""
    if sign.start < context.left_start:
        return context.left.endswith("的") or (sign.surface == "至少" and "、" in context.left)
    return context.candidate.start - sign.end <= LONGEST_REACH and not context.left.endswith("前")


def _limits(context: Context, sign: Sign) -> bool:
    reach = context.body[sign.end : context.candidate.start]
    # 最低可至-20℃: the weather grants nothing.
    if sign.start < context.left_start or context.candidate.unit in TEMPERATURES:
        return False
    return bool(_granting_re().match(reach)) if reach else context.candidate.kind in LIMITED
