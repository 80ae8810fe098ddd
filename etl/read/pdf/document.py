"""PDF file → its pages with their characters and drawings, or one sentence that says why it cannot be read."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from etl.errors import BaoshuError
from etl.read.pdf.boxes import Box
from etl.read.pdf.characters import Character, placing, read_characters
from etl.read.pdf.drawings import Drawings, read_drawings

# An issue of a daily has at most some sixty pages, and a page at most some twenty thousand letters.
MOST_PAGES = 400
MOST_CHARACTERS = 120_000
WIDEST_SHEET = 14_400
FEWEST_LETTERS = 20
LEAST_READABLE = 0.7
HAN_RE = re.compile("[㐀-鿿]")
# Letters of no script a Chinese newspaper is printed in, and codes without a letter, as fonts without Unicode give them.
NO_LETTER_RE = re.compile("[\ue000-\uf8ff\ufffd\ufffe\x00-\x08\x0e-\x1f\x7f-\x9f\U000f0000-\U0010ffff]")


class PrintedPage(NamedTuple):
    """A page as it is printed: its characters and drawings on the ground of its box, and what letters nobody sees and why."""

    number: int
    box: Box
    characters: list[Character]
    drawn: Drawings
    unseen: Mapping[str, str] = MappingProxyType({})


def open_pdf(content: bytes, name: str) -> tuple[list[PrintedPage], list[str]]:
    """The pages of a file that carry text, and a sentence for each page that does not, save blank ones."""
    document = _document(content, name)
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise BaoshuError(f"{name} has {len(document)} pages, which no newspaper has; split it into its issues")
        printed, unread = [], []
        for number in range(1, len(document) + 1):
            where = f"{name} page {number}" if len(document) > 1 else name
            try:
                page = _read_page(document, number, where)
            except BaoshuError as error:
                unread.append(str(error))
                continue
            if page:
                printed.append(page)
    finally:
        document.close()
    if not printed:
        raise BaoshuError(unread[0] if unread else f"{name} has no text on any page; export it again or take it away")
    return printed, unread


def _document(content: bytes, name: str) -> pdfium.PdfDocument:
    if b"%PDF-" not in content[:1024]:
        raise BaoshuError(f"{name} is no PDF, whatever its name says; export the page again as a PDF")
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise BaoshuError(f"{name} asks for a password; save a copy without one (qpdf --decrypt) and read that") from None
        raise BaoshuError(f"{name} is damaged or cut off and cannot be opened as a PDF; fetch it again") from None


def _read_page(document: pdfium.PdfDocument, number: int, where: str) -> PrintedPage | None:
    """One page, or None for a blank one. Raises BaoshuError for a page whose text cannot be read."""
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        raise BaoshuError(f"{where} is damaged; fetch the file again") from None
    place = placing(page)
    if not 0 < place.width <= WIDEST_SHEET or not 0 < place.height <= WIDEST_SHEET:
        raise BaoshuError(f"{where} is {place.width:.0f} by {place.height:.0f} points large, no sheet of paper; export it again")
    letters = read_characters(page, place, most=MOST_CHARACTERS)
    if letters is None:
        raise BaoshuError(f"{where} holds more than {MOST_CHARACTERS} letters, no newspaper page; split it")
    drawn = read_drawings(page, place)
    fault = _fault_of([character.letter for character in letters.characters if not character.is_blank], drawn, where)
    if fault:
        raise BaoshuError(fault)
    return PrintedPage(number, place.page, letters.characters, drawn, letters.dropped) if letters.characters else None


def _fault_of(letters: list[str], drawn: Drawings, where: str) -> str | None:
    """Why the text of a page cannot be read, or None; a page with nothing on it has no fault."""
    text = "".join(letters)
    if len(text) < FEWEST_LETTERS and (drawn.pictures or text):
        return (
            f"{where} is a picture without a text layer, as scanners make them;"
            " run an OCR over it first (ocrmypdf -l chi_sim in.pdf out.pdf) and read what that makes"
        )
    unreadable = len(NO_LETTER_RE.findall(text))
    if unreadable > (1 - LEAST_READABLE) * len(text) or (text and len(HAN_RE.findall(text)) < 0.1 * len(text)):
        return (
            f"{where} has a text layer that is no readable Chinese, for its fonts do not say which letters they print;"
            " run an OCR over it (ocrmypdf --force-ocr -l chi_sim in.pdf out.pdf) and read what that makes"
        )
    return None
