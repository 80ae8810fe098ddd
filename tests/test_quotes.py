"""Quotes: the cases of quotes*.json, unnamed_quotes.json and ignored_quotations.json, and what holds for every article."""

from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.model import Article, Attribution, Quote, Speaker, UnnamedQuote
from etl.quotes import find_quotes
from etl.quotes.direct import SOURCES
from etl.quotes.ignored import REASONS, WITHOUT_FELLOW, find_ignored
from etl.quotes.reports import SUBJECTS
from etl.quotes.unnamed import find_unnamed
from etl.speakers import find_speakers
from etl.speakers.marks import quoted_runs
from tests.cases import cases

# Rules that are no predicate of a tuple: whole lines, sentences that go on, words before their speaker.
OTHER_RULES = {"line", "answer", "carried on", "told before"}
PIECES = [
    "海晏市水利局局长王海明",
    "李先生",
    "说",
    "介绍",
    "表示",
    "他",
    "“",
    "”",
    "：",
    "，",
    "。",
    "！",
    "\n",
    "在会上",
    "水位已经回升",
    "要抓好落实",
    "有关负责人",
    "一位村民",
    "报道",
    "答：",
    "问：",
]


def quotes_of(body: str) -> list[Quote]:
    article = Article(1, "news", body)
    return find_quotes(article, find_speakers(article, []))


def unnamed_of(body: str) -> list[UnnamedQuote]:
    article = Article(1, "news", body)
    speakers = find_speakers(article, [])
    return find_unnamed(article, speakers, find_quotes(article, speakers))


@pytest.mark.parametrize("case", cases("quotes"))
def test_case(case: dict[str, Any]) -> None:
    """A case names what it shows of a quote; `attribution` only where it is about that."""
    found, wanted = quotes_of(case["text"]), case["expect"]
    shown = [{name: getattr(quote, name) for name in one} for quote, one in zip(found, wanted, strict=False)]
    assert (shown, len(found)) == (wanted, len(wanted))


@pytest.mark.parametrize("case", cases("unnamed_quotes"))
def test_unnamed_case(case: dict[str, Any]) -> None:
    found, wanted = unnamed_of(case["text"]), case["expect"]
    shown = [{name: getattr(quote, name) for name in one} for quote, one in zip(found, wanted, strict=False)]
    assert (shown, len(found)) == (wanted, len(wanted))


@pytest.mark.parametrize("case", cases("ignored_quotations"))
def test_ignored_case(case: dict[str, Any]) -> None:
    body = case["text"]
    found = find_ignored(Article(1, "news", body), [*quotes_of(body), *unnamed_of(body)])
    assert [[one.text, one.reason] for one in found] == case["expect"]


def test_every_reason_and_attribution_has_a_case() -> None:
    reasons = {reason for param in cases("ignored_quotations") for _, reason in param.values[0]["expect"]}
    assert reasons == {reason for reason, _ in REASONS} | {WITHOUT_FELLOW}
    shown = {quote.get("attribution") for param in cases("quotes") for quote in param.values[0]["expect"]}
    assert shown >= set(get_args(Attribution))


def test_every_rule_has_a_case() -> None:
    shown = {quote.get("rule") for param in cases("quotes") for quote in param.values[0]["expect"]}
    assert shown - {None} == {name for name, _ in SOURCES} | {name for name, _, _ in SUBJECTS} | OTHER_RULES


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_spans_are_cut_from_the_body_in_order_without_overlap(body: str) -> None:
    found = quotes_of(body)
    assert all(body[q.start : q.end] == q.text for q in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_longer_runs_are_taken_or_ignored_and_sources_stand_in_the_body(body: str) -> None:
    quotes, unnamed = quotes_of(body), unnamed_of(body)
    found = sorted([*quotes, *unnamed], key=lambda quote: quote.start)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(body[q.start : q.end] == q.text and q.source in body for q in unnamed)
    ignored = {one.start for one in find_ignored(Article(1, "news", body), found)}
    longer = [run for run in quoted_runs(body) if run.end - run.start >= 10]
    assert all(run.start in ignored or any(q.start < run.end and run.start < q.end for q in found) for run in longer)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_quote_has_a_speaker_of_the_article(body: str) -> None:
    article = Article(1, "news", body)
    speakers = find_speakers(article, [])
    assert {q.speaker for q in find_quotes(article, speakers)} <= {s.name for s in speakers}


def test_no_speakers_no_quotes() -> None:
    assert find_quotes(Article(1, "news", "“够用。”王海明说。"), []) == []


def test_headline_is_no_source() -> None:
    wang = Speaker("王海明", "局长", None, "王海明", 0, 3, "cued")
    article = Article(1, "news", "水位回升。", kicker="王海明强调", title="要抓好落实")
    assert find_quotes(article, [wang]) == []
