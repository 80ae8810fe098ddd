"""Points of the calendar: what a run of tokens names, 2024年3月 or 今年春节假期, and the days it covers.

Each rule is a shape written in the signs of the tokens (Y 2024年, R 今年, M 3月, D 14日 …, see `tokens`) and the function that
reads it. A point is either settled days or a month and day whose year, or a day whose month, is still to be found.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import ClassVar, Literal, NamedTuple

from etl.dates.calendar import Issue, MonthDay, day_near, day_of, stretch, year_of_month
from etl.dates.tokens import HOLIDAY_TAIL, Token
from etl.dates.words import holiday_names, plan_periods, time_words
from etl.numerals import DIGITS, parse_numeral, parse_year
from etl.vocabulary import alternation, rows

PeriodKind = Literal["day", "month", "quarter", "year", "span", "since", "until", "relative", "recurring", "clock"]
Days = tuple[date | None, date | None]
UNSETTLED: Days = (None, None)
NUMBER_RE = re.compile(r"[0-9]+|[〇零○一二两三四五六七八九十]+")
DECADE_RE = re.compile(
    r"(?:(?P<century>[0-9]+|[一二三四五六七八九十]+)世纪|(?P<word>上个?|本)世纪)(?P<tens>[^年]+)年代|(?P<decade>[0-9]{4})年代"
)
PLAN_RE = re.compile(r"“?(?P<plan>[^“”时期前]+)”?(?:时期|期间|前(?P<years>.)年)?")
TENS = {"上": (1, 10), "中": (11, 20), "下": (21, 0)}
HALVES: dict[str, tuple[MonthDay, MonthDay]] = {"上": ((1, 1), (6, 0)), "下": ((7, 1), (12, 0))}
# 假期首日, 假期前三天
FIRST_DAYS_RE = re.compile(r"(?:首日|第一天|前(?P<days>.)天)$")
NUMERALS = str.maketrans("二两三四五六七八", "22345678")
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A row of holidays.csv: a statutory holiday as it was announced for one year."""

    KEY: ClassVar[tuple[str, ...]] = ("holiday", "year")
    holiday: str
    year: int
    start: str
    end: str
    note: str | None


class Setting(NamedTuple):
    """What a reader knows at a place: the day of publication, and the year, month and day the paragraph spoke of last."""

    issue: Issue
    year: int | None = None
    month: tuple[int | None, int] | None = None
    day: date | None = None


class Point(NamedTuple):
    """What a run of tokens names. With `days` all is said; else `first` and `last` wait for a year.

    `names_year` tells 当年3月, whose year is named but not known, from 3月, whose year may be guessed."""

    days: Days | None = None
    first: MonthDay | None = None
    last: MonthDay | None = None
    year: int | None = None
    names_year: bool = False

    @property
    def begins(self) -> date | None:
        """The first day, where it is settled already."""
        return self.days[0] if self.days else None


class PointRule(NamedTuple):
    """A named shape of tokens, the kind of period it is by itself, and its reading."""

    name: str
    shape: str
    kind: PeriodKind
    read: Callable[[Sequence[Token], Setting], Point]


def read_months(tokens: Sequence[Token], setting: Setting) -> Point:
    """2024年3月, 今年上半年, 前三季度, 2025年: a stretch of whole months, or of a year."""
    year, names_year = _year(tokens, setting)
    first, last = _months(tokens[-1])
    if tokens[-1].sign == "O":
        return _month_word(tokens[-1], setting)
    return Point(first=first, last=last, year=year, names_year=names_year)


def read_part(tokens: Sequence[Token], setting: Setting) -> Point:
    """前三季度, 前11个月, 下半年: a bare 前 looks back, and a bare 下半年 of a January paper may be of either year."""
    part = read_months(tokens, setting)
    month = setting.issue.month
    if part.names_year or part.first is None or part.last is None or month is None or setting.issue.year is None:
        return part
    if tokens[-1].sign == "K" and part.last[0] > month:
        return part._replace(names_year=True, year=setting.issue.year - 1 if part.last[0] - month >= 10 else None)
    return part._replace(names_year=part.first[0] - month > 3)


