"""How a figure is bounded and what it is compared with: 约, 超 … → bound; 增长, 低于 … → direction; 同比, 比上年 … → base.

`同比增长约5.8%` is about 5.8 %, up, 同比; `低于去年同期0.4个百分点` is down against 去年同期; `提升至98.7%` is a level and has
no direction; `是去年同期的2.1倍` is a multiple of 去年同期; `不低于总额的30%` is over. `signs.py` finds the words,
`bounds.py`, `changes.py` and `bases.py` hold their grammar; here the figures of a list share what the first of them says.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.figures.bases import base_of, base_start, next_base, respective_bases
from etl.figures.bounds import SHARES, bound_of, far_bound, passes_bound_on
from etl.figures.changes import Change, change_of, compare_sign
from etl.figures.clauses import Context
from etl.model import Bound, Direction

# 仅为全省平均水平的42.3%: the share is of the words behind 为, its subject stands before.
LEVEL_OF_RE = re.compile(
    r"(?:仅|约|已|只)*(?:是|为|相当于|达到?|超过?|只有|仅有|恢复[至到])[^，。；：、0-9占]{2,14}的(?:约|近|超过?|逾|了)*$"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the words about a figure say of its bound, direction and base."""

    bound: Bound
    direction: Direction | None
    base: str | None


def compare_all(contexts: Sequence[Context]) -> list[Comparison]:
    """The comparison of each figure; one joined to the figure before it by 、 or 和 shares that one's words."""
    found: list[Comparison] = []
    for index, context in enumerate(contexts):
        if not context.is_joined:
            before = context.previous
            if before is not None and "；" in context.body[contexts[before].candidate.end : context.left_start]:
                # 降幅比上月扩大3个百分点；猪肉价格由涨转降，|下降0.7%: the second part of the sentence is of something else.
                before = None
            head = _alone(context, None if before is None else found[before])
            run = contexts[index : _end_of_run(contexts, index)]
            found += _of_run(run, head) if len(run) > 1 else [head]
    return found


def _end_of_run(contexts: Sequence[Context], start: int) -> int:
    return next((at for at in range(start + 1, len(contexts)) if not contexts[at].is_joined), len(contexts))


def _alone(context: Context, before: Comparison | None) -> Comparison:
    change = change_of(context)
    base = base_of(context, change)
    if base is None and before and before.base:
        if change and _continues(context, change):
            base = before.base
        elif change is None and before.direction is None:
            base = next_base(context)
    return Comparison(bound_of(context), change.direction if change else None, base)


def _continues(context: Context, change: Change) -> bool:
    """Whether the clause begins with its word of change, so that it goes on about the figure before: ，收窄约33.5%."""
    if change.sign is None:
        return False
    ahead = context.body[context.left_start : change.sign.start]
    return not ahead.strip("，；、和及并且也又（")


def _of_run(run: Sequence[Context], head: Comparison) -> list[Comparison]:
    """The comparisons of figures that are joined to one another."""
    found = [head]
    is_passed_on = head.bound != "exact" and run[0].candidate.bound == "exact" and passes_bound_on(run[0])
    for context in run[1:]:
        own = _alone(context, None)
        bound = head.bound if is_passed_on and own.bound == "exact" else own.bound
        if own.direction is None and _shares(context, run[0]):
            found.append(Comparison(bound, head.direction, head.base))
        else:
            found.append(Comparison(bound, own.direction, own.base or head.base if own.direction else own.base))
    bases = respective_bases(head.base, len(run)) if "分别" in run[0].left else []
    return [replace(one, base=base) for one, base in zip(found, bases, strict=True)] if bases else found


def _shares(context: Context, head: Context) -> bool:
    """Whether a joined figure measures a change where the first does: 增长5%、6%, 增加3个、5个; not 增加3个、投资5万元."""
    return context.candidate.kind in SHARES or context.candidate.unit == head.candidate.unit


def far_bound_start(context: Context) -> int | None:
    """Where a bound word stands that reaches its number over a phrase with 的: 月补偿|不低于工资的30%."""
    sign = far_bound(context) if context.left.endswith("的") else None
    return sign.start if sign and sign.surface != "约占" else None


def comparison_start(context: Context) -> int | None:
    """Where the words begin that set a figure against another thing: 增速|高于城镇0.3个百分点, 营收|比上年增长5%."""
    if not context.own_signs and "比" not in context.left and context.candidate.kind not in SHARES:
        return None
    starts = []
    if context.candidate.kind in SHARES:
        if sign := compare_sign(context, context.candidate.start):
            starts.append(sign.start)
        if "的" in context.left and (level := LEVEL_OF_RE.search(context.left)):
            starts.append(context.left_start + level.start())
    base = base_start(context)
    if base is not None and (base > context.left_start or starts):
        starts.append(base)
    return min(starts, default=None)
