"""Names of persons, read from where they begin: 王海明, 欧阳雪, 古丽努尔·艾山, and after a post also 次仁 or 格林.

A Chinese name has no mark of its own. Where it ends is told by what stands behind it, so that 杨军 is read in 杨军介绍
and 杨军明 in 杨军明介绍. Not names: 高校表示, 韩国, 白皮书指出 (words that open with a surname are a vocabulary).
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from etl.name_runs import is_transliterated
from etl.speakers.cues import cue_re, leads_to_cue
from etl.speakers.titles import is_title_after_surname, title_after_re, titles, titles_of_kind
from etl.surnames import surname_of, surnames
from etl.vocabulary import alternation, rows, words

HAN = r"\u4e00-\u9fff"
# Letters that stand in no given name, whatever comes before them.
NEVER_LAST = frozenset("在却亦仍即竟以从自约仅至用由于逾近和则还又均曾再便")
NEVER_GIVEN = frozenset("的了是与这那我他她它们不就都也要会说吗呢吧着过被把让从到很没个些每等地并")
HAN_RE = re.compile(rf"[{HAN}]+")
# A run of transliteration letters behind a post is a foreign name, whatever follows, once it is this long.
SURE_TRANSLITERATION = 4
# A bare word that ends so is a place or an office (柳河镇), though it opens with a surname.
BODY_ENDS = "省市县镇乡村街巷局厅部委院校社署"
LONGEST_TRANSLITERATION = 8
AREA_LETTERS = tuple("州省市县岛国湾海河")
BORDER_RE = re.compile(rf"[^{HAN}·〇]|$")
# A verb with its aspect: 裹着, 买了, 蹲下
ASPECT_RE = re.compile(rf"[{HAN}][着了过下]")
DOTTED_RE = re.compile(rf"[{HAN}]{{1,10}}(?:·[{HAN}]{{1,10}})+")


@dataclass(frozen=True, slots=True)
class NotName:
    """A word that opens with a surname. `may_name`: people are called so too, so behind a post it is one (局长高峰)."""

    surface: str
    may_name: bool
    note: str | None


class Standing(IntEnum):
    """How well what follows confirms that a name has ended; likely: nothing does, but its letters are those of names."""

    UNKNOWN = 1
    LIKELY = 2
    FOLLOWER = 3
    BORDER = 4
    CUE = 5


@cache
def first_letters() -> str:
    """The letters a name may open with, for a quick look: those of surnames and of transliteration."""
    return "".join(sorted({surname[0] for surname in surnames()} | words("transliteration")))


@cache
def _follower_re() -> re.Pattern[str]:
    return re.compile(alternation(words("name_followers")))


@cache
def _not_names() -> dict[str, NotName]:
    return {word.surface: word for word in rows("not_names", NotName)}


@cache
def _not_name_re() -> re.Pattern[str]:
    return re.compile(alternation(surface for surface, word in _not_names().items() if not word.may_name))


class Reading(NamedTuple):
    """A possible name, where it ends, and how sure that is."""

    name: str
    end: int
    standing: Standing


def standing(body: str, end: int) -> Standing:
    """What stands behind a name that ends at `end`.

    >>> standing("杨军介绍", 2).name, standing("杨军介绍", 3).name
    ('CUE', 'UNKNOWN')
    """
    if cue_re().match(body, end):
        return Standing.CUE
    if BORDER_RE.match(body, end):
        return Standing.BORDER
    if _follower_re().match(body, end) or title_after_re().match(body, end) or ASPECT_RE.match(body, end):
        return Standing.FOLLOWER
    return Standing.UNKNOWN


def read_name(body: str, start: int, *, titled: bool) -> Reading | None:
    """The name that begins at `start`, or None where none begins.

    `titled` says that a post stands before it: then transliterated names and weak surnames are names as well.

    >>> read_name("杨军介绍，", 0, titled=False)
    Reading(name='杨军', end=2, standing=<Standing.CUE: 5>)
    >>> read_name("次仁说，", 0, titled=True), read_name("次仁说，", 0, titled=False)
    (Reading(name='次仁', end=2, standing=<Standing.CUE: 5>), None)
    """
    if body[start + 1 : start + 3] in titles_of_kind("honorific") or is_title_after_surname(body[start + 1 : start + 3]):
        return None
    readings = [_read_to(body, start, end, titled=titled) for end in _possible_ends(body, start, titled=titled)]
    found = [reading for reading in readings if _is_credible(body, reading, titled=titled)]
    if not found:
        return None
    best = max(reading.standing for reading in found)
    ties = [reading for reading in found if reading.standing == best]
    if best == Standing.CUE:
        return max(ties, key=lambda reading: (_cue_length(body, reading.end), reading.end))
    if best == Standing.BORDER:
        return ties[-1]
    surest = max(ties, key=lambda reading: (_follower_length(body, reading.end), reading.end))
    return _most_repeated(body, found, surest)


def _read_to(body: str, start: int, end: int, *, titled: bool) -> Reading:
    name, level = body[start:end], standing(body, end)
    if level == Standing.UNKNOWN and _is_likely(body, name, end, titled=titled):
        level = Standing.LIKELY
    return Reading(name, end, level)


def _is_likely(body: str, name: str, end: int, *, titled: bool) -> bool:
    """Whether the letters of a name and the one behind it say that it ends here, though no word does."""
    return has_typical_letters(name) or _ends_run(body, name, end) or (titled and _must_end(body, name, end))


def _ends_run(body: str, name: str, end: int) -> bool:
    """Whether a name with points ends where its letters of transliteration do: 买买提·艾山|身体."""
    last = name.rpartition("·")[2]
    return 1 < len(last) < len(name) and is_transliterated(last) and body[end : end + 1] not in words("transliteration")


def _must_end(body: str, name: str, end: int) -> bool:
    """Whether a name of two letters ends here because the next letter is in no given name: 韩伟|钻进."""
    surname = surname_of(name)
    if len(name) != 2 or surname is None or surname.weak:
        return False
    return _are_given(name[1]) and not _are_given(body[end : end + 1])


def has_typical_letters(name: str) -> bool:
    """Whether two letters that given names are made of follow a surname.

    >>> has_typical_letters("王海明"), has_typical_letters("王海把"), has_typical_letters("王海")
    (True, False, False)
    """
    surname = surname_of(name)
    if surname is None or surname.surface in words("name_followers"):
        return False
    given = name[len(surname.surface) :]
    return len(given) == 2 and _are_given(given)


def has_given_letters(name: str) -> bool:
    """Whether what follows the surname is made of letters of given names: 王海明, 王海; not 游局副."""
    surname = surname_of(name)
    return surname is not None and _are_given(name[len(surname.surface) :])


def _are_given(letters: str) -> bool:
    return words("given_letters").issuperset(letters)


def _cue_length(body: str, end: int) -> int:
    """The longer the cue behind a name, the surer it is: 齐明|回答 rather than 齐明回|答."""
    match = cue_re().match(body, end)
    return len(match.group()) if match else 0


def _follower_length(body: str, end: int) -> int:
    """The longer the word behind a name, the surer it is: 孙丽|一边 rather than 孙丽一|边."""
    match = _follower_re().match(body, end)
    return len(match.group()) if match else 0


def _most_repeated(body: str, readings: list[Reading], surest: Reading) -> Reading:
    """The shorter reading where the article repeats it without the letter that follows it here; in a long foreign name that
    would be another's (米尔济耶|娃)."""
    if len(surest.name) > SURE_TRANSLITERATION and is_transliterated(surest.name) and "·" not in surest.name:
        return surest
    times = body.count(surest.name)
    shorter = [reading for reading in readings if reading.end < surest.end and body.count(reading.name) > times]
    return shorter[-1] if shorter else surest


