"""Lines that hold the credit of a photo and nothing more: 新华社/法新, （石桥镇政府 供图）, 本报记者 秦小禾/图, 资料图片."""

import re
from functools import cache, lru_cache

from etl.imprint import HAN, LINES_REMEMBERED, Imprint, is_plain_name, read_names, role_pattern, source_pattern
from etl.vocabulary import alternation, words

ARCHIVE_RE = re.compile(r"[（(]?(?:均为|[^\W\d]{2,4})?(?:资料图片?|资料照片|档案照片|网络图片|效果图|示意图)[）)]?")


@cache
def photo_line_re() -> re.Pattern[str]:
    """Matches a whole line that is a photo credit: who gave the photo, with or without the photographer's name."""
    source = rf"(?P<source>{source_pattern()}|CFP|IC ?[Pp]hoto|东方IC|视觉中国)"
    foreign = alternation(words("foreign_agencies"))
    agency = rf"{source} ?(?:[/／](?:{foreign})(?:社)?|发|供图|供稿|图片|照片|提供)"
    given = rf"(?P<giver>[{HAN}A-Za-z·]{{2,20}}?) ?供图|(?:本?[组版文]?(?:图片|照片|图)(?:均)?由)[{HAN}A-Za-z·]{{2,20}}提供"
    people = rf"[{HAN}]{{2,4}}(?:[ 、][{HAN}]{{2,4}}){{0,2}}"
    told = rf"(?P<own>{source_pattern()})? ?(?:{role_pattern('before')})? ?(?P<by>{people}) ?[/／]图"
    written = rf"图片?[/／：:](?P<by2>{people})"
    return re.compile(rf"[（(]?(?:{agency}|{told}|{written}|{given})[）)]?")


@lru_cache(maxsize=LINES_REMEMBERED)
def read_photo_line(line: str) -> Imprint | None:
    """What a line says that is the credit of a photo alone, or None.

    >>> read_photo_line("新华社/法新"), read_photo_line("本报记者 秦小禾/图").names, read_photo_line("老照片由谁提供")
    (Imprint(names=(), source='新华社', place=None, printed_date=None), ('秦小禾',), None)
    """
    if len(line) > 40:
        return None
    if ARCHIVE_RE.fullmatch(line):
        return Imprint()
    match = photo_line_re().fullmatch(line)
    if not match:
        return None
    listed = match["by"] or match["by2"]
    giver = match["giver"] if match["giver"] and is_plain_name(match["giver"]) else None
    names = read_names(listed or giver or "") if listed or giver else ()
    return None if names is None else Imprint(names, match["source"] or match["own"])
