"""Place mentions of a body: 湖南衡阳耒阳市, 桂林, 敖汉旗青禾镇, 加沙地带.

Names that stand directly inside one another (湖南衡阳耒阳市) are one mention with the code of the innermost: a figure is
about the narrowest place named. Not places: 合作社, 出海口, 北京时间, 南京路, 记者安康, 高平说. A name several divisions share
(朝阳区) is settled by the division before it or by what the article names elsewhere; undecided it keeps its span with
the code None, and a short name that is undecided is dropped.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from etl.model import Article, PlaceMention
from etl.places.divisions import divisions, is_inside, province_of, provinces
from etl.places.surfaces import Surface, Trust, surfaces, surfaces_by_beginning
from etl.rules import without_overlap

# The first letter of the next word betrays that a suffix belongs to it: 和平|区域, 东方|市场, 高平|县级.
WORD_AFTER_SUFFIX = {"市": "场值价况", "区": "域间别分块", "县": "级", "州": "长", "盟": "友国军主", "旗": "帜袍手", "省": "级"}
STREET_OR_SHIP_RE = re.compile(r"[东南西北中]{0,2}(?:路(?![径线由网])|街(?![头区坊边])|大街|大道|胡同|高架)|舰")
SETTLEMENT_RE = re.compile(r"[镇乡村屯庄](?!村)")
# 蓝田|古村 may lie anywhere; 平遥|古城 does not.
OLD_SETTLEMENT_RE = re.compile("[古老新][镇村街]|书院")
TOWNSHIP_BEFORE_RE = re.compile("[一-鿿](?<![省市县区州在从到赴与和及])$")
VILLAGE_RE = re.compile("[一-鿿]{1,2}村")
# 敕勒川|社区 is called after a landmark and may lie anywhere.
COMMUNITY_RE = re.compile(r"社区|小区|街道|村(?!口)")
FEATURE_RE = re.compile(r"[山河湖江岛桥寺沟岭庙塔水路街门]")
# A person's name stands after a title or 记者, and before a cue verb or an age.
TITLE_BEFORE_RE = re.compile(
    r"(?:记者|书记|[省市县区州旗镇乡村局厅处科部会院校所队站]长|主任|主席|教授|经理|总裁|先生|女士|同志|师傅|老师|[究技讲]员|程师"
    r"|村民|居民|司机|医生|专家)(?P<surname>.?)$"
)
# 陆守成|都会, no 成都|会; 成都会展中心, 成都会议 and 在成都会合 are places.
WILL_RE = re.compile(r"会(?![展议场客员计见晤师堂同合])")
GIVEN_NAME_RE = re.compile(r"(?<![，。；：、“])[一-鿿](?<![在到从于往和与及赴离回是为])$")
# 局长|白玉山 is no 长白: the letters that 长 makes a title with, but for those of divisions (湖州市|长兴).
OFFICE_RE = re.compile(r"[局厅处科部队站所组团院校镇乡村会]$")
# 国防部部长|沙波瓦洛夫, 外交部长|沙伦赛; 省会长沙 and 中部长沙 are the city.
MINISTER_RE = re.compile(r"(?:[^中东西南北省]部|部部|[局厅]|(?<![东西南北])院)$")
CUE_AFTER_RE = re.compile(r"(?:说|表示|介绍|告诉|认为|坦言|指出|强调|，?(?:今年)?\d\d岁|（\d|等人|同志|先生|女士)")
# Of a name alone only a person says these.
SPEAKS_RE = re.compile(r"(?:笑着|高兴地|激动地|感慨地)?(?:说|介绍|告诉|坦言|回忆)(?![了着过到信明])")
# The commonest only: a rarer one (安, 云, 广) before a short name is more often the end of a word.
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴钟汪姜范万"
LED_TO_RE = re.compile(r"(?:来到|走进|抵达|前往|赶到|回到|位于|地处|家住|落户)了?$")
# 沈一舟、李金华、郑远: a name in a list of names.
LISTED_SURNAME_RE = re.compile(rf"[、，：；（][{SURNAMES}]$")
LIST_END_RE = re.compile(r"[、，。；）]")
# 欧阳|朔 is a person as well.
SURNAME_LETTERS = frozenset(SURNAMES + "欧")
# 肥西县青禾镇石泉村: township and village carry the name of their division on.
TOWNSHIP_RE = re.compile(
    r"(?:[^\W\d_a-zA-Z的在和与及等各全乡镇村农]{2,3}(?:镇|乡|街道|苏木|办事处)(?![镇村级干土企亲贤情规区化办两]))"
    r"(?:[^\W\d_a-zA-Z的在和与及等各全乡镇村农]{2,3}(?:村(?![民庄委口级里支干寨头集])|社区|嘎查))?"
)
# 津冀, 沪苏浙皖: two or more one-letter names, but no railway (京沪高铁), old base area, region (京津冀, 陕甘宁) or person.
LETTER = "京津冀晋蒙辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕甘"
ABBREVIATIONS_RE = re.compile(
    rf"(?<![{LETTER}{SURNAMES}港北南东天])(?!京津冀(?![晋蒙辽鲁豫]))(?:([{LETTER}])(?![{LETTER}]*\1)){{2,6}}"
    rf"(?![{LETTER}港澳台宁青藏新蓉杭甬昆广深沈哈州湖]|高铁|铁路|高速|城际|干?线|段|(?<=苏)区|边区|革命|老区|运河|、[京沪]|等主)"
)
# 桂林资源、龙胜等地; 云南弥勒，: an ordinary word directly after its city or province is a county only in a list of places or
# where the clause ends; but 四川南部, is a part of a province.
LISTED_RE = re.compile(r"[、—·]|等(?:地|[县市区])|(?<!南部)[，：]")

# The paper, or the office, speaks of its city.
OUR_CITY_RE = re.compile(r"[全我]市(?![场民值])|市委|市政府|市长")
SCENE_BORDERS = ("", "\n", "，", "。", "；", "：", "“", "、", "为", "在")

# How a mention was settled: by its own name (`full`, `free`, `word`), by what the article names (`near`, `shared`), by the
# division before it (`run`), as one-letter names in a row, as a place abroad, or not at all.
RuleName = Literal[
    "full name", "free name", "word name", "near name", "shared name", "run", "abbreviation", "abroad", "undecided"
]
# The articles of a large page are looked at twice: where the page is at home, then one by one.
PAGE = 64
Contexts = tuple[frozenset[str], ...]
DOUBTFUL: tuple[Trust, ...] = ("bound", "near", "known")
OWN_NAMES: dict[Trust, RuleName] = {"full": "full name", "free": "free name", "word": "word name"}


class Hit(NamedTuple):
    """A surface as it stands in a text, not yet settled."""

    start: int
    end: int
    surface: Surface


class Settled(NamedTuple):
    """A stretch of text and the division it names; `code` None abroad and where undecided."""

    start: int
    end: int
    code: str | None
    rule: RuleName


def find_places(article: Article, home: str | None = None) -> list[PlaceMention]:
    """The places named in the body, in reading order, without overlap; names that the article leaves open are those of
    `home`, the division its page writes from.

    >>> body = "湖南衡阳耒阳市投产两条生产线，衡阳与耒阳合作。"
    >>> [(mention.text, mention.code) for mention in find_places(Article(1, "news", body))]
    [('湖南衡阳耒阳市', '430481'), ('衡阳', '430400'), ('耒阳', '430481')]
    """
    found = places_in(article.body, named_in(article), named_at(home))
    return [PlaceMention(article.body[one.start : one.end], one.start, one.end, one.code, one.rule) for one in found]


def find_places_in(text: str, article: Article) -> list[PlaceMention]:
    """The places of a part of an article, its headline perhaps: names left open there are what the article says elsewhere.

    >>> [(one.text, one.code) for one in find_places_in("古田：茶香满山", Article(1, "news", "古田县有茶园3万亩。"))]
    [('古田', '350922')]
    """
    # Most headlines leave no name open, and to read the whole article for them is dear.
    found = places_in(text, named_in(article)) if _is_open(text) else places_in(text)
    return [PlaceMention(text[one.start : one.end], one.start, one.end, one.code, one.rule) for one in found]


@lru_cache(maxsize=PAGE)
def named_in(article: Article) -> frozenset[str]:
    """The codes of the divisions an article names beyond doubt in headline, dateline and body, and of all they stand in.
    A dateline of Beijing proves nothing: national news is written there."""
    dateline = article.dateline_place if article.dateline_place != "北京" else None
    texts = (article.kicker, article.title, article.subtitle, dateline, article.source, article.body)
    codes: set[str] = set()
    for text in filter(None, texts):
        for hit in _hits(text):
            is_known = hit.surface.trust in OWN_NAMES or _stands_alone(text, hit) or _is_headed(article, text, hit)
            if len(hit.surface.codes) == 1 and is_known:
                codes |= _with_outer(hit.surface.codes[0])
    return frozenset(codes)


def named_at(home: str | None) -> frozenset[str]:
    """The codes a page takes for granted: of the division it writes from and all that one stands in."""
    return frozenset(_with_outer(home)) if home else frozenset()


def _is_headed(article: Article, text: str, hit: Hit) -> bool:
    """Whether a county's short name is the dateline, or begins the headline and stands in the body as well: 衡东油茶丰收. A
    district is not called so (钢城夜景). A city's that is a word (安康新开工40个项目) needs an article that speaks of 全市."""
    if hit.start == 0 and hit.surface.trust == "bound":
        return text == article.title and _is_city(hit) and OUR_CITY_RE.search(article.body) is not None
    if hit.surface.trust != "near" or hit.start > 0:
        return False
    is_district = divisions()[hit.surface.codes[0]].name.endswith("区")
    if text == article.title and not is_district:
        return text[: hit.end] in article.body
    return text == article.dateline_place and hit.end == len(text)


