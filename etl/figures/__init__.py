"""Figures: every cited quantity of an article with its value, bound, comparison, indicator, place and period.

`numbers.py` finds every number, `not_figures.py` (with `names.py`) names those that are none, `candidates.py` (with
`compounds.py` and `implied.py`) reads the rest with their units (`units.py`; in base units: `quantities.py`), `clauses.py`
gives each its words. From these `comparison.py` reads bound, direction and base (over `signs.py`, `bounds.py`, `changes.py`,
`bases.py`), `pairs.py` what a figure has changed from, `indicator.py` what is measured (from the words `ahead.py` and
`behind.py` give, `deeds.py` where no noun says it, `lists.py` for 分别 lists, `phrases.py` for headings), `where.py` (over
`grounds.py`, `asides.py` and `reach.py`) the place and `when.py` (over `times.py` and `time_signs.py`) the period.
"""

from collections.abc import Sequence
from typing import NamedTuple

from etl.dates import Period, find_periods
from etl.figures.candidates import Candidate, read_candidate, read_rank
from etl.figures.clauses import Context, contexts_of
from etl.figures.comparison import Comparison, compare_all
from etl.figures.indicator import name_all
from etl.figures.lists import read_place_lists
from etl.figures.not_figures import DATE, NOT_UNDERSTOOD, is_plain_date, reason_for, reason_left, survey
from etl.figures.numbers import Spans, find_numbers, number_at
from etl.figures.pairs import pair_all
from etl.figures.quantities import quantity
from etl.figures.when import date_all
from etl.figures.where import Grounds, place_all
from etl.model import Article, Figure, Ignored, PlaceMention, Quote
from etl.places import province_of

__all__ = ["NOT_UNDERSTOOD", "find_figures"]


class Setting(NamedTuple):
    """Where and when a figure holds, in whose words, and the start of the one it has changed from, each None where the
    article does not say."""

    place: PlaceMention | None
    period: Period | None
    quote: Quote | None
    changed_from: int | None


def find_figures(
    article: Article,
    places: Sequence[PlaceMention],
    quotes: Sequence[Quote],
    *,
    home: str | None = None,
    about: str | None = None,
) -> tuple[list[Figure], list[Ignored]]:
    """The figures of an article, and the numbers that are none with the reason for each; `home`, the division its page writes
    from, says what 全市 means, the province the article is mainly `about` how far its places reach.

    >>> figures, ignored = find_figures(Article(1, "news", "2023年全厂产值约3.2亿元，同比增长5%。"), [], [])
    >>> [(figure.text, int(figure.value), figure.bound, figure.direction, figure.base) for figure in figures]
    [('3.2亿元', 320000000, 'about', None, None), ('5%', 5, 'exact', 'up', '同比')]
    """
    body = article.body
    periods = find_periods(body, article.published)
    known = (Spans(periods), Spans(places))
    candidates, ignored = _candidates(body, known)
    if not candidates:
        return [], ignored
    among = contexts_of(body, candidates)
    placed = read_place_lists(among, places)
    spoken = Spans(quotes)
    described = zip(
        among,
        compare_all(among),
        pair_all(among),
        name_all(among, known, placed),
        place_all(among, placed, Grounds(article, places, page_home=home, about=about, until=among[-1].sentence.end)),
        date_all(article, among, periods),
        strict=True,
    )
    figures = [
        _figure(context, comparison, indicator, Setting(where, when, _quote(spoken, context), changed_from))
        for context, comparison, changed_from, indicator, where, when in described
    ]
    return figures, ignored


def _candidates(body: str, known: tuple[Spans, Spans]) -> tuple[list[Candidate], list[Ignored]]:
    around = survey(body, *known)
    candidates: list[Candidate] = []
    ignored: list[Ignored] = []
    taken = 0
    for start, end in find_numbers(body):
        if start < taken:
            continue
        if is_plain_date(body, start, around):
            ignored.append(Ignored(body[start:end], start, end, DATE))
            continue
        number = number_at(body, start, end)
        found = read_rank(number)
        reason = None if found else reason_for(number, around)
        if found is None and reason is None:
            found = read_candidate(number)
        if found:
            candidates.append(found)
            taken = found.end
        else:
            ignored.append(Ignored(number.text, number.start, number.end, reason or reason_left(number)))
    return candidates, ignored


def _quote(spoken: Spans, context: Context) -> Quote | None:
    found = spoken.at(context.candidate.start)
    return found if isinstance(found, Quote) else None


def _figure(context: Context, comparison: Comparison, indicator: str | None, setting: Setting) -> Figure:
    candidate, where, when = context.candidate, setting.place, setting.period
    base = quantity(candidate.value, candidate.value_high, candidate.unit)
    return Figure(
        text=candidate.text,
        start=candidate.start,
        end=candidate.end,
        value=candidate.value,
        unit=candidate.unit,
        kind=candidate.kind,
        rule=candidate.rule,
        value_high=candidate.value_high,
        value_base=base.value,
        value_base_high=base.high,
        unit_base=base.unit,
        bound=comparison.bound,
        direction=comparison.direction,
        base=comparison.base,
        changed_from=setting.changed_from,
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
