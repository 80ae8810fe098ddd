"""When a figure holds: the time for which most speaks of those named before it, or none.

`2023年全市产值达4.4万亿元，收入增长8.2%。出口5亿元。` is of 2023年 throughout, the sentence behind included, for it goes on about
the same. What a reader does:
- the nearest time of the sentence holds; `由2018年的14%提升至35%`, 每年, 连续九年 hold for their own clause;
- each figure of a 分别 list of times has its own (去年和今年分别种茶3万亩、4万亩);
- a base (是去年同期的2倍), an age (今年51岁), a contract's month (5月交货的期货), the day of a press conference and of
  a reporter's visit date nothing; the day of an attack, an opening, a market does, through the report of it;
- a stock (余额, 截至) takes the end of a term, a flow the term; 累计, 至今 behind 去年 are of no year;
- a length of time, a rule (一般不低于5%), the size of a thing (长620米), how many there are (有店铺210家) have no time
  unless their sentence names one; 现在 does not reach another place (在桂林，…);
- 过去, 那时, 如今, 近日, 高峰期 are times though the calendar does not settle them; past and present
  take turns with each clause;
- a new paragraph goes on with a time where it says so (其中, 从产品看), is a change against last year, or of the day that the
  whole report is of (11月6日，…集中开工; 当日上证指数); what is said in a quotation stays in it, but goes on in the rest of it;
- 目前 in a remark does not take over from the term of a report; 由去年同期的5.4万元降至4.8万元 is of last year, then of the term;
- 2025年江海茶业大会, 今年首次寒潮 only name a thing; 3年内, 两天累计, 项目建成后 are times that no calendar knows;
- the term that a report is headed with (一季度江海外贸稳中有进), and the days of an event to come (将于5月1日至5日举办), hold
  where nothing nearer does.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat

from etl.dates import Period, find_periods
from etl.figures.clauses import Context
from etl.figures.lists import RESPECTIVELY_RE, runs
from etl.figures.numbers import Spans
from etl.figures.time_signs import LOCAL, Before, Report, Seat, seat_of, weigh_headline, weigh_none, weigh_time
from etl.figures.times import Grid, Time, lengths_of, signs_in, times_of
from etl.model import Article

# A headline that begins with a term, or has it behind a short subject, heads a report on that term; not 中秋假期临近.
TERMS = frozenset(("month", "quarter", "span"))
SUBJECT_LENGTH = 6
DIGIT_RE = re.compile(r"[0-9]")
TO_COME_RE = re.compile(r"临近|将至|来临|前夕|启动|将|起|落地")
# The groups and signs by which a time in the sentence of a figure is surely its time, or may not be.
PLAIN = frozenset(("day", "term", "year", "until", "now"))
SHAKY = frozenset(("from", "reported", "came", "founded", "attribute", "ordinal", "title"))
# How many times before a figure are weighed.
WEIGHED = 3
# How many figures a time has dated before it is that of the report.
MAIN = 3
TIME_JOINTS = frozenset(("、", "和", "与", "及", "以及"))


def reported_term(article: Article) -> Period | None:
    """The month, quarter or longer term that the headline says the article reports on.

    >>> reported_term(Article(1, "news", "", title="一季度江海外贸稳中有进", published="2025-04-18")).period_end
    '2025-03-31'
    """
    for line in filter(None, (article.title, article.kicker, article.subtitle)):
        subject = line.rfind("：") + 1
        for period in find_periods(line, article.published):
            near = period.start - subject <= SUBJECT_LENGTH
            if near and period.kind in TERMS and not TO_COME_RE.match(line, period.end) and not _is_event(line):
                return period
    return None


def _is_event(line: str) -> bool:
    """四季度重点项目集中开工: a headline that tells an event rather than what a term has brought."""
    return "happened" in signs_in("time", line) and not DIGIT_RE.search(line)


def listed_times(contexts: Sequence[Context], times: Sequence[Time]) -> dict[int, Time]:
    """For each figure of a 分别 list of times its own: 一季度、二季度分别进出口7亿元、8亿元，分别增长5%、6%."""
    found: dict[int, Time] = {}
    if not times or not RESPECTIVELY_RE.search(contexts[0].body):
        return found
    listed: Sequence[Time] = ()
    for run in runs(contexts):
        first = contexts[run.start]
        if len(run) == 1 or not RESPECTIVELY_RE.search(first.left):
            continue
        end = bisect_right(times, first.candidate.start, key=lambda time: time.period.end)
        # A list that is longer than the run is of something else.
        last = times[max(0, end - len(run) - 1) : end]
        joined = [first.body[one.period.end : other.period.start] in TIME_JOINTS for one, other in pairwise(last)]
        if last and all(joined[-len(run) + 1 :]) and not (len(last) > len(run) and joined[0]):
            listed = last[-len(run) :]
        if len(listed) == len(run) and listed[0].period.start >= first.sentence.start:
            found.update(zip(run, listed, strict=True))
    return found


def date_all(article: Article, contexts: Sequence[Context], periods: Sequence[Period]) -> list[Period | None]:
    """The period of each figure of an article, in order; `periods` are those of its body."""
    if not contexts:
        return []
    return [time.period if time else None for time in Dater(article, contexts, periods).date(contexts)]


class Dater:
    """Knows the times of an article, and finds that of one figure after the other."""

    def __init__(self, article: Article, contexts: Sequence[Context], periods: Sequence[Period]) -> None:
        candidates = [context.candidate for context in contexts]
        numbers, term = Spans(candidates), reported_term(article)
        # A time behind the last figure dates none.
        last = candidates[-1].start
        named = [period for period in periods if period.start < last and numbers.at(period.start) is None]
        durations = [candidate for candidate in candidates if candidate.kind == "duration"]
        if durations:
            lengths = lengths_of(article.body, durations)
            named = sorted([*named, *lengths], key=lambda period: period.start)
        self.grid = Grid(article.body)
        self.times = times_of(self.grid, named, term)
        self.ends = [time.period.end for time in self.times]
        self.headline = Time(term, "headline", -1, -1, None, ()) if term else None
        self.dated: Counter[Time] = Counter()
        self.report = Report(term is not None, None)

    def date(self, contexts: Sequence[Context]) -> Iterator[Time | None]:
        """The time of each figure, in order; 39人死亡、491人受伤 is of one time."""
        if not self.times and not self.headline:
            yield from repeat(None, len(contexts))
            return
        before = None
        listed = listed_times(contexts, self.times)
        for index, context in enumerate(contexts):
            if before and context.is_joined:
                before = before._replace(context=context, time=listed.get(index, before.time))
            else:
                seat = seat_of(context, self.grid, before, self.report)
                time = listed.get(index) or self.choose(seat)
                if time is None and before and context.left.endswith("连续"):
                    # 已连续8个月领跑全区: of no time, and of none are the figures behind it for that.
                    before = before._replace(context=context, sentence=seat.sentence, paragraph=seat.paragraph)
                    yield None
                    continue
                before = Before(context, seat.sentence, seat.paragraph, time)
            self.note(before.time)
            yield before.time

    def note(self, time: Time | None) -> None:
        """Counts the figures of each time, for most show what the report is of."""
        if time:
            self.dated[time] += 1
            count, main = self.dated[time], self.report.main
            if time is not self.headline and count >= MAIN and (main is None or count > self.dated[main]):
                self.report = self.report._replace(main=time)

    def choose(self, seat: Seat) -> Time | None:
        """The time for which most speaks; of equals that which the headline names, none, the nearest."""
        best, most = None, weigh_none(seat)
        for time, weight in self.options(seat):
            if weight > most or (weight == most and "headline" in time.signs):
                best, most = time, weight
        return best

    def options(self, seat: Seat) -> Iterator[tuple[Time, int]]:
        """The times that may be a figure's, each with its weight."""
        near, sure = self.near(seat), False
        for rank, time in enumerate(near):
            if sure and time.sentence != seat.sentence:
                break
            yield time, weigh_time(time, seat, near, rank)
            if _is_sure(time, seat):
                if "apart" in time.signs or time.period.start >= seat.context.clause_start:
                    return
                sure = True
        if sure:
            return
        said = bool(near) and near[0].period.start >= seat.context.left_start and near[0].group not in LOCAL
        if self.headline and not said and not any(_repeats_headline(time, seat) for time in near):
            yield self.headline, weigh_headline(seat)

    def near(self, seat: Seat) -> list[Time]:
        """The times before a figure that are weighed: the last ones, that of the figure before, of the report and its opening."""
        here = bisect_right(self.ends, seat.context.candidate.start)
        near = self.times[max(0, here - WEIGHED) : here][::-1]
        opening = self.times[0] if here and self.times[0].sentence == 0 else None
        for time in (seat.before.time if seat.before else None, seat.report.main, opening):
            if time and time is not self.headline and time not in near:
                near.append(time)
        return near


def _repeats_headline(time: Time, seat: Seat) -> bool:
    return "headline" in time.signs and time.paragraph == seat.paragraph


def _is_sure(time: Time, seat: Seat) -> bool:
    """Whether a time in the sentence of a figure leaves no room for one before it."""
    if time.group not in PLAIN or time.sentence != seat.sentence or not SHAKY.isdisjoint(time.signs):
        return False
    return "head" in time.signs or time.period.start >= seat.context.clause_start
