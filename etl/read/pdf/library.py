"""The calls into the PDF library that are made for every letter, bound so that each costs little.

The library's own bindings check the kind of each pointer they are given, which costs more than most of these calls do. Here
a pointer is an address, a plain number, None where there is none.
"""

import ctypes
from collections.abc import Callable
from typing import Any, cast

import pypdfium2.raw as raw


def bound(call: Any, result: Any, *given: Any) -> Callable[..., Any]:
    """A call of the library that takes addresses for pointers."""
    return cast("Callable[..., Any]", ctypes.CFUNCTYPE(result, *given)(ctypes.cast(call, ctypes.c_void_p).value or 0))


ADDRESS, NUMBER = ctypes.c_void_p, ctypes.c_int

# Of a text page and the number of a letter in it.
code_of = bound(raw.FPDFText_GetUnicode, ctypes.c_uint, ADDRESS, NUMBER)
is_generated = bound(raw.FPDFText_IsGenerated, NUMBER, ADDRESS, NUMBER)
object_of = bound(raw.FPDFText_GetTextObject, ADDRESS, ADDRESS, NUMBER)
set_size_of = bound(raw.FPDFText_GetFontSize, ctypes.c_double, ADDRESS, NUMBER)
read_matrix = bound(raw.FPDFText_GetMatrix, NUMBER, ADDRESS, NUMBER, ADDRESS)
read_origin = bound(raw.FPDFText_GetCharOrigin, NUMBER, ADDRESS, NUMBER, ADDRESS, ADDRESS)
read_advance = bound(raw.FPDFText_GetLooseCharBox, NUMBER, ADDRESS, NUMBER, ADDRESS)
read_ink = bound(raw.FPDFText_GetCharBox, NUMBER, ADDRESS, NUMBER, *[ADDRESS] * 4)

# Of a page, or a form drawn on it, and the number of an object in it.
object_on = bound(raw.FPDFPage_GetObject, ADDRESS, ADDRESS, NUMBER)
count_inside = bound(raw.FPDFFormObj_CountObjects, NUMBER, ADDRESS)
object_inside = bound(raw.FPDFFormObj_GetObject, ADDRESS, ADDRESS, ctypes.c_ulong)

# Of an object on the page, or one of its parts.
kind_of = bound(raw.FPDFPageObj_GetType, NUMBER, ADDRESS)
font_of = bound(raw.FPDFTextObj_GetFont, ADDRESS, ADDRESS)
mode_of = bound(raw.FPDFTextObj_GetTextRenderMode, NUMBER, ADDRESS)
read_name = bound(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, ADDRESS, ADDRESS, ctypes.c_size_t)
read_fill = bound(raw.FPDFPageObj_GetFillColor, NUMBER, ADDRESS, *[ADDRESS] * 4)
read_stroke = bound(raw.FPDFPageObj_GetStrokeColor, NUMBER, ADDRESS, *[ADDRESS] * 4)
read_place = bound(raw.FPDFPageObj_GetMatrix, NUMBER, ADDRESS, ADDRESS)
read_bounds = bound(raw.FPDFPageObj_GetBounds, NUMBER, ADDRESS, *[ADDRESS] * 4)
read_draw_mode = bound(raw.FPDFPath_GetDrawMode, NUMBER, ADDRESS, ADDRESS, ADDRESS)
clip_path_of = bound(raw.FPDFPageObj_GetClipPath, ADDRESS, ADDRESS)
count_paths = bound(raw.FPDFClipPath_CountPaths, NUMBER, ADDRESS)
count_clip_points = bound(raw.FPDFClipPath_CountPathSegments, NUMBER, ADDRESS, NUMBER)
clip_point_of = bound(raw.FPDFClipPath_GetPathSegment, ADDRESS, ADDRESS, NUMBER, NUMBER)
count_points = bound(raw.FPDFPath_CountSegments, NUMBER, ADDRESS)
point_of = bound(raw.FPDFPath_GetPathSegment, ADDRESS, ADDRESS, NUMBER)
step_of = bound(raw.FPDFPathSegment_GetType, NUMBER, ADDRESS)
read_point = bound(raw.FPDFPathSegment_GetPoint, NUMBER, ADDRESS, ADDRESS, ADDRESS)
