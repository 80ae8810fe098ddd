"""Tree → lines: the page as a reader sees it, a line for each paragraph, heading, cell or picture.

<p>　　青禾大桥今天通车。<br>　　大桥全长3.2公里。</p>   two lines
<h1>青禾大桥<br>通车</h1>                             two lines of level 1
<tr><td>单位</td><td>亩</td></tr>                    one line: 单位 亩
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from etl.imprint import SENTENCE_END_RE, read_bare_names, read_byline, read_dateline

HEADINGS = {f"h{level}": level for level in range(1, 7)}
# fmt: off
BLOCKS = frozenset((
    *HEADINGS, "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "tbody", "tfoot", "thead", "tr", "ul",
))
# fmt: on
BOLD = ("b", "strong")
CELLS = ("td", "th")
HAN_RE = re.compile(r"[㐀-鿿]")
# What an indent of two letters, or of four half ones, begins is a paragraph, where a sentence has ended before it.
INDENT_RE = re.compile(r"(?<=[。！？…；：”’）])\s*(?:　{2,}|\xa0{4,})\s*")
# A line break of the source between two Chinese letters is no blank.
WRAP_RE = re.compile(r"(?<=[㐀-鿿，。、；：！？）》”])[ \t\r]*\n\s*(?=[㐀-鿿，。、；：！？（《“])")
BLANKS_RE = re.compile(r"[\s\xa0\u2000-\u200b\ufeff　]+")
LONGEST_SUBHEADING = 30
LINKED_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page. `element` is the block that holds it, `part` what that block is marked as.

    `linked` is the share of its letters that are links. A picture is a line of its own whose text is what the page gives to be
    read in its place.
    """

    text: str
    element: HtmlElement
    part: str | None = None
    level: int | None = None
    is_bold: bool = False
    linked: float = 0.0
    is_picture: bool = False
    is_after_break: bool = False

    @property
    def is_link(self) -> bool:
        return self.linked > LINKED_SHARE

    @property
    def is_sentence(self) -> bool:
        return not self.is_link and bool(SENTENCE_END_RE.search(self.text))

    @property
    def is_subheading(self) -> bool:
        """Whether a line of a body is set as a sub-heading: as a heading, or bold, short, and no sentence or byline."""
        if len(self.text) > LONGEST_SUBHEADING or not HAN_RE.search(self.text):
            return False
        signed = read_byline(self.text) or read_bare_names(self.text) or read_dateline(self.text)
        set_apart = self.level is not None or (self.is_bold and not self.text.endswith(tuple("。，；：！？”）…")))
        return set_apart and not signed


@dataclass(slots=True)
class _Pen:
    """Writes lines while the tree is walked."""

    parts: Mapping[HtmlElement, str]
    blocks: list[HtmlElement] = field(default_factory=list)
    open_tags: list[str] = field(default_factory=list)
    runs: list[tuple[str, bool, bool]] = field(default_factory=list)
    broken: bool = False

    def write(self, text: str | None) -> None:
        if text:
            self.runs.append((text, "a" in self.open_tags, any(tag in self.open_tags for tag in (*BOLD, *HEADINGS))))

    def flush(self, *, after_break: bool = False) -> Iterator[Line]:
        """Ends the line; a run of text that holds several indented paragraphs gives several lines."""
        runs, self.runs = self.runs, []
        broken, self.broken = self.broken, after_break
        if not runs:
            return
        raw = WRAP_RE.sub("", "".join(text for text, _, _ in runs))
        letters = sum(len(BLANKS_RE.sub("", text)) for text, _, _ in runs)
        linked = sum(len(BLANKS_RE.sub("", text)) for text, link, _ in runs if link)
        bold = all(is_bold for text, _, is_bold in runs if BLANKS_RE.sub("", text))
        for piece in INDENT_RE.split(raw) if letters else ():
            if text := tidy(piece):
                yield Line(
                    text,
                    self.blocks[-1],
                    part=self._part(),
                    level=next((HEADINGS[tag] for tag in reversed(self.open_tags) if tag in HEADINGS), None),
                    is_bold=bold,
                    linked=linked / letters,
                    is_after_break=broken,
                )

    def picture(self, element: HtmlElement) -> Line:
        return Line(tidy(element.get("alt") or ""), element, part=self._part(), is_picture=True)

    def _part(self) -> str | None:
        return next((self.parts[block] for block in reversed(self.blocks) if block in self.parts), None)


def tidy(text: str) -> str:
    """One blank for any run of them, none at the ends.

    >>> tidy("　　本报记者\\xa0\\xa0白云\\n")
    '本报记者 白云'
    """
    return BLANKS_RE.sub(" ", text).strip()


def read_lines(root: HtmlElement, parts: Mapping[HtmlElement, str]) -> list[Line]:
    """The lines of a tree in the order in which it is written."""
    return list(_walk(root, _Pen(parts, [root])))


def _walk(root: HtmlElement, pen: _Pen) -> Iterator[Line]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            is_block = element is not root and _is_block(element, pen.parts)
            if is_block or element.tag in ("br", "img"):
                yield from pen.flush(after_break=element.tag == "br")
            if element.tag == "img":
                yield pen.picture(element)
            if is_block:
                pen.blocks.append(element)
            pen.open_tags.append(element.tag)
            pen.write(element.text)
        else:
            if pen.blocks[-1] is element:
                yield from pen.flush()
                pen.blocks.pop()
            pen.open_tags.pop()
            if element is not root:
                pen.write(" " if element.tag in CELLS else None)
                pen.write(element.tail)


def _is_block(element: HtmlElement, parts: Mapping[HtmlElement, str]) -> bool:
    """Whether an element stands on lines of its own: a cell does where it is alone in its row or holds more than words."""
    if element.tag in CELLS:
        row = element.getparent()
        alone = row is None or sum(cell.tag in CELLS for cell in row) < 2
        return alone or any(child.tag in BLOCKS or child.tag == "img" or child in parts for child in element.iter())
    return element.tag in BLOCKS or element in parts
