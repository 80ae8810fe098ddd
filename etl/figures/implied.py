"""Numbers whose unit is not printed behind them, or not as a unit.

`1.5亿多群众` are people, `人口达2.8亿`, `出游人次36.7亿` and `平均分78.6` have their unit ahead, `产业规模超过3000亿`,
`花了2个亿`, `花了近十万`, `300万投资` and `满300减50` count 元, `六旬老人` is sixty; a word
of its own behind a number (`每城跑动50棒`) is taken for its unit, and the report of a build lists it.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from etl.figures.numbers import NEIGHBOURHOOD, Number
from etl.figures.reading import Candidate, candidate, parse_numeral
from etl.figures.units import money_unit_at
from etl.numerals import Numeral
from etl.vocabulary import alternation, rows, words

MULTIPLIER_RE = re.compile(r"[百千万亿]+")
# 近千市民: a bare multiplier counts where it is bounded.
BOUNDED_RE = re.compile(r"(?:超|逾|近|约|达|不[下止])$")
VAST = frozenset("万亿")
STROKES = frozenset("/／")
# 6万当地人, 20万返乡青年: up to six letters may say who they are.
NATION_RE = re.compile(r"[一-鿿]{2,5}人(?![类民口员才体大士数次均])")
VERBS_OF_AMOUNT = r"(?:(?:已|就|也|共|均|仍|累计|预计|将|首次|有望)*(?:达到?|为|约|超过?|突破|破|近|逾|接近|至|到|了|有)+)"
END_RE = re.compile(r"[，。；、！）]|左右|以上|$")
SUM_END_RE = re.compile(r"[，。；、！）]|左右|以上|大关|台阶|的|起(?=[，。；、！）]|$)|之多|$")
FOREIGN_MONEY_RE = re.compile(r"[美欧日港韩澳加]元|英镑|卢布|法郎|卢比")
MARK_RE = re.compile(rf"(?:平均分|最高分|最低分|总分|均分|得分|分数线|投档线|控制线|录取线|本科线){VERBS_OF_AMOUNT}?$")
# 花了近十万, 一年赚个十来万: what was spent or won, as it is told.
SPENT_RE = re.compile(
    r"(?:[花赚挣攒欠赔亏捐]|卖[出到]|收入|积蓄)(?:了|个|近|约|大约|差不多|将近|足足|整整|超过?|到|有|好|小|不到)*$"
)
ROUND_RE = re.compile(r"[百千万亿]|[0-9]{3}[多余]")
LEAST_SUM = 1000
# 满300减50: coupons count in 元.
COUPON_RE = re.compile(r"(?:立?[减返]|送)(?=[0-9])")
COUPON_BEFORE_RE = re.compile(r"满[0-9]+(?:立?[减返]|送)$")
UNKNOWN_UNIT_RE = re.compile(
    r"(?![的了之起是在和与及或等以上下左右多余几度期号级版型名位第年月日时分点家])[一-鿿]{1,2}(?=[，。；、）])"
)
AMOUNT_BEFORE_RE = re.compile(r"(?:达到?|超过?|共有?|约|近|逾|完成|新增|减少|增加|每[一-鿿]{1,6})$")
# 花了2个亿: so many hundred millions; 3个亿元村 are three villages.
SPOKEN_UNIT = 100_000_000
SPOKEN_RE = re.compile(r"个亿(?:元(?=[，。；、！？）])|(?=[，。；、！？）”]|的|左右|以上|$))")
# 三十出头, 六旬老人: ages without 岁.
AGE_RE = re.compile(r"(?P<decade>旬)(?!邑)|(?P<more>出头)|(?P<high>高龄)")
OLD_RE = re.compile(r"[6-9][0-9]|1[01][0-9]|[六七八九]十[一二三四五六七八九]?|百岁")
TENS_RE = re.compile(r"[二三四五六七八九]十|[2-9]0")
TURNED_RE = re.compile(r"[六七八九]")


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


def read_noun(number: Number) -> Candidate | None:
    """1.5亿多群众, 6万当地人, 40万用户: great numbers need no classifier."""
    numeral = parse_numeral(number.text)
    is_bare = MULTIPLIER_RE.fullmatch(number.text) is not None
    if numeral is None or numeral.value < 1000 or (is_bare and not BOUNDED_RE.search(number.before)):
        return None
    noun = _noun_re().match(number.body, number.end)
    if noun is None and not NATION_RE.match(number.after):
        return None
    # Words between number and noun are read only behind 万, 亿, 多: 3000多海边青年, but 2025年轻学生.
    if (is_bare or number.text[-1] not in "万亿多余") and not (noun and noun.start("noun") == number.end):
        return None
    if is_bare:
        numeral = replace(numeral, bound="about")
    return candidate(number, number.end, numeral, unit=_nouns()[noun["noun"]] if noun else "人", kind="count")


@cache
def _ahead_re() -> re.Pattern[str]:
    return re.compile(rf"(?P<head>{alternation(_nouns())})(?P<total>总数|总量|数量|人数|规模|数)?(?P<verb>{VERBS_OF_AMOUNT})?$")


def read_unit_ahead(number: Number) -> Candidate | None:
    """观展人次超过20万, 惠及人口300多万, 平均分78.6: what is counted was named before the number, and its unit with it."""
    if not END_RE.match(number.after):
        return None
    if MARK_RE.search(number.before) and (marks := parse_numeral(number.text)):
        return candidate(number, number.end, marks, unit="分", kind="count")
    numeral, named = parse_numeral(number.text), _ahead_re().search(number.before)
    if numeral is None or named is None or MULTIPLIER_RE.fullmatch(number.text):
        return None
    # 游客1200 may want its unit, 游客数1200 and 游客达1200万 do not.
    if not (named["verb"] or named["total"] or number.text[-1] in "万亿多余") or numeral.value < 100:
        return None
    return candidate(number, number.end, numeral, unit=_nouns()[named["head"]], kind="count")


@cache
def _money_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('money_heads'))})(?:合计|总共|累计)?(?P<verb>{VERBS_OF_AMOUNT})?$")


def read_money_ahead(number: Number) -> Candidate | None:
    """产业规模超过3000亿, 票房破200亿, 均价1.2万/平方米: so many 元, unless the sentence counts in another currency."""
    unit = money_unit_at(number.body, number.end, "元") if number.follower in STROKES else None
    if unit is None and (number.text[-1] not in VAST or not SUM_END_RE.match(number.after)):
        return None
    numeral = parse_numeral(number.text) if _money_re().search(number.before) else None
    if numeral is None or MULTIPLIER_RE.fullmatch(number.text) or (unit and unit.end == number.end):
        return None
    if FOREIGN_MONEY_RE.search(number.body, number.sentence_start, number.end + NEIGHBOURHOOD):
        return None
    return candidate(number, unit.end if unit else number.end, numeral, unit=unit.unit if unit else "元", kind="money")


@cache
def _money_behind_re() -> re.Pattern[str]:
    """300万投资, 8200的退休金; not 3万投资者, 5000补贴对象."""
    return re.compile(rf"的?(?:{alternation(words('money_things'))})(?![者人户方商类率对客企项品机平流单])")


def read_spoken_money(number: Number) -> Candidate | None:
    """花了近十万, 二十多万存款, 8200的退休金: the words about a number say that it is of 元."""
    is_spent = ROUND_RE.search(number.text) and SUM_END_RE.match(number.after) and SPENT_RE.search(number.before)
    if not is_spent and not _money_behind_re().match(number.body, number.end):
        return None
    numeral = parse_numeral(number.text)
    if numeral is None or (numeral.value < LEAST_SUM and not is_spent) or MULTIPLIER_RE.fullmatch(number.text):
        return None
    return candidate(number, number.end, numeral, unit="元", kind="money")


def read_discount(number: Number) -> Candidate | None:
    """满300减50: what a coupon asks for and what it gives, both in 元."""
    is_given = COUPON_BEFORE_RE.search(number.before)
    if not is_given and not (number.previous == "满" and COUPON_RE.match(number.after)):
        return None
    numeral = parse_numeral(number.text) if number.is_arabic else None
    return candidate(number, number.end, numeral, unit="元", kind="money") if numeral else None


def read_spoken_unit(number: Number) -> Candidate | None:
    """花了1.8个亿, 粉丝超过2个亿: hundred millions counted by 个, of 元 where nothing else is named before them."""
    spoken, numeral = SPOKEN_RE.match(number.body, number.end), parse_numeral(number.text)
    if spoken is None or numeral is None:
        return None
    named = _ahead_re().search(number.before)
    high = None if numeral.value_high is None else numeral.value_high * SPOKEN_UNIT
    said = replace(numeral, value=numeral.value * SPOKEN_UNIT, value_high=high)
    unit = _nouns()[named["head"]] if named else "元"
    return candidate(number, spoken.end(), said, unit=unit, kind="count" if named else "money")


def read_unknown_unit(number: Number) -> Candidate | None:
    """每班跑动50棒: a word behind a number of its own is its unit, though no vocabulary holds it."""
    word = UNKNOWN_UNIT_RE.match(number.after)
    if not number.is_arabic or word is None or not AMOUNT_BEFORE_RE.search(number.before):
        return None
    numeral = parse_numeral(number.text)
    return candidate(number, number.end + word.end(), numeral, unit=word.group(), kind="count") if numeral else None


def read_age(number: Number) -> Candidate | None:
    """六旬老人, 三十出头 and 90高龄: an age without 岁."""
    age, numeral = AGE_RE.match(number.body, number.end), parse_numeral(number.text)
    if age is None or numeral is None:
        return None
    if age["decade"] and TURNED_RE.fullmatch(number.text):
        return candidate(number, age.end(), Numeral(numeral.value * 10), unit="岁", kind="measure")
    if age["more"] and TENS_RE.fullmatch(number.text):
        return candidate(number, age.end(), Numeral(numeral.value, bound="over"), unit="岁", kind="measure")
    if age["high"] and OLD_RE.fullmatch(number.text):
        return candidate(number, age.end(), numeral, unit="岁", kind="measure")
    return None
