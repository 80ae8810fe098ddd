"""Figures that are printed with more than one number.

`11～13公里` runs from 11 to 13, `25±2℃` from 23 to 27, `2小时13分` is 133 分钟, `57秒69` 57.69 秒, `8块5` 8.5 元;
`3.6和4.4个百分点`, `3×4米` and `120/80毫米汞柱` are two figures with one unit, `拘留10日` is a length of time.
`17分02秒` behind 12时 is a time of day, `4×100米` a race: `not_figures` takes them first.
"""

import re
from dataclasses import replace
from decimal import Decimal

from etl.figures.numbers import Number
from etl.figures.reading import Candidate, candidate, parse_numeral
from etl.figures.units import UnitMention, money_sign_before, money_unit_at, unit_at
from etl.model import FigureKind
from etl.numerals import ARABIC, CHINESE, DIGITS, MIXED, SHARE, Numeral, parse_share

RANGE_MARKS = " —－–～~-至到"
RANGE_RE = re.compile(rf"\s?(?:—|－|–|～|~|-|至|到){{1,2}}?(?P<sign>[-－]|零下|零上)?(?P<high>{SHARE}|{MIXED}|{CHINESE})")
BELOW_ZERO_RE = re.compile(r"零下$|(?<![0-9℃度A-Za-z])[-－] ?$")
TEMPERATURES = frozenset(("℃", "摄氏度", "度"))
# 阵风可达七级, 三四级左右的偏北风; not 防风四级应急响应, 新风三级联动.
WIND_BEFORE_RE = re.compile(r"(?:[东西南北阵大强疾海江]风|风力)(?:(?!应急|响应|[险景格光情])[^，。；：、]){0,8}$|短时(?:可达)?$")
WARNING = ("应急", "响应", "预警")
WIND_AFTER_RE = re.compile(r"(?:左右|以上|或以上)?的?(?:偏?[东西南北]{1,2}|[大阵强疾])风(?!险|格|景)")
# 七八里, 三五尺.
GUESS_RE = re.compile(r"[一二三四五六七八九]{2}")
GUESSED = frozenset(("里", "尺", "寸", "克", "升", "度"))
TOLERANCE_RE = re.compile(rf"±(?P<by>{ARABIC})")
MULTIPLIER_RE = re.compile(r"[百千万亿]+$")
MIXED_RE = re.compile(MIXED)
# 从20提高到35个: the unit stands behind the second number alone.
FROM_BEFORE_RE = re.compile(r"[由从](?:原来的?|最初的?|过去的?|当初的?|[0-9]{4}年的?)?(?:不足|不到|约|近)?$")
CHANGE_RE = re.compile(rf"[一-鿿]{{0,2}}?[增升降扩减缩提涨跌压延发变调改翻回][一-鿿]{{0,2}}?[到至为](?:了|约|近)?(?={ARABIC})")
SHARED_RE = re.compile(rf"(?P<own>个)?(?:、{ARABIC}[万亿]*){{0,4}}(?:、|和|及|与)(?={ARABIC}[万亿]*)")
SHARING = frozenset(("percent", "point", "multiple", "money", "measure"))
# 3×4米, 3.5米×2米×1米: the sides of a thing.
SIDES_RE = re.compile(rf"×(?:{ARABIC}×)?(?={ARABIC})")
# 有期徒刑一年, 剥夺政治权利二年: here one and two count.
SENTENCED_RE = re.compile(r"(?:徒刑|缓刑|拘役|管制|监禁|刑期|获刑|权利)$")
# 120/80毫米汞柱, 4457/1796/1417mm, 50/80元: the pressures of a heart, the sides of a car, two prices.
STROKE_RE = re.compile(r"[/／](?:[0-9]{2,4}[/／])?(?=[0-9]{2,4}(?:毫米|mm|元))")
SIDE_UNITS = frozenset(("米", "厘米", "毫米", "cm", "mm", "m", "英寸"))
LENGTH_RE = re.compile(
    r"个?小时(?P<minutes>[0-9]{1,2})分钟?(?:(?P<seconds>[0-9]{1,2})秒(?P<places>[0-9]{1,3})?)?(?![0-9])"
    r"|分钟?(?P<only_seconds>[0-9]{1,2})秒(?P<only_places>[0-9]{1,3})?(?![0-9])"
)
# 行政拘留10日; 15日内, 5日以上10日以下: so many days, not one of a month.
HELD = ("拘留",)
DAYS_RE = re.compile(r"(?<![月0-9—－–～~至到-])[0-9一二三四五六七八九十]{1,3}日(?:内(?![蒙容瓦罗外地陆])|以[内上下])")
# 57秒69, 65米40, 身高1米8: decimals behind the unit.
PLACES_RE = re.compile(
    r"(?P<unit>秒|米)(?P<places>[0-9]{1,3}(?![0-9.%])|[一二三四五六七八九]{1,2}(?![十百千万亿多几]))|(?P<catty>斤)(?P<tael>[1-9一二三四五六七八九])两"
)
WHOLE_RE = re.compile(r"[0-9]+|[一二两三四五六七八九]")
# 8块5, 3元5角, 5毛钱, 1毛2分, 5分钱; 12块 alone is money where its clause speaks of a price.
TENTH = "[1-9一二三四五六七八九]"
COIN_RE = re.compile(
    rf"(?:(?P<yuan>块)(?P<tenths>{TENTH}(?![0-9多余个家张斤万百千]))?[毛角]?|元(?P<dimes>{TENTH})角(?:(?P<cents>{TENTH})分)?|(?P<jiao>毛|角)(?:(?P<over>{TENTH})分)?|(?P<fen>分)(?=钱))钱?"
)
# 卖了一万五, 三千八一平: a sum as it is spoken, its last digit a tenth of its last multiplier.
SPOKEN_SUM_RE = re.compile(r"[一二两三四五六七八九]?[百千万][一二三四五六七八九]")
PRICE_RE = re.compile(r"[卖买花赚挣攒价斤费钱元贵租]|便宜|工资|[月年底]薪|补贴|补助|奖励|罚|收入|收购|每[天月人个]")
PRICE_AFTER_RE = re.compile(r"[，。；！？、”降涨到至]|左右|以上|多|一[斤个张杯碗盒]|每|的价|$")


