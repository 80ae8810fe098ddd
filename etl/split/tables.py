"""Tables and charts inside reports: a caption, rows of numbers, a line of sources. A list of results is an article of its own.

表1 青禾水库蓄水情况 | 年份蓄水量（亿立方米） | 2021年1.55 12 | 数据来源：县水利局     left over; the report goes on around it
联赛第三轮赛果 | 石桥队2比0青禾队 | 江口队1比1南坪队                               an article, each row a paragraph
"""

import re
from collections.abc import Sequence

from etl.imprint import HAN, SENTENCE_END_RE
from etl.split.pieces import Part, Piece
from etl.table_rows import is_pair, is_row

UNIT_RE = re.compile(r"[（(]单位[：:][^（）()]{1,12}[）)]$|^[（(]?单位[：:][^。]{1,12}$")
CAPTION_RE = re.compile(
    r"(?:图表|附表|表格)[：: ].{2,50}|(?:附?表|图)[\d一二三四五六七八九十]{1,2}(?![\d月日年])[：:、. ]?[^，。]{4,50}"
)
SOURCE_RE = re.compile(
    r"[（(]?(?:数据|资料|图表)来源[：:][^。]{2,60}|[（(]?(?:制图|制表|图表制作|图表制图|图表设计)[ ：:/／][^。，]{2,40}"
    rf"|(?:新华社发)?[（(]?[{HAN} ]{{2,12}}(?:制图|制表|编制)[）)]?|新华社图表[^。]*|注[：:].{{2,80}}"
)
HEADER_RE = re.compile(
    r"[^。！？]*[（(](?:[万亿千百]?[元吨亩人户个家头件台辆]|%|平方[^（）()]*|立方[^（）()]*|[^（）()]{0,4}元)[）)][^。！？]*"
    r"|(?:指标|地区|年份|项目|排名|名次|队名|球队|单位|省份|国家|品种|城市|类别|代表团|序号|产品|时间)[^。，！？：]{2,36}"
)
# What a list of results is called.
RESULTS_RE = re.compile(r"(?:赛果|战报|[分射手奖牌排行]榜|排名|成绩|赛程|比分|对阵|分数线|录取线|获奖名单|价格|行情|一览表?)$")
WORDS = (Part.HEADING, Part.MAYBE_HEADING, Part.TEXT)
LONGEST_LABEL = 60
FEWEST_ROWS = 2
MOST_WORDED = 6
FEWEST_PAIRS = 3


def take_tables(pieces: Sequence[Piece]) -> list[Piece]:
    """Gives tables to what is left over, and makes the rows of results paragraphs.

    >>> from etl.split.pieces import cut_lines
    >>> page = "大桥今天通车。\\n表1 车流量\\n地区2023年2024年\\n东桥5.9 7.7\\n西桥1.2 1.3\\n明年再建一座。"
    >>> [piece.label or "article" for piece in take_tables(cut_lines(page))]
    ['article', 'table', 'table', 'table', 'table', 'article']
    """
    taken = list(pieces)
    at = 0
    while at < len(taken):
        if SOURCE_RE.fullmatch(taken[at].text) or (_is_caption(taken[at]) and not _starts_caption_of_photo(taken, at)):
            taken[at] = _as_table(taken[at])
        end = _find_rows_end(taken, at)
        if end > at:
            top, bottom = _find_header(taken, at), _find_sources(taken, end)
            if bottom > end:
                top = _find_worded_rows(taken, top)
            if _is_table(taken, (top, at, end, bottom)):
                taken[top:bottom] = map(_as_table, taken[top:bottom])
            elif end - at >= FEWEST_ROWS:
                _settle_results(taken, top, end)
        at = max(end, at + 1)
    return taken


def _as_table(piece: Piece) -> Piece:
    return piece._replace(part=Part.FURNITURE, label="table")


def _is_word(piece: Piece) -> bool:
    """Whether a piece is a line of words, or one a row of dates was taken for."""
    return piece.part in WORDS or (piece.part is Part.FURNITURE and piece.label in ("page label", "masthead"))


def _is_caption(piece: Piece) -> bool:
    if piece.part not in WORDS or len(piece.text) > LONGEST_LABEL or SENTENCE_END_RE.search(piece.text):
        return False
    return bool(CAPTION_RE.fullmatch(piece.text) or UNIT_RE.search(piece.text))


