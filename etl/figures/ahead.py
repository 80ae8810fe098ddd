"""The words before a number that may name it: from the end of what belongs to the figure before it up to its verb.

`1—6月，全市|货物出口额|达3亿元`; `收入|从2012年的3元增至9元`; `茶叶、蜂蜜|分别出口`; not `据统计|，产量`.
"""

import re

from etl.figures.clauses import Context
from etl.figures.comparison import comparison_start, far_bound_start
from etl.figures.lists import RESPECTIVELY_RE
from etl.figures.numbers import Spans
from etl.figures.phrases import ATTRIBUTION_RE, breaks, ends, skip_lead, strip_tail, without_times

# 位居全国第一: the words of the ranking name nothing.
RANKING_END_RE = re.compile(
    r"(?:连续|稳定|持续|已|首次|均|在)*(?:[一-鿿]{0,2}年)?(?:位居|稳居|跃居|位列|名列|排名(?![跃升提由从上下居位])|(?<![宜定安移迁起邻故新])居(?!民)|列|升至|跃升至|保持)(?:全国|全省|全市|全球|世界|亚洲)?(?P<field>[^，。；：、]{0,12})$"
)
# 增速|位列全省22个县|第3位: the field of the ranking holds a figure.
RANKED_AMONG_RE = re.compile(
    r"(?:分别|均|都|也)?(?:位居|稳居|跃居|位列|名列|(?<![宜定安移迁起邻故新])居(?!民)|列)[^，。；：、]{1,24}$"
)
FIGURE_RE = re.compile("[0-9]")
# 升学率|全县第一.
FIELD_END_RE = re.compile(r"(?:在|居)?(?:全[国省市县区州校班球]|世界|亚洲|同行业)$")
FROM_RE = re.compile(
    r"(?:也|就)?(?:由(?!于)|从(?![事业]))(?:[^，。；：、]{1,12}的(?:不足|不到|近|约|超过?)?|[^，。；：、]{2,14}(?:[降升增涨跌减]|提高|提升|缩短|增加|减少|扩大)[至到])$"
)
# Most stretches hold none of the words of a source (专家表示) or a list (分别).
SPECIAL_RE = re.compile("分别|依次|称|说|表示|显示|指出|介绍|透露|报道|认为|强调")
# 8年|里|接待读者.
SINCE_RE = re.compile(r"(?:时间)?(?:里|内|间|后|来|以来)(?![程容部外])")
# 54个|城市|开通线路: what those counted did.
OF_COUNTED_RE = re.compile(
    r"[一-鿿]{0,6}?(?:城市|地区|企业|单位|高校|学校|医院|省市|市县|省份|县区|村|乡镇|街道|社区|部门|机构)(?:已|共|均|都|累计|先后|新)*"
    r"(?P<done>(?!累计|接待|修复|覆盖)[一-鿿]{2,})"
)


def words_before(context: Context, known: tuple[Spans, ...]) -> str:
    """The words before a number without the time, the place, the base and the verb about them; empty where none is left."""
    if context.chain and context.chain[-1].start == context.left_start == context.clause_start and _is_bare_change(context):
        return ""
    end = far_bound_start(context) or comparison_start(context) or _start_of_from(context, known) or context.candidate.start
    own = _own_start(context) if end >= context.left_start else context.clause_start
    if own >= end:
        return ""
    is_special = SPECIAL_RE.search(context.body, own, end) is not None
    source = ATTRIBUTION_RE.match(context.body, own, end) if is_special else None
    start = skip_lead(context.body, source.end() if source else own, end, known)
    words = without_times(context.body, start, end, known[0])
    # 分红模式（合作社|占20%、农户占80%）: within brackets not closed stands what they tell of.
    if "（" in words and len(told := words.rpartition("（")[2]) > 1 and "）" not in told:
        words = told
    if context.candidate.kind == "rank":
        words = _ranked_among(context) or _without_ranking(words)
    if is_special and (respectively := RESPECTIVELY_RE.search(words)):
        return strip_tail(words[: respectively.start()]) or strip_tail(words[respectively.end() :])
    return strip_tail(words)


def _is_bare_change(context: Context) -> bool:
    """Whether nothing but words stand before a number that no heading ends with: 同比|增长|约|5%."""
    return all(sign.surface in ends().tails for sign in context.chain)


def _without_ranking(words: str) -> str:
    """升学率|位居全县第一, 面积|全国第二: the words of the ranking name nothing."""
    ranking = RANKING_END_RE.search(words)
    return FIELD_END_RE.sub("", words[: ranking.start()] or ranking["field"] if ranking else words)


def _ranked_among(context: Context) -> str:
    """The words before a ranking whose field holds the figure before; empty where there is none."""
    found = RANKED_AMONG_RE.search(context.clause_left) if context.left_start > context.clause_start else None
    if found is None or context.clause_start + found.start() >= context.left_start:
        return ""
    words = context.clause_left[: found.start()].rpartition("）")[2]
    return "" if FIGURE_RE.search(words) else words


def _own_start(context: Context) -> int:
    """Where the words of a figure begin behind those of the one before it: 72%|的面积、|27%|的人口, 54个|城市|开通线路|331条."""
    if context.left_start == context.clause_start:
        return context.left_start
    joint = context.left.rfind("、")
    deed_of_counted = OF_COUNTED_RE.match(context.left)
    done = deed_of_counted["done"] if deed_of_counted and joint <= 0 else ""
    if ends().cuts.match(done) or breaks("act").match(done):
        return context.candidate.start - len(done)
    since = SINCE_RE.match(context.left)
    return context.left_start + max(joint, since.end() if since else 0, 0)


def _start_of_from(context: Context, known: tuple[Spans, ...]) -> int | None:
    """Where the earlier state begins in 收入|从2012年的3元增至2023年的9元: its words name no thing."""
    left = context.left
    if ("由" in left or "从" in left) and (match := FROM_RE.search(left)):
        return context.left_start + match.start()
    if not left.endswith("的"):
        return None
    end = context.candidate.start - 1
    spans = [span for group in known if (span := group.at(end - 1)) and span.end == end]
    return spans[0].start if spans else None


def each_before(context: Context) -> str:
    """What each a figure is of, told by the figure before it: 每10股|派现|1.8元, 每1000人|拥有床位|7张."""
    if context.left_start == context.clause_start or len(context.left) >= 12:
        return ""
    mark = context.body.rfind("每", max(context.clause_start, context.left_start - 8), context.left_start)
    return context.body[mark : context.left_start] if mark >= 0 and context.body[mark + 1].isdigit() else ""