def counts_alone(number: Number, unit: UnitMention) -> bool:
    """Whether one or two Chinese letters may count a unit: 三公里, 七八里, 三四级偏北风; 四级 is a grade."""
    if unit.spoken or number.before.endswith("零下"):
        return True
    if unit.unit == "级" and not number.body.startswith(WARNING, unit.end):
        return bool(WIND_AFTER_RE.match(number.body, unit.end) or WIND_BEFORE_RE.search(number.before))
    return unit.unit in GUESSED and GUESS_RE.fullmatch(number.text) is not None


def read_range(number: Number) -> Candidate | None:
    """11～13公里, 5%—8%, 20到30万元: the unit and the multiplier of the second hold for the first."""
    own = unit_at(number.body, number.end)
    joint = own.end if own else number.end
    if number.body[joint : joint + 1] not in RANGE_MARKS:
        return None
    match = RANGE_RE.match(number.body, joint)
    if match is None:
        return None
    low, high = _ends_of_range(number.text, match["high"], has_unit=own is not None)
    unit = _unit_of_share(match["high"], match.end()) or unit_at(number.body, match.end())
    if low is None or high is None or unit is None or (own and not _is_short_for(own, unit)):
        return None
    if unit.unit in TEMPERATURES:
        return _temperatures(number, match, (low.value, high.value), unit)
    # 5--8米: the second dash is no sign.
    if match["sign"] in ("零下", "零上") or low.value >= high.value or not (number.is_arabic or counts_alone(number, unit)):
        return None
    return candidate(number, unit.end, Numeral(low.value, high.value), unit=unit.unit, kind=unit.kind)


def _is_short_for(own: UnitMention, unit: UnitMention) -> bool:
    """Whether the unit of the first number is that of the second: 0.5个—1个百分点, 5000元至8000元/月."""
    return own.unit == unit.unit or (own.unit == "个" and unit.kind == "point") or unit.unit.startswith(f"{own.unit}/")


