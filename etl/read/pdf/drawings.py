"""PDF page → what is drawn on it beside the text: rules, frames, grounds and pictures, the surest borders of articles.

A rule is a thin line, drawn as a stroke, as a thin filled rectangle, or as a row of dots or dashes. A frame is a drawn or
tinted rectangle, or four rules that meet at their ends.
"""

import ctypes
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from etl.read.pdf import library
from etl.read.pdf.boxes import Box, around
from etl.read.pdf.characters import Placing, clip_of

THICKEST_RULE = 6.0
SHORTEST_RULE = 14.0
SMALLEST_FRAME = 24.0
SMALLEST_PICTURE = 18.0
# A box that covers this much of the page is its ground, and no part of it.
WHOLE_PAGE = 0.85
# A path with more strokes is an illustration, not ruled lines.
MOST_STROKES = 400
DEEPEST_FORM = 8
LIGHTEST_INK = 245
CORNER_GAP = 4.0
TOUCHING, LONGEST_DASH = 1.0, 10.0

Matrix = tuple[float, float, float, float, float, float]
STRAIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawings(NamedTuple):
    """What is drawn on a page; `across` are horizontal rules, `down` vertical ones."""

    across: tuple[Box, ...] = ()
    down: tuple[Box, ...] = ()
    frames: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()


class Shape(NamedTuple):
    """A drawn rectangle or stroke; whether its inside is filled with a tint."""

    box: Box
    filled: bool


def read_drawings(page: pdfium.PdfPage, place: Placing) -> Drawings:
    """The rules, frames, grounds and pictures of a page."""
    shapes: list[Shape] = []
    pictures: list[Box] = []
    sheet = place.page
    for address, kind, matrix in _objects(page):
        if kind == raw.FPDF_PAGEOBJ_PATH:
            clip = clip_of(address, place) or sheet
            shapes += [shape._replace(box=shape.box.within(clip)) for shape in _shapes(address, matrix, place)]
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            pictures.append(_bounds(address, matrix, place).within(clip_of(address, place) or sheet))
    return sort_shapes(shapes, pictures, sheet)


def sort_shapes(shapes: Iterable[Shape], pictures: Iterable[Box], page: Box) -> Drawings:
    """Sorts what is drawn into rules, frames and pictures.

    >>> page = Box(0, 0, 500, 700)
    >>> drawn = sort_shapes([Shape(Box(10, 50, 200, 51), True), Shape(Box(10, 60, 200, 300), False)], [], page)
    >>> len(drawn.across), len(drawn.down), len(drawn.frames)
    (1, 0, 1)
    """
    shapes = [shape for shape in shapes if shape.box.width >= 0 and shape.box.height >= 0]
    across = _merged([shape.box for shape in shapes if _is_stroke(shape.box.height, shape.box.width)])
    down = _merged([_turned(shape.box) for shape in shapes if _is_stroke(shape.box.width, shape.box.height)])
    down = [_turned(box) for box in down]
    across = [box for box in across if box.width >= SHORTEST_RULE]
    down = [box for box in down if box.height >= SHORTEST_RULE]
    large = [shape.box for shape in shapes if min(shape.box.width, shape.box.height) >= SMALLEST_FRAME]
    frames = [box for box in [*large, *_closed(across, down)] if not _is_ground(box, page)]
    shown = [box for box in pictures if min(box.width, box.height) >= SMALLEST_PICTURE and not _is_ground(box, page)]
    return Drawings(tuple(across), tuple(down), tuple(_distinct(frames)), tuple(_distinct(shown)))


def with_artwork(drawn: Drawings, texts: Sequence[Box]) -> Drawings:
    """The drawings with each frame that holds no text taken for what it is, a drawn picture."""
    empty = [frame for frame in drawn.frames if not any(frame.crosses(text) for text in texts)]
    frames = tuple(frame for frame in drawn.frames if frame not in empty)
    return drawn._replace(frames=frames, pictures=(*drawn.pictures, *empty))


def _is_ground(box: Box, page: Box) -> bool:
    return box.width >= WHOLE_PAGE * page.width and box.height >= WHOLE_PAGE * page.height


def _is_stroke(thin: float, long: float) -> bool:
    return thin <= THICKEST_RULE and long >= thin


def _turned(box: Box) -> Box:
    """The box with its two directions exchanged."""
    return Box(box.y0, box.x0, box.y1, box.x1)


def _merged(strokes: list[Box]) -> list[Box]:
    """Strokes on one line joined where they touch or follow each other as dots and dashes do."""
    merged: list[Box] = []
    for row in _rows(strokes):
        joined: list[Box] = []
        for stroke in sorted(row):
            if joined and stroke.x0 - joined[-1].x1 <= _dash_gap(stroke):
                joined[-1] = around([joined[-1], stroke])
            else:
                joined.append(stroke)
        merged += joined
    return merged


def _rows(strokes: list[Box]) -> Iterator[list[Box]]:
    """Strokes that stand on one line."""
    row: list[Box] = []
    for stroke in sorted(strokes, key=lambda box: box.y0 + box.y1):
        if row and stroke.middle[1] - row[0].middle[1] > 1.5:
            yield row
            row = []
        row.append(stroke)
    if row:
        yield row


