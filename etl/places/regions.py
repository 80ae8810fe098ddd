"""Named parts of the country and of the world that are no division: 长三角, 黄河流域, 东北三省, 中东部, 欧盟.

A `name` is a region wherever it stands; a `side` (东北, 西部) also begins other words (东北虎, 西部大开发), so it counts with
地区, 各省 or a number of provinces behind it (东北三省, 沿黄九省区), or at the head of a clause or behind 在 (西北降温). What
stands directly behind a place is a part of that place (内蒙古|西部).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from etl.errors import BaoshuError
from etl.model import PlaceMention
from etl.places.divisions import divisions
from etl.places.local import is_border
from etl.vocabulary import by_letter, rows

RULE, ABROAD = "region", "abroad"
PROVINCES = r"(?:[两三四五六七八九十0-9]+|各)(?:省区市|个?省份|省区|省市|省)"
# 中国—东盟|博览会: what is held is not there.
MEETING_RE = re.compile(r"(?:国际)?(?:博览会|峰会|论坛|自贸区|首脑|领导人)|[^，。；：“”]{0,4}(?:联赛|锦标赛|邀请赛|大赛|杯赛)")
# 东北虎|林园, 西部|大开发, 华东|师范大学: what begins a name.
INSTITUTE = r"[一-鿿]{0,4}(?:研究[所院]|大学|学院|公司|集团|银行|名家)"
NAME_AFTER = r"(?:[一-鿿]{0,4}(?:大学|师大|学院|电网|证券|机场|战区|抗联|航空|协作|计划|大开发|陆海|医院|银行|能源|制药))"


@dataclass(frozen=True, slots=True)
class Region:
    """A region: a `name` by itself, a `side` only where its words show it, an `edge` (沿海) only with 地区 or provinces, the
    river of a `basin` (黄河|流域), or one `abroad`; the province it lies in, if in one; what may not stand behind it."""

    surface: str
    kind: str
    code: str | None
    not_before: str | None
    note: str | None


@cache
def _regions() -> dict[str, Region]:
    found = {region.surface: region for region in rows("regions", Region)}
    for region in found.values():
        if region.code and region.code not in divisions():
            raise BaoshuError(f"regions.csv: the code '{region.code}' of '{region.surface}' stands in no row of divisions.csv")
    return found


@cache
def _pattern() -> re.Pattern[str]:
    ordered = sorted(_regions().values(), key=lambda one: -len(one.surface))
    patterns = [
        *(_guarded(one) + "流域(?:地区)?" for one in ordered if one.kind == "basin"),
        *(one.surface + f"(?:{PROVINCES}|地区|大部)(?:地区)?" for one in ordered if one.kind in ("side", "edge")),
        *(_guarded(one) + f"(?!{INSTITUTE})(?:地区)?" for one in ordered if one.kind == "name"),
        *(_guarded(one) for one in ordered if one.kind == "abroad"),
        *(_guarded(one) + f"(?!{NAME_AFTER})" for one in ordered if one.kind == "side"),
    ]
    return re.compile(by_letter(patterns))


def _guarded(region: Region) -> str:
    return region.surface + (f"(?![{region.not_before}])" if region.not_before else "")


def find_regions(body: str, mentions: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """The regions of a body in order, none of them inside or directly behind a mention.

    >>> [region.text for region in find_regions("长三角去年增长5%，东北三省增长4%，东北虎增至60只。", [])]
    ['长三角', '东北三省']
    """
    matches = list(_pattern().finditer(body))
    if not matches:
        return
    taken = {offset for mention in mentions for offset in range(mention.start, mention.end + 1)}
    end = -1
    for match in matches:
        if match.start() in taken or match.end() - 1 in taken:
            continue
        is_listed = match.start() == end + 1 and body[end] == "、"
        bare = _regions().get(match.group())
        if bare and bare.kind == "side" and not is_listed and not is_border(body, match.start()):
            continue
        if MEETING_RE.match(body, match.end()):
            continue
        end = match.end()
        region = bare or _regions().get(match.group().removesuffix("地区").removesuffix("流域"))
        code = region.code if region else None
        yield PlaceMention(match.group(), *match.span(), code, ABROAD if bare and bare.kind == "abroad" else RULE)
