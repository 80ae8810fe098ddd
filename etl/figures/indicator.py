"""What a figure measures, as a table heading would say it, in the article's own words.

`全市物流总费用超过2.7万亿元` → 物流总费用 (the words before); `27家绿色工厂` → 绿色工厂 (the words behind);
`19人死亡` → 死亡; `，同比增长13%` → what was named before it; `占出口总值的46.2%` → 茶叶占出口总值.
"""

import re
from collections.abc import Sequence

from etl.figures.behind import CAUSATIVE_RE, all_behind, behind_start, dimension_behind, identity, is_predicate
from etl.figures.bounds import SHARES
from etl.figures.clauses import Context
from etl.figures.comparison import comparison_start, far_bound_start
from etl.figures.deeds import deed, dimension, exchange_rate, means, use
from etl.figures.lists import RESPECTIVELY_RE, Placed, read_lists
from etl.figures.numbers import Spans
from etl.figures.phrases import (
    ATTRIBUTION_RE,
    clause_before,
    close_quotes,
    ends,
    shorten,
    skip_lead,
    strip_tail,
    without_times,
)
from etl.figures.units import behind_of

# 位居全国第一: the words of the ranking name nothing.
RANKING_END_RE = re.compile(
    r"(?:连续|稳定|持续|已|首次|均|在)*(?:[一-鿿]{0,2}年)?(?:位居|稳居|跃居|位列|名列|排名(?![跃升提由从上下居位])|(?<![宜定安移迁起邻故新])居(?!民)|列|升至|跃升至|保持)(?:全国|全省|全市|全球|世界|亚洲)?(?P<field>[^，。；：、]{0,12})$"
)
# 据海关统计，…: the clause of a source names nothing either.
DIGIT_RE = re.compile(r"[0-9]")
SOURCE_RE = re.compile(r"据|记者|了解|通报|数据|消息|介绍|显示|获悉|表示")
# 别人问我住得远不远: a sentence is no heading.
SENTENCE_RE = re.compile(r"[我你她咱]|(?<![其吉])他|[就着把被让了过得]|还是|不是|没有|可以|“")
# 50米高, 3000元建设: no thing measured stands behind.
MEASURED_RE = re.compile(r"[高深长宽重厚远](?:[，。；、的处]|$)|外|处|建设|用于|实施|开展|左右|以[上下]")
FROM_RE = re.compile(
    r"(?:也|就)?(?:由(?!于)|从(?![事业]))(?:[^，。；：、]{1,12}的(?:不足|不到|近|约|超过?)?|[^，。；：、]{2,14}(?:[降升增涨跌减]|提高|提升|缩短|增加|减少|扩大)[至到])$"
)
# A phrase that is nothing but a time or a base: 1—7月, 较上一交易日放量, 高出该省.
BASE_RE = re.compile(
    r"较(?![大小高低快慢多少好强弱长短早晚重轻])|比(?![例重率赛分亚特])|[高低多少快慢]于|[高多超]出|[0-9年月日份上中下旬第季度半以来—～－-]+$"
)
# 市场上|数万亿元市值, 账户里|3万元存款: a where is no what.
LOCATIVE_RE = re.compile(r"(?<=..)(?:[上中里内](?<!以上)|当中|期间)$")
# 处以5万元罚款; 花2万元|买来拖拉机.
GIVING_RE = re.compile(r"(?:给予|提供|奖励|处以|拿出|拿到|推动|争取|投进去|下拨|拨付|收到|送来|捐出|领到|贷到|凑齐)$")
DONE_WITH_RE = re.compile(r"[买修建盖请装造办打还付搞][了来下好起上成完进去]?|用[于来在作]|支持|建设|购")
# 占全省的七成, 合计占进出口总值: a share of what the subject before names.
SHARE_RE = re.compile(r"(?:合计|总共|共|均|也|已|就|仅|约)*(?P<share>占.*)")
# 价格|只有进口货的六成.
ONLY_RE = re.compile(r"(?:只有|仅有|才有|不及)[^，。；：、0-9]{2,10}的(?:约|近)*$")
# 连队驻守在海拔|4500米的高地: of a thing behind the number the attribute alone is told.
ATTRIBUTE_RE = re.compile(
    r"(?:平均|最[高低大小长]|设计|单机|单体|总|年|月|日|人均|户均|建筑|占地|体感|注册)*"
    r"(?:海拔|时速|速度|容量|投资额?|面积|长度|高度|深度|宽度|重量|气温|温度|价值|产量|里程|航程|库容|资本)$"
)
OF_BEHIND_RE = re.compile(r"[一-鿿]{2}的(?:约|近|超过?|逾)*$|[欠借贷付拿领][着了到](?:约|近|超过?|逾)*$")
# 54个|城市|开通线路: what those counted did.
OF_COUNTED_RE = re.compile(
    r"[一-鿿]{0,6}?(?:城市|地区|企业|单位|高校|学校|医院|省市|市县|省份|县区|村|乡镇|街道|社区|部门|机构)(?:已|共|均|都|累计|先后|新)*"
    r"(?P<done>(?!累计|接待|修复|覆盖)[一-鿿]{4,})"
)
LETTERS_RE = re.compile(r"[一-鿿A-Za-z][”’）》、]?[一-鿿A-Z]")
OF_UNIT = {"死": "死亡", "亡": "死亡", "伤": "受伤", "金": "金牌", "银": "银牌", "铜": "铜牌"}
AGE_RE = re.compile(r"年龄|龄$|享年|终年|寿命")
SETTLEMENT_RE = re.compile(r"(?:[村镇乡县屯寨庄岛湾组坊]|小区|社区)$")
HAS_RE = re.compile(r"[有剩只仅](?:约|近|不到|不足|多达)*$")
CHANGED_RE = re.compile(r"(?:下降|提高|增加|减少|延长|提升|上升|缩短|[高低])[了约近到至]*$")
GENERIC_RE = re.compile(r"(?:同比|环比|平均)?(?:增速|降幅|增幅|涨幅|跌幅|减幅|增长率|其中|一般|比例|比重)?")


