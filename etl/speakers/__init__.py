"""Article → its speakers: the named people who can be a source of words, each once, with title and organisation.

Found:  海晏市水利局局长王海明介绍      王海明, 局长, 海晏市水利局
        中国科学院院士、甲大学校长王海明  王海明, 院士、校长, 中国科学院、甲大学
        公司董事长佟雪                  佟雪, 董事长, the company named before
Not:    本报记者王海明 · 会议强调 · 有关负责人介绍 · 为王海明点赞

names.py reads names, roles.py the posts before them, introductions.py says where a person is introduced, mentions.py
finds them again; cues.py and marks.py are shared with quotes.
"""

import re
from collections.abc import Sequence

from etl.model import Article, PlaceMention, Speaker
from etl.speakers.introductions import Introduction, find_introductions
from etl.speakers.roles import BORDER_RE, trim_left

# A generic head and what stands behind it: 公司 | 该公司 | 该集团电火花小组
COMPANY = "公司|集团|企业"
GENERIC_RE = re.compile(r"(?:该|本|我|这家)?(?P<head>公司|集团|企业|合作社|农场|学校|医院)")


def find_speakers(article: Article, places: Sequence[PlaceMention]) -> list[Speaker]:
    """Every named person of the article who can be a source of words, in reading order, one speaker a person.

    >>> body = "海晏市水利局局长王海明介绍，水位回升。王海明说：“够用。”"
    >>> [(s.name, s.title, s.organisation) for s in find_speakers(Article(1, "news", body), [])]
    [('王海明', '局长', '海晏市水利局')]
    """
    body = article.body
    fullest: dict[str, Introduction] = {}
    for introduction in find_introductions(body, frozenset(place.end for place in places)):
        if _is_place(body, introduction, places):
            continue
        known = fullest.get(introduction.name)
        if known is None or _fullness(introduction) > _fullness(known):
            fullest[introduction.name] = introduction
    speakers = [_make_speaker(body, introduction) for introduction in fullest.values()]
    return sorted(speakers, key=lambda speaker: speaker.start)


def _is_place(body: str, introduction: Introduction, places: Sequence[PlaceMention]) -> bool:
    """Whether a bare name is a place or begins inside one: 庄 of 石家庄. Behind a post a name is a name: 局长黄河."""
    if introduction.rule == "titled":
        return False
    start = body.index(introduction.name, introduction.start)
    end = start + len(introduction.name)
    return any(place.start < start < place.end or (place.start == start and place.end >= end) for place in places)


def _fullness(introduction: Introduction) -> tuple[bool, bool, int]:
    """A post before the name counts more than one behind it, and a long one more than a short one."""
    return introduction.rule == "titled", introduction.organisation is not None, introduction.end - introduction.start


def _make_speaker(body: str, introduction: Introduction) -> Speaker:
    name, title, organisation, start, end, rule = introduction
    return Speaker(name, title, _resolve_generic(body, organisation, start), body[start:end], start, end, rule)


def _resolve_generic(body: str, organisation: str | None, start: int) -> str | None:
    """The organisation that 公司 or 该公司 stands for: the last one before that is named in full.

    >>> _resolve_generic("海晏瑞丰电子有限公司车间里，公司董事长王海明说", "公司", 15)
    '海晏瑞丰电子有限公司'
    """
    match = GENERIC_RE.match(organisation) if organisation else None
    if organisation is None or match is None or (match.end() < len(organisation) and match.start("head") == 0):
        return organisation
    like = COMPANY if re.fullmatch(COMPANY, match["head"]) else match["head"]
    for head in reversed(list(re.finditer(like, body[:start]))):
        stretch = body[max(0, head.start() - 30) : head.end()]
        borders = list(BORDER_RE.finditer(stretch))
        named = trim_left(stretch[borders[-1].end() :] if borders else stretch)
        if len(named) > len(head.group()) + 1 and not GENERIC_RE.match(named):
            return named + organisation[match.end() :]
    return organisation
