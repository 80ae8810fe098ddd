"""Lines by which a paper serves its readers: lottery draws, exchange rates, small adverts, slogans, notices of copyright.

    双色球第2026015期     1美元对人民币7.0123元     旺铺招租：石桥路商铺80平方米，电话6635888     ★节约用水★
None: 双色球第2026015期石桥中出一等奖 (a headline), 搬家公司说，今年的订单多了三成。 (a sentence).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from etl.imprint import HAN, read_names
from etl.table_rows import is_row
from etl.vocabulary import alternation, rows

ORNAMENTS = "★☆✦✧◆◇●■▲△※♦♥"
SLOGAN_RE = re.compile(rf"[{ORNAMENTS}]+ ?[^。？；{ORNAMENTS}]{{4,60}} ?[{ORNAMENTS}]+")
LONGEST_SLOGAN = 24
COPYRIGHT_RE = re.compile(
    r"(?:\W*(?:版权(?:声明|所有)|[^。]{0,12}版权归|特别声明|敬告|凡|未经|本[报刊网版]|任何(?:单位|个人|媒体)))[^\n]{0,100}?"
    r"(?:不得|严禁|谢绝|禁止|请勿|追究)[^\n]{0,60}"
)
COPIED_RE = re.compile("转载|摘编|复制|转发|链接|侵权")
LONGEST_NOTICE = 180
PRICE_RE = re.compile(
    r"(?:本报)?(?:每份)?(?:零售价?|定价|月价|季价|年价|全年定?价|每份)[^。！？，]{0,12}\d+(?:\.\d+)?元[^。！？，]{0,40}"
)
# A line of a forecast: 今天白天：晴转多云，西北风2到3级; 最高气温：6℃
FORECAST_LINE_RE = re.compile(
    r"(?:今|明|后|当|前)?(?:天|日|晚|夜|早|晨)?(?:白天|夜间|夜里|晚上|上午|下午|早晨|凌晨)?(?:到(?:明天)?(?:白天|夜间|夜里))?[：:]"
    r"[^。]{0,30}(?:晴|阴|多云|雨|雪|雾|霾|风)[^。]{0,40}"
    r"|(?:[^。，]{0,8}(?:气温|湿度|风力|风向|空气质量|紫外线|日出|日落|体感|降水概率|穿衣指数|洗车指数|指数)[^。，：]{0,4}[：:][^。]{1,30})"
    r"|(?:晴|阴|多云|[小中大阵]雨|[小中大]雪)[间转到](?:晴|阴|多云|[小中大阵]雨|[小中大]雪)"
    r"|[^。，]{2,6}[：: ]?(?:晴|阴|多云|小雨|中雨|大雨|阵雨|小雪|中雪)[^。，]{0,10}-?\d+℃?[^。，]{1,4}-?\d+℃"
)
# Without one of these no line is a forecast, nor any other row of a listing without one of those; most lines have none.
FORECAST_SIGN_RE, NUMBERED_RE = re.compile("[：:间转到℃]"), re.compile(r"[\d|—]")
LOST_RE = re.compile(r"[^。！？]{0,30}(?:遗失|丢失|遗损|不慎将)[^！？]{4,180}(?:作废|无效|概不负责|特此声明)[。；]?")
SIGNED_SLOGAN_RE = re.compile(r"—*[^\W\d]{4,24}宣(?:传)?")
NUMBER_TO_CALL_RE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|(?:0\d{2,3}[-— ]?)?\d{7,8}|400[-— ]?\d{3,4}[-— ]?\d{3,4})(?!\d)")
LONGEST_ADVERT = 160


@dataclass(frozen=True, slots=True)
class ServiceWord:
    """A row of service_words.csv: a word of a paper's services and the kind of service."""

    KEY: ClassVar[tuple[str, ...]] = ("surface", "kind")

    surface: str
    kind: str
    note: str | None


def _words(kind: str) -> str:
    return alternation(row.surface for row in rows("service_words", ServiceWord) if row.kind == kind)


@cache
def draw_re() -> re.Pattern[str]:
    """Matches a line of a lottery draw: its name and number and the numbers drawn, and no words beside them."""
    mark = rf"(?:{_words('draw')}|号码|本期|中奖|开奖)(?:公告|信息|结果)?"
    drawn = rf"(?:{mark}|[\d ,+＋、|：:—-])*"
    lottery = _words("lottery")
    name = rf"(?:中国|全国|[{HAN}]{{2,3}})?(?:{lottery})[（(]?(?:{lottery}|玩法|\d选\d)?[）)]?"
    prize = r"[一二三四五六七八九特]等奖[：: ]?\d[\d,.]*注[^。！？]{0,30}"
    stakes = rf"(?:{_words('stakes')})[：: ]?[\d,.]+[万亿]?元"
    numbers = rf"{name}[：:][\d ,+＋、|]+|(?=[^\d]*\d){mark}[：: ]*\d{drawn}"
    return re.compile(rf"(?:{name} ?)?第?\d{{5,8}}期{drawn}|{prize}|{stakes}|{numbers}")