def places_in(text: str, *contexts: frozenset[str]) -> tuple[Settled, ...]:
    """The places of one text; a name several divisions share is settled by the first of the contexts that can: what its
    article names elsewhere, what its page takes for granted.

    >>> [(one.code, one.rule) for one in places_in("朝阳区新建公园三个", frozenset({"110000"}))]
    [('110105', 'shared name')]
    """
    return _places_in(text, *(contexts if _is_open(text) else ()))


def _is_open(text: str) -> bool:
    """Whether a text holds a name that only its context can settle."""
    return any(hit.surface.trust in DOUBTFUL or len(hit.surface.codes) > 1 for hit in _hits(text))


@lru_cache(maxsize=4 * PAGE)
def _places_in(text: str, *contexts: frozenset[str]) -> tuple[Settled, ...]:
    runs: list[Settled] = []
    for hit in _hits(text):
        if runs and (_lies_abroad(text, hit, runs[-1]) or _adds_nothing(hit, runs[-1])):
            continue
        before = runs.pop() if runs and runs[-1].end == hit.start else None
        joined = _join(text, before, hit) if before else None
        if before and not joined:
            runs.append(before)
        settled = joined or _settle(text, hit, contexts) or _settle_scene(text, hit, contexts)
        if settled and not (before and _contradicts(settled, before)):
            runs.append(settled)
    return tuple(without_overlap([*(_with_township(text, one) for one in runs), *_abbreviations(text)]))


