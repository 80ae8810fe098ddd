"""Numbers with a unit: what a figure is before the words around it say what it is about.

`70多项` is 70 项 and more, `11～13公里` runs from 11 to 13, `近七成` is a share of 70 %, `居全国第二` is a rank,
`三大赛道` counts three 个. `第三季度`, `十二届`, `5G` and `一系列` are none: `not_figures` takes them first.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from etl.figures.numbers import Number
from etl.figures.units import UnitMention, unit_at
from etl.model import Bound, FigureKind
from etl.numerals import ARABIC, CHINESE, MIXED, SHARE, Numeral, parse_share
from etl.numerals import parse_numeral as parse_numeral_anew
from etl.vocabulary import alternation, rows

# The verbs of a ranking and the fields it is held in: 位居全国第二, 排名升至第10位.
RANKING_RE = re.compile(
    r"(?:(?:(?<![宜定安移迁起邻故新])居(?!民)|排|列|跃升|升[至到]|位次|名次|保持)[^，。；：、0-9]{0,12}"
    r"|(?:获得?|夺得|收获)[^，。；：、0-9]{0,8}"
    r"|[国省市县区球界洲内](?:总量)?|同类|行业|[中西东]部|同期)第$"
)
# 第二大经济体, 第二高产年: a rank only after the field of the ranking.
FIELD_RE = re.compile(r"[国省市县区球界洲内]第$")
RANK_TAIL_RE = re.compile(r"位|名(?![词言])|(?=大|高|多)")
NO_RANK_RE = re.compile(r"[一-鿿]")
RANK_END_RE = re.compile(r"的|并|且|和|，|。")
RANGE_RE = re.compile(rf"\s?(?:—|－|–|～|~|-|至|到){{1,2}}(?P<high>{SHARE}|{MIXED}|{CHINESE})")
MIXED_RE = re.compile(MIXED)
GREAT_RE = re.compile(r"大(?=[一-鿿‘“])(?![约概小家众批量于多学奖会桥楼厦道街门院洲]|力(?!量)|赛(?![道事区]))")
HALF_RE = re.compile(r"个?半(?=年|个?月|小时|星期|世纪|天|倍)")
MANY_RE = re.compile(r"个?[多余](?=月|小时|星期|世纪|年|天|倍)")
SMALL_RE = re.compile(r"[零〇一二两三四五六七八九十]+")
BARE_RE = re.compile(r"[百千万亿]+")
BOUND_BEFORE_RE = re.compile(r"(?:超|过|近|逾|约|达|破|上|足|至|投入|增收|接近)[了]?$")
GRADE_RE = re.compile(r"级(?=[一-鿿的])|大关|以上|左右|以下")
# 6万当地人, 20万返乡青年: up to six letters may say who they are.
NATION_RE = re.compile(r"[一-鿿]{2,5}人(?![类民口员才体大士数次均])")
SHARED_RE = re.compile(rf"(?P<own>个)?(?:、|和|及|与)(?={ARABIC}(?:[万亿]*))")
# 从20提高到35个: the unit stands behind the second number alone.
FROM_BEFORE_RE = re.compile(r"[由从](?:原来的?|最初的?|过去的?|当初的?|[0-9]{4}年的?)?(?:不足|不到|约|近)?$")
CHANGE_RE = re.compile(rf"[一-鿿]{{0,2}}?[增升降扩减缩提涨跌压延发变调改翻回][一-鿿]{{0,2}}?[到至为](?:了|约|近)?(?={ARABIC})")
UNIT_AHEAD_RE = re.compile(
    r"(?P<unit>人次|人数|户数)(?:已|就|也|共|均|仍|累计|预计|将|首次|有望)*(?:达到?|为|约|超过?|突破|近|逾|接近|至|到|了)+$"
)
END_RE = re.compile(r"[，。；、！]|左右|以上|$")
MINUS_RE = re.compile(r"零下$|(?<![0-9℃度A-Za-z])[-－]$")
TEMPERATURES = frozenset(("℃", "摄氏度", "度"))
# 8块5, 5毛钱, 5分钱; 12块 alone is money where its clause speaks of a price.
COIN_RE = re.compile(
    r"(?:(?P<yuan>块)(?P<tenths>[1-9一二三四五六七八九](?![0-9多余个家张斤万百千]))?|(?P<jiao>毛|角)(?=钱)|(?P<fen>分)(?=钱))钱?"
)
PRICE_RE = re.compile(r"[卖买花赚价斤费钱元]|工资|收入|收购|每[天月人个]")
PRICE_AFTER_RE = re.compile(r"[，。；！？、”]|左右|以上|多|一[斤个张杯碗盒]|每|的价|$")
FOLD_RE = re.compile(r"番")
MULTIPLIER_RE = re.compile(r"[百千万亿]+$")

# Each reading parses its number anew, and most numbers of a page come back on it.
parse_numeral = lru_cache(maxsize=4096)(parse_numeral_anew)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number with its unit: `body[start:end] == text`."""

    text: str
    start: int
    end: int
    value: Decimal
    unit: str
    kind: FigureKind
    rule: str
    value_high: Decimal | None = None
    bound: Bound = "exact"


