"""How much speaks for a headline in a line of its own, above which another article's text stands, to open an article.

It does rather where it reports (今天，… below it), is long or gives a number, and speaks of other things; it rather is a
sub-heading where it is short, or stands in the text without the gap that parts articles on this page. Two shapes are sure:
    青禾扩大开放 石桥造林百万亩 | … | 石桥造林百万亩       a part of the title again
    以军空袭港口 | … | 中方代表以国安理会上发言            news from abroad in parts: the countries are the same
"""

import math
import re
from functools import cache
from typing import NamedTuple

from etl.cue_words import cues
from etl.imprint import lead_re
from etl.repair.signs import follower_re, has_open_mark
from etl.split.abroad import countries_in
from etl.split.cohesion import Cohesion, letter_pairs
from etl.vocabulary import alternation, words

FIRST_SENTENCES = 90
BELOW_WEIGHED = 400
# What speaks for an article is counted in logits, weighed on laid-out pages whose borders are known; the first number is that of
# a headline of ten letters of which nothing is known.
UNKNOWN, LETTER, LIKENESS, TOLD = -1.2, 0.2, -2.8, 3.5
REPORTED, HALVES, MARKED, SIGNED_BELOW = 2.7, 1.7, 2.0, 1.6
APART, WITHOUT_GAP, PART_OF_TITLE, REFERS_BACK = 0.8, -4.0, -4.0, -2.5
# Where nothing is signed, gaps decide.
SURELY = 8.0
USUAL_LENGTH, MOST_LETTERS = 10, 8
FAINTEST, USUAL_LIKENESS = 0.025, 0.08
# News from abroad, weighed as 1,376 headlines of a broadcaster's transcripts have it. The first number is that of a headline
# nothing is known of; the report of one day has its day without a month (22日，…), and its first part is short.
ABROAD, LIKENESS_ABROAD, SHARED_COUNTRY, LEAD, DAY, HOME_AFTER_ABROAD, SHORT_SO_FAR = 4.0, -4.0, -3.2, 2.6, -2.0, -0.8, -1.7
MOST_COUNTRIES_SHARED = 2
SHORT_ITEM = 2
LEAD_LETTERS = 40
DAY_RE = re.compile(r"\d{1,2}日|当地时间")
# Behind a day or a place of its own: 东海市海洋局今天发布，…
LEAD_INSIDE_RE = re.compile(r"^[^，。]{0,24}(?:今天|昨天|今日|昨日|近日|日前|\d{1,2}日)|获悉|(?:最新)?数据显示")
# Begins a part of a report as well as a report: 今年以来，…
AGE_RE = re.compile("今年以来|近年来|近期|眼下")
# What has been told of before: one of 3,200 reports of a broadcaster begins so. 据悉，… 本次比赛共有…
REFERS_BACK_RE = re.compile(r"据(?:悉|了解|介绍)|[^，。]{0,12}(?:本次|此次|本届|该(?=[一-鿿]))")


class Above(NamedTuple):
    """The article above a headline: its title, its last paragraph, and how many it has so far."""

    title: str
    last: str
    paragraphs: int


class Below(NamedTuple):
    """A headline and the text below it; what sets it apart: a gap, a mark, a signature at its end."""

    headline: str
    first: str
    text: str
    apart: bool = False
    marked: bool = False
    signed: bool = False


class Habits(NamedTuple):
    """What a page does with its articles: whether it signs most of them, and whether gaps part them."""

    signs: bool
    has_gaps: bool


def weigh_opening(above: Above, below: Below, page: Cohesion, habits: Habits) -> float:
    """How much speaks for a headline to open an article: above 0 more than against it.

    >>> above = Above("青禾扩大开放 石桥造林百万亩", "……", 2)
    >>> weigh_opening(above, Below("石桥造林百万亩", "……", "……"), Cohesion([]), Habits(False, False)) < 0
    True
    """
    if not habits.signs and (below.apart or habits.has_gaps):
        return SURELY if below.apart else -SURELY
    if not below.apart and (goes_on_re().match(below.first) or below.headline in above.title):
        return PART_OF_TITLE
    like = page.likeness(above.title + above.last, (below.headline + below.text)[:BELOW_WEIGHED])
    if not habits.signs and (countries_in(above.title) or countries_in(below.headline)):
        return _weigh_abroad(above, below, like)
    return _weigh_words(below, like) + (APART if below.apart else WITHOUT_GAP * habits.has_gaps)


