"""What a figure measures that no noun names, only what was done: `花了2万元` → 花费, `每斤多卖0.4元` → 每斤售价,
`一亩地收了900斤` → 亩产, `以30亿元收购茶厂` → 收购茶厂, `收入六成用于分红` → 收入用于分红, `水塔高30米` → 水塔高度.

A noun beside the number always names it better: `花2万元经费`, `运费花了2万元` are not read here.
"""

import re
from dataclasses import dataclass
from functools import cache

from etl.figures.behind import DIMENSIONS, behind_start
from etl.figures.clauses import Context
from etl.figures.comparison import comparison_start
from etl.figures.phrases import LONGEST, EachUnit, breaks, close_quotes, ends, strip_tail
from etl.vocabulary import alternation, rows

# 卖到, 花去, 赚得回: what stands between the verb and its number besides a bound word.
REACHED = (
    r"(?:[了到出过得上下掉去来回进]|约|近|超过?|逾|将近|不到|不足|大约|差不多|足足|整整|至少|最多|接近|大概"
    r"|(?:全场|全队|个人)?最高的)*$"
)
# 每斤, 一亩地, 每百斤.
PER_RE = re.compile(
    r"(?:每|(?<![的第])一)(?:百斤|公斤|公里|平方米|立方米|小时|[斤亩户人天年月棵株只头件个袋箱桶吨台车趟晚块顿张支瓶包盒])(?:地)?(?![线级股直般定种时样])"
)
# 1美元对人民币|7.1元.
RATE_RE = re.compile(
    r"(?P<pair>10{0,2}(?:[美欧日港澳加韩]元|英镑|瑞士法郎|卢布|泰铢)[对兑](?:人民币|[美欧日港]元))(?:报|为|约)*$"
)
# 春茶|每斤售价: a subject of so many letters goes well with what is told of it.
SHORT = 5
# 以30亿元收购茶厂.
MEANS_RE = re.compile(r"(?:以|用|拿出|斥资|耗资|出资)(?:约|近|超过?|逾|了)*$")
# 药经谈判后|降到每针33元: what happened to a thing.
TOLD_LETTERS = frozenset("后经被把了将从由")
RANKED_RE = re.compile(r"继续|仍|再|位|居|稳居|排|列|领先|名列|成为|跃居|高居")
CLAUSE_RE = re.compile(r"[^，。；：、！？“”\n]+")
MEANS_END_RE = re.compile(r"[，。；：、！？“”的]|并|而")
NO_DIMENSION = "提最总全升较更增新很调抬拔推身延生伸成特专周边波时船净毛体自载"
DIMENSION_RE = re.compile(rf"(?<![{NO_DIMENSION}])(?P<side>[高深宽厚重长])(?:达到?|约|近|超过?|逾|至|有|足有|仅|只有)*$")
LENGTHS = frozenset(("米", "厘米", "毫米", "千米", "公里", "英尺"))
WEIGHTS = frozenset(("吨", "公斤", "千克", "克", "斤"))
SIDED = LENGTHS | WEIGHTS


@dataclass(frozen=True, slots=True)
class DeedNoun:
    """A verb and the noun that heads what it measures in one of the units `measured`: 花, 元 → 花费; another
    noun where it is told of each of something (每斤卖…: 每斤售价). Behind a letter of `not_after` it is part of a word."""

    surface: str
    measured: str
    not_after: str | None
    heading: str
    per_heading: str
    note: str | None


@cache
def _deeds() -> tuple[re.Pattern[str], dict[str, DeedNoun], frozenset[str]]:
    nouns = {noun.surface: noun for noun in rows("deed_nouns", DeedNoun)}
    longest_first = sorted(nouns.values(), key=lambda noun: -len(noun.surface))
    guards = (f"(?<![{noun.not_after}]{noun.surface})" if noun.not_after else "" for noun in longest_first)
    verbs = "|".join(noun.surface + guard for noun, guard in zip(longest_first, guards, strict=True))
    units = frozenset(unit for noun in nouns.values() for unit in noun.measured.split("|"))
    return re.compile(rf"(?P<verb>{verbs}){REACHED}"), nouns, units