def _unit_of_share(text: str, end: int) -> UnitMention | None:
    return UnitMention("%", "percent", True, end) if parse_share(text) else None


def _ends_of_range(low: str, high: str, *, has_unit: bool) -> tuple[Numeral | None, Numeral | None]:
    if share := parse_share(high):
        return parse_share(low) or parse_share(low + "成"), share
    multiplier = MULTIPLIER_RE.search(high)
    if multiplier and not has_unit and not MULTIPLIER_RE.search(low):
        low += multiplier.group()
    return parse_numeral(low), parse_numeral(high)


def _temperatures(number: Number, match: re.Match[str], ends: tuple[Decimal, Decimal], unit: UnitMention) -> Candidate | None:
    """零下3至5℃ lies below zero at both ends, -3至5℃ at one, -12℃～-8℃ says so twice."""
    sign = BELOW_ZERO_RE.search(number.before)
    start = number.start - len(sign.group()) if sign else number.start
    low = -ends[0] if sign else ends[0]
    is_below = match["sign"] in ("-", "－", "零下") or (sign and sign.group() == "零下" and not match["sign"])
    high = -ends[1] if is_below else ends[1]
    if low == high:
        return None
    found = candidate(number, unit.end, Numeral(min(low, high), max(low, high)), unit=unit.unit, kind=unit.kind)
    return found._replace(text=number.body[start : unit.end], start=start)


def read_tolerance(number: Number) -> Candidate | None:
    """25±2℃ runs from 23 to 27."""
    match = TOLERANCE_RE.match(number.body, number.end)
    unit = unit_at(number.body, match.end()) if match else None
    middle, by = parse_numeral(number.text), parse_numeral(match["by"]) if match else None
    if unit is None or middle is None or by is None or not by.value:
        return None
    ends = Numeral(middle.value - by.value, middle.value + by.value)
    return candidate(number, unit.end, ends, unit=unit.unit, kind=unit.kind)


def read_before_change(number: Number) -> Candidate | None:
    """从20提高到35个: the first number of a change has the unit of the second."""
    change = CHANGE_RE.match(number.after) if FROM_BEFORE_RE.search(number.before) else None
    numeral = parse_numeral(number.text)
    if numeral is None or change is None:
        return None
    second = MIXED_RE.match(number.body, number.end + change.end())
    unit = unit_at(number.body, second.end()) if second else None
    return candidate(number, number.end, numeral, unit=unit.unit, kind=unit.kind) if unit else None


def read_shared_unit(number: Number) -> Candidate | None:
    """分别加快2.7和5.2个百分点, 高出1.9个、1.2个百分点, 3×4米, 120/80mmHg: the unit of the second holds for the first."""
    patterns = (SHARED_RE, SIDES_RE, STROKE_RE) if number.is_arabic else ()
    joint = next((found for pattern in patterns if (found := pattern.match(number.body, number.end))), None)
    second = MIXED_RE.match(number.body, joint.end()) if joint else None
    unit = unit_at(number.body, second.end()) if second else None
    numeral = parse_numeral(number.text)
    if numeral is None or joint is None or unit is None:
        return None
    if joint.re is SIDES_RE:
        return candidate(number, number.end, numeral, unit=unit.unit, kind=unit.kind) if unit.unit in SIDE_UNITS else None
    own = joint["own"] or "" if joint.re is SHARED_RE else ""
    if unit.kind not in SHARING or (own and unit.kind != "point"):
        return None
    return candidate(number, number.end + len(own), numeral, unit=unit.unit, kind=unit.kind)


def read_length_of_time(number: Number) -> Candidate | None:
    """2小时13分 and 3分25秒38: hours, minutes and seconds are one length, counted in the least of them."""
    match = LENGTH_RE.match(number.body, number.end)
    first = parse_numeral(number.text)
    if match is None or first is None or first.value_high is not None:
        return None
    minutes = first.value if match["minutes"] is None else first.value * 60 + int(match["minutes"])
    seconds = match["seconds"] or match["only_seconds"]
    if seconds is None:
        return candidate(number, match.end(), Numeral(minutes), unit="分钟", kind="duration")
    places = match["places"] or match["only_places"] or "0"
    whole = Numeral(minutes * 60 + Decimal(f"{seconds}.{places}"))
    return candidate(number, match.end(), whole, unit="秒", kind="duration")


