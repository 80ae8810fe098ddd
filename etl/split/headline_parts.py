"""Lines of a headline without heading marks → kicker, title, subtitle: the likeliest of all ways to part them.

江口12条公交线延时运营 | 末班车再等20分钟          kicker | title: a fact above what it means
一粒番茄种子的“身价” | 石桥种业产值突破18亿元      title | subtitle: a picture above the fact
粮食总产量 | 再过800亿斤                           one title, wrapped
Some lines are sure (…强调 closes a kicker, ——… is a subtitle). Between the ways that remain, signs of the parts and of the breaks
inside them are weighed; headline_weights.csv has their weights, learned by `python -m bench.headlines` from invented headlines.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from etl.headline_links import goes_on
from etl.split.headline_signs import (
    BRACKETED_RE,
    MARKS_RE,
    Signs,
    closes_kicker,
    is_named,
    is_place,
    is_subtitle,
    read_signs,
    shares_word,
    tells_what_was_said,
)
from etl.vocabulary import rows

Joint = Literal["wrap", "half"]
JOINTS: tuple[Joint, ...] = ("wrap", "half")
# No clause is so short: what stands behind a colon goes on in the next line (石桥县：鱼从 | 网箱搬进了“大楼”).
SHORTEST_CLAUSE = 5
SHORTEST_LINE = 2
LONGEST_KICKER = 3
SHORT_TITLE, BRIEF_TITLE, USUAL_TITLE, SHORT_PART = 6, 12, 22, 7
FEW_LETTERS, NEARLY_EVEN, LONG_TITLE = 4, 3, 16
# Letters round a break stand in the report behind 17 % of the wraps in 140 headlines, and behind none of 54 other breaks.
TOLD = 2.0

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class HeadlineWeight:
    """A row of headline_weights.csv: how much a sign speaks for a way to part a headline."""

    surface: str
    weight: float
    note: str | None


class Parting(NamedTuple):
    """A way to part lines: the title begins at line `title` and ends before line `subtitle`."""

    title: int
    subtitle: int

    def borders(self, count: int) -> set[int]:
        """The lines behind which a part ends."""
        return {at - 1 for at in self if 0 < at < count}

    def inner_breaks(self, count: int) -> list[int]:
        """The lines behind which a part goes on."""
        return sorted(set(range(count - 1)) - self.borders(count))


class Chosen(NamedTuple):
    """How two lines are joined if they are of one part: what stands between them, and how much speaks for it."""

    gap: str
    weight: float


PART_SIGNS: Mapping[str, Callable[[Signs, Signs], float]] = {
    "is there": lambda line, title: 1,
    "begins like a kicker": lambda line, title: line.begins_kicker,
    "begins like a subtitle": lambda line, title: line.begins_subtitle,
    "names its genre": lambda line, title: line.names_genre,
    "title names its genre": lambda line, title: title.names_genre,
    "names the occasion": lambda line, title: line.names_occasion,
    "ends in a person": lambda line, title: line.names_person,
    "begins with a place": lambda line, title: line.begins_with_place,
    "title begins with a place": lambda line, title: title.begins_with_place,
    "is a place": lambda line, title: line.is_place,
    "is short": lambda line, title: max(0.0, SHORT_PART - line.width) / 2 * (not line.names_genre),
    "longer than the title": lambda line, title: _within(2, max(0.0, line.width - title.width) / 5),
    "shorter than the title": lambda line, title: _within(2, max(0.0, title.width - line.width) / 5),
    "more facts": lambda line, title: _within(3, line.facts - title.facts),
    "counts": lambda line, title: line.counts and not title.counts,
    "title counts": lambda line, title: title.counts and not line.counts,
    "both count": lambda line, title: line.counts and title.counts,
    "couplet": lambda line, title: line.is_couplet,
    "title is a couplet": lambda line, title: title.is_couplet,
    "quotation": lambda line, title: line.is_quotation,
    "title is a quotation": lambda line, title: title.is_quotation,
    "ends in a quotation": lambda line, title: line.text.endswith("”") and not line.is_quotation,
    "quotes": lambda line, title: line.has_quotation and not title.has_quotation,
    "title quotes": lambda line, title: title.has_quotation and not line.has_quotation,
    "asks": lambda line, title: line.asks,
    "title asks": lambda line, title: title.asks,
    "colon inside": lambda line, title: line.has_colon,
    "title has a colon": lambda line, title: title.has_colon,
    "pause inside": lambda line, title: line.has_pause,
    "modifies": lambda line, title: line.modifies and not title.modifies,
    "singles out": lambda line, title: line.singles_out,
    "title modifies": lambda line, title: title.modifies and not line.modifies,
    "label": lambda line, title: line.has_label,
    "title has a label": lambda line, title: title.has_label,
    "shares a word": lambda line, title: shares_word(title.text, line.text),
}
TITLE_SIGNS: Mapping[str, Callable[[Signs], float]] = {
    "is long": lambda title: max(0.0, title.width - USUAL_TITLE) / 5,
    "is no short one": lambda title: max(0.0, min(USUAL_TITLE, title.width) - BRIEF_TITLE) / 5,
    "is short": lambda title: max(0.0, SHORT_TITLE - title.width) / 2,
}
JOINT_SIGNS: Mapping[str, Callable[[Signs, Signs], float]] = {
    "is there": lambda above, below: 1,
    "few letters below": lambda above, below: below.width <= FEW_LETTERS,
    "few letters above": lambda above, below: above.width <= FEW_LETTERS,
    "even": lambda above, below: abs(above.width - below.width) <= 1,
    "nearly even": lambda above, below: abs(above.width - below.width) <= NEARLY_EVEN,
    "uneven": lambda above, below: _within(2, max(0.0, abs(above.width - below.width) - NEARLY_EVEN) / 2),
    "below longer": lambda above, below: _within(2, max(0.0, below.width - above.width) / 5),
    "long together": lambda above, below: max(0.0, above.width + below.width - LONG_TITLE) / 5,
    "pause inside": lambda above, below: above.has_pause or below.has_pause,
    "above is a couplet": lambda above, below: above.is_couplet,
    "below is a couplet": lambda above, below: below.is_couplet,
    "both count": lambda above, below: above.counts and below.counts,
    "above counts": lambda above, below: above.counts and not below.counts,
    "below quotes": lambda above, below: below.has_quotation and not above.has_quotation,
    "above ends in a quotation": lambda above, below: above.text.endswith("”"),
    "above begins with a place": lambda above, below: above.begins_with_place,
    "below begins with a place": lambda above, below: below.begins_with_place,
    "below reports": lambda above, below: below.facts > 0,
    "above reports": lambda above, below: above.facts > 0,
    "below begins to report": lambda above, below: below.begins_report,
    "above has reported": lambda above, below: above.ends_report,
    "below names its genre": lambda above, below: below.names_genre,
    "above names the occasion": lambda above, below: above.names_occasion,
    "below begins like a subtitle": lambda above, below: below.begins_subtitle,
    "above begins like a kicker": lambda above, below: above.begins_kicker,
    "below asks": lambda above, below: below.asks and not above.asks,
    "above is a place": lambda above, below: above.is_place,
    "shared letters": lambda above, below: _count_shared(above, below),
}


def part_lines(lines: Sequence[str], report: str, weights: Mapping[str, float]) -> tuple[str | None, str, str | None]:
    """Kicker, title and subtitle of the lines above a report.

    >>> part_lines(["青禾县12条公交线延时运营", "末班车再等20分钟"], "", headline_weights())
    ('青禾县12条公交线延时运营', '末班车再等20分钟', None)
    >>> part_lines(["一粒种子的“身价”", "青禾县种业产值突破18亿元"], "", headline_weights())
    (None, '一粒种子的“身价”', '青禾县种业产值突破18亿元')
    >>> part_lines(["青禾县全年粮食产量", "再过80亿斤"], "", headline_weights())
    (None, '青禾县全年粮食产量再过80亿斤', None)
    """
    if len(lines) == 1:
        return None, lines[0], None
    joints = [_choose_joint(pair, report, weights) for pair in pairwise(lines)]
    best = max(partings(lines), key=lambda parting: _weigh_parting(lines, parting, weights, joints))
    gaps = [*(joint.gap for joint in joints), ""]
    kicker, title, subtitle = (
        "".join(line + gap for line, gap in zip(lines[start:end], gaps[start:end], strict=True)).rstrip()
        for start, end in ((0, best.title), best, (best.subtitle, len(lines)))
    )
    return kicker or None, title, subtitle or None


def partings(lines: Sequence[str]) -> list[Parting]:
    """The ways to part lines that go least against what is sure."""
    count = len(lines)
    every = [Parting(title, subtitle) for title in range(count) for subtitle in range(title + 1, count + 1)]
    sure = _sure_borders(lines)
    joined = {at for at, (above, below) in enumerate(pairwise(lines)) if is_joined(above, below)} - sure
    first = next((at for at in range(1, count) if is_subtitle(lines[at])), None)
    last_of_kicker = max((at for at in range(min(LONGEST_KICKER, count - 1)) if closes_kicker(lines[at])), default=None)
    is_told = any(tells_what_was_said(line) for line in lines[:-1])
    is_document = first is not None and lines[first][:1] in "（第"

    def faults(parting: Parting) -> int:
        borders = parting.borders(count)
        return (
            len(sure - borders)
            + len(joined & borders)
            + (first is not None and parting.subtitle != first)
            + (last_of_kicker is not None and parting.title != last_of_kicker + 1)
            + (is_named(lines[0]) and parting.title == 0 and count > 1)
            + (is_document and parting.title > 0)
            + _repeats_title(lines, parting)
            + (is_told and first is None and parting.subtitle < count)
        )

    judged = [(faults(parting), parting) for parting in every]
    least = min(judged)[0]
    return [parting for found, parting in judged if found == least]


def _repeats_title(lines: Sequence[str], parting: Parting) -> bool:
    """Whether a kicker would have a word of its title; a subtitle may take one up."""
    kicker, title = "".join(lines[: parting.title]), "".join(lines[parting.title : parting.subtitle])
    return bool(kicker) and not tells_what_was_said(kicker) and shares_word(kicker, title)


def _sure_borders(lines: Sequence[str]) -> set[int]:
    """The lines behind which a part surely ends."""
    return {
        at
        for at, (above, below) in enumerate(pairwise(lines))
        if closes_kicker(above)
        or is_named(above)
        or below.startswith("——")
        or (shares_word(above, below) and not above.startswith("——"))
    }


def is_joined(above: str, below: str) -> bool:
    """Whether a line surely goes on in the next: by its words, by a mark left open, or because hardly anything is left.

    >>> is_joined("四座城市地铁", "里的“流动经济”"), is_joined("青禾大桥", "今天通车")
    (True, False)
    """
    is_label_behind = bool(BRACKETED_RE.fullmatch(below)) and not re.search(r"\d", below)
    told = above.partition("：")[2]
    return (
        _is_open(above)
        or goes_on(above, below)
        or above[-1:].isdigit()
        or is_label_behind
        or len(below) <= SHORTEST_LINE
        or (above.endswith("：") and is_place(above))
        or 0 < len(told) < SHORTEST_CLAUSE <= len(below)
    )


def _is_open(line: str) -> bool:
    """Whether a line leaves a quotation, a bracket or an enumeration open."""
    unclosed = any(line.count(opener) > line.count(closer) for opener, closer in zip("“‘（《【", "”’）》】", strict=True))
    return unclosed or line.endswith(("，", "、", "·"))


def part_features(part: Literal["kicker", "subtitle"], line: Signs, title: Signs) -> Features:
    """The signs that a line stands above or below a title as its kicker or subtitle."""
    return {f"{part}: {name}": float(value) for name, sign in PART_SIGNS.items() if (value := sign(line, title))}


def title_features(title: Signs) -> Features:
    """The signs that a line is a title."""
    return {f"title: {name}": value for name, sign in TITLE_SIGNS.items() if (value := sign(title))}


def joint_features(joint: Joint, above: Signs, below: Signs) -> Features:
    """The signs that a part goes on in the next line, wrapped in mid-clause or as its other half."""
    return {f"{joint}: {name}": float(value) for name, sign in JOINT_SIGNS.items() if (value := sign(above, below))}


def parting_features(lines: Sequence[str], parting: Parting) -> Features:
    """The signs of all parts of a headline."""
    title = read_signs("".join(lines[parting.title : parting.subtitle]))
    features = title_features(title)
    if parting.title:
        features |= part_features("kicker", read_signs("".join(lines[: parting.title])), title)
    if parting.subtitle < len(lines):
        features |= part_features("subtitle", read_signs("".join(lines[parting.subtitle :])), title)
        features["title: stands between"] = float(parting.title > 0)
    return features


def _weigh_parting(lines: Sequence[str], parting: Parting, weights: Mapping[str, float], joints: Sequence[Chosen]) -> float:
    return _weigh(weights, parting_features(lines, parting)) + sum(joints[at].weight for at in parting.inner_breaks(len(lines)))


def _choose_joint(pair: tuple[str, str], report: str, weights: Mapping[str, float]) -> Chosen:
    """How two lines of one part would be joined, and how much speaks for that. What is broken although one line could hold it,
    or in two of one width, has two halves, and keeps a blank between them."""
    above, below = map(read_signs, pair)
    wrap, half = (_weigh(weights, joint_features(joint, above, below)) for joint in JOINTS)
    told = _is_told(pair, report)
    wrap += TOLD * told
    halved = half > wrap or above.width == below.width or above.width + below.width <= BRIEF_TITLE
    is_wrap = told or is_joined(*pair) or not halved
    return Chosen("" if is_wrap else " ", max(wrap, half))


def _is_told(pair: tuple[str, str], report: str) -> bool:
    """Whether letters on both sides of a break, three in all, stand side by side in the report.

    >>> _is_told(("青禾古镇", "图书馆夜里开门"), "古镇图书馆里坐满了人。"), _is_told(("鱼市开张", "一天卖鱼三吨"), "开张第二天")
    (True, False)
    """
    above, below = (MARKS_RE.sub("", line) for line in pair)
    around = above[-2:] + below[:2]
    return len(around) == 4 and any(part in report for part in (around[:3], around[1:]))


def _weigh(weights: Mapping[str, float], features: Features) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


@cache
def headline_weights() -> Mapping[str, float]:
    """The weights of all signs."""
    return {row.surface: row.weight for row in rows("headline_weights", HeadlineWeight)}


def _within(limit: float, value: float) -> float:
    return max(-limit, min(limit, value))


def _count_shared(above: Signs, below: Signs) -> int:
    """How many letters two halves of one length share (一条江的流量 | 一座港的容量)."""
    even = abs(above.width - below.width) <= 1
    return len({*MARKS_RE.sub("", above.text)} & {*MARKS_RE.sub("", below.text)}) if even else 0
