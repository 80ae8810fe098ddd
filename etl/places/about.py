"""The provinces of an article: all it names, and the one it is mainly about.

A province in the headline, a dateline 本报合肥2月3日讯, the scene of the first sentences (10月8日，在福建霞浦) or most of the
mentions make an article one about a province, and so does what a local paper says of its own place (我市) or reports itself
without naming any; an institution everybody knows (同济大学) stands in where nothing else says where. A story that names a
province once as an example, several evenly, or mostly places abroad, has none, nor has one under a headline of the nation
(各地抗旱). Beijing as a dateline is where national news is written, not what it is about.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from etl.model import Article, PlaceMention
from etl.places.divisions import province_of
from etl.places.elsewhere import NATIONAL_SEAT, arrived_at, lists, set_there
from etl.places.find import Settled, named_at, named_in, places_in
from etl.places.institutions import find_seat
from etl.sentences import Sentence, sentences

# 我省, 全市, 市区, 市委常委会: the paper speaks of its own place without naming it. 全国, 省区市 and 各省 are everybody's.
OUR_RE = re.compile(r"我[省市县区州旗]|(?<![日基根样标资成])本[省市县](?![级域份长场])")
HOME_RE = re.compile(
    r"全[省市县区州旗](?![各别域场间级])|(?<![城都])市区(?!别)|(?<![省区县各、])[省市县区州旗](?:委|政府|人大|政协)(?![、会员]{2})|自治区(?:党委|政府|人大|政协)"
    r"|从[省市县区州][一-鿿]{1,14}(?:获悉|了解)"
    # 省农科院, 市气象台 without a name before them.
    r"|(?<![一-鿿])(?:[由从在向经与和对被据])?[省市县区](?:[一-鿿]{1,8}(?:厅|局|委|院|台|站|馆|办公室|中心|公司|总队|支队|协会|联合会|大会|运动会|联赛))"
)
NATIONAL_SOURCE_RE = re.compile(r"新华社|人民日报|中新社|中国新闻社|央视|光明日报|经济日报")
OWN_SOURCE = "本"
# A report tells when, of whom or where in town; advice to everybody does none of it.
REPORT_RE = re.compile(
    r"[昨今][天日晚早]|[近连]日|日前|记者|[上下]午|清晨|傍晚|凌晨|晚上|\d日|周[一二三四五六末]|本[周月]"
    r"|[他她]说|说。|市民|居民|村民|社区|街道|小区|广场|公园|老街|小巷|巷子"
)
# What is said of the whole country: a place behind it is an example.
NATION_RE = re.compile(
    r"(?:全国|我国|全球)(?!(?:人大|政协)(?:代表|委员)|[首最第唯自重劳优五百先一]|[一-鿿]{1,3}首[个座条台批次艘家]"
    # 全国书市昨日在济南开幕: an event of the nation has its place.
    r"|[^，。；]{0,18}?(?:赛|书市|展|节|论坛|运动会|博览会|交易会|会[^，。；]{0,6}在))|各[地行界]|多地|全社会|国务院|国家(?:主席|[一-鿿]{1,6}(?:局|委))"
    r"|总书记|中央气象台|从[一-鿿]{2,10}(?:部|总局|委员会)(?:获悉|了解)"
)
# An article that names the state at all may name a place as one of its parts.
# Not 国家级, 国家电网, 中国移动.
STATE_RE = re.compile(
    r"全国|中国(?!移动|电信|联通|铁塔|(?:工商|农业|建设)?银行|邮政|石[化油]|人寿|共产党|特色|式现代)|国家(?!级|电网|税务|[45]A|森林公园|湿地公园)|中央(?!空调)|祖国"
)
CLAUSE_END_RE = re.compile(r"[\s：，]")
SHARED_RE = re.compile(r"[两双三四五]个?[地省]|跨省|双城|[两三]市")
# 成都到昆明, 北起四川成都，南至云南昆明: what runs between two places is set in neither.
BETWEEN_RE = re.compile(r"至|到|—|-|～|，[东南西北]?[至到达抵]")
HEADLINE_WEIGHT, DATELINE_WEIGHT, SCENE_WEIGHT, OPENING_WEIGHT = 4, 3, 2, 2
MAJORITY = 0.6
OFTEN = 4
# A report sets its scene in its first lines; a short one names its place there and not again.
# Before it may stand a line of colour: 一棵树，两户人家。
SCENE, PRELUDE, SHORT_BODY = 100, 40, 600
BETWEEN = 3


def article_provinces(
    article: Article, mentions: Sequence[PlaceMention], home: str | None = None, *, about: str | None = None
) -> dict[str, int]:
    """The provinces an article names, in headline, dateline or body and also through places inside them, and how often;
    我市 names the home of its page. The one it is `about` belongs to them although it may be named nowhere.

    >>> article_provinces(Article(1, "news", "赤峰下雪。", title="东北下雪", dateline_place="通辽"), [
    ...     PlaceMention("赤峰", 0, 2, "150400", "free name")])
    {'150000': 2}
    """
    found = Counter(_provinces(mentions))
    for _, places in _headline(article, home):
        found.update(_provinces(places))
    found.update(_dateline(article, home))
    if home and not _is_sent(article) and (ours := sum(len(OUR_RE.findall(text)) for text in _texts(article))):
        found[province_of(home)] += ours
    if about:
        found.setdefault(about, 0)
    return dict(sorted(found.items()))


def main_province(article: Article, mentions: Sequence[PlaceMention], home: str | None = None) -> str | None:
    """The province an article is mainly about; None for national and foreign news and where several share it evenly.
    `home` is the division its page writes from.

    >>> main_province(Article(1, "news", "我市农机手三月下田。"), [], "420600")
    '420000'
    """
    there = set_there(article.body, mentions)
    placed = [mention for mention in there if mention.code] or _of_home(mentions, home)
    subjects = _subjects(article, placed, None if _is_sent(article) else home)
    weights = _weights(article, placed) + subjects
    if not weights:
        return None
    (first, most), *others = weights.most_common(2)
    abroad = sum(listed[0].rule == "abroad" for listed in lists(article.body, there))
    rest = sum(weights.values()) - most + abroad
    is_clear = most >= MAJORITY * (most + rest) and (not others or most > others[0][1])
    if article.kind == "commentary" and not _is_judged(article, placed, first, home):
        return None
    if not is_clear or (first not in subjects and (_is_shared(article, placed) or not _returns_to(article, placed, first))):
        return None
    return first


def _is_judged(article: Article, placed: Sequence[PlaceMention], code: str, home: str | None) -> bool:
    """Whether a comment is on a province and does not take it for an example: named in its headline, its paper's own, or
    again and again."""
    at_home = home is not None and code == province_of(home)
    return at_home or code in _headlined(article, home) or _provinces(placed).count(code) >= OFTEN


def _of_home(mentions: Sequence[PlaceMention], home: str | None) -> list[PlaceMention]:
    """The mentions of a page's own province: where nothing else is named its guests (北京一家医院的专家) are at home."""
    return [one for one in mentions if home and one.code and province_of(one.code) == province_of(home)]


