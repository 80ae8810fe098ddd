"""Page → articles: who wrote what, where each begins and ends, and what of the page belongs to none.

    blocks.py     page → blocks, where its layout is known
    pieces.py     lines → pieces (heading, dateline, text, credit …)
    captions.py   pieces → captions, and the stream of pieces without them
    sections.py   which headlines open articles, and which are sub-headings
    openings.py   how much speaks for a headline to open an article
    cohesion.py   how much two stretches speak of the same thing
    drafts.py     pieces → drafts of articles
    headlines.py  kicker, title, subtitle (headline_parts.py weighs the ways to part them, headline_signs.py what a line shows)
    kinds.py      the kind of an article

The text is repaired: a paragraph or headline a line. Where the layout is known, marks tell of it (`etl.marks`); elsewhere an
empty line is a gap wider than the page's usual one: evidence for the border of an article.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from etl.marks import is_laid_out
from etl.model import Article, LeftOver, Page
from etl.published import date_article
from etl.split.blocks import cut_blocks
from etl.split.draft import Draft
from etl.split.drafts import draft_articles
from etl.split.headlines import Headline, read_headline
from etl.split.kinds import kind_of
from etl.split.pieces import Part, Piece

REASONS = ("masthead", "page label", "editors' line", "advertisement", "notice", "weather", "ornament", "table", "no body")


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
    laid_out = is_laid_out(text)
    blocks = cut_blocks(text)
    furniture = [piece for block in blocks for piece in block if piece.part is Part.FURNITURE]
    left_over = [LeftOver(piece.text, piece.label or "page label") for piece in furniture]
    articles: list[Article] = []
    for draft in (draft for block in blocks for draft in _drafts(block, laid_out=laid_out)):
        if not draft.paragraphs:
            left_over += [LeftOver(line, "no body") for line in draft.printed]
            continue
        headline = read_headline(draft.headings, _levels(draft, laid_out=laid_out), "".join(draft.paragraphs))
        left_over += [LeftOver(line, "masthead") for line in headline.spare]
        articles.append(_article(len(articles) + 1, draft, headline, page))
    return Split(tuple(articles), tuple(left_over))


def _drafts(block: Sequence[Piece], *, laid_out: bool) -> list[Draft]:
    return draft_articles([piece for piece in block if piece.part is not Part.FURNITURE], laid_out=laid_out)


def _levels(draft: Draft, *, laid_out: bool) -> list[int]:
    """The levels of a draft's headlines; without borders they tell something only where every line has one and they differ."""
    told = laid_out or (all(draft.levels) and len(set(draft.levels)) > 1)
    return draft.levels if told else [0] * len(draft.levels)


def _article(position: int, draft: Draft, headline: Headline, page: Page) -> Article:
    imprints = [piece.imprint for piece in draft.signed]
    signatures = draft.texts(Part.DATELINE, Part.BYLINE)
    printed_date = next((imprint.printed_date for imprint in imprints if imprint.printed_date), None)
    dating = date_article(printed_date, page, "\n".join(draft.paragraphs))
    return Article(
        position=position,
        kind="caption" if draft.caption else kind_of(headline, signatures, draft.paragraphs, closing=draft.texts(Part.CREDIT)),
        body="\n".join(draft.paragraphs),
        kicker=headline.kicker,
        title=headline.title,
        subtitle=headline.subtitle,
        dateline="\n".join(draft.texts(Part.DATELINE)) or None,
        credits="\n".join(draft.texts(Part.BYLINE, Part.CREDIT, Part.PHOTO, Part.FROM, Part.ONWARD)) or None,
        byline=_names(draft),
        source=next((imprint.source for imprint in imprints if imprint.source), None),
        dateline_place=next((imprint.place for imprint in imprints if imprint.place), None),
        published=dating.published,
        published_from=dating.published_from,
        continued_from=draft.label(Part.FROM),
        continued_to=draft.label(Part.ONWARD),
    )


def _names(draft: Draft) -> tuple[str, ...]:
    """The names of dateline and byline; those of a closing or photo credit only where there are no others."""
    written = [name for piece in draft.signed if piece.part in (Part.DATELINE, Part.BYLINE) for name in piece.imprint.names]
    closing = [name for piece in draft.signed if piece.part is Part.CREDIT for name in piece.imprint.names]
    photo = [name for piece in draft.signed if piece.part is Part.PHOTO and draft.caption for name in piece.imprint.names]
    return tuple(dict.fromkeys(written or closing or photo))
