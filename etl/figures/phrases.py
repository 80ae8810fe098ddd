"""Stretches of text made into a heading: what stands at their ends but does not name the thing measured is taken off.

`截至6月底，全市光伏发电装机容量达到` → 光伏发电装机容量; `、绿色工业园区` → 绿色工业园区; `同比分别增长` → nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, NamedTuple

from etl.figures.bases import BaseTime, time_base_re
from etl.figures.clauses import Context
from etl.figures.numbers import Spans
from etl.figures.signs import BaseWord, BoundWord, DirectionWord, guarded
from etl.vocabulary import alternation, by_letter, rows, words

EDGE = " 　、，；：。！？“”‘’（）《》—-·…/／×的了着"
OPENING = " 　、，；：。！？”’）—-·"
BRACKETS_RE = re.compile(r"（[^（）]*）")
# A base begins with one of them.
BASE_LETTERS = frozenset("比较与同和跟相对")
# 比去年, 每吨, 沪指报: no list of words holds what such a letter leads.
BEYOND_TAILS_RE = re.compile("[比较与同和跟相对每报]")
# 沪指报3012点.
QUOTED_RE = re.compile(r"(?<=[指数价率油金])报$")
ATTRIBUTION_RE = re.compile(r"[^，。；：\n]*(?:(?<![名职简堪])称|表示|显示|指出|介绍|透露|报道|认为|强调|[^小]说)(?=..)")
# 专案组|冻结资金, 被告|一次性|赔偿损失: who did it, and how, before the verb.
AGENT_RE = re.compile(
    r"[^的、]{0,6}?(?:公司|集团|企业|法院|检察院|检方|警方|民警|公安局?|警察|专案组|工作组|团队|医院|学校|银行|基金会|协会|部门|机构|被告人?|原告|当事人"
    r"|工作人员|志愿者|合作社|商家|店家|老板|厂家|平台|法官|村民|农户|居民|乘客|旅客)"
    r"(?:一次性|共|已|累计|先后|当场|分别|陆续|主动|成功|以[一-鿿]{2,6}罪|今年|去年)*"
)
# 手里握着|发明专利.
KEPT_RE = re.compile(r"(?<=.)(?<![沿随朝向本显])着(?![力陆眼重落色装])(?=..)")
# 央行将|政策利率: what is done to a thing; 铁路将|增开列车: what will be.
FUTURE_RE = re.compile(r"(?<=..)(?<![即大小主上中少名健强])将(?![军领士近来要])(?=..)")
# 宁波港, 大庆油田: the place is part of a name.
COMPOUND_RE = re.compile(r"港(?!澳)|油田|机场|海关|大学|湾|口岸|铁路|高铁|大桥|学院|集团|公司|银行")
ROUTE_MARKS = frozenset("到至")
# 对越南出口, 与东盟贸易额: the partner is part of what is measured.
PARTNER_MARKS = frozenset("对与")
TRADE_RE = re.compile(r"出口|进口|贸易")
# 对东盟、欧盟|分别出口: the verb may stand behind the list.
TRADE_REACH = 6
# 有机, 有色, 可再生, 自贸, 自主, 对外, 在校, 在建, 在运, 自动, 为民, 共享, 以旧换新, 再就业, 更新, 就诊, 就地, 能见度, 要求.
REST_LETTERS = (
    "效机色贸主外校建运动然享旧己身驾营行轨住民册线教岗籍学院就新害关他余用业事市款耗诊餐读医近素闻塞求道点案领源力量费告子地见"
)
WORD_REST = frozenset(("再生", "穿戴", "变现", *REST_LETTERS))
# Connecting words of one letter that begin no noun.
TRIMMED = frozenset("将还则却又但而要把于能就也")
# 投资|完成, but 完成|12项实事.
KEPT_ALONE = frozenset(("完成",))
# 新|增, 签|约, 占|比 are words of their own.
NOT_BEFORE_TAIL = frozenset("新通占签节预契之所身层反")
LONGEST = 22
# 建成燃气、供水、供热等地下管网: a list that is cut within names other things.
LONGEST_LIST = 32
SHORTEST_DEED = 5


@dataclass(frozen=True, slots=True)
class LightWord:
    """A word that leads up to a thing or from it to its number without naming it; `side` is lead, tail or both; as a tail
    it is part of the thing behind a letter of `not_after` (惠|及, 经济|增速)."""

    surface: str
    side: str
    not_after: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class VerbWord:
    """A verb before the thing counted; `kept` says whether a heading keeps it (新增绿色工厂, but 旅游收入 for
    实现旅游收入), `noun` that it is a noun as well (国际组织), so that no phrase is cut before it; before a
    letter of `not_before` it is part of a noun (投资规模)."""

    surface: str
    kept: bool
    noun: bool
    not_before: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class PhraseBreak:
    """A word at which a phrase about a number breaks: `predicate` begins what names nothing, `stop` ends the thing,
    `act` begins what the thing does, `modifier` begins what stands before 的, `quality` ends it (质地优良|的田玉),
    `use` what a share goes to; before the
    number, `clause` ends what says nothing of the thing behind it (停电导致|产值), `adverb` parts the thing from what
    it does (机组|已|驻留), `no_start` and `no_end` show that a phrase is no heading (应该,
    茶农之所以); unless a letter of `not_after` stands before it or one of `not_before` behind."""

    surface: str
    role: str
    not_after: str | None
    not_before: str | None
    note: str | None
    KEY: ClassVar[tuple[str, ...]] = ("surface", "role")


@dataclass(frozen=True, slots=True)
class EachUnit:
    """A unit behind 每 that figures are told for each of; `priced`: of goods, which have a price (每针33元)."""

    surface: str
    priced: bool
    note: str | None


@cache
def _base_ends() -> frozenset[str]:
    """The letters that a base may end in: 比去年, 与上年末相比, 较3月, 比节前."""
    return frozenset(word.surface[-1] for word in rows("base_times", BaseTime)) | set("年月份日前期间度的比周天“”")


@cache
def _per_re() -> re.Pattern[str]:
    """铜价达到|每吨|8600美元."""
    return re.compile(f"每(?:{alternation(unit.surface for unit in rows('each_units', EachUnit))})$")


@cache
def breaks(role: str) -> re.Pattern[str]:
    """The words of one role, the longest first."""
    found = [word for word in rows("phrase_breaks", PhraseBreak) if word.role == role]
    return re.compile(by_letter(guarded(word) for word in sorted(found, key=lambda word: -len(word.surface))))


class _Unsound(NamedTuple):
    begin: re.Pattern[str]
    end: re.Pattern[str]
    last_letters: frozenset[str]


@cache
def _unsound() -> _Unsound:
    """The words that no heading begins with or is nothing but, and those that none ends with."""
    start, end, whole = (breaks(role).pattern for role in ("no_start", "no_end", "no_whole"))
    last_letters = frozenset(word.surface[-1] for word in rows("phrase_breaks", PhraseBreak) if word.role == "no_end")
    return _Unsound(re.compile(rf"{start}|(?:{whole})\Z"), re.compile(rf"(?:{end})\Z"), last_letters)


def _unsound_at(text: str) -> int | None:
    """Where a word begins that shows that a phrase is no heading."""
    begin, end, last_letters = _unsound()
    if begin.match(text):
        return 0
    last = end.search(text) if text[-1:] in last_letters else None
    return last.start() if last else None


def is_sound(text: str) -> bool:
    """Whether a phrase may be a heading by the words it begins and ends with, or is nothing but.

    >>> is_sound("茶叶出口额"), is_sound("应该"), is_sound("茶农之所以"), is_sound("首批"), is_sound("首批茶农")
    (True, False, False, False, True)
    """
    return _unsound_at(text) is None


def sound_part(text: str) -> str:
    """A phrase without a word at its end that no heading ends with: 选手从 → 选手; empty where nothing is left."""
    return text[: _unsound_at(text)]


@cache
def _bare_parts() -> tuple[str, ...]:
    return tuple(sorted(words("bare_parts"), key=lambda part: -len(part)))


def bare_part(text: str) -> str:
    """The word for a part of a whole that a phrase begins with and that says nothing without the noun of the whole.

    >>> bare_part("境外输入病例"), bare_part("茶叶出口额")
    ('境外输入', '')
    """
    return next((part for part in _bare_parts() if text.startswith(part)), "")


@dataclass(frozen=True, slots=True)
class _Ends:
    lead: re.Pattern[str]
    lead_letters: frozenset[str]
    tails: dict[str, str]
    tail_lengths: dict[str, tuple[int, ...]]
    dropped: re.Pattern[str]
    verbs: re.Pattern[str]
    kept: Mapping[str, bool]
    cuts: re.Pattern[str]
    heads: re.Pattern[str]
    changes: re.Pattern[str]
    loose: re.Pattern[str]


@cache
def ends() -> _Ends:
    """The patterns of what is taken off a phrase, and of what it may begin and end with."""
    light = rows("light_words", LightWord)
    leads = [word.surface for word in light if word.side != "tail"]
    verbs = rows("indicator_verbs", VerbWord)
    tails = [word.surface for word in light if word.side != "lead"]
    directions = [word for word in rows("directions", DirectionWord) if not word.kept]
    tails += [word.surface for word in rows("bounds", BoundWord) if word.side != "after"]
    tails += [word.surface for word in rows("bases", BaseWord)]
    tails += [word.surface for word in directions]
    guards = {word.surface: word.not_after for word in (*directions, *light) if word.not_after}
    not_after = {surface: guards.get(surface, "") for surface in tails}
    dropped = _verbs_re(verb for verb in verbs if not verb.kept)
    inner = [word.surface for word in rows("phrase_breaks", PhraseBreak) if word.role in ("clause", "adverb")]
    return _Ends(
        lead=re.compile(alternation(leads)),
        lead_letters=frozenset(surface[0] for surface in leads),
        tails=not_after,
        tail_lengths=_lengths_by_end(not_after),
        dropped=dropped,
        verbs=_verbs_re(verbs),
        kept={verb.surface: verb.kept for verb in verbs},
        cuts=_verbs_re(verb for verb in verbs if not verb.noun),
        changes=re.compile(alternation(word.surface for word in rows("directions", DirectionWord) if word.form == "verb")),
        heads=re.compile(rf"(?:{alternation(words('indicator_heads'))})$"),
        loose=re.compile(f"{dropped.pattern}|{alternation([*inner, '了', '着', '将'])}"),
    )


def _verbs_re(verbs: Iterable[VerbWord]) -> re.Pattern[str]:
    """Any of the verbs, but for those before a letter that makes them part of a noun."""
    return re.compile(by_letter(guarded(verb) for verb in sorted(verbs, key=lambda verb: -len(verb.surface))))


def _lengths_by_end(surfaces: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How long the words are that end in each letter, the longest first."""
    found: dict[str, set[int]] = {}
    for surface in surfaces:
        found.setdefault(surface[-1], set()).add(len(surface))
    return {letter: tuple(sorted(lengths, reverse=True)) for letter, lengths in found.items()}


