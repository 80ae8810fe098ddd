"""The provinces of an article: all it names, and the one it is mainly about.

A province in the headline, a dateline 本报合肥2月3日讯 or most of the mentions make an article one about a province. A story that
names a province once as an example, several evenly, or mostly places abroad, has none. Beijing as a dateline is
where national news is written, not what it is about.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from etl.model import Article, PlaceMention
from etl.places.divisions import province_of
from etl.places.find import Settled, named_in, places_in
from etl.sentences import sentences

NATIONAL_DATELINE = "110000"
# 我省, 全市, 市委常委会: the paper speaks of its own place without naming it. 全国, 省区市 and 各省 are everybody's.
HOME_RE = re.compile(
    r"我[省市县区州旗]|全[省市县区州旗](?![各别域])|(?<![省区县各、])[省市县区州旗](?:委|政府|人大|政协)(?![、会员]{2})|自治区(?:党委|政府|人大|政协)"
)
NATIONAL_SOURCE_RE = re.compile(r"新华社|人民日报|中新社|中国新闻社|央视|光明日报|经济日报")
# Deputies and delegations are named by where they come from; the story is not about that place.
DELEGATION_RE = re.compile(r"(?:省|市|自治区)?(?:代表团|代表队|籍|厅(?!长))")
# Beijing is where the state meets: 在北京人民大会堂会见, 回到北京 say nothing about the city.
CAPITAL_AFTER_RE = re.compile(
    r"(?:峰会|人民大会堂|中南海|钓鱼台|天安门|八宝山|[^，。；]{0,12}(?:会见|会谈|举行|召开|出席|主持|开幕|闭幕|揭晓|发布|启动|致[信电辞]|看望|接受|签署|播出))"
)
CAPITAL_BEFORE_RE = re.compile(r"(?:回到|抵达|离开|返回|前往|飞抵|来到)$")
HEADLINE_WEIGHT, DATELINE_WEIGHT, OPENING_WEIGHT = 4, 4, 2
MAJORITY = 0.6
# A report sets its scene in its first lines; a short one names its place in the first sentence and not again.
SCENE, SHORT_BODY = 60, 600


def article_provinces(article: Article, mentions: Sequence[PlaceMention]) -> dict[str, int]:
    """The provinces an article names, in headline, dateline or body and also through places inside them, and how often.

    >>> article_provinces(Article(1, "news", "赤峰下雪。", title="东北下雪", dateline_place="通辽"), [
    ...     PlaceMention("赤峰", 0, 2, "150400", "free name")])
    {'150000': 2}
    """
    found = Counter(province_of(mention.code) for mention in mentions if mention.code)
    found.update(_provinces(place for _, place in _headline(article)))
    found.update(_dateline(article))
    return dict(sorted(found.items()))


def main_province(article: Article, mentions: Sequence[PlaceMention], newspaper: str | None) -> str | None:
    """The province an article is mainly about; None for national and foreign news and where several share it evenly.

    >>> main_province(Article(1, "news", "我市农机手三月下田。"), [], "襄阳日报")
    '420000'
    """
    home = _home(newspaper)
    weights = _weights(article, mentions)
    if home and _speaks_of_home(article):
        weights[home] += HEADLINE_WEIGHT
    if not weights:
        return None
    (first, most), *others = weights.most_common(2)
    abroad = sum(mention.rule == "abroad" for mention in mentions)
    rest = sum(weights.values()) - most + abroad
    is_clear = most >= MAJORITY * (most + rest) and (not others or most > others[0][1])
    return first if is_clear and _is_subject(first, article, mentions, home) else None


def _is_subject(code: str, article: Article, mentions: Sequence[PlaceMention], home: str | None) -> bool:
    """Whether a province is more than an example: in headline or dateline, at the opening, or in half the paragraphs."""
    if code in _headlined(article) or code in _dateline(article):
        return True
    if code == home and _speaks_of_home(article):
        return True
    inside = [mention for mention in _placed(article, mentions) if province_of(mention.code or "") == code]
    first = inside[0].start if inside else len(article.body)
    if (first < SCENE and len(inside) > 1) or (first < _opening(article) and len(article.body) <= SHORT_BODY):
        return True
    spans = list(_spans(article.body))
    named = sum(any(start <= mention.start < end for mention in inside) for start, end in spans)
    return len(inside) >= 3 and named * 2 >= len(spans)


def _weights(article: Article, mentions: Sequence[PlaceMention]) -> Counter[str]:
    opening = _opening(article)
    weights: Counter[str] = Counter()
    for mention in _placed(article, mentions):
        weights[province_of(mention.code or "")] += OPENING_WEIGHT if mention.start < opening else 1
    for code in _headlined(article):
        weights[code] += HEADLINE_WEIGHT
    for code in _dateline(article):
        weights[code] += DATELINE_WEIGHT
    return weights


def _speaks_of_home(article: Article) -> bool:
    """Whether a local paper writes of its own place; what an agency sends does not."""
    if NATIONAL_SOURCE_RE.search(article.source or "") or article.dateline_place == "北京":
        return False
    return any(HOME_RE.search(text) for text in (article.title, article.subtitle, article.body) if text)


def _home(newspaper: str | None) -> str | None:
    """The province of the place a newspaper's name begins with: 襄阳日报; None for 人民日报."""
    places = places_in(newspaper or "", frozenset())
    return province_of(places[0].code) if places and places[0].code else None


def _headline(article: Article) -> list[tuple[str, Settled]]:
    """The places of kicker, title and subtitle, each with its line."""
    named = named_in(article)
    texts = (article.kicker, article.title, article.subtitle)
    return [(text, place) for text in texts if text for place in places_in(text, named)]


def _headlined(article: Article) -> set[str]:
    """The provinces the headline is about."""
    return set(_provinces(place for text, place in _headline(article) if _says_where(text, place)))


def _dateline(article: Article) -> list[str]:
    """The province of the dateline, but for Beijing."""
    places = places_in(article.dateline_place or "", frozenset())
    return _provinces(place for place in places if place.code != NATIONAL_DATELINE)


def _provinces(places: Iterable[Settled]) -> list[str]:
    return [province_of(place.code) for place in places if place.code]


def _placed(article: Article, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions of the body with a division that say where something is."""
    return [mention for mention in mentions if mention.code and _says_where(article.body, mention)]


def _says_where(text: str, place: Settled | PlaceMention) -> bool:
    """Whether a mention says what a text is about: 江苏 does, 江苏代表团 says who, 北京人民大会堂 only where the state meets."""
    if DELEGATION_RE.match(text, place.end):
        return False
    if place.code != NATIONAL_DATELINE:
        return True
    return not (CAPITAL_AFTER_RE.match(text, place.end) or CAPITAL_BEFORE_RE.search(text[max(0, place.start - 2) : place.start]))


def _opening(article: Article) -> int:
    """Where the first sentence of the body ends."""
    first = sentences(article.body)[:1]
    return first[0].end if first else 0


def _spans(body: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph starts and ends."""
    start = 0
    for paragraph in body.split("\n"):
        yield start, start + len(paragraph)
        start += len(paragraph) + 1
