"""Quoted words of ten or more characters that are nobody's speech, each for a named reason.

document           《条例》规定：“…” · 碑上写着“…” · 文章说：“…”
body               会议指出：“…” · 国务院要求“…”
theme              论坛主题为“…” · 大会以“…”为主题 · 所谓“…”
name               “…”行动启动 · 推出“…”特展
by itself          “…”。 a sentence of its own, without a stop of its own
phrase             走出一条“…”的路子 · 形成“…”，…: words of the sentence they stand in
without its fellow a mark that opens and never closes
SPEAKER_NOT_FOUND  “…。” with a stop, or behind a cue, and no speaker is found: speech of somebody nobody has read
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from etl.model import Article, Ignored, Quote, UnnamedQuote
from etl.speakers.cues import cue_re
from etl.speakers.marks import Run, hide_quoted, quoted_runs
from etl.vocabulary import alternation, rows

SPEAKER_NOT_FOUND = "speaker not found"
WITHOUT_FELLOW = "without its fellow"
SHORTEST = 10
LEAD, TAIL = 40, 30
FULL_STOPS = "。！？…"
HAN = "一-鿿"
# The clause before the words, and a clause that it may be set off by: 《条例》明确，
LEAD_RE = re.compile(r"(?:^|[，。；：！？…\n”])(?P<clause>[^，。；：！？…\n”]*[，：]?)$")
TAIL_RE = re.compile(r"(?:[，、和与及]?“〇*”)*(?P<clause>[^，。；：！？…\n“]*)")
NOUN_RE = re.compile(rf"[{HAN}\d](?<![的地得是为])")


@dataclass(frozen=True, slots=True)
class QuotationLead:
    """A word before quoted words that tells whose they are not: a `document` (条例), where they are `written` (刻着), a `body`
    that speaks (委员会), a `theme` (所谓)."""

    KEY: ClassVar[tuple[str, ...]] = ("surface", "role")

    surface: str
    role: str
    note: str | None


def _of(role: str) -> str:
    return alternation(lead.surface for lead in rows("quotation_leads", QuotationLead) if lead.role == role)


@cache
def _document_re() -> re.Pattern[str]:
    return re.compile(rf"(?:》|{_of('document')})[^，。：]{{0,14}}[，：]?$|(?:{_of('written')})了?[，：]?$")


@cache
def _body_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{_of('body')})[^，。：的]{{0,12}}$")


@cache
def _theme_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{_of('theme')})的?$")


def find_ignored(article: Article, quotes: Sequence[Quote | UnnamedQuote]) -> list[Ignored]:
    """The quoted words of an article that no quote holds, with the reason, in reading order.

    >>> article = Article(1, "news", "论坛以“守护一江清水共建美丽家园”为主题。他走出一条“水清岸绿、人水相亲的好路子”，很难。")
    >>> [(ignored.text, ignored.reason) for ignored in find_ignored(article, [])]
    [('守护一江清水共建美丽家园', 'theme'), ('水清岸绿、人水相亲的好路子', 'phrase')]
    """
    return sorted([*_ignored_runs(article.body, quotes), *_stray_marks(article.body, quotes)], key=lambda one: one.start)


def _ignored_runs(body: str, quotes: Sequence[Quote | UnnamedQuote]) -> Iterator[Ignored]:
    for run in quoted_runs(body):
        if run.end - run.start >= SHORTEST and all(quote.end <= run.start or run.end <= quote.start for quote in quotes):
            reason = next(reason for reason, holds in REASONS if holds(body, run))
            yield Ignored(body[run.start : run.end], run.start, run.end, reason)


def _stray_marks(body: str, quotes: Sequence[Quote | UnnamedQuote]) -> Iterator[Ignored]:
    """Opening marks outside every run: what they open is shown to the end of its clause."""
    for mark in re.finditer("“(?P<words>[^，。；！？\n“”]*)", hide_quoted(body)):
        start, end = mark.span("words")
        if mark["words"].strip("〇") and all(quote.end <= start or end <= quote.start for quote in quotes):
            yield Ignored(mark["words"], start, end, WITHOUT_FELLOW)


def _lead(body: str, run: Run) -> str:
    """The clause that leads to the words; of a clause set off by a comma or colon, that one."""
    match = LEAD_RE.search(hide_quoted(body)[max(0, run.start - 1 - LEAD) : run.start - 1])
    return match["clause"] if match else ""


def _tail(body: str, run: Run) -> str:
    """The rest of the clause behind the words, and behind others listed with them."""
    match = TAIL_RE.match(hide_quoted(body), run.end + 1, run.end + 1 + TAIL)
    return match["clause"] if match else ""


def _ends_in_cue(clause: str) -> bool:
    clause = clause.rstrip("，：")
    return any(cue.end() == len(clause) for cue in cue_re().finditer(clause))


def _is_of_document(body: str, run: Run) -> bool:
    return _document_re().search(_lead(body, run)) is not None


def _is_of_body(body: str, run: Run) -> bool:
    lead = _lead(body, run)
    cue = next(iter(cue_re().finditer(lead)), None)
    return cue is not None and _body_re().search(lead[: cue.start()]) is not None


def _is_theme(body: str, run: Run) -> bool:
    return body[run.end - 1] not in FULL_STOPS and _theme_re().search(_lead(body, run)) is not None


def _is_speech(body: str, run: Run) -> bool:
    """A stop before the closing mark, a colon before the words, or a cue before or behind them that they are the object of."""
    lead, tail = _lead(body, run), _tail(body, run)
    ends = body[run.end - 1] in FULL_STOPS or lead.endswith("：")
    return ends or (not lead and _ends_in_cue(tail)) or (not tail and _ends_in_cue(lead))


def _is_name(body: str, run: Run) -> bool:
    return not _is_speech(body, run) and NOUN_RE.match(_tail(body, run)) is not None


def _is_by_itself(body: str, run: Run) -> bool:
    return not _lead(body, run) and not _tail(body, run)


def _is_phrase(body: str, run: Run) -> bool:
    """What is none of the others: it stands in a sentence of the paper, and so every run has a reason."""
    return True


REASONS: tuple[tuple[str, Callable[[str, Run], bool]], ...] = (
    ("document", _is_of_document),
    ("theme", _is_theme),
    ("name", _is_name),
    ("body", _is_of_body),
    (SPEAKER_NOT_FOUND, _is_speech),
    ("by itself", _is_by_itself),
    ("phrase", _is_phrase),
)
