"""PDF page → its characters as a reader sees them: each with its letter, its box, its type, once.

A character's box is its em square, reckoned from the baseline and the size of type, for the boxes fonts declare differ
from font to font. What no reader sees is dropped and counted: text off the page, clipped away, invisible or printed
twice (a shadow 青禾 under 青禾), and what lies over the page: text aslant or seen through (a watermark 样报).
"""

import ctypes
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from etl.lookalikes import printed
from etl.read.pdf import library
from etl.read.pdf.boxes import Box, around

INVISIBLE_MODES = (3, 7)
# Below the baseline hangs about an eighth of a Chinese letter.
DESCENT = 0.13
SAME_PLACE, CELL = 0.25, 24.0
SMALLEST_TYPE, LARGEST_TYPE = 2.5, 400.0
# Nameless faces are numbered upwards from here in the order in which the page uses them.
FIRST_NAMELESS = -100_000
# Large type that the text below shows through is a watermark (样报).
WATERMARK_TYPE, THINNEST_INK = 36.0, 128
QUARTERS = 4
# The library's own sign for a hyphen at the end of a line, and the soft hyphen, which is printed where it stands in a font.
HYPHENS = (2, 0xAD)
# Stands for a sign of no width, which prints nothing.
NO_LETTER = "\ufffd"


class Character(NamedTuple):
    """One printed character. `turn` counts the quarters it is turned clockwise; `face` tells typefaces apart, no more.

    `ink` is where a mark is printed in its em; other letters fill theirs.
    """

    letter: str
    box: Box
    size: float
    face: int
    turn: int = 0
    ink: Box | None = None

    @property
    def is_blank(self) -> bool:
        return self.letter.isspace()


class Type(NamedTuple):
    """What all characters of one text object share; `fault` says why they are not read."""

    face: int
    wide: float
    size: float
    turn: int | None
    visible: bool
    clip: Box | None
    fault: str | None


class Letters(NamedTuple):
    """The characters of a page, and the letters that were dropped, by reason."""

    characters: list[Character]
    dropped: dict[str, str]