def name_all(contexts: Sequence[Context], known: tuple[Spans, ...], placed: Placed) -> list[str | None]:
    """The indicator of each figure; ellipsis takes over that of the figure before it in its sentence."""
    listed = read_lists(contexts, known, placed)
    behind = all_behind(contexts, known[0])
    found: list[str | None] = []
    for index, context in enumerate(contexts):
        item = listed.get(index)
        before = _before(contexts, found, index)
        if isinstance(item, int):
            found.append(found[item])
        else:
            name = item or _of_unit(context)
            if name is None and index not in placed:
                name = _name(context, before, behind[index], known)
            if name is None and index and (context.candidate.kind in SHARES or index in placed or _is_part(context)):
                name = _of_sentence_before(contexts[index - 1], context, found[index - 1])
            found.append(close_quotes(name) if name else None)
    return found


def _before(contexts: Sequence[Context], found: Sequence[str | None], index: int) -> str | None:
    """What the figure before in the sentence measures, which may go on; an age is of the person alone: 60岁以上人口3亿，占20%."""
    previous = contexts[index].previous
    while previous is not None and contexts[previous].candidate.unit.endswith("岁"):
        previous = contexts[previous].previous
    if previous is None or (contexts[index].candidate.kind == "money" and _counts_people(contexts[previous])):
        return None
    return found[previous]


def _counts_people(context: Context) -> bool:
    """Whether a figure counts whom or what a sum of money behind it is not of: 4省, 300名."""
    return behind_of(context.candidate.unit) in ("itself", "people", "event")


def _of_sentence_before(before: Context, context: Context, name: str | None) -> str | None:
    """The sentence before names what a bare change goes on about: 销售额增长5%。其中，桂林增长6%."""
    between = context.body[before.sentence.end : context.sentence.start]
    return None if between.strip(" ") else name


def _is_part(context: Context) -> bool:
    """其中，桂林3亿件: the parts of what the sentence before counted."""
    return context.sentence.text.startswith("其中")


def _of_unit(context: Context) -> str | None:
    """What a unit itself says is measured: 2死5伤, 3金, 七部门."""
    candidate = context.candidate
    if behind_of(candidate.unit) == "itself":
        return candidate.unit
    return OF_UNIT.get(candidate.text[-1]) if candidate.kind == "count" else None


