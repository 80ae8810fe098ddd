"""How much speaks for a time to date a figure, in logits: above 0 more than for no time at all.

Signs are where the time stands (in the figure's own words, its clause, sentence, the sentence before …) and of what group it
is, the words beside both, the times between them, the time of the figure before, and the borders of paragraphs and speech.
period_weights.csv says what each weighs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from etl.figures.bounds import SHARES
from etl.figures.clauses import Context
from etl.figures.times import Grid, Time, signs_in
from etl.vocabulary import rows

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
STOCK_RE = re.compile(r"(?:达到?|为|[占率比有])$")
BODY_RE = re.compile(
    r"(?:(?<![增延提升拉加减伸])[长宽高深重厚]|[长高宽重厚深]度|口径|直径|面积|占地|海拔|距离?|相距|容量|库容|人口|体重|净重|时速|总投资|年均|日均|平均)[约近超达为有仅]*$"
)
CHANGE_RE = re.compile(r"增长|下降|增加|减少|上涨|下跌|提高|提升|降低|回落|占|收窄|扩大|上升|增幅|降幅|跌幅|涨幅")
GOES_ON_RE = re.compile(
    r"其中|同时|与此同时|此外|另外|同期|[分从按][^，。；]{1,8}(?:看|来看|来讲)，|[^，。；]{0,6}方面，|据[^，。；]{2,14}，"
)
PLACE_RE = re.compile(r"在[^，。；]{2,14}，|走进|来到|[^，。；]{2,8}(?:位于|地处)")
# 由上月下降5.3%转为上涨2.4%: what follows is of the time it turned at.
TURNED_RE = re.compile(r"转为|变为|[降升增减涨跌回落提高加少缩短长大低]{1,2}[至到为]")
ENDING = frozenset(("until", "term"))
LAST_MONTH_RE = re.compile(r"上半年|中期|前三季度|一季度|(?P<month>1[0-2]|[1-9])(?:月|个月)")
HALVES = {"上半年": 6, "中期": 6, "前三季度": 9, "一季度": 3}
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
    """The figure before, and the time that was found for it."""

    context: Context
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


def seat_of(context: Context, grid: Grid, before: Before | None, report: Report) -> Seat:
    """A figure among the sentences of its body."""
    start = context.sentence.start
    sentence, paragraph = grid.sentence(start), grid.paragraph(start)
    follows = "new paragraph"
    if before and before.context.sentence.start == start:
        follows = "same sentence"
    elif before and grid.paragraph(before.context.sentence.start) == paragraph:
        follows = "new sentence"
    speech = grid.speech(context.candidate.start)
    return Seat(context, sentence, paragraph, speech, tuple(_figure_signs(context, grid)), before, follows, report)


def _figure_signs(context: Context, grid: Grid) -> Iterator[str]:
    candidate, left, clause = context.candidate, context.left, context.clause_left
    if candidate.kind == "duration" or candidate.unit == "岁":
        yield "length"
    signs = signs_in("figure", clause)
    if grid.is_market:
        yield "market"
    yield from sorted(signs | {"stock"} if STOCK_RE.search(left) else signs)
    if BODY_RE.search(left):
        yield "body"
    if candidate.kind in SHARES and CHANGE_RE.search(left):
        yield "change"
    if context.body.startswith("的", candidate.end):
        yield "attribute"
    if context.previous is None:
        if GOES_ON_RE.match(context.sentence.text):
            yield "goes on"
        if PLACE_RE.match(context.sentence.text):
            yield "place"


def time_parts(time: Time, seat: Seat, near: Sequence[Time], rank: int) -> Iterator[Part]:
    """The signs of a time that stands before a figure; `near` are all that do, and it is the `rank`th of them."""
    where, before = _where(time, seat), seat.before
    reach = REACHES[where]
    yield where, time.group
    yield (where if "from" in time.signs else reach), *time.signs
    if "from" in time.signs and TURNED_RE.search(seat.context.body, time.period.end, seat.context.candidate.start):
        yield "from", "turned"
    if seat.report.has_term and "headline" not in time.signs and reach in ("away", "beyond"):
        yield f"reported {reach}", time.group
    if time.group == "recurring" and any(_is_span(other, seat) for other in near[rank + 1 :]):
        yield "recurring", "within"
    yield f"figure {reach}", *seat.signs
    if reach == "close" and "的" in seat.context.body[time.period.end : seat.context.candidate.start]:
        yield where, "in a phrase" if "head" not in time.signs and "apart" not in time.signs else "before a phrase"
    in_way = [other.sentence for other in near[:rank] if _is_in_way(other, seat)]
    inside = sum(sentence == seat.sentence for sentence in in_way)
    if inside:
        yield f"nearer {reach}", str(min(inside, 2))
    if before and (before.time is time or time.period.start < before.context.candidate.start):
        yield (
            f"{reach}, {seat.follows}",
            "carried" if before.time is time else "passed" if before.time else "passed for none",
        )
    if seat.report.main is time and reach in ("away", "beyond"):
        yield f"main {reach}", time.group
    if "yearly" in seat.signs or "change" in seat.signs:
        yield f"change {reach}", time.group
    if "market" in seat.signs:
        yield f"market {reach}", time.group
    if reach in ("away", "beyond"):
        if len(in_way) > inside:
            yield "nearer before", str(min(len(in_way) - inside, 3))
        yield from _border_parts(time, seat, where)
    elif time.speech is not None and time.speech != seat.speech:
        yield "speech", "out, close"
    if ended := _same_end(time, seat, near):
        yield "same end", ended
    if "total" in seat.signs and reach != "close" and _is_past_figures(time, seat):
        yield "total", time.group
    if seat.context.candidate.kind == "rank":
        yield "rank", time.group


def _is_in_way(time: Time, seat: Seat) -> bool:
    """Whether a time may take over from one before it: 每年, 连续九年 and 由2020年的 do for their own clause alone."""
    is_named = not ASIDE.isdisjoint(time.signs)
    return not (time.group in LOCAL or is_named) or time.period.start >= (
        seat.context.left_start if is_named else seat.context.clause_start
    )


def _is_span(time: Time, seat: Seat) -> bool:
    """2011—2020年各县每年受冻面积: whether a time in the clause of a figure says in which years it comes again."""
    return time.group in SPANNING and time.period.start >= seat.context.clause_start


def _same_end(time: Time, seat: Seat, near: Sequence[Time]) -> str | None:
    """截至6月末存款3亿元。上半年净利润1亿元，不良率1.2%: of a term and the day that it ends with, a stock takes the day."""
    if time.group not in ENDING:
        return None
    other, end = "term" if time.group == "until" else "until", _last_month(time)
    if end is None or not any(rival.group == other and _last_month(rival) == end for rival in near):
        return None
    return f"{'stock' if 'stock' in seat.signs else 'flow'} {time.group}"


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


def _border_parts(time: Time, seat: Seat, where: str) -> Iterator[Part]:
    """What speaks for and against a time of another sentence: borders, and whether the figure is a stock or a flow."""
    yield f"{REACHES[where]} stock" if "stock" in seat.signs or "total" in seat.signs else f"{REACHES[where]} flow", time.group
    if where in ("paragraph", "far"):
        yield where, "first" if time.paragraph == 0 else "later"
    if time.speech == seat.speech:
        return
    if time.speech is None:
        yield "speech", "into"
    elif seat.speech is not None and time.paragraph == seat.paragraph:
        yield "speech", "goes on"
    else:
        yield "speech", "out"


def _where(time: Time, seat: Seat) -> str:
    start = time.period.start
    if time.sentence == seat.sentence:
        return "own" if start >= seat.context.left_start else "clause" if start >= seat.context.clause_start else "sentence"
    if time.paragraph == seat.paragraph:
        return "next" if time.sentence == seat.sentence - 1 else "near"
    return "paragraph" if time.paragraph == seat.paragraph - 1 else "far"


def headline_parts(term: Time, seat: Seat) -> Iterator[Part]:
    """The signs of the term of the headline."""
    yield "headline", "term"
    yield "figure beyond", *seat.signs
    if seat.before and seat.before.time:
        yield "headline", "carried" if seat.before.time is term else "behind a time"
        yield "headline behind", seat.before.time.group


def none_parts(seat: Seat) -> Iterator[Part]:
    """The signs of a figure that holds at no time."""
    if seat.before:
        yield seat.follows, "none again" if seat.before.time is None else "none behind a time"


@lru_cache(maxsize=4096)
def weigh_part(part: Part) -> float:
    """The weight of some signs together."""
    return sum(period_weights().get(name, 0.0) for name in names_of(part))


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
