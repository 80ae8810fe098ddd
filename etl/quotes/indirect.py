"""Reported speech: the stretch a cue reports, from behind its comma to the end of the sentence.

王海明介绍，水位已经回升。        水位已经回升。
王海明表示将继续巡查。            将继续巡查。      (cues marked bare in the vocabulary need no comma)
李海明强调，要抓落实。要压责任。    two stretches: the second goes on in the speaker's name
Not: 王海明介绍了情况 · 王海明对来宾表示欢迎 (a noun, no clause)
"""

import re
from collections.abc import Iterator, Sequence

from etl.model import Quote
from etl.quotes.reports import Report, SpeechText
from etl.speakers.cues import cue_re

# What behind a bare cue opens no clause: 提出四点主张和倡议
NO_CLAUSE = "。；！？…、”）\n“的和与及"
# 透露了一组数字：…
ANNOUNCED_RE = re.compile(r"[了出过起][^，。；：！？“”\n]{1,10}：(?!“)")
SHORTEST = 4
SHORTEST_BARE = 8
# How a sentence goes on in the name of who spoke: it demands, speaks as I or we, or for a side (中方愿…)
CARRIED_RE = re.compile(
    r"(?:各级[^，。]{0,12}|同时，?|还|也|更|既)?"
    r"(?:要|必须|应当|应该|我们|我(?:愿|相信|期待|希望|深信|很|将|也)|(?:希望|建议|愿(?:同|与))(?!的|书)"
    r"|[一-鿿]{1,2}方(?:愿|将|也?期待|支持|感谢|坚定|高度|欢迎|希望|祝贺|赞赏|主张|始终|坚持|反对|重视|随时)|双方(?:要|应|可))"
)


def find_indirect(text: SpeechText, direct: Sequence[Quote]) -> Iterator[Quote]:
    """The indirect quotes of a body; a direct quote inside a stretch ends it."""
    told_until = 0
    for report in text.reports:
        if report.start < told_until:
            continue
        start = _reported_from(text, report)
        if start is None:
            if quote := _told_before(text, report, told_until, direct):
                yield quote
            continue
        end = _reported_to(text, report, start, direct)
        if quote := _make_quote(text, report, start, end):
            yield quote
            told_until = end
            yield from _carried_on(text, report, end, direct)


def _told_before(text: SpeechText, report: Report, told_until: int, direct: Sequence[Quote]) -> Quote | None:
    """The words a sentence gives before it says whose they are: 水位已经回升，他告诉记者."""
    if report.rule not in ("pronoun", "next to the cue") or not report.cue.reports:
        return None
    clause, start = text.clause_start(report.start), text.sentence_start(report.start)
    if report.head != clause or text.hidden[report.end : report.end + 1] != "。" or text.hidden[clause - 1 : clause] != "，":
        return None
    if start < told_until or any(quote.start < clause and quote.end > start - 2 for quote in direct):
        return None
    return _make_quote(text, report._replace(rule="told before"), start, clause - 1)


def _reported_from(text: SpeechText, report: Report) -> int | None:
    """Where the reported clause begins, or None where the cue reports none."""
    after = text.hidden[report.end : report.end + 1]
    if after and after in "，：":
        return report.end + 1 if report.cue.reports and not _opens_unclosed(text, report.end + 1) else None
    if report.cue.reports and (announced := ANNOUNCED_RE.match(text.hidden, report.end)):
        return announced.end()
    if not report.cue.bare or not after or after in NO_CLAUSE:
        return None
    barred, deeds = report.cue.not_before, report.cue.not_ending
    if barred and re.match(barred, text.hidden[report.end : report.end + 4]):
        return None
    if deeds and re.search(rf"(?:{deeds})[，。；]$", text.hidden[report.end : text.clause_end(report.end)]):
        return None
    return report.end if text.sentence_end(report.end) - report.end >= SHORTEST_BARE else None


def _opens_unclosed(text: SpeechText, at: int) -> bool:
    """Whether a quotation mark stands at `at` that has no fellow."""
    return text.body[at : at + 1] == "“" and all(run.start != at + 1 for run in text.runs)


def _reported_to(text: SpeechText, report: Report, start: int, direct: Sequence[Quote]) -> int:
    end = text.sentence_end(start) if start < len(text.body) else start
    end = min((other for other in _others_begin(text, report, start, end)), default=end)
    return min([end, *(quote.start - 1 for quote in direct if start <= quote.start < end)])


def _others_begin(text: SpeechText, report: Report, start: int, end: int) -> Iterator[int]:
    """Where in a sentence the words of others begin: …；有代表指出，… · 王海明建议…，李明建议…."""
    for semicolon in re.finditer("；", text.hidden[start:end]):
        clause = start + semicolon.end()
        told = text.hidden[clause : text.clause_end(clause)]
        ends_in_cue = told.endswith(("，", "：")) and any(cue.end() == len(told) - 1 for cue in cue_re().finditer(told))
        if ends_in_cue and not told.startswith("我"):
            yield clause - 1
    for other in text.reports:
        if not start < other.head <= other.start < end:
            continue
        semicolon_before = text.hidden.rfind("；", start, other.head)
        if semicolon_before >= 0:
            yield semicolon_before
        elif text.hidden[other.head - 1] == "，" and other.speaker != report.speaker and other.cue.surface == report.cue.surface:
            yield other.head - 1


def _make_quote(text: SpeechText, report: Report, start: int, end: int) -> Quote | None:
    words = text.body[start:end].rstrip("，：")
    if len(words) < SHORTEST:
        return None
    cue, rule, attribution = report.cue.surface, report.rule, report.attribution
    return Quote(report.speaker, "indirect", words, start, start + len(words), cue, rule, attribution)


def _carried_on(text: SpeechText, report: Report, end: int, direct: Sequence[Quote]) -> Iterator[Quote]:
    """The sentences behind a report that go on demanding in the speaker's name: 要…。必须…。"""
    report = report._replace(rule="carried on", attribution="carried over")
    while report.cue.carries and CARRIED_RE.match(text.body, end):
        start, end = end, _reported_to(text, report, end, direct)
        if any(start <= other.start < end for other in text.reports):
            return
        if quote := _make_quote(text, report, start, end):
            yield quote
