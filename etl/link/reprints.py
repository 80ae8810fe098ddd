"""One story in several papers: which articles tell what an earlier one told, word for word but for small edits.

    cut at the end     paragraphs dropped     a sentence added     another headline     letters misread     3成 for 30%
No reprints: two days of one series (weather, markets), which share their phrases and differ in their numbers; two meetings;
two bodies that report of one kind of meeting, each under its own name.
Texts that share rare runs of letters are laid side by side; what they hold at the same places decides.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import cache, lru_cache
from heapq import nsmallest
from itertools import pairwise
from typing import NamedTuple

from etl.imprint import Source
from etl.link.filed import Filed
from etl.numerals import parse_numeral, parse_share
from etl.vocabulary import rows

SHORTEST_REPRINT = 80
# Of the runs of letters only those are looked up whose first letter falls into the sample; of the texts that hold one, the first.
RUN = 8
SAMPLED_OF = 8
HOLDERS = 48
# Texts are compared where a seventh of the shorter's runs are shared; four candidates at the most.
SHARED_RUNS = 0.14
FEWEST_SHARED = 3
CANDIDATES = 4
# Laid side by side: how much of the shorter text must stand in the other, how much of it other words may have replaced, how many
# of its numbers must be the same, and how much of the longer it must be.
ANCHOR = 6
NEAR = 80
TOLD_AGAIN = 0.7
REPLACED = 0.04
SAME_NUMBERS = 0.7
SHORTER_TO_LONGER = 0.33
# A paper does not reprint itself, but a page may come twice, as PDF and as text.
SAME_PAGE_AGAIN = 0.97
# Papers take over a story within days, digests within the month.
WITHIN = timedelta(days=31)

DROPPED_RE = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.%]|_")
NUMBER_RE = re.compile(
    r"第?(?:\d+(?:\.\d+)?(?:[十百千]?万亿?|亿)?%?|[一二三四五六七八九十]成半?|[一二三四五六七八九十百]+(?=[号次届期轮批]))"
)
# What the first sentences say of the day, and of the place in a series.
OPENING = 120
DAY_RE = re.compile(r"(?<!\d)\d{1,2}(?=日)")
ORDINAL_RE = re.compile(r"第[\d一二三四五六七八九十百]+[次届期号轮批场]")

Span = tuple[int, int]


class Text(NamedTuple):
    """The letters of a story, without marks, and what is known of where it was printed."""

    filed: Filed
    letters: str
    day: date | None

    def runs(self) -> frozenset[str]:
        """The sampled runs of letters."""
        text = self.letters
        low_bytes = text.encode("utf-32-le")[::4]
        return frozenset(text[at : at + RUN] for at, low in enumerate(low_bytes[: len(text) - RUN + 1]) if low % SAMPLED_OF == 0)


class Likeness(NamedTuple):
    """How much of a text another tells again, how much of it other words replace there, the share of its numbers kept, and
    whether what it speaks of bears another name there."""

    told: float
    replaced: float
    numbers: float
    renamed: bool


class Stretch(NamedTuple):
    """Letters that two texts share: where they begin in each, and how many they are."""

    here: int
    there: int
    length: int


def find_reprints(articles: Sequence[Filed], continues: Mapping[int, int]) -> Mapping[int, int]:
    """Article id → id of the article it reprints: the earliest of the same text; of one day the agency's own, then the fullest.

    An article that goes on upon another page is taken as a whole, under its first part.
    """
    texts = sorted(_texts(articles, continues), key=_rank)
    holders: dict[str, list[int]] = defaultdict(list)
    sizes: list[int] = []
    original: dict[int, int] = {}
    for at, text in enumerate(texts):
        runs = text.runs()
        sizes.append(len(runs))
        shared = Counter(holder for run in runs for holder in holders[run])
        for other in nsmallest(CANDIDATES, shared, key=lambda other: (-shared[other], other)):
            enough = max(FEWEST_SHARED, SHARED_RUNS * min(len(runs), sizes[other]))
            if shared[other] >= enough and _is_same(text, texts[other]):
                earlier = texts[other].filed.id
                original[text.filed.id] = original.get(earlier, earlier)
                break
        for run in runs:
            if len(holders[run]) < HOLDERS:
                holders[run].append(at)
    return original


def _texts(articles: Sequence[Filed], continues: Mapping[int, int]) -> Iterator[Text]:
    """The texts long enough to tell, those of several pages joined."""
    bodies = {filed.id: filed.article.body for filed in articles}
    follower = {earlier: later for later, earlier in continues.items()}
    for filed in articles:
        if filed.id in continues:
            continue
        body, at = bodies[filed.id], filed.id
        while at in follower:
            at = follower[at]
            body += bodies[at]
        letters = DROPPED_RE.sub("", body)
        if len(letters) >= SHORTEST_REPRINT:
            yield Text(filed, letters, _printed_on(filed))


def _printed_on(filed: Filed) -> date | None:
    if filed.page.issue_date:
        return filed.page.issue_date
    try:
        return date.fromisoformat(filed.article.published or "")
    except ValueError:
        return None


def _rank(text: Text) -> tuple[object, ...]:
    return (text.day or date.max, _origin(text.filed), -len(text.letters), text.filed.id)


def _origin(filed: Filed) -> int:
    """How near the source of a story an article stands: in its own paper, from an agency, unnamed, taken from another paper."""
    source, paper = filed.article.source, filed.page.newspaper
    kind = source_kinds().get(source or "", "paper")
    if source and paper and (kind == "agency" or source in paper) and source[:2] == paper[:2]:
        return 0
    return 1 if kind == "agency" else 2 if source is None or kind == "own" else 3


@cache
def source_kinds() -> Mapping[str, str]:
    """Source → agency, paper, site, photo or own."""
    return {row.surface: row.kind for row in rows("sources", Source)}


def _is_same(text: Text, other: Text) -> bool:
    """Whether two texts tell one story in the same words."""
    if text.day and other.day and abs(text.day - other.day) > WITHIN:
        return False
    shorter, longer = sorted((text, other), key=lambda one: len(one.letters))
    if len(shorter.letters) < SHORTER_TO_LONGER * len(longer.letters):
        return False
    if are_of_series(shorter.letters, longer.letters):
        return False
    if are_of_others(shorter.filed, longer.filed):
        return False
    likeness = compare(shorter.letters, longer.letters)
    if _is_one_paper(text.filed, other.filed):
        is_whole = len(shorter.letters) >= SAME_PAGE_AGAIN * len(longer.letters)
        return is_whole and likeness.told >= SAME_PAGE_AGAIN and likeness.numbers == 1
    is_kept = likeness.replaced <= REPLACED and likeness.numbers >= SAME_NUMBERS and not likeness.renamed
    return likeness.told >= TOLD_AGAIN and is_kept


def are_of_series(here: str, there: str) -> bool:
    """Whether two openings name different days or different members of a series, so that their phrases alone are the same.

    >>> are_of_series("江海市5日举行第三次评议会", "江海市6日举行第三次评议会"), are_of_series("第三次评议会", "第四次评议会")
    (True, True)
    """
    for pattern in (DAY_RE, ORDINAL_RE):
        mine, theirs = (set(pattern.findall(text[:OPENING])) for text in (here, there))
        if mine and theirs and not mine & theirs:
            return True
    return False


def are_of_others(one: Filed, other: Filed) -> bool:
    """Whether two articles let other people speak, or tell of other places in their first sentences: neither holds a name of
    the other's, not even with a letter misread."""
    for mine, theirs in ((_speakers(one), _speakers(other)), (_first_places(one), _first_places(other))):
        if mine and theirs and not _holds(one, theirs) and not _holds(other, mine):
            return True
    return False