def _possible_ends(body: str, start: int, *, titled: bool) -> list[int]:
    if dotted := DOTTED_RE.match(body, start):
        return _dotted_ends(body, dotted, titled=titled)
    ends = set()
    if body[start : start + 2] in surnames():
        ends |= {start + 3, start + 4}
    if body[start : start + 1] in surnames():
        ends |= {start + 2, start + 3} | ({start + 4} if body[start + 1 : start + 2] == "氏" else set())
    shortest = 2 if titled else SURE_TRANSLITERATION
    ends |= set(range(start + shortest, _transliterated_to(body, start) + 1))
    return sorted(end for end in ends if end <= len(body))


def _transliterated_to(body: str, start: int) -> int:
    """Where the transliteration letters from `start` on end."""
    end = start
    while end - start < LONGEST_TRANSLITERATION and body[end : end + 1] in words("transliteration"):
        end += 1
    return end


def _dotted_ends(body: str, dotted: re.Match[str], *, titled: bool) -> list[int]:
    """Where a dotted name may end: within the transliteration letters behind its last dot, if there are such."""
    first = dotted.group().partition("·")[0]
    last = body.rindex("·", dotted.start(), dotted.end()) + 1
    if not titled and not words("transliteration").issuperset(first):
        return []
    end = min(_transliterated_to(body, last), dotted.end())
    return list(range(last + 1, (end if end > last + 1 else dotted.end()) + 1))


