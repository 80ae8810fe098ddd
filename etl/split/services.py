"""Services of the paper that take several lines: what stands below 今日天气, 导读, 分类信息, 公益广告, or above lines of rates.

    今日天气 | 石桥：晴转多云 | 最高气温6℃        导读 | 石桥：一座山城的早晨A4        公益广告 | 讲文明树新风
A line that is a service by its own words is known already (`etl.services`).
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from etl.furniture import read_furniture
from etl.imprint import SENTENCE_END_RE
from etl.repair.signs import NUMBERED_RE
from etl.services import LONGEST_ADVERT, LONGEST_SLOGAN, NUMBER_TO_CALL_RE, slogan_word_re
from etl.split.pieces import Part, Piece

WEATHER_RE = re.compile(r"晴|阴|多云|雨|雪|雾|霾|℃|风力|[东南西北]风|气温|湿度|空气质量|紫外线|指数")
LONGEST_FORECAST = 70
LONGEST_GUIDED = 40
PAGE_REFERENCE_RE = re.compile(r"(?:第?\d{1,2}版|第[一二三四五六七八九十]{1,3}版|[A-DT]\d{1,2}版?)[）)]?$")
GUIDE_WORD_RE = re.compile("导读|要目|看点|主要内容|内容提要")
LISTING_HEAD_RE = re.compile(r".{0,8}(?:汇率|外汇|牌价|中间价|买入价|开奖|彩票|彩讯|福彩|体彩|双色球|大乐透|七星彩).{0,8}")
WEATHER_HEAD_RE = re.compile(r".{0,8}(?:天气|气象).{0,4}")
MOST_LINES = 3
WORDS = (Part.HEADING, Part.MAYBE_HEADING, Part.TEXT)


def take_services(pieces: Sequence[Piece]) -> list[Piece]:
    """Gives the lines of services to what is left over, each with the reason of the line that heads it.

    >>> from etl.split.pieces import cut_lines
    >>> [piece.label for piece in take_services(cut_lines("导读\\n石桥：一座山城的早晨A4\\n大桥通车\\n大桥今天通车。"))]
    ['page label', 'page label', None, None]
    """
    taken = list(pieces)
    for at in range(len(taken) - 1, -1, -1):
        if _heads_listing(taken, at):
            taken[at] = _left_over(taken[at], "notice")
        elif _heads_forecast(taken, at):
            taken[at] = _left_over(taken[at], "weather")
        elif _is_slogan_above(taken, at):
            taken[at] = _left_over(taken[at], "advertisement")
    _take_lines_of_adverts(taken)
    for at in range(1, len(taken)):
        reason = _reason_from_above(taken, at) if taken[at].part in WORDS and not taken[at].level else None
        if reason:
            taken[at] = _left_over(taken[at], reason)
    return taken


def _take_lines_of_adverts(pieces: list[Piece]) -> None:
    """Takes the few short lines between the word 广告 and the number to call for lines of the advertisement."""
    ends = [at for at, piece in enumerate(pieces) if piece.part is Part.FURNITURE and piece.label == "advertisement"]
    for start, end in pairwise(ends):
        lines = pieces[start + 1 : end]
        calls = NUMBER_TO_CALL_RE.search(pieces[end].text) and not NUMBER_TO_CALL_RE.search(pieces[start].text)
        if len(lines) <= MOST_LINES and calls and all(map(_is_short_line, lines)):
            pieces[start + 1 : end] = [_left_over(piece, "advertisement") for piece in lines]


def _is_short_line(piece: Piece) -> bool:
    return piece.part in WORDS and len(piece.text) <= LONGEST_SLOGAN and not SENTENCE_END_RE.search(piece.text)


def _left_over(piece: Piece, reason: str) -> Piece:
    return piece._replace(part=Part.FURNITURE, label=reason)


def _heads_listing(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a headline stands above lines of rates or of numbers drawn: 人民币汇率中间价."""
    if pieces[at].part is not Part.HEADING or at + 1 == len(pieces) or not LISTING_HEAD_RE.fullmatch(pieces[at].text):
        return False
    below = pieces[at + 1]
    return below.part is Part.FURNITURE and below.label == "notice"


def _heads_forecast(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a short headline stands above lines of a forecast: 今日石桥天气."""
    below = pieces[at + 1 : at + 2]
    is_head = pieces[at].part is Part.HEADING and bool(WEATHER_HEAD_RE.fullmatch(pieces[at].text))
    return is_head and bool(below) and below[0].part is Part.FURNITURE and below[0].label == "weather"


def _is_slogan_above(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a slogan stands above the words 公益广告."""
    piece, below = pieces[at], pieces[at + 1 : at + 2]
    is_label = bool(below) and below[0].label == "advertisement" and bool(re.match("公益广告|—", below[0].text))
    return is_label and piece.part in WORDS and _reads_like_slogan(piece.text)


def _reads_like_slogan(line: str) -> bool:
    return len(line) <= LONGEST_SLOGAN and bool(slogan_word_re().search(line)) and not re.search(r"[。，：\d]", line)


def _reason_from_above(pieces: Sequence[Piece], at: int) -> str | None:
    """The reason of the service a line belongs to, for the line above it does."""
    above, line = pieces[at - 1], pieces[at].text
    if above.part is not Part.FURNITURE or above.label not in GOES_ON:
        return None
    followed = at + 1 < len(pieces) and pieces[at + 1].part in (Part.TEXT, Part.DATELINE, Part.BYLINE)
    if pieces[at].part is Part.HEADING and followed and above.label == "weather":
        return above.label if len(line) <= 20 and WEATHER_RE.search(line) and re.search(r"\d|[：:]", line) else None
    return above.label if GOES_ON[above.label](above.text, line) else None


def _is_forecast_below(_: str, line: str) -> bool:
    return len(line) <= LONGEST_FORECAST and bool(WEATHER_RE.search(line)) and not line.startswith("本报")


def _is_guide_below(above: str, line: str) -> bool:
    """Whether a line of a guide stands below its head or another of its lines: each names a page, or each has a number."""
    if len(line) > LONGEST_GUIDED:
        return False
    heads = read_furniture(above) == "page label" and bool(GUIDE_WORD_RE.search(above))
    return any(marks(line) and (heads or marks(above)) for marks in (PAGE_REFERENCE_RE.search, NUMBERED_RE.match))


def _is_advert_below(above: str, line: str) -> bool:
    if above.startswith("公益广告"):
        return _reads_like_slogan(line)
    return len(line) <= LONGEST_ADVERT and bool(NUMBER_TO_CALL_RE.search(line) or re.search("作废。?$", line))


GOES_ON: dict[str, Callable[[str, str], bool]] = {
    "weather": _is_forecast_below,
    "page label": _is_guide_below,
    "advertisement": _is_advert_below,
}