def skip_lead(body: str, start: int, end: int, known: tuple[Spans, ...]) -> int:
    """The offset behind the time, the place and the connecting words that a stretch begins with."""
    lead, lead_letters = ends().lead, ends().lead_letters
    at = start
    while at < end:
        step, letter = at, body[at]
        if letter in OPENING:
            step = at + 1
        elif found := _end_of_known(at, end, known):
            step = found
            # 深圳|到中山的车程: both ends belong to what is measured.
            is_route = body[step : step + 1] in ROUTE_MARKS and known[1].at(step + 1)
            if COMPOUND_RE.match(body, step) or is_route or body.startswith(("之间", "档"), step):
                break
        elif letter in BASE_LETTERS and (base := time_base_re().match(body, at, end)):
            step = base.end()
        elif letter in PARTNER_MARKS and TRADE_RE.search(body, at, end + TRADE_REACH):
            break
        elif letter in "为给向" and (verb := ends().cuts.search(body, at + 2, min(end, at + 12))) and end - verb.end() > 1:
            step = verb.start()
        elif letter in lead_letters and (word := lead.match(body, at, end)) and not _is_word_part(word):
            step = word.end()
        if step == at:
            break
        at = step
    return at


def _end_of_known(at: int, end: int, known: tuple[Spans, ...]) -> int:
    """Where the longest of the known spans ends that begins at an offset and ends before another; 0 where none does."""
    longest = 0
    for group in known:
        position = bisect_right(group.starts, at)
        if position and group.starts[position - 1] == at and longest < group.spans[position - 1].end <= end:
            longest = group.spans[position - 1].end
    return longest


