"""The kind of an article, told by its headline, its byline and its text; and what the names of columns above headlines show.

问：怎样申请？ | 答：…   qa       第一条 … | 第二条 …   document       青禾时评 | 让好政策再暖一点   commentary
"""

import re
from collections.abc import Sequence

from etl.column_labels import column_labels, is_briefs_label, is_label
from etl.model import ArticleKind
from etl.split.headlines import Headline
from etl.split.letters import DAY_RE as ISSUED_RE
from etl.split.pieces import APPOINTED_RE

QUESTION_RE = re.compile(r"(?:(?:读者|网友|市民|患者|专家|律师|医生)?[问答]|记者|主持人)[：:]")
LETTER_RE = re.compile("编辑(?:同志|部|朋友)?(?:你好|您好)?[：:，]")
CLAUSE_RE = re.compile(r"第[一二三四五六七八九十百零\d]{1,5}条")
# What documents say of themselves: 特此公告, 现将有关事项通知如下
ANNOUNCED_RE = re.compile(
    "特此(?:通知|公告|通告|公示|公布|声明|函告)|(?:现|现将|予以)[^。]{0,40}(?:公示|公告|通告|通知如下|公布如下)|(?:通告|公告|公布)如下"
)
ITEM_RE = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")


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


def is_essay(bylines: Sequence[str], paragraphs: Sequence[str]) -> bool:
    """Whether an article signed with a bare name speaks of its writer: 我 outside quotations, and not as in 我国 or 我们.

    >>> is_essay(["□ 高山"], ["那年我离开老家，", "后来我常梦见它。"]), is_essay(["本报记者 高山"], ["我去了。我来了。"])
    (True, False)
    """
    bare = bool(bylines) and all(re.fullmatch(r"[\W_]*[^\W\d]{2,4}", line) for line in bylines)
    told = re.sub("“[^”]*”", "", "".join(paragraphs))
    return bare and len(re.findall("我(?![们国省市县区镇乡村校厂军方院])", told)) >= 2


def kind_of(headline: Headline, printed: Sequence[str], paragraphs: Sequence[str], *, closing: Sequence[str] = ()) -> ArticleKind:
    """The kind of an article that is no caption. `printed` are its byline lines, `closing` the credits below it.

    >>> kind_of(Headline("青禾视角", "小城大舞台"), [], ["……"])
    'commentary'
    """
    if sum(bool(QUESTION_RE.match(paragraph)) for paragraph in paragraphs) >= 2:
        return "qa"
    if sum(bool(CLAUSE_RE.match(paragraph)) for paragraph in paragraphs) >= 3:
        return "document"
    if _names_document(headline.title or "") and _reads_like_document(closing, paragraphs):
        return "document"
    lines = [line for line in headline[:3] if line]
    anywhere = [row.surface for row in column_labels("commentary") if row.place == "any"]
    brackets = [match.strip("（）【】") for line in lines for match in re.findall("[（【][^（）【】]+[）】]", line)]
    labels = [*([headline.kicker] if headline.kicker else []), *(part for bracket in brackets for part in bracket.split("·"))]
    if (
        any(is_label(label) and not is_briefs_label(label) for label in labels)
        or any("评论员" in line for line in printed)
        or is_essay(printed, paragraphs)
    ):
        return "commentary"
    is_letter = bool(paragraphs) and LETTER_RE.match(paragraphs[0])
    return "commentary" if is_letter or any(word in line for word in anywhere for line in lines) else "news"
