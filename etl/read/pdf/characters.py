"""PDF page → its characters as a reader sees them: each with its letter, its box, its type, once.

A character's box is its em square, reckoned from the baseline and the size of type, for the boxes fonts declare differ
from font to font. What no reader sees is dropped and counted: text off the page, clipped away, invisible or printed
twice (a shadow 青禾 under 青禾), generated blanks.
"""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from etl.read.pdf.boxes import Box, around
from etl.vocabulary import rows

INVISIBLE_MODES = (3, 7)
# Below the baseline hangs about an eighth of a Chinese letter.
DESCENT = 0.13
SAME_PLACE, CELL = 0.25, 24.0
SMALLEST_TYPE, LARGEST_TYPE = 2.5, 400.0
QUARTERS = 4


class Character(NamedTuple):
    """One printed character. `turn` counts the quarters it is turned clockwise; `face` tells typefaces apart, no more."""

    letter: str
    box: Box
    size: float
    face: int
    turn: int = 0
    ink: Box | None = None

    @property
    def is_blank(self) -> bool:
        return self.letter.isspace()


@dataclass(frozen=True, slots=True)
class Radical:
    """A row of radicals.csv: a radical with a code of its own, and the letter that is printed like it."""

    surface: str
    letter: str
    note: str | None


class Type(NamedTuple):
    """What all characters of one text object share."""

    face: int
    matrix: tuple[float, float, float, float]
    size: float
    turn: int | None
    visible: bool
    clip: Box | None


class Letters(NamedTuple):
    """The characters of a page, and how many were dropped, by reason."""

    characters: list[Character]
    dropped: Counter[str]


def read_characters(page: pdfium.PdfPage, place: "Placing", *, most: int) -> Letters | None:
    """The characters of a page in the order of its content, which says little of how they are read; None for more than `most`."""
    text_page = raw.FPDFText_LoadPage(page)
    try:
        if raw.FPDFText_CountChars(text_page) > most:
            return None
        found = list(_characters(text_page, place))
    finally:
        raw.FPDFText_ClosePage(text_page)
    dropped: Counter[str] = Counter()
    hidden = sum(not visible for _, visible in found)
    # The text layer that an OCR lays over a picture is invisible as a whole; it is what there is to read.
    seen = [character for character, visible in found if visible or hidden > len(found) / 2]
    dropped["invisible"] = len(found) - len(seen)
    on_page = [character for character in seen if place.page.holds(character.box, slack=character.size / 2)]
    dropped["off the page"] = len(seen) - len(on_page)
    kept = list(once(on_page))
    dropped["printed twice"] = len(on_page) - len(kept)
    return Letters(kept, +dropped)


