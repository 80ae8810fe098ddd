"""Numbers with a unit: what a figure is before the words around it say what it is about.

`70多项` is 70 项 and more, `近七成` is a share of 70 %, `居全国第二` is a rank, `三大赛道` counts three 个; what is printed
with several numbers is read in `compounds`, what without its unit in `implied`. `第三季度`, `十二届`, `5G` and `一系列` are
none: `not_figures` takes them first.
"""

import re
from dataclasses import replace
from decimal import Decimal

from etl.figures.compounds import (
    BELOW_ZERO_RE,
    SENTENCED_RE,
    TEMPERATURES,
    counts_alone,
    read_before_change,
    read_coins,
    read_days,
    read_length_of_time,
    read_money_sign,
    read_places_behind,
    read_range,
    read_shared_unit,
    read_spoken_sum,
    read_tolerance,
)
from etl.figures.implied import (
    read_age,
    read_discount,
    read_money_ahead,
    read_noun,
    read_spoken_money,
    read_spoken_unit,
    read_unit_ahead,
    read_unknown_unit,
)
from etl.figures.numbers import Number
from etl.figures.reading import Candidate, Reading, candidate, parse_numeral
from etl.figures.units import UnitMention, unit_at
from etl.model import Bound
from etl.numerals import Numeral, parse_share

__all__ = ["RANK", "READINGS", "TEMPERATURES", "Candidate", "read_candidate", "read_rank"]

# The verbs of a ranking and the fields it is held in: 位居全国第二, 排名升至第10位.
RANKING_RE = re.compile(
    r"(?:(?:(?<![宜定安移迁起邻故新])居(?!民)|排|列|跃升|升[至到]|位次|名次|保持)[^，。；：、0-9]{0,12}"
    r"|(?:获得?|夺得|收获)[^，。；：、0-9]{0,8}"
    r"|[国省市县区州球界洲内](?:总量)?|同类|行业|[中西东]部|同期)第$"
)
# 分别居第2位和|第6位: the ranks before it in a list.
RANKS_BEFORE_RE = re.compile(r"第(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[位名]?(?:、|和|及|与)第$")
# 第二大经济体, 第二高产年: a rank only after the field of the ranking.
FIELD_RE = re.compile(r"[国省市县区州球界洲内]第$")
RANK_TAIL_RE = re.compile(r"位|名(?![词言])|(?=大|高|多)")
NO_RANK_RE = re.compile(r"[一-鿿]")
RANK_END_RE = re.compile(r"的|并|且|和|，|。")
# 第一、二、三产业: ordinals of a list.
RANK_LIST_RE = re.compile(r"、[一二三四五]、?(?!位)[一-鿿]")
GREAT_RE = re.compile(
    r"大(?=[一-鿿‘“])(?![几约概促小家众批量于多学奖会桥楼厦道街门院洲]|力(?!量)|赛(?![道事区])|关(?![系键节联口卡]))"
)
HALF_RE = re.compile(r"个?半(?=年|个?月|小时|星期|世纪|天|倍)")
MANY_RE = re.compile(r"(?:个?[多余]|个来)(?=月|小时|星期|世纪|年|天|倍|分钟|秒)")
ONE_AND_RE = re.compile(
    r"(?:[年天倍岁斤里亩米吨]|小时|公[斤里])半(?![成年天价个数导夜月小径山路])|整[天年月]|[年天]多(?![次重元种])"
)
HALVED = frozenset(("年", "天", "倍", "小时", "岁", "斤", "公斤", "里", "公里", "亩", "米", "吨"))
HALF_BEHIND_RE = re.compile(r"半(?![成年天价个数导夜月小径山路])")
ONES = frozenset("一二")
SHARE_LETTERS = frozenset("成分半/／")
# 16.9/10万, 3/万: of how many.
OF_MANY_RE = re.compile(r"[/／](?P<many>1?0?万)(?!元)")
SMALL_RE = re.compile(r"[零〇一二两三四五六七八九十廿卅]+")
# 正负5% goes both ways.
MINUS_RE = re.compile(r"(?<![减抱增正])负$|(?<![0-9%％‰A-Za-z一二三四五六七八九十元])[-－]$")
SIGNED = frozenset(("percent", "point", "money"))
BARE_RE = re.compile(r"[百千万亿]+")
BOUND_BEFORE_RE = re.compile(
    r"(?:超|过|不[下止]|近|逾|约|达|破|上|足|至|接近|重回|重返|跨越|跌回|不到|投入|增收|耗资|斥资|募资|价值|年[产入薪]|月[入薪])[了]?$"
)
GRADE_RE = re.compile(r"级(?=[一-鿿的])|大关|关口|门槛|台阶|量级|[上下]方|[以之][上下]|以内|左右")
FOLDED_RE = re.compile(r"翻了?(?:近|约|将近|几乎|差不多|不止|超过?)?$")
FOLD_RE = re.compile(r"番(?P<half>半)?")


