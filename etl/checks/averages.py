"""A daily average that follows from a total and the days it is of.

`国庆假期共发送旅客2100万人次，日均300万人次`, where the article says from which day to which. Not: 今年以来, 截至目前, whose days
are not counted so exactly, nor 假期前三天, which are not all days of the holiday; over weeks what an office or an exchange
does may be of the working days alone.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from etl.checks.printed import range_of
from etl.checks.reckoning import Reckoned, Rule, check_of
from etl.model import Check, Figure

DAILY = Rule("average", "daily_average")

DAILY_RE = re.compile(r"[^，。；、（0-9]{0,8}[，、（](?:日均|平均每[天日])[^，。；：、0-9]{0,10}")
OPEN_RE = re.compile(r"以来|截至|截止|目前|至今|起")
# Of other days than those named: 国庆假期前三天, 假期首日.
OTHER_DAYS_RE = re.compile(r"[前后][^，。；]{0,3}[天日]|首[日天]|截至|每[天日](?!均)")
FEWEST_DAYS, MOST_DAYS = 2, 92
# No holiday is longer; over more days one in six at least is a day off.
LONGEST_HOLIDAY = 9
DAYS_PER_WORKING_DAY = Decimal(6) / 5


def find_averages(body: str, figures: Sequence[Figure]) -> Iterator[Check]:
    """The daily averages of a body that a total before them settles, in reading order.

    >>> from etl.figures import find_figures
    >>> from etl.model import Article
    >>> article = Article(1, "news", "5月1日至5日，景区接待游客50万人次，日均12万人次。", published="2025-05-06")
    >>> [check.explanation for check in find_averages(article.body, find_figures(article, [], [])[0])]
    ['50万人次 ÷ 5天 = 10万人次，而文中为12万人次，不符。']
    """
    for total, average in pairwise(figures):
        if total.unit != average.unit or total.direction or average.direction or OTHER_DAYS_RE.search(total.sentence):
            continue
        days, whole = _days_of(total), range_of(total)
        if days and whole and DAILY_RE.fullmatch(body, total.end, average.start):
            share, value = Decimal(1) / days, total.value / days
            if days > LONGEST_HOLIDAY and average.value > DAYS_PER_WORKING_DAY * value:
                continue
            reckoned = Reckoned(value, whole * share, f"{total.text} ÷ {days}天")
            if found := check_of(DAILY, average, [("whole", total)], reckoned):
                yield found


def _days_of(figure: Figure) -> int | None:
    """How many days a figure is of, where its period says both ends."""
    if figure.period is None or figure.period_start is None or figure.period_end is None or OPEN_RE.search(figure.period):
        return None
    days = (date.fromisoformat(figure.period_end) - date.fromisoformat(figure.period_start)).days + 1
    return days if FEWEST_DAYS <= days <= MOST_DAYS else None