def without_times(body: str, start: int, end: int, times: Spans) -> str:
    """A stretch without the times in it: 茶厂|去年|产量 → 茶厂产量; 每年 stays, for it says what is counted,
    and so does 春节 in 春节档票房."""
    if times.first_within(start, end) is None:
        return body[start:end]
    kept, at = [], start
    for span in times.within(start, end):
        if not body.startswith("每", span.start) and not body.startswith("档", span.end):
            kept.append(body[at : span.start])
            at = span.end
    return "".join([*kept, body[at:end]])


def _is_word_part(word: re.Match[str]) -> bool:
    """Whether what follows a light word of one letter shows that it begins a longer one: 有|机, 可|再生, 自|贸."""
    rest = word.string[word.end() : word.end() + 2]
    return len(word.group()) == 1 and (rest in WORD_REST or rest[:1] in WORD_REST)


def clause_before(context: Context, known: tuple[Spans, ...]) -> str:
    """The clause before that of a figure, within its sentence, without its time and place; empty where there is none."""
    body, end = context.body, context.clause_start - 1
    while end > context.sentence.start:
        stop = max(body.rfind(stop, context.sentence.start, end) for stop in "，；：")
        start = max(stop + 1, context.sentence.start)
        # 两地销售额都涨了，其中，|桂林增长5%: 其中 is no clause.
        if body[start:end] != "其中":
            return body[skip_lead(body, start, end, known) : end]
        end = stop
    return ""


