"""Lines → regions: where on the page each article stands, its headline above it.

Asked in this order, the first that gives text answers: the parts that known layouts mark as bodies; blocks of one make that
each hold a headline and text (a page of several articles); the library, which knows main content from boilerplate.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from etl.read.html.chrome import is_chrome, is_notice, without_links, without_tools
from etl.read.html.document import Document
from etl.read.html.headlines import find_title, is_named, words_of
from etl.read.html.lines import Line

# Of the lines the library takes for content those of some length that end as a sentence does are the article's text.
SHORTEST_PROSE = 15
STOP_RE = re.compile("[。！？]")
# A notice at the foot of the page may pass for content, a summary in the margin too.
MAIN_SHARE, HALF = 0.8, 0.5
SHORTEST_LINKED_TITLE = 6

Finder = Callable[[Document, Sequence[Line]], Iterable[HtmlElement]]


@dataclass(frozen=True, slots=True)
class Region:
    """An article as it stands on the page: the lines above its body, and those of its body."""

    head: tuple[Line, ...]
    body: tuple[Line, ...]


def find_regions(document: Document, lines: Sequence[Line]) -> list[Region]:
    """The articles of a page in reading order, each text once."""
    finders: tuple[tuple[Finder, Callable[[Line], bool]], ...] = (
        (_marked_bodies, _is_text),
        (_repeated_blocks, _is_prose),
        (_main_content, _is_prose),
        (_marked_captions, _is_text),
    )
    for find, is_enough in finders:
        cut = _cut(lines, set(find(document, lines)), document.window)
        regions = list(_once(cut if find is _marked_bodies else _unmarked(cut, document.window)))
        if any(is_enough(line) for region in regions for line in region.body):
            return regions
    return []


def _cut(lines: Sequence[Line], bodies: set[HtmlElement], window: str) -> Iterator[Region]:
    """Each body with the lines between it and the one before."""
    start = 0
    for span in _spans(lines, bodies):
        if _is_index(lines[span.start : span.stop]):
            continue
        yield _region(lines[start : span.start], lines[span.start : span.stop], window)
        start = span.stop


def _unmarked(regions: Iterable[Region], window: str) -> Iterator[Region]:
    """Where no layout tells bodies from what stands round them, links, notices and further articles are looked for in them."""
    for region in regions:
        for part in _at_titles(region, window):
            yield Region(part.head, tuple(without_tools(without_links(part.body))))


def _spans(lines: Sequence[Line], bodies: set[HtmlElement]) -> list[range]:
    """The stretch of lines that each body holds, of nested ones the outermost; bodies without text are none."""
    places: dict[HtmlElement, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        holders = [element for element in (line.element, *line.element.iterancestors()) if element in bodies]
        if holders:
            places[holders[-1]].append(at)
    return [range(held[0], held[-1] + 1) for held in places.values() if any(_is_text(lines[at]) for at in held)]


def _is_text(line: Line) -> bool:
    return not line.is_picture and not is_chrome(line)


def _is_prose(line: Line) -> bool:
    return len(line.text) >= SHORTEST_PROSE and not line.is_link and bool(STOP_RE.search(line.text))


def _is_index(inside: Sequence[Line]) -> bool:
    """Whether lines are a list of articles, each with a link for its title and a sentence or two of it."""
    prose = [at for at, line in enumerate(inside) if _is_prose(line)]
    links = sum(line.is_link and len(line.text) >= SHORTEST_LINKED_TITLE for line in inside[prose[0] : prose[-1]]) if prose else 0
    return links > 1 and links >= len(prose) - 1


def _region(above: Sequence[Line], inside: Sequence[Line], window: str) -> Region:
    """Parts a headline at the top of a body from the text below it, and leaves the site's own lines out of the text."""
    prose = next((at for at, line in enumerate(inside) if _is_prose(line)), 0)
    top = prose if find_title(inside[:prose], window) else 0
    return Region((*above, *inside[:top]), tuple(_joined(without_tools(inside[top:]))))


def _joined(body: Sequence[Line]) -> Iterator[Line]:
    """Undoes a line break set in the middle of a sentence: …价格便宜一半，<br>房管所还…"""
    pending: Line | None = None
    for line in body:
        if pending and line.is_after_break and pending.element is line.element and pending.text.endswith(("，", "、")):
            pending = replace(pending, text=pending.text + line.text)
            continue
        if pending:
            yield pending
        pending = line
    if pending:
        yield pending


def _marked_bodies(document: Document, lines: Sequence[Line]) -> Iterator[HtmlElement]:
    return (element for element, part in document.parts.items() if part == "body")


def _marked_captions(document: Document, lines: Sequence[Line]) -> Iterator[HtmlElement]:
    """What stands in place of a body where a picture is all there is."""
    return (element for element, part in document.parts.items() if part == "caption")