def is_length_in_days(number: Number) -> bool:
    """Whether a number before 日 counts days: 拘留10日, 15日内."""
    return number.before.endswith(HELD) or DAYS_RE.match(number.body, number.start) is not None


def read_days(number: Number) -> Candidate | None:
    """拘留10日, 15日内, 5日以上: a length of time in the word for a day of a month."""
    numeral = parse_numeral(number.text) if is_length_in_days(number) else None
    return candidate(number, number.end + 1, numeral, unit="天", kind="duration") if numeral else None


def read_places_behind(number: Number) -> Candidate | None:
    """57秒69, 1米75, 一米八, 3斤2两: the decimals stand behind the unit."""
    match = PLACES_RE.match(number.body, number.end)
    if match is None or not WHOLE_RE.fullmatch(number.text) or unit_at(number.body, match.end()):
        return None
    whole, places = (
        "".join(str(DIGITS.get(letter, letter)) for letter in part) for part in (number.text, match["places"] or match["tael"])
    )
    unit = match["unit"] or match["catty"]
    kind: FigureKind = "duration" if unit == "秒" else "measure"
    return candidate(number, match.end(), Numeral(Decimal(f"{whole}.{places}")), unit=unit, kind=kind)


def read_coins(number: Number) -> Candidate | None:
    """20块钱, 8块5, 3元5角, 5毛钱, 1毛2分, 5分钱: money as it is spoken, in 元; not 12块展板."""
    numeral, coin = parse_numeral(number.text), COIN_RE.match(number.body, number.end)
    if numeral is None or coin is None:
        return None
    tenths, cents = coin["tenths"] or coin["dimes"], coin["cents"] or coin["over"]
    # 8毛降到5毛: nothing else is counted so; 12块 may be of anything.
    is_price = PRICE_AFTER_RE.match(number.body, coin.end()) and (coin["jiao"] or PRICE_RE.search(number.before))
    if not coin.group().endswith("钱") and not (tenths or cents) and not is_price:
        return None
    scale = Decimal("0.1" if coin["jiao"] else "0.01" if coin["fen"] else 1)
    tenth = parse_numeral(tenths) if tenths else None
    cent = parse_numeral(cents) if cents else None
    value = numeral.value * scale + (tenth.value / 10 if tenth else 0) + (cent.value / 100 if cent else 0)
    high = numeral.value_high * scale if numeral.value_high is not None else None
    return candidate(number, coin.end(), replace(numeral, value=value, value_high=high), unit="元", kind="money")


def read_money_sign(number: Number) -> Candidate | None:
    """$500万, HK$12亿, ¥300/吨, €20—30万, $5万美元: the sign of the money stands ahead of its number."""
    sign = money_sign_before(number.before)
    if sign is None:
        return None
    range_ = RANGE_RE.match(number.body, number.end)
    low, high = _ends_of_range(number.text, range_["high"], has_unit=False) if range_ else (parse_numeral(number.text), None)
    if low is None or (range_ and (high is None or high.value <= low.value)):
        return None
    end = range_.end() if range_ else number.end
    named = unit_at(number.body, end)
    unit = named if named and named.kind == "money" else money_unit_at(number.body, end, sign.unit)
    said = Numeral(low.value, high.value) if high else low
    found = candidate(number, unit.end, said, unit=unit.unit, kind="money")
    start = number.start - len(sign.surface)
    return found._replace(text=number.body[start : unit.end], start=start)


def read_spoken_sum(number: Number) -> Candidate | None:
    """一亩卖了一万五: a sum of money without its unit."""
    numeral = parse_numeral(number.text) if SPOKEN_SUM_RE.fullmatch(number.text) else None
    if numeral is None or not PRICE_RE.search(number.before) or not PRICE_AFTER_RE.match(number.body, number.end):
        return None
    return candidate(number, number.end, numeral, unit="元", kind="money")
