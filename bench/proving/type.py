"""How wide letters are in the type the pages are printed in."""

from functools import cache

NARROW, WIDE = "iIjlrtf.,:;'|! ", "mMwW%@&+"


@cache
def _letter_width(letter: str) -> float:
    if not letter.isascii():
        return 1.0
    return 0.36 if letter in NARROW else 0.95 if letter in WIDE else 0.74 if letter.isupper() else 0.61


def type_width(text: str) -> float:
    """Width in ems, a little generous, so that what is held to fit does fit.

    >>> type_width("增长12%")
    4.17
    """
    return round(sum(map(_letter_width, text)), 2)
