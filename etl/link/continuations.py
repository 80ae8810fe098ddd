"""Articles that go on upon another page of their issue: 下转第七版 on page 1, 上接第一版 on page 7.

    （下转A7版）  （紧接1版）  （转第3版）  （上接第一版②）  （下转第三、四版）
Where several articles of a page go to the same other page, number marks, the headline or what they speak of must tell them
apart; what is not settled stays unlinked. An article is continued by one other, so that chains have no forks.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import pairwise

from etl.ids import letters_only
from etl.link.filed import Filed
from etl.numerals import parse_numeral

SHEET_RE = re.compile(r"(?P<section>[A-Z])?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3}|头(?=版))(?=[ 版、，和及至·—-]|$)")
NUMBER_MARK_RE = re.compile(r"版.*?(?P<mark>[①-⑳]|(?<!\d)\d(?!\d*版))")
SHORTEST_HEADLINE = 4
# Topics are told apart by runs of four letters that both texts hold: so many at least, and twice as many as any other pair.
TOPIC_LETTERS = 4
SHARED_RUNS = 3
CLEARLY = 2

Sheet = tuple[str, int]


@dataclass(frozen=True, eq=False)
class Part:
    """An article with what its marks say: the pages it goes to and comes from, and the marks that tell it from others."""

    filed: Filed
    sheet: Sheet | None
    onward: Sequence[Sheet]
    back: Sequence[Sheet]
    onward_mark: str | None
    back_mark: str | None
    headline: str

    @cached_property
    def runs(self) -> frozenset[str]:
        """The runs of four letters in the text."""
        text = letters_only((self.filed.article.title or "") + self.filed.article.body)
        return frozenset(text[at : at + TOPIC_LETTERS] for at in range(len(text) - TOPIC_LETTERS + 1))


Pair = tuple[Part, Part]
Claim = tuple[int, Sheet | None]
Step = Callable[[list[Pair]], list[Pair]]


def sheets(label: str | None) -> list[Sheet]:
    """The pages a label names, each as section and number.

    >>> sheets("第七版"), sheets("A07·要闻"), sheets("第三、四版"), sheets("头版②"), sheets(None)
    ([('', 7)], [('A', 7)], [('', 3), ('', 4)], [('', 1)], [])
    """
    found = []
    for match in SHEET_RE.finditer(label or ""):
        numeral = parse_numeral(match["number"].lstrip("0").replace("头", "一") or "0")
        if numeral:
            found.append((match["section"] or "", int(numeral.value)))
    return found


def number_mark(label: str | None) -> str | None:
    """The mark that tells several continuations of one page apart.

    >>> number_mark("第一版②"), number_mark("第一版"), number_mark("第3版、第4版")
    ('②', None, None)
    """
    match = NUMBER_MARK_RE.search(label or "")
    return match["mark"] if match else None


def _part(filed: Filed) -> Part:
    article = filed.article
    return Part(
        filed=filed,
        sheet=next(iter(sheets(filed.page.page_no)), None),
        onward=sheets(article.continued_to),
        back=sheets(article.continued_from),
        onward_mark=number_mark(article.continued_to),
        back_mark=number_mark(article.continued_from),
        headline=letters_only(article.title or ""),
    )


def find_continuations(articles: Sequence[Filed]) -> Mapping[int, int]:
    """Article id → id of the article it continues."""
    issues: dict[tuple[object, ...], list[Part]] = defaultdict(list)
    for filed in articles:
        if filed.page.issue_date:
            issues[filed.page.newspaper, filed.page.issue_date].append(_part(filed))
    linked: dict[int, int] = {}
    going_on: set[int] = set()
    for (newspaper, _), parts in issues.items():
        for earlier, later in _chains(_settled(parts, is_named=newspaper is not None)):
            if later not in linked and earlier not in going_on and not _leads_back(linked, earlier, later):
                linked[later] = earlier
                going_on.add(earlier)
    return linked


def _settled(parts: Sequence[Part], *, is_named: bool) -> list[Pair]:
    """The pairs of one issue that belong together, surest evidence first.

    Pages whose newspaper is not known may be of two; there, that no other article goes the same way proves nothing.
    """
    leaving = [part for part in parts if part.onward]
    arriving = [part for part in parts if part.back]
    pairs = [(one, other) for one in leaving for other in arriving if _is_route(one, other)]
    numbered = [(one, other) for one, other in pairs if one.sheet and other.sheet]
    telling: list[Step] = [_by_mark, _by_headline, _by_topic]
    steps = [(step, numbered) for step in [*telling, *([_alone, _by_topic] if is_named else [])]]
    steps += [(step, pairs) for step in telling]
    found: list[Pair] = []
    settled: set[Claim] = set()
    for step, candidates in steps:
        new = _without_rivals(step([pair for pair in candidates if settled.isdisjoint(_claims(pair))]))
        found += new
        settled |= {claim for pair in new for claim in _claims(pair)}
    return found + _without_rivals(_half_marked(parts, found))


def _is_route(one: Part, other: Part) -> bool:
    """Whether the first goes to the page of the second, and the second comes from the page of the first.

    A front page often bears no number: one of the two pages may have none.
    """
    marks = {one.onward_mark, other.back_mark} - {None}
    if len(marks) == 2 or one.sheet == other.sheet:
        return False
    is_there = other.sheet is None or _is_on(other, one.onward)
    return is_there and (one.sheet is None or _is_on(one, other.back))


def _is_on(part: Part, named: Iterable[Sheet]) -> bool:
    """Whether an article stands on one of the pages named. A7 and 7 are one page, A7 and B7 are two."""
    return part.sheet is not None and any(
        part.sheet[1] == number and (not section or not part.sheet[0] or section == part.sheet[0]) for section, number in named
    )


def _claims(pair: Pair) -> tuple[Claim, Claim]:
    """What only one pair can be true of: an article goes on once on each page, and comes from one place."""
    one, other = pair
    return (id(one), other.sheet), (id(other), None)


def _without_rivals(pairs: Sequence[Pair]) -> list[Pair]:
    claimed = Counter(claim for pair in pairs for claim in _claims(pair))
    return [pair for pair in pairs if all(claimed[claim] == 1 for claim in _claims(pair))]


def _by_mark(pairs: list[Pair]) -> list[Pair]:
    return [(one, other) for one, other in pairs if one.onward_mark and one.onward_mark == other.back_mark]


def _by_headline(pairs: list[Pair]) -> list[Pair]:
    return [(one, other) for one, other in pairs if _same_headline(one, other)]


def _same_headline(one: Part, other: Part) -> bool:
    """Whether the headlines are the same, or one a shorter form of the other."""
    shorter, longer = sorted((one.headline, other.headline), key=len)
    return len(shorter) >= SHORTEST_HEADLINE and shorter in longer


def _by_topic(pairs: list[Pair]) -> list[Pair]:
    """The pairs that share clearly more than each of their parts does with any other."""
    shared = [len(pair[0].runs & pair[1].runs) for pair in pairs]
    counts: dict[Claim, list[int]] = defaultdict(list)
    for pair, count in zip(pairs, shared, strict=True):
        for claim in _claims(pair):
            counts[claim].append(count)
    best_two = {claim: nlargest(2, [*found, 0]) for claim, found in counts.items()}
    return [
        pair
        for pair, count in zip(pairs, shared, strict=True)
        if count >= SHARED_RUNS
        and all(count == best and count >= CLEARLY * second for best, second in map(best_two.__getitem__, _claims(pair)))
    ]


def _alone(pairs: list[Pair]) -> list[Pair]:
    """All that is left: where it holds no rivals, each pair is the only one that goes its way."""
    return pairs


def _half_marked(parts: Sequence[Part], found: Sequence[Pair]) -> list[Pair]:
    """Pairs of which one mark is missing or was misread, where the headline on the page it names says the same."""
    earlier = {id(one) for one, _ in found}
    later = {id(other) for _, other in found}
    onward = [part for part in parts if part.onward and id(part) not in earlier]
    back = [part for part in parts if part.back and id(part) not in later]
    pairs = [(one, other) for one in onward for other in parts if not other.back and _is_on(other, one.onward)]
    pairs += [(one, other) for other in back for one in parts if not one.onward and _is_on(one, other.back)]
    return [(one, other) for one, other in pairs if one.sheet != other.sheet and _same_whole_headline(one, other)]


def _same_whole_headline(one: Part, other: Part) -> bool:
    return len(one.headline) >= SHORTEST_HEADLINE and one.headline == other.headline


def _chains(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """Pairs as ids; of an article that goes to two pages (下转第三、四版) the second part continues the first."""
    parts: dict[int, list[Part]] = defaultdict(list)
    for one, other in pairs:
        parts[one.filed.id].append(other)
    found = []
    for earlier, others in parts.items():
        row = [earlier, *(part.filed.id for part in sorted(others, key=lambda part: part.sheet or ("", 0)))]
        found += list(pairwise(row))
    return found


def _leads_back(linked: Mapping[int, int], earlier: int, later: int) -> bool:
    """Whether going back from `earlier` leads to `later`: marks misread must not make a ring."""
    at: int | None = earlier
    while at is not None:
        if at == later:
            return True
        at = linked.get(at)
    return False
