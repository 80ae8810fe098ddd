"""What a site prints round an article and is no part of it: its tools and navigation, the line of date, page and source.

上一篇 下一篇     字号：大 中 小     分享到：微信 微博     《江海日报》（2025年03月07日 第05版）     责任编辑：白云
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from etl.imprint import HAN, PAPER_KINDS, SENTENCE_END_RE, Source
from etl.read.html.lines import Line
from etl.vocabulary import alternation, rows

DATE = r"(?:19|20)\d\d ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2}(?!\d) ?日?"
CLOCK = r"(?:[T， ]*\d{1,2}:\d{2}(?::\d{2})?(?:[.:]\d+)?)?"
WEEKDAY = r"(?:[，, ]*(?:星期|周)[一二三四五六日天])?"
PAGE = r"第? ?[A-Z]{0,2}\d{1,3} ?版(?: ?[:：] ?\S{1,8})?"
PAPER_BEFORE = r"《[^》]{2,12}》(?= ?[（(第]| ?(?:19|20)\d\d)"
HAN_RE = re.compile(f"[{HAN}]")
LETTER_RE = re.compile(rf"[{HAN}A-Za-z]")


@dataclass(frozen=True, slots=True)
class PageTool:
    """A row of page_tools.csv: a word of a site's own. A `line` of such words alone is no text, nor a closing line with an `end`
    in it; `origin` and `editor` stand before a name, `edition` behind that of the paper."""

    surface: str
    place: str
    note: str | None


@cache
def _words(*places: str) -> str:
    return alternation(tool.surface for tool in rows("page_tools", PageTool) if tool.place in places)


@cache
def _tools_re() -> re.Pattern[str]:
    return re.compile(rf"(?>{_words('line', 'origin', 'editor')}|[^{HAN}])++")


@cache
def _notice_re() -> re.Pattern[str]:
    return re.compile(_words("end"))


@cache
def _info_re() -> re.Pattern[str]:
    """Matches what the line above a body says of the page: paper, date, page, source, editor."""
    # The date in （2024年4月28日县政府常务会议通过） is part of a subtitle: no Chinese word of another kind follows one here.
    dated = rf"{DATE}{WEEKDAY}{CLOCK}(?=[^{HAN}]|$|作者|第|{_words('line', 'origin', 'editor')})"
    origin = rf"{origin_label()}[^ ，。]{{2,20}}"
    editor = rf"(?:{_words('editor')})[:： ].{{1,30}}"
    return re.compile(rf"{PAPER_BEFORE}|{dated}|{PAGE}|{origin}|[（(【\[]{editor}[）)】\]]|{editor}$")


def origin_label() -> str:
    """Matches what stands before the name of the paper a site has an article from: 来源 and a colon."""
    return f"(?:{_words('origin')})[:： ]+"


@cache
def paper_re() -> re.Pattern[str]:
    """Matches the name of a newspaper and of its edition on the net: 江海日报多媒体数字版. Not every 报 is one: 天气预报."""
    known = alternation(source.surface for source in rows("sources", Source) if source.kind == "paper")
    return re.compile(rf"《?(?P<paper>{known}|[{HAN}]{{2,6}}?(?:{PAPER_KINDS}))》?(?:{_words('edition')})?")


def is_chrome(line: Line) -> bool:
    """Whether a line is the site's: a link that is no sentence, the name of the paper, or tools alone."""
    if line.is_picture:
        return False
    if line.is_link:
        return not SENTENCE_END_RE.search(line.text)
    if paper_re().fullmatch(line.text):
        return True
    if line.level or line.is_bold or line.part in ("title", "kicker", "subtitle"):
        return False
    return bool(_tools_re().fullmatch(line.text)) and not _is_figure(line.text)


def _is_figure(text: str) -> bool:
    """Whether a line without Chinese words can be text all the same: a number, a name in Latin letters."""
    return len(text) > 3 and not HAN_RE.search(text) and bool(re.search(r"\w", text))


def without_info(text: str) -> str:
    """What a line above a body says beside date, page, source, editor and tools: its writers, or nothing.

    >>> without_info("□ 记者 白云 《江海日报》（2025年03月07日 第 05 版）"), without_info("2025-03-07 来源：江海网 字号：大 小")
    ('□ 记者 白云', '')
    """
    rest = re.sub(r"[（(【\[][\s，,|/]*[）)】\]]", " ", _info_re().sub(" ", text))
    words = [word for word in rest.split() if not HAN_RE.search(word) or not _tools_re().fullmatch(word)]
    left = " ".join(words).strip(" |/，,·-+")
    return left if len(LETTER_RE.findall(left)) > 1 and not paper_re().fullmatch(left) else ""


def without_tools(body: Sequence[Line]) -> list[Line]:
    """A body without the site's lines above and below it."""
    kept = list(body)
    while kept and is_chrome(kept[0]):
        kept.pop(0)
    while kept and (is_chrome(kept[-1]) or is_tool(kept[-1])):
        kept.pop()
    return kept


def without_links(body: Sequence[Line]) -> list[Line]:
    """A body without links in its midst, and without the notice of copyright that closes it."""
    kept = [line for line in body if not (line.is_link and is_chrome(line))]
    while kept and is_notice(kept[-1]):
        kept.pop()
    return kept


def is_notice(line: Line) -> bool:
    """Whether a line holds a word of notices of copyright, whose letters may be set apart."""
    return bool(_notice_re().search(line.text.replace(" ", "")))


def has_info(line: Line) -> bool:
    """Whether a line says of which paper, date or page it is, or who edited it."""
    return bool(_info_re().search(line.text)) or paper_re().fullmatch(line.text) is not None


def is_tool(line: Line) -> bool:
    """Whether a line holds tools of the site alone, even where it is set as a heading (热点推荐)."""
    return not line.is_picture and bool(_tools_re().fullmatch(line.text)) and not _is_figure(line.text)
