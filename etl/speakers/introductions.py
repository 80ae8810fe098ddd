"""Where an article introduces a person: nine ways, each a rule.

titled         海晏市水利局局长王海明    a post before the name
unlisted post  剪纸迷王海明说            a post no list holds, where the name is sure
serving as     作为海晏公司总经理，王海明    the post in a clause of its own
cued           带着孩子的佟雪告诉记者    a cue behind the name, the name at the head of its clause or after 的
addressed      李女士说                  a surname with 先生, 女士, 大爷 …
presented      在长春读书的佟雪是一名学生    a name told what it is
aged           70多岁的佟雪和姐妹们      an age before the name
then a pronoun 开茶店的佟雪一次订了十斤，她说    a name behind 的, and a pronoun that speaks
line           王海明：……                a bare name before a colon at the head of a paragraph
Not: 本报记者王海明 (writes, does not speak), 海晏高校表示 (a word that opens with a surname).
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from re import Match, Pattern
from typing import NamedTuple

from etl.speakers.cues import adverbials, cue_re, is_loose_gap, leads_to_cue
from etl.speakers.marks import hide_quoted
from etl.speakers.names import HAN, Reading, Standing, first_letters, read_name, surname_of, surnames
from etl.speakers.roles import Role, read_role
from etl.speakers.titles import ends_with_title, is_inside_title, last_letters, title_after_re, titles_of_kind
from etl.vocabulary import alternation

LONGEST_SENTENCE = 120
SENTENCE_RE = re.compile(r"[^。！？…”\n]*$")
CLAUSE_RE = re.compile(r"[^，。；！？：…“”\n]*$")
# 王海明是一名教师 · 王海明，45岁 · 王海明（今年45岁）
PRESENTED_RE = re.compile(r"(?=是一[名位个]|[，（](?:男，|女，)?(?:今年)?\d+岁)")
SERVING_RE = re.compile(rf"作为(?P<role>[^，。；：“”\n]{{2,50}})，(?=[{HAN}])")
AGED_RE = re.compile(r"[岁旬](?:多|出头)?的")
# The pronoun that speaks in the clause behind: 开茶店的佟雪一次订了十斤，她说
THEN_PRONOUN_RE = re.compile(r"(?<=，)[他她](?!们|的)")
LINE_RE = re.compile(rf"^(?P<name>[{HAN}·]{{2,12}})：(?=[^\n“])", re.MULTILINE)


class Introduction(NamedTuple):
    """A name with the posts printed round it; the span runs from the first post to the end of the name."""

    name: str
    title: str | None
    organisation: str | None
    start: int
    end: int
    rule: str


class Known(NamedTuple):
    """What is known when a match is read: where the name before ends, and where the places of the body end."""

    floor: int
    place_ends: frozenset[int]


class IntroductionRule(NamedTuple):
    """A rule that reads a match with what is known of its surroundings."""

    name: str
    pattern: Pattern[str]
    make: Callable[[Match[str], Known], Introduction | None]


def find_introductions(body: str, place_ends: frozenset[int]) -> list[Introduction]:
    """All introductions of a body in reading order, people who only write or photograph left out.

    >>> [(i.name, i.title, i.rule) for i in find_introductions("海晏市水利局局长王海明介绍，水位回升。", frozenset())]
    [('王海明', '局长', 'titled')]
    """
    hidden = hide_quoted(body)
    found = [introduction for rule in rules() for introduction in _run_rule(rule, hidden, place_ends)]
    bylines = {introduction.name for introduction in found if introduction.rule == "byline"}
    kept: dict[int, Introduction] = {}
    for introduction in found:
        if introduction.name not in bylines:
            kept.setdefault(introduction.end, introduction)
    return sorted(kept.values(), key=lambda introduction: introduction.start)


def _run_rule(rule: IntroductionRule, hidden: str, place_ends: frozenset[int]) -> Iterator[Introduction]:
    """What a rule finds; each finding begins behind the one before, as in 总理王海明同外长佟雪."""
    floor = 0
    for match in rule.pattern.finditer(hidden):
        if introduction := rule.make(match, Known(floor, place_ends)):
            floor = introduction.end
            yield introduction


@cache
def rules() -> tuple[IntroductionRule, ...]:
    """The nine ways in order of precedence."""
    addressed = rf"(?:{alternation(surnames())})(?:{alternation(titles_of_kind('honorific'))})"
    return (
        IntroductionRule("titled", re.compile(rf"(?<=[{last_letters()}])(?=[{first_letters()}])"), _read_titled),
        IntroductionRule("unlisted post", re.compile(r"(?<=[人员师者家手工友户匠迷兵])(?=[\u4e00-\u9fff]{3})"), _read_unlisted),
        IntroductionRule("serving as", SERVING_RE, _read_serving),
        IntroductionRule("cued", cue_re(), _read_cued),
        IntroductionRule("addressed", re.compile(addressed), _read_addressed),
        IntroductionRule("presented", PRESENTED_RE, _read_presented),
        IntroductionRule("aged", AGED_RE, _read_aged),
        IntroductionRule("then a pronoun", THEN_PRONOUN_RE, _read_before_pronoun),
        IntroductionRule("line", LINE_RE, _read_line),
    )


def _read_titled(match: Match[str], known: Known) -> Introduction | None:
    body, start = match.string, match.start()
    if not ends_with_title(body[max(0, start - 8) : start], body[start]) or is_inside_title(body, start):
        return None
    reading = read_name(body, start, titled=True)
    if reading is None:
        return None
    role = read_role(body, start, known.floor, place_ends=known.place_ends)
    if (
        role is None
        or role.kind == "honorific"
        or (reading.standing == Standing.UNKNOWN and not _is_sure(body, reading.name, role))
    ):
        return None
    return _introduce(reading, role, "byline" if role.kind == "byline" else "titled")


def _read_unlisted(match: Match[str], known: Known) -> Introduction | None:
    body, start = match.string, match.start()
    reading = read_name(body, start, titled=False)
    if reading is None or reading.standing != Standing.CUE or reading.end != start + 3:
        return None
    surname = surname_of(reading.name)
    if surname is None or surname.weak or is_inside_title(body, start):
        return None
    role = read_role(body, start, known.floor, place_ends=known.place_ends)
    return _introduce(reading, role, "unlisted post") if role and role.kind != "byline" else None


def _read_serving(match: Match[str], known: Known) -> Introduction | None:
    reading = read_name(match.string, match.end(), titled=True)
    role = read_role(match.string, match.end("role"), known.floor, place_ends=known.place_ends)
    return _introduce(reading, role, "serving as") if reading and role and role.kind != "byline" else None


def _introduce(reading: Reading, role: Role, rule: str) -> Introduction:
    return Introduction(reading.name, role.title, role.organisation, role.start, reading.end, rule)


def _is_sure(body: str, name: str, role: Role) -> bool:
    """Whether a name is one though nothing behind it says so: after an office, or repeated."""
    return (role.kind == "office" and len(name) > 2) or len(name) > 3 or body.count(name) > 1


@cache
def _opener_re() -> Pattern[str]:
    return re.compile(adverbials("opener"))


def _read_cued(match: Match[str], known: Known) -> Introduction | None:
    body = match.string
    clause = CLAUSE_RE.search(body, max(0, match.start() - 80), match.start())
    if clause is None:
        return None
    opener = _opener_re().match(body, clause.start(), match.start())
    head = opener.end() if opener else clause.start()
    after_de = body.rfind("的", clause.start(), match.start()) + 1
    for start in (head, clause.start(), after_de):
        if start >= clause.start() and (introduction := _read_before_cue(body, start, match.start())):
            return introduction
    return None


def _read_before_cue(body: str, start: int, cue_start: int) -> Introduction | None:
    reading = read_name(body, start, titled=False)
    if reading is None or reading.end > cue_start or reading.standing == Standing.UNKNOWN:
        return None
    title = title_after_re().match(body, reading.end, cue_start)
    end = title.end() if title else reading.end
    if not is_loose_gap(body[end:cue_start]):
        return None
    return Introduction(reading.name, title.group() if title else None, None, start, end, "cued")


def _read_addressed(match: Match[str], known: Known) -> Introduction | None:
    before = match.string[max(0, match.start() - 8) : match.start()]
    if re.search(rf"[{HAN}]$", before) and before[-1] not in "的和等名位是让叫" and not ends_with_title(before):
        return None
    role = read_role(match.string, match.start(), known.floor, place_ends=known.place_ends)
    if role is None:
        return Introduction(match.group(), None, None, match.start(), match.end(), "addressed")
    return Introduction(match.group(), role.title, role.organisation, role.start, match.end(), "addressed")


def _read_presented(match: Match[str], known: Known) -> Introduction | None:
    body, end = match.string, match.start()
    for length in (4, 3, 2):
        start = end - length
        if start >= 0 and (start == 0 or body[start - 1] in "的，。\n") and _names_all(body[start:end]):
            return Introduction(body[start:end], None, None, start, end, "presented")
    return None


def _read_aged(match: Match[str], known: Known) -> Introduction | None:
    reading = read_name(match.string, match.end(), titled=True)
    if reading is None or reading.standing == Standing.UNKNOWN:
        return None
    return Introduction(reading.name, None, None, match.end(), reading.end, "aged")


def _read_before_pronoun(match: Match[str], known: Known) -> Introduction | None:
    body = match.string
    if not leads_to_cue(body, match.end()):
        return None
    sentence = SENTENCE_RE.search(body, max(0, match.start() - LONGEST_SENTENCE), match.start())
    start = body.find("的", sentence.start(), match.start()) + 1 if sentence else 0
    reading = read_name(body, start, titled=False) if start else None
    if reading is None or reading.standing == Standing.UNKNOWN or reading.end > match.start():
        return None
    return Introduction(reading.name, None, None, start, reading.end, "then a pronoun")


def _names_all(text: str) -> bool:
    """Whether the whole of a text is one name: 佟雪, not 佟雪家."""
    reading = read_name(text + "说", 0, titled=False)
    return reading is not None and reading.name == text


def _read_line(match: Match[str], known: Known) -> Introduction | None:
    name = match["name"]
    if not _names_all(name) or match.string.count(name) < 2:
        return None
    return Introduction(name, None, None, match.start(), match.end("name"), "line")