def strip_tail(text: str) -> str:
    """A phrase without the verbs, bounds, bases and connecting words at its end.

    >>> strip_tail("货物出口总额同比分别增长了约")
    '货物出口总额'
    """
    tails, lengths = ends().tails, ends().tail_lengths
    may_trail = BEYOND_TAILS_RE.search(text) is not None
    while text:
        shorter = text.rstrip(EDGE)
        trailing = _trailing(shorter) if may_trail else None
        if trailing:
            shorter = shorter[: trailing.start()]
        elif shorter[-1:] in lengths:
            shorter = shorter[: len(shorter) - _tail_length(shorter, lengths[shorter[-1]], tails)]
        if shorter == text:
            return text
        text = shorter
    return text


def _tail_length(text: str, lengths: tuple[int, ...], tails: Mapping[str, str]) -> int:
    """The length of the longest word at the end that names nothing; 新增, 通达, 占比 are words of their own."""
    for length in lengths:
        tail = text[-length:]
        if tail not in tails or len(tail) < length:
            continue
        before = text[-length - 1 : -length]
        is_word = before in NOT_BEFORE_TAIL or before in tails[tail] if before else tail in KEPT_ALONE
        if not is_word:
            return length
    return 0


def _trailing(text: str) -> re.Match[str] | None:
    """A base, a unit or the verb of a quotation at the end: 比去年, 每吨, 沪指|报."""
    may_be_base = text[-1:] in _base_ends()
    base = next((match for match in time_base_re().finditer(text) if match.end() == len(text)), None) if may_be_base else None
    per = _per_re().search(text) if base is None else None
    return base or per or (QUOTED_RE.search(text) if text.endswith("报") else None)


