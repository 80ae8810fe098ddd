"""What is known of a page before it is opened: from a `pages.csv` beside it
(`file,newspaper,issue_date,page_no,url,licence`) and from its name (`jjrb-2024-02-22-03.txt`)."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from etl import vocabulary
from etl.errors import BaoshuError
from etl.model import Origin
from etl.read.files import Source, is_page_file
from etl.read.text import decode_table

MANIFEST = "pages.csv"
MANIFEST_COLUMNS = ("file", "newspaper", "issue_date", "page_no", "url", "licence")

# jjrb-2024-02-22-03, 江海日报_20240222_A03, cctv-20240104
FILE_NAME_RE = re.compile(
    r"^(?P<paper>.+?)[-_ ](?P<year>(?:19|20)\d\d)(?P<dash>[-_.]?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
    r"(?:[-_ ]?(?P<page_no>[A-Za-z]?\d{1,3}))?$"
)
# One page of a file that holds several: issue.pdf#page=3.
PART_RE = re.compile(r"#page=\d{1,4}$")


@dataclass(frozen=True, slots=True)
class PaperCode:
    """The short name by which papers' own page files go; one without a newspaper (content, node) names none, and no page."""

    code: str
    newspaper: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What a manifest row, a file name or the page itself says of a page; `named_by`, `dated_by` name what says name and date."""

    newspaper: str | None = None
    issue_date: date | None = None
    page_no: str | None = None
    url: str | None = None
    licence: str | None = None
    dated_by: Origin | None = None
    named_by: Origin | None = None

    def or_else(self, other: "Known") -> "Known":
        """This, and what `other` says where this is silent.

        >>> Known("江海日报").or_else(Known("江海晚报", page_no="3")).page_no
        '3'
        """
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        told = {name: getattr(other, name) if value is None else value for name, value in said.items()}
        return Known(**told)


def known_of(source: Source, part: str = "") -> Known:
    """What manifest and file name say of a page, or of the `part` (`#page=3`) of a file that holds several.

    The manifest is believed first. What is said of the whole file holds for each of its pages, but for the page's number.
    """
    rows = manifest(source)
    whole = rows.get(source.name, Known()).or_else(from_file_name(Path(source.name).stem))
    return rows.get(source.name + part, Known()).or_else(replace(whole, page_no=None)) if part else whole


def missing_pages(files: Iterable[Source]) -> Iterator[str]:
    """A sentence for each manifest row that names no page of its folder. Raises BaoshuError for a bad row."""
    found = set(files)
    for table in sorted({source.beside(MANIFEST) for source in found}):
        for file in manifest(table):
            whole = PART_RE.sub("", file)
            page = table.beside(Path(whole).name)
            if not is_page_file(Path(whole)) or "/" in file:
                yield f"{table} lists {file}, which is no page of its folder; take out its row"
            elif page not in found and not page.is_file():
                yield f"{table} lists {file}, which is not there; add the page or take out its row"


def from_file_name(stem: str) -> Known:
    """What the name of a page file says; a code that no vocabulary knows stands as the newspaper's name.

    >>> known = from_file_name("jjrb-2024-02-22-03")
    >>> known.newspaper, known.issue_date.isoformat(), known.page_no
    ('经济日报', '2024-02-22', '3')
    """
    match = FILE_NAME_RE.match(stem)
    if not match:
        return Known()
    try:
        issue_date = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return Known()
    codes = {row.code: row.newspaper for row in vocabulary.rows("paper_codes", PaperCode)}
    paper = codes.get(match["paper"].lower(), match["paper"])
    if paper is None:
        return Known(issue_date=issue_date, dated_by="file name")
    return Known(
        newspaper=paper,
        issue_date=issue_date,
        page_no=(match["page_no"] or "").lstrip("0") or None,
        dated_by="file name",
        named_by="file name",
    )


def manifest(source: Source) -> Mapping[str, Known]:
    """The rows of the `pages.csv` beside a file, by file name; empty where there is none. Raises BaoshuError for a bad row."""
    table = source.beside(MANIFEST)
    return _manifest(table, table.changed()) if table.is_file() else {}


@lru_cache(maxsize=8)
def _manifest(path: Source, changed: int) -> Mapping[str, Known]:
    """A manifest is read once for all pages of its folder, and again when it has `changed`."""
    pages: dict[str, Known] = {}
    lines = csv.reader(io.StringIO(decode_table(path.content(), str(path)), newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(lines, [])]
        if "file" not in header or not set(header) <= set(MANIFEST_COLUMNS) or len(set(header)) < len(header):
            raise BaoshuError(f"{path} line 1: the columns are {','.join(header)}; they should be {','.join(MANIFEST_COLUMNS)}")
        for cells in filter(any, lines):
            where = f"{path} line {lines.line_num}"
            row = {column: cell.strip() or None for column, cell in zip(header, cells, strict=False)}
            file = row.pop("file", None)
            if not file or len(cells) > len(header) or any("\n" in cell for cell in cells):
                raise BaoshuError(f"{where}: {','.join(cells)} does not fit the columns {','.join(header)}; correct the row")
            if file in pages:
                raise BaoshuError(f"{where}: {file} is already given; keep one row")
            pages[file] = _from_row(row, where)
    except csv.Error as error:
        raise BaoshuError(f"{path} line {lines.line_num}: {error}; correct the row") from error
    return pages


def _from_row(row: Mapping[str, str | None], where: str) -> Known:
    printed = row.get("issue_date")
    try:
        issue_date = date.fromisoformat(printed) if printed else None
    except ValueError:
        raise BaoshuError(f"{where}: '{printed}' is no date; write it as 2024-02-22") from None
    return Known(
        row.get("newspaper"),
        issue_date,
        row.get("page_no"),
        row.get("url"),
        row.get("licence"),
        dated_by="manifest" if issue_date else None,
        named_by="manifest" if row.get("newspaper") else None,
    )
