"""Shares that follow from two amounts.

`煤炭消费8.25万吨。其中，烧砖用煤炭6.6万吨，占煤炭消费的80%` – the whole is named again;
`43名学生里有38名希望…，占88.4%`, `游客20万人次，其中过夜游客5万人次，占25%` – the share is of what the amount is of;
`民营企业进出口5亿元，占外贸总值的50%；国有企业进出口1亿元，占10%` – of what the share before is of.
Not: shares of what the article gives no amount of (占全国的8%, 占45%的岗位), or of one of another place or time.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from etl.checks.printed import range_of
from etl.checks.reckoning import Reckoned, Rule, check_of, stands_alone
from etl.checks.words import pattern_of, words_of
from etl.model import Check, Figure

SHARE_OF_NAMED = Rule("share", "share_of_named")
SHARE_WITHIN = Rule("share", "share_within")
SHARE_OF_TOLD = Rule("share", "share_of_told")

LEVELS = frozenset(("money", "count", "measure"))
HUNDRED = Decimal(100)
SHARE_RE = re.compile(
    r"[^，。；：、（0-9]{0,12}[，、（](?:所?占比[重例]?|占到?了?(?P<whole>(?!比)[^，。；：、0-9]{0,20}?)(?:的?比[重例]|的?份额|的)?)(?:为|已?达到?|[增升]至|提[升高][至到])?"
)
# 占45%|的岗位: what the share is of stands behind it.
OF_BEHIND_RE = re.compile(r"的(?!比[重例]|份额)[一-鿿]")
# What stands between an amount and its share: how it has changed.
CHANGE_RE = re.compile(r"[，、（](?:同比|环比|[比较][^，。；：、]{1,12}?)?[^，。；：、]{0,6}")
# 其中过夜游客|, 43名|学生里有|, 373座|车站中，开设便民商业的已有|.
AMONG_RE = re.compile(r"[，。；（]其中，?[^，。；：、0-9]{0,24}$")
OF_THESE_RE = re.compile(r"[^，。；：、0-9]{0,8}[中里]，?[^，。；：、0-9]{0,14}")
EDGES_RE = re.compile(
    r"^(?:[一-鿿]{1,8}?[省市县区州旗盟镇](?=.{2})|全部|总|其|外贸(?=进出口)|货物(?=进出口)|地区(?=生产总值))+|总?(?:值|额|量|数|规模)$"
)
SAME = {"外贸": "进出口", "对外贸易": "进出口", "GDP": "生产总值"}
# A shorter name is one of many things: 收入, 面积; not these two.
SHORTEST_NAME = 3
ONE_THING = frozenset(("出口", "进口"))
REACH = 1000
NEAR = 100


def find_shares(body: str, figures: Sequence[Figure]) -> Iterator[Check]:
    """The shares of a body that two of its amounts settle, in reading order.

    >>> from etl.figures import find_figures
    >>> from etl.model import Article
    >>> article = Article(1, "news", "全镇有党员240名，其中女党员60名，占30%。")
    >>> [check.explanation for check in find_shares(article.body, find_figures(article, [], [])[0])]
    ['60名 ÷ 240名 = 25%，而文中为30%，不符。']
    """
    reader = _Reader(body, figures)
    return filter(None, map(reader.read, range(1, len(figures))))


class _Reader:
    """Reads the shares of a body in order and knows which amounts it has found to be shares of what."""

    def __init__(self, body: str, figures: Sequence[Figure]) -> None:
        self.body = body
        self.figures = figures
        self.last: Check | None = None
        self.parts: set[int] = set()

    def read(self, at: int) -> Check | None:
        """The check of a figure, if it is a share of an amount that the text settles."""
        share = self.figures[at]
        if share.unit != "%" or share.direction or OF_BEHIND_RE.match(self.body, share.end):
            return None
        link = SHARE_RE.fullmatch(self.body, self.figures[at - 1].end, share.start)
        part = self._amount_before(at) if link else None
        if link is None or part is None:
            return None
        name = link["whole"] or ""
        if name and name not in words_of("no_name"):
            whole, rule = self._named(part, name), SHARE_OF_NAMED
        elif within := self._within(part):
            whole, rule = within, SHARE_WITHIN
        else:
            whole, rule = self._told(part), SHARE_OF_TOLD
        found = _check(rule, share, self.figures[part], whole) if whole else None
        if found:
            self.last = found
            self.parts.add(self.figures[part].start)
        return found

    def _amount_before(self, at: int) -> int | None:
        """The amount that a share is of: the figure before it, changes of that passed over."""
        for index in range(at - 1, -1, -1):
            figure = self.figures[index]
            if figure.direction is None:
                return index if figure.kind in LEVELS else None
            if not index or not CHANGE_RE.fullmatch(self.body, self.figures[index - 1].end, figure.start):
                return None
        return None

    def _within(self, part: int) -> Figure | None:
        """游客20万人次，增长3%，其中过夜游客|5万人次|: the amount before 其中 or 里, the last of that unit.

        Of one that is a share itself nothing is settled: 占出口总值的58%，其中手机2亿元，占9% may be of either.
        """
        amount, before = self.figures[part], self.figures[part - 1] if part else None
        words = self.body[before.end : amount.start] if before else ""
        if before is not None and before.unit == amount.unit and OF_THESE_RE.fullmatch(words):
            return before
        levels = [figure for figure in self._before(part) if figure.unit == amount.unit and figure.direction is None]
        if not levels or levels[-1].start in self.parts or not AMONG_RE.search(words):
            return None
        rival, whole = levels[-2] if len(levels) > 1 else None, levels[-1]
        is_settled = stands_alone(self.body, rival, whole) and "\n" not in self.body[whole.end : amount.start]
        return whole if is_settled else None

    def _named(self, part: int, name: str) -> Figure | None:
        """占外贸总值的: the one amount before that bears this name, of the same place and time; behind 其中 the one before
        it, where its name ends so."""
        core = _core(name)
        if pattern_of("elsewhere").search(name):
            return None
        among = self._within(part)
        if among and _is_of(among, core):
            return among
        if len(core) < SHORTEST_NAME and core not in ONE_THING:
            return None
        amount = self.figures[part]
        known = [
            figure
            for figure in self._before(part)
            if figure.unit == amount.unit and figure.direction is None and _is_of(figure, core)
        ]
        whole = max(known, key=lambda figure: figure.value, default=None)
        # A greater amount of such a name may be the whole as well: 公司上半年营业收入 before 营业收入 of a quarter.
        is_it = whole and _core(whole.indicator or "") == core and _where_and_when(whole) == _where_and_when(amount)
        return whole if whole and is_it and amount.start - whole.end < REACH else None

    def _told(self, part: int) -> Figure | None:
        """民营企业进出口5亿元，占外贸总值的50%；国有企业进出口|1亿元|，占10%: the whole of the share before, in a paragraph."""
        amount = self.figures[part]
        if self.last is None or "\n" in self.body[self.last.figure.end : amount.start]:
            return None
        whole = next(figure for role, figure in self.last.parts if role == "whole")
        words = self.body[self.figures[part - 1].end : amount.start]
        is_alike = whole.unit == amount.unit and _is_of(amount, _core(whole.indicator or "\0"))
        return whole if is_alike and "其中" not in words else None

    def _before(self, part: int) -> Sequence[Figure]:
        return self.figures[max(0, part - NEAR) : part]


def _core(name: str) -> str:
    """What a name and its short form share.

    >>> _core("江海市外贸进出口总值"), _core("进出口总额"), _core("外贸总值"), _core("民营企业进出口")
    ('进出口', '进出口', '进出口', '民营企业进出口')
    """
    core = EDGES_RE.sub("", name)
    return SAME.get(core, core)


def _is_of(figure: Figure, core: str) -> bool:
    """Whether what a figure measures ends in this name: 营业收入 of 公司营业收入, but not 出口 of 进出口."""
    name = _core(figure.indicator or "")
    return name.endswith(core) and not name.endswith(f"进{core}")


def _where_and_when(figure: Figure) -> tuple[str | None, ...]:
    return figure.place_code, figure.period_start, figure.period_end


def _check(rule: Rule, share: Figure, part: Figure, whole: Figure) -> Check | None:
    one, all_ = range_of(part), range_of(whole)
    if one is None or all_ is None or whole.value <= part.value:
        return None
    value = part.value * HUNDRED / whole.value
    reckoned = Reckoned(value, one.over(all_) * HUNDRED, f"{part.text} ÷ {whole.text}")
    return check_of(rule, share, [("part", part), ("whole", whole)], reckoned)
