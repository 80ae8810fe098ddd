"""PDF → the text of each page, with the marks of `etl/marks.py` for its layout.

document.py    file → pages, or why it cannot be read
characters.py  page → characters as a reader sees them
drawings.py    page → rules, frames, pictures (library.py: the calls into the PDF library)
lines.py       characters → lines (faces.py: which nameless fonts are one; vertical.py: lines read downwards)
initials.py    big initial letters, put back into their lines
furniture.py   lines of the page's own, taken out, box by box
tables.py      tables, taken out row by row
justified.py   lines driven apart, put together again
blocks.py      lines → blocks: lines of one type in one column
headlines.py   blocks → headlines
columns.py     blocks → columns: sub-headings and bold words put back into their text
items.py       columns of short items → items, each with its headline (run_in.py: headlines that run into their paragraphs)
sheet.py       which headline stands over or beside which block
flow.py        blocks → chains: how the text flows (turns.py: from column to column; matching.py: the best links)
articles.py    headlines and chains → articles
markup.py      articles → text
"""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.model import LeftOver
from etl.read.pdf.articles import find_articles
from etl.read.pdf.document import PrintedPage, open_pdf
from etl.read.pdf.furniture import take_furniture
from etl.read.pdf.initials import set_initials
from etl.read.pdf.lines import body_size, draw_lines
from etl.read.pdf.markup import mark_up
from etl.read.pdf.vertical import take_vertical

SAYS_NOTHING = ("printed twice", "no letter")


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The text of one page of a file, and what no reader of the page sees; pages are numbered from 1."""

    number: int
    text: str
    left_out: tuple[LeftOver, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfText:
    """The pages of a file that carry text, and a sentence for each that should and does not."""

    pages: tuple[PdfPage, ...]
    unread: tuple[str, ...] = ()


def read_pdf(content: bytes, name: str) -> PdfText:
    """Reads the pages of a PDF; a blank page is passed over, a scanned one among others named.

    Raises BaoshuError, one sentence with fault and remedy, for what is no PDF or damaged, asks for a password, is a scan
    without a text layer, holds text that nobody can read, or is larger than any newspaper.
    """
    printed, unread = open_pdf(content, name)
    pages = (PdfPage(page.number, page_text(page), tuple(_unseen(page))) for page in printed)
    return PdfText(tuple(pages), tuple(unread))


def _unseen(page: PrintedPage) -> Iterator[LeftOver]:
    """The letters of a file that its page does not show, by reason; shadows of headlines and signs of no width say nothing."""
    told = ((reason, letters.strip()) for reason, letters in page.unseen.items() if reason not in SAYS_NOTHING)
    return (LeftOver(letters, reason) for reason, letters in told if letters)


def page_text(page: PrintedPage) -> str:
    """The marked text of a page."""
    body = body_size(page.characters)
    vertical, characters = take_vertical(page.characters, body)
    own, lines = take_furniture(draw_lines(characters, page.drawn.down), page.drawn, page.box)
    return mark_up(own, find_articles([*vertical, *set_initials(lines, body)], page.drawn, body=body))
