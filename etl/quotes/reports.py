"""Reports: a cue with its speaker. 王海明在会上说 · 他告诉记者 · 王海明走进车间，笑着说.

Whose cue it is, is chosen by the first predicate of SUBJECTS that holds; its name becomes the rule of the quote.
Not: 会议强调, 有关负责人介绍, 王海明的同事说 – the subject is nobody named.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from etl.cue_words import Cue, cues
from etl.model import Attribution, Speaker
from etl.speakers.cues import cue_re, is_gap, is_loose_gap, opens_with_source_noun, read_cue
from etl.speakers.marks import Run, hide_quoted, quoted_runs
from etl.speakers.mentions import Mention, find_mentions
from etl.speakers.titles import titles_of_kind
from etl.surnames import surnames
from etl.vocabulary import alternation, words

CLAUSE_STOPS = "，。；！？：…\n"
SENTENCE_STOPS = "。！？…\n"
# A pronoun, or a post that points back, at the head of a clause: 但他说 · 这位负责人介绍 · 该局长表示; 总书记 stands for the one
# who holds that office
PRONOUN_RE = re.compile(
    r"(?:据|但|而|对此|随后|同时|不过|所以|因此|如今|最后|接着|说到这里)?(?:[他她](?!们)|(?P<elder>老人)(?!们|的)|(?P<office>总书记)(?!的)|(?:这位|该)(?P<post>[^，。；：的他她]{1,6}?(?:人|长|任|记|员|师|授|家|理|民|者|席|裁|监)))"
)

# So far behind 他 a noun is looked for: 他的大儿子
LONGEST_KIN = 7
# 告诉《青禾晚报》记者，
TOLD_RE = re.compile(r"告诉[^，。；：！？“”\n]{1,14}(?:记者|笔者)(?=[，：“])")
# Whose home is visited is met there: 走进王海明的工作室。他说
HOST_RE = re.compile(r"的(?:家|店|果园|菜园|大棚|工作室|办公室|院子|诊室|画室|作坊|摊位|农场|养殖场|牧场|鱼塘|地头)")


@cache
def _newcomer_re() -> re.Pattern[str]:
    """Somebody takes the stage whose name no rule has read (一名乡邮员 · 按摩师方向); 是一名 tells of the last one."""
    posts = alternation(titles_of_kind("occupation") | titles_of_kind("post"))
    sure = alternation(surname for surname, row in surnames().items() if not row.weak)
    weak = alternation(surname for surname, row in surnames().items() if row.weak)
    names = rf"{sure}|(?:{weak})[{''.join(words('given_letters'))}]{{2}}"
    return re.compile(rf"(?<!是)一[名位]|(?:{posts})(?:{names})")


@cache
def _somebody_re() -> re.Pattern[str]:
    """A clause that opens with somebody without a name: 老爷子连输两盘."""
    return re.compile(rf"(?:{alternation(words('unnamed_sources'))})")


class Report(NamedTuple):
    """A cue, `body[start:end]`, and the speaker it belongs to; `head` is where the speaker is named, or stood for."""

    speaker: str
    cue: Cue
    head: int
    start: int
    end: int
    rule: str
    attribution: Attribution


@lru_cache(maxsize=64)
def _borders(body: str, stops: str) -> tuple[int, ...]:
    """Where clauses or sentences begin: behind a stop, and behind a closing mark with a stop before it."""
    after_stops = {match.end() for match in re.finditer(rf"[{stops}]", hide_quoted(body))}
    after_speech = {run.end + 1 for run in quoted_runs(body) if body[run.end - 1] in stops}
    return tuple(sorted({0} | after_stops | after_speech))


class SpeechText:
    """A body as the quote rules read it: quoted words hidden, speakers' mentions, borders of clauses and sentences."""

    def __init__(self, body: str, mentions: Sequence[Mention], titles: Mapping[str, str]) -> None:
        self.body = body
        self.hidden = hide_quoted(body)
        self.runs: tuple[Run, ...] = quoted_runs(body)
        self.titles = titles
        self.mentions = mentions
        self._mention_ends = [mention.end for mention in mentions]
        self._clauses = _borders(body, CLAUSE_STOPS)
        self._sentences = _borders(body, SENTENCE_STOPS)

    def clause_start(self, at: int) -> int:
        """Where the clause that holds the character at `at` begins."""
        return self._clauses[bisect_right(self._clauses, at) - 1]

    def clause_end(self, at: int) -> int:
        """Where that clause ends, its stop included."""
        index = bisect_right(self._clauses, at)
        return self._clauses[index] if index < len(self._clauses) else len(self.body)

    def sentence_start(self, at: int) -> int:
        """Where the sentence that holds the character at `at` begins."""
        return self._sentences[bisect_right(self._sentences, at) - 1]

    def sentence_end(self, at: int) -> int:
        """Where that sentence ends, its stop and the marks behind it included, the line break excluded."""
        index = bisect_right(self._sentences, at)
        end = self._sentences[index] if index < len(self._sentences) else len(self.body)
        return end - 1 if self.body[end - 1 : end] == "\n" else end

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie between two offsets."""
        first = bisect_left(self._mention_ends, start)
        last = bisect_right(self._mention_ends, end)
        return [mention for mention in self.mentions[first:last] if mention.start >= start]

    def last_subject(self, at: int) -> Mention | None:
        """The last speaker named as a subject before `at`, in the same paragraph or the one before, if nobody else has
        come up since (一名乡邮员)."""
        for mention in reversed(self.mentions[: bisect_right(self._mention_ends, at)]):
            if self.body.count("\n", mention.end, at) > 1 or self.brings_newcomer(mention.end, at):
                return None
            if not mention.is_object or HOST_RE.match(self.hidden, mention.end):
                return mention
        return None

    def heads_clause(self, mention: Mention) -> bool:
        """Whether a mention is the subject of its clause: nothing before it but adverbials or a relative clause."""
        before = self.hidden[self.clause_start(mention.start) : mention.start]
        return before.endswith(("的", "让", "日")) or is_gap(before)

    def tells_of_others(self, start: int, end: int) -> bool:
        """Whether behind a subject that ends at `start` others come up who could be speaking: …，一位村民…，广大官兵…."""
        clauses = re.split(r"[，；：]", self.hidden[start:end])[1:]
        opens_with_others = (opens_with_source_noun(clause) or _somebody_re().match(clause) for clause in clauses)
        return self.brings_newcomer(start, end) or any(opens_with_others)

    def opens_with_others(self, start: int, name: str) -> bool:
        """Whether the clause at `start` opens with somebody without a name who is not this speaker: 一位村民, 他的妻子."""
        clause = self.hidden[start : self.clause_end(start)] if start < len(self.hidden) else ""
        somebody = _somebody_re().match(re.sub(r"^(?:[他她]的|老人的|旁边的?|不少|许多)", "", clause))
        return somebody is not None and somebody.group() not in self.titles[name]

    def brings_newcomer(self, start: int, end: int) -> bool:
        """Whether somebody takes the stage between two offsets whose name no rule has read: 第一位顾客."""
        return _newcomer_re().search(self.hidden, start, end) is not None

    def pronoun_at(self, at: int) -> Mention | None:
        """The speaker that 他, 老人, 这位局长 or 总书记 at `at` stands for."""
        match = PRONOUN_RE.match(self.hidden, at)
        if match and match["office"]:
            holders = [name for name, title in self.titles.items() if match["office"] in title]
            return Mention(holders[0], at, match.end(), False) if len(holders) == 1 else None
        subject = self.last_subject(at) if match else None
        if match is None or subject is None or (match["post"] and match["post"] not in self.titles[subject.name]):
            return None
        after = self.hidden[match.end() : match.end() + LONGEST_KIN]
        if after[:1] == "的" and opens_with_source_noun(after[1:]):  # 他的妻子 is somebody else
            return None
        if match["elder"] and not self._is_elder(subject.name):
            return None
        return Mention(subject.name, at, match.end(), False)

    def _is_elder(self, name: str) -> bool:
        """Whether 老人 can be one of that name: no old man came up before he was named."""
        named = next(mention for mention in self.mentions if mention.name == name)
        return self.hidden.find("老人") + len("老人") >= named.start

    def attribution_by(self, subject: Mention, named: Attribution) -> Attribution:
        """`named` where a subject is named, `pronoun` where a word stands for the name."""
        return "pronoun" if PRONOUN_RE.match(self.hidden, subject.start) else named

    @cached_property
    def reports(self) -> list[Report]:
        """Every cue outside quotation marks that has a speaker, in reading order."""
        found = (self._read_report(match) for match in cue_re().finditer(self.hidden))
        return [report for report in found if report]

    def _read_report(self, match: re.Match[str]) -> Report | None:
        start = match.start()
        for rule, named, find_subject in SUBJECTS:
            if subject := find_subject(self, start):
                attribution = self.attribution_by(subject, named)
                cue, end = self._read_told(match)
                return Report(subject.name, cue, subject.start, start, end, rule, attribution)
        return None

    def _read_told(self, match: re.Match[str]) -> tuple[Cue, int]:
        """The cue of a match and its end; whose reporter is told belongs to it: 告诉青禾晚报记者."""
        told = TOLD_RE.match(self.hidden, match.start())
        return (cues()["告诉记者"], told.end()) if told else (read_cue(match), match.end())


def read_speech(body: str, speakers: Sequence[Speaker]) -> SpeechText:
    """A body with the mentions of its speakers."""
    titles = {speaker.name: speaker.title or "" for speaker in speakers}
    return SpeechText(body, find_mentions(body, speakers), titles)


def _is_next_to_cue(text: SpeechText, at: int) -> Mention | None:
    """王海明说 · 局长（王海明）说."""
    mention = next(reversed(text.between(text.clause_start(at), at)), None)
    if mention is None or mention.is_object:
        return None
    in_brackets = text.hidden[mention.end : at] == "）" and "（" in text.hidden[mention.start - 1 : mention.end]
    return mention if mention.end == at or in_brackets else None


def _is_in_clause(text: SpeechText, at: int) -> Mention | None:
    """王海明在会上说: nothing but adverbials between."""
    for mention in text.between(text.clause_start(at), at):
        if not mention.is_object and is_loose_gap(text.hidden[mention.end : at]):
            return mention
    return None


def _is_pronoun(text: SpeechText, at: int) -> Mention | None:
    """他说 · 这位局长说: the subject before."""
    pronoun = text.pronoun_at(text.clause_start(at))
    return pronoun if pronoun and pronoun.end <= at and is_gap(text.hidden[pronoun.end : at]) else None


def _is_in_sentence(text: SpeechText, at: int) -> Mention | None:
    """王海明走进车间，笑着说: the clause of the cue names no subject of its own."""
    clause, sentence = text.clause_start(at), text.sentence_start(at)
    if clause == sentence or not is_gap(text.hidden[clause:at]):
        return None
    for mention in text.between(sentence, clause):
        if not mention.is_object and text.heads_clause(mention):
            return None if text.tells_of_others(mention.end, clause) else mention
    return text.pronoun_at(sentence)


SUBJECTS: tuple[tuple[str, Attribution, Callable[[SpeechText, int], Mention | None]], ...] = (
    ("next to the cue", "explicit", _is_next_to_cue),
    ("in the clause", "explicit", _is_in_clause),
    ("pronoun", "pronoun", _is_pronoun),
    ("in the sentence", "same sentence", _is_in_sentence),
)
