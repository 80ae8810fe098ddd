r"""Blocks → their pieces: a page whose layout is known is taken apart block by block, and its heading marks are believed.

    \f | ## 青海祁连县扩种青稞 | # 一粒种子，两本账 | 本报记者 白云 | 青稞熟了。 | ### 收成 | 亩产…   one article
    \f | 文化·体育 | 随时看青禾云客户端                                                          furniture
A page without borders is one block, whose headlines are told by their words.
"""

import re
from collections.abc import Sequence

from etl.column_labels import is_label
from etl.furniture import read_header
from etl.imprint import HAN, read_bare_names
from etl.marks import BORDER, is_laid_out
from etl.services import read_service
from etl.split.labels import mark_labels
from etl.split.letters import settle_letters
from etl.split.pieces import Part, Piece, cut_lines
from etl.split.services import take_services
from etl.split.tables import take_tables
from etl.split.verses import take_verses

TELLING = (Part.TEXT, Part.DATELINE, Part.CREDIT, Part.PHOTO, Part.FROM, Part.ONWARD)
FEWEST_VERSES = 3
PEN_NAME_RE = re.compile(f"[{HAN}]{{2,3}}")
SUBTITLE_LEVEL = 2


def cut_blocks(text: str) -> list[list[Piece]]:
    """The pieces of each block of a repaired page, numbered over the whole page."""
    if not is_laid_out(text):
        return [take_header(take_verses(mark_labels(_take_asides(text))))]
    blocks = [trust_marks(_take_asides(block.strip("\n"))) for block in f"\n{text}\n".split(f"\n{BORDER}\n")]
    starts = [sum(map(len, blocks[:at])) for at in range(len(blocks))]
    return [[piece._replace(at=piece.at + start) for piece in block] for block, start in zip(blocks, starts, strict=True)]


def _take_asides(text: str) -> list[Piece]:
    """The pieces of a text, with what is no article's among them known: tables, services, notices, ends of letters."""
    return take_services(take_tables(_take_notices(settle_letters(cut_lines(text)))))


def _take_notices(pieces: list[Piece]) -> list[Piece]:
    """Takes the text below the heading of a notice (遗失声明) for a part of the notice."""
    taken: list[Piece] = []
    for piece in pieces:
        above = taken[-1] if taken else None
        heads_notice = above is not None and above.part is Part.FURNITURE and above.label == "notice"
        below_notice = above is not None and heads_notice and not read_service(above.text)
        taken.append(piece._replace(part=Part.FURNITURE, label="notice") if below_notice and piece.part is Part.TEXT else piece)
    return taken


def take_header(pieces: Sequence[Piece]) -> list[Piece]:
    """Takes the lines of the page's header, above its first headline: names of sections, honours of the paper, its services.

    >>> [piece.part.value for piece in take_header(cut_lines("文化·体育\\n青禾云客户端\\n大桥通车\\n大桥今天通车。"))]
    ['furniture', 'furniture', 'heading', 'text']
    """
    top = next(
        (at for at, piece in enumerate(pieces) if piece.part is not Part.FURNITURE and not _can_be_header(piece)), len(pieces)
    )
    last = max((at for at, piece in enumerate(pieces[:top]) if piece.part is Part.HEADING), default=0)
    return [*map(_take_header_line, pieces[:last]), *pieces[last:]]


def _can_be_header(piece: Piece) -> bool:
    return piece.part is Part.HEADING or (piece.part is Part.TEXT and read_header(piece.text) == "page label")


def _take_header_line(piece: Piece) -> Piece:
    reason = read_header(piece.text) if _can_be_header(piece) else None
    return piece._replace(part=Part.FURNITURE, label=reason) if reason else piece


def trust_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """Takes for headlines what the layout marks, and a line without a mark only above all text, or right above a signature.

    A block without text may be a part of the page's header, or a poem, whose lines read like headlines.
    """
    pieces = [_raise_subtitle(pieces, at) for at in range(len(pieces))]
    tells = (at for at, piece in enumerate(pieces) if piece.part in TELLING and not _can_be_header(piece))
    top = next(tells, len(pieces))
    marked = next((at for at, piece in enumerate(pieces) if piece.level and piece.part is Part.HEADING), top)
    if top < len(pieces):
        return [_trusted(pieces, at, min(top, marked)) for at in range(len(pieces))]
    pieces = list(map(_take_header_line, pieces))
    verses = [at for at, piece in enumerate(pieces) if piece.part is Part.HEADING and not piece.level and at > marked]
    is_poem = len(verses) >= FEWEST_VERSES or any(piece.part is Part.BYLINE for piece in pieces)
    return [_trusted(pieces, at, marked) for at in range(len(pieces))] if is_poem else pieces


def _raise_subtitle(pieces: Sequence[Piece], at: int) -> Piece:
    """A sub-heading between a headline and its byline or dateline is a subtitle."""
    piece = pieces[at]
    between = 0 < at < len(pieces) - 1 and pieces[at - 1].level and pieces[at + 1].part in (Part.BYLINE, Part.DATELINE)
    if piece.part is Part.TEXT and piece.level and between:
        return piece._replace(part=Part.HEADING, level=SUBTITLE_LEVEL)
    return piece


def _read_pen_name(pieces: Sequence[Piece], at: int) -> tuple[str, ...]:
    """The pen name (易水) that a line of two or three letters in the type of the text, between headline and text, gives."""
    text = pieces[at].text
    above_text = at + 1 < len(pieces) and pieces[at + 1].part is Part.TEXT and not pieces[at + 1].level
    return (text,) if above_text and PEN_NAME_RE.fullmatch(text) and not is_label(text) else ()


def _trusted(pieces: Sequence[Piece], at: int, top: int) -> Piece:
    piece = pieces[at]
    if piece.part not in (Part.HEADING, Part.MAYBE_HEADING) or piece.level or at < top:
        return piece
    below_headline = at > 0 and pieces[at - 1].part is Part.HEADING and bool(pieces[at - 1].level)
    if below_headline and (names := read_bare_names(piece.text) or _read_pen_name(pieces, at)):
        return piece._replace(part=Part.BYLINE, imprint=piece.imprint._replace(names=names))
    is_name = bool(read_bare_names(piece.text))
    is_subtitle = piece.text.startswith("——") and below_headline
    signed = at + 1 < len(pieces) and pieces[at + 1].part in (Part.DATELINE, Part.BYLINE)
    return piece if is_name or is_subtitle or signed else piece._replace(part=Part.TEXT)
