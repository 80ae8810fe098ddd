"""Numbers that are no figures, each for a named reason.

`3月12日` is a date, `15时` a clock time, `第八条` and `十四届` are ordinals, `C919` is a name, “两个维护” a slogan, `千方百计` an
idiom, `一系列` indefinite, `一是` a list number, `3:1` a score. `第10位` is a rank, `5年` a duration: for `candidates`.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from etl.dates import Period
from etl.figures.numbers import Number, Spans
from etl.figures.units import unit_at
from etl.model import PlaceMention
from etl.vocabulary import alternation, words

# 2025年, 2025国际…, 2025届: after four digits of a year these are no units.
YEAR_UNITS = frozenset("年国省城级届金银全度路版中市乡镇地节").union(("财年", "学年", "年度", "省市"))
YEAR_RE = re.compile(r"(?:1[89]|20|21)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3}")
DATE_AFTER_RE = re.compile(r"月(?!球|台|饼|嫂)|日(?!元|均|龄|照)|年代|世纪(?:初|末|中叶|[0-9]|以来)?(?!以)")
# 五年间, 3天前, 两个月以来: a stretch of the calendar, not a length.
AGO_RE = re.compile(r"(?:年|个月|天|周|小时)多?(?:间(?!隔)|以来|来(?![自到临])|前(?!往|后))")
RANGE_OF_DATES_RE = re.compile(r"(?:—|－|–|～|~|-|至|到)[0-9]{1,2}月")
CLOCK_AFTER_RE = re.compile(r"时(?![代间期段速长])|点|[:：][0-9]{2}(?![0-9])|分(?:许|[0-9]{2}秒)")
CLOCK_BEFORE_RE = re.compile(r"[0-9][时点:：]$")
HOUR_RE = re.compile(r"[0-9]{1,2}")
ORDINAL_AFTER_RE = re.compile(
    r"届|号(?!称)|周年|年级|世纪|版(?!权)|次(?:会议|全会|全体|主席|常委)|中全会|期(?:《|讲)|楼|路(?!视频|信号|电|纵队|大军|人马|高清|并进|出击)|班$"
)
# 二十大, 十四大: congresses; 七大 only behind the party's name, for 七大行动 are seven.
SESSION_RE = re.compile(r"(?:十[一二三四五六七八九]|二十[一二三四]?)(?=大(?!类|项|洲))")
CONGRESS_RE = re.compile(r"(?:党的?|中共|越共)$")
PLAN_RE = re.compile(r"[一二三]?十[一二三四五六七八九]五")
LIST_RE = re.compile(r"[一二三四五六七八九十]{1,2}(?=）|是|要(?![的求])|、|来|为|看)")
LIST_BEFORE_RE = re.compile(r"(?:^|[，。；：、？！（“”])$")
NUMBERED_RE = re.compile(r"[0-9]{1,2}(?=[.．、）](?![0-9]))")
NAME_BEFORE_RE = re.compile(r"[A-Za-z][A-Za-z\-‑·.]*$|[A-Za-z0-9]-$|[A-Za-z]·?$|[一-鿿]-$")
NAME_AFTER_RE = re.compile(r"[A-Za-z]|[+×][0-9A-Za-zX]|-[A-Za-z]|强(?!企业)|制(?!造|作|成|定)|年期|岛|号机|·[0-9]")
DEGREES_RE = re.compile(r"℃|摄氏度|(?:—|～|至|到)-?[0-9]+℃")
UNIT_LETTERS_RE = re.compile(r"[kKmMGTPEc]?(?:W|Wh|wh|B|b|bps|m|g|L|l|Hz|V|A(?!级)|FLOPS|OPS|EU)(?![A-Za-z0-9])")
TITLE_RE = re.compile(r"《[^》\n]{1,60}》")
SHORT_QUOTE_RE = re.compile(r"“[^“”，。！？；：\n]{1,9}”|‘[^‘’，。！？；：\n]{1,9}’")
SCORE_AFTER_RE = re.compile(r"[:：∶][0-9]+|比[0-9]+|[/／][0-9]{3}")
SCORE_BEFORE_RE = re.compile(r"[0-9][:：∶比]$")
ADDRESS_RE = re.compile(r"0[0-9]{6,}|1[3-9][0-9]{9}|400[0-9]{7}|[0-9]{12,}")
ADDRESS_BEFORE_RE = re.compile(r"(?:www|http|[@#])[^一-鿿]*$|电话[:：]?(?:[0-9]+-)?$")
INDEFINITE_AFTER_RE = re.compile(r"位数|[者旁侧端翼岸江会地]")
SMALL_RE = re.compile(r"[两三四五六七八九]")
PROGRAMME_RE = re.compile(
    r"年(?:行动|计划|规划|攻坚|方案|工程|制|期)|级(?:联动)?(?:医院|甲等|运动员|响应|财政|文物|保护)|国(?:集团|峰会)|日(?:游)"
)


class Surroundings(NamedTuple):
    """What of a body settles whether its numbers are figures."""

    periods: Spans
    places: Spans
    idioms: Spans
    titles: Spans
    slogans: Spans


class Reason(NamedTuple):
    """A named reason for which a number is no figure."""

    name: str
    holds: Callable[[Number, Surroundings], bool]


class _Match(NamedTuple):
    start: int
    end: int


@cache
def _idioms_re() -> re.Pattern[str]:
    return re.compile(alternation(words("idioms")))


def survey(body: str, periods: Sequence[Period], places: Sequence[PlaceMention]) -> Surroundings:
    """The spans of a body in which a number is part of something else."""

    def spans(pattern: re.Pattern[str]) -> Spans:
        return Spans([_Match(*match.span()) for match in pattern.finditer(body)])

    return Surroundings(Spans(periods), Spans(places), spans(_idioms_re()), spans(TITLE_RE), spans(SHORT_QUOTE_RE))


def is_date(number: Number, around: Surroundings) -> bool:
    """2025年, 3月12日, 14日, 1—9月份; also a year that stands alone before a name: 2025世界机器人大会."""
    period = around.periods.at(number.start)
    # 连续4年 is a length of time as well as a period.
    if isinstance(period, Period) and period.kind != "clock" and not number.before.endswith(("连续", "历时", "为期")):
        return True
    if AGO_RE.match(number.after):
        return True
    if YEAR_RE.fullmatch(number.text):
        unit = unit_at(number.body, number.end)
        return unit is None or unit.unit in YEAR_UNITS
    return number.text[-1] not in "百千万亿" and bool(DATE_AFTER_RE.match(number.after) or RANGE_OF_DATES_RE.match(number.after))


def is_clock(number: Number, around: Surroundings) -> bool:
    """15时, 晚上10点多, 8:30."""
    period = around.periods.at(number.start)
    if isinstance(period, Period) and period.kind == "clock":
        return True
    if CLOCK_BEFORE_RE.search(number.before) and number.after[:1] in ("分", "", "，", "。", "至", "—"):
        return True
    return bool(HOUR_RE.fullmatch(number.text) and CLOCK_AFTER_RE.match(number.after))


def is_ordinal(number: Number, around: Surroundings) -> bool:
    """第八条, 十四届, 1701号, 75周年, 21世纪, 二十大."""
    if number.before.endswith("第") or number.after.startswith("届"):
        return True
    if number.after.startswith("世纪"):
        return number.text in ("19", "20", "21", "十九", "二十", "二十一")
    if ORDINAL_AFTER_RE.match(number.after) and number.text[-1] not in "百千万亿多余":
        return True
    if number.after.startswith("大") and CONGRESS_RE.search(number.before):
        return True
    return bool(SESSION_RE.match(number.body, number.start) or PLAN_RE.fullmatch(number.text))


def is_list_number(number: Number, around: Surroundings) -> bool:
    """一是…，二是…; （三）; 1. at the head of a paragraph."""
    if not LIST_BEFORE_RE.search(number.before):
        return False
    if NUMBERED_RE.match(number.body, number.start):
        return not number.before or number.before.endswith("（")
    match = LIST_RE.match(number.body, number.start)
    return bool(match and match.end() == number.end)


def is_name(number: Number, around: Surroundings) -> bool:
    """C919, 5G, 百强, 3人制, 《三体》, 三门峡."""
    if around.titles.at(number.start) or around.places.at(number.start):
        return True
    if NAME_BEFORE_RE.search(number.before) and not DEGREES_RE.match(number.after):
        return True
    # 十大科技进展: an award's name, unless a list of the ten comes before it.
    if number.text == "十" and number.after.startswith("大") and not number.before.endswith("等"):
        return True
    return bool(NAME_AFTER_RE.match(number.after) and not UNIT_LETTERS_RE.match(number.after))


def is_slogan(number: Number, around: Surroundings) -> bool:
    """“两个维护”, “三农”, ‘八柱’: in the quotation marks of a name or a slogan."""
    return around.slogans.at(number.start) is not None


def is_idiom(number: Number, around: Surroundings) -> bool:
    """千方百计, 万里挑一, 五位一体."""
    return around.idioms.at(number.start) is not None


def is_programme(number: Number, around: Surroundings) -> bool:
    """三年行动计划, 三级甲等医院: the number names a kind."""
    return bool(PROGRAMME_RE.match(number.after))


def is_score(number: Number, around: Surroundings) -> bool:
    """3:1, 3比1."""
    return bool(SCORE_AFTER_RE.match(number.after) or SCORE_BEFORE_RE.search(number.before))


def is_address(number: Number, around: Surroundings) -> bool:
    """04758223366, www.163.com."""
    return bool(ADDRESS_RE.fullmatch(number.text) or ADDRESS_BEFORE_RE.search(number.before))


def is_indefinite(number: Number, around: Surroundings) -> bool:
    """一系列, 一批, 这一, 两位数; 一倍 and 翻一番 are figures."""
    if number.text == "一":
        is_fold = number.after.startswith("番") and number.before.endswith(("翻", "翻了"))
        return not is_fold and not number.after.startswith(
            ("倍", "个多", "年多", "天多", "整天", "年半", "个半", "毛", "角钱", "块钱", "分钱")
        )
    if number.text == "零" or (number.text[0] in "数几" and number.after.startswith("年")):
        return True
    if SMALL_RE.fullmatch(number.text) and number.before.endswith(("这", "那", "该")):
        return True
    if SMALL_RE.fullmatch(number.text) and number.before.endswith(("前", "后")) and number.after[:1] in ("项", "者"):
        return True
    if number.text in ("一二", "一二三"):
        return True
    return number.text == "两" and bool(INDEFINITE_AFTER_RE.match(number.after))


REASONS: tuple[Reason, ...] = (
    Reason("slogan", is_slogan),
    Reason("date", is_date),
    Reason("clock time", is_clock),
    Reason("list number", is_list_number),
    Reason("idiom", is_idiom),
    Reason("ordinal", is_ordinal),
    Reason("name or model", is_name),
    Reason("name of a programme", is_programme),
    Reason("score", is_score),
    Reason("phone or address", is_address),
    Reason("indefinite", is_indefinite),
)


def reason_for(number: Number, around: Surroundings) -> str | None:
    """The first reason for which a number is no figure, or None."""
    return next((name for name, holds in REASONS if holds(number, around)), None)
