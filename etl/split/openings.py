"""Whether a headline that neither byline nor dateline follows opens an article, or is a sub-heading of the one above it.

On pages that print datelines and bylines such a headline is most often a sub-heading, on pages without any (a broadcaster's
transcript) most often a new item; yet items put together from parts have headlines of their own for each:
    青禾扩大开放 石桥造林百万亩 | … | 石桥造林百万亩       a part of the title again
    以军空袭港口 | … | 中方代表以国安理会上发言            the countries are the same
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from etl.imprint import lead_re
from etl.split.abroad import countries_in
from etl.split.cohesion import letter_pairs, likeness
from etl.vocabulary import alternation, words

# Likeness at or below which a headline opens an article: the lead of a report below it tells a new item.
STRANGE, STRANGE_WITH_LEAD = 0.2, 0.5
# On signed pages; higher where a gap, a lead or a day tells a new report, or where the report says its headline again.
STRANGE_ON_SIGNED_PAGE, STRANGE_AND_REPORTED, STRANGE_AND_REPEATED = 0.05, 0.08, 0.2
STRANGE_AND_ALONE = 0.2
TOLD, REPEATED, SURELY_REPEATED = 0.2, 0.4, 0.6
FIRST_SENTENCES = 90
SUBHEADING_LENGTH, SHORTEST_HEADLINE = 8, 5
BELOW_WEIGHED = 400
# News from abroad, weighed as 1,376 headlines of a broadcaster's transcripts have it. The first number is that of a headline
# nothing is known of; the report of one day has its day without a month (22日，…), and its first part is short.
ABROAD, LIKENESS, SHARED_COUNTRY, LEAD, DAY, HOME_AFTER_ABROAD, SHORT_SO_FAR = 4.0, -4.0, -3.2, 2.6, -2.0, -0.8, -1.7
MOST_COUNTRIES_SHARED = 2
SHORT_ITEM = 2
DAY_RE = re.compile(r"\d{1,2}日|当地时间")
TELLS_DAY_RE = re.compile(r"(?<!\d)\d{1,2}日|近日|日前|昨[日天]")


class Above(NamedTuple):
    """The article above a headline."""

    title: str
    paragraphs: Sequence[str]


class Below(NamedTuple):
    """A headline, the first paragraphs below it, whether a gap parts it from the article above, and whether that can hardly
    have a sub-heading there."""

    headline: str
    paragraphs: Sequence[str]
    apart: bool = False
    alone: bool = False

    @property
    def first(self) -> str:
        return self.paragraphs[0] if self.paragraphs else ""


def is_strange(above: Above, below: Below, weights: Mapping[str, float], *, signed: bool) -> bool:
    """Whether a headline and the text below it speak of other things than the title and the last paragraph above.

    >>> is_strange(Above("青禾扩大开放 石桥造林百万亩", ["……"]), Below("石桥造林百万亩", ["……"]), {}, signed=False)
    False
    """
    if goes_on_re().match(below.first) or below.headline in above.title:
        return False
    told = (above.title + "".join(above.paragraphs[-1:]), (below.headline + "".join(below.paragraphs))[:BELOW_WEIGHED])
    like = likeness(*told, weights)
    if signed:
        return _is_strange_report(below, like)
    if countries_in(above.title) or countries_in(below.headline):
        return _weigh_abroad(above, below, like) > 0
    return like <= (STRANGE_WITH_LEAD if lead_re().match(below.first) else STRANGE)


def _is_strange_report(below: Below, like: float) -> bool:
    """Whether what stands below a headline is another report, on a page that signs most of them."""
    if below.alone and len(below.headline) >= SHORTEST_HEADLINE and share_told(below.headline, below.first) >= TOLD:
        return like <= STRANGE_AND_ALONE
    return len(below.headline) > SUBHEADING_LENGTH and like <= _signed_limit(below)


def _signed_limit(below: Below) -> float:
    repeated = share_told(below.headline, below.first)
    if repeated >= SURELY_REPEATED:
        return STRANGE_AND_REPEATED
    lead = lead_re().match(below.first)
    reported = (
        below.apart or repeated >= REPEATED or (lead and not lead["weak"]) or TELLS_DAY_RE.search(below.first[:FIRST_SENTENCES])
    )
    return STRANGE_AND_REPORTED if reported else STRANGE_ON_SIGNED_PAGE


def share_told(headline: str, report: str) -> float:
    """How much of a headline the first sentences of a report say again.

    >>> share_told("青禾大桥通车", "青禾大桥今天开通。")
    0.6
    """
    pairs = letter_pairs(headline).keys()
    return len(pairs & letter_pairs(report[:FIRST_SENTENCES]).keys()) / len(pairs) if pairs else 0.0


def _weigh_abroad(above: Above, below: Below, like: float) -> float:
    here, there = countries_in(above.title), countries_in(below.headline)
    shared = countries_in(above.title + "".join(above.paragraphs[:1])[:100]) & countries_in(below.headline + below.first[:100])
    return (
        ABROAD
        + LIKENESS * like
        + SHARED_COUNTRY * min(len(shared), MOST_COUNTRIES_SHARED)
        + LEAD * bool(lead_re().match(below.first))
        + DAY * bool(DAY_RE.match(below.first))
        + HOME_AFTER_ABROAD * bool(here and not there)
        + SHORT_SO_FAR * bool(here and len(above.paragraphs) <= SHORT_ITEM)
    )


@cache
def goes_on_re() -> re.Pattern[str]:
    """Matches the words with which a report goes on under a sub-heading: 此外，同一天 …"""
    return re.compile(alternation(words("goes_on_words")))