class Placing(NamedTuple):
    """How PDF coordinates, which grow upwards and know no turned pages, become those of the page as it is read."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int

    @property
    def page(self) -> Box:
        return Box(0, 0, *((self.height, self.width) if self.turn % 2 else (self.width, self.height)))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the PDF stands on the page."""
        x, y = x - self.left, self.bottom + self.height - y
        for _ in range(self.turn):
            x, y = -y, x
        shift = ((0.0, 0.0), (self.height, 0.0), (self.width, self.height), (0.0, self.width))[self.turn]
        return x + shift[0], y + shift[1]

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Where a rectangle of the PDF stands on the page."""
        ends = [self.point(x0, y0), self.point(x1, y1)]
        return around([Box(x, y, x, y) for x, y in ends])


def placing(page: pdfium.PdfPage) -> Placing:
    """How the page lies in its PDF coordinates, by its crop box and rotation."""
    left, bottom, right, top = page.get_cropbox()
    return Placing(left, bottom, right - left, top - bottom, page.get_rotation() // 90 % QUARTERS)


def _characters(text_page: raw.FPDF_TEXTPAGE, place: Placing) -> Iterator[tuple[Character, bool]]:
    """Each character of a text page, and whether it is visible."""
    types: dict[int, Type] = {}
    last: Character | None = None
    shift = 0.0
    x, y = ctypes.c_double(), ctypes.c_double()
    loose, tight = raw.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
    for at in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, at)
        if raw.FPDFText_IsGenerated(text_page, at) == 1:
            continue
        pointer = raw.FPDFText_GetTextObject(text_page, at)
        key = ctypes.cast(pointer, ctypes.c_void_p).value or 0
        if key not in types:
            types[key] = _read_type(text_page, at, pointer, place)
        kind = types[key]
        if kind.turn is None or not SMALLEST_TYPE <= kind.size <= LARGEST_TYPE:
            continue
        raw.FPDFText_GetCharOrigin(text_page, at, x, y)
        raw.FPDFText_GetLooseCharBox(text_page, at, loose)
        raw.FPDFText_GetCharBox(text_page, at, *tight)
        ink = place.box(tight[0].value, tight[2].value, tight[1].value, tight[3].value)
        advance = place.box(loose.left, loose.bottom, loose.right, loose.top)
        letter = _letter(code)
        box = _em_box(letter, place.point(x.value, y.value), advance, kind)
        if last and letter == last.letter and box.x0 == last.box.x0 - shift and box.y0 == last.box.y0:
            # One glyph is printed for two letters (——): the second stands in its second half.
            shift += box.width / 2 if box.width > 1.5 * kind.size else box.width
            box = box._replace(x0=box.x0 + shift, x1=max(box.x1, box.x0 + shift + kind.size))
            ink = box
        else:
            shift = 0.0
        last = Character(letter, box, kind.size, kind.face, kind.turn, ink)
        yield last, kind.visible and _is_unclipped(ink, kind.clip)


def _is_unclipped(ink: Box, clip: Box | None) -> bool:
    x, y = ink.middle
    return clip is None or (clip.x0 - 1 <= x <= clip.x1 + 1 and clip.y0 - 1 <= y <= clip.y1 + 1)


def _letter(code: int) -> str:
    """The character of a code; a radical some fonts give for the letter that looks the same becomes that letter.

    >>> _letter(0x2F29), _letter(0x2ED3), _letter(2)
    ('小', '长', '-')
    """
    if code == 2:
        return "-"  # the library's sign for a hyphen at the end of a line
    letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if 0x2E80 <= code <= 0x2EFF:
        return radicals().get(letter, letter)
    if 0x2F00 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", letter)
    return letter


@cache
def radicals() -> dict[str, str]:
    """Radicals, and the letters that are printed like them."""
    return {radical.surface: radical.letter for radical in rows("radicals", Radical)}


@cache
def is_wide(letter: str) -> bool:
    """Whether a character is set on a whole em: a Chinese letter or mark."""
    return unicodedata.east_asian_width(letter[:1]) in "WF"


def _em_box(letter: str, origin: tuple[float, float], advance: Box, kind: Type) -> Box:
    """The em square of a character, as wide as the type is set: Chinese letters are often set flat or narrow."""
    x, y = origin
    wide = math.hypot(kind.matrix[0], kind.matrix[1])
    up, down = kind.size * (1 - DESCENT), kind.size * DESCENT
    if kind.turn == 0:
        return Box(x, y - up, x + wide if is_wide(letter) else max(advance.x1, x), y + down)
    if kind.turn == 2:
        return Box(x - wide if is_wide(letter) else min(advance.x0, x), y - down, x, y + up)
    along = wide if is_wide(letter) else advance.height
    if kind.turn == 1:
        return Box(x - down, y, x + up, y + along)
    return Box(x - up, y - along, x + down, y)


def _read_type(text_page: raw.FPDF_TEXTPAGE, at: int, pointer: raw.FPDF_PAGEOBJECT, place: Placing) -> Type:
    """The type of the text object in which a character stands."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, at, matrix)
    set_size = raw.FPDFText_GetFontSize(text_page, at)
    a, b, c, d = (value * set_size for value in (matrix.a, matrix.b, matrix.c, matrix.d))
    # Clockwise on the page is against the PDF's upward y.
    quarters = math.atan2(-b, a) / (math.pi / 2)
    turn = (round(quarters) + place.turn) % QUARTERS if abs(quarters - round(quarters)) < 0.1 else None
    font = raw.FPDFTextObj_GetFont(pointer) if pointer else None
    visible = not pointer or raw.FPDFTextObj_GetTextRenderMode(pointer) not in INVISIBLE_MODES
    return Type(_face(font), (a, b, c, d), math.hypot(c, d), turn, visible, clip_of(pointer, place) if pointer else None)


def _face(font: raw.FPDF_FONT | None) -> int:
    """A number that tells a typeface from others; subsets of one font have one, nameless fonts one each."""
    if not font:
        return 0
    name = ctypes.create_string_buffer(128)
    length = raw.FPDFFont_GetBaseFontName(font, name, 128)
    bare = name.value.rpartition(b"+")[2]
    if length <= 1 or not bare:
        return -(ctypes.cast(font, ctypes.c_void_p).value or 0)
    return _number_of(bare)


@cache
def _number_of(name: bytes) -> int:
    return int.from_bytes(name[:24], "big") + 1


def clip_of(pointer: raw.FPDF_PAGEOBJECT, place: Placing) -> Box | None:
    """The box outside which nothing of a page object shows, or None."""
    path = raw.FPDFPageObj_GetClipPath(pointer)
    box: Box | None = None
    for at in range(max(0, raw.FPDFClipPath_CountPaths(path)) if path else 0):
        corners = []
        for k in range(raw.FPDFClipPath_CountPathSegments(path, at)):
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, at, k), x, y)
            corners.append(Box(*place.point(x.value, y.value) * 2))
        if corners:
            box = around(corners) if box is None else box.within(around(corners))
    return box


def once(characters: list[Character]) -> Iterator[Character]:
    """The characters without those printed again over themselves, a little beside for a shadow or bold type."""
    seen: dict[tuple[str, int, int], list[Character]] = {}
    for character in characters:
        x, y = character.box.middle
        reach = min(SAME_PLACE * character.size, CELL)
        ways = (-reach, reach)
        cells = {(character.letter, int((x + dx) // CELL), int((y + dy) // CELL)) for dx in ways for dy in ways}
        near = (other for cell in cells for other in seen.get(cell, ()))
        if not any(_is_same(character, other, reach) for other in near):
            seen.setdefault((character.letter, int(x // CELL), int(y // CELL)), []).append(character)
            yield character


def _is_same(one: Character, other: Character, reach: float) -> bool:
    (x, y), (u, v) = one.box.middle, other.box.middle
    return abs(x - u) <= reach and abs(y - v) <= reach and 0.8 <= one.size / other.size <= 1.25