def _speakers(filed: Filed) -> set[str]:
    return {speaker.name for speaker in filed.speakers}


def _first_places(filed: Filed) -> set[str]:
    first_stop = filed.article.body.find("。")
    return {place.text for place in filed.findings.places if place.end <= first_stop}


def _holds(filed: Filed, names: set[str]) -> bool:
    """Whether an article holds one of the names; one of three letters or more may differ in one of them."""
    spellings = {
        f"{re.escape(name[:at])}.{re.escape(name[at + 1 :])}" for name in names if len(name) > 2 for at in range(len(name))
    }
    either = re.compile("|".join(spellings | set(map(re.escape, names))))
    return bool(either.search(filed.article.body))


def _is_one_paper(one: Filed, other: Filed) -> bool:
    known = one.page.newspaper and other.page.newspaper
    return one.page.newspaper == other.page.newspaper if known else one.page.sha256 == other.page.sha256


def lay_side_by_side(here: str, there: str) -> list[Stretch]:
    """The stretches of `here` that stand in `there` as well, in the order of `here`.

    >>> lay_side_by_side("青禾大桥今天通车", "昨日青禾大桥今天合龙")
    [Stretch(here=0, there=2, length=6)]
    """
    places: dict[str, list[int]] = defaultdict(list)
    for at in range(len(there) - ANCHOR + 1):
        places[there[at : at + ANCHOR]].append(at)
    found: list[Stretch] = []
    at = expected = 0
    while at <= len(here) - ANCHOR:
        if here[at : at + ANCHOR] not in places:
            at += 1
            continue
        start = _nearest(places[here[at : at + ANCHOR]], expected)
        length = ANCHOR
        while at + length < len(here) and here[at + length] == there[start + length : start + length + 1]:
            length += 1
        found.append(Stretch(at, start, length))
        at, expected = at + length, start + length
    return found