class Reading(NamedTuple):
    """A named way to read a number as a candidate, or as None where it does not apply."""

    name: str
    read: Callable[[Number], Candidate | None]


def _candidate(number: Number, end: int, numeral: Numeral, *, unit: str, kind: FigureKind) -> Candidate:
    return Candidate(
        text=number.body[number.start : end],
        start=number.start,
        end=end,
        value=numeral.value,
        unit=unit,
        kind=kind,
        rule="",
        value_high=numeral.value_high,
        bound=numeral.bound,
    )


def _rank(number: Number) -> Candidate | None:
    """排名升至第10位, 居全国第二; not 第二届, 第一责任人."""
    numeral = parse_numeral(number.text)
    if numeral is None or not RANKING_RE.search(number.before):
        return None
    tail = RANK_TAIL_RE.match(number.after)
    if tail is None and NO_RANK_RE.match(number.after) and not RANK_END_RE.match(number.after):
        return None
    if tail is not None and not tail.group() and not FIELD_RE.search(number.before):
        return None
    end = number.end + (tail.end() if tail else 0)
    found = _candidate(number, end, Numeral(numeral.value), unit="位", kind="rank")
    return replace(found, text=number.body[number.start - 1 : end], start=number.start - 1)


def _range(number: Number) -> Candidate | None:
    """11～13公里, 5%—8%, 20到30万元: the unit and the multiplier of the second hold for the first."""
    own = unit_at(number.body, number.end)
    match = RANGE_RE.match(number.body, own.end if own else number.end)
    if match is None:
        return None
    low, high = _ends_of_range(number.text, match["high"], has_unit=own is not None)
    unit = _unit_of_share(match["high"], match.end()) or unit_at(number.body, match.end())
    if low is None or high is None or unit is None or (own and own.unit != unit.unit) or low.value >= high.value:
        return None
    if not number.is_arabic and not unit.spoken:
        return None
    return _candidate(number, unit.end, Numeral(low.value, high.value), unit=unit.unit, kind=unit.kind)


def _unit_of_share(text: str, end: int) -> UnitMention | None:
    return UnitMention("%", "percent", True, end) if parse_share(text) else None


def _ends_of_range(low: str, high: str, *, has_unit: bool) -> tuple[Numeral | None, Numeral | None]:
    if share := parse_share(high):
        return parse_share(low) or parse_share(low + "成"), share
    multiplier = MULTIPLIER_RE.search(high)
    if multiplier and not has_unit and not MULTIPLIER_RE.search(low):
        low += multiplier.group()
    return parse_numeral(low), parse_numeral(high)


def _share(number: Number) -> Candidate | None:
    """四成, 三分之一, 1/3, 百分之五十, 一半."""
    numeral = parse_share(number.text)
    if numeral is None or number.after.startswith("个"):
        return None
    return _candidate(number, number.end, numeral, unit="%", kind="percent")


