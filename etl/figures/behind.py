"""The words behind a number that name what it is of: `27家|绿色工厂`, `16支|来自高校的小分队` → 小分队,
`4场|为测试赛` → 测试赛, `50米|高的水塔` → 水塔高度; not `8件|，居首`, nor what the thing does (`12家|企业亮相`).
"""

import re
from collections.abc import Sequence
from functools import cache

from etl.figures.clauses import Context
from etl.figures.numbers import Spans
from etl.figures.phrases import EDGE, LONGEST, breaks, ends, is_sound, sound_part, strip_tail
from etl.figures.units import behind_of

BEHIND_END_RE = re.compile(r"[，。；：！？、（）\n]|——")
# 企业参加了路演, 居民举着灯: the verb before 了 and 着 ends the thing.
DONE_RE = re.compile(r"(?<=..)(?:[一-鿿]{1,2}了|[一-鿿]着(?![力陆眼重落色装]))")
LEAD_RE = re.compile(r"(?:以上|左右|以下|以内|内|上下|级|之间|之外|里(?!程))?的?(?:各类|各种)?")
LEAD_LETTERS = frozenset("以左内上级之里的各")
ADVERB_RE = re.compile(r"(?:仍|已|都|均|被(?![困捕俘])|将|正在|正|全部|因此|不幸|目前|是)+")
# 3个时，…; 6件后。; 3200点|后缓步回升.
SINCE = r"[后前时中来](?=[，。]|$)|后(?![备勤代期台卫续果方人世进])"
TRAILING_RE = re.compile(
    r"(?:平均|中有|里有|中|里|[之当]中|仍|已|将|也|都|均|就|在|被|正|(?<![许认])可|(?<!比)较|(?<![到抵发传表下送通直雷八马豁飞])达|(?<![共相不合如认等伙胡协])同|更|(?<![安健齐完保])全|(?<![生归偿])还|进行"
    r"|超过?|(?<![签预节契合条])约|(?<![附就临靠邻])近|逾|(?<!公)共|从此|(?<![服跟听])从)+$"
)
TRAILING_LETTERS = frozenset("均有里中仍已将也都就在被正可较达同更全还行过超约近逾共此从")
JOINTS = frozenset(("、", "和", "与", "及", "以及"))
JOINT_END_RE = re.compile(r"(?:(?<![平共])和|(?<![惠涉普波])及|(?<!参)与|以及|(?<!合)并|、)+$")
JOINT_LETTERS = frozenset("和及与并、")
# 5米宽的展台|前.
WHERE_END_RE = re.compile(r"(?<=..)(?:(?<![提以])前|[旁边]|附近|周边)$")
WHERE_END_LETTERS = frozenset("前旁边近")
# 对两人说, 3个里: no thing stands behind.
SPEECH_VERBS = frozenset("说问道讲喊里外后前时")
LEADING_ON = frozenset("到至于")
SHORTEST = 3
# 1200摄氏度|下仍能工作, 5米|外.
WHERE_LETTERS = frozenset("下时外处")
# 帮助300户茶农上网: what they are brought to do belongs to the thing counted.
CAUSATIVE_RE = re.compile(r"(?:支持|推动|带动|帮助|引导|助力|鼓励|促进|组织)(?:了|超过?|约|近|逾|更多)*$")
# Or the thing done is called by a verb: 发动3轮无人机袭击.
WHOLE_RE = re.compile(rf"{CAUSATIVE_RE.pattern}|(?:实施|发动|进行|展开)(?:了|过|约|近|超过?|逾|至少|数)*$")
# 4场为测试赛, 9家是外资企业: what they are names them; not 是在, 为之.
IDENTITY_RE = re.compile(
    r"(?:则|都|均|全|全部|也|就)*(?:是|为|属于|系)(?![在因由从来为了之此何主民期])(?P<thing>[^，。；：！？、（）\n]{2,14})"
)
IDENTITY_LETTERS = frozenset("则都均全也就是为属系")
# 16支|来自|5个省的|队伍, 30名|平均年龄不到|24岁的|队员: the thing stands behind another number.
NESTED_RE = re.compile(
    r"(?:分别)?(?:来自|位于|分布在|遍布|覆盖|涉及|面向|包括|含|由)(?:全国|全球|全省|世界|全市)?"
    r"|(?:平均|人均|年|总)?(?:年龄|身高|体重|产值|收入|投资|面积|长度)(?:为|达|在|约|近|超过?|不到|不足|只有|仅)*"
)
# 50米高的水塔 → 水塔高度.
DIMENSION_RE = re.compile(r"(?P<side>[高深长宽厚重])的(?P<thing>[^，。；：！？、（）\n的]{1,10})")
WHERE_RE = re.compile(r"(?<=..)[上里中内].*")
# 增加|30户|茶农|收入: who is counted has the measure.
HOLDERS = frozenset(("户", "家"))
MEASURE_END_RE = re.compile(r"(?<=..)(?:年?总?|人均|平均)(?:收入|支出|产值|产量|销量|销售额|营收|利润|成本|增速|占比)$")
# 20家|企业|与新疆签署了协议: with whom it was done.
WITH_RE = re.compile(r"(?<![参给])与(?=[^的、]{1,12}?(?:签署|签订|签约|达成|进行|开展|建立|举行|共同|联合|携手|对接))")
# 5名|案件的受害人: the first noun is nobody.
PERSON_RE = re.compile(
    r"[员者生人民工师兵士手长客女童户母父亲家子友军属警匠]$|代表|干部|群众|年轻人|农民|工人|居民|老人|村民|学生|官兵|同志|青年|少年|专家|教授|选手|孩子|老年"
)
# 8所|高校联合|举办的论坛: who did it together is counted.
JOINTLY_RE = re.compile(r"联合|共同|联手|携手")
DIMENSIONS = {"高": "高度", "深": "深度", "长": "长度", "宽": "宽度", "厚": "厚度", "重": "重量"}


