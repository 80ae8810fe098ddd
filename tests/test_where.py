"""Where figures hold: what headline, dateline and newspaper add to the body, and how the talk is weighed."""

import pytest

from etl.figures import find_figures
from etl.figures.reach import FULL_OF, TALK, TalkWord
from etl.model import Article
from etl.places import find_places, main_province
from etl.vocabulary import rows


def places_of(article: Article, home: str | None = None) -> list[str | None]:
    places = find_places(article)
    figures, _ = find_figures(article, places, [], home=home, about=main_province(article, places))
    return [figure.place for figure in figures]


def test_a_dateline_is_the_place_of_a_local_report() -> None:
    body = "昨天一早，老街上排起长队，市民买走桂花糕2万块。"
    assert places_of(Article(1, "news", body, dateline_place="苏州")) == ["苏州"]


def test_a_dateline_is_not_the_place_of_a_bank() -> None:
    body = "该行上半年营业收入26亿元，净利润9.8亿元，不良贷款率1.4%。"
    assert places_of(Article(1, "news", body, dateline_place="长沙")) == [None, None, None]


def test_a_dateline_of_the_capital_is_the_place_of_nothing() -> None:
    assert places_of(Article(1, "news", "市民买走桂花糕2万块。", dateline_place="北京")) == [None]


def test_the_home_of_a_page_is_what_its_city_is() -> None:
    assert places_of(Article(1, "news", "全市夏收小麦400万亩。"), home="420600") == ["襄阳市"]


def test_a_headline_says_what_the_county_is() -> None:
    article = Article(1, "news", "今年全县产茶3000吨。", title="湖南古丈：春茶开园")
    assert places_of(article) == ["湖南古丈县"]


@pytest.mark.parametrize("talk", sorted({word.talk for word in rows("talk_words", TalkWord)}))
def test_every_talk_has_its_weight(talk: str) -> None:
    assert talk in TALK


def test_every_weight_has_its_words() -> None:
    assert set(TALK) | set(FULL_OF) == {word.talk for word in rows("talk_words", TalkWord)}


def test_a_report_begins_within_the_place_of_its_dateline() -> None:
    body = "没有教室，就把30条板凳搬到操场上。秋天，平江县青禾小学办起合唱团。"
    assert places_of(Article(1, "news", body, dateline_place="岳阳")) == ["平江县青禾小学"]