def shorten(text: str) -> str:
    """A long phrase cut to what stands behind its last leading verb or, failing that, its last 的.

    >>> shorten("当地坚持以文塑旅以旅彰文大力发展乡村旅游实现旅游综合收入")
    '旅游综合收入'
    """
    text = (BRACKETS_RE.sub("", text) if "（" in text else text).strip(EDGE)
    is_loose = ends().loose.search(text) is not None
    text = _without_lead(_without_adverbs(_last_clause(text)) if is_loose else text)
    for match in reversed(list(ends().dropped.finditer(text)) if is_loose else []):
        if match.start() == 0 and _has_modifier(text, match.end()):
            break
        if len(text) - match.end() >= (2 if match.start() == 0 else 3) and (match.start() == 0 or len(text) > LONGEST // 2):
            return text[match.end() :].lstrip(EDGE)
    if len(text) > SHORTEST_DEED and (agent := AGENT_RE.match(text)):
        text = _deed_of(agent) or text
    return text if len(text) <= LONGEST else _cut(text)


def _has_modifier(text: str, start: int) -> bool:
    """Whether a verb leads to 的, so that it tells of the thing behind that: 拥有自主品牌的|企业, not 实现全口径的收入."""
    noun = text[start:].partition("的")[2]
    return len(noun) > 1 and ends().heads.search(noun) is None


def _last_clause(text: str) -> str:
    """A phrase without what was done or what holds before the thing is named: 修建了|全长, 手里握着|专利, 停电导致|产值."""
    done, _, rest = text.rpartition("了")
    text = rest if len(rest) > 1 and len(done) > 1 else text
    if "着" in text and (kept := KEPT_RE.search(text)):
        text = text[kept.end() :]
    clauses = [match.end() for match in breaks("clause").finditer(text, 2) if len(text) - match.end() > 1]
    return text[clauses[-1] :] if clauses else text


def _cut(text: str) -> str:
    """What of a phrase too long stands behind its last 的, its last verb or an earlier item of a list."""
    cut = text.rfind("的", 0, -3)
    if cut >= 0 and len(text) - cut <= LONGEST:
        return text[cut + 1 :]
    for match in reversed(list(ends().cuts.finditer(text))):
        if 4 <= len(text) - match.start() <= LONGEST:
            return text[match.start() :]
    if "、" in text and len(text) <= LONGEST_LIST:
        return text
    return text[-LONGEST:].partition("、")[2] or text[-LONGEST:]


def _deed_of(agent: re.Match[str]) -> str:
    """What an agent did with the thing, where a heading names no agent: 专案组|冻结资金, 法院以盗窃罪|判处有期徒刑."""
    text, start = agent.string, agent.end()
    if dropped := ends().dropped.match(text, start):
        start = dropped.end()
    elif not ends().cuts.match(text, start):
        return ""
    return text[start:] if len(text) - start > 3 else ""


def _without_adverbs(text: str) -> str:
    """A phrase without adverbs inside: 机组|已|驻留; of 央行将政策利率 the thing behind 将, where no verb follows."""
    spans = [match.span() for match in breaks("adverb").finditer(text, 2)]
    for start, end in reversed(spans):
        text = text[:start] + text[end:] if len(text) - end > 1 else text
    if "将" in text and (future := FUTURE_RE.search(text)):
        rest = text[future.end() :]
        has_verb = len(rest) < 4 or ends().cuts.search(rest) or breaks("act").search(rest)
        text = text[: future.start()] + rest if has_verb else rest
    return text


def _without_lead(text: str) -> str:
    """A phrase without the connecting words it begins with: 将政策利率 → 政策利率; one of nothing else stays."""
    while (word := ends().lead.match(text)) and (len(word.group()) > 1 or word.group() in TRIMMED) and not _is_word_part(word):
        text = text[word.end() :].lstrip("的")
    return text


def close_quotes(text: str) -> str:
    """A phrase with the opening quotation mark that was cut off put back.

    >>> close_quotes("小巨人”企业")
    '“小巨人”企业'
    """
    if text.isalpha():
        return text
    for opening, closing in ("“”", "‘’", "《》", "（）"):
        if text.count(closing) > text.count(opening):
            text = opening + text
        elif text.count(opening) > text.count(closing):
            text += closing
    return text
