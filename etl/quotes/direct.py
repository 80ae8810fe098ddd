"""Words inside quotation marks: which runs are speech, and whose.

A run is speech where it ends like a sentence (“够用。”) or where a cue leads straight to it. Whose it is, is chosen by
the first predicate of SOURCES that holds. Not speech: names, terms and slogans (打造“一站式”服务), clauses of documents.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from etl.model import Attribution, Quote
from etl.quotes.reports import CLAUSE_STOPS, Report, SpeechText
from etl.speakers.cues import cue_re, source_noun_in
from etl.speakers.marks import Run
from etl.speakers.mentions import Mention
from etl.speakers.sides import topic_re

STOPS = "。！？…，；"
FULL_STOPS = "。！？…"
SHORTEST_AFTER_BARE_CUE = 8
# 半年前， · 3月7日上午， · 采访结束时，
OCCASION_RE = re.compile(
    r"(?:(?:(?:(?:\d+年)?(?:\d+月)?\d+日|[昨今当]天)?(?:[上下中]午|早上|晚上?|凌晨)?"
    r"|[^，。；：！？“”\n]{1,10}(?:前|后|时|之际)|[^，。；：！？“”\n]{0,8}期间)，){1,2}"
)
# What tells of somebody who hears words tells not of their speaker: “…。”王海明一开门，就听到了老朋友的大嗓门。
HEARD_RE = re.compile(r"听到|听见|听着|耳边|传来|传出|声音|喊声")
# 甘棠镇 before 农民王海明
HOME_RE = re.compile(r"[^，。；：！？“”\n]{0,10}[镇乡村县市区州省旗组队厂店校院所站社局部班]")


class Source(NamedTuple):
    """Who said a run: the speaker, the cue if there is one, how far the words that tell it reach, and how they tell it."""

    speaker: str
    cue: str | None
    end: int
    attribution: Attribution


class Reading(NamedTuple):
    """A run with the quote made of the run before it, if that had a speaker."""

    run: Run
    before: Quote | None
    told_until: int


Sources = tuple[tuple[str, Callable[[SpeechText, Reading], Source | None]], ...]


def find_direct(text: SpeechText, sources: Sources) -> list[Quote]:
    """The direct quotes of a body in reading order, given to their speakers in the ways of `sources`."""
    found: list[Quote] = []
    told_until = 0
    for run in text.runs:
        if run.end - run.start < 2:
            continue
        reading = Reading(run, found[-1] if found else None, told_until)
        for rule, find_source in _leading(sources) if _is_led_by_another(text, run) else sources:
            if source := find_source(text, reading):
                words = text.body[run.start : run.end]
                found.append(Quote(source.speaker, "direct", words, run.start, run.end, source.cue, rule, source.attribution))
                told_until = source.end
                break
    return found


def _leading(sources: Sources) -> Sources:
    """Those that give words to what leads to them."""
    return tuple(source for source in sources if source[1] in (_is_led_by_cue, _is_led_by_colon))


def _is_led_by_another(text: SpeechText, run: Run) -> bool:
    """Whether what leads to the words gives them to somebody, so that what follows does not: 歌里唱道：“…”."""
    lead = text.hidden[run.start - 2 : run.start - 1]
    return lead == "：" or (lead == "，" and cue_re().search(text.hidden, max(0, run.start - 8), run.start - 2) is not None)


def _ends_like_speech(text: SpeechText, run: Run) -> bool:
    return text.body[run.end - 1] in STOPS


def _stands_at_end(text: SpeechText, run: Run) -> bool:
    """Whether nothing of the sentence follows the closing mark."""
    return text.body[run.end + 1 : run.end + 2] in (*FULL_STOPS, "；", "\n", "")


def _is_led_by_cue(text: SpeechText, reading: Reading) -> Source | None:
    """王海明说：“…” · 他告诉记者，“…” · 她直言“…”."""
    run = reading.run
    lead = text.hidden[run.start - 2 : run.start - 1] or " "
    cue_end = run.start - 2 if lead in "：，" else run.start - 1
    report = _report_ending_at(text, cue_end)
    if report is None:
        return None
    if lead == "：":
        is_speech = True
    elif lead == "，":
        is_speech = _ends_like_speech(text, run) or _stands_at_end(text, run)
    else:
        is_speech = _ends_like_speech(text, run) or (_stands_at_end(text, run) and run.end - run.start >= SHORTEST_AFTER_BARE_CUE)
    return Source(report.speaker, report.cue.surface, run.end, report.attribution) if is_speech else None


def _report_ending_at(text: SpeechText, end: int) -> Report | None:
    return next((report for report in text.reports if report.end == end), None)


def _source_beside(text: SpeechText, subject: Mention, end: int) -> Source:
    """The speaker where no cue gives the words to him but that he is named, or stood for, beside them."""
    return Source(subject.name, None, end, text.attribution_by(subject, "beside"))


def _is_led_by_colon(text: SpeechText, reading: Reading) -> Source | None:
    """王海明充满希望：“…” · 他松了口气：“…”: no cue, but a colon; the speaker is the subject."""
    run = reading.run
    if text.hidden[run.start - 2 : run.start - 1] != "：" or not _ends_like_speech(text, run):
        return None
    clause = text.clause_start(run.start - 3)
    subject = next((mention for mention in text.between(clause, run.start) if not mention.is_object), None)
    subject = subject or text.pronoun_at(clause)
    return _source_beside(text, subject, run.end) if subject else _is_led_by_subject(text, reading)


def _is_followed_by_cue(text: SpeechText, reading: Reading) -> Source | None:
    """“…”王海明介绍。 · “…，”他说."""
    run = reading.run
    opens_clause = text.hidden[run.start - 2 : run.start - 1] in ("", *CLAUSE_STOPS)
    if not (_ends_like_speech(text, run) or (opens_clause and text.hidden[run.end + 1 : run.end + 2] == "，")):
        return None
    start = run.end + 1
    end = text.sentence_end(start) if start < len(text.body) else start
    for report in text.reports:
        if start <= report.head <= report.start <= end and "“" not in text.hidden[start : report.head]:
            return Source(report.speaker, report.cue.surface, report.end, report.attribution)
    return None


def _is_followed_by_speaker(text: SpeechText, reading: Reading) -> Source | None:
    """“…。”王海明翻开账本 · “…。”他决定再试一年: no cue, but the speaker stands right behind the words."""
    run = reading.run
    if text.body[run.end - 1] not in FULL_STOPS:
        return None
    start = _behind_occasion(text, run.end + 1)
    # The last name behind a relative clause is the subject: “…。”王海明请来的工程师佟雪摇摇头
    subjects = [mention for mention in text.between(start, text.clause_end(start)) if _opens_with_speaker(text, start, mention)]
    subject = subjects[-1] if subjects and not subjects[0].is_object else None
    if not subjects:
        subject = text.pronoun_at(start)
    end = text.sentence_end(start) if subject else start
    if subject is None or text.brings_newcomer(text.clause_end(start), end) or HEARD_RE.search(text.hidden, start, end):
        return None
    return _source_beside(text, subject, end)


def _behind_occasion(text: SpeechText, start: int) -> int:
    """Where the clause begins behind one that only tells when: 半年前，|副教授王海明…."""
    when = OCCASION_RE.match(text.hidden, start)
    return when.end() if when else start


def _opens_with_speaker(text: SpeechText, start: int, mention: Mention) -> bool:
    """Whether a mention opens a stretch, or ends what opens it: its home (甘棠镇|农民王海明) or a relative clause."""
    before = text.hidden[start : mention.start]
    has_post = mention.end - mention.start > len(mention.name)
    return not before or before.endswith(("的", "的是")) or (has_post and HOME_RE.fullmatch(before) is not None)


def _only_subject(text: SpeechText, start: int, end: int) -> Mention | None:
    """The one person of a stretch, where he is the subject of a clause of it, or the pronoun that opens it or its last clause."""
    subjects = [mention for mention in text.between(start, end) if not mention.is_object]
    subject = subjects[0] if subjects else text.pronoun_at(start) or text.pronoun_at(text.clause_start(end - 1))
    if subject is None or len({subject.name for subject in subjects}) > 1 or text.tells_of_others(subject.end, end):
        return None
    if source_noun_in(text.hidden[max(subject.end, text.clause_start(end - 1)) : end]):
        return None
    return subject if not subjects or text.heads_clause(subject) else None


def _is_led_by_subject(text: SpeechText, reading: Reading) -> Source | None:
    """谈到今后，王海明信心满满，“…。”: no cue, but the sentence that runs into the words is the speaker's."""
    run = reading.run
    if text.hidden[run.start - 2 : run.start - 1] not in ("，", "：") or text.body[run.end - 1] not in FULL_STOPS:
        return None
    subject = _only_subject(text, text.sentence_start(run.start - 2), run.start - 1)
    return _source_beside(text, subject, run.end) if subject else None


