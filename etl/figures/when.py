"""When a figure holds: the nearest time named before it, as far as it still holds.

`2023年全市产值达4.4万亿元，收入增长8.2%。出口5亿元。` is of 2023年 throughout; `由2020年的12%提升至30%` dates its first
figure alone; a base (是去年同期的2倍) and the day of a press conference date nothing; 目前 and 近年来 end with their sentence.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from etl.dates import Period
from etl.figures.clauses import Context
from etl.figures.comparison import BASE_BEFORE
from etl.figures.numbers import Spans
from etl.sentences import Sentence, sentence_at

# 国务院新闻办今天（4月4日）举行发布会: the day of the report, not of what it tells.
REPORT_AFTER_RE = re.compile(r"[^，。；]{0,12}(?:举行|召开|印发|获悉|播发|发布|公布|消息|启动|出席|主持|会见)")
BASE_BEFORE_RE = re.compile(rf"(?:{BASE_BEFORE}|低于|高于|快于|慢于|与|是|为|相当于|超过|接近|和|同)“?$")
FROM_RE = re.compile(r"(?:由|从)$")
# What of a period lasts beyond its sentence: a date, not 目前 or 近年来.
LASTING = frozenset(("day", "month", "quarter", "year", "span", "until", "since"))
CUMULATIVE_RE = re.compile(r"累计|至今|总(?:长|量|面积)|已")
VAGUE = frozenset(("近日", "日前", "最近", "近期", "近来", "当日", "当天"))


def date_all(body: str, contexts: Sequence[Context], periods: Sequence[Period]) -> list[Period | None]:
    """The period of each figure: the nearest in its sentence, else the last date of the sentence before in its paragraph.

    A date goes on from sentence to sentence as long as each tells figures of it.
    """
    numbers = Spans([context.candidate for context in contexts])
    times = Times(body, [period for period in periods if not numbers.at(period.start)])
    dated: list[Period | None] = []
    last, last_sentence = None, Sentence("", -1, -1)
    for context in contexts:
        period = times.in_sentence(context) or times.handed_on(context, last, last_sentence)
        dated.append(period)
        if period is None or not times.is_local(period):
            last, last_sentence = period, context.sentence
    return dated


class Times:
    """The periods of a body that may date a figure."""

    def __init__(self, body: str, periods: Sequence[Period]) -> None:
        self.periods = [period for period in periods if _is_time_of_fact(body, period)]
        self.starts = [period.start for period in self.periods]
        self.body = body

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
        between = self.body[sentence.end : context.sentence.start]
        if last is None or between.strip(" "):
            last = self._of_sentence_before(context)
        return last if last and last.kind in LASTING and not last.text.endswith(("目前", "日前")) else None

    def is_local(self, period: Period) -> bool:
        """Whether a period dates no more than its clause: 每年, 连续九年, 由2020年的."""
        return period.kind == "recurring" or period.text.startswith("连续") or self._is_from(period)

    def _is_from(self, period: Period) -> bool:
        return bool(FROM_RE.search(self.body, max(0, period.start - 1), period.start))

    def _of_sentence_before(self, context: Context) -> Period | None:
        end = context.sentence.start
        if self.body[end - 1 : end] in ("", "\n"):
            return None
        start = sentence_at(self.body, end - 1).start
        return next((period for period in self._backwards(end, start) if not self.is_local(period)), None)

    def _backwards(self, before: int, start: int) -> Iterator[Period]:
        """The periods between two offsets, the last first."""
        for index in range(bisect_left(self.starts, before) - 1, -1, -1):
            if self.starts[index] < start:
                return
            yield self.periods[index]

    def _holds(self, period: Period, context: Context) -> bool:
        if period.end > context.candidate.start:
            return False
        if self.is_local(period):
            return period.start >= (context.left_start if self._is_from(period) else context.clause_start)
        # 去年新增3家，累计已有20家: the total is not of last year.
        is_total = "累计" in context.left and period.kind in LASTING - {"until", "since"}
        return not (is_total and context.previous is not None and period.start < context.clause_start)


def _is_time_of_fact(body: str, period: Period) -> bool:
    if BASE_BEFORE_RE.search(body, max(0, period.start - 4), period.start) or "同期" in period.text:
        return False
    if period.kind == "clock" or period.text in VAGUE or REPORT_AFTER_RE.match(body, period.end):
        return False
    return body[period.start - 1 : period.start] != "（" or body[period.start - 3 : period.start - 1] not in ("今天", "昨天")
