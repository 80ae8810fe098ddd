"""A change that follows from two levels, and a rate that follows from a level and its change.

`由60%提高至80%，提高20个百分点`; `从5000万元增加到7500万元，增长50%`; `去年100家，今年120家，增加20家`;
`产值60万元，比上年的50万元增长20%`; `产量570亿斤，比上年增加11.4亿斤，增长2%`.
Not: a rate a year (年均), at constant prices (实际, 可比口径), or against something else (同比 behind from … to); nor 增长2倍,
which some papers print for 2 times as much; nor 净增20万户，增长30%, which may be of what was added.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from etl.checks.printed import Range, range_of
from etl.checks.reckoning import Reckoned, Rule, check_of
from etl.checks.words import pattern_of, words_of
from etl.figures.signs import DirectionWord
from etl.model import Check, Figure
from etl.vocabulary import alternation, rows

FROM_TO = Rule("change", "from_to")
THEN_NOW = Rule("change", "then_now")
THAN = Rule("change", "than_before")
LEVEL_AND_CHANGE = Rule("change", "level_and_change")

LEVELS = frozenset(("money", "count", "measure", "duration"))
HUNDRED = Decimal(100)
ALL = Range(HUNDRED, HUNDRED)
ONE = Range(Decimal(1), Decimal(1))
YEAR = r"(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月|[一二三四]季度|[上下]半年)?[初末底]?的?"
# 由|2020年的|12%, 从|原来每亩|3000株
FROM_RE = re.compile(rf"(?:由|从)(?:{YEAR})?[^，。；：、0-9]{{0,12}}$")
THEN_RE = re.compile(r"(?:去年|上年)[^，。；：、0-9]{0,10}$")
NOW_RE = re.compile(r"[，、；](?:而)?今年[^，。；：、0-9]{0,10}")
THAN_RE = re.compile(
    rf"[，、（][比较](?:{YEAR}|去年|上年|上月|上[一]?届|前年|原来|年初|[^，。；：、0-9]{{2,10}}的)(?:同期|全年)?的?"
)
MARKS = ("，", "、", "（")
# 余额900亿元，比年初增加45亿元，增长12%: banks and treasuries go on with the rate of a whole year and do not say so.
SINCE_JANUARY_RE = re.compile(r"年[初末底]")
NET_RE = re.compile(r"净|新")


@cache
def _to_re() -> re.Pattern[str]:
    """The words between the two levels: |大幅提高至|, |，增长到目前的|."""
    verbs = alternation([*_verbs(), *words_of("to")])
    lead = rf"[^。；0-9]{{0,12}}?(?:{verbs})了?[至到为成]|，?到"
    return re.compile(rf"(?:{lead})(?:了|{YEAR}|[^，。；、0-9]{{1,8}})?")


@cache
def _change_re() -> re.Pattern[str]:
    """The words between a level and its change: |，比上年增加|, |（增长|."""
    nouns = [word.surface for word in rows("directions", DirectionWord) if word.form == "noun"]
    words = alternation([*_verbs(), *nouns])
    return re.compile(
        rf"[，、（](?P<base>同比|环比|[比较][^，。；：、]{{1,12}}?)?(?:共|净|大幅|足足|整整|一共)?(?P<word>{words})(?:了|为|达到?)?"
    )


def _verbs() -> list[str]:
    """The verbs of change that do not name what has changed: 增加, but not 增收."""
    verbs = [word.surface for word in rows("directions", DirectionWord) if word.form == "verb"]
    return [verb for verb in verbs if verb not in words_of("naming")]


class Move(NamedTuple):
    """Two levels of one thing, the earlier first."""

    before: Figure
    after: Figure
    rule: Rule


def find_changes(body: str, figures: Sequence[Figure]) -> Iterator[Check]:
    """The changes among the figures of a body that others settle, in reading order.

    >>> from etl.figures import find_figures
    >>> from etl.model import Article
    >>> article = Article(1, "news", "优果率由62%提高到78%，提高14个百分点。")
    >>> [check.explanation for check in find_changes(article.body, find_figures(article, [], [])[0])]
    ['78% − 62% = 16个百分点，而文中为14个百分点，不符。']
    """
    for at, (one, two) in enumerate(pairwise(figures)):
        three = figures[at + 2] if at + 2 < len(figures) else None
        if three is None or three.direction is None or one.unit not in (two.unit, three.unit):
            continue
        start = figures[at - 1].end if at else 0
        move = _move(body, start, one, two)
        found = _of_move(body, move, three) if move else _of_level(body, (one, two, three))
        if found:
            yield found


def _move(body: str, start: int, one: Figure, two: Figure) -> Move | None:
    """Two levels that the text sets one after the other."""
    if one.unit != two.unit or one.kind == "rank":
        return None
    left, between = body[max(start, one.start - 24) : one.start], body[one.end : two.start]
    if FROM_RE.search(left) and _to_re().fullmatch(between):
        return Move(one, two, FROM_TO)
    if THEN_RE.search(left) and NOW_RE.fullmatch(between):
        return Move(one, two, THEN_NOW)
    return Move(two, one, THAN) if THAN_RE.fullmatch(between) else None


def _of_move(body: str, move: Move, change: Figure) -> Check | None:
    """由A提高至B，提高C: what the two levels make C."""
    before, after = range_of(move.before), range_of(move.after)
    if before is None or after is None or not _is_of_the_two(body, move, change):
        return None
    rises = move.after.value > move.before.value
    more, less = (move.after, move.before) if rises else (move.before, move.after)
    unit = move.before.unit
    if change.unit == unit != "%" or (change.unit, unit) == ("百分点", "%"):
        difference = after - before if rises else before - after
        reckoned = Reckoned(more.value - less.value, difference, f"{more.text} − {less.text}")
    elif change.unit == "%" != unit and move.before.kind in LEVELS:
        ratio = after.over(before) * HUNDRED
        value = move.after.value * HUNDRED / move.before.value
        working = f"{move.after.text} ÷ {move.before.text}"
        if rises:
            reckoned = Reckoned(value - HUNDRED, ratio - ALL, f"{working} − 1")
        else:
            reckoned = Reckoned(HUNDRED - value, ALL - ratio, f"1 − {working}")
    else:
        return None
    return check_of(move.rule, change, [("before", move.before), ("after", move.after)], reckoned)


def _is_of_the_two(body: str, move: Move, change: Figure) -> bool:
    """Whether a change is that between the two levels, and goes the way they go."""
    words = body[max(move.after.end, move.before.end) : change.start]
    link = _change_re().fullmatch(words if words.startswith(MARKS) else "，" + words)
    if link is None or link["base"] or _is_other_rate(body, words, change):
        return False
    way = "up" if move.after.value > move.before.value else "down"
    return move.after.value != move.before.value and change.direction == way


def _of_level(body: str, three: tuple[Figure, Figure, Figure]) -> Check | None:
    """产量L，比上年增加D，增长P: what level and change make of the rate."""
    level, *rest = three
    change, rate = sorted(rest, key=lambda figure: figure.unit == "%")
    level_range, change_range = range_of(level), range_of(change)
    if level_range is None or change_range is None or not _is_chain(body, three):
        return None
    if change.unit != level.unit or level.kind not in LEVELS or level.direction or (change.unit, rate.unit) == ("%", "%"):
        return None
    rises = rate.direction == "up"
    before = level.value - change.value if rises else level.value + change.value
    if rate.unit != "%" or before <= 0 or change.direction != rate.direction:
        return None
    times = level_range.over(change_range)
    times = times - ONE if rises else times + ONE
    if times.low <= 0:
        return None
    reckoned = Reckoned(
        change.value * HUNDRED / before,
        ALL.over(times),
        f"{change.text} ÷ ({level.text} {'−' if rises else '+'} {change.text})",
    )
    return check_of(LEVEL_AND_CHANGE, rate, [("after", level), ("amount", change)], reckoned)


def _is_chain(body: str, three: tuple[Figure, Figure, Figure]) -> bool:
    """Whether a level, a change and a rate follow upon one another and are against the same time."""
    bases = []
    for one, two in pairwise(three):
        words = body[one.end : two.start]
        link = _change_re().fullmatch(words)
        if link is None or _is_other_rate(body, words, two) or (one is three[0] and NET_RE.search(words)):
            return False
        bases.append(_time_of(link["base"]))
    if bases[1] is None:
        return SINCE_JANUARY_RE.search(bases[0] or "") is None
    return bases[0] == bases[1]


def _time_of(base: str | None) -> str | None:
    return "同比" if base in words_of("last_year") else base


def _is_other_rate(body: str, words: str, change: Figure) -> bool:
    """Whether a change is not that of the printed numbers: 年均增长, 实际增长, 增长5%的速度, 增加12条国际航线."""
    behind = body[change.end : change.end + 1]
    return pattern_of("other_rate").search(words) is not None or "一" <= behind <= "鿿"