def _is_credible(body: str, reading: Reading, *, titled: bool) -> bool:
    name, level = reading.name, reading.standing
    if "·" in name:
        return level > Standing.UNKNOWN and not any(title in name for title in titles())
    if not HAN_RE.fullmatch(name) or not NEVER_GIVEN.isdisjoint(name[1:]) or name[-1] in NEVER_LAST:
        return False
    if _is_word(name, level, titled=titled) or is_title_after_surname(body[reading.end - 1 : reading.end + 1]):
        return False
    is_followed = level in (Standing.LIKELY, Standing.FOLLOWER) and len(name) == 3
    is_repeated = level == Standing.FOLLOWER and body.count(name) > 1
    is_firm = titled and (is_repeated or level >= Standing.BORDER or is_followed or leads_to_cue(body, reading.end))
    is_repeated_source = level == Standing.CUE and len(name) > 2 and body.count(name) > 1
    surname = surname_of(name)
    # 向媒体证实, 和家人说: a surname that is a preposition too needs the letters of a given name behind it.
    if surname and len(name) == 3 and surname.surface in words("name_followers") and not _are_given(name[1:]):
        return False
    fits = surname is not None and (len(name) <= len(surname.surface) + 2 or name[1] == "氏")
    if surname and fits and (not surname.weak or is_repeated_source or is_firm):
        return True
    return (titled or is_repeated_source) and _is_foreign(body, reading, is_firm=is_firm)


def _is_foreign(body: str, reading: Reading, *, is_firm: bool) -> bool:
    """Whether a name of transliteration letters is a person's: 格林说, not 艾奥瓦州."""
    if body[reading.end : reading.end + 1] in AREA_LETTERS or not words("transliteration").issuperset(reading.name):
        return False
    if len(reading.name) >= SURE_TRANSLITERATION:
        return True
    is_backed = reading.standing >= Standing.FOLLOWER or body.count(reading.name) > 1
    return is_firm or (len(reading.name) > 2 and is_backed)


def _is_word(name: str, level: Standing, *, titled: bool) -> bool:
    """Whether a would-be name is, or opens with, a word of the language.

    >>> _is_word("高校", Standing.CUE, titled=False), _is_word("高峰", Standing.CUE, titled=True)
    (True, False)
    """
    if name in titles() or name[1:] in titles() or name[:2] in titles() or (not titled and name[-1] in BODY_ENDS):
        return True
    if name in _not_names():
        return not (titled and _not_names()[name].may_name and level >= Standing.FOLLOWER)
    if _not_name_re().match(name) is None:
        return False
    return not titled or not _are_given(name[2:]) or (len(name) < SURE_TRANSLITERATION and level < Standing.BORDER)