def _great(number: Number) -> Candidate | None:
    """三大赛道 and 16大类 count 个 and 类; 二十大, 三大约 do not."""
    match = GREAT_RE.match(number.body, number.end)
    numeral = parse_numeral(number.text)
    if match is None or numeral is None or numeral.value < 2:
        return None
    unit = unit_at(number.body, match.end())
    if unit and unit.kind == "count" and unit.unit in "类项":
        return _candidate(number, unit.end, numeral, unit=unit.unit, kind="count")
    return _candidate(number, match.end(), numeral, unit="个", kind="count")


def _fold(number: Number) -> Candidate | None:
    """翻一番, 翻两番: how many times a thing has doubled."""
    numeral = parse_numeral(number.text)
    if numeral is None or not number.before.endswith(("翻", "翻了")) or not FOLD_RE.match(number.after):
        return None
    return _candidate(number, number.end + 1, numeral, unit="番", kind="multiple")


def _half(number: Number) -> Candidate | None:
    """3个半月 and 一个多世纪: a part of the unit stands between number and unit."""
    numeral = parse_numeral(number.text)
    part = HALF_RE.match(number.body, number.end) or MANY_RE.match(number.body, number.end)
    if numeral is None or part is None:
        return None
    unit = unit_at(number.body, part.end())
    if number.body[part.end()] == "月":
        unit = UnitMention("个月", "duration", True, part.end() + 1)
    if unit is None or unit.kind not in ("duration", "multiple"):
        return None
    is_half = "半" in part.group()
    numeral = Numeral(numeral.value + Decimal("0.5")) if is_half else replace(numeral, bound="over")
    return _candidate(number, unit.end, numeral, unit=unit.unit, kind=unit.kind)


def _bare(number: Number) -> Candidate | None:
    """超千亿元, 近百家, 万元级: a multiplier alone is a number only where its context bounds it."""
    if not BARE_RE.fullmatch(number.text):
        return None
    numeral, unit = parse_numeral(number.text), unit_at(number.body, number.end)
    if numeral is None or unit is None:
        return None
    if not BOUND_BEFORE_RE.search(number.before) and not GRADE_RE.match(number.body, unit.end):
        return None
    return replace(_candidate(number, unit.end, numeral, unit=unit.unit, kind=unit.kind), bound="about")


def _plain(number: Number) -> Candidate | None:
    """274万人次, 两个, 三百多人; not 二次 (only 两 counts) and not 百家 alone."""
    numeral, unit = parse_numeral(number.text), unit_at(number.body, number.end)
    if numeral is None or unit is None or BARE_RE.fullmatch(number.text):
        return None
    if not number.is_arabic and SMALL_RE.fullmatch(number.text) and not unit.spoken:
        return None
    if number.text in ("一", "二") and unit.kind != "multiple":
        return None
    if unit.unit in ("年", "天", "倍", "小时") and number.body.startswith("半", unit.end):
        half = replace(numeral, value=numeral.value + Decimal("0.5"))
        return _candidate(number, unit.end + 1, half, unit=unit.unit, kind=unit.kind)
    return _candidate(number, unit.end, numeral, unit=unit.unit, kind=unit.kind)


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """A noun that stands behind great numbers without a classifier, and the unit it is counted in."""

    surface: str
    unit: str
    note: str | None


@cache
def _nouns() -> dict[str, str]:
    return {noun.surface: noun.unit for noun in rows("counted_nouns", CountedNoun)}


@cache
def _noun_re() -> re.Pattern[str]:
    return re.compile(rf"[一-鿿]{{0,6}}?(?P<noun>{alternation(_nouns())})")


def _noun(number: Number) -> Candidate | None:
    """1.5亿多群众, 6万当地人, 40万用户: great numbers need no classifier."""
    numeral = parse_numeral(number.text)
    if numeral is None or numeral.value < 1000 or BARE_RE.fullmatch(number.text):
        return None
    noun = _noun_re().match(number.body, number.end)
    if noun is None and not NATION_RE.match(number.after):
        return None
    # Words between number and noun are read only behind 万, 亿, 多: 3000多海边青年, but 2025年轻学生.
    if number.text[-1] not in "万亿多余" and not (noun and noun.start("noun") == number.end):
        return None
    return _candidate(number, number.end, numeral, unit=_nouns()[noun["noun"]] if noun else "人", kind="count")


