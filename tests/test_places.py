"""Places: every case, the vocabulary behind them, and what must hold for any text."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.model import Article
from etl.places import (
    article_provinces,
    divisions,
    find_home,
    find_local_places,
    find_places,
    find_regions,
    is_inside,
    main_province,
    province_of,
    provinces,
)
from etl.places.find import RuleName
from etl.places.surfaces import Country, FormerDivision, PlaceWord, surfaces
from etl.vocabulary import rows, words
from tests.cases import cases


def article(case: dict[str, Any]) -> Article:
    headed = {field: case.get(field) for field in ("kicker", "title", "source", "dateline_place")}
    return Article(1, case.get("kind", "news"), case["text"], **headed)


@pytest.mark.parametrize("case", cases("places"))
def test_places(case: dict[str, Any]) -> None:
    assert [[m.text, m.code, m.rule] for m in find_places(article(case), find_home([], case.get("newspaper")))] == case["expect"]


@pytest.mark.parametrize("case", cases("local_places"))
def test_local_places(case: dict[str, Any]) -> None:
    found = find_local_places(case["text"], find_places(article(case)))
    assert [[place.text, place.code] for place in found] == case["expect"]
    assert all(case["text"][place.start : place.end] == place.text for place in found)


@pytest.mark.parametrize("case", cases("regions"))
def test_regions(case: dict[str, Any]) -> None:
    found = list(find_regions(case["text"], find_places(article(case))))
    assert [[place.text, place.code] for place in found] == case["expect"]
    assert all(case["text"][place.start : place.end] == place.text for place in found)


@pytest.mark.parametrize("case", cases("main_province"))
def test_main_province(case: dict[str, Any]) -> None:
    home = find_home([], case.get("newspaper"))
    found = main_province(article(case), find_places(article(case), home), home)
    assert (divisions()[found].short_name if found else None) == case["expect"]


def test_every_rule_occurs_in_a_case() -> None:
    occurring = {mention[2] for parameter in cases("places") for mention in parameter.values[0]["expect"]}
    assert occurring == set(get_args(RuleName))


NAMES = st.sampled_from(
    [
        "山东",
        "衡阳",
        "耒阳市",
        "朝阳区",
        "合作",
        "津冀",
        "苏州",
        "肥西县",
        "青禾镇",
        "美国",
        "加州",
        "市",
        "说",
        "，",
        "\n",
        "一",
        "青禾镇",
        "太平村",
        "在",
        "云渡市",
        "开发区",
        "水库",
    ]
)


@given(st.lists(NAMES).map("".join))
def test_mentions_lie_in_the_body_in_order_without_overlap(body: str) -> None:
    end = 0
    for mention in find_places(Article(1, "news", body)):
        assert body[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end
        assert mention.code is None or mention.code in divisions()
        end = mention.end
    end = 0
    for place in find_local_places(body, find_places(Article(1, "news", body))):
        assert body[place.start : place.end] == place.text
        assert end <= place.start < place.end
        end = place.end


def page(*bodies: str) -> list[Article]:
    return [Article(at, "news", body) for at, body in enumerate(bodies, 1)]


def test_a_page_is_at_home_where_most_of_its_articles_are() -> None:
    local = ("福州市昨天修桥。", "福州仓山的花开了。", "福建的茶香。")
    assert find_home(page(*local), None) == "350000"
    assert find_home(page(*local, "浙江杭州下雪。"), None) == "350000"
    assert find_home(page(*local, "浙江杭州下雪。", "湖南岳阳下雪。"), None) is None
    assert find_home(page(*local[:2]), None) is None


def test_a_paper_of_the_whole_country_has_no_home_whatever_its_page() -> None:
    assert find_home(page("福州市昨天修桥。", "福州仓山的花开了。", "福建的茶香。"), "农民日报") is None


def test_the_name_of_a_newspaper_goes_before_its_page() -> None:
    assert find_home(page("湖南岳阳下雪。", "湖南邵阳下雪。", "湖南怀化下雪。"), "福州晚报") == "350100"


@pytest.mark.parametrize(
    ("newspaper", "home"),
    [
        ("长江日报", "420100"),
        ("日照日报", "371100"),
        ("耒阳日报", "430481"),
        ("江城晚报", None),
        ("农民日报", None),
        ("上海证券报", None),
        ("中国青年报", None),
        (None, None),
    ],
)
def test_home_of_a_newspaper(newspaper: str | None, home: str | None) -> None:
    assert find_home([], newspaper) == home


def test_a_page_settles_what_its_articles_leave_open() -> None:
    one = Article(1, "news", "周宁的花市开了秤。")
    assert main_province(one, find_places(one)) is None
    assert main_province(one, find_places(one, "350000"), "350000") == "350000"


def test_provinces_of_an_article() -> None:
    one = Article(1, "news", "赤峰、通辽和加沙地带。朝阳区。", title="内蒙古迎客", dateline_place="沈阳")
    assert article_provinces(one, find_places(one)) == {"150000": 3, "210000": 1}


def test_a_delegation_still_names_its_province() -> None:
    one = Article(1, "news", "代表们热议。", title="江苏代表团举行会议")
    assert article_provinces(one, find_places(one)) == {"320000": 1}


def test_the_province_of_a_page_is_named_by_what_it_calls_ours() -> None:
    one = Article(1, "news", "我市与恩施州签约，我市出茶叶款。", source="本报")
    assert article_provinces(one, find_places(one), "330100") == {"330000": 2, "420000": 1}


def test_an_article_belongs_to_the_province_it_is_about_without_naming_it() -> None:
    one = Article(1, "news", "昨晚，文化站的灯亮了。", source="本报")
    about = main_province(one, find_places(one), "420600")
    assert article_provinces(one, find_places(one), "420600", about=about) == {"420000": 0}


def test_known_counties_are_counties_and_no_common_words() -> None:
    assert all(len(surfaces()[name].codes) == 1 for name in words("county_names"))
    assert not words("county_names") & words("place_collisions")


def test_tile_map_has_34_provinces_on_34_cells() -> None:
    assert len(provinces()) == 34
    assert len({(province.grid_row, province.grid_column) for province in provinces()}) == 34
    assert len({province.abbreviation for province in provinces()}) == 34


def test_divisions_form_three_levels() -> None:
    for division in divisions().values():
        assert division.level in ("province", "prefecture", "county")
        assert province_of(division.code)[:2] == division.code[:2]
        assert is_inside(division.code, division.province_code)
        assert (division.parent_code is None) == (division.level == "province")
        assert 3 < division.latitude < 54 and 73 < division.longitude < 136
    assert {division.code for division in divisions().values() if division.level == "province"} == {p.code for p in provinces()}


def test_former_names_are_no_names_of_today() -> None:
    names = {division.name for division in divisions().values()}
    assert not [former.surface for former in rows("former_divisions", FormerDivision) if former.surface in names]


def test_no_surface_stands_in_two_lists() -> None:
    lists = [
        words("place_collisions"),
        {row.surface for row in rows("countries", Country)},
        {row.surface for row in rows("place_words", PlaceWord)},
        {row.surface for row in rows("former_divisions", FormerDivision)},
    ]
    assert sum(map(len, lists)) == len(set().union(*lists))


def test_every_surface_has_two_letters() -> None:
    assert all(len(surface) > 1 for surface in surfaces())