def _weights(article: Article, placed: Sequence[PlaceMention]) -> Counter[str]:
    """How often each province is named, more in the first sentence; what one list names counts once."""
    opening = sentences(article.body)[0].end if article.body.strip() else 0
    weights: Counter[str] = Counter()
    for listed in lists(article.body, placed):
        for code in set(_provinces(listed)):
            weights[code] += OPENING_WEIGHT if listed[0].start < opening else 1
    return weights


def _subjects(article: Article, placed: Sequence[PlaceMention], home: str | None) -> Counter[str]:
    """The provinces that are more than an example, with what speaks for each."""
    found: Counter[str] = Counter()
    for code in _headlined(article, home):
        found[code] += HEADLINE_WEIGHT
    for code in _dateline(article, home):
        found[code] += DATELINE_WEIGHT
    if len(found) < 2 and not _is_shared(article, placed) and (scene := _scene(article, placed, home)):
        found[scene] += SCENE_WEIGHT
    if home and _is_of_home(article, placed, province_of(home), set(found)):
        found[province_of(home)] += HEADLINE_WEIGHT
    if not found and not _is_headed_by_nation(article) and (seat := find_seat(article)):
        found[seat] += SCENE_WEIGHT
    if not found and home and _is_reported_at_home(article, placed, province_of(home)):
        found[province_of(home)] += SCENE_WEIGHT
    return found


def _headlined(article: Article, home: str | None) -> set[str]:
    """The provinces the headline is about, of its own with 我市."""
    found = set()
    for text, places in _headline(article, home):
        found.update(_provinces(arrived_at(text, set_there(text, places))))
        if home and OUR_RE.search(text):
            found.add(province_of(home))
    return found


def _is_shared(article: Article, placed: Sequence[PlaceMention]) -> bool:
    """Whether an article is about several places: its headline says so (两地生活, 三省联手), or it tells of what runs from its
    first province to another (成都到昆明)."""
    if any(SHARED_RE.search(text) for text in (article.kicker, article.title, article.subtitle) if text):
        return True
    return any(
        one.end < other.start <= one.end + BETWEEN
        and BETWEEN_RE.fullmatch(article.body, one.end, other.start)
        and len(pair := set(_provinces([one, other]))) == 2
        and pair & set(_provinces(placed[:1]))
        for one, other in pairwise(place for place in placed if place.start < 2 * SCENE)
    )


def _scene(article: Article, placed: Sequence[PlaceMention], home: str | None) -> str | None:
    """The province where a report begins: the only one that the first sentence to name any does, or of two the one that
    something comes to there. Where the home of the page is named as well, a place named once is an example."""
    if not _begins_locally(article, placed):
        return None
    first = next(one for one in sentences(article.body) if one.end > placed[0].start)
    opening = [mention for mention in placed if mention.start < first.end]
    codes = set(_provinces(arrived_at(article.body, opening)))
    if len(codes) > 1 or len(set(_provinces(opening))) > 2:
        return None
    code = codes.pop()
    here = province_of(home) if home else None
    if here in _provinces(placed):
        return code if code == here or _provinces(placed).count(code) > 1 else None
    return None if _is_example(article, placed, first, code) else code


