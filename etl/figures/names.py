"""Numbers that belong to a name: `C919`, `5G`, `歼-20`, 波音`737`, 铁路`12306`, `90`后, 男子`100`米.

`波音飞机737架`, `GDP3.2万亿元` and `同比-3.2%` hold figures.
"""

import re
from dataclasses import dataclass
from functools import cache

from etl.figures.numbers import Number
from etl.figures.units import unit_at
from etl.numerals import parse_share
from etl.vocabulary import rows

NAME_BEFORE_RE = re.compile(r"[A-Za-zА-я][A-Za-zА-я0-9\-‑·.]*$|[A-Za-z0-9]-$|[一-鿿]-$|[0-9][+^]$|[A-Za-z]/$")
# GDP5.2万亿元: no model has such a unit.
ACRONYM_RE = re.compile(r"[A-Z]{3,}$")
NAME_LETTERS = frozenset("×强决制人局年岛号·型开速联师旅团营连")
NAME_AFTER_RE = re.compile(
    r"[A-Za-z]|\+[0-9A-Za-z]|\^[0-9]|型(?!号)|速(?![度率])|联装|[师旅团营连](?=[0-9一二三四五六七八九，。；、的在和及各长奉做任当驻]|政委|官兵|战士|$)|开(?=[，。；、）本大的]|$)|[×xX][0-9A-Za-z]|-[A-Za-z]|-[0-9]+(?:型|系列|[A-Z])|强|决赛|制(?!造|作|成|定)|[人局]制(?!造|作|成|定|度)|年期|岛|号机|·[0-9]"
)
SIDES_AFTER_RE = re.compile(r"(?:×[0-9.]+)+(?:厘|毫|分)?米(?!接力|混合|自由泳|蛙泳|仰泳|蝶泳)|(?:×[0-9.]+)+[cm]?m(?![A-Za-z])")
# 90后: those born in the nineties; 03星, 076: no quantity begins with a nought; 指南1.0, 2.0: versions.
BORN_RE = re.compile(r"后(?![来面期者续，。勤半])")
OTHER_END_RE = re.compile(r"-[0-9]+(?:\.[0-9]+)?")
# 03、12、20: drawn by lot.
DRAWN_RE = re.compile(r"(?:(?<![0-9.])0[0-9]|号码为?|[红蓝]球(?:开出|号码为?)?)[^一-鿿A-Za-z%]*$")
DECADE_RE = re.compile(r"[5-9][05]|0[05]|10")
NOUGHT_RE = re.compile(r"0[0-9]{1,5}")
# （600519）: a company of the exchange.
LISTED_RE = re.compile(r"[0-9]{5,6}")
INDEX_RE = re.compile(r"指数|[为至达]$")
VERSION_RE = re.compile(r"[1-9]\.0")
# 高1.0和4.2个百分点: the first of a list, whose unit stands behind the last.
FIRST_OF_LIST_RE = re.compile(r"(?:个?(?:、|和|及|与|至|到|—|～|-)[0-9.]+)+(?:个?百分点|%|倍|[万亿]|[美欧日]?元|[公千]?米|吨)")
MODEL_NUMBER_RE = re.compile(r"[0-9]{1,6}")
LONG_NUMBER_RE = re.compile(r"[0-9]{3,6}")
# 男子100米, 4×100米接力, 54公斤级, 10米跳台: contests go by their length or weight.
CONTEST_BEFORE_RE = re.compile(r"(?:(?<![名该位一])[男女]子|男女混合|公开组|青年组|少年组)(?:[48][×xX])?$|[48][×xX]$")
CONTEST_UNIT_RE = re.compile(r"(?:米|公里|千米|公斤)(?!高|深|宽|厚|长|远)")
CONTEST_AFTER_RE = re.compile(
    r"米(?:个人|双人|单人|男子|女子)?(?:混合泳?|蛙泳|自由泳|仰泳|蝶泳|接力|决赛|预赛|半决赛|短跑|长跑|跨?栏(?!杆|目)|障碍|跳台|跳板|板(?![材桥墙房式])|气步枪|气手枪"
    r"|步枪|竞走|速滑|短道)|公斤(?:以上)?级|岁(?:以[上下])?组"
)
SIGNED_RE = re.compile(r"℃|摄氏度|%|[万亿]*元|个?百分点|[—～~至到－-]-?[0-9.]+(?:℃|%|摄氏度)")
CHINESE_PRINT = "“"


@dataclass(frozen=True, slots=True)
class NumberName:
    """A word beside a number without a unit that makes it a name; `side` is before or after."""

    surface: str
    side: str
    note: str | None


@cache
def _names(side: str) -> tuple[str, ...]:
    return tuple(name.surface for name in rows("number_names", NumberName) if name.side == side)


def is_in_a_name(number: Number) -> bool:
    """Whether the letters beside a number make it part of a name."""
    # Letters, hyphens and the raised dot come before all marks and characters of Chinese print.
    is_lettered = number.previous and number.previous < CHINESE_PRINT and NAME_BEFORE_RE.search(number.before)
    if is_lettered and not _has_sign_or_subject(number):
        return True
    # 三分之二强, 六成强 are a little more, 百强 the hundred strongest.
    is_share = number.follower == "强" and parse_share(number.text) is not None
    is_open = number.follower.isascii() or (number.follower in NAME_LETTERS and not is_share)
    if is_open and NAME_AFTER_RE.match(number.after) and not SIDES_AFTER_RE.match(number.after) and not _is_range(number):
        return unit_at(number.body, number.end) is None or not number.follower.isascii()
    return number.is_arabic and (_is_contest(number) or _is_number_of_a_thing(number))


def _is_range(number: Number) -> bool:
    """320-400N·m and 10-20MW against 737-800NG."""
    other = OTHER_END_RE.match(number.after) if number.follower == "-" else None
    return other is not None and unit_at(number.body, number.end + other.end()) is not None


def _has_sign_or_subject(number: Number) -> bool:
    """同比-3.2% and GDP3.2万亿元 against 歼-20 and C919."""
    if SIGNED_RE.match(number.after) and number.before.endswith(("-", "－")):
        return True
    unit = unit_at(number.body, number.end) if ACRONYM_RE.search(number.before) else None
    return unit is not None and unit.kind in ("money", "percent", "point")


def _is_contest(number: Number) -> bool:
    if number.follower not in "米公千岁":
        return False
    if CONTEST_AFTER_RE.match(number.after):
        return True
    return bool(CONTEST_UNIT_RE.match(number.after) and CONTEST_BEFORE_RE.search(number.before))


def _is_number_of_a_thing(number: Number) -> bool:
    """波音737, 铁路12306, 03星, 指南2.0, 90后; 波音飞机737架 has a unit."""
    if number.text[0] == "0" and NOUGHT_RE.fullmatch(number.text):
        return True
    if number.previous == "（" and number.follower in "）.，" and LISTED_RE.fullmatch(number.text):
        return True
    if number.follower == "后" and BORN_RE.match(number.after) and DECADE_RE.fullmatch(number.text):
        return True
    if VERSION_RE.fullmatch(number.text) and not unit_at(number.body, number.end):
        return not (INDEX_RE.search(number.before) or FIRST_OF_LIST_RE.match(number.after))
    if unit_at(number.body, number.end) or not MODEL_NUMBER_RE.fullmatch(number.text):
        return False
    # 开本787×1092.
    if number.previous == "×" or number.before.rstrip("”’").endswith(_names("before")) or DRAWN_RE.search(number.before):
        return True
    return LONG_NUMBER_RE.fullmatch(number.text) is not None and number.after.startswith(_names("after"))