def _starts_caption_of_photo(pieces: Sequence[Piece], at: int) -> bool:
    """Whether 图1 stands above words, not above rows: then it is the caption of a photo."""
    is_figure = pieces[at].text.startswith("图") and not pieces[at].text.startswith("图表")
    return is_figure and _find_rows_end(pieces, at + 1) <= at + 1 and _find_rows_end(pieces, at + 2) <= at + 2


def _find_rows_end(pieces: Sequence[Piece], at: int) -> int:
    """Where the run of rows that begins at a piece ends; a run of single numbers must be longer."""
    end = strong = at
    while end < len(pieces) and _is_row(pieces[end], weak=True):
        strong += _is_row(pieces[end], weak=False)
        end += 1
    captioned = at > 0 and pieces[at - 1].label == "table"
    return end if strong > at or end - at >= FEWEST_PAIRS or (captioned and end > at) else at


def _is_row(piece: Piece, *, weak: bool) -> bool:
    return _is_word(piece) and not piece.level and (is_row(piece.text) or (weak and is_pair(piece.text)))


def _find_header(pieces: Sequence[Piece], at: int) -> int:
    """Where the table above a run of rows begins: with its caption, the names of its columns, or the rows themselves."""
    header = at > 0 and _is_word(pieces[at - 1]) and not re.search("[。！？；]", pieces[at - 1].text)
    if header and at > 1 and pieces[at - 2].label == "table" and len(pieces[at - 1].text) <= LONGEST_LABEL:
        return at - 1
    if not header or not HEADER_RE.fullmatch(pieces[at - 1].text) or _names_results(pieces[at - 1]):
        return at
    return at - 2 if _is_title_inside(pieces, at - 2) else at - 1


def _find_worded_rows(pieces: Sequence[Piece], top: int) -> int:
    """Where a table with a source begins that has words in its upper rows: they read like headlines, up to a gap or a text."""
    first = top
    while first > 0 and top - first < MOST_WORDED and pieces[first - 1].part is Part.HEADING and not pieces[first - 1].level:
        first -= 1
        if pieces[first].apart:
            break
    below_text = first == 0 or pieces[first].apart or pieces[first - 1].part is not Part.HEADING
    return first if below_text else top


def _is_title_inside(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the line above the names of columns is the title of a table inside a report: finished text stands above it."""
    if at < 1 or pieces[at].part is not Part.HEADING or pieces[at].level:
        return False
    return pieces[at - 1].part is Part.TEXT and bool(SENTENCE_END_RE.search(pieces[at - 1].text))


def _find_sources(pieces: Sequence[Piece], end: int) -> int:
    while end < len(pieces) and SOURCE_RE.fullmatch(pieces[end].text):
        end += 1
    return end


def _is_table(pieces: Sequence[Piece], bounds: tuple[int, int, int, int]) -> bool:
    """Whether rows are a table of the report they stand in: it has a caption or a source, or text stands above and below."""
    top, first, end, bottom = bounds
    captioned = top > 0 and pieces[top - 1].label == "table"
    if captioned or bottom > end:
        return True
    if end - first < FEWEST_ROWS or top == 0 or end == len(pieces):
        return False
    above, below = pieces[top - 1], pieces[end]
    inside = above.part is Part.TEXT and below.part is Part.TEXT
    return inside and bool(SENTENCE_END_RE.search(above.text) and SENTENCE_END_RE.search(below.text))


def _settle_results(pieces: list[Piece], top: int, end: int) -> None:
    """Makes rows paragraphs; a headline above them that names results opens an article."""
    head = top if _names_results(pieces[top]) else top - 1
    pieces[head + 1 : end] = [piece._replace(part=Part.TEXT, label=None) for piece in pieces[head + 1 : end]]
    below_rows = head > 0 and pieces[head - 1].part is Part.TEXT and _is_row(pieces[head - 1], weak=False)
    if head >= 0 and _names_results(pieces[head]) and not below_rows:
        pieces[head] = pieces[head]._replace(opens=True)


def _names_results(piece: Piece) -> bool:
    return piece.part is Part.HEADING and bool(RESULTS_RE.search(piece.text))