def all_behind(contexts: Sequence[Context], times: Spans) -> list[str]:
    """The words behind each figure; 9类63项活动 share theirs, and so do 5万元和2万元罚款."""
    found: list[str] = []
    for index in range(len(contexts) - 1, -1, -1):
        context = contexts[index]
        words = words_behind(context, times) if context.right else ""
        if found and context.right and NESTED_RE.fullmatch(context.right):
            words = _thing(contexts[index + 1].right.partition("的")[2])
        elif found and _shares(context, contexts[index + 1], words) and len(found[-1]) > 1:
            words = found[-1]
        found.append(words)
    return found[::-1]


def _shares(context: Context, following: Context, words: str) -> bool:
    """Whether a number stands before another so that one thing behind the second is of both."""
    one, other = context.candidate, following.candidate
    return one.end == other.start or (not words and following.is_joined and one.unit == other.unit)


def words_behind(context: Context, times: Spans) -> str:
    """The thing behind a figure, without what is told of it; empty where there is none."""
    start = behind_start(context)
    stop_mark = BEHIND_END_RE.search(context.body, start, context.right_end)
    end = stop_mark.start() if stop_mark else context.right_end
    if end <= start:
        return ""
    # 12亩果园|今年预计增产: what is told of the thing begins with its time.
    told = times.first_within(start + 1, end)
    words = context.body[start : told.start if told else end]
    words = words[: _stop(words)]
    if adverb := ADVERB_RE.match(words):
        words = words[adverb.end() :]
    if words in SPEECH_VERBS or (words[:1] in WHERE_LETTERS and context.candidate.kind == "measure"):
        return ""
    is_whole = behind_of(context.candidate.unit) == "event" or bool(WHOLE_RE.search(context.left))
    is_of_people = behind_of(context.candidate.unit) == "people"
    words = _without_trailing(words) if is_whole and len(words) <= LONGEST else _thing(words, is_of_people=is_of_people)
    words = (JOINT_END_RE.sub("", words) if words[-1:] in JOINT_LETTERS else words).strip(EDGE)
    words = MEASURE_END_RE.sub("", words) if is_of_people or context.candidate.unit in HOLDERS else words
    words = sound_part((WHERE_END_RE.sub("", words) if words[-1:] in WHERE_END_LETTERS else words)[:LONGEST])
    # 两年|平均增长5%, 由30人|发展到80人, 40户|处于停电状态, 6条线路|增至9条: the words lead up to what follows.
    if words[-1:] in LEADING_ON:
        return strip_tail(words) if len(words) > SHORTEST else ""
    if len(words) < 2 and context.candidate.kind == "percent":
        return ""
    return "" if context.candidate.kind == "duration" and (len(words) < 2 or not strip_tail(words)) else words


