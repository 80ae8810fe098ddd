"""Captions: they stand between the paragraphs of other articles, told by a picture, by their first words or by a photo credit.

    图为渔船出港。     8月15日，工人在葡萄园里摘叶。白云摄     ![] | 渔船归来
No caption: 图书馆里座无虚席。
"""

import re
from collections.abc import Sequence
from functools import cache

from etl.cue_words import cues
from etl.imprint import SENTENCE_END_RE
from etl.photo_credits import read_photo_line
from etl.split.draft import Draft
from etl.split.pieces import OPENS_REPORT_RE, Part, Piece
from etl.vocabulary import alternation, words

CAPTION_START_RE = re.compile(r"(?:图为|图[①-⑨\d]|[上下左右]图|题图|[▲▼↑↓←→])")
NUMBERED_RE = re.compile(r"图[①-⑨\d]")
CAPTION_LIMIT = 220
# Words beside a picture that neither begin nor close like a caption are one if they are no longer than this.
BARE_CAPTION_LIMIT = 60
BESIDE_PICTURE = "beside a picture"
WORDS = (Part.TEXT, Part.MAYBE_HEADING, Part.HEADING)


@cache
def shows_re() -> re.Pattern[str]:
    """Matches the beginning of a short sentence beside a photo: 游客在石桥古镇猜灯谜。"""
    return re.compile(rf"[^，。“]{{1,20}}(?:{alternation(words('caption_words'))})")


@cache
def spoken_re() -> re.Pattern[str]:
    """Matches words of speech: somebody speaks in a report, not in a caption."""
    return re.compile(rf"[“：]|{alternation(cues())}")


def take_captions(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Draft]]:
    """Takes the captions out of the stream of pieces; the marks of pictures go with them."""
    stream: list[Piece] = []
    captions: list[Draft] = []
    told = _mark_captions(pieces)
    for at, piece in enumerate(told):
        following = told[at + 1].part if at + 1 < len(told) else None
        if piece.part is Part.CAPTION and following is not Part.PHOTO:
            captions.append(Draft([*_take_headings(stream, following), piece._replace(part=Part.TEXT)], caption=True))
        elif piece.part is Part.PHOTO and captions and at and told[at - 1].part is Part.PHOTO:
            captions[-1].pieces.append(piece)
        elif piece.part is Part.PHOTO and stream and _can_be_caption(stream[-1]) and _is_credited(stream, piece):
            texts = _take_caption_text(stream)
            captions.append(Draft([*_take_headings(stream, following), *texts, piece], caption=True))
        elif captions and stream and at and _goes_on(stream[-1], told[at - 1], piece):
            stream[-1] = stream[-1]._replace(text=stream[-1].text + piece.text)
        else:
            stream.append(piece)
    return stream, captions


def _goes_on(above: Piece, between: Piece, below: Piece) -> bool:
    """Whether a caption has fallen into a sentence, which goes on below it."""
    fell_in = between.part in (Part.CAPTION, Part.PHOTO)
    texts = above.part is Part.TEXT and below.part is Part.TEXT
    return fell_in and texts and not SENTENCE_END_RE.search(above.text) and not re.search("[：—]$", above.text)


def _mark_captions(pieces: Sequence[Piece]) -> list[Piece]:
    """Gives the words beside a picture, and those that begin like a caption, their part; drops the marks of pictures.

    Words in two paragraphs are left to their photo credit, which takes both.
    """
    beside = {_find_words(pieces, at) for at, piece in enumerate(pieces) if piece.part is Part.PICTURE}
    marked = []
    for at, piece in enumerate(pieces):
        if at in beside and _goes_on_to_credit(pieces, at):
            marked.append(piece._replace(part=Part.TEXT, label=BESIDE_PICTURE))
        elif at in beside or _begins_as_caption(piece):
            marked.append(piece._replace(part=Part.CAPTION))
        elif piece.part is not Part.PICTURE:
            marked.append(piece)
    return marked


