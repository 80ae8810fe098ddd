"""When a figure holds: the nearest time named before it, as far as it still holds.

`2023年全市产值达4.4万亿元，收入增长8.2%。出口5亿元。` is of 2023年 throughout; `由2020年的12%提升至30%` dates its first
figure alone; a base (是去年同期的2倍), somebody's age (今年51岁) and the day of a press conference date nothing. A time goes on
into the next sentence, into a new paragraph only where that goes on as well (其中, 从产品看); what is said in a quotation
stays in it. An event to come (将于5月1日至5日举办) dates what the article tells of it, and so does the term that a report
is headed with (一季度江海外贸稳中有进).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from etl.dates import Period, find_periods
from etl.figures.bases import base_lead
from etl.figures.bounds import SHARES
from etl.figures.clauses import Context
from etl.figures.numbers import Spans
from etl.model import Article
from etl.rules import Span
from etl.sentences import Sentence, sentence_at

# 省港口集团今天（3月6日）举行开航仪式: the day of the report, not of what it tells.
REPORT_AFTER_RE = re.compile(r"[^，。；]{0,12}(?:举行|召开|印发|获悉|播发|发布|公布|消息|启动|出席|主持|会见)")
EVENT_BEFORE_RE = re.compile(r"(?:将于|定于|拟于|将在|计划于)$")
EVENT_AFTER_RE = re.compile(r"[^，。；]{0,12}(?:举[办行]|召开|开幕|开赛|开展|开园|启幕|进行)")
FROM_RE = re.compile(r"(?:由|从)$")
AGE_RE = re.compile(r"(?:已经|刚|才|已|仅|只有|刚满|年满)?[0-9一二三四五六七八九十]{1,3}多?岁")
# What of a period lasts into the next sentence, and what into a paragraph that goes on about the same.
LASTING = frozenset(("day", "month", "quarter", "year", "span", "until", "since", "relative"))
FAR_LASTING = frozenset(("month", "quarter", "year", "span", "until", "since"))
GOES_ON_RE = re.compile(r"(?:其中|同时|与此同时|此外|另外|同期|[分从按][^，。；]{1,8}(?:看|来看|来讲)，|[^，。；]{0,6}方面，)")
CUMULATIVE_RE = re.compile(r"累计|至今|总(?:长|量|面积)|已")
# A headline that begins with a term, or has it behind a short subject, heads a report on that term; not 中秋假期临近.
TERMS = frozenset(("month", "quarter", "span"))
SUBJECT_LENGTH = 6
TO_COME_RE = re.compile(r"临近|将至|来临|前夕|启动|将|起|落地")
VAGUE = frozenset(("近日", "日前", "最近", "近期", "近来", "当日", "当天"))
# Where the time of a quotation stays: in speech of some length.
SPEECH_RE = re.compile(r"“[^”\n]{10,}(?:”|$)", re.MULTILINE)


def reported_term(article: Article) -> Period | None:
    """The month, quarter or longer term that the headline says the article reports on.

    >>> reported_term(Article(1, "news", "", title="一季度江海外贸稳中有进", published="2025-04-18")).period_end
    '2025-03-31'
    """
    for line in filter(None, (article.title, article.kicker, article.subtitle)):
        subject = line.rfind("：") + 1
        for period in find_periods(line, article.published):
            near = period.start - subject <= SUBJECT_LENGTH
            if near and period.kind in TERMS and not TO_COME_RE.match(line, period.end):
                return period
    return None


def date_all(body: str, contexts: Sequence[Context], periods: Sequence[Period], term: Period | None) -> list[Period | None]:
    """The period of each figure: the nearest in its sentence, else the last time of the sentences before it, else the
    `term` that the article reports on.

    A time goes on from sentence to sentence as long as each tells figures of it.
    """
    numbers = Spans([context.candidate for context in contexts])
    times = Times(body, [period for period in periods if not numbers.at(period.start)])
    dated: list[Period | None] = []
    last, last_sentence = None, Sentence("", -1, -1)
    for context in contexts:
        period = times.in_sentence(context) or times.handed_on(context, last, last_sentence)
        dated.append(period or (term if _can_be_of_term(context) else None))
        if period is None or not times.is_local(period):
            last, last_sentence = period, context.sentence
    return dated


class Times:
    """The periods of a body that may date a figure."""

    def __init__(self, body: str, periods: Sequence[Period]) -> None:
        self.periods = [period for period in periods if _is_time_of_fact(body, period)]
        self.starts = [period.start for period in self.periods]
        self.body = body
        self.speech = _speech(body)
        self.event = next((period for period in self.periods if _is_event(body, period)), None)

    def in_sentence(self, context: Context) -> Period | None:
        """The nearest period before a figure in its sentence that holds for it."""
        before = self._backwards(context.candidate.start, context.sentence.start)
        return next((period for period in before if self._holds(period, context)), None)

    def handed_on(self, context: Context, last: Period | None, sentence: Sentence) -> Period | None:
        """The period of the figure before, `last`, which stands in `sentence`, or the last of the sentence before."""
        if sentence.start == context.sentence.start:
            return last if last and last.start < sentence.start else None
        if CUMULATIVE_RE.search(context.clause_left):
            return None
        paragraph = self.body.rfind("\n", 0, context.sentence.start) + 1
        between = self.body[sentence.end : context.sentence.start].strip(" ")
        if between or last is None:
            here = self._of_sentence_before(context) if paragraph < context.sentence.start else None
            if here or sentence.start >= paragraph or not (last and self._goes_on(context, paragraph, last)):
                last = here
        return last if last and self._lasts(last, context) else self._of_event(context)

    def is_local(self, period: Period) -> bool:
        """Whether a period dates no more than its clause: 每年, 连续九年, 由2020年的."""
        return period.kind == "recurring" or period.text.startswith("连续") or self._is_from(period)

    def _is_from(self, period: Period) -> bool:
        return bool(FROM_RE.search(self.body, max(0, period.start - 1), period.start))

    def _goes_on(self, context: Context, paragraph: int, last: Period) -> bool:
        """Whether a new paragraph tells of the time of the one before: 从产品看，… and what is only a change."""
        if self.body.count("\n", last.start, paragraph) > 1 or last.kind not in FAR_LASTING:
            return False
        is_change = context.candidate.kind in SHARES and "同比" in context.clause_left
        return is_change or GOES_ON_RE.match(self.body, paragraph) is not None

    def _lasts(self, last: Period, context: Context) -> bool:
        """Whether a period of a sentence before reaches a figure; 目前 not one in another place (在桂林，…)."""
        if last.kind == "relative" and context.sentence.text.startswith("在"):
            return False
        return last.kind in LASTING and self._reaches(last, context)

    def _of_event(self, context: Context) -> Period | None:
        """The time of the event that the article announced in its first lines."""
        return self.event if self.event and self.event.end <= context.candidate.start else None

    def _reaches(self, period: Period, context: Context) -> bool:
        """Whether a period is not shut in a quotation that the figure stands outside."""
        speech = self.speech.at(period.start)
        return speech is None or context.candidate.start < speech.end

    def _of_sentence_before(self, context: Context) -> Period | None:
        end = context.sentence.start
        start = sentence_at(self.body, end - 1).start
        return next((period for period in self._backwards(end, start) if not self.is_local(period)), None)

    def _backwards(self, before: int, start: int) -> Iterator[Period]:
        """The periods between two offsets, the last first."""
        for index in range(bisect_left(self.starts, before) - 1, -1, -1):
            if self.starts[index] < start:
                return
            yield self.periods[index]

    def _holds(self, period: Period, context: Context) -> bool:
        if period.end > context.candidate.start or not self._reaches(period, context):
            return False
        if self.is_local(period):
            return period.start >= (context.left_start if self._is_from(period) else context.clause_start)
        # 去年新增3家，累计已有20家: the total is not of last year; 1—6月累计成交3亿元，累计… are both of the time.
        is_total = "累计" in context.left and period.kind in LASTING - {"until", "since"}
        if not is_total or context.previous is None or period.start >= context.clause_start:
            return True
        return "累计" in self.body[period.end : context.clause_start]


def _can_be_of_term(context: Context) -> bool:
    """Whether a figure may be of the term a report is headed with: not a length of time, nor a total since ever."""
    return context.candidate.kind != "duration" and not re.search("至今|总(?:长|量|面积)", context.clause_left)


def _speech(body: str) -> Spans:
    found: list[Span] = []
    for match in SPEECH_RE.finditer(body):
        found.append(Sentence("", *match.span()))
    return Spans(found)


def _is_event(body: str, period: Period) -> bool:
    """第九届茶博会将于4月15日至20日举办: stands in the first two paragraphs."""
    if body.count("\n", 0, period.start) > 1 or not EVENT_BEFORE_RE.search(body, max(0, period.start - 3), period.start):
        return False
    return EVENT_AFTER_RE.match(body, period.end) is not None


@cache
def _base_before_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{base_lead()}|低于|高于|快于|慢于|与|是|为|相当于|超过|接近|和|同|同比|环比)“?$")


def _is_time_of_fact(body: str, period: Period) -> bool:
    if _base_before_re().search(body, max(0, period.start - 4), period.start) or "同期" in period.text:
        return False
    if period.kind == "clock" or period.text in VAGUE or AGE_RE.match(body, period.end):
        return False
    if REPORT_AFTER_RE.match(body, period.end) and not _is_event(body, period):
        return False
    return body[period.start - 1 : period.start] != "（" or body[period.start - 3 : period.start - 1] not in ("今天", "昨天")
