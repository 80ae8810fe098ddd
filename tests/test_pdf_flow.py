"""How lines of print become articles: sub-headings, short columns, items, poems, tables, boxes."""

import random

import pytest

from etl.read.pdf.articles import find_articles
from etl.read.pdf.boxes import Box
from etl.read.pdf.characters import Character
from etl.read.pdf.drawings import Drawings
from etl.read.pdf.furniture import take_furniture
from etl.read.pdf.lines import Lead, Line, draw_lines
from etl.read.pdf.markup import mark_up
from etl.read.pdf.vertical import take_vertical

PAGE = Box(0, 0, 600, 800)
SERIF, SANS = 1, 2
EM, PITCH = 10, 15


def line(text: str, x: float, y: float, *, size: float = EM, face: int = SERIF) -> Line:
    return Line(text, Box(x, y, x + len(text) * size, y + size), size, face)


def column(text: str, x: float, y: float, *, letters: int = 12, indent: int = 2) -> list[Line]:
    """A paragraph in a column so many letters wide."""
    first, rest = text[: letters - indent], text[letters - indent :]
    lines = [line(first, x + indent * EM, y)] if first else []
    return lines + [line(rest[at : at + letters], x, y + (at // letters + 1) * PITCH) for at in range(0, len(rest), letters)]


def parts(lines: list[Line], drawn: Drawings = Drawings()) -> list[list[str]]:  # noqa: B008
    text = mark_up([], find_articles(lines, drawn, body=EM))
    return [part.strip("\n").split("\n") for part in text.split("\f\n") if part.strip()]


FERRY = "渡口的老船工收起缆绳，说新桥通车以后他要去当桥工，两岸的孩子从此不用再等早上的第一班船。"
RICE = "石桥村的新米装进柳条箱，合作社今年把收购价提到每公斤九元，家家都添了新竹篓，晒谷场上堆成山。"
TITLE = line("渡口新桥通车", 20, 60, size=20, face=SANS)


def test_sub_headings_stand_in_their_text() -> None:
    lines = [
        TITLE._replace(box=Box(80, 60, 200, 80)),
        *column(FERRY, 20, 100),
        line("一、缆绳", 60, 162, face=SANS),
        *column(RICE, 20, 179),
        *column(FERRY, 160, 100),
        line("二、新米", 200, 162, face=SANS),
        *column(RICE, 160, 179),
    ]
    assert parts(lines) == [["# 渡口新桥通车", FERRY, "### 一、缆绳", RICE, FERRY, "### 二、新米", RICE]]


@pytest.mark.parametrize("gap", [1, 2], ids=["a letter", "two letters"])
def test_short_columns_are_read_one_after_the_other(gap: int) -> None:
    text = (FERRY + RICE) * 3
    rows, width = 6, 10
    lines = [line("渡口新桥今天通车两岸同庆", 100, 60, size=20, face=SANS)]
    for at in range(0, len(text), width):
        number, row = divmod(at // width, rows)
        lines.append(line(text[at : at + width], 20 + number * (width + gap) * EM, 100 + row * PITCH))
    assert parts(lines) == [["# 渡口新桥今天通车两岸同庆", text]]


def test_a_bold_dateline_stays_with_its_sentence() -> None:
    lines = [
        TITLE,
        line("本报石桥3月2日讯", 40, 100, face=SANS),
        line("（记者 白云）渡口的老船", 20, 115, face=SANS),
        *column("工收起缆绳，说新桥通车以后他要去当桥工。", 20, 130, indent=0)[1:],
    ]
    lines.insert(3, line("工收起缆绳，说新桥通车以", 20, 130))
    assert parts(lines)[0][:2][0] == "# 渡口新桥通车"
    assert parts(lines)[0][1].startswith("本报石桥3月2日讯（记者 白云）渡口的老船工收起缆绳")


def test_the_questions_of_an_interview_stay_in_its_column() -> None:
    lines = [TITLE]
    for at, (turn, face) in enumerate(
        (("记者：新桥通车以后船工做什么去？", SANS), ("白小禾：去当桥工，也有人去开船厂。", SERIF)) * 2
    ):
        lines += [one._replace(face=face) for one in column(turn, 20, 100 + 2 * at * PITCH)]
    assert len(parts(lines)) == 1


def test_a_blank_in_the_bracket_of_a_dateline_parts_no_line() -> None:
    letters = [
        Character(letter, Box(x, 0, x + 9, 9), 9, face)
        for letter, x, face in zip("者白云）渡口", (0, 19, 28, 37, 46, 55), (2, 1, 1, 1, 1, 1), strict=True)
    ]
    assert [one.text for one in draw_lines(letters, [])] == ["者 白云）渡口"]


def test_the_signature_below_a_text_is_no_heading() -> None:
    lines = [TITLE, *column(FERRY, 20, 100), line("白云", 120, 161, face=SANS)]
    assert parts(lines) == [["# 渡口新桥通车", FERRY, "白云"]]


def test_a_service_box_at_the_foot_is_no_text() -> None:
    box = [line("便民热线：96123", 20, 161, size=9, face=SANS), line("供水：88000001", 20, 174, size=9, face=SANS)]
    assert parts([TITLE, *column(FERRY, 20, 100), *box])[0] == ["# 渡口新桥通车", FERRY]


def test_items_under_a_label_have_their_own_headlines() -> None:
    lines = [
        line("短讯", 60, 60, size=20, face=SANS),
        line("渡口夜间加班船", 20, 90, face=SANS),
        *column(FERRY, 20, 105),
        line("石桥村新米上市", 20, 168, face=SANS),
        *column(RICE, 20, 183),
    ]
    assert parts(lines)[1:] == [["# 渡口夜间加班船", FERRY], ["# 石桥村新米上市", RICE]]


def test_the_stanzas_of_a_poem_stay_one_text_line_by_line() -> None:
    stanzas = [["汽笛在雾里", "喊了一声", "对岸的柳树绿了"], ["船工把一生", "系在", "缆绳上不松手"]]
    lines = [line("渡口", 30, 60, size=20, face=SANS)]
    for number, stanza in enumerate(stanzas):
        lines += [line(text, 20, 95 + (number * 4 + row) * PITCH) for row, text in enumerate(stanza)]
    assert parts(lines) == [["# 渡口", *stanzas[0], *stanzas[1]]]


def test_a_table_is_one_part_row_by_row() -> None:
    rows = [("渡口", "客流（人次）", "同比"), ("青石湾", "12.7万", "8.1%"), ("云泽", "9.4万", "3.2%"), ("石桥", "6.6万", "-1.5%")]
    cells = [line(cell, 200 + 80 * k, 115 + PITCH * row) for row, line_ in enumerate(rows) for k, cell in enumerate(line_)]
    lines = [TITLE, *column(FERRY, 20, 100), line("表1 各渡口客流", 220, 100), *cells, line("数据来源：县交通运输局", 200, 175)]
    assert sorted(parts(lines)) == [
        ["# 渡口新桥通车", FERRY],
        ["表1 各渡口客流", *(" ".join(row) for row in rows), "数据来源：县交通运输局"],
    ]


def test_a_vertical_rule_parts_articles_on_a_page_without_rules_in_them() -> None:
    lines = [*column(FERRY, 20, 100), *column(RICE, 160, 100)]
    ruled = Drawings(down=(Box(149, 90, 150, 180),))
    assert parts(lines, ruled) == [[FERRY], [RICE]]


def test_the_lines_of_one_box_at_the_head_of_a_page_stay_together() -> None:
    lines = [
        line("江海日报", 20, 10, size=20, face=SANS),
        line("2024年3月15日 星期五", 200, 10),
        line("农历甲辰年二月初六", 200, 24),
    ]
    own, others = take_furniture([*lines, TITLE], Drawings(across=(Box(20, 40, 580, 41),)), PAGE)
    assert [[one.text for one in box] for box in own] == [["江海日报"], ["2024年3月15日 星期五", "农历甲辰年二月初六"]]
    assert others == [TITLE]


def test_small_items_have_headlines_not_larger_than_a_sub_heading_elsewhere() -> None:
    lines = [TITLE, *column(FERRY, 20, 100)]
    for at, head in enumerate(("石桥新米上市", "云泽早茶开园")):
        y = 60 + 85 * at
        lines.append(line(head, 160, y, size=11.5, face=SANS))
        lines += [line(RICE[10 * row : 10 * row + 10], 160, y + 17 + 11 * row, size=8) for row in range(5)]
    assert [part[0] for part in parts(lines)] == ["# 渡口新桥通车", "# 石桥新米上市", "# 云泽早茶开园"]


def test_a_story_beside_the_masthead_is_no_furniture() -> None:
    story = [line("渡口新桥通车", 300, 10, face=SANS), *column(RICE, 300, 24, letters=11), *column(FERRY, 430, 24, letters=11)]
    own, others = take_furniture([line("江海日报", 20, 20, size=20), *story], Drawings(across=(Box(20, 100, 580, 101),)), PAGE)
    assert [[one.text for one in box] for box in own] == [["江海日报"]]
    assert others == story


def test_a_small_line_beside_a_vertical_headline_is_read_downwards() -> None:
    title = [Character(letter, Box(20, 100 + 21 * at, 40, 120 + 21 * at), 20, SANS) for at, letter in enumerate("渡口新桥通车")]
    byline = [Character(letter, Box(48, 110 + 11 * at, 58, 120 + 11 * at), 10, SERIF) for at, letter in enumerate("本报记者白云")]
    text = [
        Character(letter, Box(75 + 10 * at, 100, 85 + 10 * at, 110), 10, SERIF)
        for at, letter in enumerate("渡口的老船工收起缆绳")
    ]
    vertical, others = take_vertical([*title, *byline, *text], EM)
    assert [one.text for one in vertical] == ["渡口新桥通车", "本报记者白云"]
    assert others == text


@pytest.mark.parametrize("seed", range(60))
def test_no_letter_is_lost_or_doubled(seed: int) -> None:
    rng = random.Random(seed)
    lines = [_any_line(rng, number) for number in range(rng.randint(1, 40))]
    drawn = Drawings(
        across=tuple(Box(x, y, x + 90, y + 1) for x, y in _places(rng)),
        down=tuple(Box(x, y, x + 1, y + 90) for x, y in _places(rng)),
        frames=tuple(Box(x, y, x + 150, y + 100) for x, y in _places(rng)),
        pictures=tuple(Box(x, y, x + 80, y + 60) for x, y in _places(rng)),
    )
    text = mark_up([], find_articles(lines, drawn, body=EM))
    printed = sorted("".join(one.text for one in lines))
    assert sorted(letter for letter in text if letter not in "\f\n#![] ") == [letter for letter in printed if letter != " "]


def _any_line(rng: random.Random, number: int) -> Line:
    words = (
        FERRY[:12],
        RICE[12:20],
        "白云",
        "12.7万",
        "第七条",
        "（记者 白云）",
        "本报石桥3月2日讯",
        "■短讯",
        "云泽",
        "表1 客流",
        "6.6%",
    )
    text = f"{rng.choice(words)}{chr(0x4E00 + number)}"
    drawn = line(
        text,
        20 + 13 * rng.randint(0, 30),
        50 + 7.5 * rng.randint(0, 40),
        size=rng.choice((9, 10, 10, 10, 12, 20)),
        face=rng.choice((SERIF, SERIF, SANS)),
    )
    letters = rng.randint(1, len(text) - 1)
    lead = Lead(letters, drawn.box.x0 + letters * drawn.size, rng.choice((SERIF, SANS)))
    return drawn._replace(lead=rng.choice((None, lead)))


def _places(rng: random.Random) -> list[tuple[int, int]]:
    return [(rng.randint(0, 400), rng.randint(0, 400)) for _ in range(rng.randint(0, 2))]