@cache
def rate_re() -> re.Pattern[str]:
    """Matches a line of exchange rates: 1美元对人民币7.0123元."""
    money = rf"(?:{_words('currency')}|人民币)"
    return re.compile(
        rf"(?:10{{0,4}})?{money}(?:对|兑换?|合|折合|=|：|/)? ?(?:10{{0,4}})?(?:{money})?[：: ]?[\d. ]+(?:{money}|元)?[；]?"
    )


@cache
def advert_re() -> re.Pattern[str]:
    """Matches the beginning of a small advert: what it offers, and a mark behind it."""
    return re.compile(rf"\W*[{HAN}]{{0,6}}(?:{_words('advert')})[：:！ 】]")


@cache
def slogan_word_re() -> re.Pattern[str]:
    """Matches a word of slogans: 人人有责, 新风."""
    return re.compile(_words("slogan"))


@cache
def plate_re() -> re.Pattern[str]:
    """Matches what a line of a page's decoration opens with: 刊头题字, 题图."""
    return re.compile(rf"(?:{_words('plate')})(?:[ ：:/／]+(?P<by>[^。！？，]{{2,20}})|(?P<one>[^。！？，]{{2,3}}))")


def read_service(line: str) -> str | None:
    """Why a line is one of the paper's services and of no article, or None.

    >>> read_service("双色球第2026015期"), read_service("★节约用水 人人有责★"), read_service("题图：高山")
    ('notice', 'advertisement', "editors' line")
    >>> read_service("双色球第2026015期石桥中出一等奖"), read_service("题图展示了石桥古镇")
    (None, None)
    """
    if is_forecast(line):
        return "weather"
    if draw_re().fullmatch(line) or rate_re().fullmatch(line) or is_copyright(line):
        return "notice"
    if len(line) <= LONGEST_ADVERT and LOST_RE.fullmatch(line):
        return "notice"
    if SLOGAN_RE.fullmatch(line) or (line.startswith("—") and SIGNED_SLOGAN_RE.fullmatch(line)) or is_advert(line):
        return "advertisement"
    if PRICE_RE.fullmatch(line):
        return "masthead"
    return "editors' line" if _is_plate_credit(line) else None


def is_forecast(line: str) -> bool:
    """Whether a line is one of a forecast.

    >>> is_forecast("今天白天：晴转多云，西北风2到3级"), is_forecast("今天白天，市区多云转晴。"), is_forecast("晴天的味道")
    (True, False, False)
    """
    return bool(FORECAST_SIGN_RE.search(line) and FORECAST_LINE_RE.fullmatch(line))


def is_listing(line: str) -> bool:
    """Whether a line is a row of a listing, which never goes on in the next: numbers drawn, a rate, a forecast, a row.

    >>> is_listing("红球：03 08 15"), is_listing("今天白天：晴转多云，西北风2到3级"), is_listing("红球队，")
    (True, True, False)
    """
    if is_forecast(line):
        return True
    return bool(NUMBERED_RE.search(line)) and bool(draw_re().fullmatch(line) or rate_re().fullmatch(line) or is_row(line))


def is_copyright(line: str) -> bool:
    """Whether a line forbids to copy the paper.

    >>> is_copyright("版权声明：本报文字、图片未经授权不得转载。"), is_copyright("未经批准，不得在林区用火。")
    (True, False)
    """
    return len(line) <= LONGEST_NOTICE and bool(COPYRIGHT_RE.fullmatch(line)) and bool(COPIED_RE.search(line))


def is_advert(line: str) -> bool:
    """Whether a line offers something and gives a number to call.

    >>> is_advert("旺铺招租：石桥路商铺80平方米，电话13804710000。"), is_advert("招租电话打不通，商户很着急。")
    (True, False)
    """
    return len(line) <= LONGEST_ADVERT and bool(advert_re().match(line) and NUMBER_TO_CALL_RE.search(line))


def _is_plate_credit(line: str) -> bool:
    """Whether a line says who drew or wrote what decorates the page (刊头题字：陆川); 题图：石桥夜色 is a caption."""
    match = plate_re().fullmatch(line)
    by = re.sub("(?:摄影?|绘|画|书|作|题|供图|[/／]图?)$", "", match["by"] or match["one"]) if match else ""
    return bool(by) and read_names(by) is not None
