r"""An HTML page of an e-paper → its articles as text with marks, and what the page says of itself.

    document.py    bytes → tree without scripts and hidden parts; the marks a publishing system leaves in comments
    lines.py       tree → lines as a reader sees them
    regions.py     lines → articles: known layouts, repeated blocks, else the extraction library
    chrome.py      what a site prints round its articles
    headlines.py   the lines above a body → kicker, title, subtitle, byline
    pictures.py    pictures and their captions
    left_out.py    what stands beside the articles: navigation, related links, notices
    facts.py       newspaper, date, page number and address as the page gives them

The library (trafilatura) tells where the article stands on the page; every line of it is then read here, so that nothing is
lost or doubled and the lines of the headline stay apart. Navigation, tools and notices of copyright are left out and named.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from etl.errors import BaoshuError
from etl.marks import BORDER, PICTURE, without_marks
from etl.model import LeftOver
from etl.read.html.document import Document, read_document, refuse_sending_on
from etl.read.html.facts import read_facts
from etl.read.html.headlines import LINES_NEAR, find_title, read_headline, words_of
from etl.read.html.left_out import find_left_out
from etl.read.html.lines import Line, read_lines
from etl.read.html.pictures import take_pictures
from etl.read.html.regions import Region, find_regions
from etl.read.manifest import Known

HEADLINE_MARKS = {"kicker": "## ", "title": "# ", "subtitle": "## ", "byline": "", "subheading": "### "}
SENTENCE_RE = re.compile("。(?:\n|$)")
# A page of links alone has many of them and no text.
LINKS_OF_AN_INDEX = 3


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What an HTML page holds: its articles, each behind a border, what it says of newspaper, date, page and address, and what
    stands beside the articles."""

    text: str
    known: Known
    left_out: tuple[LeftOver, ...]


def read_html(content: bytes, name: str) -> HtmlPage:
    r"""Reads an HTML page; `name` is what error sentences call it.

    >>> read_html("<h1>青禾大桥通车</h1><p>　　青禾大桥今天通车，全长3.2公里。</p>".encode(), "demo.html").text
    '\x0c\n# 青禾大桥通车\n青禾大桥今天通车，全长3.2公里。'

    Raises BaoshuError for what is no Chinese text, for a page that only lists articles, and for one without any text.
    """
    document = read_document(content, name)
    lines = read_lines(document.root, document.parts)
    regions = find_regions(document, lines)
    written = [block for region in regions for block in _write(region, document)]
    if not written:
        refuse_sending_on(content, name)
        raise BaoshuError(_why_empty(lines, name))
    text = "\n".join(line for block in written for line in (BORDER, *block))
    left_out = find_left_out(lines, without_marks(text).split("\n"))
    return HtmlPage(text, read_facts(document, lines, regions), left_out)


def _write(region: Region, document: Document) -> list[list[str]]:
    """The blocks of a region: its article, and each of its captions; an article that is nothing but pictures keeps them."""
    above = find_title(region.head, document.window).stop or max(0, len(region.head) - LINES_NEAR)
    story = take_pictures(region.head[above:], region.body)
    head = (*region.head[:above], *story.head)
    pictures = take_pictures(region.head[:above], ()).captions
    headline = read_headline(head, story.body, window=document.window, notes=document.notes)
    body = _without_headline(story.body, {words_of(text) for _, text in headline})
    lines = [HEADLINE_MARKS[part] + text for part, text in headline]
    lines += [f"### {line.text}" if line.is_subheading else line.text for line in body]
    captions = [[PICTURE, caption] for caption in story.captions]
    # A picture between two articles with a sentence below it is an article of its own; a logo with a motto is none.
    alone = [[PICTURE, caption] for caption in pictures if SENTENCE_RE.search(caption)]
    if not story.body:
        return [*alone, [*lines, *(line for caption in captions for line in caption)]] if captions else alone
    return [*alone, lines, *captions]


def _without_headline(body: Sequence[Line], headline: Set[str]) -> Sequence[Line]:
    """A body without the headline that some sites print at its top again."""
    again = next((at for at, line in enumerate(body) if words_of(line.text) not in headline), len(body))
    return body[again:]


def _why_empty(lines: list[Line], name: str) -> str:
    if sum(line.is_link for line in lines) >= LINKS_OF_AN_INDEX:
        return f"{name} lists articles but holds none; give the pages of the articles it links to"
    return f"{name} holds no text of an article; save the page again once it has loaded, or take it away"
