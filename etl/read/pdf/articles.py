"""Blocks → articles: which headline stands over which text, which text is the caption of which picture.

A chain of text belongs to the headline under which it opens; a headline set vertically or in the middle of its text to the
chain around it. What belongs to no headline stands by itself: captions, furniture, boxes of their own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from etl.continuation_marks import find_continuation
from etl.imprint import read_byline
from etl.read.pdf.blocks import Block, is_heading_text, stack_lines
from etl.read.pdf.boxes import Box, around
from etl.read.pdf.columns import join_columns
from etl.read.pdf.drawings import Drawings, with_artwork
from etl.read.pdf.flow import chain_blocks
from etl.read.pdf.headlines import Headline, take_headlines
from etl.read.pdf.items import cut_items
from etl.read.pdf.justified import join_justified
from etl.read.pdf.lines import Line
from etl.read.pdf.run_in import cut_run_in
from etl.read.pdf.sheet import Sheet
from etl.read.pdf.tables import take_tables

# Type in which so much of the page is set is that of its texts, not of its captions.
SHARE_OF_TEXT = 0.12
CLOSE_CREDIT, LONGEST_CAPTION = 0.9, 6
CREDIT_RE = re.compile("(?:摄|供图)[）)]?$")


@dataclass(eq=False)
class Article:
    """A headline and the text below it, or one without the other; `inner` headlines stand before a block of the text."""

    text: list[Block]
    headline: Headline | None = None
    inner: dict[Block, Headline] = field(default_factory=dict)
    picture: bool = False
    table: bool = False

    @property
    def box(self) -> Box:
        boxes = [block.box for block in self.text]
        return around([*boxes, self.headline.box] if self.headline else boxes)


def find_articles(lines: Sequence[Line], drawn: Drawings, *, body: float) -> list[Article]:
    """The articles of a page in reading order, and with them all else that is printed on it."""
    drawn = with_artwork(drawn, [line.box for line in lines])
    tables, lines = take_tables(lines, drawn)
    headlines, blocks = take_headlines(stack_lines(join_justified(lines), drawn), body, drawn)
    captions, blocks = take_captions(blocks, drawn.pictures)
    blocks = join_columns(blocks, [headline.box for headline in headlines], drawn)
    headlines, blocks = cut_items(blocks, headlines)
    headlines, blocks = cut_run_in(blocks, headlines)
    sheet = Sheet(tuple(blocks), tuple(headlines), drawn)
    articles = _join_marks([Article(chain) for chain in chain_blocks(sheet)])
    for headline in sorted(headlines, key=lambda one: (one.text is None, -one.size)):
        _give_headline(headline, articles, sheet)
    for article in articles:
        article.text = _with_signature_first(article)
    return sorted([*articles, *captions, *(Article([table], table=True) for table in tables)], key=_place)


def _place(article: Article) -> tuple[float, float]:
    first = article.headline.box if article.headline else article.text[0].box
    return (round(first.y0 / 20), first.x0)


def _join_marks(articles: Sequence[Article]) -> list[Article]:
    """Sets a mark in type of its own (（上接第一版）) before the text directly below it."""
    joined = list(articles)
    for article in articles:
        mark = article.text[0]
        found = find_continuation(mark.text) if len(article.text) == 1 and len(mark.lines) == 1 else None
        if found is None or found.way != "back" or found.end < len(mark.text):
            continue
        below = [
            other
            for other in joined
            if other is not article
            and 0 <= other.text[0].box.y0 - mark.box.y1 + 0.3 * mark.size <= 2 * mark.size
            and other.text[0].column.shared_width(mark.box) > 0
        ]
        if len(below) == 1:
            below[0].text.insert(0, mark)
            joined.remove(article)
    return joined


def _take_signature(headline: Headline, articles: list[Article]) -> Headline:
    """A vertical headline with the small lines that stand within its ground: label and byline, texts of nobody else."""
    small = [
        article
        for article in articles
        if headline.vertical
        and article.headline is None
        and all(headline.box.holds(block.box, slack=block.size) for block in article.text)
    ]
    for article in small:
        articles.remove(article)
    return Headline((*headline.blocks, *(block for article in small for block in article.text)), headline.span)


def _give_headline(headline: Headline, articles: list[Article], sheet: Sheet) -> None:
    """Sets a headline over the article it belongs to; one that has none stands by itself."""
    whole = _take_signature(headline, articles)
    opened = next((a for a in articles if a.text and sheet.openings.get(a.text[0]) is headline and not a.headline), None)
    if opened:
        opened.headline = whole
        return
    under = [a for a in articles if any(sheet.headed.get(block) is headline for block in a.text)]
    under += [a for a in articles if a not in under and _is_beside(headline, a)]
    for article in sorted(under, key=lambda a: -_shared_ground(headline, a)):
        if article.headline is None:
            article.headline = whole
            return
    inside = [
        (article, block)
        for article in articles
        for block in article.text[1:]
        if sheet.openings.get(block) is headline and block not in article.inner
    ]
    if inside:
        article, block = inside[0]
        article.inner[block] = whole
    else:
        articles.append(Article([], whole))


def _with_signature_first(article: Article) -> list[Block]:
    """The text of an article with the byline before it that is set over the middle of its columns, at the head of one of them."""
    for at, block in enumerate(article.text):
        line, rest = block.lines[0], block.lines[1:]
        above = at and line.box.y1 <= article.text[0].box.y0 + 0.3 * line.size
        if above and block not in article.inner and read_byline(line.text):
            cut = [Block(lines, block.left, block.right, block.frame) for lines in ((line,), rest) if lines]
            return [cut[0], *article.text[:at], *cut[1:], *article.text[at + 1 :]]
    return article.text


def _shared_ground(headline: Headline, article: Article) -> float:
    return sum(max(0.0, block.column.shared_width(headline.span)) * block.box.height for block in article.text)


def _is_beside(headline: Headline, article: Article) -> bool:
    """Whether an article stands directly beside a headline, in the same frame."""
    for block in article.text:
        if block.frame == headline.frame and block.box.shared_height(headline.box) > 0.3 * headline.box.height:
            gap = -block.column.shared_width(headline.box)
            if gap <= 2.0 * headline.size:
                return True
    return False


def take_captions(blocks: Sequence[Block], pictures: Sequence[Box]) -> tuple[list[Article], list[Block]]:
    """The captions of pictures, small blocks of other type than the text beside or below a picture; and the other blocks."""
    usual = _types_of_text(blocks, pictures)
    unlike = [block for block in blocks if _type_of(block) not in usual and not _is_over_text(block, blocks)]
    credited = [block for block in blocks if _type_of(block) in usual and _is_credited(block, blocks)]
    found = [(block, _picture_of(block, pictures)) for block in (*unlike, *credited)]
    captions = []
    for picture in pictures:
        near = sorted(((place[:2], block) for block, place in found if place and place[2] == picture), key=lambda one: one[0])
        if near:
            captions.append(Article(_together([block for rank, block in near if rank[0] == near[0][0][0]]), picture=True))
    taken = {block for caption in captions for block in caption.text}
    return captions, [block for block in blocks if block not in taken]


def _types_of_text(blocks: Iterable[Block], pictures: Sequence[Box]) -> set[tuple[float, int]]:
    """The commonest type of a page, and others in which much of it is set, and not only beside pictures."""
    letters: Counter[tuple[float, int]] = Counter()
    apart = set()
    for block in blocks:
        letters[_type_of(block)] += len(block.text)
        if len(block.lines) > LONGEST_CAPTION or not _picture_of(block, pictures):
            apart.add(_type_of(block))
    often = {kind for kind, count in letters.items() if count >= SHARE_OF_TEXT * letters.total()}
    return (often & apart) | {kind for kind, _ in letters.most_common(1)}


def _is_credited(block: Block, blocks: Iterable[Block]) -> bool:
    """Whether a few lines end with the credit of a picture, or it stands on a line of its own close below them."""
    below = [other for other in blocks if 0 <= other.box.y0 - block.box.y1 + 0.3 * block.size <= CLOSE_CREDIT * block.size]
    credits = [other for other in below if len(other.lines) == 1 and other.box.shared_width(block.box) > 0]
    return len(block.lines) <= LONGEST_CAPTION and any(CREDIT_RE.search(one.text) for one in (block, *credits))


def _together(blocks: Sequence[Block]) -> list[Block]:
    """The first of these blocks and those that stand close below or above it, as a credit does, from head to foot."""
    first = blocks[0]
    close = [
        block
        for block in blocks
        if block is first
        or (block.box.shared_width(first.box) > 0 and -block.box.shared_height(first.box) <= CLOSE_CREDIT * first.size)
    ]
    return sorted(close, key=lambda block: block.box.y0)


def _is_over_text(block: Block, blocks: Iterable[Block]) -> bool:
    """Whether a block is a sub-heading: its words are no sentence, and text of other type begins directly below it."""
    return is_heading_text(block.text) and any(
        other.face != block.face
        and -0.3 * block.size <= other.box.y0 - block.box.y1 <= block.size
        and other.column.holds(block.box._replace(y0=other.box.y0, y1=other.box.y0), slack=block.size)
        for other in blocks
    )


def _type_of(block: Block) -> tuple[float, int]:
    return round(block.size, 1), block.face


def _picture_of(block: Block, pictures: Sequence[Box]) -> tuple[int, float, Box] | None:
    """The picture a block is close to: above it, else below or around it, else beside it; with how close that is."""
    return min(((*near, picture) for picture in pictures if (near := _nearness(block, picture))), default=None)


def _nearness(block: Block, picture: Box) -> tuple[int, float] | None:
    """How a block stands to a picture, and how far away; None where it is not close."""
    box, em = block.box, block.size
    if box.shared_width(picture) >= 0.7 * box.width:
        below, above = box.y0 - picture.y1, picture.y0 - box.y1
        if -0.5 * em <= below <= 1.6 * em:
            return 0, abs(below)
        if -0.5 * em <= above <= 1.6 * em or picture.holds(box, slack=1):
            return 1, abs(above)
    if box.shared_height(picture) >= 0.7 * box.height and -box.shared_width(picture) <= 2 * em:
        return 2, -box.shared_width(picture)
    return None
