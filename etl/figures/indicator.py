"""What a figure measures, as a table heading would say it, in the article's own words.

`全市物流总费用超过2.7万亿元` → 物流总费用 (the words before); `27家绿色工厂` → 绿色工厂 (the words behind);
`19人死亡` → 死亡; `，同比增长13%` → what was named before it; `占出口总值的46.2%` → 茶叶占出口总值.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from etl.figures.ahead import each_before, words_before
from etl.figures.behind import CAUSATIVE_RE, all_behind, behind_start, dimension_behind, identity, is_predicate, ranked
from etl.figures.bounds import SHARES
from etl.figures.clauses import Context
from etl.figures.comparison import comparison_start, far_bound_start
from etl.figures.deeds import deed, dimension, exchange_rate, means, price_of_each, use
from etl.figures.lists import Placed, read_lists
from etl.figures.numbers import Spans
from etl.figures.phrases import LONGEST, bare_part, clause_before, close_quotes, ends, is_sound, shorten, strip_tail
from etl.figures.units import behind_of

# 粮食产量|再创新高, 销售额|快速增长: what a clause tells of its subject of two letters at least.
TOLD_RE = re.compile(
    r"(?:再创|创(?!业|意|新(?![高低纪]))|迎来|实现|喜获|继续|持续|延续|有所|(?<![平人户年月日])均(?![价值线衡])|走[强弱高低]|震荡|当[天日](?:升至|降至|涨至|跌至|达到|创下)|升至|降至|涨至|跌至|达到|创下|保持|稳步|稳中|不断|显著|明显|加快|快速|大幅|小幅|率先|出现在|发生在|位于)"
)
DIGIT_RE = re.compile(r"[0-9]")
# 据海关统计，…: the clause of a source names nothing either.
SOURCE_RE = re.compile(r"据|记者|了解|通报|数据|消息|介绍|显示|获悉|表示")
# 别人问我住得远不远: a sentence is no heading.
SENTENCE_RE = re.compile(r"[我你她咱]|(?<![其吉])他|[就着把被让了过得]|还是|不是|没有|可以|“")
# 50米高, 3000元建设: no thing measured stands behind.
MEASURED_RE = re.compile(r"[高深长宽重厚远](?:[，。；、的处]|$)|外|处|建设|用于|实施|开展|左右|以[上下]")
# A phrase that is nothing but a time or a base: 1—7月, 较上一交易日放量, 高出该省.
BASE_RE = re.compile(
    r"较(?![大小高低快慢多少好强弱长短早晚重轻])|比(?![例重率赛分亚特])|[高低多少快慢好优]于|[高多超]出"
    r"|[0-9一两二三四五六七八九十几近年月日份上中下旬第季度半以来—～－-]+(?:平均|年均)?$|(?:单日|[早午尾]盘|盘[中初]|收盘|开盘)$"
    # 扣除价格因素后, 按自然口径计算: how it was counted.
    r"|(?:扣除|剔除|除去|不计|按|若|如果)[^，]*(?:因素|[后算计看]|口径)$"
)
# 市场上|数万亿元市值, 账户里|3万元存款: a where is no what.
LOCATIVE_RE = re.compile(r"(?<=..)(?:[上中里内](?<!以上)|当中|期间|(?<![税售先前落今])后)$")
LOCATIVE_LETTERS = frozenset("上中里内间后")
# 处以5万元罚款; 花2万元|买来拖拉机.
GIVING_RE = re.compile(
    r"(?:给予|提供|奖励|处以|拿出|拿到|推动|争取|投进去|下拨|拨付|收到|送来|捐出|领到|贷到|凑齐|造成|导致|带来)(?:了|约|近|超过?|逾|最高)*$"
)
DONE_WITH_RE = re.compile(r"[买修建盖请装造办打还付搞][了来下好起上成完进去]?|用[于来在作]|支持|建设|购")
# 占全省的七成, 合计占进出口总值: a share of what the subject before names.
SHARE_RE = re.compile(r"(?:合计|总共|共|均|也|已|就|仅|约)*(?P<share>占(?!地|用|有|据|领).*)")
ATTRIBUTE_ENDS = frozenset("拔速度量资额积长气温值程容本")
WHERE_MARKS = frozenset("在于到处是为")
# Letters before an attribute that it goes with: 水库总库容.
SHORT = 5
# 连队驻守在海拔|4500米的高地: of a thing behind the number the attribute alone is told.
ATTRIBUTE_RE = re.compile(
    r"(?:平均|最[高低大小长]|设计|单机|单体|总|年|月|日|人均|户均|建筑|占地|体感|注册)*"
    r"(?:海拔|时速|速度|容量|投资额?|面积|长度|高度|深度|宽度|重量|气温|温度|价值|产量|里程|航程|库容|资本)$"
)
# 冷空气影响的|川西高原等地部分地区.
PLACE_ENDS = ("区", "部", "地", "带", "域", "海", "岸")
REGION_RE = re.compile(
    r"(?:(?:部分|等|大部|多数|[东西南北中]部?|沿[海江河])地区|[东西南北中]部|等地|各地|多地|局地|一带|沿海|沿岸|流域)$"
)
# 以|57秒69|夺冠, not 以|3秒|的优势.
RESULT_RE = re.compile(r"(?:强势|率先|惊险)?(?:夺|获|摘|折桂|打破|刷新|晋级|排名|位列|位居|冲线|完赛|战胜|击败)")
REACHING_RE = re.compile(r"(?:通达|覆盖|涉及|辐射|惠及|服务|连接)$")
GROWN_RE = re.compile(r"[增减升降涨跌]")
# 同比增长5%.
GROWTH_RE = re.compile(r"(?:较|比|同比|环比|增长|下降)")
OF_BEHIND_RE = re.compile(r"[一-鿿]{2}的(?:约|近|超过?|逾)*$|[欠借贷付拿领][着了到](?:约|近|超过?|逾)*$")
OF_UNIT = {"死": "死亡", "亡": "死亡", "伤": "受伤", "金": "金牌", "银": "银牌", "铜": "铜牌"}
TIME_HEAD_RE = re.compile(r"(?:时间|周期|时长|工期|期限|寿命|年龄|时效|车程)$")
AGE_RE = re.compile(r"(?:龄|享年|终年|寿命)$")
SETTLEMENT_RE = re.compile(r"(?:[村镇乡县屯寨庄岛湾组坊]|小区|社区)$")
WHOLE_RE = re.compile(r"全[村镇乡县组]$")
HAS_RE = re.compile(r"[有剩只仅](?:约|近|不到|不足|多达)*$")
CHANGED_RE = re.compile(r"(?:下降|提高|增加|减少|延长|提升|上升|缩短|[高低])[了约近到至]*$")
GENERIC_RE = re.compile(
    r"(?:的|这一)?(?:同比|环比|平均)?(?:数据|数字|数值|增速|降幅|增幅|涨幅|跌幅|减幅|增长率|增产|减产|其中|一般|比例|比重)?"
)
# 比去年增加了200人: a change of what the sentence before counted.
CHANGE_RE = re.compile(r"(?:这)?(?:同?比|较|环比|增加|减少|增长|下降)")
# 老人|占14.3%; 占销售额的14.3% names the whole.
TAKES_UP_RE = re.compile(r"占(?:了|到|约|近|超过?|逾|比)*$")
# 《远山》|超过2亿元.
FILM_RE = re.compile(r"(?P<title>《[^《》]+》)(?:已|也|则|都|将|收获|拿下|突破|破|超过?|达到?|近|约|逾|以)*$")
# 居全国第六、|省内|第一位, 第2位|和|第6位.
ALSO_RANKED_RE = re.compile(r"[、和及与](?:在|居)?[^，。；：、0-9]{0,10}")
# A heading has two letters at least that stand together, brackets and 、 apart.
LETTERS_RE = re.compile(r"[一-鿿A-Za-z][”’）》、]?[一-鿿A-Z]")


class Beside(NamedTuple):
    """What stands beside a number: the thing behind it, what the figure before it measures, and in what unit."""

    behind: str
    before: str | None = None
    unit: str | None = None


class Around(NamedTuple):
    """The words about a number: those before it, what of them is a heading (or nothing), those behind, and what the figure
    before it measures, and in what unit."""

    ahead: str
    heading: str
    behind: str
    before: str | None
    unit: str | None


def name_all(contexts: Sequence[Context], known: tuple[Spans, ...], placed: Placed) -> list[str | None]:
    """The indicator of each figure; ellipsis takes over that of the figure before it in its sentence."""
    listed = read_lists(contexts, known, placed)
    behind = all_behind(contexts, known[0])
    found: list[str | None] = []
    for index, context in enumerate(contexts):
        item = listed.get(index)
        if isinstance(item, int):
            found.append(found[item])
        else:
            name = item or _of_unit(context)
            if name is None and index not in placed:
                beside = Beside(behind[index])
                if context.previous is not None:
                    beside = Beside(behind[index], _before(contexts, found, index), contexts[context.previous].candidate.unit)
                name = _name(context, beside, known)
            if name is None and index and (index in placed or _goes_on(contexts[index - 1], context)):
                name = _of_sentence_before(contexts[index - 1], context, found[index - 1])
            found.append(close_quotes(name) if name else None)
    return found


def _before(contexts: Sequence[Context], found: Sequence[str | None], index: int) -> str | None:
    """What the figure before in the sentence measures, which may go on; an age is of the person alone: 60岁以上人口3亿，占20%."""
    previous = contexts[index].previous
    while previous is not None and _is_aside(contexts[previous], contexts[index]):
        previous = contexts[previous].previous
    if previous is None or (contexts[index].candidate.kind == "money" and _counts_people(contexts[previous])):
        return None
    return found[previous]


def _is_aside(previous: Context, context: Context) -> bool:
    """Whether the sentence goes on past a figure: an age, or one in brackets (每袋60公斤)."""
    between = context.body[previous.candidate.end : context.candidate.start]
    return previous.candidate.unit.endswith("岁") or ("）" in between and "（" not in between.partition("）")[0])


def _counts_people(context: Context) -> bool:
    """Whether a figure counts whom or what a sum of money behind it is not of: 4省, 300名."""
    return behind_of(context.candidate.unit) in ("itself", "people", "event")


def _of_sentence_before(before: Context, context: Context, name: str | None) -> str | None:
    """The sentence before names what a bare change goes on about: 销售额增长5%。其中，桂林增长6%."""
    between = context.body[before.sentence.end : context.sentence.start]
    return None if between.strip(" ") else name


def _goes_on(before: Context, context: Context) -> bool:
    """Whether a bare figure is of what the one before it is of: 增长6%, 其中，桂林3亿件, 比去年增加了200人."""
    if context.candidate.kind in SHARES or context.sentence.text.startswith("其中"):
        return True
    is_change = CHANGE_RE.match(context.sentence.text) is not None
    return is_change and context.candidate.unit == before.candidate.unit


def _of_unit(context: Context) -> str | None:
    """What a unit itself says is measured: 2死5伤, 3金, 七部门."""
    candidate = context.candidate
    if candidate.kind != "count":
        return None
    return candidate.unit if behind_of(candidate.unit) == "itself" else OF_UNIT.get(candidate.text[-1])


def _name(context: Context, beside: Beside, known: tuple[Spans, ...]) -> str | None:
    ahead, behind = words_before(context, known), beside.behind
    if behind and (_is_where(ahead) or _modifies_behind(context)):
        ahead = ""
    if told := _told(context, ahead, beside):
        return told
    if behind:
        side = dimension(context)
        if side and context.body[behind_start(context) - 1] == "的":
            return LOCATIVE_RE.sub("", behind) + side
        if _is_counted_behind(context, ahead):
            return _with_verb(context, ahead, behind)
    heading = _heading(ahead)
    # 河北北部、山西等地|降幅可达14℃: where it is no what, but for what is counted.
    if context.candidate.kind != "count" and heading.endswith(PLACE_ENDS) and REGION_RE.search(heading):
        if behind:
            return behind
        heading = ""
    around = Around(ahead, heading, behind, _handed_on(context, beside.before), beside.unit)
    return _of_deed(context, around) or _of_heading(context, around) or _of_clause_before(context, around, known)


def _is_where(text: str) -> bool:
    """市场上|数万亿元市值: whether words say where, and not what."""
    return text[-1:] in LOCATIVE_LETTERS and LOCATIVE_RE.search(text) is not None


def _told(context: Context, ahead: str, beside: Beside) -> str | None:
    """What the kind of number or the letter behind it says by itself, whatever stands before."""
    kind = context.candidate.kind
    if kind == "count":
        return identity(context) or _household(context, ahead, beside)
    if kind == "measure":
        return dimension_behind(context) or _age(context, ahead)
    if kind == "rank":
        is_same = beside.unit == "位" and ALSO_RANKED_RE.fullmatch(context.left)
        return beside.before if is_same else ranked(context)
    if kind == "duration":
        return "成绩" if context.left.endswith("以") and RESULT_RE.match(context.right) else None
    return identity(context) if kind == "percent" else None


def _is_owner(context: Context, ahead: str, behind: str) -> bool:
    """Whether the thing behind a number only owns what the verb before is of: 完成|5个|乡镇的|调查, not 通达|5个|港口的|航线."""
    return context.body.startswith(behind + "的", behind_start(context)) and not REACHING_RE.search(ahead)


def _handed_on(context: Context, before: str | None) -> str | None:
    """What goes on from the figure before: of 贷款占总额的三成，户均3万元 or ，同比增长5% the loans, no share."""
    if before is None or "占" not in before:
        return before
    is_growth = context.left_start == context.clause_start and GROWTH_RE.match(context.left) and "占比" not in before
    is_of_whole = context.candidate.kind == "money" or (context.candidate.kind == "percent" and is_growth)
    return before.partition("占")[0] or before if is_of_whole else before


def _of_deed(context: Context, around: Around) -> str | None:
    """What was done names it, or whose share it is."""
    done = deed(context, around.heading)
    if context.candidate.kind == "money":
        return exchange_rate(context) or done or means(context) or _price(context, around) or _share(around)
    if context.candidate.kind == "percent":
        return done or _share(around) or use(context, around.heading or (around.before or "").partition("占")[0])
    return done or (dimension(context) if not around.heading else None) or _share(around)


def _price(context: Context, around: Around) -> str | None:
    """What each costs of a thing whose price has no name: 疫苗降到每针33元."""
    if around.behind or "每" not in context.left or "价" in around.heading + (around.before or ""):
        return None
    return price_of_each(context, around.heading)


def _share(around: Around) -> str | None:
    """占全省的七成: of what was named before."""
    if not around.before or "占" not in around.ahead or around.before.startswith("占"):
        return None
    share = SHARE_RE.match(around.ahead)
    return None if share is None else around.before.partition("占")[0].removesuffix("增速") + share["share"]


def _of_heading(context: Context, around: Around) -> str | None:
    """The words before as a heading; of a thing that stands behind the number only the attribute: 海拔4500米的高地."""
    heading = around.heading
    if not heading:
        return None
    attribute = ATTRIBUTE_RE.search(heading) if heading[-1] in ATTRIBUTE_ENDS else None
    if attribute and attribute.start():
        is_of_behind = attribute.start() > SHORT and around.behind and not is_predicate(context)
        if is_of_behind or heading[attribute.start() - 1] in WHERE_MARKS:
            return attribute.group()
    if film := _film(context):
        return film + "票房"
    if context.candidate.kind == "percent" and TAKES_UP_RE.search(context.left) and "占" not in heading:
        return _part(context, around)
    side = dimension(context)
    if part := _of_whole(context, around):
        return part
    return each_before(context) + (heading.removesuffix(side[0]) + side if side else heading)


def _of_whole(context: Context, around: Around) -> str | None:
    """A part that goes by the noun of the whole before it: 新增病例9例，其中境外输入3例 → 境外输入病例, 里程9公里，其中高铁4公里
    → 高铁里程."""
    whole = around.before
    if not whole or around.unit != context.candidate.unit or "占" in whole:
        return None
    if "其中" not in context.sentence_left.rpartition("；")[2] or (
        context.candidate.kind == "percent" and not GROWN_RE.search(context.left)
    ):
        return None
    if around.heading and bare_part(around.heading) == around.heading:
        verb = ends().verbs.match(whole)
        noun = whole[verb.end() :] if verb else whole
        noun = noun.removeprefix(bare_part(noun))
        return around.heading + noun if len(noun) > 1 else None
    head = ends().heads.search(whole)
    is_bare = context.candidate.kind != "count" and len(around.heading) <= SHORT and not ends().heads.search(around.heading)
    return around.heading + head.group() if is_bare and head and len(head.group()) > 1 else None


def _part(context: Context, around: Around) -> str:
    """A part and the whole named before it: 早稻面积…，其中|优质稻占86% → 优质稻占早稻面积; else 优质稻占比."""
    before, share, whole = (around.before or "").partition("占")
    if not share and context.body.startswith("其中", context.clause_start):
        whole = before
    is_short = len(around.heading) + len(whole) < LONGEST
    return around.heading + "占" + (whole if whole and is_short else "比")


def _film(context: Context) -> str | None:
    """The film that a sum was taken in by: 票房领先，|《远山》|超过2亿元."""
    title = FILM_RE.search(context.left) if context.candidate.kind == "money" and "》" in context.left else None
    return title["title"] if title and "票房" in context.body[: context.candidate.start] else None


def _of_clause_before(context: Context, around: Around, known: tuple[Spans, ...]) -> str | None:
    """What goes on from before, where the words at the number name nothing."""
    is_generic = GENERIC_RE.fullmatch(around.ahead) is not None
    if is_generic and far_bound_start(context) is not None:
        return _heading_before(context, known)
    if around.before and context.candidate.kind == "point" and context.left.startswith("增速"):
        return around.before.removesuffix("增速") + "增速"
    clause = _heading_before(context, known)
    return (
        (clause if clause and _is_topic(clause) else None)
        or around.before
        or clause
        or (None if is_predicate(context) else around.behind)
        or (around.ahead if is_generic else None)
        or None
    )


def _modifies_behind(context: Context) -> bool:
    """Whether the words before a number tell of the thing behind it: 上级下拨的|28万元|经费, 还欠着|3万元|外债."""
    is_sum = context.candidate.kind in ("money", "measure")
    return is_sum and OF_BEHIND_RE.search(context.left) is not None and not is_predicate(context)


# One phrase in three stands in another article as well: 死亡, 进出口总额.
@lru_cache(maxsize=1024)
def _heading(ahead: str) -> str:
    """The words before a number as a heading; empty where they name nothing (增速, 1—7月, 较上一交易日)."""
    if not ahead or GENERIC_RE.fullmatch(ahead) or BASE_RE.match(ahead):
        return ""
    heading = shorten(ahead)
    return heading if LETTERS_RE.search(heading) and is_sound(heading) else ""


def _age(context: Context, ahead: str) -> str | None:
    """80多岁 → 年龄, 平均年龄35岁 → 平均年龄."""
    if not context.candidate.unit.endswith("岁") or CHANGED_RE.search(context.left):
        return None
    heading = shorten(ahead)
    return heading if AGE_RE.search(heading) else "年龄"


def _household(context: Context, ahead: str, beside: Beside) -> str | None:
    """How many live in a place: 石坡村只有|41户|114口人, 全村5个小组|41户|114人."""
    candidate = context.candidate
    if beside.behind:
        return None
    if candidate.text.endswith("人") and beside.unit == "户" and not context.left:
        return "人口"
    noun = "户数" if candidate.unit == "户" else "人口" if candidate.text.endswith(("口", "口人", "人口")) else None
    if noun is None:
        return None
    is_next = context.previous is not None and (not context.left or SETTLEMENT_RE.search(context.left) is not None)
    is_of_place = HAS_RE.search(context.left) and (not ahead or SETTLEMENT_RE.search(ahead))
    return noun if is_next or is_of_place or WHOLE_RE.search(context.left) else None


def _is_counted_behind(context: Context, ahead: str) -> bool:
    """Whether the thing counted stands behind its number: 27家绿色工厂, 650克的相机, 19人死亡."""
    kind, behind = context.candidate.kind, behind_of(context.candidate.unit)
    if kind in ("rank", "point", "multiple"):
        return False
    if comparison_start(context) is not None and not context.left.endswith("超过"):
        return False
    tells = is_predicate(context)
    if kind == "measure" and dimension(context):
        return False
    if behind == "nothing":
        return not ahead and not tells
    if kind == "count" and tells:
        return not ahead and behind in ("people", "event")
    if kind == "count":
        is_of_thing = behind in ("people", "event") or context.left.endswith("的")
        return is_of_thing or not ends().heads.search(ahead)
    if kind == "measure" and not tells and not ends().heads.search(ahead) and not MEASURED_RE.match(context.right):
        return True
    if context.body[behind_start(context) - 1] == "的":
        return not tells and "占" not in ahead and not ends().heads.search(ahead)
    is_led_to = len(ahead) < 2 or _ends_in_verb(ahead) or GIVING_RE.search(context.left) is not None
    return not tells and is_led_to and not DONE_WITH_RE.match(context.right)


def _ends_in_verb(ahead: str) -> bool:
    """Whether a verb stands directly before the number: 会上推动|3亿元项目签约."""
    if ends().verbs.fullmatch(ahead):
        return True
    return any(match.end() == len(ahead) for match in ends().cuts.finditer(ahead))


def _with_verb(context: Context, ahead: str, behind: str) -> str:
    """新增|38家|绿色工厂 → 新增绿色工厂; of 查出的|38家|工厂 the thing alone."""
    if not ahead or context.left.endswith("的") or CAUSATIVE_RE.search(ahead):
        return behind
    kept = ends().kept
    verb = next((ahead[-length:] for length in (4, 3, 2) if ahead[-length:] in kept), None)
    if verb is None or not kept[verb] or _is_owner(context, ahead, behind):
        return behind
    return verb + close_quotes(behind)


def _is_topic(clause: str) -> bool:
    """Whether the clause just before is a bare heading: 发电量占用电量比重，由2020年的3.5%升至…."""
    head = ends().heads.search(clause)
    return head is not None and head.start() > 0


def _untold(clause: str) -> str:
    """A clause without what it tells of its subject."""
    told = TOLD_RE.search(clause, 2)
    return clause[: told.start()] if told else clause


def _is_of_nothing(context: Context) -> bool:
    """Whether a figure is of the person or the doing beside it, unless a time is named: 51岁, 24小时内."""
    return context.candidate.kind == "duration" or "岁" in context.candidate.unit


def _heading_before(context: Context, known: tuple[Spans, ...]) -> str | None:
    """The clause before one that names nothing: 这一产业的总产值，达到5亿元."""
    if context.body.startswith("“", context.clause_start):
        return None
    clause = clause_before(context, known)
    # 汇率报7.1，上调20个基点: a number without a unit may stand between.
    number = DIGIT_RE.search(clause)
    if number and context.previous is None:
        clause = clause[: number.start()].removesuffix("报")
    text = _untold(shorten(strip_tail(_untold(clause))))
    if _is_of_nothing(context) and not TIME_HEAD_RE.search(text):
        return None
    is_heading = text and not any(pattern.search(text) for pattern in (SOURCE_RE, DIGIT_RE, SENTENCE_RE, LOCATIVE_RE))
    return text if is_heading and not BASE_RE.match(text) and is_sound(text) else None
