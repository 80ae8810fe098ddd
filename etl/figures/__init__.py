"""Figures: every cited quantity of an article with its value, bound, comparison, indicator, place and period.

`numbers.py` finds every number, `not_figures.py` names those that are none, `candidates.py` reads the rest with their
units (`units.py`), `clauses.py` gives each its words; from these `comparison.py` reads bound, direction and base,
`indicator.py` what is measured (from the words `ahead.py` and `behind.py` give, `deeds.py` where no noun says it, `lists.py`
for 分别 lists, `phrases.py` for headings), `where.py` (over `grounds.py`) and `when.py` place and period.
"""

from collections.abc import Sequence
from typing import NamedTuple

from etl.dates import Period, find_periods
from etl.figures.candidates import Candidate, read_candidate, read_rank
from etl.figures.clauses import Context, contexts_of
from etl.figures.comparison import Comparison, compare_all
from etl.figures.indicator import name_all
from etl.figures.lists import read_place_lists
from etl.figures.not_figures import reason_for, survey
from etl.figures.numbers import Spans, find_numbers
from etl.figures.when import date_all, reported_term
from etl.figures.where import Grounds, place_all
from etl.model import Article, Figure, Ignored, PlaceMention, Quote
from etl.places import province_of

__all__ = ["find_figures"]


class Setting(NamedTuple):
    """Where and when a figure holds, and in whose words, each None where the article does not say."""

    place: PlaceMention | None
    period: Period | None
    quote: Quote | None


# 两国, 三角洲, 亿级: a Chinese numeral without a unit of its own belongs to a word.
PART_OF_A_WORD = "part of a word"
NOT_UNDERSTOOD = "not understood"


def find_figures(
    article: Article, places: Sequence[PlaceMention], quotes: Sequence[Quote], *, newspaper: str | None = None
) -> tuple[list[Figure], list[Ignored]]:
    """The figures of an article, and the numbers that are none with the reason for each; a local paper's name says what
    its 全市 means.

    >>> figures, ignored = find_figures(Article(1, "news", "2023年全厂产值约3.2亿元，同比增长5%。"), [], [])
    >>> [(figure.text, int(figure.value), figure.bound, figure.direction, figure.base) for figure in figures]
    [('3.2亿元', 320000000, 'about', None, None), ('5%', 5, 'exact', 'up', '同比')]
    """
    body = article.body
    periods = find_periods(body, article.published)
    candidates, ignored = _candidates(body, periods, places)
    among = contexts_of(body, candidates)
    placed = read_place_lists(among, places)
    spoken = Spans(quotes)
    described = zip(
        among,
        compare_all(among),
        name_all(among, (Spans(periods), Spans(places)), placed),
        place_all(among, placed, Grounds(article, places, newspaper)),
        date_all(body, among, periods, reported_term(article)),
        strict=True,
    )
    figures = [
        _figure(context, comparison, indicator, Setting(where, when, _quote(spoken, context)))
        for context, comparison, indicator, where, when in described
    ]
    return figures, ignored


def _candidates(body: str, periods: Sequence[Period], places: Sequence[PlaceMention]) -> tuple[list[Candidate], list[Ignored]]:
    around = survey(body, periods, places)
    candidates: list[Candidate] = []
    ignored: list[Ignored] = []
    taken = 0
    for number in find_numbers(body):
        if number.start < taken:
            continue
        found = read_rank(number)
        reason = None if found else reason_for(number, around)
        if found is None and reason is None:
            found = read_candidate(number)
        if found:
            candidates.append(found)
            taken = found.end
        else:
            reason = reason or (NOT_UNDERSTOOD if number.is_arabic else PART_OF_A_WORD)
            ignored.append(Ignored(number.text, number.start, number.end, reason))
    return candidates, ignored


def _quote(spoken: Spans, context: Context) -> Quote | None:
    found = spoken.at(context.candidate.start)
    return found if isinstance(found, Quote) else None


def _figure(context: Context, comparison: Comparison, indicator: str | None, setting: Setting) -> Figure:
    candidate, where, when = context.candidate, setting.place, setting.period
    return Figure(
        text=candidate.text,
        start=candidate.start,
        end=candidate.end,
        value=candidate.value,
        unit=candidate.unit,
        kind=candidate.kind,
        rule=candidate.rule,
        value_high=candidate.value_high,
        bound=comparison.bound,
        direction=comparison.direction,
        base=comparison.base,
        indicator=indicator,
        place=where.text if where else None,
        place_code=where.code if where else None,
        province_code=province_of(where.code) if where and where.code else None,
        period=when.text if when else None,
        period_start=when.period_start if when else None,
        period_end=when.period_end if when else None,
        quote=setting.quote,
        sentence=context.sentence.text,
    )
