"""Sentences cover a body in order, however it is stopped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.sentences import LONGEST, sentence_at, sentences


@given(st.text(alphabet="甲乙5%，。！？；…“”’》 \n", max_size=80))
def test_every_printed_letter_is_in_one_sentence(body: str) -> None:
    found = sentences(body)
    assert all(body[one.start : one.end] == one.text for one in found)
    assert "".join("".join(one.text.split()) for one in found) == "".join(body.split())
    for one in found:
        assert sentence_at(body, one.start) == sentence_at(body, one.end - 1) == one


def test_a_stretch_without_a_stop_is_cut_behind_a_lesser_mark() -> None:
    found = sentences("粮食增产，" * 1000 + "秋粮入库。")
    assert max(len(one.text) for one in found) <= LONGEST
    assert all(one.text.endswith("，") for one in found[:-1])


def test_no_sentence_stands_outside_a_body() -> None:
    with pytest.raises(ValueError, match="no sentence at 9"):
        sentence_at("甲。", 9)
