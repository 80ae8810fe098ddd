"""Posts before a name: 海晏市文物局局长（黄河） → organisation 海晏市文物局, title 局长.

Several posts joined by 、 give both in their order: 甲大学教授、乙协会会长 → 甲大学、乙协会 and 教授、会长. What stands between
the organisation and the post belongs to the title: 丙大学隧道防水技术带头人 → 丙大学 and 隧道防水技术带头人.
Not organisations: the county of a farmer (清溪县蜂农), a trade (地质专业博士生).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from etl.places.surfaces import Country
from etl.speakers.titles import titles
from etl.vocabulary import alternation, rows, words

BORDER_RE = re.compile(r"[，。！？：；“”‘’（）()《》〈〉【】\[\]\n…—!?;:,□■▲]")
BRACKET_RE = re.compile(r"（[^（）\n]*）$")
# A bracket inside the name of a firm is no border: 华亭电子（海晏）有限公司
BRANCH_RE = re.compile(r"（[\u4e00-\u9fff]{2,6}）(?=[\u4e00-\u9fff]{0,6}?(?:股份|有限|集团|公司))")
HIDE_BRACKETS = str.maketrans("（）", "\ue000\ue001")
SHOW_BRACKETS = str.maketrans("\ue000\ue001", "（）")
JOINED_RE = re.compile(r"[、兼]")
LONGEST_ROLE = 70
AREA_ENDS = "省市县区州盟旗国乡镇村街路巷"
# What may stand before the country in a title: 驻美国大使, 前法国总理
BEFORE_COUNTRY = "驻对赴援访原前任"


@dataclass(frozen=True, slots=True)
class Suffix:
    """How names of organisations end; not where a letter of `not_before` follows (部 in 部门). A part that lies in a firm
    goes to the title: 某公司 | 办公室主任."""

    surface: str
    not_before: str | None
    kind: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Opener:
    """A word that ends before a post begins; `anywhere`: also in the middle of the stretch read (来自 in 他来自某村)."""

    surface: str
    anywhere: bool
    not_before: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Ending:
    """How posts end that no list holds: 护林人, 剪纸迷; not behind a letter of `not_after` (国家, 别人)."""

    surface: str
    not_after: str | None
    note: str | None


class Role(NamedTuple):
    """Title and organisation of one person, and where their text begins; it ends where the name begins."""

    title: str | None
    organisation: str | None
    kind: str
    start: int


class Post(NamedTuple):
    """One of the posts of a role."""

    title: str
    organisation: str | None
    kind: str
    length: int
    is_cut: bool


@cache
def _title_re() -> re.Pattern[str]:
    modifiers = alternation(words("title_modifiers"))
    return re.compile(rf"(?:{modifiers})*(?P<core>{alternation(titles())})$")


@cache
def _unlisted_re() -> re.Pattern[str]:
    """A post that no list holds: it counts where a sure name stands behind it."""
    endings = rows("title_endings", Ending)
    guarded = (f"(?<![{e.not_after}])" * bool(e.not_after) + e.surface for e in sorted(endings, key=lambda e: -len(e.surface)))
    return re.compile(rf"(?<=[\u4e00-\u9fff])(?:{'|'.join(guarded)})$")


@cache
def last_letters_unlisted() -> str:
    """The letters such posts end with, for a quick look."""
    return "".join(sorted({ending.surface[-1] for ending in rows("title_endings", Ending)}))


def ends_with_unlisted(text: str) -> bool:
    """Whether a text ends in a post that no list holds.

    >>> ends_with_unlisted("养蟹能手"), ends_with_unlisted("为了国家")
    (True, False)
    """
    return _unlisted_re().search(text) is not None


@cache
def _suffix_re() -> re.Pattern[str]:
    return re.compile(_guarded_alternation(rows("organisation_suffixes", Suffix)))


def _guarded_alternation(guarded: Iterable[Suffix | Opener]) -> str:
    """The surfaces, longest first, each barred before the letters it may not stand before."""
    longest_first = sorted(guarded, key=lambda word: -len(word.surface))
    return "|".join(re.escape(word.surface) + (f"(?![{word.not_before}])" if word.not_before else "") for word in longest_first)


@cache
def _suffixes_of_kind(kind: str) -> frozenset[str]:
    return frozenset(suffix.surface for suffix in rows("organisation_suffixes", Suffix) if suffix.kind == kind)


@cache
def _opener_res() -> tuple[re.Pattern[str], re.Pattern[str]]:
    openers = rows("role_openers", Opener)
    inside = _guarded_alternation(o for o in openers if o.anywhere)
    return re.compile(rf".*(?:{inside}|\d岁多?)"), re.compile(rf"(?:{_guarded_alternation(openers)})|\d+[日岁年月路号]")


@cache
def _country_re() -> re.Pattern[str]:
    """The country an organisation begins with; what stands before it belongs to the sentence: 欢迎|厄瓜多尔总统."""
    names = {country.name for country in rows("countries", Country)} - {"中国"}
    return re.compile(rf"(?!{alternation(names)})(?P<before>..+?)(?P<country>{alternation(names)})")


def _cut_before_country(text: str) -> str:
    """What is left of a stretch from its country on, unless an organisation or 驻 stands before that: 世界银行|巴西.

    >>> _cut_before_country("群聊中与美国"), _cut_before_country("中国驻美国"), _cut_before_country("美国")
    ('美国', '中国驻美国', '美国')
    """
    match = _country_re().match(text)
    if match is None or match["before"][-1] in BEFORE_COUNTRY or _suffix_re().search(match["before"]):
        return text
    return text[match.start("country") :]


def read_role(body: str, name_start: int, floor: int, *, place_ends: frozenset[int]) -> Role | None:
    """The posts that end where a name begins, read back to `floor` at most.

    >>> read_role("近日，海晏市水利局局长、市节水办主任王海明说", 18, 0, place_ends=frozenset())
    Role(title='局长、主任', organisation='海晏市水利局、市节水办', kind='office', start=3)
    """
    text = _role_text(body, name_start, floor)
    posts: list[Post] = []
    at = name_start
    for part in reversed(JOINED_RE.split(text)):
        post = _read_post(part, at, place_ends=place_ends)
        if post is None:
            break
        posts.insert(0, post)
        at -= len(part) + 1
        if post.is_cut:
            break
    if not posts:
        return None
    length = sum(post.length for post in posts) + len(posts) - 1
    start = name_start - length
    if posts[0].organisation is None and body[start - 1 : start] == "）":
        start, posts[0] = _read_before_bracket(body, start, posts[0])
    organisations = list(dict.fromkeys(post.organisation for post in posts if post.organisation))
    organisation = "、".join(organisations).translate(SHOW_BRACKETS)
    return Role("、".join(post.title for post in posts), organisation or None, posts[-1].kind, start)


def organisation_before(body: str, end: int, floor: int) -> str | None:
    """The organisation that ends at `end`: 海晏大学 in 近日，海晏大学|王海明教授.

    >>> organisation_before("近日，海晏大学王海明教授", 7, 0), organisation_before("在今年王海明教授", 3, 0)
    ('海晏大学', None)
    """
    organisation, between = _split_organisation(trim_left(_role_text(body, end, floor)))
    return None if between or organisation is None else organisation.translate(SHOW_BRACKETS)


def _read_before_bracket(body: str, start: int, post: Post) -> tuple[int, Post]:
    """The organisation in front of a bracket: 海晏市水稻研究所（以下简称“稻研所”）所长."""
    bracket = BRACKET_RE.search(body, max(0, start - LONGEST_ROLE), start)
    text = trim_left(_role_text(body, bracket.start(), 0)) if bracket else ""
    organisation, between = _split_organisation(text)
    if bracket is None or organisation is None or between:
        return start, post
    return bracket.start() - len(text), post._replace(organisation=organisation)


def _role_text(body: str, name_start: int, floor: int) -> str:
    text = body[max(floor, name_start - LONGEST_ROLE) : name_start]
    text = BRANCH_RE.sub(lambda branch: branch.group().translate(HIDE_BRACKETS), text)
    borders = list(BORDER_RE.finditer(text))
    return text[borders[-1].end() :] if borders else text


def _read_post(part: str, end: int, *, place_ends: frozenset[int]) -> Post | None:
    match = _title_re().search(part) or _unlisted_re().search(part)
    if match is None:
        return None
    title = match.group()
    kind = titles()[match["core"]].kind if match.re is _title_re() else "post"
    rest = part[: match.start()]
    trimmed = trim_left(rest)
    organisation, between = _split_organisation(trimmed)
    if organisation is None and between:
        is_place = end - len(title) in place_ends
        if (kind == "office" and between not in _suffixes_of_kind("part")) or (kind == "post" and is_place):
            organisation, between = between, ""
        elif is_place:
            trimmed = between = ""
    if kind == "deputy":
        organisation, between = None, trimmed
    if kind == "occupation" and organisation and len(organisation) > 2 and organisation[-1] in AREA_ENDS:
        trimmed, organisation = between, None
    if kind == "occupation" and between and between[-1] in AREA_ENDS:
        trimmed = between = ""
    return Post(between + title, organisation, kind, len(trimmed) + len(title), trimmed != rest)


def trim_left(text: str) -> str:
    """What is left of a stretch when the words that cannot belong to an organisation are cut off at its left.

    >>> trim_left("让在海晏县出生的全国政协")
    '全国政协'
    """
    inside, opening = _opener_res()
    if match := inside.match(text):
        text = text[match.end() :]
    while match := opening.match(text):
        text = text[match.end() :]
    return _cut_before_country(text)


def _split_organisation(text: str) -> tuple[str | None, str]:
    """An organisation and what follows it.

    >>> _split_organisation("海晏大学隧道防水技术")
    ('海晏大学', '隧道防水技术')
    >>> _split_organisation("海晏家具有限公司办公室")
    ('海晏家具有限公司', '办公室')
    """
    ends = [(match.end(), match.group()) for match in _suffix_re().finditer(text)]
    while len(ends) > 1 and ends[-1][1] in _suffixes_of_kind("part") and ends[-2][1] in _suffixes_of_kind("firm"):
        ends.pop()
    # A part alone, or a letter that only ends names, is no organisation: 团队|负责人, 队|中后卫
    if not ends or ends[-1][0] == 1 or (ends[-1][0] == len(ends[-1][1]) and ends[-1][1] in _suffixes_of_kind("part")):
        return None, text
    return text[: ends[-1][0]], text[ends[-1][0] :]
