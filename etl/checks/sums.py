"""Parts that must add up to their whole.

`进出口5697.7亿元，其中出口3928.5亿元，进口1769.2亿元`; `病例295例（本土235例，境外输入60例）`; `第一、二、三产业增加值`;
`下潜132次，下潜116次，合计248次`; `出口3928.5亿元，进口1769.2亿元，贸易顺差2159.3亿元`; `男性占52.4%，女性占47.6%`.
Only what leaves nothing over is settled: which parts those are stands in the vocabulary (`partitions.csv`). Not: 其中 with any
other things, of which a paper need not name all; averages (人均), which do not add up.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, reduce
from itertools import pairwise
from operator import add
from typing import ClassVar, NamedTuple

from etl.checks.printed import Range, range_of
from etl.checks.reckoning import Part, Reckoned, Rule, check_of, stands_alone
from etl.checks.words import pattern_of
from etl.model import Check, Figure
from etl.numerals import DIGITS
from etl.vocabulary import alternation, rows

PARTS_OF_WHOLE = Rule("sum", "parts_of_whole")
TOTAL = Rule("sum", "total")
BALANCE = Rule("sum", "balance")
SHARES = Rule("share", "shares_of_whole")

LEVELS = frozenset(("money", "count", "measure"))
HUNDRED = Decimal(100)
NAME_LENGTH = 30
# How far the whole may stand before its first part, and one part behind another.
REACH = 120
# How many figures about it may be parts of it or its whole.
NEAR = 20
STOP_RE = re.compile(r".*[，；。：！？（“\n]", re.DOTALL)
SENTENCE_END_RE = re.compile(r"[。；！？\n]")
LEAD_RE = re.compile(r"^(?:、|和|及|与|其中|包括|含|是|有|分别|来自)+")
TAIL_RE = re.compile(r"(?:总值|总额|值|额|量|达到?|为|完成|实现|有|共|分别|是|的)+$")
LINK_RE = re.compile(r"其中|包括|（|[分按从][^，。；]{1,8}[看分计]，")
BALANCE_RE = re.compile(r"[^，。；]{0,8}[顺逆]差(?:为|达)?")
TOTAL_RE = re.compile(r"(?:(?P<count>[两三四五六七八九])[一-鿿]{1,3}?)?(?:合计|共计|总计|相加|加起来)[^，。；]{0,6}")
# Before a total: parts of parts, or what is no part of it.
NESTED_RE = re.compile(r"其中|包括|另|累计")


@dataclass(frozen=True, slots=True)
class Partition:
    """The words that the parts of a whole begin with, where they leave nothing over; what the whole is called (one of these;
    empty: 其中 alone shows it), what it is counted in (empty: anything), and what does not add up so."""

    KEY: ClassVar[tuple[str, ...]] = ("parts", "whole")

    parts: str
    whole: str | None
    unit: str | None
    not_of: str | None
    note: str | None


class Level(NamedTuple):
    """A figure that is no change, and the words that say what it is of."""

    figure: Figure
    name: str

    @property
    def names(self) -> tuple[str, str]:
        return self.name, self.figure.indicator or ""

    def speaks_of(self, words: str) -> bool:
        """Whether one of the words, divided by bars, stands in its name."""
        return any(word in name for word in words.split("|") for name in self.names)


class Parted(NamedTuple):
    """All parts of a partition, in the order of the text, and what of the first part's name must be of the whole as well: its
    owner (|民营企业|出口), and the thing (入境|旅客|) where not every part says it."""

    partition: Partition
    parts: tuple[Level, ...]
    shared: tuple[str, ...]


Wholes = dict[int, tuple[Level, Partition]]


@cache
def _partitions() -> tuple[Partition, ...]:
    """All partitions, those of most parts first."""
    return tuple(sorted(rows("partitions", Partition), key=lambda partition: -partition.parts.count("|")))


@cache
def _part_re() -> re.Pattern[str]:
    """Any word that a part may begin with: most figures are of none of them."""
    return re.compile(alternation(word for partition in _partitions() for word in partition.parts.split("|")))


def find_sums(body: str, figures: Sequence[Figure]) -> Iterator[Check]:
    """The totals of a body that others settle, in reading order.

    >>> from etl.figures import find_figures
    >>> from etl.model import Article
    >>> article = Article(1, "news", "昨日报告病例95例，其中本土80例，境外输入13例。")
    >>> [check.explanation for check in find_sums(article.body, find_figures(article, [], [])[0])]
    ['80例 + 13例 = 93例，而文中为95例，不符。']
    """
    levels = _levels(body, figures, LEVELS)
    wholes: Wholes = {}
    for at in range(len(levels)):
        if found := _total(body, levels[max(0, at - NEAR) : at], levels[at]):
            yield found
        if parted := _parted(levels, at):
            yield from _checks_of(body, levels[max(0, at - NEAR) : at + NEAR], parted, wholes)
    shares = _levels(body, figures, {"percent"})
    for at in range(len(shares)):
        if (parted := _parted(shares, at)) and (check := _of_hundred(parted)):
            yield check


def _levels(body: str, figures: Sequence[Figure], kinds: Collection[str]) -> list[Level]:
    """The figures of some kinds that are no changes."""
    found = []
    end = 0
    for figure in figures:
        words = body[max(end, figure.start - NAME_LENGTH) : figure.start]
        end = figure.end
        if figure.direction is None and figure.kind in kinds:
            found.append(Level(figure, LEAD_RE.sub("", STOP_RE.sub("", words))))
    return found


def _parted(levels: Sequence[Level], at: int) -> Parted | None:
    """The parts of a whole that begin at a level: |本土80例|，|境外输入13例|."""
    if not any(_part_re().search(name) for name in levels[at].names):
        return None
    for partition in _partitions():
        words = partition.parts.split("|")
        if not any(_part(name, words, is_first=True)[0] for name in levels[at].names):
            continue
        unit = levels[at].figure.unit
        parts = [level for level in levels[at : at + 2 * len(words)] if level.figure.unit == unit][: len(words)]
        is_counted_so = unit == "%" or unit in (partition.unit or unit).split("|")
        shared = _shared_of(parts, words) if is_counted_so else None
        if shared is not None:
            return Parted(partition, tuple(parts), shared)
    return None


def _shared_of(parts: Sequence[Level], words: Sequence[str]) -> tuple[str, ...] | None:
    """Whose and what the parts are, if levels are of each word once, and all of the same thing (男运动员, 女运动员)."""
    for which in (0, 1):
        read = [_part(level.names[which], words, is_first=level is parts[0]) for level in parts]
        if {word for word, _ in read} == set(words):
            word, thing = read[0]
            things = {thing for _, thing in read}
            is_alike = parts[0].figure.unit == "%" or things <= {thing, ""}
            owner = parts[0].names[which].partition(word)[0]
            return (owner, thing if len(things) > 1 else "") if is_alike and _stand_together(parts) else None
    return None


def _part(name: str, words: Sequence[str], *, is_first: bool) -> tuple[str, str]:
    """The word that a name begins with, and the thing named behind it; before the first part its owner may stand.

    >>> _part("江海口岸出口总值", ["出口", "进口"], is_first=True), _part("进出口总值", ["出口", "进口"], is_first=True)
    (('出口', ''), ('', '进出口'))
    """
    word = next((word for word in words if name.startswith(word)), "")
    if not word and is_first:
        word = next((word for word in words if len(word) > 1 and re.search(f"[^进]{word}", name)), "")
    return word, TAIL_RE.sub("", name.partition(word)[2] if word else name)


def _stand_together(levels: Sequence[Level]) -> bool:
    figures = [level.figure for level in levels]
    return all(after.start - before.end < REACH for before, after in pairwise(figures))


def _checks_of(body: str, levels: Sequence[Level], parted: Parted, wholes: Wholes) -> Iterator[Check]:
    """The whole against its parts, and a balance (顺差) against the two it is of. `wholes` remembers of which whole a figure
    is a part, so that another partition of the same whole finds it."""
    first, last = parted.parts[0], parted.parts[-1]
    before = [level for level in levels if level.figure.start < first.figure.start and level.figure.unit == first.figure.unit]
    behind = [level for level in levels if level.figure.start > last.figure.start and level.figure.unit == first.figure.unit]
    if behind and (found := _balance(body, parted, behind[0])):
        yield found
    elif (behind and _goes_on(body, last, behind[0])) or _leaves_rest(body, last):
        return
    whole = before[-1] if before else None
    rival = before[-2].figure if len(before) > 1 else None
    if whole and not parted.partition.whole and not stands_alone(body, rival, whole.figure):
        return
    if whole and whole.figure.start in wholes:
        whole, earlier = wholes[whole.figure.start]
        whole = whole if earlier is not parted.partition else None
    if whole and _is_whole(body, whole, parted) and (found := _sum(PARTS_OF_WHOLE, whole, parted.parts)):
        wholes.update({level.figure.start: (whole, parted.partition) for level in parted.parts})
        yield found


def _goes_on(body: str, last: Level, behind: Level) -> bool:
    """Whether the list of parts goes on: 男装3亿元，女装2亿元，童装1亿元."""
    return not re.search(r"[。；\n）]", body[last.figure.end : behind.figure.start])


def _leaves_rest(body: str, last: Level) -> bool:
    """Whether more parts follow without a number: 女200人，其余为工作人员."""
    end = SENTENCE_END_RE.search(body, last.figure.end)
    return pattern_of("rest").search(body, last.figure.end, end.start() if end else len(body)) is not None


def _is_whole(body: str, whole: Level, parted: Parted) -> bool:
    """Whether parts that leave nothing over are parts of this: named so, or 其中 between them, and not an average."""
    partition, parts, shared = parted
    between = body[whole.figure.end : parts[0].figure.start]
    if "\n" in between or len(between) > REACH or not all(map(whole.speaks_of, shared)):
        return False
    if any(level.speaks_of(partition.not_of or "\0") or pattern_of("average").search(level.name) for level in (whole, *parts)):
        return False
    if not _is_of_one_time([whole, *parts]):
        return False
    return whole.speaks_of(partition.whole) if partition.whole else LINK_RE.search(between) is not None


def _is_of_one_time(levels: Sequence[Level]) -> bool:
    """Whether figures are of the same time and place, as far as they say."""
    for field in ("period_start", "period_end", "place_code"):
        if len({getattr(level.figure, field) for level in levels} - {None}) > 1:
            return False
    return True


def _sum(rule: Rule, whole: Level, parts: Sequence[Level]) -> Check | None:
    ranges = [range_of(level.figure) for level in parts]
    known = [found for found in ranges if found]
    if len(known) < len(ranges):
        return None
    value = sum((level.figure.value for level in parts), Decimal(0))
    reckoned = Reckoned(value, reduce(add, known), " + ".join(level.figure.text for level in parts))
    roles: list[Part] = [("part", level.figure) for level in parts]
    return check_of(rule, whole.figure, roles, reckoned)


def _balance(body: str, parted: Parted, behind: Level) -> Check | None:
    """出口A，进口B，贸易顺差C."""
    more, less = sorted(parted.parts, key=lambda level: -level.figure.value)[:2]
    ranges = range_of(more.figure), range_of(less.figure)
    is_near = len(body[parted.parts[-1].figure.end : behind.figure.start]) < REACH // 2
    if ranges[0] is None or ranges[1] is None or not is_near or not BALANCE_RE.fullmatch(behind.name):
        return None
    value = more.figure.value - less.figure.value
    reckoned = Reckoned(value, ranges[0] - ranges[1], f"{more.figure.text} − {less.figure.text}")
    return check_of(BALANCE, behind.figure, [("part", more.figure), ("part", less.figure)], reckoned)


def _of_hundred(parted: Parted) -> Check | None:
    """第一产业占7.1%，第二产业占38.3%，第三产业占54.6%: the last is what the others leave of all."""
    *others, last = parted.parts
    ranges = [range_of(level.figure) for level in parted.parts]
    known = [found for found in ranges if found]
    value = HUNDRED - sum(level.figure.value for level in others)
    is_of_all = parted.parts[0].speaks_of("占|比重") and not any(level.speaks_of("占全|人均") for level in parted.parts)
    # What is far off are shares of different things.
    if len(known) < len(ranges) or not is_of_all or abs(value - last.figure.value) > HUNDRED / 10:
        return None
    working = " − ".join(["100%", *(level.figure.text for level in others)])
    reckoned = Reckoned(value, Range(HUNDRED, HUNDRED) - reduce(add, known[:-1]), working)
    return check_of(SHARES, last.figure, [("part", level.figure) for level in others], reckoned)


def _total(body: str, before: Sequence[Level], whole: Level) -> Check | None:
    """下潜132次，…下潜116次，合计248次: all figures of that unit in the sentence, or as many as the total says."""
    total = TOTAL_RE.fullmatch(whole.name)
    if total is None:
        return None
    start = max(body.rfind(stop, 0, whole.figure.start) for stop in "。！？\n")
    parts = [level for level in before if level.figure.start > start and level.figure.unit == whole.figure.unit]
    count = DIGITS[total["count"]] if total["count"] else len(parts)
    if not len(parts) == count > 1 or NESTED_RE.search(body, start + 1, whole.figure.start):
        return None
    return _sum(TOTAL, whole, parts) if _is_of_one_time(parts) else None
