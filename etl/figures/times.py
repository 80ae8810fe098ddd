"""The times of a body that may date figures, and what the words beside each say of its reach.

比去年, 去年同期, 5月交货的期货, 今年51岁, “金秋启航”招聘 date nothing and are left out; 由2020年的, 今天从海关获悉, 成立于2003年
are kept and marked, for they date little beyond their clause; 8日…，以军当天… says the named day again.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import ClassVar

from etl.dates import Period
from etl.figures.bases import base_lead
from etl.figures.candidates import Candidate
from etl.figures.numbers import Spans
from etl.figures.signs import BaseLead
from etl.sentences import Sentence, sentences
from etl.vocabulary import by_letter, rows

# 今年51岁; 5月交货的原油期货: the month is the contract's; 2023年第二批名单: the year is the name's; 2019年的1.2倍;
# 2020年的基础上.
UNDATED_RE = re.compile(
    r"(?:已经|刚|才|已|仅|只有|刚满|年满)?[0-9一二三四五六七八九十]{1,3}多?(?:岁|高龄)|交[货割付]|到期|期货|合约"
    r"|第[一二三四五六七八九十0-9]+[次届批]|的(?:大?约|近)?[0-9一二两三四五六七八九十.]+倍|的?基础上"
)
# “金秋启航”招聘
NAME_RE = re.compile(r"“[^“”，。！？；：\n]{1,12}”")
# Speech of some length, in which its times stay.
SPEECH_RE = re.compile(r"“[^”\n]{10,}(?:”|$)", re.MULTILINE)
SAME_DAYS = frozenset(("当天", "当日", "同日", "同一天", "当晚", "当夜"))
# What makes a period belong to a group, by its rule or else by its kind; the other kinds are groups of their own.
GROUPS = {
    "now": "now",
    "past": "past",
    "before": "past",
    "lately": "lately",
    "vague": "vague",
    "season": "season",
    "around_now": "stretch",
    "running": "running",
    "after": "since",
    "span_event": "event",
    "completed_event": "event",
    "length": "length",
}
KIND_GROUPS = {"month": "term", "quarter": "term", "span": "term"}
CLAUSE_HEADS = "，。；：“\n（"
# What stands so near behind a time in its clause speaks of it; of the signs found there the first of these counts.
BEHIND_RE = re.compile(r"[^，。；]{0,16}")
# 3年内, 两天累计; not 7天内无旅居史
WITHIN_RE = re.compile(r"之?内(?![无未不没须应需可])|(?<=天)(?=累计)")
OF_THEN_RE = re.compile(
    r"的(?:平?均值|平均水平|水平|峰值)?(?:大?约|近|不到|不足|超过|每[^，。；0-9]{1,3})?[0-9][0-9.,]*(?![0-9.,倍])"
    # 比去年90.78万件减少12.64万件
    r"|约?[0-9][0-9.,]*[^，。；：0-9%个倍成百]{1,5}(?:[增减]|上[升涨]|[下回]降|[多少高低])"
)
# 去年同期为7070亿元
WAS_RE = re.compile(r"[则仅只]?[为是有][0-9][0-9.,]*(?![0-9.,倍])")
# 今年首次寒潮, 下半年第3号台风, 数十年来最强降雪, 年内新高: the time says which one it is.
ORDINAL_STARTS = frozenset("以来首第最罕新")
ORDINAL_RE = re.compile(
    r"以?来?(?:首[次场个轮度]|第[一二三四五六七八九十0-9]+[号场轮]|(?<=[来内年春夏秋冬])(?:最(?![初新近后早终多])|新[高低]|罕见))"
)
# 及格率连续三年稳定在95%以上; not 连续三年增长
STEADY_RE = re.compile(r"[^，。；0-9]{0,3}(?:稳定|保持|维持|稳居|超|突破|达|高于|低于|位居|居)")
# 今天是春节假期第六天: what is said of the day.
DAY_IS_RE = re.compile(r"(?:[今昨][天日]|日)(?:（[^（）]{1,8}）)?[已也]?(?:是|进入|迎来)?(?:[今去]年|[0-9]{4}年)?$")
# 去年和今年分别种茶3万亩和4万亩: a list of times, where 和 leads to no base.
LISTED_RE = re.compile(r"[和与][^。；\n]{2,30}分别")
DEEDS = ("reported", "said", "came", "held")
# 2022年江海茶业大会今天开幕, 四季度重点项目现场会在本市举行
TITLING = frozenset(("year", "quarter", "month", "span"))
TITLE_RE = re.compile(
    r"(?=[^，。；]{2,24}[会坛式赛松])度?(?:[\u4e00-\u9fff]{2,20}|[^，。；0-9]{0,8}“[^”，。；]{2,14}”[\u4e00-\u9fff]{0,8})"
    r"(?:现场会|推进会|交易会|博览会|招聘会|展览会|座谈会|大会|论坛|峰会|年会|仪式|锦标赛|联赛|公开赛|马拉松)"
    r"(?:于|在|将|开幕|启幕|召开|举行|举办|落幕|闭幕|今|昨|上|[0-9，])"
)
NO_SIGNS: frozenset[str] = frozenset()
COMPARED = ("比", "较", "于", "与", "和", "同")
DIGITS = str.maketrans("一二两三四五六七八九", "1223456789")
TO_COME = ("将于", "定于", "拟于", "将在", "计划于")
# 成立于2003年: how a thing began says nothing of how it is.
FOUNDED_BEFORE_RE = re.compile(r"(?:成立|创办|创建|建成|建|始建|组建|诞生|生|毕业|投产|开业|通车)于$")


@dataclass(frozen=True, slots=True)
class PeriodSign:
    """A row of period_signs.csv: a word behind a `time`, in the clause or the `sentence` of a `figure`, and what it is a
    sign of."""

    KEY: ClassVar[tuple[str, ...]] = ("surface", "side")

    surface: str
    side: str
    sign: str
    not_before: str | None
    note: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Time:
    """A period that may date figures: the group it belongs to, its sentence, paragraph and speech, the signs beside it."""

    period: Period
    group: str
    sentence: int
    paragraph: int
    speech: int | None
    signs: tuple[str, ...]


class Grid:
    """The sentences, paragraphs and speeches of a body by number."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.sentences = [sentence.start for sentence in sentences(body)]
        self.breaks = [match.start() for match in re.finditer("\n", body)]
        self.speeches = _spans(SPEECH_RE, body)
        self.is_market = _is_market(body, len(self.sentences))

    def sentence(self, offset: int) -> int:
        """The number of the sentence at an offset."""
        return bisect_right(self.sentences, offset) - 1

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph at an offset."""
        return bisect_right(self.breaks, offset)

    def rest(self, offset: int) -> str:
        """The words behind an offset in its sentence."""
        following = self.sentence(offset) + 1
        return self.body[offset : self.sentences[following] if following < len(self.sentences) else None]

    def speech(self, offset: int) -> int | None:
        """Where the speech begins that an offset lies in.

        >>> Grid("他说：“去年我们种了三十亩茶。”").speech(5)
        3
        """
        found = self.speeches.at(offset)
        return found.start if found else None


def _is_market(body: str, sentences: int) -> bool:
    """Whether a body reports on prices of a market, as a third of its sentences show.

    >>> _is_market("沪指高开。收盘报3325点。个股多数下跌。", 3)
    True
    """
    words = len(_sign_words("sentence")[0].findall(body))
    return words * 3 >= sentences + 2


def _spans(quoted: re.Pattern[str], body: str) -> Spans:
    return Spans([Sentence("", *match.span()) for match in quoted.finditer(body)] if "“" in body else [])


def lengths_of(body: str, durations: Sequence[Candidate]) -> Iterator[Period]:
    """3年内新增学校12所, 两天累计上涨40%: a length of time that dates what stands behind it."""
    for duration in durations:
        match = WITHIN_RE.match(body, duration.end)
        if match and (duration.start == 0 or body[duration.start - 1] in CLAUSE_HEADS):
            text = body[duration.start : match.end()]
            yield Period(text, duration.start, match.end(), None, None, "relative", "length")


def times_of(grid: Grid, periods: Sequence[Period], term: Period | None) -> list[Time]:
    """The periods that may date a figure, in order; `term` is that of the headline."""
    names = _spans(NAME_RE, grid.body)
    found: list[Time] = []
    before = -1
    for period in periods:
        is_listed = period.start == before + 1 and LISTED_RE.match(grid.body, before) is not None
        before = -1
        if _may_date(grid.body, period, names) and (is_listed or not _is_base(grid.body, period)):
            before = period.end
            is_term = term is not None and _is_same(period, term)
            time = _time(grid, period, ("headline",) if is_term else ())
            found.append(_as_named(time, found) if period.text in SAME_DAYS else time)
    return found


@cache
def _base_before_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{base_lead()}|低于|高于|快于|慢于|与|是|为|相当于|超过|接近|和|同|同比|环比|恢复[到至])“?$")


def _may_date(body: str, period: Period, names: Spans) -> bool:
    start, end = period.start, period.end
    if period.kind == "clock" or body.startswith("同期", end):
        return False
    if period.rule == "aside" or "同期" in period.text:
        # 由去年同期的5.4万元降至4.8万元
        return body.startswith(("由", "从"), start - 1) or bool(OF_THEN_RE.match(body, end) or WAS_RE.match(body, end))
    if UNDATED_RE.match(body, end):
        return False
    if period.rule == "holiday" and DAY_IS_RE.search(body, max(0, start - 16), start):
        return False
    name = names.at(start)
    if name and name.start < start and end < name.end and end - start + 2 < name.end - name.start:
        return False
    return body[start - 1 : start] != "（" or body[start - 3 : start - 1] not in ("今天", "昨天")


@cache
def _base_ends() -> frozenset[str]:
    """The letters that a word before a time ends with where a figure is only compared with it."""
    return frozenset(word.surface[-1] for word in rows("base_leads", BaseLead)) | frozenset("于与是为过近和同比到至“")


def _is_base(body: str, period: Period) -> bool:
    """Whether a figure is only compared with the time; 较十年前的约2% holds ten years ago."""
    start, end = period.start, period.end
    if start == 0 or body[start - 1] not in _base_ends():
        return False
    return bool(_base_before_re().search(body, max(0, start - 4), start)) and not OF_THEN_RE.match(body, end)


def _is_same(period: Period, term: Period) -> bool:
    """Whether a period is the term of the headline, however it is printed: 前两个月, 1—2月."""
    if period.period_end is None:
        return term.period_end is None and _plain(period.text) == _plain(term.text)
    return (period.period_start, period.period_end) == (term.period_start, term.period_end)


def _plain(text: str) -> str:
    """今年前两个月 → 前2个月."""
    return text.removeprefix("今年").translate(DIGITS)


def _as_named(time: Time, before: Sequence[Time]) -> Time:
    """8日…，以军当天…: where a paragraph names the day, 当天 is that day."""
    for named in reversed(before):
        if named.paragraph != time.paragraph:
            break
        if named.group == "day" and named.period.period_start == time.period.period_start:
            return replace(time, period=named.period._replace(start=time.period.start, end=time.period.end))
    return time


def _time(grid: Grid, period: Period, marks: tuple[str, ...]) -> Time:
    group = GROUPS.get(period.rule) or KIND_GROUPS.get(period.kind, period.kind)
    # 近年来, 这些年 are of some length, 届时 is not.
    group = "years" if group == "vague" and "年" in period.text else group
    sentence = grid.sentence(period.start)
    if sentence == 0 and group == "day" and "happened" in signs_in("time", grid.rest(period.end)):
        marks = ("event", *marks)
    signs = (*_signs(grid.body, period), *marks)
    return Time(period, group, sentence, grid.paragraph(period.start), grid.speech(period.start), signs)


def _signs(body: str, period: Period) -> Iterator[str]:
    start, end = period.start, period.end
    before, after = body[max(0, start - 4) : start], body[end : end + 1]
    is_base = before.endswith(("由", "从")) or (period.rule == "aside" and WAS_RE.match(body, end))
    if is_base or (before.endswith(COMPARED) and OF_THEN_RE.match(body, end)):
        yield "from"
    if period.kind in TITLING and TITLE_RE.match(body, end):
        yield "title"
    if after in ORDINAL_STARTS and ORDINAL_RE.match(body, end):
        yield "ordinal"
    if period.rule == "running" and STEADY_RE.match(body, end):
        yield "steady"
    if not before or before[-1] in CLAUSE_HEADS:
        yield "head"
    # 7日，省政府举行新闻发布会; not 2024年，…发布
    told = end + 1 if after == "，" and (period.kind == "day" or period.rule == "lately") else end
    behind = signs_in("time", _behind(body, told))
    if before.endswith(TO_COME):
        yield "to come"
    elif "founded" in behind or (before.endswith("于") and FOUNDED_BEFORE_RE.search(before)):
        yield "founded"
    if behind:
        yield from [deed for deed in DEEDS if deed in behind][:1]
    if after == "，":
        yield "apart"
    elif after == "的":
        yield "attribute"


def _behind(body: str, start: int) -> str:
    match = BEHIND_RE.match(body, start)
    return match.group() if match else ""


@cache
def _sign_words(side: str) -> tuple[re.Pattern[str], dict[str, str]]:
    words = [word for word in rows("period_signs", PeriodSign) if word.side == side]
    guarded = (word.surface + (f"(?![{word.not_before}])" if word.not_before else "") for word in words)
    longest_first = sorted(guarded, key=lambda pattern: (-len(pattern), pattern))
    return re.compile(by_letter(longest_first)), {word.surface: word.sign for word in words}


@lru_cache(maxsize=256)
def signs_in(side: str, text: str) -> frozenset[str]:
    """The signs that the words of a text are, behind a time or about a figure.

    >>> sorted(signs_in("figure", "全市累计已建成粮库"))
    ['done', 'total']
    """
    pattern, signs = _sign_words(side)
    found = pattern.findall(text)
    return frozenset([signs[word] for word in found]) if found else NO_SIGNS