def _is_after_subject(text: SpeechText, reading: Reading) -> Source | None:
    """王海明翻开账本。“…。”: no cue, but the sentence before tells what the speaker does, and nobody else comes up."""
    run = reading.run
    if text.hidden[run.start - 2 : run.start - 1] != "。" or text.body[run.end - 1] not in FULL_STOPS:
        return None
    behind = run.end + 1
    if (behind < len(text.body) and cue_re().search(text.hidden, behind, text.clause_end(behind))) or _is_heard(text, run):
        return None
    subject = _only_subject(text, text.sentence_start(run.start - 2), run.start - 1)
    if subject is None or text.opens_with_others(behind, subject.name):
        return None
    return Source(subject.name, None, run.end, "carried over")


def _is_followed_by_topic(text: SpeechText, reading: Reading) -> Source | None:
    """“…。”说起这几年的变化，王海明感触颇深."""
    run = reading.run
    if text.body[run.end - 1] not in FULL_STOPS or not topic_re().match(text.hidden, run.end + 1):
        return None
    end = text.sentence_end(run.end + 1)
    subject = next((mention for mention in text.between(run.end + 1, end) if not mention.is_object), None)
    return _source_beside(text, subject, end) if subject else None


def _is_carried_over(text: SpeechText, reading: Reading) -> Source | None:
    """王海明介绍，水位回升。“够用。”: the sentence before is told by the speaker."""
    run = reading.run
    before = text.sentence_start(run.start - 2)
    report = next((r for r in reversed(text.reports) if before <= r.start < run.start), None)
    is_open = report and (
        report.cue.bare or text.hidden[report.end : report.end + 1] in "，：" or report.end + 1 == run.start - 1
    )
    if not _ends_like_speech(text, run) and not (is_open and _is_clause_at_end(text, run)):
        return None
    if _is_heard(text, run) or _is_another_voice(text, reading):
        return None
    if report and is_open and text.body.rfind("\n", report.start, run.start) < 0:
        return Source(report.speaker, report.cue.surface, run.end, "carried over")
    if reading.before and reading.told_until > before and "\n" not in text.body[reading.before.end : run.start]:
        return Source(reading.before.speaker, reading.before.cue, run.end, "carried over")
    return None