def _rank(number: Number) -> Candidate | None:
    """排名升至第10位, 居全国第二; not 第二届, 第一责任人."""
    numeral = parse_numeral(number.text)
    before = number.before
    while listed := RANKS_BEFORE_RE.search(before):
        before = before[: listed.start() + 1]
    if numeral is None or RANK_LIST_RE.match(number.after) or not RANKING_RE.search(before):
        return None
    tail = RANK_TAIL_RE.match(number.after)
    if tail is None and NO_RANK_RE.match(number.after) and not RANK_END_RE.match(number.after):
        return None
    if tail is not None and not tail.group() and not FIELD_RE.search(before):
        return None
    end = number.end + (tail.end() if tail else 0)
    found = candidate(number, end, Numeral(numeral.value), unit="位", kind="rank")
    return found._replace(text=number.body[number.start - 1 : end], start=number.start - 1)


def _share(number: Number) -> Candidate | None:
    """四成, 三分之一, 1/3, 百分之五十, 一半."""
    numeral = parse_share(number.text) if not SHARE_LETTERS.isdisjoint(number.text) else None
    if numeral is None or number.follower == "个":
        return None
    return candidate(number, number.end, numeral, unit="%", kind="percent")


def _part_of_many(number: Number) -> Candidate | None:
    """16.9/10万: so many of a hundred thousand."""
    numeral, of = parse_numeral(number.text), OF_MANY_RE.match(number.body, number.end)
    many = parse_numeral(of["many"]) if of else None
    if numeral is None or of is None or many is None:
        return None
    part = replace(numeral, value=numeral.value * 100 / many.value)
    return candidate(number, of.end(), part, unit="%", kind="percent")


def _great(number: Number) -> Candidate | None:
    """三大赛道 and 16大类 count 个 and 类; 二十大, 三大约 do not."""
    match = GREAT_RE.match(number.body, number.end)
    numeral = parse_numeral(number.text)
    if match is None or numeral is None or numeral.value < 2:
        return None
    unit = unit_at(number.body, match.end())
    if unit and unit.kind == "count" and unit.unit in "类项":
        return candidate(number, unit.end, numeral, unit=unit.unit, kind="count")
    return candidate(number, match.end(), numeral, unit="个", kind="count")


def _fold(number: Number) -> Candidate | None:
    """翻一番, 翻两番, 翻一番半: how many times a thing has doubled."""
    numeral = parse_numeral(number.text)
    fold = FOLD_RE.match(number.body, number.end) if FOLDED_RE.search(number.before) else None
    if numeral is None or fold is None:
        return None
    if fold["half"]:
        numeral = replace(numeral, value=numeral.value + Decimal("0.5"))
    return candidate(number, fold.end(), numeral, unit="番", kind="multiple")


def _half(number: Number) -> Candidate | None:
    """3个半月, 两个来月 and 一个多世纪: a part of the unit stands between number and unit."""
    numeral = parse_numeral(number.text)
    part = HALF_RE.match(number.body, number.end) or MANY_RE.match(number.body, number.end)
    if numeral is None or part is None:
        return None
    unit = unit_at(number.body, part.end())
    if number.body[part.end() : part.end() + 1] == "月":
        unit = UnitMention("个月", "duration", True, part.end() + 1)
    if unit is None or unit.kind not in ("duration", "multiple"):
        return None
    is_half = "半" in part.group()
    more: Bound = "about" if "来" in part.group() else "over"
    numeral = Numeral(numeral.value + Decimal("0.5")) if is_half else replace(numeral, bound=more)
    return candidate(number, unit.end, numeral, unit=unit.unit, kind=unit.kind)


def _bare(number: Number) -> Candidate | None:
    """超千亿元, 近百家, 万元级: a multiplier alone is a number only where its context bounds it."""
    if not BARE_RE.fullmatch(number.text):
        return None
    numeral, unit = parse_numeral(number.text), unit_at(number.body, number.end)
    # 突破千亿级大关: of what unit, nothing says.
    if numeral is None or unit is None or unit.unit == "级":
        return None
    if not BOUND_BEFORE_RE.search(number.before) and not GRADE_RE.match(number.body, unit.end):
        return None
    return candidate(number, unit.end, replace(numeral, bound="about"), unit=unit.unit, kind=unit.kind)


