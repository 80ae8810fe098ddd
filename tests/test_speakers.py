"""Speakers: the cases of speakers.json, and what holds for every article."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.cue_words import cues
from etl.model import Article, PlaceMention, Speaker
from etl.speakers import find_speakers
from etl.speakers.introductions import find_introductions, rules
from etl.speakers.marks import hide_quoted, quoted_runs
from etl.speakers.mentions import find_mentions
from etl.speakers.titles import titles
from etl.surnames import surnames
from tests.cases import cases

PIECES = [
    "海晏市水利局局长",
    "王海明",
    "杨军",
    "南宫雪",
    "剪纸迷",
    "阿布·买买提",
    "佟雪女士",
    "记者",
    "说",
    "介绍",
    "他",
    "“",
    "”",
    "：",
    "，",
    "。",
    "\n",
    "在会上",
    "兼",
    "、",
    "的",
    "·",
    "岁的",
    "作为",
]


def speakers_of(body: str, places: tuple[PlaceMention, ...] = ()) -> list[Speaker]:
    return find_speakers(Article(1, "news", body), places)


@pytest.mark.parametrize("case", cases("speakers"))
def test_case(case: dict[str, Any]) -> None:
    found = [
        {"name": s.name, "title": s.title, "organisation": s.organisation, "rule": s.rule} for s in speakers_of(case["text"])
    ]
    assert found == case["expect"]


def test_every_rule_has_a_case() -> None:
    shown = {speaker["rule"] for param in cases("speakers") for speaker in param.values[0]["expect"]}
    assert shown == {rule.name for rule in rules()}


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_spans_are_cut_from_the_body_in_order(body: str) -> None:
    found = speakers_of(body)
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert all(body[s.start : s.end] == s.text and s.name in s.text for s in found)
    assert len({s.name for s in found}) == len(found)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_hidden_body_keeps_its_length(body: str) -> None:
    assert len(hide_quoted(body)) == len(body)
    runs = quoted_runs(body)
    assert all(before.end <= after.start for before, after in pairwise(runs))


def test_the_fullest_mention_presents_the_person() -> None:
    body = "王海明说，水够用。海晏市水利局局长王海明还说，大坝牢固。"
    (speaker,) = speakers_of(body)
    assert speaker.text == "海晏市水利局局长王海明"


def test_a_place_is_no_bare_name() -> None:
    body = "江洲说，欢迎。"
    assert [s.name for s in speakers_of(body)] == ["江洲"]
    assert speakers_of(body, (PlaceMention("江洲", 0, 2, None, "listed"),)) == []


def test_a_name_does_not_begin_inside_a_place() -> None:
    body = "代表团在石家庄建国饭店见到了编辑庄建国说的人。"
    place = PlaceMention("石家庄", 4, 7, "130100", "listed")
    assert all(s.start > place.end for s in speakers_of(body, (place,)))


def test_surname_and_title_of_two_people_name_nobody() -> None:
    body = "海晏市水利局局长王海明说，水够用。海晏市林业局局长王安说，树够密。王局长笑了。"
    found = find_mentions(body, speakers_of(body))
    assert [m.name for m in found] == ["王海明", "王安"]


def test_a_byline_bars_its_name() -> None:
    assert find_introductions("本报记者王海明报道。王海明说，现场人很多。", frozenset()) == []


def test_vocabulary_loads() -> None:
    assert surnames()["欧阳"].note == "compound"
    assert titles()["记者"].kind == "byline"
    assert cues()["介绍"].reports and not cues()["介绍"].bare