def _nearest(places: Sequence[int], expected: int) -> int:
    after = bisect_left(places, expected)
    return min(places[max(0, after - 1) : after + 1], key=lambda place: abs(place - expected))


def compare(here: str, there: str) -> Likeness:
    """Lays a text beside a longer one.

    >>> compare("青禾大桥今天通车，全长3公里", "青禾大桥今天通车，全长5公里，双向四车道").numbers
    0.0
    """
    stretches = lay_side_by_side(here, there)
    told = sum(stretch.length for stretch in stretches)
    replaced = 0
    is_renamed = False
    gaps = list(_gaps(here, there, stretches))
    for mine, theirs in gaps:
        for tag, start, end, start_there, end_there in SequenceMatcher(
            None, here[slice(*mine)], there[slice(*theirs)], autojunk=False
        ).get_opcodes():
            width = min(end - start, end_there - start_there)
            told += width if tag == "equal" else 0
            # A single letter is misread more often than replaced.
            if tag == "replace" and width > 1:
                replaced += width
                word, word_there = here[mine[0] + start : mine[0] + end], there[theirs[0] + start_there : theirs[0] + end_there]
                is_renamed |= _is_of_one(word, here, there) and _is_of_one(word_there, there, here)
    return Likeness(told / len(here), replaced / len(here), _numbers_kept(here, there, gaps), is_renamed)


def _is_of_one(word: str, here: str, there: str) -> bool:
    """Whether a word is what one text speaks of and the other never does: named in the opening, and again.

    >>> _is_of_one("政协", "市政协开会。政协主席主持", "市妇联开会。妇联主席主持"), _is_of_one("昨日", "昨日开会", "6日开会")
    (True, False)
    """
    return here.count(word) > 1 and 0 <= here.find(word) < OPENING and word not in there


def _gaps(here: str, there: str, stretches: Sequence[Stretch]) -> Iterator[tuple[Span, Span]]:
    """The places before, between and behind stretches that follow each other closely, where one text replaces the other."""
    if not stretches:
        return
    first, last = stretches[0], stretches[-1]
    if first.here < ANCHOR:
        yield (0, first.here), (max(0, first.there - first.here), first.there)
    for one, following in pairwise(stretches):
        mine = (one.here + one.length, following.here)
        theirs = (one.there + one.length, following.there)
        if mine[1] - mine[0] <= NEAR and 0 <= theirs[1] - theirs[0] <= NEAR:
            yield mine, theirs
    rest, ends = last.here + last.length, last.there + last.length
    if len(here) - rest < ANCHOR:
        yield (rest, len(here)), (ends, min(len(there), ends + len(here) - rest))


def _numbers_kept(here: str, there: str, gaps: Sequence[tuple[Span, Span]]) -> float:
    """The share of the numbers of one text that the other keeps, of those that it keeps or puts another number for.

    A number may be printed otherwise (三成, 30%; 1.2万, 12000) or be a word in the other text (3月5日, 昨日).
    """
    kept = changed = 0
    starts = [mine[0] for mine, _ in gaps]
    printed = list(NUMBER_RE.finditer(there))
    first, last = [number.start() for number in printed], [number.end() for number in printed]
    for number in NUMBER_RE.finditer(here):
        at = bisect_left(starts, number.end() + 1) - 1
        if at < 0 or gaps[at][0][1] < number.start():
            kept += 1  # it stands within a stretch that both texts share
            continue
        start, end = gaps[at][1]
        beside = printed[bisect_left(last, start) : bisect_right(first, end)]
        values = {_value(other.group()) for other in beside}
        kept += _value(number.group()) in values
        changed += bool(values) and _value(number.group()) not in values
    return kept / (kept + changed) if kept + changed else 1.0


@lru_cache(maxsize=4096)
def _value(number: str) -> str:
    """What a number says however it is printed; 第三 stays as it is.

    >>> _value("三成"), _value("30%"), _value("1.2万"), _value("第三")
    ('30%', '30%', '12000', '第三')
    """
    share = parse_share(number) if "成" in number else parse_numeral(number[:-1]) if number.endswith("%") else None
    if share:
        return f"{share.value.normalize():f}%"
    numeral = parse_numeral(number)
    return f"{numeral.value.normalize():f}" if numeral else number
