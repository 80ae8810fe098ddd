"""Bytes → tree: what a reader of the page sees of it, and the parts a publishing system has marked.

Founder's system, which most e-papers are made with, encloses the parts of an article in comments
(`<!--<npm:article-title>-->`, `<!--enpcontent-->`) and says the rest in one (`<!--enpproperty <founder-pagenum>03…-->`).
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from etl.errors import BaoshuError
from etl.read.text import UTF_16_MARKS, is_chinese
from etl.vocabulary import rows

# <!--<npm:article-title>--> … <!--</npm:article-title>-->, <!--enpcontent--> … <!--/enpcontent-->
MARK_RE = re.compile(r"<!--\s*<?(?P<end>/?)(?:npm:)?(?P<part>article-[a-z-]+|enpcontent)\s*>?\s*-->", re.I)
NOTES_START, NOTES_END = "<!--enpproperty", "/enpproperty"
NOTE_RE = re.compile(r"<(?:founder-)?(?P<key>[a-z]{2,20})>(?P<value>[^<]*)</", re.I)
CHARSET_RE = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
REFRESH_RE = re.compile(rb"<meta[^>]{0,80}refresh[^>]{0,80}?url\s*=\s*[\"']*([!#-&(-=?-~]{1,200})", re.I)
TAG_RE = re.compile(r"<[a-z!/][^<>]*>", re.I)
CONTROLS_RE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
SURROGATES_RE = re.compile(r"[\ud800-\udfff]")
CHINESE_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8", "utf8": "utf-8"}
# A summary cut in the middle of a letter leaves a byte or two that nothing decodes; more of them is another encoding.
MOST_BROKEN_SHARE = 0.002
# A page that shows a whole newspaper has some thousand.
MOST_ELEMENTS = 30_000

UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "map", "select", "button", "textarea", "title")
HIDDEN_RE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(frozen=True, slots=True)
class PagePart:
    """A row of page_parts.csv: an XPath to a part of the articles of a layout."""

    surface: str
    part: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A page: its tree, the part of an article that marked elements hold, and what its comment says (`notes`).

    `title` is the title of the window, `meta` what the head says under a name.
    """

    root: HtmlElement
    parts: dict[HtmlElement, str]
    notes: dict[str, str]
    title: str
    meta: dict[str, str]

    @property
    def window(self) -> str:
        """Every title that the page gives itself."""
        return "\n".join((self.title, self.meta.get("og:title", ""), self.notes.get("title", "")))


def read_document(content: bytes, name: str) -> Document:
    """Reads the bytes of a page. Raises BaoshuError for what is no Chinese text or no HTML."""
    text = CONTROLS_RE.sub(" ", decode_html(content, name))
    marked = MARK_RE.sub(lambda mark: f"<{mark['end']}part-{mark['part'].lower()}>", text)
    try:
        # Bytes, for lxml refuses a text that declares an encoding.
        root = document_fromstring(marked.encode(), parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError):
        raise BaoshuError(f"{name} is no HTML page; save the page again") from None
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise BaoshuError(f"{name} has more than {MOST_ELEMENTS} elements, more than a page can; split it into one file a page")
    title = root.findtext(".//title") or ""
    meta = {(tag.get("name") or tag.get("property") or "").lower(): tag.get("content") or "" for tag in root.iter("meta")}
    links = {link.get("rel", "").lower(): link.get("href") or "" for link in root.iter("link")}
    _drop_unseen(root)
    return Document(root, _parts(root), _notes(text), title, {"canonical": links.get("canonical", ""), **meta})


def _notes(text: str) -> dict[str, str]:
    """What the comment of the publishing system says: title, introtitle, subtitle, date, pagenum, papername, url …"""
    _, _, rest = text.partition(NOTES_START)
    inside, closed, _ = rest.partition(NOTES_END)
    return {note["key"].lower(): note["value"].strip() for note in NOTE_RE.finditer(inside)} if closed else {}


def decode_html(content: bytes, name: str) -> str:
    """The text of a page in the encoding its bytes prove, or else the one it declares; UTF-8 and GB18030 are known.

    >>> decode_html('<meta charset="utf-8"><p>青禾大桥通车</p>'.encode("gbk"), "demo.html")[-13:]
    '<p>青禾大桥通车</p>'
    """
    if content.startswith(b"%PDF"):
        raise BaoshuError(f"{name} is a PDF with another name; let its name end in .pdf")
    for encoding in _encodings(content):
        text = content.decode(encoding, errors="replace")
        broken = text.count("\ufffd")
        if broken <= MOST_BROKEN_SHARE * len(text) and is_chinese(CONTROLS_RE.sub("", unescape(TAG_RE.sub("", text)))):
            return SURROGATES_RE.sub("", text)
    refuse_sending_on(content, name)
    raise BaoshuError(f"{name} is no Chinese page in UTF-8, UTF-16 or GB18030; save it as UTF-8")


def refuse_sending_on(content: bytes, name: str) -> None:
    """Raises BaoshuError for a page without an article that opens another one."""
    if match := REFRESH_RE.search(content[:4096]):
        raise BaoshuError(f"{name} only sends its reader on to {match[1].decode('ascii')}; give the page there")


def _encodings(content: bytes) -> Iterator[str]:
    if content.startswith(UTF_16_MARKS):
        yield "utf-16"
        return
    if content.startswith(codecs.BOM_UTF8):
        yield "utf-8-sig"
        return
    declared = CHARSET_RE.search(content[:4096])
    known = CHINESE_CHARSETS.get(declared[1].decode("ascii", "ignore").lower()) if declared else None
    try:
        content.decode("utf-8")
        yield "utf-8"  # bytes that are UTF-8 from end to end are nothing else, whatever is declared
    except UnicodeDecodeError:
        pass
    yield from dict.fromkeys([known or "gb18030", "gb18030", "utf-8"])


def _drop_unseen(root: HtmlElement) -> None:
    """Takes out what a reader does not see."""
    for element in list(root.iter(*UNSEEN)):
        _drop(element)
    hidden = [e for e in root.iter(etree.Element) if HIDDEN_RE.search(e.get("style") or "") or e.get("hidden") is not None]
    sentences = _sentences(root)
    for element in hidden:
        # What holds most of the text is shown by a script once the page has loaded.
        if element.tag not in ("html", "body") and _sentences(element) <= sentences / 2:
            _drop(element)


def _sentences(element: HtmlElement) -> int:
    return sum(text.count("。") for text in element.itertext())


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _parts(root: HtmlElement) -> dict[HtmlElement, str]:
    """The elements that hold a part of an article; the first row that matches an element counts."""
    found: dict[HtmlElement, str] = {}
    for path, part in _paths():
        for element in path(root):
            found.setdefault(element, part)
    return found


@cache
def _paths() -> tuple[tuple[etree.XPath, str], ...]:
    compiled = []
    for row in rows("page_parts", PagePart):
        try:
            compiled.append((etree.XPath(row.surface), row.part))
        except etree.XPathSyntaxError:
            raise BaoshuError(f"page_parts.csv: '{row.surface}' is no XPath; correct it") from None
    return tuple(compiled)
