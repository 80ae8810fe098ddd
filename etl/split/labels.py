"""Names of columns, boxes and strips that surely open an article: a headline, or the first of their items, stands below them.

相关链接 | 为什么每年都要缴费 | 居民医保按年度参保。        a box with a headline is an article of its own
【读者来信】 | 路灯何时能亮 | 编辑同志：                   a letter; 【案情】 above a paragraph is a sub-heading
全球短讯 | 挪威渔船获救 | … | 巴西咖啡减产 | …             each item of a strip is an article
"""

import re
from collections.abc import Sequence

from etl.column_labels import is_box_label, is_briefs_label, is_letters_label, is_numbers_label
from etl.imprint import BULLET
from etl.split.pieces import FIGURE_RE, Part, Piece

BRACKETED_RE = re.compile(r"[【\[［〖](?P<label>[^【】\[\]［］〖〗]{2,12})[】\]］〗]")
TEXTS = (Part.TEXT, Part.DATELINE)
HEADINGS = (Part.HEADING, Part.MAYBE_HEADING)
# An item of a strip is short.
LONGEST_ITEM, MOST_PARAGRAPHS = 400, 3


def mark_labels(pieces: Sequence[Piece]) -> list[Piece]:
    """Marks the labels, and the items below the label of a strip, that surely open an article.

    >>> from etl.split.pieces import cut_lines
    >>> [piece.opens for piece in mark_labels(cut_lines("相关链接\\n为什么要缴费\\n当年缴费，次年享受待遇。"))]
    [True, False, False]
    """
    marked = list(pieces)
    for at, piece in enumerate(pieces):
        if len(piece.text) > 14 or piece.part not in (*HEADINGS, Part.TEXT) or piece.level:
            continue
        if _is_strip(marked, at):
            _mark_strip(marked, at)
        elif _opens(marked, at):
            marked[at] = piece._replace(part=Part.HEADING, opens=True)
            if marked[at + 1].part is Part.MAYBE_HEADING and at + 2 < len(marked) and marked[at + 2].part is Part.TEXT:
                marked[at + 1] = marked[at + 1]._replace(part=Part.HEADING)
    return marked


def _bare(line: str) -> str:
    """A label without what is set round it.

    >>> _bare("【读者来信】"), _bare("■ 链接")
    ('读者来信', '链接')
    """
    match = BRACKETED_RE.fullmatch(line)
    return match["label"] if match else line.strip(BULLET + " ·：")


def _opens(pieces: Sequence[Piece], at: int) -> bool:
    if at + 2 > len(pieces) - 1:
        return False
    line, below = pieces[at].text, pieces[at + 1]
    label, bracketed = _bare(line), bool(BRACKETED_RE.fullmatch(line))
    if is_numbers_label(label) and FIGURE_RE.fullmatch(below.text):
        return True
    letters = is_letters_label(label)
    if letters and bracketed and below.part in (*HEADINGS, Part.TEXT):
        return True
    return (bracketed or letters or is_box_label(label)) and _heads_text(pieces, at + 1)


def _heads_text(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a headline of one or two lines stands there, with text below it."""
    run = next((k for k, piece in enumerate(pieces[at:]) if piece.part not in HEADINGS), 0)
    below = pieces[at + run : at + run + 1]
    return 0 < run <= 2 and bool(below) and below[0].part in (*TEXTS, Part.BYLINE) and not below[0].apart


def _is_strip(pieces: Sequence[Piece], at: int) -> bool:
    return is_briefs_label(_bare(pieces[at].text)) and _is_item(pieces, at + 1) and not pieces[at].text.endswith("：")


def _is_item(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a headline of one line heads a short text."""
    return at < len(pieces) and pieces[at].part is Part.HEADING and at < _item_end(pieces, at) - 1


def _item_end(pieces: Sequence[Piece], at: int) -> int:
    end = at + 1
    while end < len(pieces) and pieces[end].part in (*TEXTS, Part.CREDIT):
        end += 1
    texts = [piece.text for piece in pieces[at + 1 : end] if piece.part is Part.TEXT]
    return end if texts and len(texts) <= MOST_PARAGRAPHS and len("".join(texts)) <= LONGEST_ITEM else at + 1


def _mark_strip(pieces: list[Piece], at: int) -> None:
    """Marks a strip's label and its items; a gap before a headline ends it, if the items have none between them."""
    pieces[at] = pieces[at]._replace(part=Part.HEADING, opens=True)
    item = _item_end(pieces, at + 1)
    has_gaps = item < len(pieces) and pieces[item].apart
    while _is_item(pieces, item) and pieces[item].apart == has_gaps:
        pieces[item] = pieces[item]._replace(opens=True)
        item = _item_end(pieces, item)
