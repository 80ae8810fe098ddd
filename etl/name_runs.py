"""Runs of letters → the names they hold: parted where surnames stand, or where names from other languages can be spelt.

张小禾李田 → 张小禾 | 李田     陆秋林阿木尔 → 陆秋林 | 阿木尔     关山沈牧之 → 关山 | 沈牧之, for 牧 is a rare surname
"""

import re

from etl.surnames import surnames
from etl.vocabulary import words

DOTTED_NAME_RE = re.compile(r"[^\W\d]{1,8}(?:·[^\W\d]{1,10}){1,3}")
# How strange a token is as a name, by what is wrong with it; and the sizes of names, the commonest first.
STRANGE_LETTER, WEAK_SURNAME, RARE, UNKNOWN = 1.0, 2.0, 3.5, 5.0
NAME_SIZES = (3, 2, 4)
LONGEST = max(NAME_SIZES)
# Before a surname: 老梁
FAMILIAR = "老小阿大"


def is_name(token: str) -> bool:
    """Whether a token can be a person's name: a surname and one or two letters more, or a foreign name with its points.

    >>> is_name("欧阳禾"), is_name("阿里木·买买提"), is_name("观察"), is_name("高山、")
    (True, True, False, False)
    """
    if "·" in token:
        return bool(DOTTED_NAME_RE.fullmatch(token))
    simple = 2 <= len(token) <= 3 and token[:1] in surnames()
    return token.isalpha() and (simple or (3 <= len(token) <= 4 and token[:2] in surnames()))


def is_plain_name(token: str) -> bool:
    """Whether a token can be a name although nothing beside it says so: its surname is no everyday word."""
    known = surnames().get(token[:2]) or surnames().get(token[:1])
    return "·" not in token and is_name(token) and (known is None or not known.weak)


def part_names(run: str) -> tuple[str, ...] | None:
    """Names printed without a gap, parted where surnames stand; None where no parting gives names alone.

    >>> part_names("张小禾李田"), part_names("白云欧阳明月"), part_names("阿里木·买买提"), part_names("看到")
    (('张小禾', '李田'), ('白云', '欧阳明月'), ('阿里木·买买提',), None)
    """
    return (run,) if "·" in run and is_name(run) else _part_run(run, RARE)


def _part_run(run: str, most: float) -> tuple[str, ...] | None:
    """The least strange parting of a run into names, none of which is as strange as `most`."""
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())]
    for end in range(1, len(run) + 1):
        ways = []
        for size in NAME_SIZES:
            before = best[end - size] if size <= end else None
            if before and (strange := _strangeness(run[end - size : end])) < most:
                ways.append((before[0] + strange, (*before[1], run[end - size : end])))
        best.append(min(ways, key=lambda way: way[0], default=None))
    return best[-1][1] if best[-1] else None


def _strangeness(token: str) -> float:
    """How little a token looks like a name: 白云 not at all, 牧之 with its weak surname a little, 阿木尔 more, 看到 most."""
    if is_name(token):
        letters = token[2:] if token[:2] in surnames() and len(token) > 2 else token[1:]
        return STRANGE_LETTER * (not set(letters) <= words("given_letters")) + WEAK_SURNAME * (not is_plain_name(token))
    return RARE if len(token) > 2 and is_foreign_name(token) else UNKNOWN


def is_foreign_name(token: str) -> bool:
    """Whether all letters of a token are such as spell names from other languages, or given names.

    >>> is_foreign_name("阿木尔"), is_foreign_name("见闻录")
    (True, False)
    """
    foreign, given = words("transliteration"), words("given_letters")
    return all(letter in foreign or letter in given for letter in token)


def is_transliterated(name: str) -> bool:
    """Whether a name is spelt with letters that names from other languages are written with, points apart.

    >>> is_transliterated("阿木尔"), is_transliterated("王海明")
    (True, False)
    """
    return words("transliteration").issuperset(name.replace("·", ""))


def part_rare_names(run: str) -> tuple[str, ...]:
    """Parts a run of names, of which some may have no known surname; a run that tells nothing stays one name.

    >>> part_rare_names("陆秋林阿木尔"), part_rare_names("次仁顿珠")
    (('陆秋林', '阿木尔'), ('次仁顿珠',))
    """
    if len(run) <= LONGEST or "·" in run:
        return part_names(run) or (run,)
    parted = _part_run(run, UNKNOWN + 1) or (run,)
    return parted if any(map(is_likely_name, parted)) else (run,)


def is_likely_name(token: str) -> bool:
    """Whether a token is a surname with letters that given names are made of."""
    return is_plain_name(token) and set(token[1:]) <= words("given_letters")


def read_pen_names(line: str) -> tuple[str, ...]:
    """The pen names of a line that holds nothing else: believed only where a byline is wanted.

    >>> read_pen_names("易水"), read_pen_names("老梁"), read_pen_names("阿木尔、齐木格"), read_pen_names("开哨")
    (('易水',), ('老梁',), ('阿木尔', '齐木格'), ())
    """
    tokens = tuple(line.split("、" if "、" in line else " "))
    return tokens if len(tokens) <= 3 and all(map(is_pen_name, tokens)) else ()


def is_pen_name(token: str) -> bool:
    """Whether a token can be a pen name: any surname, a familiar form of one, or a name spelt from another language.

    >>> is_pen_name("易水"), is_pen_name("老梁"), is_pen_name("阿木尔"), is_pen_name("开哨")
    (True, True, True, False)
    """
    surnamed = is_name(token) and set(token[1:]) <= words("given_letters")
    familiar = len(token) == 2 and token[0] in FAMILIAR and is_plain_name(token[1] + token[1])
    return surnamed or familiar or (3 <= len(token) <= LONGEST and words("transliteration").issuperset(token))
