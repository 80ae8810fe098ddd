"""How fast figures are found, on text as dense with them as the samples and on running news, beside what a user would otherwise
start with: jieba's tagger, and one regular expression of a number and thirty units.

Running news is made of the same pages: all sentences without a figure and so many of the others that a thousand characters hold
eight figures, as many as a daily news broadcast has.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import jieba.posseg

from bench.timing import median_seconds
from etl.figures import find_figures
from etl.model import Article, PlaceMention, Quote
from etl.places import find_places
from etl.quotes import find_quotes
from etl.sentences import sentences
from etl.speakers import find_speakers

RUNNING_DENSITY = 8 / 1000
USUAL_LENGTH = 800
TAGGED = 100_000
THIRTY_UNITS_RE = re.compile(
    r"(?:约|超|近|逾|不足)?[0-9][0-9,.]*[万亿]*[多余]?"
    r"(?:个百分点|平方公里|平方米|立方米|万千瓦时|人次|公里|美元|小时|个月|%|个|元|人|名|家|项|亩|吨|条|件|米|天|次|倍|座|辆|户|套|岁|种)"
)


def compare_figures(articles: Sequence[Article]) -> Iterator[str]:
    """The lines of the comparison: characters a second of each tool on either text, and what it finds in it."""
    for name, texts in (("dense text", list(articles)), ("running text", list(running(articles)))):
        known = [_known(article) for article in texts]
        size = sum(len(article.body) for article in texts)
        body = "\n".join(article.body for article in texts)
        found = sum(len(find_figures(article, *rest)[0]) for article, *rest in known)
        yield f"\n{name}: {size:,} characters, {1000 * found / size:.0f} figures in a thousand"
        tools: dict[str, tuple[Callable[[], object], int, str]] = {
            "figures": (lambda known=known: [find_figures(*one) for one in known], size, f"{found:,} figures"),
            "thirty units": (
                lambda body=body: THIRTY_UNITS_RE.findall(body),
                size,
                f"{len(THIRTY_UNITS_RE.findall(body)):,} numbers with a unit",
            ),
            "jieba.posseg.lcut": (lambda body=body: jieba.posseg.lcut(body[:TAGGED]), min(size, TAGGED), "words with their kind"),
        }
        for tool, (run, characters, gives) in tools.items():
            yield f"{tool:<22} {characters / median_seconds(run):>12,.0f} characters/s   {gives}"


def running(articles: Sequence[Article]) -> Iterator[Article]:
    """Articles of the usual length, of so few of the sentences with figures as running news has."""
    characters, figures = 0, 0
    kept: list[str] = []
    for article in articles:
        for sentence in sentences(article.body):
            count = len(find_figures(replace(article, body=sentence.text), [], [])[0])
            if count == 0 or figures + count <= RUNNING_DENSITY * (characters + len(sentence.text)):
                kept.append(sentence.text)
                characters += len(sentence.text)
                figures += count
        if sum(map(len, kept)) >= USUAL_LENGTH:
            yield replace(article, body="\n".join(kept))
            kept = []


def _known(article: Article) -> tuple[Article, list[PlaceMention], list[Quote]]:
    places = find_places(article)
    return article, places, find_quotes(article, find_speakers(article, places))
