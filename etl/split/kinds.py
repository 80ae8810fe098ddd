"""The kind of an article, told by its headline, its byline and its text; and what the names of columns above headlines show.

问：怎样申请？ | 答：…   qa       第一条 … | 第二条 …   document       青禾时评 | 让好政策再暖一点   commentary
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from etl.column_labels import column_labels, is_briefs_label, is_label
from etl.model import ArticleKind
from etl.split.headline_signs import DOCUMENT_NUMBER_RE
from etl.split.headlines import Headline
from etl.split.letters import DAY_RE as ISSUED_RE
from etl.split.pieces import APPOINTED_RE
from etl.vocabulary import alternation, rows

QUESTION_RE = re.compile(r"(?:\d+[.、])?(?:(?:读者|网友|市民|患者|专家|律师|医生)?[问答]|记者|主持人|[QA])[：:]")
ASKED_RE = re.compile(r"《?(?P<who>[^：。，“”]{2,10})》?：[^：]{2,80}？")
ASKING_RE = re.compile(r"[^。！]{3,50}？")
LETTER_RE = re.compile("编辑(?:同志|部|朋友)?(?:你好|您好)?[：:，]")
CLAUSE_RE = re.compile(r"第[一二三四五六七八九百零十\d]{1,5}条")
# What documents say of themselves: 特此公告, 现将有关事项通知如下, 现予公布
ANNOUNCED_RE = re.compile(
    "特此(?:通知|公告|通告|公示|公布|声明|函告)|(?:现|现将|予以)[^。]{0,40}(?:公示|公告|通告|通知如下|公布如下)|(?:通告|公告|公布)如下|如下(?:倡议|承诺|决定|通告|公告)|现予公布"
)
ITEM_RE = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
# One of a series of comments: ——三论优化营商环境
ARGUES_AGAIN_RE = re.compile("—*[一二三四五六七八九十再]{1,2}[论谈评](?![坛判价文点出为上选])")
# Closes a piece and signs it for nobody: ③6, （完）
NAMELESS_RE = re.compile(r"[①-⑳]\d{1,2}|[（(](?:全?文?完|未完待续)[）)]")
AUTHOR_RE = re.compile("[（(]?作者(?:系|为|单位|简介|是|[：:])")
# A name without 记者 or a source: □ 高山, 文/高山, 高山（石桥）; that of a reporter may stand behind 文/ as well.
BARE_NAME_RE = re.compile(
    r"(?!.*(?:[讯电]|记者|通讯员))[\W_]*(?:(?:文|撰文|作者|执笔)[/／：: ]+)?[^\W\d]{2,4}(?:（[^\W\d]{2,6}）|[）)])?"
)
WORDS_BY_RE = re.compile(r"[\W_]*文[/／]")
QUOTED_RE = re.compile("“[^”]*”")
BRACKET_RE = re.compile("[（【][^（）【】]+[）】]")
# So many words of opinion stand in a hundred letters of a comment, and no more words of reports; twice as many without a name.
OPINIONATED = 0.3


@dataclass(frozen=True, slots=True)
class OpinionWord:
    """A row of opinion_words.csv: a word that `shows` a text to be an `opinion` or a `report`."""

    surface: str
    shows: str
    note: str | None


@cache
def shows_re(what: str) -> re.Pattern[str]:
    """Matches the words that show an `opinion` or a `report`."""
    return re.compile(alternation(row.surface for row in rows("opinion_words", OpinionWord) if row.shows == what))


def kind_of(headline: Headline, printed: Sequence[str], paragraphs: Sequence[str], *, closing: Sequence[str] = ()) -> ArticleKind:
    """The kind of an article that is no caption. `printed` are its dateline and byline lines, `closing` the credits below.

    >>> kind_of(Headline("青禾视角", "小城大舞台"), [], ["……"])
    'commentary'
    """
    if _asks(headline, paragraphs):
        return "qa"
    if _is_document(headline, paragraphs, closing):
        return "document"
    signatures = [*printed, *(line for line in closing if not NAMELESS_RE.fullmatch(line))]
    names_opinion = _names_opinion(headline) or any("评论员" in line for line in printed)
    is_letter = bool(paragraphs) and bool(LETTER_RE.match(paragraphs[0]))
    by_author = any(AUTHOR_RE.match(line) for line in closing)
    voiced = is_essay(signatures, paragraphs) or (bool(headline.title) and is_argued(signatures, paragraphs))
    return "commentary" if names_opinion or is_letter or by_author or voiced else "news"


def _asks(headline: Headline, paragraphs: Sequence[str]) -> bool:
    """Whether a text is of questions and answers: by 问 and 答, by one who asks again and again, or by its headline."""
    if sum(bool(QUESTION_RE.match(paragraph)) for paragraph in paragraphs) >= 2:
        return True
    lines = [*filter(None, headline[:3]), *paragraphs]
    askers = Counter(match["who"] for line in lines if (match := ASKED_RE.fullmatch(line)))
    if max(askers.values(), default=0) >= 2:
        return True
    words = [row.surface for row in column_labels("qa")]
    named = any(word in line for line in headline[:3] if line for word in words)
    return named and sum(bool(ASKING_RE.fullmatch(paragraph)) for paragraph in paragraphs) >= 2


def _is_document(headline: Headline, paragraphs: Sequence[str], closing: Sequence[str]) -> bool:
    clauses = sum(bool(CLAUSE_RE.match(paragraph)) for paragraph in paragraphs)
    numbered = bool(DOCUMENT_NUMBER_RE.fullmatch(headline.subtitle or ""))
    named = _names_document(headline.title or "")
    return clauses >= 3 or (named and (numbered or _reads_like_document(closing, paragraphs)))


def _names_document(title: str) -> bool:
    """Whether a title is a document's own name (青禾县委关于加强基层治理的意见)."""
    bare = re.sub("（[^（）]*）$", "", title)
    return any(bare.endswith(row.surface) for row in column_labels("document"))


