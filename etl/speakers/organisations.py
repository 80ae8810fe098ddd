"""Organisations named before that a generic noun stands for: 公司董事长, 该校教授, 该行客户经理.

海晏瑞丰电子有限公司车间里，公司董事长王海明说      公司 → 海晏瑞丰电子有限公司
海晏大学发布成果。该校教授佟雪说                    该校 → 海晏大学
Not: 上市公司财务总监, where none is named before (unknown, so None).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from etl.speakers.roles import BORDER_RE, trim_left
from etl.vocabulary import alternation, rows


@dataclass(frozen=True, slots=True)
class GenericHead:
    """A noun that stands for an organisation named before, whose name ends in one of `endings` (joined by a bar);
    `bare`: also without 该 before it (公司董事长, but 该校教授)."""

    surface: str
    endings: str
    bare: bool
    note: str | None

    def named_in(self, text: str) -> Iterator[re.Match[str]]:
        """Where organisations end that it may stand for: not 村 of 村民."""
        return re.finditer(rf"(?:{self.endings})(?![民委里口内外上头党支])", text)


@cache
def _generic_heads() -> dict[str, GenericHead]:
    return {head.surface: head for head in rows("generic_heads", GenericHead)}


@cache
def _generic_re() -> re.Pattern[str]:
    """A generic head and what stands behind it: 公司 | 该公司 | 该集团电火花小组 | 该行."""
    bare = alternation(head.surface for head in _generic_heads().values() if head.bare)
    any_head = alternation(_generic_heads())
    return re.compile(rf"(?:(?=(?:这家|上市|所在)?(?:{bare})|[该本我])(?:该|本|我|这家|上市|所在)?)(?P<head>{any_head})")


def resolve_generic(body: str, organisation: str | None, start: int) -> str | None:
    """The organisation that 公司 or 该公司 stands for: the last one before that is named in full, if there is one.

    >>> resolve_generic("海晏瑞丰电子有限公司车间里，公司董事长王海明说", "公司", 15)
    '海晏瑞丰电子有限公司'
    """
    match = _generic_re().match(organisation) if organisation else None
    if organisation is None or match is None or (match.end() < len(organisation) and match.start("head") == 0):
        return organisation
    for head in reversed(list(_generic_heads()[match["head"]].named_in(body[:start]))):
        stretch = body[max(0, head.start() - 30) : head.end()]
        borders = list(BORDER_RE.finditer(stretch))
        named = trim_left(stretch[borders[-1].end() :] if borders else stretch)
        if len(named) > len(head.group()) + 1 and not _generic_re().match(named):
            return named + organisation[match.end() :]
    return None
