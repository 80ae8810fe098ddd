"""What a page says of itself: newspaper, date of issue, page number, address.

Believed in this order: the comment of the publishing system, the line of date and page above the body, what else the page
prints outside its articles (第03版：经济, 2025年3月7日 星期五), what its head says, its address (…/202503/07/content_40117.html).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from etl.imprint import HAN
from etl.model import Origin
from etl.read.html.chrome import origin_label, paper_re
from etl.read.html.document import Document
from etl.read.html.headlines import LINES_NEAR
from etl.read.html.lines import Line, tidy
from etl.read.html.regions import Region
from etl.read.manifest import Known

DATE_RE = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[年./-] ?(\d{1,2}) ?[月./-] ?(\d{1,2})(?!\d)")
ADDRESS_DATE_RE = re.compile(r"/((?:19|20)\d\d)[-/]?(\d\d)[-/]?(\d\d)(?=[/_])")
PAGE_RE = re.compile(r"(?<![\dA-Za-z本])第? ?([A-Z]{0,2}\d{1,3}) ?版")
NAMED_RE = re.compile(
    rf"《(?P<dated>[{HAN}]{{2,12}})》 ?[（( ]*(?:{DATE_RE.pattern})|《(?P<paged>[{HAN}]{{2,12}})》 ?[（(]?(?:{PAGE_RE.pattern})"
)
ADDRESS_RE = re.compile(r"https?://[^\s/]+/\S")
LONGEST_HEADER = 60
PARTS_OF_A_TITLE_RE = re.compile(r"[-_|—–\s]+")
DATE_NAMES = ("publishdate", "pubdate", "article:published_time")
PAPER_NAMES = ("og:site_name", "application-name", "author", "copyright")


def read_facts(document: Document, lines: Sequence[Line], regions: Sequence[Region]) -> Known:
    """What the page says of newspaper, date, page and address; None for what it does not say."""
    inside = {line.element for region in regions for line in region.body}
    near = [line.text for region in regions for line in region.head[-LINES_NEAR:] if _is_header(line)]
    around = [line.text for line in lines if line.element not in inside and _is_header(line)]
    url = _address(document)
    newspaper, named_by = next(_newspapers(document, near, around), (None, None))
    issue_date, dated_by = next(_dates(document, [*near, *around], url), (None, None))
    return Known(
        newspaper=newspaper,
        named_by=named_by,
        issue_date=issue_date,
        dated_by=dated_by,
        page_no=_page_no(document, near, [*around, document.title]),
        url=url,
    )


def _is_header(line: Line) -> bool:
    """Whether a line can speak of the page: links speak of others, headlines and sentences of the world."""
    of_the_world = line.level is not None or line.part in ("kicker", "title", "subtitle", "caption")
    return not (line.is_link or of_the_world or line.is_sentence) and len(line.text) <= LONGEST_HEADER


def _address(document: Document) -> str | None:
    given = (document.meta.get(name, "") for name in ("canonical", "og:url"))
    found = (url.strip() for url in (*given, document.notes.get("url", "")))
    return next((url for url in found if ADDRESS_RE.match(url)), None)


def _dates(document: Document, printed: Iterable[str], url: str | None) -> Iterator[tuple[date, Origin]]:
    """The dates of issue a page names, the surest first."""
    meta = " ".join(document.meta.get(name, "") for name in DATE_NAMES)
    said: tuple[tuple[re.Pattern[str], Iterable[str], Origin], ...] = (
        (DATE_RE, [document.notes.get("date", "")], "page metadata"),
        (DATE_RE, printed, "page header"),
        (DATE_RE, [meta], "page metadata"),
        (ADDRESS_DATE_RE, [url or ""], "page metadata"),
    )
    for pattern, texts, origin in said:
        for year, month, day in (found for text in texts for found in pattern.findall(text)):
            try:
                yield date(int(year), int(month), int(day)), origin
            except ValueError:
                continue


def _page_no(document: Document, near: Iterable[str], around: Iterable[str]) -> str | None:
    """The page number; of several different ones that a page prints none is believed."""
    for texts in ([document.notes.get("pagenum", "") + "版"], near, around):
        numbers = {number.lstrip("0") for text in texts for number in PAGE_RE.findall(text)}
        if numbers:
            return numbers.pop() or None if len(numbers) == 1 else None
    return None


def _newspapers(document: Document, near: Sequence[str], around: Sequence[str]) -> Iterator[tuple[str, Origin]]:
    """The newspapers a page names, the surest first."""
    if noted := tidy(document.notes.get("papername", "")):
        yield noted, "page metadata"
    for text in (*near, *around):
        if match := NAMED_RE.search(text):
            yield match["dated"] or match["paged"], "page header"
    origins = [found["paper"] for text in near for found in re.finditer(rf"{origin_label()}{paper_re().pattern}", text)]
    heads = [document.meta.get(name, "") for name in PAPER_NAMES]
    titles = PARTS_OF_A_TITLE_RE.split(tidy(document.title))[::-1]
    dated = [DATE_RE.split(text)[0] for text in around if DATE_RE.search(text)]
    said: tuple[tuple[list[str], Origin], ...] = (
        (origins, "page header"),
        ([*heads, *titles], "page metadata"),
        (dated, "page header"),
    )
    for texts, origin in said:
        for text in texts:
            if match := paper_re().fullmatch(tidy(text)):
                yield match["paper"], origin
