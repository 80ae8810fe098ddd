"""What only the whole set knows: persons, continuations, reprints."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from etl.build import build
from etl.link.continuations import find_continuations
from etl.link.filed import Filed, file_articles
from etl.link.people import link_people
from etl.link.reprints import find_reprints
from etl.model import Article, Findings, Page, ReadPage, Speaker


def filed(number: int, body: str, *speakers: Speaker, page: Page | None = None, **fields: object) -> Filed:
    article = Article(position=1, kind="news", body=body, **fields)  # type: ignore[arg-type]
    page = page or Page(file=f"{number}.txt", sha256=str(number), format="txt", text=body)
    return Filed(number, page, Findings(article, (), {}, None, speakers, (), (), ()))


def speaker(name: str, organisation: str | None = None, title: str | None = None) -> Speaker:
    return Speaker(name, title, organisation, name, 0, len(name), "test")


STORY = (
    "江海新港自动化码头昨日投入试运行。港区新装岸桥十二台，全年通过能力可达三百万标箱，"
    "船舶在港时间较过去缩短近三成，码头工人从甲板走进了控制室，一块屏幕看得见每一只箱子。"
    "港口负责人说，码头的岸桥、轨道吊和集卡都由同一套系统调度，夜班人数减到原来的四分之一，"
    "安全员却多了一倍。下月起，两条近洋航线将改靠新泊位。"
)


def test_one_organisation_makes_one_person_with_the_latest_title() -> None:
    articles = [
        filed(1, "一", speaker("林一舟", "江海新港集团有限公司", "副总经理"), published="2024-05-01"),
        filed(2, "二", speaker("林一舟", "江海新港集团", "总经理"), published="2025-05-01"),
    ]
    people = link_people(articles, {}).of
    assert people[1, "林一舟"] == people[2, "林一舟"]
    assert people[1, "林一舟"].title == "总经理"


def test_other_organisations_make_namesakes() -> None:
    articles = [filed(1, "一", speaker("王磊", "白云小学", "教师")), filed(2, "二", speaker("王磊", "北疆牧业公司", "经理"))]
    people = link_people(articles, {}).of
    assert people[1, "王磊"].id != people[2, "王磊"].id


def test_a_bare_name_joins_the_only_home_on_its_page() -> None:
    page = Page(file="a.txt", sha256="a", format="txt", text="")
    articles = [
        filed(1, "一", speaker("苏禾", "白云小学", "教师"), page=page),
        filed(2, "二", speaker("苏禾"), page=page),
        filed(3, "三", speaker("苏禾")),
    ]
    people = link_people(articles, {}).of
    assert people[1, "苏禾"].id == people[2, "苏禾"].id != people[3, "苏禾"].id
    assert people[2, "苏禾"].title == "教师"


def test_more_articles_change_no_id() -> None:
    first = [filed(1, "一", speaker("林一舟", "江海新港集团", "副总经理"))]
    more = [filed(9, "九", speaker("林一舟", "江海大学", "教授")), *first, filed(8, "八", speaker("林一舟"))]
    assert link_people(first, {}).of[1, "林一舟"].id == link_people(more, {}).of[1, "林一舟"].id


def test_a_change_of_house_keeps_one_person_where_an_article_names_both() -> None:
    articles = [
        filed(1, "一", speaker("佟秋雪", "海晏大学", "教授"), published="2024-05-01"),
        filed(2, "二", speaker("佟秋雪", "海晏大学、清溪研究院", "教授、院长"), published="2025-05-01"),
        filed(3, "三", speaker("佟秋雪", "清溪研究院", "院长"), published="2026-05-01"),
    ]
    people = link_people(articles, {})
    assert {person.id for person in people.of.values()} == {people.of[1, "佟秋雪"].id}
    assert people.of[1, "佟秋雪"].title == "院长"
    assert [(link.article_id, link.other_article_id, link.rule, link.shared) for link in people.links] == [
        (2, 1, "organisation", "海晏大学"),
        (3, 2, "organisation", "清溪研究院"),
    ]


def test_a_former_post_is_the_post_of_before() -> None:
    articles = [
        filed(1, "一", speaker("佟秋雪", "海晏大学", "校长"), published="2024-05-01"),
        filed(2, "二", speaker("佟秋雪", "原海晏大学", "校长"), published="2025-05-01"),
    ]
    assert [link.rule for link in link_people(articles, {}).links] == ["organisation"]


@pytest.mark.parametrize(("first", "second", "persons"), [("江海日报", "江海日报", 1), ("江海日报", "白云日报", 2)])
def test_an_office_of_some_city_is_one_within_a_newspaper(first: str, second: str, persons: int) -> None:
    articles = [
        filed(1, "一", speaker("王海明", "市水利局", "局长"), page=issue_page("1", first)),
        filed(2, "二", speaker("王海明", "市水利局", "局长"), page=issue_page("2", second)),
    ]
    assert len({person.id for person in link_people(articles, {}).of.values()}) == persons


@pytest.mark.parametrize(("name", "persons"), [("王海明", 1), ("王磊", 2)])
def test_a_house_in_the_other_is_one_where_the_name_tells(name: str, persons: int) -> None:
    articles = [filed(1, "一", speaker(name, "海晏大学", "教授")), filed(2, "二", speaker(name, "海晏大学医学院", "院长"))]
    people = link_people(articles, {})
    assert len({person.id for person in people.of.values()}) == persons
    assert [link.rule for link in people.links] == ["part of the other"] * (2 - persons)


def test_who_holds_a_national_office_is_one_whatever_else_is_named() -> None:
    articles = [
        filed(1, "一", speaker("佟秋雪", "最高人民法院", "院长")),
        filed(2, "二", speaker("佟秋雪", "最高人民法院", "党组书记、院长")),
    ]
    (link,) = link_people(articles, {}).links
    assert (link.rule, link.shared) == ("national office", "党组书记、院长")


@pytest.mark.parametrize(
    ("name", "first", "second", "persons"),
    [
        ("格雷斯曼", ("俄", "主席、总统"), ("俄罗斯", "总统"), 1),
        ("格雷斯曼", ("古巴", "外长"), ("秘鲁", "总统"), 2),
        ("万森", ("美", "副总统"), ("美国", "副总统"), 1),
        ("万森", ("白云小学", "教师"), ("江海小学", "教师"), 2),
        ("王海明", (None, "局长"), ("海晏市水利局", "局长"), 1),
        ("王海明", ("清溪县林业局", "局长"), ("海晏市水利局", "局长"), 2),
        ("王磊", (None, "局长"), ("海晏市水利局", "局长"), 2),
    ],
)
def test_a_title_settles_who_is_meant(
    name: str, first: tuple[str | None, str], second: tuple[str | None, str], persons: int
) -> None:
    articles = [
        filed(1, "一", speaker(name, *first), page=issue_page("1")),
        filed(2, "二", speaker(name, *second), page=issue_page("2")),
    ]
    people = link_people(articles, {})
    assert len({person.id for person in people.of.values()}) == persons
    assert [link.rule for link in people.links] == ["same title"] * (2 - persons)


def test_a_bare_name_is_the_bearer_of_a_national_office() -> None:
    articles = [
        filed(1, "一", speaker("佟秋雪")),
        filed(2, "二", speaker("佟秋雪", None, "国家副主席")),
        filed(3, "三", speaker("佟雪")),
        filed(4, "四", speaker("佟雪", None, "国家副主席")),
    ]
    people = link_people(articles, {})
    assert people.of[1, "佟秋雪"] == people.of[2, "佟秋雪"]
    assert people.of[3, "佟雪"].id != people.of[4, "佟雪"].id
    assert [(link.rule, link.shared) for link in people.links] == [("national office", "国家副主席")]


@pytest.mark.parametrize("how", ["reprint", "continued article"])
def test_one_story_hears_one_person(how: str) -> None:
    articles = [filed(1, "一", speaker("苏禾", "白云小学", "教师")), filed(2, "二", speaker("苏禾"))]
    people = link_people(articles, {2: (1, how)})
    assert people.of[1, "苏禾"] == people.of[2, "苏禾"]
    assert [link.rule for link in people.links] == [how]


def issue_page(number: str, newspaper: str = "江海日报") -> Page:
    return Page(
        file=f"{number}.txt",
        sha256=number + newspaper,
        format="txt",
        text="",
        newspaper=newspaper,
        issue_date=date(2025, 3, 6),
        page_no=number,
    )


def test_a_continuation_finds_its_beginning() -> None:
    articles = [
        filed(1, "甲", page=issue_page("1"), continued_to="第七版"),
        filed(2, "乙", page=issue_page("7"), continued_from="第一版"),
    ]
    assert find_continuations(articles) == {2: 1}


@pytest.mark.parametrize(
    "here, onward, there, back",
    [
        ("1", "2版", "2", "1版"),
        ("A01", "A7版", "A07", "A1版"),
        ("A1", "第七版", "A7", "第1版"),
        ("1", "第十二版", "12", "第一版①"),
        ("01", "第3版", "第三版", "头版1版"),
    ],
)
def test_labels_are_read_however_they_are_printed(here: str, onward: str, there: str, back: str) -> None:
    articles = [
        filed(1, "甲", page=issue_page(here), continued_to=onward),
        filed(2, "乙", page=issue_page(there), continued_from=back),
    ]
    assert find_continuations(articles) == {2: 1}


def test_a_page_of_another_section_is_another_page() -> None:
    articles = [
        filed(1, "甲", page=issue_page("A1"), continued_to="A7版"),
        filed(2, "乙", page=issue_page("B7"), continued_from="A1版"),
    ]
    assert find_continuations(articles) == {}


def test_a_chain_runs_over_three_pages() -> None:
    articles = [
        filed(1, "甲", page=issue_page("1"), continued_to="第三版"),
        filed(2, "乙", page=issue_page("3"), continued_from="第一版", continued_to="第五版"),
        filed(3, "丙", page=issue_page("5"), continued_from="第三版"),
    ]
    assert find_continuations(articles) == {2: 1, 3: 2}


def test_an_article_that_goes_to_two_pages_makes_a_chain() -> None:
    articles = [
        filed(1, "甲", page=issue_page("1"), continued_to="第三、四版"),
        filed(3, "丙", page=issue_page("4"), continued_from="第一版"),
        filed(2, "乙", page=issue_page("3"), continued_from="第一版"),
    ]
    assert find_continuations(articles) == {2: 1, 3: 2}


def between_one_and_seven(*parts: tuple[int, str, dict[str, str]]) -> list[Filed]:
    """Articles 1, 2 … go from page 1 to page 7, articles 11, 12 … come there."""
    return [
        filed(number, body, page=issue_page("1"), **({"continued_to": "第七版"} | fields))
        if number < 10
        else filed(number, body, page=issue_page("7"), **({"continued_from": "第一版"} | fields))
        for number, body, fields in parts
    ]


def test_number_marks_tell_continuations_apart() -> None:
    articles = between_one_and_seven(
        (1, "甲", {"continued_to": "第七版①"}),
        (2, "乙", {"continued_to": "第七版②"}),
        (11, "丙", {"continued_from": "第一版②"}),
        (12, "丁", {"continued_from": "第一版①"}),
    )
    assert find_continuations(articles) == {11: 2, 12: 1}


def test_number_marks_that_differ_are_not_one_article() -> None:
    articles = between_one_and_seven((1, "甲", {"continued_to": "第七版①"}), (11, "丙", {"continued_from": "第一版②"}))
    assert find_continuations(articles) == {}


def test_headlines_tell_continuations_apart_and_the_last_pair_is_left() -> None:
    articles = between_one_and_seven(
        (1, "甲", {"title": "新港试运行"}),
        (2, "乙", {"title": "白云茶山开园"}),
        (11, "丙", {"title": "茶山开园"}),
        (12, "丁", {}),
    )
    assert find_continuations(articles) == {11: 2, 12: 1}


def test_what_they_speak_of_tells_continuations_apart() -> None:
    articles = between_one_and_seven(
        (1, "江海新港自动化码头昨日投入试运行，岸桥全部由中央控制室调度。", {}),
        (2, "白云茶山的采茶工今年又多了两百名，云雾茶卖到了海外。", {}),
        (11, "采茶工陈阿水说，云雾茶卖到了海外，一斤能多挣一百元。", {}),
        (12, "中央控制室里，自动化码头的岸桥一目了然。", {}),
        (13, "会议还研究了其他事项。", {}),
    )
    assert find_continuations(articles) == {11: 2, 12: 1}


def test_continuations_that_nothing_tells_apart_stay_unlinked() -> None:
    articles = between_one_and_seven((1, "甲", {}), (2, "乙", {}), (11, "丙", {}), (12, "丁", {}))
    assert find_continuations(articles) == {}


def test_a_mark_misread_is_made_good_by_the_same_headline() -> None:
    onward = filed(1, "甲", page=issue_page("1"), continued_to="第七版", title="白云茶山开园")
    unmarked = filed(2, "乙", page=issue_page("7"), title="白云茶山开园")
    other = filed(3, "丙", page=issue_page("7"), title="白云茶山开园迎客")
    assert find_continuations([onward, unmarked, other]) == {2: 1}
    assert find_continuations([onward, other]) == {}


def test_another_paper_or_a_page_without_date_continues_nothing() -> None:
    articles = [
        filed(1, "甲", page=issue_page("1"), continued_to="第七版"),
        filed(2, "乙", page=issue_page("7", "北疆晚报"), continued_from="第一版"),
        filed(3, "丙", continued_to="第七版"),
        filed(4, "丁", continued_from="第一版"),
    ]
    assert find_continuations(articles) == {}


def test_pages_of_unknown_papers_need_more_than_their_marks() -> None:
    one, seven = (replace(issue_page(number), newspaper=None) for number in ("1", "7"))
    fields = {"title": "白云茶山开园"}
    bare = [filed(1, "甲", page=one, continued_to="第七版"), filed(2, "乙", page=seven, continued_from="第一版")]
    named = [
        filed(1, "甲", page=one, continued_to="第七版", **fields),
        filed(2, "乙", page=seven, continued_from="第一版", **fields),
    ]
    assert (find_continuations(bare), find_continuations(named)) == ({}, {2: 1})


def test_a_front_page_without_a_number_needs_more_than_its_marks() -> None:
    front = replace(issue_page("01"), page_no=None)
    articles = [
        filed(1, "甲", page=front, continued_to="第七版", title="青禾大桥通车"),
        filed(2, "乙", page=front, continued_to="第七版", title="石桥夜市开张"),
        filed(3, "丙", page=issue_page("07"), continued_from="第一版", title="青禾大桥通车"),
        filed(4, "丁", page=issue_page("07"), continued_from="第一版", title="茶山开园"),
    ]
    assert find_continuations(articles) == {3: 1}


def test_marks_misread_make_no_ring() -> None:
    articles = [
        filed(1, "甲", page=issue_page("1"), continued_to="第七版", continued_from="第七版"),
        filed(2, "乙", page=issue_page("7"), continued_from="第一版", continued_to="第一版"),
    ]
    assert len(find_continuations(articles)) == 1


def test_no_article_is_continued_by_two() -> None:
    articles = [
        filed(1, "甲", page=issue_page("1"), continued_to="第三、四版"),
        filed(2, "乙", page=issue_page("3"), continued_from="第一版", continued_to="第五版"),
        filed(3, "丙", page=issue_page("4"), continued_from="第一版"),
        filed(4, "丁", page=issue_page("5"), continued_from="第三版"),
    ]
    linked = find_continuations(articles)
    assert linked[2] == 1 and len(set(linked.values())) == len(linked)


def test_an_article_does_not_go_on_upon_its_own_page() -> None:
    articles = [
        filed(1, "甲", page=issue_page("1"), continued_to="第一版", title="白云茶山开园"),
        filed(2, "乙", page=issue_page("1"), continued_from="第一版", title="白云茶山开园"),
    ]
    assert find_continuations(articles) == {}


def test_hundreds_of_marks_take_no_time() -> None:
    articles = [filed(n, "甲", page=issue_page("1"), continued_to="第七版") for n in range(200)]
    articles += [filed(n, "乙", page=issue_page("7"), continued_from="第一版") for n in range(200, 400)]
    assert find_continuations(articles) == {}


def dated(number: int, body: str, issue: date | None = None, paper: str | None = None, **fields: object) -> Filed:
    page = Page(f"{number}.txt", str(number), "txt", body, newspaper=paper or f"报{number}", issue_date=issue)
    return filed(number, body, page=page, **fields)


def story(number: int, body: str) -> Filed:
    return dated(number, body, date(2025, 3, number))


@pytest.mark.parametrize(
    "edited",
    [
        STORY,
        STORY.replace("昨日", "3月5日").replace("近三成", "近30%").replace("三百万", "300万"),
        STORY[: int(len(STORY) * 0.6)],
        STORY.replace("船舶在港时间较过去缩短近三成，", ""),
        STORY + "本报将继续关注新港的建设进展。",
        STORY.replace("岸桥", "岸挢").replace("码头", "码失").replace("港口", "港囗"),
        STORY[70:] + STORY[:70],
    ],
    ids=["same", "numbers printed otherwise", "cut", "sentence dropped", "sentence added", "misread", "columns exchanged"],
)
def test_a_reprint_with_small_edits_points_at_the_earliest(edited: str) -> None:
    assert find_reprints([story(7, edited), story(6, STORY), story(5, STORY[::-1])], {}) == {7: 6}


MARKET = (
    "江海市商务局监测显示，昨日全市粮油、蔬菜、肉类价格总体平稳。大米每公斤6.2元，比前一日{0}；猪肉每公斤{1}元，{2}；"
    "监测的30种蔬菜平均每公斤{3}元，其中涨幅最大的是{4}，跌幅最大的是{5}。专家分析，节后需求回落，预计后期菜价将稳中有降。"
)
MEETING = (
    "市政府昨日召开常务会议，{0}主持会议，研究{1}工作。会议指出，要认真贯彻落实全市经济工作会议精神，压实责任，强化协同，"
    "确保各项任务落地见效。会议审议通过了《{2}》，要求有关部门{3}。会议还研究了其他事项。"
)
GROUP = (
    "江海市{0}党组昨日召开扩大会议，传达学习省委全会精神，研究部署贯彻落实工作。会议由{0}党组书记主持。会议指出，要提高站位，"
    "深刻领会全会精神，把思想和行动统一到省委部署要求上来，切实增强责任感和使命感。会议强调，要结合实际，抓好任务分解，"
    "明确责任人和时间表，确保各项部署落到实处、见到成效。会议要求，要加强组织领导，广泛开展宣传，营造浓厚氛围，"
    "各支部要在本月底前完成学习，办公室要及时汇总情况。"
)
VISIT = (
    "昨日，{0}到{1}调研春耕备耕工作，来到田间地头，察看土壤墒情，与种粮大户交谈，询问农资价格和种植面积。{0}强调，"
    "要落实最严格的耕地保护制度，抓好高标准农田建设，推广良种良法，确保粮食稳产增产；农业机械要早检修、早调度，"
    "农技人员要下到田间，帮助农户解决实际困难。"
)


@pytest.mark.parametrize(
    "one, other",
    [
        (
            MARKET.format("持平", "24.6", "下降0.8%", "7.35", "黄瓜", "菠菜"),
            MARKET.format("上涨0.1元", "25.1", "上涨2.0%", "7.82", "茄子", "青椒"),
        ),
        (
            MEETING.format("市长林一舟", "防汛抗旱", "江海市防洪规划", "加密巡堤查险，备足抢险物资，做好群众转移安置"),
            MEETING.format("副市长沈默", "老旧小区改造", "江海市城市更新条例", "倾听居民意见，补齐养老托幼设施，管好物业"),
        ),
        (GROUP.format("政协"), GROUP.format("人大常委会")),
        (STORY, STORY[:40] + "另一座港口却还在等待航道疏浚，" * 6),
        (STORY[:70], STORY[:70]),
    ],
    ids=["two days of a market report", "two meetings", "one meeting of two bodies", "the same opening", "too short to tell"],
)
def test_two_stories_of_one_kind_are_no_reprints(one: str, other: str) -> None:
    assert find_reprints([story(5, one), story(6, other)], {}) == {}


@pytest.mark.parametrize(
    "who, where, reprinted",
    [
        ("市长林一舟", "赤峰市", {2: 1}),
        ("市长林一丹", "赤峰市", {2: 1}),
        ("副市长沈默", "赤峰市", {}),
        ("市长林一舟", "包头市", {}),
    ],
    ids=["the same", "a letter misread", "somebody else", "another place"],
)
def test_names_tell_visits_of_one_day_apart(tmp_path: Path, who: str, where: str, reprinted: dict[int, int]) -> None:
    for number, newspaper, body in (
        (1, "江海日报", VISIT.format("市长林一舟", "赤峰市")),
        (2, "青禾日报", VISIT.format(who, where)),
    ):
        (tmp_path / f"{newspaper}-2026-03-07-01.txt").write_text(f"春耕调研{number}\n\n本报讯（记者白云）{body}", "utf-8")
    build([tmp_path], tmp_path / "news.db")
    rows = Database(tmp_path / "news.db").query(
        "select substr(later.title, 5) as later, substr(earlier.title, 5) as earlier "
        "from articles later join articles earlier on earlier.id = later.reprint_of"
    )
    assert {frozenset((int(row["later"]), int(row["earlier"]))) for row in rows} == {
        frozenset(pair) for pair in reprinted.items()
    }


def test_a_digest_of_a_few_lines_is_no_reprint() -> None:
    assert find_reprints([story(5, STORY * 3), story(6, STORY[:85])], {}) == {}


def test_a_story_of_another_season_is_no_reprint() -> None:
    assert find_reprints([dated(1, STORY, date(2025, 3, 5)), dated(2, STORY, date(2025, 9, 5))], {}) == {}


def test_a_paper_reprints_itself_only_where_a_page_came_twice() -> None:
    day = date(2025, 3, 5)
    again = [dated(1, STORY, day, "江海日报"), dated(2, STORY, day, "江海日报")]
    shorter = [again[0], dated(2, STORY[:100], day, "江海日报")]
    assert (find_reprints(again, {}), find_reprints(shorter, {})) == ({2: 1}, {})


def test_of_one_day_the_agency_comes_first_and_then_the_fullest() -> None:
    day = date(2025, 3, 5)
    cited = dated(1, STORY, day, source="江海日报")
    own = dated(2, STORY[:120], day, source="新华社")
    agency = dated(3, STORY[:110], day, "新华每日电讯", source="新华社")
    assert find_reprints([cited, own, agency], {}) == {1: 3, 2: 3}
    assert find_reprints([dated(1, STORY[:120], day), dated(2, STORY, day)], {}) == {1: 2}
    assert find_reprints([dated(1, STORY, date(2025, 3, 4)), dated(2, STORY, day, "新华社", source="新华社")], {}) == {2: 1}


def test_an_article_of_two_pages_is_reprinted_as_a_whole() -> None:
    first, second = dated(1, STORY[:60], date(2025, 3, 5)), dated(2, STORY[60:], date(2025, 3, 5))
    assert find_reprints([first, second, dated(3, STORY, date(2025, 3, 6))], {2: 1}) == {3: 1}


def test_what_is_read_off_a_page_names_no_article() -> None:
    article = Article(position=1, kind="news", body=STORY)
    findings = Findings(article, (), {}, None, (), (), (), ())
    page = Page("page.txt", "1", "txt", STORY)
    read = replace(page, newspaper="江海日报", named_by="page header", issue_date=date(2025, 3, 5), dated_by="page header")
    given = replace(read, named_by="manifest", dated_by="manifest")
    bare, told, listed = (file_articles([ReadPage(one, STORY, (findings,), ())])[0].id for one in (page, read, given))
    assert bare == told != listed


ISSUE = {
    "01": "新港码头投入试运行\n\n本报讯（记者白云）江海新港自动化码头昨日投入试运行。\n\n"
    "码头工人从甲板走进了控制室，一块屏幕看得见每一只箱子，过去要八个人才能完成的装卸，如今只要\n"
    "（下转第三版①）\n\n茶山开园迎来采茶季\n\n本报讯（记者高山）白云茶山昨日开园，游客排起长队。（下转第三版②）",
    "03": "茶山开园迎来采茶季\n\n（上接第一版②）茶厂已经收购鲜叶三万斤，今年要开两条新生产线。\n\n新港码头投入试运行\n\n"
    "（上接第一版①）两个人。夜班人数减到原来的四分之一。（下转第五版）",
    "05": "江海日报 2026年3月7日 星期六 第05版\n\n（紧接第三版）港区还将建一座岸电站，船舶靠港后可以关掉辅机。",
    "06": "江海日报 2026年3月7日 星期六 第06版\n\n社区食堂开张\n\n本报讯（记者苏禾）社区食堂昨日开张。（下转第八版）",
}


def test_an_article_is_read_as_a_whole(tmp_path: Path) -> None:
    for number, text in ISSUE.items():
        (tmp_path / f"江海日报-2026-03-07-{number}.txt").write_text(text, "utf-8")
    report = build([tmp_path], tmp_path / "news.db")
    wholes = list(Database(tmp_path / "news.db").query("select * from articles_whole order by title desc"))
    assert [(whole["title"], whole["pages"], whole["parts"]) for whole in wholes] == [
        ("茶山开园迎来采茶季", "1、3", 2),
        ("社区食堂开张", "6", 1),
        ("新港码头投入试运行", "1、3、5", 3),
    ]
    assert wholes[2]["body"] == (
        "江海新港自动化码头昨日投入试运行。\n码头工人从甲板走进了控制室，一块屏幕看得见每一只箱子，"
        "过去要八个人才能完成的装卸，如今只要两个人。夜班人数减到原来的四分之一。\n"
        "港区还将建一座岸电站，船舶靠港后可以关掉辅机。"
    )
    assert wholes[2]["characters"] == len(wholes[2]["body"])
    assert report.unmatched == {"下转": 1}


def test_what_only_the_last_part_or_no_page_prints(tmp_path: Path) -> None:
    header = "江海商报\n2026年3月7日 星期六\n"
    (tmp_path / "a.txt").write_text(
        header + "\n商圈客流回升\n\n江海市各大商圈昨日客流回升，饭店门口排起长队。（下转02版）", "utf-8"
    )
    (tmp_path / "b.txt").write_text(
        header + "02版\n\n商圈客流回升\n\n（上接01版）商场经理们把打烊的时间推迟到23时。\n（记者 白云）", "utf-8"
    )
    build([tmp_path], tmp_path / "news.db")
    [whole] = Database(tmp_path / "news.db").query("select * from articles_whole")
    assert (whole["parts"], whole["pages"], whole["byline"]) == (2, "?、2", "白云")
