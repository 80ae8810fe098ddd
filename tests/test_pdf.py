"""PDF pages come out article by article, and what cannot be read is refused with one sentence."""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from etl.errors import BaoshuError
from etl.read.pdf import page_text, read_pdf
from etl.read.pdf.articles import take_captions
from etl.read.pdf.blocks import Block, stack_lines
from etl.read.pdf.boxes import Box
from etl.read.pdf.characters import Character, Placing, once, placing, read_characters
from etl.read.pdf.document import PrintedPage
from etl.read.pdf.drawings import Drawings, Shape, sort_shapes, with_artwork
from etl.read.pdf.faces import unite_faces
from etl.read.pdf.furniture import take_furniture
from etl.read.pdf.lines import Line, draw_lines
from etl.read.pdf.matching import best_pairs
from tests.test_site import CHROMIUM

PAGE = Box(0, 0, 600, 800)
SERIF, SANS = 1, 2
LEFT = "春茶开园，石桥村的茶农天不亮就上了山。合作社今年把鲜叶收购价提到每公斤九十元，家家都添了新竹篓。"
RIGHT = "渡口的老船工收起缆绳，说新桥通车以后他要去当桥工。两岸的孩子从此不用再等早上的第一班船。"


def printed(text: str, x: float, y: float, *, width: int = 12, size: float = 10, face: int = SERIF) -> list[Character]:
    """A paragraph set as newspapers do: its first line indented by two letters, `width` letters to a line."""
    letters = []
    for at, letter in enumerate("  " + text if width else text):
        row, column = divmod(at, width or 100)
        x0, y0 = x + column * size, y + row * 1.5 * size
        letters.append(Character(letter, Box(x0, y0, x0 + size, y0 + size), size, face))
    return [one for one in letters if not one.is_blank]


def headline(text: str, x: float, y: float, size: float = 20) -> list[Character]:
    return printed(text, x, y, width=0, size=size, face=SANS)


def text_of(characters: list[Character], drawn: Drawings = Drawings()) -> str:  # noqa: B008
    return page_text(PrintedPage(1, PAGE, characters, drawn))


def parts_of(text: str) -> list[list[str]]:
    """The parts of a marked text, each the lines of one."""
    return [part.strip("\n").split("\n") for part in text.split("\f\n") if part.strip()]


def test_two_articles_side_by_side_are_kept_apart() -> None:
    characters = [
        *printed(RIGHT, 150, 140),
        *headline("春茶开园", 20, 100),
        *printed(LEFT, 20, 140),
        *headline("新桥通车", 150, 100),
    ]
    assert parts_of(text_of(characters)) == [["# 春茶开园", LEFT], ["# 新桥通车", RIGHT]]


def test_a_text_flows_down_its_columns_under_its_headline() -> None:
    cut = 34  # three lines of twelve letters less the indent
    characters = [*headline("春茶开园鲜叶涨价", 60, 100), *printed(LEFT[:cut], 20, 140)]
    characters += [one._replace(box=one.box._replace(x0=one.box.x0, y0=one.box.y0)) for one in continued(LEFT[cut:], 150, 140)]
    assert parts_of(text_of(characters)) == [["# 春茶开园鲜叶涨价", LEFT]]


