"""Where a figure holds: the place its clause, its sentence, its speaker or what went before sets it in.

`去年江海市生产总值达4100亿元，税收增长6%` sets both figures in 江海市. What a reader would answer to "where?":
    the narrowest named place of the thing counted    村, 园区, 港口, 景区, 海关, 医院, or a region (长三角, 黄河流域)
    the subject's, not a partner's or a rival's       浙江对欧盟出口, 高出江苏310亿元, 销往日本, 广东游客: 浙江, not the others
    where it happens, not who tells it                河南农科院专家, a buyer from 肯尼亚, somebody who was in 深圳 before
    the run of names as printed                       湖南株洲 → 湖南株洲市; the venue of a city's meeting is none
    none                                              the nation, the world; a company's accounts, share prices, exchange
                                                      rates; a trade at large; laws, trials and bodies; an age; a ship's length
A new paragraph goes on where the one before was, unless that was outside the place the article is about: `grounds` says
where each place takes over, `reach` weighs how far it lasts.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from etl.figures.clauses import Context
from etl.figures.grounds import Ground, at_ending, dateline_of, home_of, is_example, is_landmark, place_of, read_grounds
from etl.figures.lists import Placed
from etl.figures.reach import PERSONAL_UNITS, Pick, Talk
from etl.model import Article, PlaceMention
from etl.places import divisions, is_inside, province_of

SPEAKER_LEAD_RE = re.compile(r"，?(?:家住|家在|住在|来自|在)?")
OPENING_RE = re.compile(r"(?:这是|这里是|这就是)(?:位于|地处)?$")
HERE_RE = re.compile(r"(?:如今|目前|现在)?，?(?:在?这里|当地|此地)")
# 梧州某某公司等|38家, and what those have: 等9个项目投入|8亿元.
LISTED_RE = re.compile(r"等(?:今年|全部|共)?(?:$|[0-9两几十百多余]+[个家所座条项处名])")
# The rest of the first name of a list; not 青禾新增石桥公园、.
FIRST_RE = re.compile(r"(?:(?![新扩]建|新增|有|是|在|了|将)[^，。；：、]){0,14}、")
LONGEST_SENTENCE = 120
AT_HOME = 1.0
SPEAKER_WITHIN = 60
# The whole a place is compared with, its own figure behind it in brackets or as the norm it sets.
NATIONAL = ("全国", "国家")
WHOLE_WITHIN = 12
WHOLE_RE = re.compile(
    r"(?P<scope>全[国省市县区州盟旗]|国家)(?:(?:同期|平均|总体|整体)*(?:水平|增速|增幅|涨幅|降幅|均值|平均值|平均数)?(?P<bracket>（[为约]?)|(?:平均)?)$"
)
NORM_RE = re.compile(r"的(?:平均|总体)?(?:水平|要求|标准|增速|增幅|目标|比例|底线|红线)")
# What a place does, and another subject that does the same: not 今年共接待, 其中接待.
DEED_RE = re.compile(r"(?:共|累计|日均)?(?:接待|完成|实现|新增|种植|生产|销售|发送|办理|出口|进口|收入|有)")
OTHER_RE = re.compile(
    r"[，；](?!其中|今年|去年|同比|同期|预计|累计|目前|截至|全年)[一-鿿（）]{3,12}(?<![年月日季度期天底初内时])$"
)
SPEECH_RE = re.compile(r"“[^”\n]{6,}”")


def place_all(contexts: Sequence[Context], placed: Placed, grounds: "Grounds") -> list[PlaceMention | None]:
    """The place of each figure; those of a 分别 list of places each have their own."""
    return [_named(placed[index]) if index in placed else grounds.of(context) for index, context in enumerate(contexts)]


class Grounds:
    """The places of a body that figures are set in, and which of them holds for a figure: `home` is the place of the headline,
    `dateline` that of the dateline, `about` the province the article is mainly about;
    `until` is where the last sentence with a figure ends: what follows sets nothing before it."""

    def __init__(
        self, article: Article, mentions: Sequence[PlaceMention], *, page_home: str | None, about: str | None, until: int
    ) -> None:
        self.article = article
        self.about = about
        # The speaker of the last figure may stand behind it; what stands farther is not read.
        self.body = article.body[: until + SPEAKER_WITHIN]
        self.page_home = place_of(page_home)
        self.home = home_of(article)
        self.dateline = dateline_of(article)
        self.grounds = read_grounds(
            self.body, [one for one in mentions if one.end <= len(self.body)], (self.home or self.dateline, self.page_home)
        )
        self.starts = [ground.start for ground in self.grounds]
        self.only: dict[str, bool] = {}

    # What no figure asks for is not looked for.
    @cached_property
    def talk(self) -> Talk:
        """What the article talks of."""
        return Talk(self.body, self.article.title or "")

    @cached_property
    def speech(self) -> list[tuple[int, int]]:
        """What is said in quotation marks."""
        return [match.span() for match in SPEECH_RE.finditer(self.body)]

    def of(self, context: Context) -> PlaceMention | None:
        """The place that a figure may be set in, if more speaks for it than against it."""
        found = self.pick(context)
        if found.place is None:
            return None
        place = _named(found.place)
        if place is not found.place:
            found = found._replace(place=place)
        is_at_home = context.candidate.unit not in PERSONAL_UNITS and self._is_at_home(place)
        return place if self.talk.weigh(found, context) + AT_HOME * is_at_home > 0 else None

    def _is_at_home(self, place: PlaceMention) -> bool:
        """Whether a place lies where the page writes from, or in no division that is known."""
        if self.page_home is None or self.page_home.code is None:
            return False
        return is_inside(place.code, self.page_home.code) if place.code else place.rule == "local"

    def pick(self, context: Context) -> Pick:
        """The nearest place before a figure, one behind it in its clause, its speaker's, or that of the headline."""
        at = bisect_left(self.starts, context.candidate.start)
        before = self._before(at, context)
        if whole := self._compared(before, context):
            return whole
        is_near = before is not None and before.start >= context.sentence.start
        if not is_near:
            if ahead := self._ahead(at, context):
                return Pick(ahead, "ahead")
            if self.speech and (speaker := self._speaker(at, context)):
                return Pick(speaker, "speaker")
        return self._resumed(before, context)

    def _before(self, at: int, context: Context) -> Ground | None:
        """The nearest ground before a figure that reaches it; where another subject has taken over, one wider than a village."""
        is_other = False
        for index in range(at - 1, -1, -1):
            ground = self.grounds[index]
            if not self._holds(index, context) or (is_other and ground.place and ground.place.rule == "local"):
                continue
            if not self._is_paralleled(ground, context):
                return ground
            is_other = True
        return None

    def _holds(self, index: int, context: Context) -> bool:
        """Whether a ground reaches a figure: one that does not last only in its sentence; not 梧州 in 梧州某某公司等38家."""
        ground = self.grounds[index]
        if not ground.lasts and ground.start < context.sentence.start and not self._is_here(ground, context):
            return False
        if ground.start < context.clause_start or "等" not in context.clause_left:
            return True
        is_listed = LISTED_RE.search(self.body, ground.start, context.candidate.start) is not None
        return not (is_listed and (is_example(self.body, ground) or self._begins_list(index)))

    def _compared(self, before: Ground | None, context: Context) -> Pick | None:
        """增速比全省平均水平（7.7%）高, 高于全国30%的要求: the figure of the whole that the place is compared with."""
        left = context.clause_left[-WHOLE_WITHIN:]
        if "全" not in left and "国" not in left:
            return None
        match = WHOLE_RE.search(left)
        if match is None or not (match["bracket"] or NORM_RE.match(context.right)):
            return None
        place = (before and before.place) or self.home or self.page_home
        whole = at_ending(place, match["scope"][-1]) if place and match["scope"] not in NATIONAL else None
        return Pick(whole, "clause", before.start if before else -1)

    def _is_paralleled(self, ground: Ground, context: Context) -> bool:
        """石桥景区接待游客3万人次；乡村旅游接待游客5万人次: something else does what the place did."""
        if ground.place is None or ground.start < context.sentence.start:
            return False
        deed = DEED_RE.match(self.body, ground.place.end)
        at = self.body.find(deed.group(), deed.end(), context.candidate.start) if deed else -1
        return at >= 0 and OTHER_RE.search(self.body, ground.place.end, at) is not None

    def _begins_list(self, index: int) -> bool:
        """石桥陆港型、青禾空港型等25个枢纽: the first of several things called after places."""
        ground, *behind = self.grounds[index : index + 2]
        if ground.place is None or not behind:
            return False
        joint = FIRST_RE.match(self.body, ground.place.end)
        return joint is not None and joint.end() == behind[0].start

    def _is_here(self, ground: Ground, context: Context) -> bool:
        """车开进石桥市场。这里每天卖鱼3吨: what was named in the sentence before."""
        if context.sentence.start - ground.start > LONGEST_SENTENCE or ground.place is None:
            return False
        if not HERE_RE.match(self.body, context.sentence.start):
            return False
        between = self.body[ground.start : context.sentence.start]
        return "\n" not in between and between.count("。") == 1

    def _resumed(self, before: Ground | None, context: Context) -> Pick:
        """The place before; a new paragraph comes back to the place of the article where that lies elsewhere."""
        if before is None:
            if opening := self._opening():
                return Pick(opening, "ahead")
            place = self.home or (self.dateline if self.dateline and self.dateline.code else None) or self._town()
            return Pick(place, "home" if self.home else "dateline", is_only=self._is_only(place))
        if before.start >= context.clause_start:
            return Pick(before.place, "clause", before.start)
        if before.start >= context.sentence.start:
            return Pick(before.place, "sentence", before.start)
        if before.start > self.body.rfind("\n", 0, context.sentence.start):
            return Pick(before.place, "paragraph", before.start)
        if self.home is not None and not (before.place and _is_part(before.place, self.home)):
            return Pick(self.home, "home", is_only=self._is_only(self.home))
        return Pick(before.place, "earlier", before.start, self._is_only(before.place), self.about)

    def _town(self) -> PlaceMention | None:
        """The city or county that a page writes from, for an article that is about its province and names no place before."""
        here = self.page_home
        if here is None or here.code is None or self.dateline is not None or self.about != province_of(here.code):
            return None
        return here if here.code != self.about else None

    def _opening(self) -> PlaceMention | None:
        """三层小楼，9间客房……这是石桥县太平村的一家民宿: the place a report begins with, behind its first figures; within that
        of the dateline where there is one."""
        first = self.grounds[0] if self.grounds and self.home is None else None
        if first is None or first.place is None or "\n" in self.body[: first.start]:
            return None
        if self.dateline is None:
            return first.place if OPENING_RE.search(self.body, max(0, first.start - 4), first.start) else None
        return first.place if first.place.text != self.dateline.text and _is_part(first.place, self.dateline) else None

    def _is_only(self, place: PlaceMention | None) -> bool:
        """Whether every place that holds for anything is this one, a part of it, or one that it is a part of."""
        if place is None:
            return False
        if place.text not in self.only:
            self.only[place.text] = all(_is_same(place, ground.place) for ground in self.grounds)
        return self.only[place.text]

    def _ahead(self, at: int, context: Context) -> PlaceMention | None:
        """总投资超5亿元的项目在兰州开工: the place stands behind the figure in its clause."""
        if at == len(self.grounds) or self.starts[at] >= context.clause_end:
            return None
        return self.grounds[at].place if self.body[self.starts[at] - 1] in "在于" else None

    def _speaker(self, at: int, context: Context) -> PlaceMention | None:
        """“今年种了30亩。”太平村村民郑可说: the place that the speaker is introduced with."""
        start = context.candidate.start
        before = bisect_left(self.speech, (start, start)) - 1
        if before < 0 or self.speech[before][1] <= start:
            return None
        end = self.speech[before][1]
        behind = bisect_left(self.starts, end)
        is_next = behind < len(self.starts) and behind <= at + 1
        is_lead = is_next and SPEAKER_LEAD_RE.fullmatch(self.body, end, self.starts[behind])
        return self.grounds[behind].place if is_lead else None