def _dash_gap(stroke: Box) -> float:
    """How wide a gap before a stroke may be within one rule: touching strokes, or dots and dashes with their gaps."""
    return max(TOUCHING, 1.5 * stroke.width) if stroke.width <= LONGEST_DASH else TOUCHING


def _closed(across: list[Box], down: list[Box]) -> Iterator[Box]:
    """The frames that two vertical and two horizontal rules make by meeting at their ends."""
    by_head = sorted(down, key=lambda rule: rule.y0)
    heads = [rule.y0 for rule in by_head]
    by_base = sorted(across, key=lambda rule: rule.y0 + rule.y1)
    bases = [rule.middle[1] for rule in by_base]
    for left in down:
        near = slice(bisect_left(heads, left.y0 - 2 * CORNER_GAP), bisect_right(heads, left.y0 + 2 * CORNER_GAP))
        for right in by_head[near]:
            if right.x0 - left.x1 < SMALLEST_FRAME or abs(left.y0 - right.y0) + abs(left.y1 - right.y1) > 2 * CORNER_GAP:
                continue
            box = around([left, right])
            if box.height >= SMALLEST_FRAME and all(
                any(
                    rule.x0 <= left.x1 + CORNER_GAP and rule.x1 >= right.x0 - CORNER_GAP
                    for rule in by_base[bisect_left(bases, y - CORNER_GAP) : bisect_right(bases, y + CORNER_GAP)]
                )
                for y in (box.y0, box.y1)
            ):
                yield box


def _distinct(boxes: Iterable[Box]) -> list[Box]:
    """The boxes without those that lie on another, as the two lines of a double frame do."""
    kept: list[Box] = []
    by_corner: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in sorted(boxes, key=lambda one: (-one.width * one.height, one)):
        column, row = int(box.x0 // CORNER_GAP), int(box.y0 // CORNER_GAP)
        near = (by_corner.get((column + dx, row + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        if not any(_is_laid_on(box, other) for others in near for other in others):
            kept.append(box)
            by_corner[column, row].append(box)
    return kept


def _is_laid_on(box: Box, other: Box) -> bool:
    return all(abs(a - b) <= CORNER_GAP for a, b in zip(box, other, strict=True))


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[int, int, Matrix]]:
    """Each drawn object of a page with its kind, those inside forms with the matrix that places them."""
    for at in range(raw.FPDFPage_CountObjects(page)):
        yield from _inside(library.object_on(page.raw, at), STRAIGHT, 0)


def _inside(address: int, matrix: Matrix, depth: int) -> Iterable[tuple[int, int, Matrix]]:
    kind = library.kind_of(address)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        return ()
    if kind != raw.FPDF_PAGEOBJ_FORM or depth >= DEEPEST_FORM:
        return ((address, kind, matrix),)
    inner = _times(_matrix(address), matrix)
    parts = range(max(0, library.count_inside(address)))
    return chain.from_iterable(_inside(library.object_inside(address, at), inner, depth + 1) for at in parts)


def _matrix(address: int) -> Matrix:
    found = raw.FS_MATRIX()
    if not library.read_place(address, ctypes.byref(found)):
        return STRAIGHT
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that does first one and then the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(address: int, matrix: Matrix, place: Placing) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    if not library.read_bounds(address, *[ctypes.byref(side) for side in sides]):
        return Box(0, 0, 0, 0)
    left, bottom, right, top = (side.value for side in sides)
    corners = [_point(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    return around(Box(*place.point(x, y) * 2) for x, y in corners)


def _shapes(address: int, matrix: Matrix, place: Placing) -> Iterator[Shape]:
    """The strokes and rectangles a path draws that can be seen."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    library.read_draw_mode(address, ctypes.byref(fill), ctypes.byref(stroke))
    tinted = bool(fill.value) and _is_tinted(address, library.read_fill)
    if not tinted and not (stroke.value and _is_tinted(address, library.read_stroke)):
        return
    count = library.count_points(address)
    if count > MOST_STROKES:
        yield Shape(_bounds(address, matrix, place), filled=tinted)
        return
    full = _times(_matrix(address), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[Box] = []
    for at in range(count):
        segment = library.point_of(address, at)
        if library.step_of(segment) == raw.FPDF_SEGMENT_MOVETO and corners:
            yield Shape(around(corners), filled=tinted)
            corners = []
        library.read_point(segment, ctypes.byref(x), ctypes.byref(y))
        corners.append(Box(*place.point(*_point(x.value, y.value, full)) * 2))
    if corners:
        yield Shape(around(corners), filled=tinted)


def _is_tinted(address: int, read_colour: Callable[..., int]) -> bool:
    """Whether what is drawn shows on white paper."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not read_colour(address, *[ctypes.byref(part) for part in parts]):
        return True
    *colour, alpha = (part.value for part in parts)
    return alpha > 8 and min(colour) < LIGHTEST_INK
