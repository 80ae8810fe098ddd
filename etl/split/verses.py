"""Poems on a page whose layout is not known: their verses read like headlines.

    石桥的井（外一首） | 白云 | 井还在那里 | 打水的人换了 | 天空掉下来 | 在井里 | 叠成一个圆     title, byline, five verses
No poem: the three lines of a headline, the titles of a guide to other pages.
"""

import re
from collections.abc import Sequence

from etl.imprint import HAN, Imprint, read_bare_names
from etl.split.pieces import Part, Piece

VERSE_RE = re.compile(rf"[“‘（]?[{HAN}]{{2,20}}(?:[（(][{HAN}]{{2,8}}[）)])?[，、；！？—…：”’]*|[{HAN}，、]{{4,22}}")
TITLE_RE = re.compile("[（(](?:外|组诗|[二三四五六七八九十])[^（）()]{0,3}[）)]$|组诗")
# So many lines without a stop are no headline.
FEWEST_VERSES, FEWEST_SIGNED = 7, 4
USUAL_LENGTH = 13
WORDS = (Part.HEADING, Part.MAYBE_HEADING, Part.TEXT)


def take_verses(pieces: Sequence[Piece]) -> list[Piece]:
    """Makes the verses of poems paragraphs, below a title that opens an article."""
    taken = list(pieces)
    at = 0
    while at < len(taken):
        end = _run_end(taken, at)
        if end > at and _is_poem(taken[at:end]):
            end = _leave_headline(taken, at, end)
            taken[at:end] = _settle_poem(taken[at:end])
            if end < len(taken) and taken[end].apart and taken[end].part is Part.HEADING:
                taken[end] = taken[end]._replace(opens=True)
        at = max(end, at + 1)
    return taken


def _run_end(pieces: Sequence[Piece], at: int) -> int:
    while at < len(pieces) and _can_be_verse(pieces[at]):
        at += 1
    return at


def _can_be_verse(piece: Piece) -> bool:
    if piece.level or piece.opens:
        return False
    return piece.part is Part.BYLINE or (piece.part in WORDS and bool(VERSE_RE.fullmatch(piece.text)))


def _byline_at(run: Sequence[Piece]) -> int | None:
    """Where the poet is named: directly below the title."""
    named = (at for at in (1, 2) if at < len(run) and (run[at].part is Part.BYLINE or read_bare_names(run[at].text)))
    return next(named, None)


def _is_poem(run: Sequence[Piece]) -> bool:
    lengths = sorted(len(piece.text) for piece in run)
    short = lengths[len(lengths) // 2] <= USUAL_LENGTH
    signed = _byline_at(run) is not None or bool(TITLE_RE.search(run[0].text))
    return short and len(run) >= FEWEST_VERSES and (signed or len(run) >= 2 * FEWEST_VERSES)


def _leave_headline(pieces: Sequence[Piece], at: int, end: int) -> int:
    """Where a poem ends: its last lines may be the headline of the article below, which a gap parts from the verses."""
    if end == len(pieces) or pieces[end].part is Part.FURNITURE:
        return end
    last = end - 1
    while last > end - 3 and not pieces[last].apart:
        last -= 1
    return last if last > at + FEWEST_SIGNED and pieces[last].apart else end - 1


def _settle_poem(run: Sequence[Piece]) -> list[Piece]:
    byline = _byline_at(run)
    title = byline if byline is not None else 1
    heads = [piece._replace(part=Part.HEADING) for piece in run[:title]]
    heads[0] = heads[0]._replace(opens=True)
    verses = [piece._replace(part=Part.TEXT) if piece.part in WORDS else piece for piece in run[title:]]
    if byline is not None and run[byline].part is not Part.BYLINE:
        verses[0] = run[byline]._replace(part=Part.BYLINE, imprint=Imprint(read_bare_names(run[byline].text)))
    return heads + verses