def _is_part(place: PlaceMention | None, home: PlaceMention) -> bool:
    """Whether a place is one of several in that of the article; of one in no division every other may be a part."""
    if place and place.text == home.text:
        return False
    if place is not None and home.rule == "abroad":
        return place.text.startswith(home.text) or place.rule == "local"
    if place is None or home.code is None:
        return place is not None
    return place.code is not None and is_inside(place.code, home.code)


def _is_same(one: PlaceMention, other: PlaceMention | None) -> bool:
    if other is None:
        return False
    if one.code and other.code:
        return is_inside(one.code, other.code) or is_inside(other.code, one.code)
    return one.text in other.text or other.text in one.text


def _named(mention: PlaceMention) -> PlaceMention:
    """A place by its name as printed, a run of names to its end, 广西柳州(市), 河北雄安新区; one that is none of the division's,
    as 桂, is given in full."""
    if mention.code is None or mention.rule in ("local", "list", "region") or is_landmark(mention):
        return mention
    division = divisions()[mention.code]
    is_run = mention.text != division.short_name and mention.text.endswith(division.short_name)
    if is_run and division.name[:-1] == division.short_name:
        return replace(mention, text=mention.text + division.name[-1])
    is_printed = division.short_name in mention.text or mention.rule == "run"
    return mention if is_printed else replace(mention, text=division.name)
