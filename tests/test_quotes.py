"""Quotes: the cases of quotes.json, and what holds for every article."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.model import Article, Quote, Speaker
from etl.quotes import find_quotes
from etl.quotes.direct import SOURCES
from etl.quotes.reports import SUBJECTS
from etl.speakers import find_speakers
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
    "答：",
    "问：",
]


def quotes_of(body: str) -> list[Quote]:
    article = Article(1, "news", body)
    return find_quotes(article, find_speakers(article, []))


@pytest.mark.parametrize("case", cases("quotes"))
def test_case(case: dict[str, Any]) -> None:
    found = [
        {"speaker": q.speaker, "mode": q.mode, "text": q.text, "cue": q.cue, "rule": q.rule} for q in quotes_of(case["text"])
    ]
    assert found == case["expect"]


def test_every_rule_has_a_case() -> None:
    shown = {quote["rule"] for param in cases("quotes") for quote in param.values[0]["expect"]}
    assert shown == {name for name, _ in SOURCES} | {name for name, _ in SUBJECTS} | OTHER_RULES


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_spans_are_cut_from_the_body_in_order_without_overlap(body: str) -> None:
    found = quotes_of(body)
    assert all(body[q.start : q.end] == q.text for q in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


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
