"""Numbers that are no figures, each for a named reason.

`3月12日` is a date, `15时` a clock time, `第八条` and `十四届` are ordinals, `C919` and `男子100米` are names, “两个维护” a
slogan, `千方百计` an idiom, `一系列` indefinite, `一是` a list number, `3:1` a score, 两年 of `两年平均增长5%` the base of a
rate. `第10位` is a rank, `5年` a duration: for `candidates`.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from etl.dates import Period
from etl.figures.compounds import DAYS_RE, HELD, SENTENCED_RE, is_length_in_days
from etl.figures.names import is_in_a_name
from etl.figures.numbers import NEIGHBOURHOOD, Number, Spans
from etl.figures.units import unit_at
from etl.vocabulary import alternation, words

# Each set of letters named for a pattern holds those a match may begin with: most numbers are passed over by one look.
# 2025年, 2025国际…, 2025届: after four digits of a year these are no units.
YEAR_UNITS = frozenset("款年国省城级届金银全度路版中市乡镇地节").union(("财年", "学年", "年度", "省市"))
YEAR_RE = re.compile(r"(?:1[89]|20|21)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3}")
LASTING_ENDS = frozenset("续时期留龄达到约近超过逾有")
LASTING_RE = re.compile(rf"(?:连续|历时|为期|树龄|工龄|党龄|{'|'.join(HELD)})(?:长达|达到?|约|近|超过?|逾|已有?|有)?$")
ERA_SPAN_RE = re.compile(r"公元前?[0-9]{1,4}年?[—－–～~至到-]+$")
ERA_FOLLOWERS = frozenset("年—－–～~-至到、")
AGO_LETTERS = frozenset("年个天周小世")
# 前两天, 假期前三天, 头五年; not 目前三天, 码头三年.
STRETCHES = frozenset("天年周")
FIRST_RE = re.compile("(?:(?<![提目以])前|(?<![码龙街镜源船口箭桥村田地巨])头)$")
DATE_FOLLOWERS = frozenset("月日年世—－–～~-至到和与及、")
DATE_AFTER_RE = re.compile(r"月(?!球|台|饼|嫂)|日(?!元|均|龄|照)|年代|世纪(?:初|末|中叶|[0-9]|以来)?(?!以)")
# 五年间, 3天前, 两个月以来: a stretch of the calendar, not a length.
AGO_RE = re.compile(r"(?:年|个月|天|周|小时|个?世纪)多?(?:间(?!隔)|以来|来(?![自到临])|前(?!往|后))")
RANGE_OF_DATES_RE = re.compile(r"(?:—|－|–|～|~|-|至|到)[0-9]{1,2}(?:月|世纪)|[和与及、][0-9]{1,2}日(?!元|均)")
BEFORE_NOW_RE = re.compile(r"距今(?:约|大约|已有|已|有)?$")
CLOCK_AFTER_RE = re.compile(
    r"时(?![代间期段速长])|点(?![0-9一二三四五六七八九]|建议|希望|要求|主张|意见|倡议|共识)|[:：][0-9]{2}(?![0-9])"
)
CLOCK_MARKS = "时点:："
SECOND_OF_CLOCK_RE = re.compile(r"[时点][0-9]{1,2}分$")
CLOCK_BEFORE_RE = re.compile(r"[0-9][时点:：]$")
HOUR_RE = re.compile(r"[01]?[0-9]|2[0-4]")
ORDINAL_LETTERS = frozenset("届号、和至到—－–～~-期周年世版次中楼单室班路")
ORDINAL_AFTER_RE = re.compile(
    r"届|(?:[、和至到—－–～~-][0-9]{1,2}){0,6}号(?![称召]|人(?![员防力才选物工]))|周年|年级|世纪|版(?!权)|中全会|楼|单元|室(?![内外友])"
    r"|次(?:会议|全会|全体|主席|常委)|(?:[—－–～~-][0-9])?期(?:项目|工程|扩建|建设|机组|地块|《|讲)"
    r"|班(?:有|同学|学生|班主任|$)|路(?!视频|信号|电|纵队|大军|人马|高清|并进|出击)"
)
# 第一、二、三产业.
ORDINAL_LIST_RE = re.compile(r"第[一二三四五六七]、(?:[一二三四五六七]、)*$")
# 排名前10的: a place as a limit.
FIRST_TEN_RE = re.compile(r"(?:排名|名列|位列|位居|世界|全球|全国|全省|全市|跻身)前$")
# 二十大, 十四大: congresses; 七大 only behind the party's name, for 七大行动 are seven.
SESSION_RE = re.compile(r"(?:十[一二三四五六七八九]|二十[一二三四]?)(?=大(?!类|项|洲))")
CONGRESS_RE = re.compile(r"(?:党的?|中共|越共)$")
PLAN_RE = re.compile(r"[一二三]?十[一二三四五六七八九]五")
LIST_RE = re.compile(r"[一二三四五六七八九十]{1,2}(?=）|是|要(?![的求])|、|来|为|看)")
LIST_OPENERS = "，。；：、？！（“”"
NUMBERED_RE = re.compile(r"[0-9]{1,2}(?=[.．、）](?![0-9]))")
TITLE_RE = re.compile(r"《[^》\n]{1,60}》")
SHORT_QUOTE_RE = re.compile(r"“[^“”，。！？；：\n]{1,9}”|‘[^‘’，。！？；：\n]{1,9}’")
SCORE_MARKS = ":：∶比"
HITS = frozenset("中投罚扣")
SCORE_FOLLOWERS = frozenset(":：∶比/／-中投罚扣")
# 101-84险胜: other numbers with a dash between run from one to the other.
WON = (
    r"(?=的?(?:大?比分)|[战险完惜大轻]胜|击[败退]|力[克压擒]|[轻智]取|[大惜落]败|不敌|负于|逆转|领先|落后"
    r"|[战打逼]平|横扫|淘汰|绝杀|告负|取胜|获胜)"
)
SCORE_AFTER_RE = re.compile(
    rf"[:：∶][0-9]+|比[0-9]+|[中投罚扣][0-9]{{1,2}}中?(?=[，。；、）]|$)|[/／][0-9]{{2,3}}(?![0-9.万元A-Za-z毫克公升/／])|-[0-9]{{1,3}}{WON}"
)
SCORE_BEFORE_RE = re.compile(r"[0-9][:：∶比]$")
# 24投11中, 12中5.
HITS_BEFORE_RE = re.compile(r"[0-9][中投罚扣]$")
HITS_AFTER_RE = re.compile(r"中?(?:[，。；、）]|$)")
LOSERS_SCORE_RE = re.compile(r"[0-9]-$")
WON_RE = re.compile(WON)
OTHERS_UNIT = frozenset("万元毫克公升%/／mgkKML")
# 超过140/90则为高血压.
STROKES = frozenset("/／")
SECOND_OF_PAIR_RE = re.compile(r"(?<![0-9.])[0-9]{2,3}[/／]$")
ADDRESS_RE = re.compile(r"0[0-9]{6,}|1[3-9][0-9]{9}|400[0-9]{7}|[0-9]{12,}")
SHORT_NUMBER_RE = re.compile(r"12[0-9]{3}|9[56][0-9]{3}")
GOES_ON_RE = re.compile(r"[—－–～~\-至到、和及与×±/／]|[%‰]")
ADDRESS_BEFORE_RE = re.compile(r"(?:www|http|[@#])[^一-鿿]*$|电话[:：]?(?:[0-9]+-)?$")
INDEFINITE_AFTER_RE = re.compile(r"位数|[者旁侧端翼岸江会地]")
SMALL_RE = re.compile(r"[两三四五六七八九]")
# 两年平均增长5%, 三年年均, 过去十年平均水平: over how long a rate is taken.
RATE_BASE_RE = re.compile(r"年(?:来|间)?(?:平均|年均|复合)(?=增|下降|提高|提升|上升|上涨|水平|[0-9])")
# 一分钱没有: none.
NOTHING_RE = re.compile(r"(?:分|毛|角|块)钱(?:都|也)?(?:没|不|未)")
NOT_A_PENNY_RE = re.compile(r"[不没未](?:有|要|花|收|拿|出|付|取|差)[^，。；]{0,4}$")
PENNY_RE = re.compile(r"(?:分|毛|角)钱")
SPAN_OF_ONE_RE = re.compile(r"(?:至|到|—|－|–|～|~|-)[两二三四五六七八九十0-9]")
COUNTED_ONE_RE = re.compile(
    r"倍|个亿(?![元吨级])|斤[一二三四五六七八九]两|元[一二三四五六七八九]角|块[一二三四五六七八九](?=钱|一[斤个张杯碗盒袋]|[，。；、！？]|$)"
    r"|[个年天]多|个来(?=月|小时|星期)|整[天年月]|(?:[年天个岁斤里亩米吨]|小时|公[斤里])半(?![成年价导夜径山路])"
    r"|米[0-9一二三四五六七八九]|毛|角钱|块钱|分钱"
)
# What is printed without a unit: 指数为48.2, 收入比由2.18缩小到2.13.
INDEX_RE = re.compile(
    r"指数|PMI|系数|倍差|收入比|比值|荣枯线|景气|评分|中间价|汇率|性别比|容积率|[pP]H|视力|比例之和|收视|震|偏心率|红移|概率|[pPπ]值"
)
BARE_RE = re.compile(
    r"[，。；、）：”]|[上下][升降]|[升降提微]|(?:缩小|扩大|回落|收窄|降低)?[至到为]|以[上下]|[的和或与]|表[明示]|意味|$"
)
PLAIN_NUMBER_RE = re.compile(r"[0-9]{1,4}(?:\.[0-9]+)?")
PROGRAMME_LETTERS = frozenset("年级国日")
# 3室2厅1卫.
ROOMS = frozenset("室厅")
MORE_ROOMS = frozenset("厅卫")
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


@cache
def _eras() -> tuple[str, ...]:
    return tuple(words("eras"))


def survey(body: str, periods: Spans, places: Spans) -> Surroundings:
    """The spans of a body in which a number is part of something else."""

    def spans(pattern: re.Pattern[str]) -> Spans:
        return Spans([_Match(*match.span()) for match in pattern.finditer(body)])

    return Surroundings(periods, places, spans(_idioms_re()), spans(TITLE_RE), spans(SHORT_QUOTE_RE))


def is_date(number: Number, around: Surroundings) -> bool:
    """2025年, 3月12日, 14日, 1—9月份; also a year that stands alone before a name: 2025世界机器人大会."""
    # `is_plain_date` has taken all others that stand in a period.
    if number.previous == "第" and is_in_a_date(number.body, number.start, around):
        return True
    if number.follower in AGO_LETTERS and AGO_RE.match(number.after):
        return True
    if number.follower in STRETCHES and FIRST_RE.search(number.before):
        return True
    if number.follower in ERA_FOLLOWERS and (number.before.endswith(_eras()) or ERA_SPAN_RE.search(number.before)):
        return True
    if "距今" in number.before and BEFORE_NOW_RE.search(number.before) and unit_at(number.body, number.end) is None:
        return True
    if len(number.text) == 4 and YEAR_RE.fullmatch(number.text):
        unit = unit_at(number.body, number.end)
        return unit is None or (unit.unit in YEAR_UNITS and not _lasts(number.body, number.start))
    if number.follower not in DATE_FOLLOWERS or number.text[-1] in "百千万亿":
        return False
    if number.follower == "日" and is_length_in_days(number):
        return False
    return bool(DATE_AFTER_RE.match(number.after) or RANGE_OF_DATES_RE.match(number.after))


def is_in_a_date(body: str, start: int, around: Surroundings) -> bool:
    """Whether the number that begins at `start` is part of a period; 4年 of 连续4年, 三个月 of 为期近三个月 and 15日 of 15日内
    are lengths of time as well."""
    period = around.periods.at(start)
    if not isinstance(period, Period) or period.kind == "clock":
        return False
    # The period begins with its first number, or with a word before it: 近三个月.
    if _lasts(body, start) or (period.start < start and _lasts(body, period.start)):
        return False
    return DAYS_RE.match(body, start) is None


def _lasts(body: str, at: int) -> bool:
    """Whether the words before tell that a length of time begins here: 连续|4年, 树龄约|1400年."""
    return body[at - 1 : at] in LASTING_ENDS and LASTING_RE.search(body, max(0, at - 6), at) is not None


def is_clock(number: Number, around: Surroundings) -> bool:
    """15时, 晚上10点多, 8:30."""
    period = around.periods.at(number.start)
    if isinstance(period, Period) and period.kind == "clock":
        return True
    if number.follower == "秒" and SECOND_OF_CLOCK_RE.search(number.before):
        return True
    if (
        number.previous in CLOCK_MARKS
        and CLOCK_BEFORE_RE.search(number.before)
        and number.follower in ("分", "", "，", "。", "至", "—")
    ):
        return True
    if number.follower not in CLOCK_MARKS:
        return False
    return bool(HOUR_RE.fullmatch(number.text) and CLOCK_AFTER_RE.match(number.after))


def is_ordinal(number: Number, around: Surroundings) -> bool:
    """第八条, 十四届, 1701号, 75周年, 21世纪, 二十大."""
    if number.previous == "第" or number.follower == "届":
        return True
    if number.previous == "、" and ORDINAL_LIST_RE.search(number.before):
        return True
    if number.previous == "前" and number.follower != "大" and FIRST_TEN_RE.search(number.before):
        return unit_at(number.body, number.end) is None
    if number.after.startswith("世纪"):
        return number.text in ("19", "20", "21", "十九", "二十", "二十一")
    if number.follower in ORDINAL_LETTERS and ORDINAL_AFTER_RE.match(number.after):
        # 一百周年 is one, 三百号人 and 两千路视频 are none.
        return number.text[-1] not in "百千万亿多余" or number.after.startswith("周年")
    if number.is_arabic:
        return False
    if number.follower == "大" and CONGRESS_RE.search(number.before):
        return True
    return bool(SESSION_RE.match(number.body, number.start) or PLAN_RE.fullmatch(number.text))


def is_list_number(number: Number, around: Surroundings) -> bool:
    """一是…，二是…; （三）; 1. at the head of a paragraph."""
    if number.previous not in LIST_OPENERS:
        return False
    if NUMBERED_RE.match(number.body, number.start):
        return not number.before or number.before.endswith(("（", "。", "；"))
    match = LIST_RE.match(number.body, number.start)
    return bool(match and match.end() == number.end)


def is_name(number: Number, around: Surroundings) -> bool:
    """C919, 5G, 百强, 3人制, 《三体》, 三门峡, 波音737, 90后, 男子100米."""
    if around.titles.at(number.start) or around.places.at(number.start):
        return True
    # 十大科技进展: an award's name, unless a list of the ten comes before it.
    if number.text == "十" and number.follower == "大" and not number.before.endswith("等"):
        return True
    return is_in_a_name(number)


def is_slogan(number: Number, around: Surroundings) -> bool:
    """“两个维护”, “三农”, ‘八柱’: in the quotation marks of a name or a slogan."""
    return around.slogans.at(number.start) is not None


def is_idiom(number: Number, around: Surroundings) -> bool:
    """千方百计, 万里挑一, 五位一体, 一分钱没有; 十分 is one, 十分钟 and 十分之一 are not."""
    if idiom := around.idioms.at(number.start):
        unit = unit_at(number.body, number.end)
        return idiom.end >= max(number.end, unit.end if unit else 0)
    if number.text != "一":
        return False
    return bool(NOTHING_RE.match(number.after) or (PENNY_RE.match(number.after) and NOT_A_PENNY_RE.search(number.before)))


def is_programme(number: Number, around: Surroundings) -> bool:
    """三年行动计划, 三级甲等医院, 三室两厅: the number names a kind."""
    if number.previous in ROOMS and number.follower in MORE_ROOMS:
        return True
    return number.follower in PROGRAMME_LETTERS and bool(PROGRAMME_RE.match(number.after))


def is_base_of_rate(number: Number, around: Surroundings) -> bool:
    """两年平均增长5%, 三年年均增速."""
    return number.follower == "年" and bool(RATE_BASE_RE.match(number.after))


def is_score(number: Number, around: Surroundings) -> bool:
    """3:1, 3比1, 101-84险胜, 24投11中; 血压140/90."""
    if number.previous in SCORE_MARKS and SCORE_BEFORE_RE.search(number.before):
        return True
    if number.previous in HITS and HITS_BEFORE_RE.search(number.before) and HITS_AFTER_RE.match(number.after):
        return True
    if number.previous == "-" and LOSERS_SCORE_RE.search(number.before) and WON_RE.match(number.after):
        return True
    if number.previous in STROKES and SECOND_OF_PAIR_RE.search(number.before):
        return number.follower not in OTHERS_UNIT
    return number.follower in SCORE_FOLLOWERS and bool(SCORE_AFTER_RE.match(number.after))


def is_address(number: Number, around: Surroundings) -> bool:
    """04758223366, www.163.com, 12306."""
    if not number.is_arabic:
        return False
    if ADDRESS_RE.fullmatch(number.text) or ADDRESS_BEFORE_RE.search(number.before):
        return True
    if not SHORT_NUMBER_RE.fullmatch(number.text) or GOES_ON_RE.match(number.after):
        return False
    return unit_at(number.body, number.end) is None


def is_indefinite(number: Number, around: Surroundings) -> bool:
    """一系列, 一批, 这一, 两位数; 一倍 and 翻一番 are figures."""
    if number.text == "一":
        is_fold = number.follower == "番" and "翻" in number.before[-4:]
        is_end = SPAN_OF_ONE_RE.match(number.after)
        is_sentence = number.follower in "年个" and SENTENCED_RE.search(number.before)
        return not (is_fold or is_end or is_sentence or COUNTED_ONE_RE.match(number.after))
    if number.text == "零" or (number.text[0] in "数几" and number.follower == "年"):
        return True
    if SMALL_RE.fullmatch(number.text) and number.before.endswith(("这", "那", "该")):
        return True
    if SMALL_RE.fullmatch(number.text) and number.before.endswith(("前", "后")) and number.follower in ("项", "者"):
        return True
    if number.text in ("一二", "一二三"):
        return True
    return number.text == "两" and bool(INDEFINITE_AFTER_RE.match(number.after))


DATE = "date"
REASONS: tuple[Reason, ...] = (
    Reason("slogan", is_slogan),
    Reason(DATE, is_date),
    Reason("clock time", is_clock),
    Reason("idiom", is_idiom),
    Reason("ordinal", is_ordinal),
    Reason("list number", is_list_number),
    Reason("name or model", is_name),
    Reason("name of a programme", is_programme),
    Reason("base of a rate", is_base_of_rate),
    Reason("score", is_score),
    Reason("phone or address", is_address),
    Reason("indefinite", is_indefinite),
)


def is_plain_date(body: str, start: int, around: Surroundings) -> bool:
    """Whether a number is a date for which no other reading need be tried: two of five numbers of a page are."""
    return is_in_a_date(body, start, around) and body[start - 1 : start] != "第" and around.slogans.at(start) is None


def reason_for(number: Number, around: Surroundings) -> str | None:
    """The first reason for which a number is no figure, or None."""
    for name, holds in REASONS:
        if holds(number, around):
            return name
    return None


# 两国, 三角洲, 亿级: a Chinese numeral without a unit of its own belongs to a word.
PART_OF_A_WORD = "part of a word"
NO_UNIT = "no unit"
NOT_UNDERSTOOD = "not understood"


def reason_left(number: Number) -> str:
    """Why a number that nothing else explains could not be read as a figure."""
    if not number.is_arabic:
        return PART_OF_A_WORD
    if number.after.startswith("大关"):
        return NO_UNIT
    is_bare = PLAIN_NUMBER_RE.fullmatch(number.text) and BARE_RE.match(number.after)
    if is_bare and INDEX_RE.search(number.body, number.sentence_start, number.end + NEIGHBOURHOOD):
        return NO_UNIT
    return NOT_UNDERSTOOD
