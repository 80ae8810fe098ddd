"""The verbs that attribute words to a speaker (说 表示 强调 告诉记者 …), and the words that may stand before them."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import ClassVar

from etl.cue_words import Cue, cues
from etl.vocabulary import alternation, rows, words


@dataclass(frozen=True, slots=True)
class Adverbial:
    """A word between speaker and cue. `kind`: a word stands alone; an action goes on (指着大坝), an occasion goes on to
    时 or 后 (接受采访时); a closer ends what 在 opens (在会上); an opener heads the clause; a topic is spoken of."""

    KEY: ClassVar[tuple[str, ...]] = ("surface", "kind")

    surface: str
    kind: str
    note: str | None


@cache
def cue_re() -> re.Pattern[str]:
    """A cue where it can attribute: not inside 小说, 说明书, 介绍信 …; two verbs in a row are one cue, and those it is
    said to belong to it.

    >>> [cue_re().search(text).group() for text in ("他告诉记者，", "他解释称，", "他提醒广大市民，")]
    ['告诉记者', '解释称', '提醒广大市民']
    """
    first_letters = "".join(sorted({surface[0] for surface in cues()}))  # a quick look, before all else is tried
    outside = rf"(?=[{first_letters}])(?<![况的和与及等、])(?!(?<=[小传学解据图来以])说)"
    addressee = rf"(?P<addressee>(?:广大)?(?:{source_nouns()})(?:朋友)?们?(?=[，：]))?"
    return re.compile(rf"{outside}(?:{alternation(cues())})(?P<tail>说|称|道|表示|指出|认为)?(?![书信器家法权人学]){addressee}")


def read_cue(match: re.Match[str]) -> Cue:
    """The cue of a match; of two verbs the second decides what may follow: 解释称 is followed as 称 is."""
    printed, tail = match.group().removesuffix(match["addressee"] or ""), match["tail"]
    return cues()[printed] if printed in cues() else replace(cues()[tail], surface=printed)


# How a speaker and the cue after him may be kept apart without another subject coming in between:
# 王海明（3月2日）（在会上）（笑着）说
FILL = r"(?:[^，。；：！？“”]|“〇*”)"
FILL_NO_DE = r"(?:[^，。；：！？“”的]|“〇*”)"
ADVERBIAL = rf"""
    (?: {{word}}
      | (?:\d+月)?\d+日(?:晚|上午|下午|凌晨|在)?
      | （[^（）]{{{{1,12}}}}）
      | (?:在|就|于|从|当|经|通过){FILL}{{{{1,40}}}}?(?:{{closer}})
      | 在{FILL_NO_DE}{{{{1,12}}}}
      | (?:向|对|跟|给|同|与|和|就){FILL}{{{{1,14}}}}?
      | (?:{{occasion}}|{{action}}){FILL}{{{{0,36}}}}?[时后]
      | (?:{{action}}){FILL_NO_DE}{{{{0,24}}}}
      | [指看望拿翻抱站坐蹲捧端握摸数]着{FILL}{{{{1,24}}}}
      | {FILL}{{{{1,40}}}}?并
      | 一边{FILL_NO_DE}{{{{1,8}}}}一边
      | {FILL_NO_DE}{{{{1,8}}}}地
    )
"""
KINDS = ("word", "closer", "occasion", "action")
CLAUSE_RE = re.compile(r"[^，。；：！？“”\n]{1,80}")
LONGEST_GAP = 70
# Behind these a noun is no subject: 对记者（说）, 给记者算起了收入
NOT_SUBJECT = "向对跟给"
# 王海明（逢人便）说, 王海明（连声）称赞
SHORT_GAP_RE = re.compile(rf"(?!是){FILL_NO_DE}{{1,4}}")


@cache
def adverbials(kind: str) -> str:
    """A pattern for the adverbials of one kind."""
    return alternation(adverbial.surface for adverbial in rows("speech_adverbials", Adverbial) if adverbial.kind == kind)


@cache
def _adverbial_re() -> re.Pattern[str]:
    return re.compile(ADVERBIAL.format(**{kind: adverbials(kind) for kind in KINDS}), re.VERBOSE)


def leads_to_cue(body: str, at: int) -> bool:
    """Whether the clause that goes on at `at` ends in a cue with nothing but adverbials before it.

    >>> leads_to_cue("柯恩近日表示，", 2), leads_to_cue("柯恩的助手表示，", 2)
    (True, False)
    """
    clause = CLAUSE_RE.match(body, at)
    if clause is None:
        return False
    return any(cue.end() == clause.end() and is_gap(body[at : cue.start()]) for cue in cue_re().finditer(body, at, clause.end()))


@cache
def source_nouns() -> str:
    """A pattern for the nouns that speak in place of a named person: 同事, 专家, 外媒."""
    return alternation(words("not_sources"))


def source_noun_in(text: str) -> bool:
    """Whether people without a name come up: 传来妻子的声音."""
    return re.search(source_nouns(), text) is not None


@cache
def source_noun_re() -> re.Pattern[str]:
    """A noun that ends a gap when it holds another subject: 王海明的同事（说）, but not 王海明对记者（说）."""
    return re.compile(rf"(?<![{NOT_SUBJECT}])(?:{source_nouns()})$")


@cache
def _opening_source_noun_re() -> re.Pattern[str]:
    return re.compile(rf"[^的在]{{0,3}}?(?<![{NOT_SUBJECT}])(?:{source_nouns()})")


def opens_with_source_noun(clause: str) -> bool:
    """Whether a clause opens with people who are not named.

    >>> opens_with_source_noun("广大官兵深受鼓舞"), opens_with_source_noun("详细了解生产情况")
    (True, False)
    """
    return _opening_source_noun_re().match(clause) is not None


@lru_cache(maxsize=4096)
def is_gap(text: str) -> bool:
    """Whether `text` may stand between a speaker and his cue: nothing, or adverbials one behind the other.

    >>> is_gap("在会上"), is_gap("的同事"), is_gap("带领专家组考察，专家")
    (True, False, False)
    """
    if not text:
        return True
    if len(text) > LONGEST_GAP or text[0] == "的" or source_noun_re().search(text):
        return False
    if _adverbial_re().match(text) is None:
        return False
    if _adverbial_re().fullmatch(text):
        return True
    # Every end that some adverbials in a row can reach. One pattern for all of them would try every way to cut the text.
    reached = [0]
    for end in range(1, len(text) + 1):
        if any(_adverbial_re().fullmatch(text, start, end) for start in reversed(reached)):
            reached.append(end)
    return reached[-1] == len(text)


def is_loose_gap(text: str) -> bool:
    """Whether `text` may stand between a speaker named right before it and his cue: a few letters of any kind as well.

    >>> is_gap("逢人便"), is_loose_gap("逢人便"), is_loose_gap("的同事")
    (False, True, False)
    """
    return is_gap(text) or (SHORT_GAP_RE.fullmatch(text) is not None and not source_noun_re().search(text))
