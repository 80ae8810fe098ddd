"""Page file → pages: the text of each, with marks for what the file tells of its layout, and what is known of it.

    files.py      inputs → files to read
    manifest.py   what a pages.csv or the file's name says of a page
    text.py       .txt, .md: bytes in any encoding → text

Newspaper, issue date, page, address and licence come from a `pages.csv` beside the page, else from its name, else from the
page itself, else stay None.
"""

import hashlib

from etl.errors import BaoshuError
from etl.model import Page
from etl.read.files import Source
from etl.read.manifest import known_of
from etl.read.text import decode_page


def read(source: Source) -> tuple[list[Page], list[str]]:
    """Reads one file: its pages, and a sentence for each part of it that cannot be read.

    Raises BaoshuError, one sentence with file, fault and remedy, for what cannot be read, is empty, is too large, is no
    text, or stands wrongly in the manifest.
    """
    if not source.name.isprintable():
        raise BaoshuError(f"{str(source).encode(errors='replace').decode()} has a name that is no UTF-8; rename it")
    content = source.content()
    known = known_of(source)
    page = Page(
        file=source.name,
        sha256=hashlib.sha256(content).hexdigest(),
        format=source.format,
        text=decode_page(content, str(source)),
        newspaper=known.newspaper,
        issue_date=known.issue_date,
        dated_by=known.dated_by,
        page_no=known.page_no,
        url=known.url,
        licence=known.licence,
    )
    return [page], []