def _abbreviations(text: str) -> Iterator[Settled]:
    """Provinces named by one letter each, two or more in a row: 携手|津|冀."""
    for match in ABBREVIATIONS_RE.finditer(text):
        for at in range(match.start(), match.end()):
            yield Settled(at, at + 1, _province_letters()[text[at]], "abbreviation")


@cache
def _province_letters() -> Mapping[str, str]:
    return {province.abbreviation: province.code for province in provinces()}


@lru_cache(maxsize=4 * PAGE)
def _hits(text: str) -> tuple[Hit, ...]:
    """Every surface of a text from the left, the longest at each place; words that are no place only hide theirs."""
    known, beginnings = surfaces(), surfaces_by_beginning()
    found: list[Hit] = []
    free = 0
    # Nine letters in ten begin no name: they are passed over before anything else is asked.
    for at in [at for at in range(len(text) - 1) if text[at : at + 2] in beginnings]:
        if at < free or (name := _name_at(text, at, beginnings)) is None or _begins_inside(text, at, name, beginnings):
            continue
        free = at + len(name)
        surface = known[name]
        if surface.codes or surface.trust == "abroad":
            found.append(Hit(at, free, surface))
    return tuple(found)


def _name_at(text: str, at: int, beginnings: Mapping[str, tuple[str, ...]]) -> str | None:
    """The longest name that begins here and ends where a word ends."""
    for name in beginnings.get(text[at : at + 2], ()):
        if text.startswith(name, at) and _is_whole(text, at, name):
            return name
    return None