def _reads_like_document(closing: Sequence[str], paragraphs: Sequence[str]) -> bool:
    """Whether a text has the items of a document, those it appoints, what it announces, or below it the day it was issued."""
    items = sum(bool(ITEM_RE.match(paragraph)) for paragraph in paragraphs)
    appoints = any(APPOINTED_RE.fullmatch(paragraph) for paragraph in paragraphs)
    announces = any(ANNOUNCED_RE.search(paragraph) for paragraph in paragraphs)
    return items >= 2 or appoints or announces or any(ISSUED_RE.fullmatch(line) for line in closing)


def _names_opinion(headline: Headline) -> bool:
    """Whether a headline names a column of opinion, or says that it is one of a series of comments (——三论优化营商环境)."""
    lines = [line for line in headline[:3] if line]
    brackets = [part for line in lines for match in BRACKET_RE.findall(line) for part in match.strip("（）【】").split("·")]
    before = [re.split("[丨｜|：]", line)[0] for line in lines if re.search("[丨｜|：]", line)]
    labels = [*([headline.kicker] if headline.kicker else []), *brackets, *before]
    anywhere = [row.surface for row in column_labels("commentary") if row.place == "any"]
    return (
        any(label.endswith("评论员") or (is_label(label) and not is_briefs_label(label)) for label in labels)
        or any(ARGUES_AGAIN_RE.match(line) for line in lines)
        or any(word in line for word in anywhere for line in lines)
    )


def is_essay(signatures: Sequence[str], paragraphs: Sequence[str]) -> bool:
    """Whether an article signed with a bare name speaks of its writer: 我 outside quotations, and not as in 我国 or 我们.

    >>> is_essay(["□ 高山"], ["那年我离开老家，", "后来我常梦见它。"]), is_essay(["本报记者 高山"], ["我去了。我来了。"])
    (True, False)
    """
    if not _is_signed_bare(signatures):
        return False
    told = QUOTED_RE.sub("", "".join(paragraphs))
    return len(re.findall("我(?![们国省市县区镇乡村校厂军方院])", told)) >= 2


def is_argued(signatures: Sequence[str], paragraphs: Sequence[str]) -> bool:
    """Whether an article signed with a bare name, or with none, argues rather than reports.

    >>> is_argued(["高山"], ["路修好了，更要管好。与其年年补，不如建得牢。"]), is_argued(["高山"], ["记者近日看到，路修好了。"])
    (True, False)
    """
    if signatures and not _is_signed_bare(signatures):
        return False
    text = "".join(paragraphs)
    share = 100 * len(shows_re("opinion").findall(QUOTED_RE.sub("", text))) / max(len(text), 1)
    reports = 100 * len(shows_re("report").findall(text)) / max(len(text), 1)
    if any(WORDS_BY_RE.match(line) for line in signatures) or not signatures:
        return share >= 2 * OPINIONATED and not reports
    return share >= max(OPINIONATED, reports)


def _is_signed_bare(signatures: Sequence[str]) -> bool:
    return bool(signatures) and all(BARE_NAME_RE.fullmatch(line) for line in signatures)