def _shared(number: Number) -> Candidate | None:
    """分别加快3.6和4.4个百分点, 高出1.9个、1.2个百分点: the unit of the second number holds for the first."""
    numeral, joint = parse_numeral(number.text), SHARED_RE.match(number.body, number.end)
    second = MIXED_RE.match(number.body, joint.end()) if joint else None
    unit = unit_at(number.body, second.end()) if second else None
    if numeral is None or joint is None or unit is None or unit.kind not in ("percent", "point", "multiple", "money"):
        return None
    if joint["own"] and unit.kind != "point":
        return None
    return _candidate(number, number.end + len(joint["own"] or ""), numeral, unit=unit.unit, kind=unit.kind)


def _before_change(number: Number) -> Candidate | None:
    """从20提高到35个: the first number of a change has the unit of the second."""
    change = CHANGE_RE.match(number.after) if FROM_BEFORE_RE.search(number.before) else None
    numeral = parse_numeral(number.text)
    if numeral is None or change is None:
        return None
    second = MIXED_RE.match(number.body, number.end + change.end())
    unit = unit_at(number.body, second.end()) if second else None
    return _candidate(number, number.end, numeral, unit=unit.unit, kind=unit.kind) if unit else None


def _unit_ahead(number: Number) -> Candidate | None:
    """观展人次超过20万: the unit was named before the number."""
    numeral, unit = parse_numeral(number.text), UNIT_AHEAD_RE.search(number.before)
    if numeral is None or unit is None or not END_RE.match(number.after):
        return None
    return _candidate(number, number.end, numeral, unit=unit["unit"].removesuffix("数"), kind="count")


def _coins(number: Number) -> Candidate | None:
    """20块钱, 8块5, 5毛钱, 5分钱: money as it is spoken, in 元; not 12块展板."""
    numeral, coin = parse_numeral(number.text), COIN_RE.match(number.body, number.end)
    if numeral is None or coin is None:
        return None
    is_price = PRICE_RE.search(number.before) and PRICE_AFTER_RE.match(number.body, coin.end())
    if not coin.group().endswith("钱") and not coin["tenths"] and not is_price:
        return None
    scale = Decimal(1 if coin["yuan"] else "0.1" if coin["jiao"] else "0.01")
    tenths = parse_numeral(coin["tenths"]) if coin["tenths"] else None
    value = numeral.value * scale + (tenths.value / 10 if tenths else 0)
    high = numeral.value_high * scale if numeral.value_high is not None else None
    found = replace(numeral, value=value, value_high=high)
    return _candidate(number, coin.end(), found, unit="元", kind="money")


RANK = Reading("rank", _rank)
READINGS: tuple[Reading, ...] = (
    Reading("range", _range),
    Reading("share", _share),
    Reading("fold", _fold),
    Reading("half_or_more", _half),
    Reading("coins", _coins),
    Reading("great", _great),
    Reading("bare_multiplier", _bare),
    Reading("shared_unit", _shared),
    Reading("number_and_unit", _plain),
    Reading("before_change", _before_change),
    Reading("unit_ahead", _unit_ahead),
    Reading("noun", _noun),
)


def read_rank(number: Number) -> Candidate | None:
    """A number behind 第 as a rank, before it is taken for an ordinal."""
    found = RANK.read(number) if number.before.endswith("第") else None
    return replace(found, rule=RANK.name) if found else None


def read_candidate(number: Number) -> Candidate | None:
    """The first reading that fits a number."""
    for name, read in READINGS:
        if found := read(number):
            return _below_zero(number, replace(found, rule=name))
    return None


def _below_zero(number: Number, found: Candidate) -> Candidate:
    """零下20℃, -4℃: the sign belongs to a temperature."""
    sign = MINUS_RE.search(number.before) if found.unit in TEMPERATURES else None
    if sign is None:
        return found
    start = found.start - len(sign.group())
    found = replace(found, text=number.body[start : found.end], start=start)
    # 零下3至5℃ lies below zero at both ends, -3至5℃ at one.
    if found.value_high is not None and sign.group() == "零下":
        return replace(found, value=-found.value_high, value_high=-found.value)
    return replace(found, value=-found.value)
