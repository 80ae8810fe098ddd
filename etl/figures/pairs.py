"""From … to: the figure that another has changed from.

    pair = (由 | 从) [when] figure [words] turn level [when] figure     由2020年的60%提高至80%, 从每斤3元涨到每斤5元
         | (由 | 从) [when] figure 到 now figure                       从最初的3户到如今的200多户

    turn = a verb of change or of becoming (提高, 变), level = 至, 到, 为 or 成

Both figures are levels: neither has a direction or a base. `从3公里到5公里` is a range and `从60人中选出20人` no change.
"""

import re
from collections.abc import Sequence
from functools import cache

from etl.figures.bases import BaseTime
from etl.figures.candidates import Candidate
from etl.figures.clauses import Context
from etl.figures.signs import Sign, scan
from etl.vocabulary import alternation, rows

# 从2019年的, 由最初的每户, 由不足; not 从2019年起累计建成.
FROM_RE = re.compile(
    r"[由从自](?![业事于来而中此身]|头到)(?:(?!起|以来|开始|累计|出发|引[进来]|选|购|获|提供|完成)[^，。；：、]){0,24}$"
)
# 左右, 大幅; one comma may part the two: 由去年的3万元左右，提高到5万元.
LEAD_RE = re.compile(r"[^，。；：、]{0,12}，?[^，。；：、]{0,8}")
TAIL_RE = re.compile(r"[^，。；：、]{0,18}")
# The lengths of a change may be printed in two units: 从3小时缩短到40分钟.
MIXED_KINDS = frozenset(("duration", "money"))


@cache
def _now_re() -> re.Pattern[str]:
    now = alternation(word.surface for word in rows("base_times", BaseTime) if word.place == "now")
    return re.compile(rf"(?:以上|左右)?到了?(?:{now}|(?:19|20)[0-9]{{2}}年)[^，。；：、]{{0,8}}")


def pair_all(contexts: Sequence[Context]) -> list[int | None]:
    """For each figure the offset at which the one begins that it has changed from, if any."""
    return [_changed_from(contexts, context) for context in contexts]


def _changed_from(contexts: Sequence[Context], second: Context) -> int | None:
    first = contexts[second.previous] if second.previous is not None else None
    return first.candidate.start if first and _is_pair(first, second) else None


def _is_pair(first: Context, second: Context) -> bool:
    if not _are_alike(first.candidate, second.candidate) or FROM_RE.search(first.left) is None:
        return False
    start, end = first.candidate.end, second.candidate.start
    return _turns(first, end) or _now_re().fullmatch(second.body, start, end) is not None


def _are_alike(first: Candidate, second: Candidate) -> bool:
    return first.unit == second.unit or (first.kind == second.kind and first.kind in MIXED_KINDS)


def _turns(first: Context, end: int) -> bool:
    """Whether the words up to the second figure hold a verb that leads to a level: 左右|大幅|提高|至|现在的."""
    signs = scan(first.body, first.candidate.end, end)
    for index, sign in enumerate(signs):
        level = _level_behind(signs[index + 1 :], sign.end) if {"verb", "turn"} & sign.roles.keys() else None
        if level is not None:
            is_ahead = LEAD_RE.fullmatch(first.body, first.candidate.end, sign.start)
            return bool(is_ahead and TAIL_RE.fullmatch(first.body, level.end, end))
    return False


def _level_behind(signs: Sequence[Sign], at: int) -> Sign | None:
    """The 至 or 到 next to a verb, 了 between them left out: 降了到, 降到."""
    for sign in signs:
        if sign.start != at or not {"level", "link"} & sign.roles.keys():
            return None
        if "level" in sign.roles:
            return sign
        at = sign.end
    return None