def continued(text: str, x: float, y: float) -> list[Character]:
    """The rest of a paragraph at the head of the next column."""
    return [
        Character(letter, Box(x + at % 12 * 10, y + at // 12 * 15, x + at % 12 * 10 + 10, y + at // 12 * 15 + 10), 10, SERIF)
        for at, letter in enumerate(text)
    ]


def test_a_frame_keeps_its_text_to_itself() -> None:
    characters = [*headline("春茶开园", 20, 100), *printed(LEFT, 20, 140), *printed(RIGHT, 150, 140)]
    drawn = Drawings(frames=(Box(143, 130, 280, 220),))
    assert parts_of(text_of(characters, drawn)) == [["# 春茶开园", LEFT], [RIGHT]]


def test_a_vertical_headline_is_read_downwards_and_from_the_right() -> None:
    def column(text: str, x: float) -> list[Character]:
        return [Character(letter, Box(x, 140 + 21 * at, x + 20, 160 + 21 * at), 20, SANS) for at, letter in enumerate(text)]

    characters = [*column("鲜叶涨价", 20), *column("春茶开园", 48), *printed(LEFT, 90, 140)]
    assert parts_of(text_of(characters)) == [["# 春茶开园", "# 鲜叶涨价", LEFT]]


def test_a_big_initial_goes_back_into_its_line() -> None:
    initial = Character("春", Box(20, 140, 44, 164), 24, SERIF)
    beside = [*continued("茶开园，石桥村的茶", 46, 140), *continued("农天不亮就上了山。", 46, 155)]
    below = [*continued("合作社今年把收购价提了。", 20, 170)[:11], *continued("家家都添了新竹篓。", 20, 185)]
    text = text_of([*headline("石桥春早", 20, 100), initial, *beside, *below])
    assert "春茶开园，石桥村的茶农天不亮就上了山。合作社" in text


def test_sub_headings_and_captions_are_marked() -> None:
    drawn = Drawings(pictures=(Box(20, 300, 140, 380),))
    characters = [
        *headline("春茶开园", 20, 100),
        *printed(LEFT, 20, 140),
        *printed("渡口新桥", 60, 217, width=0, face=SANS),
        *printed(RIGHT, 20, 232),
        *printed("石桥村的茶园。", 20, 384, width=0, size=8, face=SANS),
    ]
    assert parts_of(text_of(characters, drawn)) == [
        ["# 春茶开园", LEFT, "### 渡口新桥", RIGHT],
        ["![]", "石桥村的茶园。"],
    ]


@pytest.mark.parametrize(
    ("gap", "lines"),
    [(0.0, 1), (4.0, 1), (14.0, 2)],
    ids=["set close", "justified", "a gutter"],
)
def test_a_gutter_parts_two_lines(gap: float, lines: int) -> None:
    letters = [
        Character(letter, Box(x, 0, x + 10, 10), 10, SERIF) for letter, x in zip("石桥村茶园", range(0, 50, 10), strict=True)
    ]
    letters += [one._replace(box=Box(one.box.x0 + 50 + gap, 0, one.box.x1 + 50 + gap, 10)) for one in letters]
    assert len(draw_lines(letters, [])) == lines


def test_spread_letters_stay_one_line_and_a_rule_parts_close_ones() -> None:
    spread = [
        Character(letter, Box(x, 0, x + 20, 20), 20, SERIF) for letter, x in zip("遗失声明", range(0, 160, 40), strict=True)
    ]
    assert [line.text for line in draw_lines(spread, [])] == ["遗失声明"]
    close = [*printed("石桥", 0, 0, width=0), *printed("春早", 23, 0, width=0)]
    assert [line.text for line in draw_lines(close, [])] == ["石桥 春早"]
    assert sorted(line.text for line in draw_lines(close, [Box(21, 0, 22, 30)])) == ["春早", "石桥"]


def test_a_name_behind_a_wide_blank_stays_in_its_byline() -> None:
    letters = [*printed("本报记者", 0, 0, width=0), *printed("白云", 60, 0, width=0)]
    assert [line.text for line in draw_lines(letters, [])] == ["本报记者 白云"]


def test_a_bold_dateline_opens_its_paragraph() -> None:
    lines = [
        Line("本报石桥3月2日讯（记者白", Box(20, 0, 120, 10), 10, SANS),
        Line("云）春茶开园，茶农天不亮就", Box(0, 15, 120, 25), 10, SERIF),
        Line("上了山。", Box(0, 30, 40, 40), 10, SERIF),
    ]
    assert len(stack_lines(lines, Drawings())) == 1


def test_the_header_and_the_editors_line_are_the_pages_own() -> None:
    lines = [
        Line("江海日报", Box(20, 10, 100, 30), 20, SANS),
        Line("春茶开园", Box(20, 60, 100, 80), 20, SANS),
        Line("责编：白云 美编：高山", Box(20, 780, 120, 790), 10, SERIF),
    ]
    own, others = take_furniture(lines, Drawings(across=(Box(20, 40, 580, 41),)), PAGE)
    assert [[line.text for line in box] for box in own] == [["江海日报"], ["责编：白云 美编：高山"]]
    assert [line.text for line in others] == ["春茶开园"]


def test_dots_make_a_rule_and_four_rules_a_frame() -> None:
    dots = [Shape(Box(x, 50, x + 2, 51), True) for x in range(10, 200, 4)]
    assert [(rule.x0, rule.x1) for rule in sort_shapes(dots, [], PAGE).across] == [(10, 200)]
    sides = [Box(10, 50, 200, 51), Box(10, 300, 200, 301), Box(10, 50, 11, 301), Box(199, 50, 200, 301)]
    assert len(sort_shapes([Shape(side, True) for side in sides], [], PAGE).frames) == 1


def test_a_frame_without_text_is_a_picture_and_the_ground_of_the_page_nothing() -> None:
    drawn = sort_shapes([Shape(Box(0, 0, 600, 800), True), Shape(Box(20, 20, 200, 100), True)], [], PAGE)
    assert with_artwork(drawn, [Box(20, 300, 100, 310)]).pictures == (Box(20, 20, 200, 100),)


def test_a_caption_goes_to_the_picture_above_it() -> None:
    def block(text: str, y: float, face: int = SERIF) -> Block:
        return Block((Line(text, Box(20, y, 140, y + 9), 9, face),), 20, 140)

    pictures = [Box(20, 0, 140, 90), Box(150, 60, 300, 150)]
    captions, others = take_captions([block("石桥村的茶园。", 94, SANS), block(LEFT * 3, 200)], pictures)
    assert [[part.text for part in caption.text] for caption in captions] == [["石桥村的茶园。"]]
    assert len(others) == 1


def test_faces_that_stand_mixed_are_one_and_a_bold_word_is_another() -> None:
    def letters(faces: list[int]) -> list[Character]:
        return [Character({-1: "茶", -2: "园", -3: "春"}[face], Box(0, 0, 9, 9), 9, face) for face in faces]

    united = unite_faces([letters([-1, -2] * 40), letters([-1, -1, -3, -3, -3, -3, -3, -3])])
    assert united[-1] == united[-2] != united[-3]


def test_a_face_that_prints_a_letter_of_its_neighbour_is_another() -> None:
    def letters(text: str, faces: list[int]) -> list[Character]:
        return [Character(letter, Box(0, 0, 9, 9), 9, face) for letter, face in zip(text, faces, strict=True)]

    united = unite_faces([letters("春茶园春茶园", [-1, -2, -1, -1, -2, -1]), letters("本茶春茶园", [-3, -4, -3, -2, -1])])
    assert united[-1] == united[-2] != united[-3] == united[-4]


def test_the_best_pairs_are_best_together() -> None:
    assert best_pairs({(0, 1): 5.0, (0, 2): 4.0, (1, 1): 4.0, (3, 4): -1.0}) == {0: 2, 1: 1}


def test_a_letter_printed_over_itself_is_taken_once() -> None:
    letters = headline("茶茶园", 20, 100)
    shadow = [one._replace(box=Box(one.box.x0 + 1, 101, one.box.x1 + 1, 121)) for one in letters]
    assert list(once([*shadow, *letters])) == shadow


def test_a_turned_page_is_read_upright() -> None:
    assert Placing(0, 0, 400, 500, 0).point(10, 490) == (10, 10)
    assert Placing(0, 0, 400, 500, 1).point(10, 10) == (10, 10)
    assert Placing(0, 0, 400, 500, 2).point(390, 10) == (10, 10)
    assert Placing(0, 0, 400, 500, 3).point(390, 490) == (10, 10)


SHEET = """<!doctype html><meta charset="utf-8"><style>
@page { size: 600px 800px; margin: 0 } body { margin: 0; font: 12px/18px 'Noto Serif CJK SC' }
div { position: absolute } p { margin: 0; text-indent: 2em; text-align: justify }
h1 { margin: 0; font: bold 26px/34px 'Noto Sans CJK SC'; text-align: center }
</style>
<div style="left:20px;top:740px">责编：白云　美编：高山</div>
<div style="left:20px;top:160px;width:360px;columns:3;column-gap:14px"><p>%(left)s</p><p>%(left)s</p></div>
<div style="left:400px;top:110px;width:178px;border:1px solid;padding:6px"><h1 style="font-size:20px">新桥通车</h1>
<p>%(right)s</p></div>
<div style="left:20px;top:104px;width:360px"><h1>春茶开园鲜叶涨价</h1></div>
<div style="left:20.5px;top:104.5px;width:360px;color:#bbb"><h1>春茶开园鲜叶涨价</h1></div>
<div style="left:20px;top:84px;width:360px;text-align:center;font-size:15px">石桥村里说变化</div>
<div style="left:20px;top:20px;font-size:30px;line-height:36px">江海日报</div>
<div style="left:200px;top:34px">2024年3月15日　星期五　第03版</div>
<div style="left:20px;top:64px;width:560px;border-top:2px solid"></div>
"""


@pytest.fixture(scope="session")
def sheet() -> bytes:
    """A page printed by a browser."""
    if not Path(CHROMIUM).exists():
        pytest.skip("chromium is not installed; it prints the page")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"])
        page = browser.new_page()
        page.set_content(SHEET % {"left": LEFT, "right": RIGHT})
        content = page.pdf(prefer_css_page_size=True, print_background=True)
        browser.close()
    return content


def test_a_printed_page_comes_out_article_by_article(sheet: bytes) -> None:
    (page,) = read_pdf(sheet, "jhrb.pdf").pages
    assert parts_of(page.text)[-2:] == [["## 石桥村里说变化", "# 春茶开园鲜叶涨价", LEFT, LEFT], ["# 新桥通车", RIGHT]]
    own = [line for part in parts_of(page.text)[:-2] for line in part]
    assert own[0] == "江海日报"
    assert own[-1].split() == ["责编：白云", "美编：高山"]


def written(content: bytes, trailer: bytes = b"", *others: bytes) -> bytes:
    """A small PDF of one page with this content."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 500] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *others,
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    body_end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + body_end


def test_what_no_reader_sees_is_dropped_and_counted() -> None:
    content = b"BT /F 20 Tf 50 400 Td (seen) Tj ET BT /F 20 Tf 900 400 Td (off) Tj ET"
    hidden = b" BT 3 Tr /F 20 Tf 50 300 Td (not) Tj ET q 0 0 10 10 re W n BT 0 Tr /F 20 Tf 50 200 Td (cut) Tj ET Q"
    page = pdfium.PdfDocument(written(content + hidden))[0]
    letters = read_characters(page, placing(page), most=100)
    assert letters is not None
    assert "".join(character.letter for character in letters.characters) == "seen"
    assert letters.dropped == {"off the page": "off", "invisible": "notcut"}
    assert read_characters(page, placing(page), most=5) is None


def scanned(pages: int = 1, blank: int = 0) -> bytes:
    """A PDF of pictures, and some blank pages behind them."""
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        page = document.new_page(400, 500)
        picture = pdfium.PdfImage.new(document)
        picture.set_bitmap(pdfium.PdfBitmap.new_native(40, 40, pdfium.raw.FPDFBitmap_BGR))
        picture.set_matrix(pdfium.PdfMatrix().scale(300, 400))
        page.insert_obj(picture)
        page.gen_content()
    for _ in range(blank):
        document.new_page(400, 500)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def refused() -> Iterator[tuple[bytes, str]]:
    locked = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"41" * 32, b"42" * 32)
    yield b"no page at all", "is no PDF"
    yield written(b"")[:60], "is damaged"
    yield written(b"", b"/Encrypt 6 0 R /ID [<41><41>]", locked), "asks for a password"
    yield written(b""), "has no text on any page"
    yield written(b"BT /F 12 Tf 50 400 Td (letters of a font that tells nothing) Tj ET"), "no readable Chinese"
    yield scanned(), "ocrmypdf -l chi_sim"
    yield scanned(0, blank=401), "401 pages"


@pytest.mark.parametrize(("content", "fault"), list(refused()), ids=lambda value: value if isinstance(value, str) else "")
def test_what_cannot_be_read_is_refused_with_a_sentence(content: bytes, fault: str) -> None:
    with pytest.raises(BaoshuError, match=fault) as caught:
        read_pdf(content, "jhrb.pdf")
    assert str(caught.value).startswith("jhrb.pdf ")
    assert ";" in str(caught.value)


def test_a_scanned_page_among_others_is_named_and_a_blank_one_passed_over(sheet: bytes) -> None:
    document = pdfium.PdfDocument(scanned(1, blank=1))
    document.import_pages(pdfium.PdfDocument(sheet))
    file = io.BytesIO()
    document.save(file)
    read = read_pdf(file.getvalue(), "jhrb.pdf")
    assert [page.number for page in read.pages] == [3]
    assert [sentence[:15] for sentence in read.unread] == ["jhrb.pdf page 1"]
