"""Quoted words of ten or more characters that are nobody's speech, each for a named reason.

document           《条例》规定：“…” · 碑上写着“…” · 文章说：“…”
body               会议指出：“…” · 国务院要求“…”
theme              论坛主题为“…” · 大会以“…”为主题 · 所谓“…”
name               “…”行动启动 · 推出“…”特展
by itself          “…”。 a sentence of its own, without a stop of its own
phrase             走出一条“…”的路子 · 形成“…”，…: words of the sentence they stand in
without its fellow a mark that opens and never closes
SPEAKER_NOT_FOUND  “…。” with a stop, or behind a cue, and no speaker is found: speech of somebody nobody has read
"""

import re
from collections.abc import Callable, Iterator, Sequence

from etl.model import Article, Ignored, Quote, UnnamedQuote
from etl.speakers.cues import cue_re
from etl.speakers.marks import Run, hide_quoted, quoted_runs

SPEAKER_NOT_FOUND = "speaker not found"
WITHOUT_FELLOW = "without its fellow"
SHORTEST = 10
LEAD, TAIL = 40, 30
FULL_STOPS = "。！？…"
HAN = "一-鿿"
# The clause before the words, and a clause that it may be set off by: 《条例》明确，
LEAD_RE = re.compile(r"(?:^|[，。；：！？…\n”])(?P<clause>[^，。；：！？…\n”]*[，：]?)$")
TAIL_RE = re.compile(r"(?:[，、和与及]?“〇*”)*(?P<clause>[^，。；：！？…\n“]*)")
DOCUMENT_RE = re.compile(
    r"(?:》|条例|规定|办法|通知|文件|意见|纲要|规划|方案|协议|合同|公约|宪法|法典|声明|公报|公告|文章|评论|社论|报告|诗句?|歌词?|[来致回复遗]信|倡议书|碑|牌|标语|横幅|条幅|短信|微信|留言|日记|字条|纸条|朋友圈|标题)[^，。：]{0,14}[，：]?$"
    r"|(?:写着|写道|写有|写下|写了|题写|题词|上书|印着|印有|刻着|刻有|挂着|贴着|贴有|打着|打出|显示|载|记载|有云|诗云|唱道|回复|留言|搜索|输入)(?:了)?[，：]?$"
)
BODY_RE = re.compile(
    r"(?:会议|大会|全会|座谈会|论坛|国务院|中央|政府|委员会|[委部局厅署院办会]|中心|公司|集团|协会|法院|检察院|机构|企业|银行|学校|大学|组织|联盟|总部|法庭|仲裁庭|平台)[^，。：的]{0,12}$"
)
THEME_RE = re.compile(
    r"(?:以|为|是|即|题为|名为|叫作?|叫做|称为|称作|称之为|誉为|所谓|围绕|聚焦|按照|遵循|秉持|坚持|践行|弘扬)(?:的)?$"
)
NOUN_RE = re.compile(rf"[{HAN}\d](?<![的地得是为])")


def find_ignored(article: Article, quotes: Sequence[Quote | UnnamedQuote]) -> list[Ignored]:
    """The quoted words of an article that no quote holds, with the reason, in reading order.

    >>> article = Article(1, "news", "论坛以“守护一江清水共建美丽家园”为主题。他走出一条“水清岸绿、人水相亲的好路子”，很难。")
    >>> [(ignored.text, ignored.reason) for ignored in find_ignored(article, [])]
    [('守护一江清水共建美丽家园', 'theme'), ('水清岸绿、人水相亲的好路子', 'phrase')]
    """
    return sorted([*_ignored_runs(article.body, quotes), *_stray_marks(article.body, quotes)], key=lambda one: one.start)


def _ignored_runs(body: str, quotes: Sequence[Quote | UnnamedQuote]) -> Iterator[Ignored]:
    for run in quoted_runs(body):
        if run.end - run.start >= SHORTEST and all(quote.end <= run.start or run.end <= quote.start for quote in quotes):
            reason = next(reason for reason, holds in REASONS if holds(body, run))
            yield Ignored(body[run.start : run.end], run.start, run.end, reason)


def _stray_marks(body: str, quotes: Sequence[Quote | UnnamedQuote]) -> Iterator[Ignored]:
    """Opening marks outside every run: what they open is shown to the end of its clause."""
    for mark in re.finditer("“(?P<words>[^，。；！？\n“”]*)", hide_quoted(body)):
        start, end = mark.span("words")
        if mark["words"].strip("〇") and all(quote.end <= start or end <= quote.start for quote in quotes):
            yield Ignored(mark["words"], start, end, WITHOUT_FELLOW)


def _lead(body: str, run: Run) -> str:
    """The clause that leads to the words; of a clause set off by a comma or colon, that one."""
    match = LEAD_RE.search(hide_quoted(body)[max(0, run.start - 1 - LEAD) : run.start - 1])
    return match["clause"] if match else ""


def _tail(body: str, run: Run) -> str:
    """The rest of the clause behind the words, and behind others listed with them."""
    match = TAIL_RE.match(hide_quoted(body), run.end + 1, run.end + 1 + TAIL)
    return match["clause"] if match else ""


def _ends_in_cue(clause: str) -> bool:
    clause = clause.rstrip("，：")
    return any(cue.end() == len(clause) for cue in cue_re().finditer(clause))


def _is_of_document(body: str, run: Run) -> bool:
    return DOCUMENT_RE.search(_lead(body, run)) is not None


def _is_of_body(body: str, run: Run) -> bool:
    lead = _lead(body, run)
    cue = next(iter(cue_re().finditer(lead)), None)
    return cue is not None and BODY_RE.search(lead[: cue.start()]) is not None


def _is_theme(body: str, run: Run) -> bool:
    return body[run.end - 1] not in FULL_STOPS and THEME_RE.search(_lead(body, run)) is not None


def _is_speech(body: str, run: Run) -> bool:
    """A stop before the closing mark, a colon before the words, or a cue before or behind them that they are the object of."""
    lead, tail = _lead(body, run), _tail(body, run)
    ends = body[run.end - 1] in FULL_STOPS or lead.endswith("：")
    return ends or (not lead and _ends_in_cue(tail)) or (not tail and _ends_in_cue(lead))


def _is_name(body: str, run: Run) -> bool:
    return not _is_speech(body, run) and NOUN_RE.match(_tail(body, run)) is not None


def _is_by_itself(body: str, run: Run) -> bool:
    return not _lead(body, run) and not _tail(body, run)


def _is_phrase(body: str, run: Run) -> bool:
    """What is none of the others: it stands in a sentence of the paper."""
    return bool(body[run.start : run.end])


REASONS: tuple[tuple[str, Callable[[str, Run], bool]], ...] = (
    ("document", _is_of_document),
    ("theme", _is_theme),
    ("name", _is_name),
    ("body", _is_of_body),
    (SPEAKER_NOT_FOUND, _is_speech),
    ("by itself", _is_by_itself),
    ("phrase", _is_phrase),
)
