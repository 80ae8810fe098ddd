"""Page file → pages: the text of each, with marks for what the file tells of its layout, and what is known of it.

    files.py      inputs → files to read, in folders and archives
    manifest.py   what a pages.csv or the file's name says of a page
    text.py       .txt, .md: bytes in any encoding → text
    pdf/          .pdf: characters and drawings → text, article by article
    html/         .html, .htm: a page of an e-paper site → text, article by article

Newspaper, issue date, page, address and licence come from a `pages.csv` beside the page, else from its name, else from the
page itself, else stay None. The marks of the layout are those of `etl/marks.py`.
"""

import hashlib
from typing import NamedTuple

from etl.errors import BaoshuError
from etl.model import LeftOver, Page
from etl.read.files import LARGEST_TEXT, Source
from etl.read.html import read_html
from etl.read.manifest import Known, known_of
from etl.read.pdf import read_pdf
from etl.read.text import decode_page

# A broadsheet page with photographs in the quality of print has up to 50 MB, and an issue a few of those.
LARGEST_PDF = 400_000_000


class Leaf(NamedTuple):
    """One page of a file: its text, its number where the file holds several, what it says of itself, what its reader left out."""

    text: str
    number: int | None = None
    known: Known = Known()
    left_out: tuple[LeftOver, ...] = ()


def read(source: Source) -> tuple[list[Page], list[str]]:
    """Reads one file: its pages, and a sentence for each part of it that cannot be read.

    Each page of a PDF of several is named `issue.pdf#page=3`; a manifest may give it a row of its own under that name.
    Raises BaoshuError, one sentence with file, fault and remedy, for what cannot be read, is empty, is too large, is no
    text, or stands wrongly in the manifest.
    """
    if not source.name.isprintable():
        raise BaoshuError(f"{str(source).encode(errors='replace').decode()} has a name that is no UTF-8; rename it")
    content = source.content(LARGEST_PDF if source.format == "pdf" else LARGEST_TEXT)
    leaves, unread = _leaves(content, source)
    return [_page(leaf, content, source) for leaf in leaves], unread


def _leaves(content: bytes, source: Source) -> tuple[list[Leaf], list[str]]:
    name = str(source)
    match source.format:
        case "pdf":
            read_here = read_pdf(content, name)
            several = len(read_here.pages) + len(read_here.unread) > 1
            leaves = [Leaf(page.text, page.number if several else None, left_out=page.left_out) for page in read_here.pages]
            return leaves, list(read_here.unread)
        case "html" | "htm":
            said = read_html(content, name)
            return [Leaf(said.text, known=said.known, left_out=said.left_out)], []
        case _:
            return [Leaf(decode_page(content, name))], []


def _page(leaf: Leaf, content: bytes, source: Source) -> Page:
    part = f"#page={leaf.number}" if leaf.number else ""
    known = known_of(source, part).or_else(leaf.known)
    return Page(
        file=source.name + part,
        sha256=hashlib.sha256(content + part.encode()).hexdigest(),
        format=source.format,
        text=leaf.text,
        newspaper=known.newspaper,
        named_by=known.named_by,
        issue_date=known.issue_date,
        dated_by=known.dated_by,
        page_no=known.page_no,
        url=known.url,
        licence=known.licence,
        left_out=leaf.left_out,
    )
