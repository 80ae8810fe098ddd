"""Every place where an article names one of its speakers again: 王海明, 王局长, 王海明教授."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from etl.model import Speaker
from etl.speakers.marks import hide_quoted
from etl.speakers.roles import ends_with_unlisted, read_role
from etl.speakers.titles import ends_with_title, title_at, titles
from etl.surnames import surname_of
from etl.vocabulary import alternation, words

# What a familiar form opens with: 老王, 小王.
FAMILIAR = "老小"
# What is somebody's, or bears a name: 王海明的办公室, 王海明精神, 以王海明同志为代表
NAMED_AFTER_RE = re.compile(r"的|新时代|思想|理论|主义|精神|为(?:核心|代表|首)|[奖杯]")
# A doctor is addressed by any of these, whatever the post.
DOCTORS = ("医生", "医师", "大夫")


class Mention(NamedTuple):
    """A speaker named in the body: `start` at the posts before the name, `end` behind a title that follows it.
    `is_object`: the mention is spoken to or about (向王海明了解, 王海明的办公室), it is no subject."""

    name: str
    start: int
    end: int
    is_object: bool


def find_mentions(body: str, speakers: Sequence[Speaker]) -> list[Mention]:
    """All mentions in reading order, those inside quotation marks left out.

    >>> wang = Speaker("王海明", "局长", "海晏市水利局", "海晏市水利局局长王海明", 0, 11, "titled")
    >>> [(m.name, m.start, m.is_object) for m in find_mentions("海晏市水利局局长王海明笑了。记者向王局长提问。", [wang])]
    [('王海明', 0, False), ('王海明', 17, True)]
    """
    if not speakers:
        return []
    names = {speaker.name: speaker.name for speaker in speakers} | short_forms(speakers)
    hidden = hide_quoted(body)
    found = []
    for match in re.finditer(alternation(names), hidden):
        start, end = match.span()
        if hidden[start - 1 : start] == "（" and hidden[end : end + 1] == "）":
            start, end = start - 1, end + 1
        before = hidden[max(0, start - 8) : start]
        if ends_with_title(before) or ends_with_unlisted(before):
            role = read_role(hidden, start, 0, place_ends=frozenset())
            start = role.start if role else start
        end += len(title_at(hidden, end) or "")
        found.append(Mention(names[match.group()], start, end, _is_object(hidden, start, end)))
    return found


def short_forms(speakers: Sequence[Speaker]) -> dict[str, str]:
    """The shorter forms each speaker may be named by, where a form fits one speaker only: 王局长, 老王, 杜瓦尔.

    >>> wang = Speaker("王海明", "局长", "海晏市水利局", "海晏市水利局局长王海明", 0, 11, "titled")
    >>> short_forms([wang])
    {'王局长': '王海明', '老王': '王海明', '小王': '王海明'}
    """
    return {form: next(iter(names)) for form, names in bearers(speakers).items() if len(names) == 1}


def bearers(speakers: Sequence[Speaker]) -> dict[str, set[str]]:
    """Each shorter form and all whom it may name."""
    forms: dict[str, set[str]] = {}
    for speaker in speakers:
        for form in _forms_of(speaker):
            forms.setdefault(form, set()).add(speaker.name)
    return forms


def _forms_of(speaker: Speaker) -> Iterator[str]:
    name = speaker.name
    if "·" in name:
        yield from (part for part in name.split("·") if len(part) > 1)
        return
    surname = surname_of(name)
    if surname is None or speaker.rule == "addressed" or name[len(surname.surface) :] in titles() or name == surname.surface:
        return
    for post in (speaker.title or "").split("、"):
        yield from (surname.surface + post[-length:] for length in range(2, len(post) + 1) if post[-length:] in titles())
        yield from (surname.surface + doctor for doctor in DOCTORS if post.endswith(DOCTORS))
    yield from (familiar + surname.surface for familiar in FAMILIAR)


@cache
def _object_mark_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('object_marks'))})$")


def _is_object(body: str, start: int, end: int) -> bool:
    return NAMED_AFTER_RE.match(body, end) is not None or _object_mark_re().search(body, max(0, start - 6), start) is not None