def deed(context: Context, subject: str) -> str | None:
    """The noun for a deed before the number, with what each it is told of and the `subject` before that.

    `春茶每斤卖到260元` → 春茶每斤售价; `一年少赚1500元` → 每年少赚.
    """
    pattern, nouns, units = _deeds()
    if context.candidate.unit not in units:
        return None
    match = pattern.search(context.body, max(context.left_start, context.candidate.start - 8), context.candidate.start)
    noun = nouns[match["verb"]] if match else None
    if match is None or noun is None or context.candidate.unit not in noun.measured.split("|"):
        return None
    if noun.heading in (noun.surface, noun.surface + "时间"):
        return (close_quotes(subject.removesuffix(noun.surface)) if len(subject) <= 2 * SHORT else "") + noun.heading
    each = list(PER_RE.finditer(context.body, context.left_start, match.start()))
    if not each:
        return None if comparison_start(context) else noun.heading
    of_each = ("每" + each[-1].group()[1:]).removesuffix("地")
    before = context.body[match.start() - 1]
    heading = before + match["verb"] if before in "多少" and noun.surface != "卖" else noun.per_heading
    if of_each == "每亩" and heading == "产量":
        return "亩产"
    is_subject = len(subject) <= SHORT and subject in context.body[context.left_start : each[-1].start()]
    return (subject if is_subject else "") + of_each + heading


@cache
def _priced_re() -> re.Pattern[str]:
    """疫苗降到|每针|33元."""
    units = alternation(unit.surface for unit in rows("each_units", EachUnit) if unit.priced)
    return re.compile(rf"(?P<each>每(?:{units}))(?:约|近|超过?|逾|仅|不到|不足|只要|只需|为)*$")


def price_of_each(context: Context, subject: str) -> str | None:
    """What each of a thing costs: 疫苗|每针33元 → 疫苗每针价格; not where a noun names it (铜价达到每吨8600美元)."""
    each = _priced_re().search(context.left) if context.candidate.kind == "money" and "每" in context.left else None
    if each is None or ends().heads.search(subject) or comparison_start(context):
        return None
    is_thing = len(subject) <= 2 * SHORT and TOLD_LETTERS.isdisjoint(subject)
    return (subject if is_thing else "") + each["each"] + "价格"


def exchange_rate(context: Context) -> str | None:
    """1美元对人民币7.1元 → 1美元对人民币汇率."""
    is_money = context.candidate.kind == "money" and "元" in context.clause_left
    match = RATE_RE.search(context.clause_left) if is_money else None
    return match["pair"] + "汇率" if match else None


def means(context: Context) -> str | None:
    """What was done with a sum: 以30亿元|收购茶厂 → 收购茶厂; not 以3秒的优势."""
    if context.candidate.kind != "money" or not MEANS_RE.search(context.left):
        return None
    if RANKED_RE.match(context.right):
        return None
    end = MEANS_END_RE.search(context.body, context.candidate.end, context.right_end)
    done = context.body[context.candidate.end : end.start() if end else context.right_end]
    return strip_tail(done)[:LONGEST] if len(done) > 2 and not (end and end.group() == "的") else None


def use(context: Context, subject: str | None) -> str | None:
    """The share of a thing that goes somewhere: 收入|六成用于分红 → 收入用于分红."""
    if context.candidate.kind != "percent" or (subject and "占" in subject):
        return None
    clause = CLAUSE_RE.match(context.body, behind_start(context), context.right_end)
    if clause is None or not breaks("use").match(clause.group()):
        return None
    doing = clause.group()[:LONGEST]
    return subject + doing if subject and len(subject) + len(doing) <= LONGEST + 4 else doing


def dimension(context: Context) -> str | None:
    """The side of a thing that an adjective before the number names: 水塔|高30米 → 高度."""
    if context.candidate.unit not in SIDED:
        return None
    match = DIMENSION_RE.search(context.left)
    return DIMENSIONS[match["side"]] if match and (match["side"] == "重") == (context.candidate.unit in WEIGHTS) else None
