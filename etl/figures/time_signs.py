"""How much speaks for a time to date a figure, in logits: above 0 more than for no time at all.

Signs are where the time stands (in the figure's own words, its clause, sentence, the sentence before …) and of what group it
is, the words beside both, the times between them, the time of the figure before, and the borders of paragraphs and speech.
period_weights.csv says what each weighs.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from etl.figures.bounds import SHARES
from etl.figures.clauses import Context
from etl.figures.times import Grid, Time, signs_in
from etl.vocabulary import rows, words

Part = tuple[str, ...]
"""What signs are about, and the signs: ("away", "apart", "said")."""

# Where a time stands, from the words of the figure outwards, and which of these places are one to most signs.
REACHES = {
    "own": "close",
    "clause": "close",
    "sentence": "sentence",
    "next": "away",
    "near": "away",
    "paragraph": "beyond",
    "far": "beyond",
}
# 总额达3亿元, 占12%, 有店铺: a state rather than what a term has brought.
STOCK = frozenset(("stock",))
STOCK_ENDS = ("达", "达到", "为", "占", "率", "比", "有")
# 城镇人口29万, 播种面积30万亩: counted at a time, unlike the people and the ground of a village told of.
COUNTED_RE = re.compile(
    "(?:城镇|农村|乡村|常住|户籍|男性|女性|老年|就业|流动|[总岁])人口$"
    "|(?:[播种插栽植收耕]|收获|销售|成交|受灾|成灾|受冻|过火|施工|竣工|开工|造林|绿化|治理)面积$"
)
# 64页的判决书, 8000字
PRINTED = frozenset(("页", "字"))
# 距江海市50公里; 城西5公里处
DISTANCE_RE = re.compile(r"距离?(?!今|离)[^，。；、0-9到还]{1,16}$")
LETTERS_OF_SIZE, NOT_BEHIND, BEFORE_AMOUNTS = frozenset("长宽高深重厚"), frozenset("增延提升拉加减伸比严注"), "约近超达为有仅"
# 收入达15705元: what a term has brought, though said as a state.
FLOW_RE = re.compile(r"(?:收入|支出|产值|利润|营收|[产销]量|销售额|成交额|交易额|进出口|总值)(?:共|已|合计)?(?:达到?|为)$")
CHANGE_RE = re.compile(r"增长|下降|增加|减少|上涨|下跌|提高|提升|降低|回落|占|收窄|扩大|上升|增幅|降幅|跌幅|涨幅")
# 完成|806亿元|，同比增长14%: what a term has brought, for it is set against the same term of the year before.
COMPARED_RE = re.compile(r"左?右?[，（]?(?:同比|[比较](?:上年|去年)同期)")
GOES_ON_RE = re.compile(
    r"其中|同时|与此同时|此外|另外|同期|[分从按][^，。；]{1,8}(?:看|来看|来讲)，|按[^，。；]{1,8}(?:分|计算)，|[^，。；]{0,6}方面，|据[^，。；]{2,14}，"
)
PLACE_RE = re.compile(r"在[^，。；]{2,14}，|走进|来到|[^，。；]{2,8}(?:位于|地处)")
# 由上月下降5.3%转为上涨2.4%: what follows is of the time it turned at.
TURNED_RE = re.compile(r"转为|变为|[降升增减涨跌回落提高加少缩短长大低]{1,2}[至到为]")
ENDING = frozenset(("until", "term"))
LAST_MONTH_RE = re.compile(r"上半年|中期|前三季度|一季度|(?P<month>1[0-2]|[1-9])(?:月|个月)")
HALVES = {"上半年": 6, "中期": 6, "前三季度": 9, "一季度": 3}
CLOSE = frozenset(("own", "clause"))
AWAY = frozenset(("next", "near", "paragraph", "far"))
# 由2018年的14%升至35%, 今年首次寒潮: times of their own words alone.
ASIDE = frozenset(("from", "ordinal", "title"))
SPANNING = frozenset(("year", "term", "since", "stretch", "now"))
# 每年, 连续九年: times that hold for their clause alone.
LOCAL = frozenset(("recurring", "running", "length"))


@dataclass(frozen=True, slots=True)
class PeriodWeight:
    """A row of period_weights.csv: how much a sign speaks for a time to date a figure."""

    surface: str
    weight: float
    note: str | None


class Before(NamedTuple):
    """The figure before, the numbers of its sentence and paragraph, and the time that was found for it."""

    context: Context
    sentence: int
    paragraph: int
    time: Time | None


class Report(NamedTuple):
    """What an article reports on: whether its headline names a term, and the time that its figures are mostly of so far."""

    has_term: bool
    main: Time | None


class Seat(NamedTuple):
    """A figure where it stands in the grid of its body, what its words show, and the figure before it in the same
    sentence or paragraph or the paragraph before."""

    context: Context
    sentence: int
    paragraph: int
    speech: int | None
    signs: tuple[str, ...]
    before: Before | None
    follows: str
    report: Report

    @property
    def is_rank(self) -> bool:
        """Whether the figure is a rank: 第3位."""
        return self.context.candidate.kind == "rank"


def seat_of(context: Context, grid: Grid, before: Before | None, report: Report) -> Seat:
    """A figure among the sentences of its body."""
    start = context.sentence.start
    if before and before.context.sentence.start == start:
        sentence, paragraph, follows = before.sentence, before.paragraph, "same sentence"
    else:
        sentence, paragraph = grid.sentence(start), grid.paragraph(start)
        follows = "new sentence" if before and before.paragraph == paragraph else "new paragraph"
    speech = grid.speech(context.candidate.start)
    return Seat(context, sentence, paragraph, speech, tuple(_figure_signs(context, grid)), before, follows, report)


def _figure_signs(context: Context, grid: Grid) -> list[str]:
    candidate, left = context.candidate, context.left
    found = ["length"] if candidate.kind == "duration" or candidate.unit == "岁" else []
    if grid.is_market:
        found.append("market")
    signs = signs_in("figure", context.clause_left)
    if left.endswith(STOCK_ENDS) and not FLOW_RE.search(left):
        signs |= STOCK
    found += sorted(signs) if len(signs) > 1 else signs
    if _is_size(left) or candidate.unit in PRINTED:
        found.append("body")
    is_place = candidate.text.endswith(("米", "里")) and context.body.startswith(("处", "外", "远"), candidate.end)
    if is_place or ("距" in left and DISTANCE_RE.search(left)):
        found.append("distance")
    if candidate.kind in SHARES and CHANGE_RE.search(left):
        found.append("change")
    if context.body.startswith("的", candidate.end):
        found.append("attribute")
    elif COMPARED_RE.match(context.body, candidate.end):
        found.append("compared")
    if context.previous is None:
        if GOES_ON_RE.match(context.sentence.text):
            found.append("goes on")
        if PLACE_RE.match(context.sentence.text):
            found.append("place")
    return found


@cache
def _sizes() -> tuple[str, ...]:
    return tuple(words("size_words"))


def _is_size(left: str) -> bool:
    """Whether the words before a figure say how large a thing is: 口径约; 长 and the like do but in 增长, 提高.

    >>> _is_size("桥面宽约"), _is_size("产值增长约")
    (True, False)
    """
    words = left.rstrip(BEFORE_AMOUNTS)
    is_one = words.endswith(_sizes()) or (words[-1:] in LETTERS_OF_SIZE and words[-2:-1] not in NOT_BEHIND)
    return is_one and "积雪" not in words and COUNTED_RE.search(words) is None


def weigh_time(time: Time, seat: Seat, near: Sequence[Time], rank: int) -> int:
    """How much speaks for a time that stands before a figure; `near` are all that do, and it is the `rank`th of them."""
    where, group, signs = _where(time, seat), time.group, time.signs
    body, end, start = seat.context.body, time.period.end, seat.context.candidate.start
    is_turned = "from" in signs and TURNED_RE.search(body, end, start) is not None
    is_within = group == "recurring" and any(_is_span(other, seat) for other in near[rank + 1 :])
    is_phrase = where in CLOSE and body.find("的", end, start) >= 0
    marks = (seat.report.has_term, seat.report.main is time, is_turned, is_within, is_phrase)
    has_end = group in ENDING and _has_same_end(time, near)
    is_past = "total" in seat.signs and where not in CLOSE and _is_past_figures(time, seat)
    between = [other.sentence for other in near[:rank] if _is_in_way(other, seat)] if rank else []
    inside = between.count(seat.sentence)
    border = (time.paragraph == 0, _speech_between(time, seat, where) if time.speech != seat.speech else None)
    return (
        _weigh(_parts_of_time, where, group, signs, marks)
        + _weigh(_parts_of_figure, where, group, seat.signs, (seat.is_rank, has_end, is_past))
        + _weigh(_parts_of_way, where, _carried(time, seat), (inside, len(between) - inside), border)
    )


def weigh_headline(seat: Seat) -> int:
    """How much speaks for the term of the headline."""
    before = seat.before.time if seat.before else None
    return _weigh(_parts_of_headline, seat.signs, before.group if before else None, before is not None and before.sentence < 0)


def weigh_none(seat: Seat) -> int:
    """How much speaks for no time at all."""
    return _weigh(_parts_of_none, seat.follows, seat.before.time is None) if seat.before else 0


@lru_cache(maxsize=8192)
def _weigh(parts_of: Callable[..., Iterator[Part]], *features: Hashable) -> int:
    """The weight of all signs of some features, in tenths, which add up without a remainder."""
    return sum(map(weigh_part, parts_of(*features)))


def _parts_of_time(where: str, group: str, signs: Part, marks: Sequence[bool]) -> Iterator[Part]:
    """The signs of a time itself, and of the words between it and a figure of its clause."""
    reach, is_away = REACHES[where], where in AWAY
    has_term, is_main, is_turned, is_within, is_phrase = marks
    yield where, group
    yield (where if "from" in signs else reach), *signs
    if is_turned:
        yield "from", "turned"
    if has_term and "headline" not in signs and is_away:
        yield f"reported {reach}", group
    if is_main and is_away:
        yield f"main {reach}", group
    if is_within:
        yield "recurring", "within"
    if is_phrase:
        yield where, "in a phrase" if "head" not in signs and "apart" not in signs else "before a phrase"


def _parts_of_figure(where: str, group: str, signs: Part, marks: Sequence[bool]) -> Iterator[Part]:
    """The signs of a figure for the times of a group: of a rank, beside a term and the day it ends with, behind other figures."""
    reach = REACHES[where]
    is_rank, has_end, is_past = marks
    yield f"figure {reach}", *signs
    if "yearly" in signs or "change" in signs:
        yield f"change {reach}", group
    if "market" in signs:
        yield f"market {reach}", group
    if where in AWAY:
        yield f"{reach} stock" if "stock" in signs or "total" in signs else f"{reach} flow", group
    if has_end:
        yield "same end", f"{'stock' if 'stock' in signs else 'flow'} {group}"
    if is_past:
        yield "total", group
    if is_rank:
        yield "rank", group


def _parts_of_way(where: str, carried: Part, between: Sequence[int], border: tuple[bool, str | None]) -> Iterator[Part]:
    """The signs of what lies between a time and a figure: the figure before, other times in the sentence and before it,
    borders of paragraphs and of speech."""
    reach, (inside, before), (is_first, speech) = REACHES[where], between, border
    if inside:
        yield f"nearer {reach}", str(min(inside, 2))
    if carried:
        yield f"{reach}, {carried[0]}", carried[1]
    if where in AWAY and before:
        yield "nearer before", str(min(before, 3))
    if where in ("paragraph", "far"):
        yield where, "first" if is_first else "later"
    if speech:
        yield "speech", speech


def _parts_of_headline(signs: Part, before: str | None, is_carried: bool) -> Iterator[Part]:
    yield "headline", "term"
    yield "figure beyond", *signs
    if before:
        yield "headline", "carried" if is_carried else "behind a time"
        yield "headline behind", before


def _parts_of_none(follows: str, again: bool) -> Iterator[Part]:
    yield follows, "none again" if again else "none behind a time"


def _carried(time: Time, seat: Seat) -> Part:
    """Whether the figure before is of the time, or passed over it."""
    before = seat.before
    if before is None:
        return ()
    if before.time is time:
        return seat.follows, "carried"
    if time.period.start >= before.context.candidate.start:
        return ()
    return seat.follows, "passed" if before.time else "passed for none"


def _speech_between(time: Time, seat: Seat, where: str) -> str | None:
    """How a time gets out of its speech, or into that of the figure."""
    if where not in AWAY:
        return None if time.speech is None else "out, close"
    if time.speech is None:
        return "into"
    return "goes on" if seat.speech is not None and time.paragraph == seat.paragraph else "out"


def _is_in_way(time: Time, seat: Seat) -> bool:
    """Whether a time may take over from one before it: 每年, 连续九年 and 由2020年的 do for their own clause alone."""
    is_named = not ASIDE.isdisjoint(time.signs)
    return not (time.group in LOCAL or is_named) or time.period.start >= (
        seat.context.left_start if is_named else seat.context.clause_start
    )


def _is_span(time: Time, seat: Seat) -> bool:
    """2011—2020年各县每年受冻面积: whether a time in the clause of a figure says in which years it comes again."""
    return time.group in SPANNING and time.period.start >= seat.context.clause_start


def _has_same_end(time: Time, near: Sequence[Time]) -> bool:
    """截至6月末存款3亿元。上半年净利润1亿元，不良率1.2%: of a term and the day that it ends with, a stock takes the day."""
    other = "term" if time.group == "until" else "until"
    rivals = [rival for rival in near if rival.group == other]
    end = _last_month(time) if rivals else None
    return end is not None and any(_last_month(rival) == end for rival in rivals)


def _last_month(time: Time) -> int | None:
    """The month that a time ends with, though the year may be unknown: 6 of 上半年 and of 截至6月末."""
    if time.period.period_end:
        return int(time.period.period_end[5:7])
    match = LAST_MONTH_RE.search(time.period.text)
    if match is None:
        return None
    return int(match["month"]) if match["month"] else HALVES[match[0]]


def _is_past_figures(time: Time, seat: Seat) -> bool:
    """去年新增3家，累计已有20家: whether a time dated another figure; 1—6月累计成交3亿元，累计… goes on with it."""
    if seat.before is None or time.period.start > seat.before.context.candidate.start:
        return False
    return "累计" not in seat.context.body[time.period.end : seat.context.clause_start]


def _where(time: Time, seat: Seat) -> str:
    start = time.period.start
    if time.sentence == seat.sentence:
        return "own" if start >= seat.context.left_start else "clause" if start >= seat.context.clause_start else "sentence"
    if time.paragraph == seat.paragraph:
        return "next" if time.sentence == seat.sentence - 1 else "near"
    return "paragraph" if time.paragraph == seat.paragraph - 1 else "far"


@lru_cache(maxsize=4096)
def weigh_part(part: Part) -> int:
    """The weight of some signs together, in tenths."""
    return sum(round(10 * period_weights().get(name, 0.0)) for name in names_of(part))


def names_of(part: Part) -> list[str]:
    """The names that signs have in period_weights.csv.

    >>> names_of(("away", "apart", "said"))
    ['away: apart', 'away: said']
    """
    return [f"{part[0]}: {sign}" for sign in part[1:]]


@cache
def period_weights() -> Mapping[str, float]:
    """The weight of each sign."""
    return {row.surface: row.weight for row in rows("period_weights", PeriodWeight)}
