"""分别 lists: each number of a run goes to its own item of the list before it.

    list   = items … 分别 [verb] run {，[verb] run}      every later run as long as the first has the same items
    items  = item {、item} [和 item]                     茶叶、蜂蜜
           | the figures before it in the sentence       上客274万人次，票款16.3亿元，分别是上年同期的1.7倍和3.6倍
    run    = number {、number} [和 number]

`钢板、钢管、钢筋均价分别上涨4.1%、2.2%、2.3%`: what the last item ends in (均价) belongs to all.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from etl.figures.clauses import Context
from etl.figures.comparison import comparison_start
from etl.figures.numbers import Spans
from etl.figures.phrases import PARTNER_MARKS, TRADE_RE, bare_part, clause_before, ends, skip_lead, strip_tail, without_times
from etl.model import PlaceMention
from etl.numerals import DIGITS

RESPECTIVELY_RE = re.compile("分别|依次")
Placed = Mapping[int, PlaceMention]
ITEM_JOINT_RE = re.compile(r"、|和|及|与|以及")
# 浙江、江苏|两省|进出口.
COUNTED_PLACES_RE = re.compile(r"^[两三四五六七八九十0-9]+(?:省区市|省份|省|市|地|县|区|国|州)(?:的)?")
PART_RE = re.compile(r"(?P<side>前|后)(?P<count>[一两二三四五])[项者种类家]")
ORDINAL_RE = re.compile(r"第[一二三四1-4]$")
DIGIT_RE = re.compile(r"[0-9]")
# 对越南、泰国分别出口3亿元、2亿元: the list names partners, not where the figures hold.
OUTER_MARKS = frozenset("对向与同从自往")
PLACE_JOINTS = frozenset(("、", "和", "与"))
GROUP_RE = re.compile(r"等?(?:[0-9]+|[两三四五六七八九十]+)[个项类种大](?:[一-鿿]{0,4})$|等$")


def runs(contexts: Sequence[Context]) -> Iterator[range]:
    """The indexes of figures that are joined to one another by 、 or 和."""
    start = 0
    for index, context in enumerate(contexts):
        if index and not context.is_joined:
            yield range(start, index)
            start = index
    if contexts:
        yield range(start, len(contexts))


def read_lists(contexts: Sequence[Context], known: tuple[Spans, ...], placed: Placed) -> dict[int, str | int]:
    """For each figure of a 分别 list the item it belongs to: words, or the index of a figure before it.

    Of a list of places (`placed`) the item is what all have in common.
    """
    found: dict[int, str | int] = {}
    items: list[str | int] = []
    last = range(0)
    for run in runs(contexts):
        first = contexts[run.start]
        if len(run) == 1 and not items:
            continue
        if len(last) and contexts[last.start].sentence.start != first.sentence.start:
            items, last = [], range(0)
        respectively = len(run) > 1 and (RESPECTIVELY_RE.search(first.left) or _is_bare_list(contexts, run))
        if part := _part_of(items, first, run):
            found.update(zip(run, part, strict=True))
            continue
        if respectively and run.start in placed:
            items = list(_of_places(first, placed[run.stop - 1].end, (run, last), known[0]))
        elif respectively:
            items = list(_items(contexts, run, known))
        if len(items) == len(run) > 1 and (respectively or len(first.left.strip("，")) <= 8):
            found.update(zip(run, items, strict=True))
        last = run if len(run) > 1 else last
    return found


def _is_bare_list(contexts: Sequence[Context], run: range) -> bool:
    """Whether as many items as the run has numbers stand before it without 分别: 茶叶和蜂蜜出口额3亿元和2亿元."""
    first = contexts[run.start]
    words = strip_tail(first.left)
    head = ends().heads.search(words)
    is_of_one_unit = len({contexts[index].candidate.unit for index in run}) == 1
    return bool(head and head.start() and is_of_one_unit and len(ITEM_JOINT_RE.findall(words)) == len(run) - 1)


def _part_of(items: Sequence[str | int], first: Context, run: range) -> Sequence[str | int]:
    """前两项分别增长5%、6%，后一项下降2%: as many of the list before as the run has numbers."""
    part = PART_RE.search(first.left)
    if part is None or len(items) <= len(run) or DIGITS.get(part["count"]) != len(run):
        return []
    return items[: len(run)] if part["side"] == "前" else items[-len(run) :]


def read_place_lists(contexts: Sequence[Context], mentions: Sequence[PlaceMention]) -> dict[int, PlaceMention]:
    """For each figure of a 分别 list of places the place it belongs to: 桂林、柳州分别增长5%、6%，降幅分别为1%、2%."""
    found: dict[int, PlaceMention] = {}
    listed: Sequence[PlaceMention] = ()
    for run in runs(contexts):
        first = contexts[run.start]
        if len(run) == 1 or not (RESPECTIVELY_RE.search(first.left) or _goes_on(first, listed)):
            continue
        end = bisect_left(mentions, first.candidate.start, key=lambda mention: mention.start)
        own = mentions[max(0, end - len(run)) : end]
        joints = {first.body[before.end : behind.start] for before, behind in pairwise(own)}
        if len(own) == len(run) and own[0].start >= first.clause_start and joints <= PLACE_JOINTS:
            listed = () if first.body[own[0].start - 1 : own[0].start] in OUTER_MARKS else own
        if len(listed) == len(run) and listed[0].start >= first.sentence.start:
            found.update(zip(run, listed, strict=True))
    return found


def _goes_on(first: Context, listed: Sequence[PlaceMention]) -> bool:
    """Whether a run without 分别 may be of the places listed in its sentence: ，同比增长5%、6%."""
    return bool(listed) and listed[0].start >= first.sentence.start


def _of_places(first: Context, start: int, run_and_last: tuple[range, range], times: Spans) -> Sequence[str | int]:
    """What a list of places that ends at `start` tells of: its own words, or those of the list before it."""
    run, before = run_and_last
    words = without_times(first.body, max(start, first.left_start), first.candidate.start, times)
    words = COUNTED_PLACES_RE.sub("", words)
    noun, _, verb = RESPECTIVELY_RE.sub("分别", words).partition("分别")
    verb = strip_tail(verb)
    heading = strip_tail(noun.lstrip("，；")) + ("" if ends().dropped.fullmatch(verb) or verb == "完成" else verb)
    if heading:
        return [heading] * len(run)
    return list(before) if len(before) == len(run) else []


def _items(contexts: Sequence[Context], run: range, known: tuple[Spans, ...]) -> Sequence[str | int]:
    first = contexts[run.start]
    respectively = RESPECTIVELY_RE.search(first.left)
    at = first.left_start + respectively.start() if respectively else first.candidate.start
    # 增速比去年和前年|分别加快1个和2个百分点: of the times compared none is an item.
    at = min(at, comparison_start(first) or at)
    verb = strip_tail(first.left[respectively.end() :]) if respectively else ""
    if dropped := ends().dropped.match(verb):
        verb = verb[dropped.end() :]
    words = _split(first.body[skip_lead(first.body, first.left_start, at, known) : at], len(run))
    if not words and run.start:
        words = _counted(contexts[run.start - 1], first, len(run), known)
    if not words:
        clause = clause_before(first, known)
        words = [] if DIGIT_RE.search(clause) else _split(clause, len(run))
    if not words and verb and (noun := _noun_of(verb)):
        return [noun] * len(run)
    before = range(max(0, run.start - len(run)), run.start)
    if not words and len(before) == len(run) and contexts[before[0]].sentence.start == first.sentence.start:
        return before
    return [word + verb for word in words]


def _noun_of(verb: str) -> str | None:
    """2020年、2021年分别|完成工业投资|5亿元、6亿元: what the verb itself names, all numbers being of times."""
    start = ends().verbs.match(verb)
    return verb if start and len(verb) - start.end() > 2 else None


def _counted(number: Context, first: Context, count: int, known: tuple[Spans, ...]) -> list[str]:
    """茶、糖、盐三种商品分别…: the items stand before a figure that counts them."""
    candidate = number.candidate
    if candidate.kind != "count" or candidate.value != count or number.clause_start != first.clause_start:
        return []
    return _split(first.body[skip_lead(first.body, number.left_start, candidate.start, known) : candidate.start], count)


def _split(text: str, count: int) -> list[str]:
    """The last `count` items of an enumeration, with the noun the last one ends in shared among all."""
    text = strip_tail(text)
    group = GROUP_RE.search(text)
    text = text[: group.start()] if group else text
    # 租赁和商务服务业 is one item where 、 alone divides as many as there are numbers.
    parts = text.split("、")
    if len(parts) != count:
        parts = [part for part in ITEM_JOINT_RE.split(text) if part]
    if len(parts) < count:
        return []
    parts = _ordinals(parts[-count:])
    head = ends().heads.search(parts[-1])
    shared = head.group() if head and head.start() else ""
    # 国内、国际|货运规模: no more than that tells them apart.
    if shared and (part := bare_part(parts[-1])):
        shared = parts[-1].removeprefix(part)
    # 对越南、泰国出口: the mark of a partner belongs to each.
    mark = parts[0][0] if parts[0][0] in PARTNER_MARKS and not TRADE_RE.search(parts[0]) else ""
    return [mark + part.removeprefix(mark) + ("" if ends().heads.search(part) else shared) for part in parts]


def _ordinals(parts: list[str]) -> list[str]:
    """第一、二、三产业增加值: 第 and the noun belong to each; 第一、二产业和居民生活: to those before the noun."""
    first = ORDINAL_RE.search(parts[0])
    if first is None:
        return parts
    parts = [first.group(), *parts[1:]]
    last = next((index for index, part in enumerate(parts) if len(part.lstrip("第")) > 1), 0)
    noun = parts[last].lstrip("第")[1:]
    return ["第" + part.lstrip("第")[:1] + noun for part in parts[: last + 1]] + parts[last + 1 :]