def _goes_on_to_credit(pieces: Sequence[Piece], at: int) -> bool:
    """Whether one more short paragraph stands between words beside a picture and their photo credit."""
    rest = pieces[at + 1 : at + 3]
    length = sum(len(piece.text) for piece in pieces[at : at + 2])
    return [piece.part for piece in rest] == [Part.TEXT, Part.PHOTO] and length <= CAPTION_LIMIT


def _begins_as_caption(piece: Piece) -> bool:
    is_text = piece.part is Part.TEXT or (piece.part is Part.HEADING and not piece.level and NUMBERED_RE.match(piece.text))
    return bool(is_text and CAPTION_START_RE.match(piece.text)) and len(piece.text) <= CAPTION_LIMIT


def _find_words(pieces: Sequence[Piece], at: int) -> int | None:
    """Where the words of a picture stand: below it, else above it, the more surely the more they read like a caption."""
    below, above = at + 1, at - 1
    if below < len(pieces) and _fits_picture(pieces, below):
        return below
    return above if at and _fits_picture(pieces, above) else None


def _fits_picture(pieces: Sequence[Piece], at: int) -> bool:
    piece = pieces[at]
    signed = at + 1 < len(pieces) and pieces[at + 1].part in (Part.DATELINE, Part.BYLINE)
    if piece.part is Part.HEADING and signed:
        return False
    if piece.part not in WORDS or piece.level or len(piece.text) > CAPTION_LIMIT:
        return False
    has_credit = at + 1 < len(pieces) and pieces[at + 1].part is Part.PHOTO
    return len(piece.text) <= BARE_CAPTION_LIMIT or has_credit or _opens_caption(piece.text)


def _take_caption_text(stream: list[Piece]) -> list[Piece]:
    """Takes the text above a photo credit: its last paragraph, and the one before if that begins like a caption (8月15日，…)."""
    taken = [stream.pop()._replace(part=Part.TEXT)]
    above = stream[-1] if stream else None
    is_text = above is not None and above.part in (Part.TEXT, Part.CAPTION)
    opens = above is not None and is_text and (above.label == BESIDE_PICTURE or _opens_caption(above.text))
    if above and opens and not _opens_caption(taken[0].text) and len(above.text) + len(taken[0].text) <= CAPTION_LIMIT:
        taken.insert(0, stream.pop())
    return taken


def _opens_caption(text: str) -> bool:
    return bool(CAPTION_START_RE.match(text) or OPENS_REPORT_RE.match(text))


def _can_be_caption(piece: Piece) -> bool:
    is_text = piece.part in WORDS and len(piece.text) <= CAPTION_LIMIT and bool(SENTENCE_END_RE.search(piece.text))
    return piece.part is Part.CAPTION or is_text


def _is_credited(stream: Sequence[Piece], credit: Piece) -> bool:
    """Whether a photo credit is that of the text above it. One in a line of its own may be that of a photo whose caption the
    page's order has put elsewhere: then the text above it is a caption only if it reads like one, and is no report's first.
    """
    text, above = stream[-1], stream[-2] if len(stream) > 1 else None
    if "摄" in credit.text or text.part is Part.CAPTION or read_photo_line(credit.text) is None:
        return True
    if above is not None and above.part is Part.DATELINE:
        return False
    if _opens_caption(text.text):
        return True
    if above is not None and above.part is Part.TEXT and _opens_caption(above.text) and not spoken_re().search(text.text):
        return len(stream) < 3 or stream[-3].part is not Part.DATELINE
    if above is not None and above.part in (Part.HEADING, Part.MAYBE_HEADING, Part.BYLINE):
        return False
    shows = shows_re().match(text.text) and not spoken_re().search(text.text)
    return bool(shows) and len(text.text) <= BARE_CAPTION_LIMIT and text.text.count("。") == 1


def _take_headings(stream: list[Piece], following: Part | None) -> list[Piece]:
    """Takes the headline above a caption where neither is of an article: no text stands above or below them."""
    taken: list[Piece] = []
    if following not in (Part.TEXT, Part.DATELINE, Part.BYLINE):
        while stream and stream[-1].part is Part.HEADING:
            taken.insert(0, stream.pop())
    return taken
