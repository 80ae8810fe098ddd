"""Layouts that have to be read together with their words: items in the line, columns read downwards, narrow columns."""

import pytest

from etl.read.pdf.blocks import Block, stack_lines
from etl.read.pdf.boxes import Box
from etl.read.pdf.characters import Character
from etl.read.pdf.drawings import Drawings
from etl.read.pdf.justified import join_justified
from etl.read.pdf.lines import Lead, Line, draw_lines
from etl.read.pdf.markup import captions
from tests.test_pdf_flow import EM, FERRY, PITCH, RICE, SANS, SERIF, TITLE, column, line, parts

LABEL = line("短讯", 60, 60, size=20, face=SANS)


def item(head: str, rest: str, x: float, y: float, *, indent: int = 2, letters: int = 18) -> list[Line]:
    """A paragraph in a wide column that begins with bold words."""
    lines = column(head + rest, x, y, letters=letters, indent=indent)
    return [lines[0]._replace(lead=Lead(len(head), lines[0].box.x0 + len(head) * EM, SANS)), *lines[1:]]


def test_bold_words_before_a_dateline_are_the_headline_of_an_item() -> None:
    lines = [
        LABEL,
        *item("渡口新桥通车", "本报讯（记者 白云）" + FERRY, 20, 95),
        *item("新米上市", "本报讯（记者 高山）" + RICE, 20, 170),
    ]
    assert parts(lines)[1:] == [["# 渡口新桥通车", "本报讯（记者 白云）" + FERRY], ["# 新米上市", "本报讯（记者 高山）" + RICE]]


def test_bold_words_over_signed_paragraphs_are_headlines() -> None:
    lines = [TITLE, *item("新桥通车", FERRY[:-1] + "。（白云）", 20, 95), *item("新米上市", RICE + "（高山）", 20, 140)]
    assert ["# 新米上市", RICE + "（高山）"] in parts(lines)


def test_an_item_in_the_line_goes_on_in_the_next_column() -> None:
    dated = "本报讯（记者 白云）"
    lines = [LABEL, *item("渡口新桥通车", dated + FERRY[:18], 20, 95), line(FERRY[18:36], 220, 95), line(FERRY[36:], 220, 110)]
    assert parts(lines)[1:] == [["# 渡口新桥通车", dated + FERRY]]


def test_a_strip_of_items_goes_on_in_the_next_column() -> None:
    lines = [LABEL, *item("渡口新桥通车", FERRY, 20, 95), *item("新米上市", RICE, 220, 95)]
    assert parts(lines)[1:] == [["# 渡口新桥通车", FERRY], ["# 新米上市", RICE]]


def test_bold_words_flush_on_a_page_of_indents_are_headlines() -> None:
    lines = [TITLE, *column(FERRY, 20, 95), line("便民", 20, 180, size=20, face=SANS)]
    lines += [*item("交通", FERRY, 20, 215, indent=0), *item("供水", RICE, 20, 260, indent=0)]
    assert parts(lines)[-2:] == [["# 交通", FERRY], ["# 供水", RICE]]


@pytest.mark.parametrize("head", ["缆绳收起来", "白云：", "一、缆绳", "本报石桥3月2日讯"])
def test_bold_words_in_the_text_of_a_report_are_no_headline(head: str) -> None:
    lines = [TITLE, *column(FERRY, 20, 95, letters=18), *item(head, RICE, 20, 140), *item("新米", FERRY, 20, 200)]
    assert [part[0] for part in parts(lines)] == ["# 渡口新桥通车"]


def test_the_lead_of_a_line_ends_where_its_face_does() -> None:
    letters = [
        Character(letter, Box(10 * at, 0, 10 * at + 10, 10), 10, SANS if at < 3 else SERIF)
        for at, letter in enumerate("渡口，新桥通车")
    ]
    (drawn,) = draw_lines(letters, [])
    assert (drawn.lead, drawn.face) == (Lead(3, 30, SANS), SERIF)


def test_text_runs_from_the_foot_of_a_column_to_the_head_of_the_next() -> None:
    left = [TITLE, *column(FERRY, 20, 95), line("石桥新米上市", 20, 170, size=20, face=SANS), *column(RICE[:10], 20, 205)]
    right = [line(RICE[10:22], 160, 60), line(RICE[22:34], 160, 75), line(RICE[34:], 160, 90)]
    right += [line("云泽早茶开园", 160, 120, size=20, face=SANS), *column(FERRY, 160, 155)]
    assert sorted(parts([*left, *right])) == [["# 云泽早茶开园", FERRY], ["# 渡口新桥通车", FERRY], ["# 石桥新米上市", RICE]]


def test_a_column_that_begins_with_a_sub_heading_goes_on_with_the_text() -> None:
    lines = [TITLE._replace(box=Box(80, 60, 200, 80)), *column(FERRY, 20, 100)]
    lines += [line("石桥新米", 200, 100, face=SANS), *column(RICE, 160, 115)]
    assert parts(lines) == [["# 渡口新桥通车", FERRY, "### 石桥新米", RICE]]


def test_names_in_one_line_are_parted_and_driven_letters_are_not() -> None:
    def letters(text: str, gaps: dict[int, float], step: float) -> list[Character]:
        x, drawn = 0.0, []
        for at, letter in enumerate(text):
            x += gaps.get(at, step)
            drawn.append(Character(letter, Box(x, 0, x + 10, 10), 10, SERIF))
            x += 10
        return drawn

    assert [one.text for one in draw_lines(letters("记者白云高山", {2: 2.5, 4: 2.5}, 0), [])] == ["记者 白云 高山"]
    assert [one.text for one in draw_lines(letters("记者白云高山", {}, 2.5), [])] == ["记者白云高山"]


def test_a_ragged_caption_is_one_paragraph() -> None:
    lines = (line("石桥村的茶农上山采茶。", 0, 0), line("“今年价钱好，”茶农白", 0, 15), line("云说。", 0, 30))
    assert list(captions([Block(lines, 0, 130)])) == ["石桥村的茶农上山采茶。“今年价钱好，”茶农白云说。"]


def test_the_pieces_of_a_first_line_set_in_are_put_together() -> None:
    rows = [line("本报讯（记者", 20, 0), line("白", 110, 0), line("云）渡口的老船工收起缆", 0, 15), line("绳。", 0, 30)]
    rows[2] = rows[2]._replace(box=rows[2].box._replace(x1=120))
    assert join_justified(rows)[0].text.replace(" ", "") == "本报讯（记者白"


@pytest.mark.parametrize(
    ("texts", "is_verse"),
    [
        (["汽笛在雾里", "喊了一声，", "对岸的柳树绿了，", "船工不松手。"], True),
        (["价十五元，老职工半价。", "他最爱看老片子，", "一坐两小时。", "　　放映厅里没有空位"], False),
    ],
)
def test_short_lines_of_prose_are_no_verse(texts: list[str], is_verse: bool) -> None:
    lines = [line(text.strip("　"), EM * (len(text) - len(text.strip("　"))), PITCH * at) for at, text in enumerate(texts)]
    assert Block(tuple(lines), 0, 110).verse is is_verse


def test_a_lead_of_two_lines_keeps_to_its_own_column() -> None:
    left = [line("六月，海南的", 20, 0), line("价格涨了一成，城", 0, 15)]
    right = [line("乡收入比由上一年", 90, 0), line("缩小到二点一三，", 90, 15)]
    wide = [line(FERRY[:17], 0, 60 + PITCH * at) for at in range(3)]
    blocks = stack_lines([*left, *right, *wide], Drawings())
    assert [block.right for block in blocks if block.lines[0] in left] == [80]