def _name(context: Context, before: str | None, behind: str, known: tuple[Spans, ...]) -> str | None:
    ahead = _words_before(context, known)
    if told := identity(context) or dimension_behind(context) or _age(context, ahead) or _household(context, ahead, behind):
        return told
    if behind and (LOCATIVE_RE.search(ahead) or _modifies_behind(context)):
        ahead = ""
    if behind and _is_counted_behind(context, ahead):
        return _with_verb(ahead, behind)
    heading = _heading(ahead)
    if done := exchange_rate(context) or deed(context, heading) or means(context):
        return done
    if (share := SHARE_RE.match(ahead)) and before and not before.startswith("占"):
        return before.partition("占")[0].removesuffix("增速") + share["share"]
    if before and context.candidate.kind == "money":
        before = before.partition("占")[0] or before
    if used := use(context, heading or before):
        return used
    if GENERIC_RE.fullmatch(ahead) and far_bound_start(context) is not None:
        return _heading_before(context, known)
    if not heading and before and context.candidate.kind == "point" and context.left.startswith("增速"):
        return before.removesuffix("增速") + "增速"
    if not heading:
        return (
            _topic_before(context, known)
            or before
            or _heading_before(context, known)
            or _thing_behind(context, behind)
            or (GENERIC_RE.fullmatch(ahead) and ahead)
            or dimension(context)
            or None
        )
    attribute = ATTRIBUTE_RE.search(heading) if behind and not is_predicate(context) else None
    if attribute and attribute.start() > 5:
        return attribute.group()
    return _each_before(context) + _with_side(heading, dimension(context))


def _each_before(context: Context) -> str:
    """What each a figure is of, told by the figure before it: 每10股|派现|1.8元, 每1000人|拥有床位|7张."""
    mark = context.body.rfind("每", context.clause_start, context.left_start)
    is_rate = mark >= context.left_start - 8 and context.body[mark + 1 : mark + 2].isdigit()
    return context.body[mark : context.left_start] if is_rate and len(context.left) < 12 else ""


def _with_side(heading: str, side: str | None) -> str:
    """水塔|高度, 东西宽|宽度 → 东西宽度."""
    return heading.removesuffix(side[0]) + side if side else heading


def _modifies_behind(context: Context) -> bool:
    """Whether the words before a number tell of the thing behind it: 上级下拨的|28万元|经费, 还欠着|3万元|外债."""
    is_sum = context.candidate.kind in ("money", "measure")
    return is_sum and OF_BEHIND_RE.search(context.left) is not None and not is_predicate(context)


def _heading(ahead: str) -> str:
    """The words before a number as a heading; empty where they name nothing (增速, 1—7月, 较上一交易日)."""
    if GENERIC_RE.fullmatch(ahead) or BASE_RE.match(ahead):
        return ""
    heading = shorten(ahead)
    return heading if LETTERS_RE.search(heading) else ""


def _age(context: Context, ahead: str) -> str | None:
    """80多岁 → 年龄, 平均年龄35岁 → 平均年龄."""
    if not context.candidate.unit.endswith("岁") or CHANGED_RE.search(context.left):
        return None
    heading = shorten(ahead)
    return heading if AGE_RE.search(heading) else "年龄"


def _household(context: Context, ahead: str, behind: str) -> str | None:
    """How many live in a place: 石坡村只有|41户|114口人."""
    candidate = context.candidate
    noun = "户数" if candidate.unit == "户" else "人口" if candidate.text.endswith(("口", "口人", "人口")) else None
    if noun is None or behind:
        return None
    is_next = context.left == "" and context.previous is not None
    is_of_place = HAS_RE.search(context.left) and (not ahead or SETTLEMENT_RE.search(ahead))
    return noun if is_next or is_of_place else None


def _words_before(context: Context, known: tuple[Spans, ...]) -> str:
    end = far_bound_start(context) or comparison_start(context) or _start_of_from(context, known) or context.candidate.start
    own = _own_start(context) if end >= context.left_start else context.clause_start
    source = ATTRIBUTION_RE.match(context.body, own, end)
    start = skip_lead(context.body, source.end() if source else own, end, known)
    words = without_times(context.body, start, end, known[0])
    if context.candidate.kind == "rank" and (ranking := RANKING_END_RE.search(words)):
        words = words[: ranking.start()] or ranking["field"]
    before, *behind = RESPECTIVELY_RE.split(words, maxsplit=1)
    return strip_tail(before) or strip_tail("".join(behind))