def _stop(words: str) -> int:
    """Where a word ends the thing: of one letter behind two at least (合|并), a longer one anywhere (箱|就算多)."""
    for stop in breaks("stop").finditer(words):
        if stop.start() > 1 or len(stop.group()) > 1:
            return stop.start()
    return len(words)


def behind_start(context: Context) -> int:
    """The offset behind a figure and the bound words that follow it: 90%|以上的村组."""
    if context.right[:1] not in LEAD_LETTERS:
        return context.candidate.end
    lead = LEAD_RE.match(context.body, context.candidate.end, context.right_end)
    return lead.end() if lead else context.candidate.end


def _without_trailing(words: str) -> str:
    return TRAILING_RE.sub("", words) if words[-1:] in TRAILING_LETTERS else words


def _thing(words: str, *, is_of_people: bool = False) -> str:
    """The noun of the words behind a number: 港口的物流网络 → 港口, 来自高校的小分队 → 小分队, 示范点接待游客 → 示范点; of
    people who are counted the noun that may be one: 案件的受害人 → 受害人."""
    head, _, rest = words.partition("的")
    words = rest if rest and _is_modifier(head, is_of_people=is_of_people) else head
    if len(words) > 2:
        if "与" in words and (partner := WITH_RE.search(words, 2)):
            words = words[: partner.start()]
        verb = _doing_re().search(words, 2)
        done = DONE_RE.search(words) if "了" in words or "着" in words else None
        words = words[: min(found.start() if found else len(words) for found in (verb, done))]
    return _without_trailing(words)


def is_predicate(context: Context) -> bool:
    """Whether what stands behind a number tells of it and names nothing: 8件，居首; 35%提高到48%."""
    if context.right in JOINTS:
        return False
    return _predicate_re().match(context.body, behind_start(context), context.right_end) is not None


def _is_modifier(head: str, *, is_of_people: bool) -> bool:
    """Whether words before 的 only tell of the noun behind it: 来自高校的, 质地优良的, of people 案件的; not 港口的."""
    if JOINTLY_RE.search(head, 2):
        return False
    if len(head) < 2 or breaks("modifier").match(head) or breaks("act").fullmatch(head) or _quality_re().search(head):
        return True
    if any(verb.start() == 0 or verb.end() == len(head) for verb in ends().verbs.finditer(head)) or not is_sound(head):
        return True
    return is_of_people and not PERSON_RE.search(head) and not _doing_re().search(head, 2)


@cache
def _quality_re() -> re.Pattern[str]:
    """What a thing is like, before 的: 质地优良|的田玉."""
    return re.compile(rf"(?:{breaks('quality').pattern})\Z")


@cache
def _doing_re() -> re.Pattern[str]:
    """What the thing behind a number does, or what is done with it: 示范点|接待游客."""
    return re.compile(f"{ends().cuts.pattern}|{breaks('act').pattern}")


@cache
def _predicate_re() -> re.Pattern[str]:
    """What begins a clause that tells of a figure: 8件|居首, 3件|后, 35%|提高到48%."""
    return re.compile("|".join((breaks("predicate").pattern, SINCE, ends().changes.pattern)))


def identity(context: Context) -> str | None:
    """What the things counted are said to be: 其中9家|是外资企业 → 外资企业, 六成是女性 → 女性占比."""
    if context.candidate.kind not in ("count", "percent"):
        return None
    if context.body[context.candidate.end : context.candidate.end + 1] not in IDENTITY_LETTERS:
        return None
    match = IDENTITY_RE.match(context.body, context.candidate.end, context.right_end)
    thing = match["thing"].rpartition("的")[2] if match else ""
    return thing + ("占比" if context.candidate.kind == "percent" else "") if len(thing) > 1 else None


def ranked(context: Context) -> str | None:
    """What a rank is among: 世界第二|大经济体 → 经济体."""
    if context.candidate.kind != "rank" or not context.right.startswith("大"):
        return None
    thing = _thing(context.right[1:])
    return thing if 1 < len(thing) < LONGEST // 2 else None


def dimension_behind(context: Context) -> str | None:
    """The measure of a thing that a letter behind the number names: 50米|高的水塔 → 水塔高度."""
    if context.body[context.candidate.end : context.candidate.end + 1] not in DIMENSIONS or context.candidate.kind != "measure":
        return None
    match = DIMENSION_RE.match(context.body, context.candidate.end, context.right_end)
    return _thing(WHERE_RE.sub("", match["thing"])) + DIMENSIONS[match["side"]] if match else None
