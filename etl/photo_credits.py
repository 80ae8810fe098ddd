"""Credits of photos: who took them and who gave them, behind a caption or in a line of their own.

    渔船归港。田远摄（中经视觉）     新华社发（白云 摄）     新华社/法新     （石桥镇政府 供图）     资料图片
No credit: 老照片由谁提供 (a headline), 他拍摄 (a sentence).
"""

import re
from functools import cache, lru_cache

from etl.imprint import (
    HAN,
    LINES_REMEMBERED,
    Imprint,
    read_byline,
    read_names,
    role_pattern,
    source_pattern,
)
from etl.name_runs import is_plain_name
from etl.vocabulary import alternation, words

LONGEST_LINE = 40
ARCHIVE_RE = re.compile(r"[（(]?(?:均为|[^\W\d]{2,4})?(?:资料图片?|资料照片|档案照片|网络图片|效果图|示意图)[）)]?")
# A name without a known surname (次仁顿珠), but no verb that ends in 摄: 拍摄, 航摄.
RARE_NAME_RE = re.compile(f"[{HAN}]{{1,4}}[^拍航翻合\\W]")
OWNER_RE = re.compile("(?P<owner>.*?)(?:资料片|资料图片|资料照片|供图|发)")
PEOPLE = rf"[{HAN}]{{2,4}}(?:[ 、][{HAN}]{{2,4}}){{0,2}}"
STOP_RE = re.compile("[。！？”）…]")


@cache
def shot_re() -> re.Pattern[str]:
    """Matches a credit with 摄 that ends a line: 田远摄（中经视觉）, 本报记者 高娃 摄, 新华社发（白雪 摄）; or a bare source."""
    behind = rf"[（(](?P<agency>[^（）()\n]{{2,20}})[）)]|[ ]?[/／](?P<site>[{HAN}]{{2,10}})| ?(?P<beside>{source_pattern()})"
    by = rf"(?P<by>[{HAN}· 、/]{{2,30}}?) ?[/／]?摄(?:影)?(?:{behind})?"
    given = rf"(?P<giver>{source_pattern()})(?:记者)?(?:发)?[（(]?(?P<by2>[{HAN}· 、]{{2,20}}?) ?摄(?:影)?[）)]?"
    source_only = rf"[（(]?(?:图片来源[：:])?(?P<only>{source_pattern()})(?:供图|发|图片)?[）)]?|[（(](?:资料图片|资料照片)[）)]"
    return re.compile(rf"(?:^|(?<=[。！？”）…]))(?:[①-⑳]\d{{1,2}})?[ （(]?(?:{given}|{by}|{source_only})[）)]?$")


@cache
def given_re() -> re.Pattern[str]:
    """Matches a whole credit without 摄: who gave the photo, with or without the photographer's name."""
    source = rf"(?P<source>{source_pattern()}|CFP|IC ?[Pp]hoto|东方IC)"
    foreign = alternation(words("foreign_agencies"))
    agency = rf"{source} ?(?:[/／](?:(?:{foreign})(?:社)?|{source_pattern()})|发|供图|供稿|图片|照片|提供|资料片)"
    giver = rf"(?P<giver>[{HAN}A-Za-z·]{{2,20}}?) ?供图|(?:本?[组版文]?(?:图片|照片|图)(?:均)?由)[{HAN}A-Za-z·]{{2,20}}提供"
    whose = rf"(?P<own>{source_pattern()})? ?(?:{role_pattern('before')})?"
    told = rf"{whose} ?(?P<by>{PEOPLE})(?<!摄) ?[/／](?:图|(?P<behind>{source_pattern()}))"
    written = rf"图片?[/／：:](?P<by2>{PEOPLE})"
    return re.compile(rf"[（(]?(?:{agency}|{told}|{written}|{giver})[）)]?")


@lru_cache(maxsize=LINES_REMEMBERED)
def read_photo_credit(line: str) -> tuple[int, Imprint] | None:
    """Where the photo credit that closes a caption begins, and what it says.

    >>> read_photo_credit("渔船归港。田远摄（中经视觉）")
    (5, Imprint(names=('田远',), source='中经视觉', place=None, printed_date=None))
    >>> read_photo_credit("渔船归港。白云/光明图片")
    (5, Imprint(names=('白云',), source='光明图片', place=None, printed_date=None))
    """
    return _read_shot(line) or _read_given(line)


def _read_given(line: str) -> tuple[int, Imprint] | None:
    """Where a credit without 摄 begins behind the last sentence of a line, and what it says."""
    behind = list(STOP_RE.finditer(line, max(0, len(line) - LONGEST_LINE), max(0, len(line) - 1)))
    given = read_photo_line(line[behind[-1].end() :].strip()) if behind else None
    return (behind[-1].end(), given) if given else None


def _read_shot(line: str) -> tuple[int, Imprint] | None:
    match = shot_re().search(line)
    if not match or (match["only"] and match.start() == 0):
        return None
    listed = match["by2"] or match["by"]
    byline = read_byline(listed) if listed else Imprint()
    names = read_names(listed) if listed and not byline else (byline.names if byline else None)
    if names is None and listed and RARE_NAME_RE.fullmatch(listed.strip()):
        names = (listed.strip(),)
    if names is None:
        return None
    source = match["giver"] or match["agency"] or match["site"] or match["beside"] or match["only"]
    return match.start(), Imprint(names, _owner(source) or (byline.source if byline else None))


def _owner(printed: str | None) -> str | None:
    """The source named in a credit, without what it calls the photo.

    >>> _owner("本报资料片"), _owner("光明图片"), _owner("资料图片")
    ('本报', '光明图片', None)
    """
    match = OWNER_RE.fullmatch(printed or "")
    return (match["owner"] or None) if match else printed


@lru_cache(maxsize=LINES_REMEMBERED)
def read_photo_line(line: str) -> Imprint | None:
    """What a line says that is the credit of a photo alone, or None.

    >>> read_photo_line("新华社/法新"), read_photo_line("本报记者 秦小禾/图").names, read_photo_line("老照片由谁提供")
    (Imprint(names=(), source='新华社', place=None, printed_date=None), ('秦小禾',), None)
    """
    if len(line) > LONGEST_LINE:
        return None
    if ARCHIVE_RE.fullmatch(line):
        return Imprint()
    match = given_re().fullmatch(line)
    if not match:
        return None
    listed = match["by"] or match["by2"]
    giver = match["giver"] if match["giver"] and is_plain_name(match["giver"]) else None
    names = read_names(listed or giver or "") if listed or giver else ()
    return None if names is None else Imprint(names, match["source"] or match["behind"] or match["own"])