def _own_start(context: Context) -> int:
    """Where the words of a figure begin behind those of the one before it: 72%|的面积、|27%|的人口, 54个|城市|开通线路|331条."""
    if context.left_start == context.clause_start:
        return context.left_start
    joint = context.left.rfind("、")
    deed_of_counted = OF_COUNTED_RE.match(context.left)
    if joint <= 0 and deed_of_counted and ends().cuts.match(deed_of_counted["done"]):
        return context.left_start + deed_of_counted.start("done")
    return context.left_start + max(joint, 0)


def _start_of_from(context: Context, known: tuple[Spans, ...]) -> int | None:
    """Where the earlier state begins in 收入|从2012年的3元增至2023年的9元: its words name no thing."""
    if match := FROM_RE.search(context.left) or ONLY_RE.search(context.left):
        return context.left_start + match.start()
    end = context.candidate.start - 1
    spans = [span for group in known if context.left.endswith("的") and (span := group.at(end - 1)) and span.end == end]
    return spans[0].start if spans else None


def _is_counted_behind(context: Context, ahead: str) -> bool:
    """Whether the thing counted stands behind its number: 27家绿色工厂, 650克的相机, 19人死亡."""
    kind, behind = context.candidate.kind, behind_of(context.candidate.unit)
    is_compared = comparison_start(context) is not None and not context.left.endswith("超过")
    if kind in ("rank", "point", "multiple") or is_compared:
        return False
    tells = is_predicate(context)
    if behind == "nothing":
        return not ahead and not tells
    if kind == "count" and tells:
        return not ahead and behind in ("people", "event")
    if kind == "count":
        return behind in ("people", "event") or not ends().heads.search(ahead)
    if kind == "measure" and not tells and not ends().heads.search(ahead) and not MEASURED_RE.match(context.right):
        return True
    if context.body[behind_start(context) - 1] == "的":
        return not tells and "占" not in ahead and not ends().heads.search(ahead)
    return not tells and (len(ahead) < 2 or _ends_in_verb(ahead)) and not DONE_WITH_RE.match(context.right)


def _ends_in_verb(ahead: str) -> bool:
    """Whether a verb stands directly before the number: 会上推动|3亿元项目签约."""
    if ends().verbs.fullmatch(ahead) or GIVING_RE.search(ahead):
        return True
    return any(match.end() == len(ahead) for match in ends().cuts.finditer(ahead))


def _thing_behind(context: Context, behind: str) -> str | None:
    return behind if behind and not is_predicate(context) else None


def _with_verb(ahead: str, behind: str) -> str:
    """新增|38家|绿色工厂 → 新增绿色工厂."""
    verbs = [match for match in ends().verbs.finditer(ahead) if match.end() == len(ahead)]
    if CAUSATIVE_RE.search(ahead):
        return behind
    if verbs and not ends().dropped.fullmatch(verbs[-1].group()):
        return verbs[-1].group() + behind
    return behind


def _topic_before(context: Context, known: tuple[Spans, ...]) -> str | None:
    """The clause just before, where it is a bare heading: 发电量占用电量比重，由2020年的3.5%升至…."""
    clause = _heading_before(context, known)
    return clause if clause and ends().heads.search(clause) else None


def _is_of_nothing(context: Context) -> bool:
    """Whether a figure is of the person or the doing beside it: 51岁, 24小时内."""
    return context.candidate.kind == "duration" or "岁" in context.candidate.unit


def _heading_before(context: Context, known: tuple[Spans, ...]) -> str | None:
    """The clause before one that names nothing: 这一产业的总产值，达到5亿元."""
    if context.body.startswith("“", context.clause_start) or _is_of_nothing(context):
        return None
    clause = clause_before(context, known)
    # 汇率报7.1，上调20个基点: a number without a unit may stand between.
    number = DIGIT_RE.search(clause)
    if number and context.previous is None:
        clause = clause[: number.start()].removesuffix("报")
    text = shorten(strip_tail(clause))
    is_heading = text and not any(pattern.search(text) for pattern in (SOURCE_RE, DIGIT_RE, SENTENCE_RE, LOCATIVE_RE))
    return text if is_heading else None