def _begins_inside(text: str, at: int, name: str, beginnings: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a name that proves little only covers the beginning of a province or city: 来安|徽, 从江|苏; not 松江|西部,
    江海|城市."""
    if surfaces()[name].trust not in DOUBTFUL:
        return False
    inner = _name_at(text, at + 1, beginnings)
    if inner is None or len(inner) < len(name) or surfaces()[inner].trust not in ("free", "full"):
        return False
    is_wide = all(divisions()[code].level != "county" for code in surfaces()[inner].codes)
    return is_wide and (name[0] == "从" or inner[1] not in "东南西北")


def _is_whole(text: str, start: int, name: str) -> bool:
    """Whether a name ends where a word ends and is no street, village or person: not 和平区|域, 南京|路, 记者|安康."""
    surface, end = surfaces()[name], start + len(name)
    after = text[end : end + 1]
    if surface.trust == "abroad" or (surface.trust == "word" and not surface.codes):
        return True
    if surface.trust == "word":
        is_work = text[start - 1 : start] == "《" and after == "》"
        is_ship = text.startswith("”号", end)
        return not (is_work or is_ship or STREET_OR_SHIP_RE.match(text, end) or COMMUNITY_RE.match(text, end))
    if after and after in WORD_AFTER_SUFFIX.get(name[-1], ""):
        return False
    if surface.trust == "full":
        return True
    if STREET_OR_SHIP_RE.match(text, end) or (name[-1] == "都" and _is_adverb(text, start, end)):
        return False
    level = divisions()[surface.codes[0]].level
    if level == "province":
        return True
    if name[0] == "长" and (OFFICE_RE if level == "county" else MINISTER_RE).search(text, max(0, start - 2), start):
        return False
    if _is_township_before(text, start, end) or (surface.trust in DOUBTFUL and OLD_SETTLEMENT_RE.match(text, end)):
        return False
    if SETTLEMENT_RE.match(text, end) or (level == "county" and FEATURE_RE.match(text, end)):
        return False
    return not _is_person(text, start, end)


def _is_township_before(text: str, start: int, end: int) -> bool:
    """Whether the first letter of a short name closes that of a township: 石桥|镇|江口村."""
    is_inside = text[start] in "镇乡" and TOWNSHIP_BEFORE_RE.search(text, max(0, start - 2), start)
    return bool(is_inside and VILLAGE_RE.match(text, end))


def _is_adverb(text: str, start: int, end: int) -> bool:
    """Whether the 都 of a short name belongs to the verb behind it, as after a person's name: 陆守|成都会来, but 在成都会见."""
    return WILL_RE.match(text, end) is not None and GIVEN_NAME_RE.search(text[max(0, start - 2) : start]) is not None


def _is_person(text: str, start: int, end: int) -> bool:
    """Whether a short name is a person's: 县委书记高平, 记者李安康, 张东阳说, 沈一舟、李金华、."""
    before = text[max(0, start - 5) : start]
    title = TITLE_BEFORE_RE.search(before)
    if title and (not title["surname"] or title["surname"] in SURNAMES):
        return True
    if SPEAKS_RE.match(text, end) or (LISTED_SURNAME_RE.search(before) and LIST_END_RE.match(text, end)):
        return True
    return bool(before) and before[-1] in SURNAMES and CUE_AFTER_RE.match(text, end) is not None


def _join(text: str, before: Settled, hit: Hit) -> Settled | None:
    """A name with the one directly before it that it stands in: 衡阳|耒阳市, 美国|夏威夷州. A word like 安康 needs its own
    parent or province before it, and the 资源 of a county a list of places or the end of the clause after it."""
    if before.code is None:
        is_there = hit.surface.country is not None and text[before.start : before.end] == hit.surface.country
        return Settled(before.start, hit.end, None, "abroad") if is_there else None
    is_word = hit.surface.trust == "word"
    inner = [code for code in hit.surface.codes if is_inside(code, before.code) and (is_word or code != before.code)]
    if hit.surface.trust == "bound":
        is_listed, has_suffix = LISTED_RE.match(text, hit.end) is not None, text[hit.end - 1] in WORD_AFTER_SUFFIX
        inner = [code for code in inner if has_suffix or before.code in (divisions()[code].parent_code, province_of(code))]
        inner = [code for code in inner if is_listed or divisions()[code].level == "prefecture" or has_suffix]
    return Settled(before.start, hit.end, inner[0], "run") if len(inner) == 1 else None


def _lies_abroad(text: str, hit: Hit, before: Settled) -> bool:
    """Whether a county's or district's name stands directly behind a city abroad: 首尔市|龙山区."""
    if before.rule != "abroad" or text[before.end : hit.start] not in ("", "市") or not hit.surface.codes:
        return False
    return divisions()[hit.surface.codes[0]].level == "county"


def _adds_nothing(hit: Hit, before: Settled) -> bool:
    """Whether a landmark known by its province stands directly behind a narrower place: 苏州|金鸡湖."""
    if hit.surface.trust != "word" or before.code is None or before.end != hit.start:
        return False
    return any(code != before.code and is_inside(before.code, code) for code in hit.surface.codes)


def _contradicts(settled: Settled, before: Settled) -> bool:
    """Whether a short name directly after a place of another province is no place, or a misprint: 湖南沅江市|长春垸,
    台北|迪士尼."""
    if settled.code is None or before.code is None or settled.rule in ("full name", "run"):
        return False
    is_province = divisions()[settled.code].level == "province" and settled.rule != "word name"
    return not is_province and province_of(settled.code) != province_of(before.code)


def _settle(text: str, hit: Hit, contexts: Contexts) -> Settled | None:
    """A name by itself: taken at its word, by what the article names elsewhere, or left."""
    codes, trust, _ = hit.surface
    if trust == "abroad":
        return Settled(hit.start, hit.end, None, "abroad")
    if trust == "bound":
        return None
    if trust in OWN_NAMES and len(codes) == 1:
        return Settled(hit.start, hit.end, codes[0], OWN_NAMES[trust])
    code = _by_context(codes, contexts)
    if code is not None:
        return Settled(hit.start, hit.end, code, "near name" if len(codes) == 1 else "shared name")
    if _stands_alone(text, hit):
        return Settled(hit.start, hit.end, codes[0], "free name")
    return Settled(hit.start, hit.end, None, "undecided") if trust == "full" else None


def _stands_alone(text: str, hit: Hit) -> bool:
    """Whether a known county's short name is no end of a person's (神木, but not 王|海宁), or words lead to that of another
    (来到|陵水)."""
    if hit.surface.trust == "near":
        return len(hit.surface.codes) == 1 and LED_TO_RE.search(text, max(0, hit.start - 3), hit.start) is not None
    return hit.surface.trust == "known" and text[max(0, hit.start - 1) : hit.start] not in SURNAME_LETTERS


def _settle_scene(text: str, hit: Hit, contexts: Contexts) -> Settled | None:
    """An ordinary word as the scene of a clause in an article about its province, 在日照，渔船出海; at the head of a headline
    where the article names its division in full, 古田：茶香满山; a county at the head of a clause where the article names its
    prefecture, 应县文保中心."""
    if hit.surface.trust != "bound":
        return None
    code = None
    if text[hit.start - 1 : hit.start] == "在" and text[hit.end : hit.end + 1] == "，":
        code = _by_context(hit.surface.codes, contexts)
    elif hit.start == 0 and (text[hit.end : hit.end + 1] == "：" or _is_city(hit)):
        code = _only([one for one in hit.surface.codes if any(one in context for context in contexts)])
    elif text[hit.end - 1] in "县旗" and text[max(0, hit.start - 1) : hit.start] in SCENE_BORDERS:
        code = _only([one for one in hit.surface.codes if any(divisions()[one].parent_code in context for context in contexts)])
    return Settled(hit.start, hit.end, code, "near name" if len(hit.surface.codes) == 1 else "shared name") if code else None


def _is_city(hit: Hit) -> bool:
    return divisions()[hit.surface.codes[0]].level == "prefecture"


def _only(codes: list[str]) -> str | None:
    return codes[0] if len(codes) == 1 else None


def _by_context(codes: tuple[str, ...], contexts: Contexts) -> str | None:
    """The only candidate inside a prefecture, or else a province, that a context names; None where two are or none is."""
    for named in contexts:
        for outer in (lambda code: divisions()[code].parent_code, province_of):
            inner = [code for code in codes if outer(code) in named]
            if inner:
                return inner[0] if len(inner) == 1 else None
    return None


def _with_outer(code: str) -> set[str]:
    """A division and all it stands in."""
    found = set()
    at: str | None = code
    while at is not None:
        found.add(at)
        at = divisions()[at].parent_code
    return found


def _with_township(text: str, one: Settled) -> Settled:
    """The mention with the township and village printed after a county: 肥西县|青禾镇石泉村."""
    if one.code is None or divisions()[one.code].level != "county" or text[one.end - 1] not in "县市区旗":
        return one
    match = TOWNSHIP_RE.match(text, one.end)
    return one._replace(end=match.end()) if match else one
