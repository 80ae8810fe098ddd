"""Checks: the paper's own arithmetic, done again where its text settles what should hold.

`printed.py` says what a printed number may stand for, `reckoning.py` sets what others come to beside it; `sums.py` (parts and
their whole), `shares.py` (two amounts and a percentage), `changes.py` (two levels and a change) and `averages.py` (a total and
its days) find what settles what. What two articles print differently is found by `etl.link.repeats`.

A check that accuses a paper wrongly is worse than none: every rule leaves alone what the text does not settle.
"""

from collections.abc import Sequence

from etl.checks.averages import find_averages
from etl.checks.changes import find_changes
from etl.checks.shares import find_shares
from etl.checks.sums import find_sums
from etl.model import Article, Check, Figure

__all__ = ["find_checks"]

FINDERS = (find_sums, find_shares, find_changes, find_averages)


def find_checks(article: Article, figures: Sequence[Figure]) -> list[Check]:
    """What an article's figures say of one another, in the order of the figures checked.

    >>> from etl.figures import find_figures
    >>> article = Article(1, "news", "库存由400吨降至300吨，减少100吨，全厂有工人90名，其中女工30名，占33.3%。")
    >>> [(check.rule, check.figure.text, check.holds) for check in find_checks(article, find_figures(article, [], [])[0])]
    [('from_to', '100吨', True), ('share_within', '33.3%', True)]
    """
    found = [check for find in FINDERS for check in find(article.body, figures)]
    return sorted(found, key=lambda check: check.figure.start)
