"""What only the whole set knows: persons, continuations, reprints."""

from datetime import date

from etl.link import Filed, continuations, link_people, reprints
from etl.model import Article, Findings, Page, Speaker


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
    people = link_people(articles)
    assert people[1, "林一舟"] == people[2, "林一舟"]
    assert people[1, "林一舟"].title == "总经理"


def test_other_organisations_make_namesakes() -> None:
    people = link_people(
        [filed(1, "一", speaker("王磊", "白云小学", "教师")), filed(2, "二", speaker("王磊", "北疆牧业公司", "经理"))]
    )
    assert people[1, "王磊"].id != people[2, "王磊"].id


def test_a_bare_name_joins_the_only_home_on_its_page() -> None:
    page = Page(file="a.txt", sha256="a", format="txt", text="")
    articles = [
        filed(1, "一", speaker("苏禾", "白云小学", "教师"), page=page),
        filed(2, "二", speaker("苏禾"), page=page),
        filed(3, "三", speaker("苏禾")),
    ]
    people = link_people(articles)
    assert people[1, "苏禾"].id == people[2, "苏禾"].id != people[3, "苏禾"].id
    assert people[2, "苏禾"].title == "教师"


def test_more_articles_change_no_id() -> None:
    first = [filed(1, "一", speaker("林一舟", "江海新港集团", "副总经理"))]
    more = [filed(9, "九", speaker("林一舟", "江海大学", "教授")), *first, filed(8, "八", speaker("林一舟"))]
    assert link_people(first)[1, "林一舟"].id == link_people(more)[1, "林一舟"].id


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
    assert continuations(articles) == {2: 1}


def test_two_continuations_between_the_same_pages_need_their_headlines() -> None:
    one, seven = issue_page("1"), issue_page("7")
    articles = [
        filed(1, "甲", page=one, continued_to="第七版", title="新港试运行"),
        filed(2, "乙", page=one, continued_to="第七版", title="茶山开园"),
        filed(3, "丙", page=seven, continued_from="第一版", title="茶山开园"),
        filed(4, "丁", page=seven, continued_from="第一版"),
    ]
    assert continuations(articles) == {3: 2}


def test_another_paper_or_a_page_without_date_continues_nothing() -> None:
    articles = [
        filed(1, "甲", page=issue_page("1"), continued_to="第七版"),
        filed(2, "乙", page=issue_page("7", "北疆晚报"), continued_from="第一版"),
    ]
    assert continuations(articles) == {}


def test_a_reprint_with_small_edits_points_at_the_earliest() -> None:
    edited = STORY.replace("昨日", "3月5日").replace("近三成", "近30%")
    articles = [
        filed(7, edited, published="2025-03-07"),
        filed(5, STORY, published="2025-03-06"),
        filed(6, STORY[::-1], published="2025-03-05"),
    ]
    assert reprints(articles) == {7: 5}


def test_short_and_merely_related_texts_are_no_reprints() -> None:
    articles = [
        filed(1, "昨日投入试运行。"),
        filed(2, "昨日投入试运行。"),
        filed(3, STORY),
        filed(4, STORY[:40] + "另一座港口却还在等待航道疏浚，" * 6),
    ]
    assert reprints(articles) == {}
