"""Letters and drawings of a PDF are read as a reader of the printed page sees them, whatever program made the file."""

import subprocess
import sys

import pypdfium2 as pdfium
import pytest

from etl.model import LeftOver
from etl.read.pdf import read_pdf
from etl.read.pdf.boxes import Box
from etl.read.pdf.characters import Letters, placing, read_characters
from etl.read.pdf.drawings import Shape, read_drawings, sort_shapes
from tests.test_pdf import written

PAGE = Box(0, 0, 400, 500)
# The codes A to Z print these letters.
PRINTED = "石桥村的茶园︵春︶⻓⼩\u200b\ufeff豈"
HAN = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>"


def unicode_map() -> bytes:
    """The part of a font that says which letters its codes print."""
    lines = b"".join(b"<%02X> <%04X>\n" % (65 + at, ord(letter)) for at, letter in enumerate(PRINTED))
    body = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
    body += b"%d beginbfchar\n%sendbfchar\nendcmap end end" % (len(PRINTED), lines)
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body)


def sheet(content: bytes, **entries: str) -> bytes:
    """A page of 400 by 500 points with further entries; its font F is Helvetica, its font H prints Chinese letters."""
    more = " ".join(f"/{name} {value}" for name, value in entries.items()).encode()
    file = written(content, b"", HAN, unicode_map())
    return file.replace(b"/MediaBox [0 0 400 500]", b"/MediaBox [0 0 400 500] " + more).replace(
        b"/Font << /F 5 0 R >>", b"/Font << /F 5 0 R /H 6 0 R >>"
    )


def letters_of(file: bytes) -> Letters:
    page = pdfium.PdfDocument(file)[0]
    letters = read_characters(page, placing(page), most=1000)
    assert letters is not None
    return letters


def text_of(file: bytes) -> str:
    return "".join(character.letter for character in letters_of(file).characters)


def test_radicals_vertical_marks_and_steering_codes_become_plain_text() -> None:
    assert text_of(sheet(b"BT /H 20 Tf 20 400 Td (ABCDEFGHIJK) Tj ET")) == "石桥村的茶园（春）长小"
    letters = letters_of(sheet(b"BT /H 20 Tf 20 400 Td (ALMN) Tj ET"))
    assert "".join(character.letter for character in letters.characters) == "石豈"
    assert letters.dropped == {"no letter": "\ufffd\ufffd"}


@pytest.mark.parametrize(
    ("watermark", "reason"),
    [
        (b"BT /F 1 Tf 70 70 -70 70 60 100 Tm (copy) Tj ET", "aslant"),
        (b"q /G gs BT /F 90 Tf 60 200 Td (copy) Tj ET Q", "seen through"),
        (b"BT /F 900 Tf 0 0 Td (copy) Tj ET", "too large"),
        (b"BT /F 0.1 Tf 60 200 Td (copy) Tj ET", "too small"),
    ],
)
def test_a_watermark_and_text_nobody_can_read_are_dropped_and_kept_aside(watermark: bytes, reason: str) -> None:
    file = sheet(b"BT /F 12 Tf 50 400 Td (read) Tj ET " + watermark)
    file = file.replace(b"/Resources <<", b"/Resources << /ExtGState << /G << /ca 0.2 >> >>")
    letters = letters_of(file)
    assert "".join(character.letter for character in letters.characters) == "read"
    assert letters.dropped == {reason: "copy"}


def test_what_no_reader_sees_is_named_with_the_page() -> None:
    rows = b" ".join(b"BT /H 20 Tf 20 %d Td (ABCDEFGHIJK) Tj ET" % y for y in range(100, 400, 40))
    (page,) = read_pdf(sheet(rows + b" BT /H 20 Tf 900 400 Td (ABC) Tj ET"), "page.pdf").pages
    assert page.left_out == (LeftOver("石桥村", "off the page"),)


def test_pale_body_type_is_no_watermark() -> None:
    file = sheet(b"/G gs BT /F 12 Tf 50 400 Td (read) Tj ET")
    assert text_of(file.replace(b"/Resources <<", b"/Resources << /ExtGState << /G << /ca 0.2 >> >>")) == "read"


def test_the_invisible_layer_of_an_ocr_is_kept() -> None:
    assert text_of(sheet(b"BT 3 Tr /F 12 Tf 50 400 Td (layer) Tj ET")) == "layer"


@pytest.mark.parametrize(
    "again",
    [
        b"BT /F 20 Tf 50 400 Td (twin) Tj ET",
        b"BT /F 20 Tf 51.5 398.5 Td (twin) Tj ET",
        b"BT 1 Tr /F 20 Tf 50 400 Td (twin) Tj ET",
    ],
    ids=["in its place", "a shadow", "an outline"],
)
def test_letters_drawn_twice_are_read_once(again: bytes) -> None:
    assert sorted(text_of(sheet(b"BT /F 20 Tf 50 400 Td (twin) Tj ET " + again))) == sorted("twin")