def _is_example(article: Article, placed: Sequence[PlaceMention], first: Sentence, code: str) -> bool:
    """Whether a place at the beginning is one of several that follow, or an anecdote: behind a general sentence, or named
    once in a long report or comment that names others."""
    everywhere = _provinces(placed)
    others = set(everywhere) - {code}
    if everywhere.count(code) == 1 and len(article.body) > SHORT_BODY:
        return first.start > 0 or bool(others) or article.kind == "commentary"
    is_prelude = placed[0].start <= PRELUDE and "\n" not in article.body[: placed[0].start]
    return first.start > 0 and bool(others) and (len(others) > 1 or not is_prelude)


def _begins_locally(article: Article, placed: Sequence[PlaceMention]) -> bool:
    """Whether an article names a place in its first lines, before headline or body speak of the nation."""
    if not placed or placed[0].start >= SCENE or _is_headed_by_nation(article):
        return False
    return not NATION_RE.search(article.body, 0, placed[0].start)


def _is_headed_by_nation(article: Article) -> bool:
    """Whether the first part of the title speaks of the nation: 我国水电提速 does, 西延高铁开通 我国里程再增 does not."""
    return NATION_RE.search(CLAUSE_END_RE.split(article.title or "", maxsplit=1)[0]) is not None


def _is_sent(article: Article) -> bool:
    """Whether an agency or a national paper wrote it, whose 全市 is not that of the paper that prints it."""
    return NATIONAL_SOURCE_RE.search(article.source or "") is not None or article.dateline_place == "北京"


def _is_of_home(article: Article, placed: Sequence[PlaceMention], home: str, subjects: set[str]) -> bool:
    """Whether a local paper writes of its own place: it says so (我市), or speaks of a city, or names a place, that is no
    other's."""
    texts = _texts(article)
    if any(OUR_RE.search(text) for text in texts):
        return True
    if subjects - {home}:
        return False
    return set(_provinces(placed)) == {home} or any(HOME_RE.search(text) for text in texts)


def _is_reported_at_home(article: Article, placed: Sequence[PlaceMention], home: str) -> bool:
    """Whether a local paper's own report, or an article that names its home more than any other place, is set there although
    nothing else says so: a paper tells where something is when it is elsewhere."""
    named = Counter(_provinces(placed)).most_common(2)
    if named:
        return named[0][0] == home and (len(named) == 1 or named[0][1] > named[1][1])
    if article.kind not in ("news", "caption") or not _is_own(article) or not REPORT_RE.search(article.body):
        return False
    return not any(NATION_RE.search(text) or STATE_RE.search(text) for text in _texts(article))


def _is_own(article: Article) -> bool:
    """Whether a paper's own people wrote it: 本报讯, （记者 林一舟）, and no agency."""
    if article.source is None:
        return "记者" in (article.dateline or "") + (article.credits or "")
    return article.source.startswith(OWN_SOURCE)


def _texts(article: Article) -> list[str]:
    """What a paper says in its own words: title, subtitle and body."""
    return list(filter(None, (article.title, article.subtitle, article.body)))


def _returns_to(article: Article, placed: Sequence[PlaceMention], code: str) -> bool:
    """Whether an article keeps to a province: it begins there and names it again, names no other and does not speak of
    the nation, or names it in half its paragraphs. Under a headline of the nation (各地抗旱) it is an example."""
    if _is_headed_by_nation(article):
        return False
    inside = [mention for mention in placed if province_of(mention.code or "") == code]
    if len(inside) > 1 and inside[0].start < SCENE and _begins_locally(article, placed):
        return True
    is_only = len(inside) == len(placed) and not (NATION_RE.search(article.body) or STATE_RE.search(article.body))
    if is_only and (len(inside) > 1 or len(article.body) <= SHORT_BODY):
        return True
    spans = list(_spans(article.body))
    named = sum(any(start <= mention.start < end for mention in inside) for start, end in spans)
    return len(inside) >= 3 and named * 2 >= len(spans)


def _headline(article: Article, home: str | None) -> Iterator[tuple[str, tuple[Settled, ...]]]:
    """Kicker, title and subtitle, each with its places."""
    contexts = named_in(article), named_at(home)
    for text in filter(None, (article.kicker, article.title, article.subtitle)):
        yield text, places_in(text, *contexts)


def _dateline(article: Article, home: str | None) -> list[str]:
    """The province of the dateline, but for Beijing."""
    places = places_in(article.dateline_place or "", named_at(home))
    return _provinces(place for place in places if place.code != NATIONAL_SEAT)


def _provinces(places: Iterable[Settled | PlaceMention]) -> list[str]:
    return [province_of(place.code) for place in places if place.code]


def _spans(body: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph starts and ends."""
    start = 0
    for paragraph in body.split("\n"):
        yield start, start + len(paragraph)
        start += len(paragraph) + 1
