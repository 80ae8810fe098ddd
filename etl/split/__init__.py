"""Page → articles: who wrote what, where each begins and ends, and what of the page belongs to none.

    pieces.py     lines → pieces (heading, dateline, text, credit …)
    drafts.py     pieces → drafts of articles
    cohesion.py   whether two stretches speak of the same thing
    headlines.py  kicker, title, subtitle, kind

The text is repaired: a paragraph or headline a line. An empty line is a gap wider than the page's usual one: evidence for the
border of an article.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match

from etl.furniture import read_header
from etl.model import Article, LeftOver, Page
from etl.split.drafts import Draft, draft_articles
from etl.split.headlines import Headline, kind_of, read_headline
from etl.split.pieces import Part, Piece, cut_lines

CHINESE_DIGITS = {letter: value for value, letter in enumerate("〇一二三四五六七八九十")}
PRINTED_DATE_RE = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>[\d一二三四五六七八九十]{1,3})月)?(?P<day>[\d一二三四五六七八九十]{1,3})日"
)

REASONS = ("masthead", "page label", "editors' line", "advertisement", "notice", "weather", "ornament", "no body")


@dataclass(frozen=True, slots=True)
class Split:
    """A page taken apart: each letter of its text stands once, in an article or, for one of REASONS, among what is left over."""

    articles: tuple[Article, ...]
    left_over: tuple[LeftOver, ...]


def split(page: Page, text: str) -> Split:
    """Takes the repaired text of a page apart.

    >>> page = Page("demo.txt", "", "txt", "")
    >>> split(page, "青禾大桥通车\\n本报讯（记者白云）青禾大桥今天通车。").articles[0].title
    '青禾大桥通车'
    """
    pieces = take_header(_take_notices(cut_lines(text)))
    left_over = [LeftOver(piece.text, piece.label or "page label") for piece in pieces if piece.part is Part.FURNITURE]
    articles: list[Article] = []
    for draft in draft_articles([piece for piece in pieces if piece.part is not Part.FURNITURE]):
        if not draft.paragraphs:
            left_over += [LeftOver(line, "no body") for line in draft.printed]
            continue
        headline = read_headline(draft.headings)
        left_over += [LeftOver(line, "masthead") for line in headline.spare]
        articles.append(_article(len(articles) + 1, draft, headline, page.issue_date))
    return Split(tuple(articles), tuple(left_over))


def _take_notices(pieces: list[Piece]) -> list[Piece]:
    """Takes the text below the heading of a notice (遗失声明) for a part of the notice."""
    taken: list[Piece] = []
    for piece in pieces:
        above = taken[-1] if taken else None
        below_notice = above is not None and above.part is Part.FURNITURE and above.label == "notice"
        taken.append(piece._replace(part=Part.FURNITURE, label="notice") if below_notice and piece.part is Part.TEXT else piece)
    return taken


def take_header(pieces: Sequence[Piece]) -> list[Piece]:
    """Takes the lines of the page's header, above its first headline: names of sections, honours of the paper, its services.

    >>> [piece.part.value for piece in take_header(cut_lines("文化·体育\\n青禾云客户端\\n大桥通车\\n大桥今天通车。"))]
    ['furniture', 'furniture', 'heading', 'text']
    """
    top = next((at for at, piece in enumerate(pieces) if piece.part not in (Part.HEADING, Part.FURNITURE)), len(pieces))
    last = max((at for at, piece in enumerate(pieces[:top]) if piece.part is Part.HEADING), default=0)
    reasons = [read_header(piece.text) if piece.part is Part.HEADING else None for piece in pieces[:last]]
    taken = [
        piece._replace(part=Part.FURNITURE, label=why) if why else piece for piece, why in zip(pieces, reasons, strict=False)
    ]
    return [*taken, *pieces[last:]]


def _article(position: int, draft: Draft, headline: Headline, issue_date: date | None) -> Article:
    imprints = [piece.imprint for piece in draft.signed]
    bylines = [piece.text for piece in draft.signed if piece.part is Part.BYLINE]
    return Article(
        position=position,
        kind="caption" if draft.caption else kind_of(headline, bylines, draft.paragraphs),
        body="\n".join(draft.paragraphs),
        kicker=headline.kicker,
        title=headline.title,
        subtitle=headline.subtitle,
        dateline="\n".join(draft.texts(Part.DATELINE)) or None,
        credits="\n".join(draft.texts(Part.BYLINE, Part.CREDIT, Part.PHOTO, Part.FROM, Part.ONWARD)) or None,
        byline=_names(draft),
        source=next((imprint.source for imprint in imprints if imprint.source), None),
        dateline_place=next((imprint.place for imprint in imprints if imprint.place), None),
        published=published(next((imprint.printed_date for imprint in imprints if imprint.printed_date), None), issue_date),
        continued_from=draft.label(Part.FROM),
        continued_to=draft.label(Part.ONWARD),
    )


def _names(draft: Draft) -> tuple[str, ...]:
    """The names of dateline and byline; those of a closing or photo credit only where there are no others."""
    written = [name for piece in draft.signed if piece.part in (Part.DATELINE, Part.BYLINE) for name in piece.imprint.names]
    closing = [name for piece in draft.signed if piece.part is Part.CREDIT for name in piece.imprint.names]
    photo = [name for piece in draft.signed if piece.part is Part.PHOTO and draft.caption for name in piece.imprint.names]
    return tuple(dict.fromkeys(written or closing or photo))


def published(printed: str | None, issue_date: date | None) -> str | None:
    """When an article is dated: the dateline's day in the year of the issue, else the issue's date; as much as is known.

    A dateline of December in an issue of January is of the year before.

    >>> published("12月31日", date(2026, 1, 2)), published("2月21日", None), published("2025年6月1日", None)
    ('2025-12-31', None, '2025-06-01')
    >>> published("30日", date(2026, 5, 2))
    '2026-04-30'
    """
    issue = issue_date.isoformat() if issue_date else None
    match = PRINTED_DATE_RE.fullmatch(printed or "")
    if not match or not (match["year"] or issue_date):
        return issue
    year, month = _month_of(match, issue_date or date.min)
    try:
        return date(year, month, _number(match["day"])).isoformat()
    except ValueError:  # a misread day (2月31日) tells nothing
        return issue


def _month_of(match: Match[str], issue_date: date) -> tuple[int, int]:
    """Year and month of a printed date; a bare day (北京6日电) is of the issue's month or of the one before."""
    if not match["month"]:
        past = _number(match["day"]) <= issue_date.day + 1
        last = issue_date if past else issue_date - timedelta(days=issue_date.day)
        return last.year, last.month
    month = _number(match["month"])
    return int(match["year"] or issue_date.year - (month > issue_date.month + 6)), month


def _number(digits: str) -> int:
    """A day or month in either kind of digits.

    >>> _number("21"), _number("二十一"), _number("十二")
    (21, 21, 12)
    """
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    return (CHINESE_DIGITS.get(tens, 1) * 10 if ten else 0) + CHINESE_DIGITS.get(ones, 0)