def _weigh_words(below: Below, like: float) -> float:
    letters = max(-MOST_LETTERS, min(MOST_LETTERS, len(below.headline) - USUAL_LENGTH))
    return (
        UNKNOWN
        + LETTER * letters
        + LIKENESS * math.log((like + FAINTEST) / USUAL_LIKENESS)
        + TOLD * share_told(below.headline, below.first)
        + REPORTED * has_lead(below.first)
        + HALVES * (" " in below.headline)
        + MARKED * below.marked
        + SIGNED_BELOW * below.signed
        + REFERS_BACK * bool(REFERS_BACK_RE.match(below.first))
    )


def is_broken_off(line: str, following: str) -> bool:
    """Whether a line is no headline but the beginning of a sentence that goes on in the next line.

    >>> is_broken_off("青禾县水利局副局长白", "云介绍，水库已经腾空。"), is_broken_off("水库的“腾空”和“迎", "汛”都已就绪。")
    (True, True)
    >>> is_broken_off("青禾水库腾空迎汛", "近日，水库已经腾空。")
    False
    """
    return has_open_mark(line) or bool(follower_re().match(following) or rest_re().match(following))


@cache
def rest_re() -> re.Pattern[str]:
    """Matches the rest of a sentence: its last letters (一句话。), or the last letters of a name and what that person does."""
    return re.compile(rf"[^\W\d]{{1,5}}。|[^\W\d]{{1,3}}(?:{alternation(cues())})(?:记者)?，")


def _weigh_abroad(above: Above, below: Below, like: float) -> float:
    here, there = countries_in(above.title), countries_in(below.headline)
    shared = countries_in(above.title + above.last[:100]) & countries_in(below.headline + below.first[:100])
    return (
        ABROAD
        + LIKENESS_ABROAD * like
        + SHARED_COUNTRY * min(len(shared), MOST_COUNTRIES_SHARED)
        + LEAD * bool(lead_re().match(below.first))
        + DAY * bool(DAY_RE.match(below.first))
        + HOME_AFTER_ABROAD * bool(here and not there)
        + SHORT_SO_FAR * bool(here and above.paragraphs <= SHORT_ITEM)
    )


def is_unlike(above: str, below: str, page: Cohesion) -> bool:
    """Whether two paragraphs are likelier to stand in two articles, by the words they share."""
    return page.likeness(above, below) + FAINTEST <= USUAL_LIKENESS


def has_lead(paragraph: str) -> bool:
    """Whether a report begins: with its day, with those who found it out.

    >>> has_lead("今天，青禾大桥通车。"), has_lead("记者从青禾县获悉，大桥通车。"), has_lead("大桥旁边，老梁还在摆渡。")
    (True, True, False)
    """
    lead = lead_re().match(paragraph)
    is_lead = lead and not lead["weak"] and not AGE_RE.match(paragraph)
    return bool(is_lead or LEAD_INSIDE_RE.search(paragraph[:LEAD_LETTERS]))


def share_told(headline: str, report: str) -> float:
    """How much of a headline the first sentences of a report say again.

    >>> share_told("青禾大桥通车", "青禾大桥今天开通。")
    0.6
    """
    pairs = letter_pairs(headline).keys()
    return len(pairs & letter_pairs(report[:FIRST_SENTENCES]).keys()) / len(pairs) if pairs else 0.0


@cache
def goes_on_re() -> re.Pattern[str]:
    """Matches the words with which a report goes on under a sub-heading: 此外，同一天 …"""
    return re.compile(alternation(words("goes_on_words")))
