"""Article → its speakers: the named people who can be a source of words, each once, with title and organisation.

Found:  海晏市水利局局长王海明介绍      王海明, 局长, 海晏市水利局
        中国科学院院士、甲大学校长王海明  王海明, 院士、校长, 中国科学院、甲大学
        公司董事长佟雪                  佟雪, 董事长, the company named before
Not:    本报记者王海明 · 会议强调 · 有关负责人介绍 · 为王海明点赞

names.py reads names, roles.py the posts before them, organisations.py what 该公司 stands for; introductions.py says where
a person is introduced, sides.py which clauses stand beside speech, mentions.py finds people again; cues.py and marks.py
are shared with quotes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from etl.model import Article, PlaceMention, Speaker
from etl.speakers.introductions import Introduction, find_introductions
from etl.speakers.marks import hide_quoted
from etl.speakers.mentions import bearers
from etl.speakers.organisations import resolve_generic
from etl.speakers.roles import Role, ends_with_unlisted, read_role
from etl.speakers.titles import ends_with_title

# 王海明，45岁，是海晏市水利局局长
BEHIND_RE = re.compile(
    r"[，（](?:(?:男|女|今年|现年|\d+岁|[^，。；：“”\n]{1,4}族)，?){0,4}(?:现任|现为|现是|系|是)?(?P<role>[^，。；：！？“”（）\n]{3,30})(?=[，。；）])"
)


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
    speakers = [_make_speaker(body, introduction) for introduction in _with_posts(body, fullest.values())]
    return sorted(_without_short_forms(speakers), key=lambda speaker: speaker.start)


def _without_short_forms(speakers: list[Speaker]) -> Iterator[Speaker]:
    """Each person by the longest name; a post that stands before a shorter form is his: 教练买买提, 买买提·艾山."""
    borne = bearers(speakers)
    forms = {form: next(iter(names)) for form, names in borne.items() if len(names) == 1}
    posts = {forms[speaker.name]: speaker for speaker in speakers if speaker.name in forms and speaker.title}
    for speaker in speakers:
        if speaker.name not in borne:
            post = posts.get(speaker.name) if speaker.title is None else None
            yield replace(speaker, title=post.title, organisation=post.organisation) if post else speaker


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


def _with_posts(body: str, introductions: Iterable[Introduction]) -> Iterator[Introduction]:
    """Gives those introduced by their name alone the post that stands before another mention of it."""
    hidden = hide_quoted(body)
    for introduction in introductions:
        bare = introduction.title is None and introduction.rule != "addressed"
        yield next(_posts_of(hidden, introduction), introduction) if bare else introduction


def _posts_of(hidden: str, introduction: Introduction) -> Iterator[Introduction]:
    for match in re.finditer(introduction.name, hidden):
        before = hidden[max(0, match.start() - 8) : match.start()]
        if ends_with_title(before) or ends_with_unlisted(before):
            role = read_role(hidden, match.start(), 0, place_ends=frozenset())
            if role and role.kind not in ("byline", "kin"):
                yield introduction._replace(title=role.title, organisation=role.organisation, start=role.start, end=match.end())
        if (behind := BEHIND_RE.match(hidden, match.end())) and (role := _role_of_clause(hidden, *behind.span("role"))):
            yield introduction._replace(title=role.title, organisation=role.organisation, start=match.start(), end=behind.end())


def _role_of_clause(hidden: str, start: int, end: int) -> Role | None:
    """The post that a whole clause names: 王海明，海晏市水利局局长，1990年…."""
    role = read_role(hidden, end, start, place_ends=frozenset()) if ends_with_title(hidden[max(start, end - 8) : end]) else None
    return role if role and role.start == start and role.kind not in ("byline", "kin", "honorific") else None


def _make_speaker(body: str, introduction: Introduction) -> Speaker:
    name, title, organisation, start, end, rule = introduction
    return Speaker(name, title, resolve_generic(body, organisation, start), body[start:end], start, end, rule)