def _counts_one(number: Number, unit: UnitMention) -> bool:
    """Whether 一 and 二 count: 一倍, 一年半, 有期徒刑一年; not 一个, 二次."""
    if unit.kind == "multiple" or ONE_AND_RE.match(number.body, number.end):
        return True
    return unit.kind == "duration" and SENTENCED_RE.search(number.before) is not None


def _plain(number: Number) -> Candidate | None:
    """274万人次, 两个, 三百多人; not 二次 (only 两 counts) and not 百家 alone."""
    numeral, unit = parse_numeral(number.text), unit_at(number.body, number.end)
    if numeral is None or unit is None or BARE_RE.fullmatch(number.text):
        return None
    if not number.is_arabic and SMALL_RE.fullmatch(number.text) and not counts_alone(number, unit):
        return None
    if number.text in ONES and not _counts_one(number, unit):
        return None
    if unit.unit in HALVED and HALF_BEHIND_RE.match(number.body, unit.end):
        half = replace(numeral, value=numeral.value + Decimal("0.5"))
        return candidate(number, unit.end + 1, half, unit=unit.unit, kind=unit.kind)
    # 1年多, 10分多钟: the vague letter stands in the unit.
    if unit.kind == "duration" and "多" in number.body[number.end : unit.end]:
        numeral = replace(numeral, bound="over")
    return candidate(number, unit.end, numeral, unit=unit.unit, kind=unit.kind)


RANK = Reading("rank", _rank)
READINGS: tuple[Reading, ...] = (
    Reading("money_sign", read_money_sign),
    Reading("range", read_range),
    Reading("tolerance", read_tolerance, follows="±"),
    Reading("share", _share),
    Reading("part_of_many", _part_of_many, follows="/／"),
    Reading("fold", _fold, follows="番"),
    Reading("half_or_more", _half, follows="个半多余来"),
    Reading("coins", read_coins, follows="块毛角分元"),
    Reading("days", read_days, follows="日"),
    Reading("length_of_time", read_length_of_time, follows="个小分"),
    Reading("places_behind", read_places_behind, follows="秒米斤"),
    Reading("spoken_unit", read_spoken_unit, follows="个"),
    Reading("great", _great, follows="大"),
    Reading("bare_multiplier", _bare),
    Reading("money_ahead", read_money_ahead, follows="，。；、！）左以大台的起之/／"),
    Reading("shared_unit", read_shared_unit, follows="个、和及与×/／"),
    Reading("number_and_unit", _plain),
    Reading("before_change", read_before_change),
    Reading("age", read_age, follows="旬出高"),
    Reading("unit_ahead", read_unit_ahead),
    Reading("discount", read_discount),
    Reading("noun", read_noun),
    Reading("spoken_sum", read_spoken_sum),
    Reading("spoken_money", read_spoken_money),
    Reading("unknown_unit", read_unknown_unit),
)


def read_rank(number: Number) -> Candidate | None:
    """A number behind 第 as a rank, before it is taken for an ordinal."""
    found = RANK.read(number) if number.previous == "第" else None
    return found._replace(rule=RANK.name) if found else None


def read_candidate(number: Number) -> Candidate | None:
    """The first reading that fits a number."""
    for name, read, follows in READINGS:
        if (follows is None or number.follower in follows) and (found := read(number)):
            return _with_sign(number, found._replace(rule=name))
    return None


def _with_sign(number: Number, found: Candidate) -> Candidate:
    """零下20℃, -4℃, -3.2%, 负0.6%, 净利润-3亿元: the sign belongs to the number; 减负5% has none."""
    # -$5万: the sign of the money stands between.
    before = number.before[: len(number.before) - (number.start - found.start)]
    if found.unit in TEMPERATURES:
        sign = BELOW_ZERO_RE.search(before)
    else:
        sign = MINUS_RE.search(before) if found.kind in SIGNED else None
    if sign is None or found.rule in ("range", "tolerance"):
        return found
    start = found.start - len(sign.group())
    signed = found._replace(text=number.body[start : found.end], start=start, value=-found.value)
    # 零下二三十度 lies between -30 and -20.
    return signed if found.value_high is None else signed._replace(value=-found.value_high, value_high=-found.value)
