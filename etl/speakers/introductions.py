"""Where an article introduces a person: thirteen ways, each a rule.

titled         海晏市水利局局长王海明    a post before the name, or before brackets that hold it: 局长（王海明）
unlisted post  剪纸迷王海明说            a post no list holds, where the name is sure
serving as     作为海晏公司总经理，王海明    the post in a clause of its own
cued           带着孩子的佟雪告诉记者    a cue behind the name, the name at the head of its clause or after 的
addressed      李女士说, 老李说          a surname with 先生, 女士, 大爷 …, or with 老 or 小 before it
beside speech  “够用。”王海明翻开账本   a name at the head of a clause beside speech, whatever it does there
presented      在长春读书的佟雪是一名学生    a name told what it is
aged           70多岁的佟雪和姐妹们      an age before the name
then a pronoun 开茶店的佟雪一次订了十斤，她说    a name behind 的, and a pronoun that speaks
bracketed post 佟雪（海晏大学教授）说     a post in brackets behind a name
then a title   王海明医生, 物业的李经理说    a title behind a name, or behind a surname that speaks, where no word runs into it
dotted         买买提·艾山身体不壮         a name with points at the head of a clause
line           王海明：……                a bare name before a colon at the head of a paragraph
Not: 本报记者王海明 (writes, does not speak), 海晏高校表示 (a word that opens with a surname).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from re import Match, Pattern
from typing import NamedTuple

from etl.speakers.cues import adverbials, cue_re, is_loose_gap, leads_to_cue
from etl.speakers.marks import hide_quoted
from etl.speakers.mentions import FAMILIAR
from etl.speakers.names import (
    HAN,
    LONGEST_TRANSLITERATION,
    SURE_TRANSLITERATION,
    Reading,
    Standing,
    first_letters,
    has_given_letters,
    has_typical_letters,
    read_name,
    standing,
)
from etl.speakers.roles import (
    Role,
    ends_with_unlisted,
    last_letters_unlisted,
    organisation_before,
    read_role,
)
from etl.speakers.sides import Side, speech_sides
from etl.speakers.titles import (
    ends_with_title,
    is_inside_title,
    last_letters,
    title_after_re,
    title_at,
    titles_of_kind,
)
from etl.surnames import surname_of, surnames
from etl.vocabulary import alternation, words

LONGEST_SENTENCE = 120
LONGEST_NAME = 12
# No surname in 军方发言人, 校方.
PARTY = "方"
# Forms of address that no name follows.
NEVER_POSTS = ("先生", "女士", "小姐", "同志")
SENTENCE_RE = re.compile(r"[^。！？…”\n]*$")
CLAUSE_RE = re.compile(r"[^，。；！？：…“”\n]*$")
# 王海明是一名教师 · 王海明，45岁 · 王海明（今年45岁）
PRESENTED_RE = re.compile(r"(?=是一[名位个]|[，（](?:男，|女，)?(?:今年)?\d+岁)")
SERVING_RE = re.compile(rf"作为(?P<role>[^，。；：“”\n]{{2,50}})，(?=[{HAN}])")
AGED_RE = re.compile(r"[岁旬](?:多|出头)?的")
# The pronoun that speaks in the clause behind: 开茶店的佟雪一次订了十斤，她说
THEN_PRONOUN_RE = re.compile(r"(?<=，)[他她](?!们|的)")
THEN_HE_RE = re.compile("。[他她](?!们)")
BESIDE_RE = re.compile(rf"(?<=[，。；：！？…“”\n])(?=[{HAN}])|\A")
# The post behind a name: 佟雪（海晏大学教授）
BRACKETED_RE = re.compile(r"（(?P<role>[^（）\n：；。]{2,40})）")
FIRST_PART_RE = re.compile(rf"(?:[，。；：！？…“”\n]|\A)(?P<part>[{HAN}]{{1,8}})$")
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
    """What is known when a match is read: where the name before ends, where the places of the body end, and the clauses
    that stand beside speech."""

    floor: int
    place_ends: frozenset[int]
    sides: Sequence[Side]


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
    known = Known(0, place_ends, speech_sides(body))
    found = [introduction for rule in rules() for introduction in _run_rule(rule, hidden, known)]
    bylines = {introduction.name for introduction in found if introduction.rule == "byline"}
    kept: dict[int, Introduction] = {}
    for introduction in found:
        if introduction.name not in bylines:
            kept.setdefault(introduction.end, introduction)
    return sorted(kept.values(), key=lambda introduction: introduction.start)


def _run_rule(rule: IntroductionRule, hidden: str, known: Known) -> Iterator[Introduction]:
    """What a rule finds; each finding begins behind the one before, as in 总理王海明同外长佟雪."""
    for match in rule.pattern.finditer(hidden):
        if introduction := rule.make(match, known):
            known = known._replace(floor=introduction.end)
            yield introduction


@cache
def rules() -> tuple[IntroductionRule, ...]:
    """The thirteen ways in order of precedence."""
    last_letters_of_surnames = "".join(sorted({surname[-1] for surname in surnames()}))
    sure_surname = alternation(surname for surname, row in surnames().items() if not row.weak)
    behind = rf"(?<=[{last_letters_of_surnames}])(?:{alternation(titles_of_kind('honorific'))}|某某?(?![{HAN}]某))"
    addressed = rf"{behind}|(?P<familiar>[{FAMILIAR}](?:{sure_surname}))"
    return (
        IntroductionRule("titled", re.compile(rf"(?<=[{last_letters()}])(?=（?[{first_letters()}])"), _read_titled),
        IntroductionRule(
            "unlisted post", re.compile(rf"(?<=[{last_letters_unlisted()}])(?=[{first_letters()}])"), _read_unlisted
        ),
        IntroductionRule("serving as", SERVING_RE, _read_serving),
        IntroductionRule("cued", cue_re(), _read_cued),
        IntroductionRule("addressed", re.compile(addressed), _read_addressed),
        IntroductionRule("beside speech", BESIDE_RE, _read_beside),
        IntroductionRule("presented", PRESENTED_RE, _read_presented),
        IntroductionRule("aged", AGED_RE, _read_aged),
        IntroductionRule("then a pronoun", THEN_PRONOUN_RE, _read_before_pronoun),
        IntroductionRule("bracketed post", BRACKETED_RE, _read_bracketed),
        IntroductionRule("then a title", title_after_re(), _read_before_title),
        IntroductionRule("dotted", re.compile("·"), _read_dotted),
        IntroductionRule("line", LINE_RE, _read_line),
    )


def _read_titled(match: Match[str], known: Known) -> Introduction | None:
    body, start = match.string, match.start()
    if not ends_with_title(body[max(0, start - 8) : start], body[start]) or is_inside_title(body, start):
        return None
    if body[start] == "（":
        return _read_in_brackets(body, start, known)
    reading = read_name(body, start, titled=True)
    role = read_role(body, start, known.floor, place_ends=known.place_ends) if reading else None
    if reading is None or role is None or _is_only_address(body, start, role):
        return None
    if reading.standing == Standing.UNKNOWN and not (_is_sure(body, reading.name, role) or _stands_beside(known, start)):
        return None
    return _introduce(reading, role, "byline" if role.kind == "byline" else "titled")


def _read_in_brackets(body: str, start: int, known: Known) -> Introduction | None:
    """局长（王海明）: the brackets hold a name and nothing else."""
    reading = read_name(body, start + 1, titled=True)
    role = read_role(body, start, known.floor, place_ends=known.place_ends)
    if reading is None or role is None or body[reading.end : reading.end + 1] != "）":
        return None
    return _introduce(reading, role, "byline" if role.kind == "byline" else "titled")


def _read_bracketed(match: Match[str], known: Known) -> Introduction | None:
    body, end = match.string, match.start()
    if not ends_with_title(match["role"][-8:]):
        return None
    role = read_role(body, match.end("role"), match.start("role"), place_ends=known.place_ends)
    if role is None or role.kind in ("byline", "kin", "honorific"):
        return None
    for length in range(LONGEST_NAME, 1, -1):
        start = end - length
        if start >= 0 and (start == 0 or not re.match(rf"[{HAN}·]", body[start - 1])) and _names_all(body[start:end]):
            return Introduction(body[start:end], role.title, role.organisation, start, match.end(), "bracketed post")
    return None


def _read_before_title(match: Match[str], known: Known) -> Introduction | None:
    """A title behind a name or a surname: 王海明医生走进, 李经理说."""
    body, at = match.string, match.start()
    title = title_at(body, at)
    if title is None or _is_verb(body, at, title):
        return None
    for start in range(at - 2, max(-1, at - LONGEST_TRANSLITERATION - 1), -1):
        if body[start] not in surnames() and body[start] not in words("transliteration"):
            continue
        is_apart = _is_apart(body, start)
        if not is_apart and (body[start] not in surnames() or not has_given_letters(body[start:at])):
            continue
        organisation = None if is_apart else organisation_before(body, start, known.floor)
        reading = read_name(body, start, titled=False) if is_apart or organisation else None
        if reading and reading.end == at:
            start -= len(organisation or "")
            return Introduction(reading.name, _post(title), organisation, start, at + len(title), "then a title")
    return _read_surname_with_post(body, at, at + len(title), known) if _post(title) else None


def _is_verb(body: str, start: int, title: str) -> bool:
    """Whether a title behind a name is what he does: 王海明|代表学校致辞."""
    return title == "代表" and standing(body, start + len(title)) < Standing.BORDER


def _post(title: str | None) -> str | None:
    """A title behind a name, if it is a post and no mere address: 教授, not 大姐."""
    return None if title in titles_of_kind("honorific") else title


def _read_dotted(match: Match[str], known: Known) -> Introduction | None:
    body, at = match.string, match.start()
    part = FIRST_PART_RE.search(body[max(0, at - 9) : at])
    start = at - len(part["part"]) if part else at
    reading = read_name(body, start, titled=False) if part else None
    if reading is None or "·" not in reading.name:
        return None
    return Introduction(reading.name, None, None, start, reading.end, "dotted")


def _is_only_address(body: str, name_start: int, role: Role) -> bool:
    """Whether the post is a form of address that belongs to a surname before it: 王大姐, not 热心大姐."""
    return role.kind == "honorific" and (role.title in NEVER_POSTS or body[role.start : role.start + 1] in surnames())


def _stands_beside(known: Known, at: int) -> bool:
    """Whether an offset lies in a clause beside speech."""
    return any(side.start <= at < side.end for side in known.sides)


def _read_unlisted(match: Match[str], known: Known) -> Introduction | None:
    body, start = match.string, match.start()
    if not ends_with_unlisted(body[max(0, start - 4) : start]) or is_inside_title(body, start):
        return None
    reading = read_name(body, start, titled=True)
    if reading is None or not _is_source(body, reading, in_side=_stands_beside(known, start)):
        return None
    role = read_role(body, start, known.floor, place_ends=known.place_ends)
    return _introduce(reading, role, "unlisted post") if role and role.kind != "byline" else None


def _is_source(body: str, reading: Reading, *, in_side: bool) -> bool:
    """Whether a name behind a post that no list holds is one: its letters are those of names, and it speaks."""
    surname = surname_of(reading.name)
    if surname is None or "·" in reading.name:
        return reading.standing == Standing.CUE and len(reading.name) > 2
    if not has_typical_letters(reading.name):
        return reading.standing == Standing.CUE and not surname.weak
    return in_side or reading.standing == Standing.CUE or leads_to_cue(body, reading.end)


def _read_beside(match: Match[str], known: Known) -> Introduction | None:
    """A name at the head of a clause beside speech, or behind 的 there; a verb follows it."""
    body, start = match.string, match.start()
    side = next((side for side in known.sides if side.start == start), None)
    if side is None:
        return None
    opener = _opener_re().match(body, start, side.end)
    behind_de = body.rfind("的", start, side.end) + 1
    for head in dict.fromkeys((start, opener.end() if opener else start, behind_de or start)):
        reading = read_name(body, head, titled=False)
        if reading and reading.end < side.end and _is_subject(reading):
            return Introduction(reading.name, None, None, head, reading.end, "beside speech")
    return None


def _is_subject(reading: Reading) -> bool:
    surname = surname_of(reading.name)
    if surname is None or surname.weak or reading.standing == Standing.BORDER:
        return False
    return has_typical_letters(reading.name) or (reading.standing == Standing.FOLLOWER and len(reading.name) == 2)


def _read_serving(match: Match[str], known: Known) -> Introduction | None:
    reading = read_name(match.string, match.end(), titled=True)
    role = read_role(match.string, match.end("role"), known.floor, place_ends=known.place_ends)
    return _introduce(reading, role, "serving as") if reading and role and role.kind != "byline" else None


def _introduce(reading: Reading, role: Role, rule: str) -> Introduction:
    if role.kind == "kin":
        return Introduction(reading.name, None, None, reading.end - len(reading.name), reading.end, rule)
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
    for start in dict.fromkeys((head, clause.start(), after_de)):
        if start >= clause.start() and (introduction := _read_before_cue(body, start, match.start())):
            return introduction
    return None


def _read_before_cue(body: str, start: int, cue_start: int) -> Introduction | None:
    reading = read_name(body, start, titled=False)
    if reading is None or reading.end > cue_start or reading.standing == Standing.UNKNOWN:
        return None
    title = title_at(body, reading.end)
    title = None if title and _is_verb(body, reading.end, title) else title
    end = reading.end + len(title or "")
    if not is_loose_gap(body[end:cue_start]):
        return None
    return Introduction(reading.name, _post(title), None, start, end, "cued")


def _read_addressed(match: Match[str], known: Known) -> Introduction | None:
    body, end = match.string, match.end()
    start = match.start() if match["familiar"] else _surname_start(body, match.start())
    before = body[max(0, start - 8) : start]
    name = body[start:end]
    if not (_is_apart(body, start) or ends_with_title(before) or ends_with_unlisted(before)):
        return None
    if match["familiar"] and not (leads_to_cue(body, end) or _stands_beside(known, start)):
        return None
    role = read_role(body, start, known.floor, place_ends=known.place_ends)
    if role is None:
        return Introduction(name, None, None, start, end, "addressed")
    return Introduction(name, role.title, role.organisation, role.start, end, "addressed")


def _is_apart(body: str, at: int) -> bool:
    """Whether no word runs into the name that begins at `at`."""
    return at == 0 or not "\u4e00" <= body[at - 1] <= "\u9fff" or body[at - 1] in "的和等名位是让叫而但据"


def _read_surname_with_post(body: str, post: int, end: int, known: Known) -> Introduction | None:
    """物业的李经理说 · 服务中心李经理说: somebody of whom no more is told."""
    start = _surname_start(body, post)
    name = body[start:end]
    surname = surnames().get(body[start:post])
    if surname is None or surname.weak or body[start - 1 : start] == "是":
        return None
    if not (leads_to_cue(body, end) or _stands_beside(known, start) or THEN_HE_RE.match(body, end)):
        return None
    if ends_with_title(body[max(0, start - 8) : start]) and (role := read_role(body, start, known.floor, place_ends=frozenset())):
        return Introduction(name, role.title, role.organisation, role.start, end, "then a title")
    organisation = organisation_before(body, start, known.floor)
    if not _is_apart(body, start) and (organisation is None or surname.surface == PARTY):
        return None
    return Introduction(name, body[post:end], organisation, start - len(organisation or ""), end, "then a title")


def _surname_start(body: str, end: int) -> int:
    """Where the surname that ends at `end` begins: 欧阳 before 女士."""
    return end - 2 if body[end - 2 : end] in surnames() else end - 1


def _read_presented(match: Match[str], known: Known) -> Introduction | None:
    body, end = match.string, match.start()
    for length in (4, 3, 2):
        start = end - length
        if start >= 0 and (start == 0 or body[start - 1] in "的，。\n") and _names_all(body[start:end]):
            return Introduction(body[start:end], None, None, start, end, "presented")
    return None


def _read_aged(match: Match[str], known: Known) -> Introduction | None:
    reading = read_name(match.string, match.end(), titled=True)
    if reading is None or (reading.standing == Standing.UNKNOWN and len(reading.name) < SURE_TRANSLITERATION):
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