def read_characters(page: pdfium.PdfPage, place: "Placing", *, most: int) -> Letters | None:
    """The characters of a page in the order of its content, which says little of how they are read; None for more than `most`."""
    text_page = raw.FPDFText_LoadPage(page)
    try:
        count = raw.FPDFText_CountChars(text_page)
        if count > most:
            return None
        dropped: defaultdict[str, list[str]] = defaultdict(list)
        case = Typecase(ctypes.cast(text_page, ctypes.c_void_p).value or 0, place)
        found = list(_characters(case, count, dropped))
    finally:
        raw.FPDFText_ClosePage(text_page)
    hidden = sum(not visible for _, visible in found)
    # The text layer that an OCR lays over a picture is invisible as a whole; it is what there is to read.
    reads_hidden = hidden > len(found) / 2
    seen = [character for character, visible in found if visible or reads_hidden]
    dropped["invisible"] += [] if reads_hidden else [character.letter for character, visible in found if not visible]
    sheet = place.page
    on_page = []
    for character in seen:
        if sheet.holds(character.box, slack=character.size / 2):
            on_page.append(character)
        else:
            dropped["off the page"].append(character.letter)
    kept = list(once(on_page))
    dropped["printed twice"] += list((Counter(one.letter for one in on_page) - Counter(one.letter for one in kept)).elements())
    return Letters(kept, {reason: "".join(letters) for reason, letters in dropped.items() if letters})


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
        if not self.turn:
            return x, y
        for _ in range(self.turn):
            x, y = -y, x
        shift = ((0.0, 0.0), (self.height, 0.0), (self.width, self.height), (0.0, self.width))[self.turn]
        return x + shift[0], y + shift[1]

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Where a rectangle of the PDF stands on the page."""
        (x0, y0), (x1, y1) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def placing(page: pdfium.PdfPage) -> Placing:
    """How the page lies in its PDF coordinates: what of its media box the crop box shows, and how it is turned."""
    shown = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, shown)
    width, height = shown.right - shown.left, shown.top - shown.bottom
    return Placing(shown.left, shown.bottom, width, height, page.get_rotation() // 90 % QUARTERS)


def _characters(case: "Typecase", count: int, dropped: Mapping[str, list[str]]) -> Iterator[tuple[Character, bool]]:
    """Each character of a text page, and whether it is visible."""
    last: Character | None = None
    shift = 0.0
    text_page = case.text_page
    for at in range(count):
        if library.is_generated(text_page, at) == 1:
            continue
        kind = case.type_at(at)
        letter = _letter(library.code_of(text_page, at))
        if kind.turn is None or kind.fault or not letter:
            dropped[kind.fault or ("aslant" if letter else "no letter")].append(letter or NO_LETTER)
            continue
        box = _em_box(letter, case, at, kind)
        ink = case.ink(at) if kind.clip or is_mark(letter) else None
        if last and letter == last.letter and box.x0 == last.box.x0 - shift and box.y0 == last.box.y0:
            # One glyph is printed for two letters (——): the second stands in its second half.
            shift += box.width / 2 if box.width > 1.5 * kind.size else box.width
            box = box._replace(x0=box.x0 + shift, x1=max(box.x1, box.x0 + shift + kind.size))
            ink = box
        else:
            shift = 0.0
        last = Character(letter, box, kind.size, kind.face, kind.turn, ink)
        yield last, kind.visible and (kind.clip is None or _is_unclipped(ink or box, kind.clip))


class Typecase:
    """What the letters of a text page are set in; what many of them share is read once."""

    def __init__(self, text_page: int, place: Placing) -> None:
        self.text_page, self.place = text_page, place
        self._types: dict[int, Type] = {}
        self._faces: dict[int, int] = {}
        self._casts: dict[tuple[float, ...], Cast] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._advance, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._at_point = ctypes.byref(self._x), ctypes.byref(self._y)
        self._at_sides = [ctypes.byref(side) for side in self._sides]
        self._at_advance, self._at_matrix = ctypes.byref(self._advance), ctypes.byref(self._matrix)

    def origin(self, at: int) -> tuple[float, float]:
        """Where the baseline of a letter begins."""
        library.read_origin(self.text_page, at, *self._at_point)
        return self.place.point(self._x.value, self._y.value)

    def advance(self, at: int) -> Box:
        """The box a letter takes on its line, by its font."""
        library.read_advance(self.text_page, at, self._at_advance)
        found = self._advance
        return self.place.box(found.left, found.bottom, found.right, found.top)

    def ink(self, at: int) -> Box:
        """The box of what is printed of a letter."""
        library.read_ink(self.text_page, at, *self._at_sides)
        left, right, bottom, top = (side.value for side in self._sides)
        return self.place.box(left, bottom, right, top)

    def type_at(self, at: int) -> Type:
        """The type of the text object in which a letter stands."""
        address = library.object_of(self.text_page, at) or 0
        if address not in self._types:
            self._types[address] = self._read_type(at, address)
        return self._types[address]

    def _read_type(self, at: int, address: int) -> Type:
        cast = self._cast(at)
        if not address:
            return Type(0, cast.wide, cast.size, cast.turn, True, None, cast.fault)
        visible = library.mode_of(address) not in INVISIBLE_MODES
        fault = cast.fault or ("seen through" if cast.size >= WATERMARK_TYPE and _alpha(address) < THINNEST_INK else None)
        face = self._face(library.font_of(address))
        return Type(face, cast.wide, cast.size, cast.turn, visible, clip_of(address, self.place), fault)

    def _cast(self, at: int) -> "Cast":
        """The size and turn of a letter, by its matrix."""
        library.read_matrix(self.text_page, at, self._at_matrix)
        found = self._matrix
        key = found.a, found.b, found.c, found.d, library.set_size_of(self.text_page, at)
        if key not in self._casts:
            self._casts[key] = cast_of(key[:4], key[4], turn=self.place.turn)
        return self._casts[key]

    def _face(self, font: int | None) -> int:
        """A number that tells a typeface from others; subsets of one font have one, nameless fonts one each."""
        if not font:
            return 0
        if font not in self._faces:
            self._faces[font] = _number_of(font) or FIRST_NAMELESS + len(self._faces)
        return self._faces[font]


class Cast(NamedTuple):
    """How wide and high letters are set and how they are turned; why they are not read, if so."""

    wide: float
    size: float
    turn: int | None
    fault: str | None


def cast_of(matrix: tuple[float, ...], set_size: float, *, turn: int) -> Cast:
    """How letters of a matrix and a nominal size are set on a page with this turn.

    >>> cast_of((0.8, 0, 0, 1), 10.0, turn=0)
    Cast(wide=8.0, size=10.0, turn=0, fault=None)
    >>> cast_of((70, 70, -70, 70), 1.0, turn=0).turn is None
    True
    """
    a, b, c, d = (value * set_size for value in matrix)
    wide, size = math.hypot(a, b), math.hypot(c, d)
    if not SMALLEST_TYPE <= size <= LARGEST_TYPE:
        return Cast(wide, size, None, "too small" if size < SMALLEST_TYPE else "too large")
    # Clockwise on the page is against the PDF's upward y.
    quarters = math.atan2(-b, a) / (math.pi / 2)
    upright = abs(quarters - round(quarters)) < 0.1
    return Cast(wide, size, (round(quarters) + turn) % QUARTERS if upright else None, None)


def _alpha(address: int) -> int:
    """How much of what lies below the ink of an object covers: 255 all, 0 nothing."""
    parts = [ctypes.c_uint(255) for _ in range(4)]
    library.read_fill(address, *[ctypes.byref(part) for part in parts])
    return parts[3].value


def _is_unclipped(ink: Box, clip: Box) -> bool:
    x, y = ink.middle
    return clip.x0 - 1 <= x <= clip.x1 + 1 and clip.y0 - 1 <= y <= clip.y1 + 1


@cache
def _letter(code: int) -> str:
    """The character of a code as text has it; none for a code that only steers how text is set.

    Some fonts give for a letter the radical that looks the same, for a mark its form in lines that are read downwards.

    >>> _letter(0x2F29), _letter(0x2ED3), _letter(0xFE35), _letter(0xFE12), _letter(2), _letter(0x200B)
    ('小', '长', '（', '。', '-', '')
    """
    if code in HYPHENS:
        return "-"
    letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return "" if unicodedata.category(letter) == "Cf" else printed(letter)


@cache
def is_wide(letter: str) -> bool:
    """Whether a character is set on a whole em: a Chinese letter or mark."""
    return unicodedata.east_asian_width(letter[:1]) in "WF"


@cache
def is_mark(letter: str) -> bool:
    """Whether a character is a mark of punctuation, which may be set to one side of its em."""
    return unicodedata.category(letter[:1])[0] == "P"


def _em_box(letter: str, case: Typecase, at: int, kind: Type) -> Box:
    """The em square of a character, as wide as the type is set: Chinese letters are often set flat or narrow."""
    x, y = case.origin(at)
    up, down = kind.size * (1 - DESCENT), kind.size * DESCENT
    advance = None if is_wide(letter) else case.advance(at)
    if kind.turn == 0:
        return Box(x, y - up, max(advance.x1, x) if advance else x + kind.wide, y + down)
    if kind.turn == 2:
        return Box(min(advance.x0, x) if advance else x - kind.wide, y - down, x, y + up)
    along = advance.height if advance else kind.wide
    if kind.turn == 1:
        return Box(x - down, y, x + up, y + along)
    return Box(x - up, y - along, x + down, y)


def _number_of(font: int) -> int | None:
    """A number made of the name of a font, None for one without."""
    name = ctypes.create_string_buffer(128)
    library.read_name(font, ctypes.byref(name), 128)
    bare = name.value.rpartition(b"+")[2]
    return int.from_bytes(bare[:24], "big") + 1 if bare else None


def clip_of(address: int, place: Placing) -> Box | None:
    """The box outside which nothing of a page object shows, or None."""
    path = library.clip_path_of(address)
    box: Box | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(max(0, library.count_paths(path)) if path else 0):
        corners = []
        for k in range(library.count_clip_points(path, at)):
            library.read_point(library.clip_point_of(path, at, k), ctypes.byref(x), ctypes.byref(y))
            corners.append(Box(*place.point(x.value, y.value) * 2))
        if corners:
            box = around(corners) if box is None else box.within(around(corners))
    return box


def once(characters: list[Character]) -> Iterator[Character]:
    """The characters without those printed again over themselves, a little beside for a shadow or bold type."""
    seen: dict[tuple[str, int, int], list[Character]] = {}
    for character in characters:
        letter, (x0, y0, x1, y1), size, *_ = character
        x, y, reach = (x0 + x1) / 2, (y0 + y1) / 2, min(SAME_PLACE * size, CELL)
        columns = range(int((x - reach) // CELL), int((x + reach) // CELL) + 1)
        lines = range(int((y - reach) // CELL), int((y + reach) // CELL) + 1)
        near = [seen[cell] for cell in product((letter,), columns, lines) if cell in seen]
        if not any(_is_same(character, other, reach) for others in near for other in others):
            seen.setdefault((letter, int(x // CELL), int(y // CELL)), []).append(character)
            yield character


def _is_same(one: Character, other: Character, reach: float) -> bool:
    (x, y), (u, v) = one.box.middle, other.box.middle
    return abs(x - u) <= reach and abs(y - v) <= reach and 0.8 <= one.size / other.size <= 1.25