def read_quarter_word(tokens: Sequence[Token], setting: Setting) -> Point:
    """上季度, 本季度: a quarter told from that of publication."""
    offset, issue = time_words()[tokens[0].text].offset, setting.issue
    if offset is None or issue.year is None or issue.month is None:
        return Point(days=UNSETTLED)
    year, quarter = divmod(issue.year * 4 + (issue.month - 1) // 3 + offset, 4)
    return Point(days=stretch((quarter * 3 + 1, 1), (quarter * 3 + 3, 0), (year, year)))


def read_decade(tokens: Sequence[Token], setting: Setting) -> Point:
    """20世纪80年代, 1980年代: the ten years; not 20世纪末, 80年代初."""
    match = DECADE_RE.fullmatch(tokens[0].text)
    if not match:
        return Point(days=UNSETTLED)
    numbers = [parse_numeral(part) if part else None for part in match.group("century", "tens", "decade")]
    century, tens, decade = [int(number.value) if number else None for number in numbers]
    if century is None and setting.issue.year:
        century = setting.issue.year // 100 + (1 if match["word"] == "本" else 0)
    begin = decade if decade else (century - 1) * 100 + tens if century and tens else None
    return Point(days=(date(begin, 1, 1), date(begin + 9, 12, 31)) if begin else UNSETTLED)


def read_day(tokens: Sequence[Token], setting: Setting) -> Point:
    """3月12日, 2024年3月12日, 本月14日, 14日; a part of the day or a clock behind it changes nothing."""
    year, names_year = _year(tokens, setting)
    day = next(_number(token) for token in tokens if token.sign in "Dd")
    if month := _find(tokens, "M"):
        return Point(first=(_number(month), day), last=(_number(month), day), year=year, names_year=names_year)
    if word := _find(tokens, "O"):
        begins = _month_word(word, setting).begins
        found = day_of(begins.year, (begins.month, day)) if begins else None
        return Point(days=(found, found))
    return _bare_day(day, setting)


def _bare_day(day: int, setting: Setting) -> Point:
    """14日 of the month the paragraph spoke of; where that is not the 14日 next to the day of publication, of none."""
    near = day_near(day, setting.issue)
    if setting.month is None:
        return Point(days=(near, near))
    year, month = setting.month
    said = Point(first=(month, day), last=(month, day), year=year, names_year=year is not None)
    return said if near is None or settle(said, said, setting)[0] == near else Point(days=UNSETTLED)


def read_tenth(tokens: Sequence[Token], setting: Setting) -> Point:
    """3月上旬, 去年12月中下旬, 本月中旬: ten or twenty days of a month."""
    tens = tokens[-1].text.removesuffix("旬")
    low, high = TENS[tens[0]][0], TENS[tens[-1]][1]
    if month := _find(tokens, "M"):
        year, names_year = _year(tokens, setting)
        return Point(first=(_number(month), low), last=(_number(month), high), year=year, names_year=names_year)
    word = _find(tokens, "O")
    begins = _month_word(word, setting).begins if word else None
    return Point(days=stretch((begins.month, low), (begins.month, high), (begins.year, begins.year)) if begins else UNSETTLED)


def read_edge(tokens: Sequence[Token], setting: Setting) -> Point:
    """2023年底, 6月底, 三季度末, 去年年初: only the one day is settled that the edge is."""
    year, names_year = _year(tokens, setting)
    month = _find(tokens, "M")
    offset = (
        {"底": -1, "末": -1, "初": 1}.get(tokens[-1].text) if tokens[-1].sign == "E" else time_words()[tokens[-1].text].offset
    )
    if word := _find(tokens, "OU"):
        days = (_month_word(word, setting) if word.sign == "O" else _month_at(0, setting.issue)).days or UNSETTLED
        return Point(days=(days[0] if offset == 1 else None, days[1] if offset == -1 else None))
    quarter = _find(tokens, "Q")
    if quarter and not names_year and setting.issue.month:
        # 三季度末 in a paper of March is rather of the year before.
        names_year = _months(quarter)[1][0] - setting.issue.month > 3
    whole = month or quarter
    months = _months(whole) if whole else ((1, 1), (12, 0))
    if not (month or quarter or names_year) and offset == -1 and (setting.issue.month or 0) < 6:
        # 年底 in a paper of January may be the end of either year.
        names_year = True
    return Point(
        first=months[0] if offset == 1 else None,
        last=months[1] if offset == -1 else None,
        year=year,
        names_year=names_year,
    )


def read_day_word(tokens: Sequence[Token], setting: Setting) -> Point:
    """昨天, 今晚, 今天（4月4日）: the day in brackets counts where it is printed; 当天, 次日: next to the day named before."""
    word = time_words()[tokens[0].text]
    if _find(tokens, "M"):
        printed = read_day([token for token in tokens if token.sign in "MD"], setting)
        # 自2023年…，截至昨天（5月25日）: of the year of publication, whatever year was named before.
        return printed if word.kind == "same_day" else Point(days=settle(printed, printed, setting._replace(year=None)))
    here = setting.day if word.kind == "same_day" else setting.issue.day
    if here is None or word.offset is None:
        return Point(days=UNSETTLED)
    day = here + timedelta(days=word.offset)
    return Point(days=(day, day))


def read_week(tokens: Sequence[Token], setting: Setting) -> Point:
    """本周, 上周五, 下周末: weeks begin on Monday."""
    text = tokens[0].text
    word = next((surface for surface in (text, text[:-1]) if surface in time_words()), None)
    offset = time_words()[word].offset if word else None
    if word is None or offset is None or setting.issue.day is None:
        return Point(days=UNSETTLED)
    monday = setting.issue.day + timedelta(days=7 * offset - setting.issue.day.weekday())
    day = text[len(word) :].replace("天", "日")
    low, high = (0, 6) if not day else (5, 6) if day == "末" else (WEEKDAYS.index(day),) * 2
    return Point(days=(monday + timedelta(days=low), monday + timedelta(days=high)))


def read_holiday(tokens: Sequence[Token], setting: Setting) -> Point:
    """今年春节假期, “五一”假期首日, 国庆中秋假期: the days off as announced; joined holidays only where they are one."""
    holiday = _find(tokens, "V")
    year, names_year = _year(tokens, setting)
    if holiday is None or (names_year and year is None):
        return Point(days=UNSETTLED)
    spans = {_holiday_days(name, year, setting) for name in _holidays_in(holiday.text)}
    begins, ends = spans.pop() if len(spans) == 1 else UNSETTLED
    if begins and (first := FIRST_DAYS_RE.search(holiday.text)):
        ends = begins + timedelta(days=int(first["days"].translate(NUMERALS)) - 1 if first["days"] else 0)
    return Point(days=(begins, ends))


def read_plan(tokens: Sequence[Token], setting: Setting) -> Point:
    """“十四五”期间: the five years; “十四五”前三年: the first three; “十四五”末: the last day."""
    match = PLAN_RE.fullmatch(tokens[0].text)
    plan = plan_periods().get(match["plan"]) if match else None
    if match is None or plan is None or plan.end is None:
        return Point(days=UNSETTLED)
    start, end = date.fromisoformat(plan.start), date.fromisoformat(plan.end)
    if years := match["years"]:
        end = end.replace(year=start.year + DIGITS[years] - 1)
    return Point(days=(None, end) if tokens[-1].sign == "E" else (start, end))


def read_epoch(tokens: Sequence[Token], setting: Setting) -> Point:
    """党的十八大以来, 改革开放以来."""
    return Point(days=(date.fromisoformat(plan_periods()[tokens[0].text].start), None))


def read_now(tokens: Sequence[Token], setting: Setting) -> Point:
    """目前, 现在: the state on the day of publication."""
    return Point(days=(None, setting.issue.day))


def read_clock(tokens: Sequence[Token], setting: Setting) -> Point:
    """15时30分, 上午: of the day the paragraph spoke of last."""
    return Point(days=(setting.day, setting.day))


def read_unsettled(tokens: Sequence[Token], setting: Setting) -> Point:
    """近日, 近3年, 每年, 雪季: time that no calendar settles."""
    return Point(days=UNSETTLED)


YEAR = "(?:[YR]o?)"
CLOCK = "P?[Cc]?P?"
# In order of precedence; a longer shape stands before the one it begins with.
POINT_RULES = (
    PointRule("day", rf"(?:{YEAR}?MD|OD|D)T?(?:\(w\))?{CLOCK}|(?:{YEAR}?M)?d", "day", read_day),
    PointRule("tenth", rf"{YEAR}?MX|O?X", "span", read_tenth),
    PointRule("month_edge", rf"{YEAR}?[MQ]E|OE|U", "span", read_edge),
    PointRule("year_edge", rf"{YEAR}A|[YR]E|A", "span", read_edge),
    PointRule("holiday", rf"{YEAR}?V{CLOCK}", "span", read_holiday),
    PointRule("numbered_week", rf"{YEAR}k|{YEAR}?Mk", "span", read_unsettled),
    PointRule("quarter", rf"{YEAR}?Q", "quarter", read_months),
    PointRule("quarter_word", "q", "quarter", read_quarter_word),
    PointRule("months", rf"{YEAR}?[KH]", "span", read_part),
    PointRule("season", rf"{YEAR}?S|Yl|Rl|s", "relative", read_unsettled),
    PointRule("month", rf"{YEAR}?[Mm]|O", "month", read_months),
    PointRule("year", "[YR]R?|y", "year", read_months),
    PointRule("day_word", rf"[Tn]C?(?:\(M?D\))?{CLOCK}", "day", read_day_word),
    PointRule("week", rf"[Ww]{CLOCK}", "day", read_week),
    PointRule("now", "N", "relative", read_now),
    PointRule("recurring", rf"Z(?:M?D|M|A|S|V)?{CLOCK}", "recurring", read_unsettled),
    PointRule("vague", "G", "relative", read_unsettled),
    PointRule("past", "F", "relative", read_unsettled),
    PointRule("lately", "u", "relative", read_unsettled),
    PointRule("aside", "x", "relative", read_unsettled),
    PointRule("around_now", "L", "relative", read_unsettled),
    PointRule("running", "r", "relative", read_unsettled),
    PointRule("plan", "BE?", "span", read_plan),
    PointRule("epoch", "J", "since", read_epoch),
    PointRule("decade", "I", "span", read_decade),
    PointRule("lunar", rf"l{CLOCK}", "day", read_unsettled),
    PointRule("clock", "P?C|P|c", "clock", read_clock),
)
POINT = "|".join(f"(?:{rule.shape})" for rule in POINT_RULES)


@lru_cache(maxsize=1024)
def point_rule(signs: str) -> PointRule:
    """The rule whose shape these signs have."""
    return next(rule for rule in POINT_RULES if re.fullmatch(rule.shape, signs))


def settle(first: Point, last: Point, setting: Setting) -> Days:
    """The days from the beginning of one point to the end of another; twice the same point settles it alone."""
    if first.days or last.days:
        begins = first.days[0] if first.days else settle(first, first, setting)[0]
        ends = last.days[1] if last.days else settle(last, last, setting)[1]
        return UNSETTLED if begins and ends and begins > ends else (begins, ends)
    years = (first.year, last.year)
    if years == (None, None):
        if first.names_year or last.names_year:
            return UNSETTLED
        ending = _guess(last.last or last.first, setting)
        years = (None, ending) if ending else (_guess(first.first or first.last, setting), None)
    return stretch(first.first, last.last, years)


def _guess(month_day: MonthDay | None, setting: Setting) -> int | None:
    """The year of a bare month, unless the paragraph spoke of another year last."""
    year = year_of_month(month_day[0], setting.issue) if month_day else None
    return year if setting.year in (None, year) else None


def _find(tokens: Sequence[Token], signs: str) -> Token | None:
    for token in tokens:
        if token.sign in signs:
            return token
    return None


def _number(token: Token) -> int:
    return _number_in(token.text)


@lru_cache(maxsize=1024)
def _number_in(text: str) -> int:
    """The number of 3月, 十二月, 14日; a token of these signs holds one."""
    match = NUMBER_RE.search(text)
    numeral = parse_numeral(match.group()) if match else None
    if numeral is None:
        raise ValueError(f"'{text}' was read as the number of a month or a day and has none")
    return int(numeral.value)


def _year(tokens: Sequence[Token], setting: Setting) -> tuple[int | None, bool]:
    """The year the tokens name, and whether they name one at all."""
    token = _find(tokens, "YRy")
    if token is None:
        return None, False
    if token.sign in "Yy":
        return parse_year(token.text.removesuffix("度")), True
    word = time_words()[token.text]
    here = setting.year if word.kind == "same_year" else setting.issue.year
    return (None if word.offset is None or here is None else here + word.offset), True


def _months(token: Token) -> tuple[MonthDay, MonthDay]:
    if token.sign == "H":
        return HALVES[token.text[0]]
    if token.sign in "Mm":
        return (_number(token), 1), (_number(token), 0)
    return _quarters(token.text, token.sign) if token.sign in "QK" else ((1, 1), (12, 0))


@lru_cache(maxsize=256)
def _quarters(text: str, sign: str) -> tuple[MonthDay, MonthDay]:
    """一季度, 二三季度, 前9个月, 前三季度."""
    numbers = [numeral.value for found in NUMBER_RE.findall(text) if (numeral := parse_numeral(found))]
    if sign == "Q":
        return (int(numbers[0]) * 3 - 2, 1), (int(numbers[-1]) * 3, 0)
    return (1, 1), (int(numbers[0]) * (3 if "季" in text else 1), 0)


def _month_word(token: Token, setting: Setting) -> Point:
    """本月, 上个月."""
    offset = time_words()[token.text].offset
    return Point(days=UNSETTLED) if offset is None else _month_at(offset, setting.issue)


def _month_at(offset: int, issue: Issue) -> Point:
    if issue.year is None or issue.month is None:
        return Point(days=UNSETTLED)
    year, month = divmod(issue.year * 12 + issue.month - 1 + offset, 12)
    return Point(days=stretch((month + 1, 1), (month + 1, 0), (year, year)))


@cache
def _holiday_name_re() -> re.Pattern[str]:
    return re.compile(f"({alternation(holiday_names())})[、和]?(?:节?{HOLIDAY_TAIL})?")


def _holidays_in(text: str) -> list[str | None]:
    return [holiday_names()[match[1]].holiday for match in _holiday_name_re().finditer(text)]


@cache
def _holiday_spans() -> dict[str, dict[int, Days]]:
    spans: dict[str, dict[int, Days]] = {}
    for row in rows("holidays", Holiday):
        spans.setdefault(row.holiday, {})[row.year] = (date.fromisoformat(row.start), date.fromisoformat(row.end))
    return spans


def _holiday_days(name: str | None, year: int | None, setting: Setting) -> Days:
    """The days of a holiday in its year; without one, those nearest to the day of publication within a hundred days."""
    by_year = _holiday_spans().get(name or "", {})
    if year is not None:
        return by_year.get(year, UNSETTLED)
    day = setting.issue.day
    if day is None or setting.year not in (None, setting.issue.year):
        return UNSETTLED
    near = [span for span in by_year.values() if span[0] and abs((span[0] - day).days) <= 100]
    return near[0] if len(near) == 1 else UNSETTLED
