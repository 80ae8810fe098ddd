"""Ids that come from content, so that a link somebody has cited survives every rebuild."""

import hashlib
import re

# 2**53 - 1 is the largest integer that every JSON reader keeps exact; SQLite and full-text search want integers as row ids.
ID_BITS = 53

OPENING_LETTERS = 40


def content_id(*parts: str) -> int:
    """A positive integer below 2**53 that depends on the parts alone.

    >>> content_id("a", "b") == content_id("a", "b") != content_id("ab")
    True
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8")).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - ID_BITS)


def letters_only(text: str) -> str:
    """The letters and digits of a text, without marks and white space.

    >>> letters_only("“今年，\\n产值3亿元。”")
    '今年产值3亿元'
    """
    return re.sub(r"[\W_]+", "", text)


def opening(text: str) -> str:
    """The first letters and digits of a text: what names it although its end, its marks or its layout get mended."""
    return letters_only(text)[:OPENING_LETTERS]