@pytest.mark.parametrize(
    ("entries", "left"),
    [
        ({}, 50),
        ({"CropBox": "[30 0 400 500]"}, 20),
        ({"CropBox": "[-100 -100 900 900]"}, 50),
        ({"CropBox": "[400 500 30 0]"}, 20),
        ({"CropBox": "[0 0 0 0]"}, 50),
        ({"UserUnit": "2"}, 50),
        ({"Rotate": "90"}, 400),
        ({"Rotate": "450"}, 400),
    ],
    ids=lambda value: str(value),
)
def test_letters_stand_where_the_page_shows_them(entries: dict[str, str], left: float) -> None:
    letters = letters_of(sheet(b"BT /F 20 Tf 50 400 Td (n) Tj ET", **entries)).characters
    x, reach = letters[0].box.x0, 0.2 * letters[0].size
    assert abs(x - left) <= reach
    assert letters[0].turn == (1 if "Rotate" in entries else 0)


def form(matrix: bytes, content: bytes, resources: bytes = b"") -> bytes:
    head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 400 500] /Matrix [%s] /Resources << /Font << /F 5 0 R >> %s >>"
    return (head + b" /Length %d >>\nstream\n%s\nendstream") % (matrix, resources, len(content), content)


def test_text_and_rules_in_nested_forms_are_read_in_their_place() -> None:
    inner = form(b"1 0 0 1 0 100", b"BT /F 10 Tf 20 100 Td (deep) Tj ET 20 90 100 1 re f")
    outer = form(b"2 0 0 2 10 0", b"/I Do", b"/XObject << /I 7 0 R >>")
    file = written(b"/O Do", b"", outer, inner).replace(b"/MediaBox [0 0 400 500]", b"/MediaBox [0 0 400 500]", 1)
    file = file.replace(b"/Resources << /Font << /F 5 0 R >> >> >>", b"/Resources << /XObject << /O 6 0 R >> >> >>", 1)
    letters = letters_of(file).characters
    assert "".join(letter.letter for letter in letters) == "deep"
    assert (round(letters[0].box.x0), letters[0].size) == (50, 20)
    page = pdfium.PdfDocument(file)[0]
    assert [tuple(round(side) for side in rule) for rule in read_drawings(page, placing(page)).across] == [(50, 118, 250, 120)]


def test_letters_of_a_drawn_font_are_read() -> None:
    glyph = b"1000 0 0 0 750 750 d1 0 0 750 750 re f"
    drawn = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 97"
    )
    drawn += b" /Widths [1000] /Encoding << /Type /Encoding /Differences [97 /a] >> /CharProcs << /a 7 0 R >> /Resources << >> >>"
    proc = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(glyph), glyph)
    file = written(b"BT /D 12 Tf 50 400 Td (aa) Tj ET", b"", drawn, proc)
    letters = letters_of(file.replace(b"/Font << /F 5 0 R >>", b"/Font << /D 6 0 R >>", 1)).characters
    assert [(letter.letter, letter.size, round(letter.box.x0)) for letter in letters] == [("a", 12, 50), ("a", 12, 62)]


def test_two_rows_of_dots_make_no_rules_between_them() -> None:
    dots = [Shape(Box(x, y, x + 1, y + 1), True) for y in (100, 300) for x in range(20, 380, 2)]
    drawn = sort_shapes(dots, [], PAGE)
    assert [(rule.x0, rule.x1) for rule in drawn.across] == [(20, 379), (20, 379)]
    assert (drawn.down, drawn.frames) == ((), ())


def test_the_frames_of_a_large_table_are_found_once_each() -> None:
    cells = [Shape(Box(x, y, x + 30, y + 30), False) for x in range(0, 1500, 30) for y in range(0, 1500, 30)]
    drawn = sort_shapes([*cells, *cells], [], Box(0, 0, 1600, 1600))
    assert len(drawn.frames) == len(cells)


MUTATIONS = """
import random, sys
from etl.errors import BaoshuError
from etl.read.pdf import read_pdf
content, seed = sys.stdin.buffer.read(), int(sys.argv[1])
chance = random.Random(seed)
for _ in range(int(sys.argv[2])):
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(len(spoilt))
        way = chance.randrange(3)
        if way == 0:
            spoilt[at] = chance.randrange(256)
        elif way == 1:
            del spoilt[at : at + chance.randrange(1, 40)]
        else:
            spoilt[at:at] = chance.choice((b"-", b"9999999999", b"<<", b"]", b" R ", b"0", b" Do ", b" Q ", bytes(3)))
    try:
        read_pdf(bytes(spoilt), "jhrb.pdf")
    except BaoshuError:
        pass
"""


def test_a_damaged_file_is_refused_or_read_and_never_ends_the_program() -> None:
    text = b"BT /H 12 Tf 50 400 Td (ABCDEFGHIJKABCDEFGHIJK) Tj ET 20 90 100 1 re f q 0 0 300 450 re W n"
    file = sheet(text + b" BT 12 TL /H 9 Tf 50 300 Td (ABCDEF) Tj T* (ABC) Tj ET Q 1 0 0 RG 20 20 200 200 re S")
    arguments = [sys.executable, "-c", MUTATIONS, "7", "300"]
    ended = subprocess.run(arguments, input=file, capture_output=True, timeout=100, check=False)
    assert (ended.returncode, ended.stderr.decode()) == (0, "")