def _repeated_blocks(document: Document, lines: Sequence[Line]) -> list[HtmlElement]:
    """Blocks of one make beside each other that each open with a headline and hold prose; not the sections of one article."""
    opening: dict[HtmlElement, Line] = {}
    with_prose: dict[HtmlElement, int] = defaultdict(int)
    for line in lines:
        for element in (line.element, *line.element.iterancestors()):
            if _is_text(line) and (element not in opening or (_is_bold_head(element, line) and not with_prose[element])):
                opening[element] = line
            with_prose[element] += len(line.text) if _is_prose(line) else 0
    groups: dict[tuple[HtmlElement | None, str, str], list[HtmlElement]] = defaultdict(list)
    for element, line in opening.items():
        heads = line.level or line.part in ("kicker", "title") or _is_bold_head(element, line)
        if heads and not line.is_link and with_prose[element]:
            groups[element.getparent(), element.tag, element.get("class") or ""].append(element)
    needed = MAIN_SHARE / 2 * with_prose[document.root]
    pages = [group for group in groups.values() if len(group) > 1 and sum(with_prose[e] for e in group) >= needed]
    window = words_of(document.window)
    own = [group for group in pages if not _is_sectioned(group, opening, lines[: lines.index(opening[group[0]])], window)]
    return max(own, key=lambda group: sum(with_prose[element] for element in group), default=[])


def _is_bold_head(element: HtmlElement, line: Line) -> bool:
    """Whether a line heads a block as a heading would: tables know none, but bold lines, above which a kicker may stand."""
    return element.tag == "table" and line.is_bold and not _is_prose(line)


def _is_sectioned(group: Sequence[HtmlElement], opening: dict[HtmlElement, Line], above: Sequence[Line], window: str) -> bool:
    """Whether blocks are the sections of one article, below a headline larger than theirs or one the window's title repeats."""
    if group[0].tag == "article":
        return False
    level = min(opening[element].level or 1 for element in group)
    return any(not is_chrome(line) and ((line.level or level) < level or is_named(line, window)) for line in above)


def _main_content(document: Document, lines: Sequence[Line]) -> Iterator[HtmlElement]:
    """The smallest element that holds most prose of what the library takes for the main content of the page."""
    import trafilatura  # it takes half a second to load, and most pages of e-papers do without

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it says what it drops at every page
    content = trafilatura.bare_extraction(deepcopy(document.root), include_comments=False)
    text = words_of(content.text or "") if isinstance(content, trafilatura.settings.Document) else ""
    letters: dict[HtmlElement, int] = defaultdict(int)
    paragraphs = set()
    for line in lines:
        if _is_prose(line) and words_of(line.text) in text and not is_notice(line):
            paragraphs.add(line.element)
            for element in (line.element, *line.element.iterancestors()):
                letters[element] += len(line.text)
    if paragraphs:
        yield _holder_of_most(document.root, letters, paragraphs)


def _holder_of_most(root: HtmlElement, letters: Mapping[HtmlElement, int], paragraphs: Set[HtmlElement]) -> HtmlElement:
    """Goes down from the page to where the text stands: into what holds nearly all, or half beside blocks of another make."""
    holder = root
    while True:
        inside = sorted((child for child in holder if letters.get(child)), key=lambda child: letters[child])
        main = inside[-1] if inside else holder
        alike = any(child in paragraphs or _make(child) == _make(main) for child in inside[:-1])
        share = letters.get(main, 0) / letters[holder]
        # A report of one paragraph stands with its signature in the block round it.
        if not inside or main in paragraphs or share < (MAIN_SHARE if alike or main.tag == "p" else HALF):
            return holder
        holder = main


def _make(element: HtmlElement) -> tuple[str, str | None, str | None]:
    return element.tag, element.get("class"), element.get("align")


def _at_titles(region: Region, window: str) -> Iterator[Region]:
    """Cuts a body where a heading as large as its title begins another article."""
    title = find_title(region.head, window)
    level = region.head[title.start].level if title else None
    cuts = [
        at
        for at, line in enumerate(region.body)
        if level and line.level and line.level <= level and not (at and region.body[at - 1].level)
    ]
    head, start = region.head, 0
    for cut in (_with_kicker(region.body, cut) for cut in cuts):
        if any(_is_prose(line) for line in region.body[cut:]):
            yield Region(head, region.body[start:cut])
            following = _region((), region.body[cut:], window)
            head, start = following.head, len(region.body) - len(following.body)
    yield Region(head, region.body[start:])


def _with_kicker(body: Sequence[Line], at: int) -> int:
    """Where the headline begins whose title stands there: at the kicker that the layout marks above it."""
    while at and body[at - 1].part == "kicker":
        at -= 1
    return at


def _once(regions: Iterable[Region]) -> Iterator[Region]:
    """The same text stands again where a page is made for two kinds of screen."""
    seen: set[str] = set()
    for region in regions:
        text = words_of("".join(line.text for line in region.body))
        if text not in seen:
            seen.add(text)
            yield region