def _is_another_voice(text: SpeechText, reading: Reading) -> bool:
    """Whether words stand right behind others that are nobody's, or are the other turn of a talk: “来了？”“来了。”."""
    run, before = reading.run, reading.before
    if text.body[run.start - 2 : run.start] != "”“":
        return False
    return before is None or before.end != run.start - 2 or "？" in text.body[before.start : run.end]


def _is_heard(text: SpeechText, run: Run) -> bool:
    """Whether the sentence behind the words tells of a voice: “救命！”微弱的声音传来."""
    behind = run.end + 1
    return behind < len(text.body) and HEARD_RE.search(text.hidden, behind, text.sentence_end(behind)) is not None


def _is_clause_at_end(text: SpeechText, run: Run) -> bool:
    """Whether the words are a clause of their own, the last of their sentence or before another such:
    他表示，水位回升，“够用到明年开春”。 · 他表示，水位回升。“够用到明年开春”。"""
    is_led = text.hidden[run.start - 2 : run.start - 1] in ("，", "。")
    is_last = _stands_at_end(text, run) or text.hidden.startswith("，“", run.end + 1)
    return is_led and is_last and run.end - run.start >= SHORTEST_AFTER_BARE_CUE


def _is_next_paragraph(text: SpeechText, reading: Reading) -> Source | None:
    """The speech of the paragraph before goes on: it was not closed there."""
    before = reading.before
    if before and text.body[before.end : reading.run.start] == "\n“":
        return Source(before.speaker, before.cue, reading.run.end, "carried over")
    return None


SOURCES: Sources = (
    ("led by cue", _is_led_by_cue),
    ("led by colon", _is_led_by_colon),
    ("followed by cue", _is_followed_by_cue),
    ("followed by speaker", _is_followed_by_speaker),
    ("followed by topic", _is_followed_by_topic),
    ("next paragraph", _is_next_paragraph),
    ("carried over", _is_carried_over),
    ("led by subject", _is_led_by_subject),
    ("after the subject", _is_after_subject),
)
# What nobody named has said is told by cues alone.
UNNAMED_SOURCES: Sources = tuple(
    source for source in SOURCES if source[0] in ("led by cue", "followed by cue", "next paragraph", "carried over")
)
