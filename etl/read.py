"""Page file → Page: its text in whatever encoding it came, and what is known of it.

Newspaper, issue date, page, address and licence come from a `pages.csv` beside the page
(`file,newspaper,issue_date,page_no,url,licence`), else from its name (`jjrb-2024-02-22-03.txt`), else stay None.
"""

import codecs
import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from etl import vocabulary
from etl.errors import BaoshuError
from etl.model import Page

FORMATS = (".txt", ".md")
MANIFEST = "pages.csv"
MANIFEST_COLUMNS = ("file", "newspaper", "issue_date", "page_no", "url", "licence")

# The fullest broadsheet page seen holds 15,000 characters; 4 MB is a book, or something that is no page at all.
LARGEST_PAGE = 4_000_000

# jjrb-2024-02-22-03, 江海日报_20240222_A03, cctv-20240104
FILE_NAME_RE = re.compile(
    r"^(?P<paper>.+?)[-_ ](?P<year>(?:19|20)\d\d)(?P<dash>[-_.]?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
    r"(?:[-_ ]?(?P<page_no>[A-Za-z]?\d{1,3}))?$"
)

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
PROVEN = ("utf-8-sig", "utf-16")
CONTROLS_RE = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
HAN_RE = re.compile(r"[㐀-鿿]")

# Real Chinese is written almost wholly in the 3,755 common characters of GB 2312 level 1 (98 to 100 % on news pages);
# text decoded wrongly is not. Between the two lies nothing.
LEVEL_1_LEAD_BYTES = range(0xB0, 0xD8)
LEAST_COMMON_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class PaperCode:
    """The short name by which papers' own page files go."""

    code: str
    newspaper: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What a manifest row or a file name says of a page."""

    newspaper: str | None = None
    issue_date: date | None = None
    page_no: str | None = None
    url: str | None = None
    licence: str | None = None


def page_files(inputs: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """The page files named, and those in the folders named, in sorted order; and a sentence for each folder that cannot be
    read. Hidden files and other kinds are passed over.

    Raises BaoshuError for a path that does not exist, a file of another kind, and a folder without a page.
    """
    files: list[Path] = []
    unread: list[str] = []
    for path in inputs:
        if os.path.isdir(path):
            found = sorted(_walk(path, unread))
            if not found:
                raise BaoshuError(
                    f"{path} holds no page: put files that end in {' or '.join(FORMATS)} there, or name another folder"
                )
            files += found
        elif not os.path.exists(path):
            raise BaoshuError(f"{path} does not exist; check the name")
        elif path.suffix.lower() not in FORMATS or not path.is_file():
            raise BaoshuError(f"{path} is no page file: its name should end in {' or '.join(FORMATS)}")
        else:
            files.append(path)
    return files, unread


def _walk(folder: Path, unread: list[str]) -> Iterator[Path]:
    """The page files below a folder; links to nowhere count, so that they are named when they cannot be read."""

    def note(error: OSError) -> None:
        unread.append(f"{error.filename} cannot be read ({error.strerror}); mend its permissions")

    for parent, _, names in os.walk(folder, onerror=note):
        for path in (Path(parent, name) for name in names):
            if is_page_file(path.relative_to(folder)) and (path.is_file() or path.is_symlink()):
                yield path


def missing_pages(files: Iterable[Path]) -> Iterator[str]:
    """A sentence for each manifest row that names no page of its folder. Raises BaoshuError for a bad row."""
    found = set(files)
    for folder in sorted({path.parent for path in found}):
        for file in manifest(folder):
            if folder / file not in found and not (folder / file).is_file():
                yield f"{folder / MANIFEST} lists {file}, which is not there; add the page or take out its row"
            elif not is_page_file(Path(file)) or "/" in file:
                yield f"{folder / MANIFEST} lists {file}, which is no page of its folder; take out its row"


def is_page_file(path: Path) -> bool:
    """Whether a path inside an input folder is a page to read.

    >>> is_page_file(Path("2024/jjrb-03.txt")), is_page_file(Path(".git/x.txt")), is_page_file(Path("README.md"))
    (True, False, False)
    """
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.suffix.lower() in FORMATS and path.stem.upper() != "README"


def read(path: Path) -> Page:
    """Reads one page file.

    Raises BaoshuError, one sentence with file, fault and remedy, for what cannot be read, is empty, is too large, is no
    text, or stands wrongly in the manifest.
    """
    if not path.name.isprintable():
        raise BaoshuError(f"{str(path).encode(errors='replace').decode()} has a name that is no UTF-8; rename it")
    content = _content(path)
    known = _known(path)
    return Page(
        file=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        format=path.suffix.lower().lstrip("."),
        text=_decoded(content, path),
        newspaper=known.newspaper,
        issue_date=known.issue_date,
        page_no=known.page_no,
        url=known.url,
        licence=known.licence,
    )


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_PAGE:
            raise BaoshuError(f"{path} has {size / 1e6:.0f} MB, more than a newspaper page can; split it into one file a page")
        content = path.read_bytes()
    except FileNotFoundError:
        raise BaoshuError(f"{path} vanished before it was read; run the build again when the folder is complete") from None
    except OSError as error:
        raise BaoshuError(f"{path} cannot be read ({error.strerror}); mend its permissions or copy it again") from None
    if not content.strip():
        raise BaoshuError(f"{path} is empty; export the page again or take the file away")
    return content


def _decoded(content: bytes, path: Path) -> str:
    if content.startswith(b"%PDF"):
        raise BaoshuError(f"{path} is a PDF with another name; save its text layer as {path.stem}.txt")
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # UTF-8 proves itself, as a byte order mark does; the others decode nearly anything into something.
        if HAN_RE.search(text) if encoding in PROVEN else _is_chinese(text):
            return text
    raise BaoshuError(f"{path} is no Chinese text in UTF-8, UTF-16 or GB18030; save it as UTF-8")


def _encodings(content: bytes) -> tuple[str, ...]:
    """The encodings to try: the marked one, or the three in the order in which each refuses the others' bytes."""
    if content.startswith(UTF_16_MARKS):
        return ("utf-16",)
    return ("utf-16-le", "utf-16-be") if b"\0" in content else ("utf-8-sig", "gb18030")


def _is_chinese(text: str) -> bool:
    letters = HAN_RE.findall(text)
    common = sum(_is_common(letter) for letter in letters)
    return bool(letters) and common >= LEAST_COMMON_SHARE * len(letters) and not CONTROLS_RE.search(text[:4096])


@cache
def _is_common(letter: str) -> bool:
    encoded = letter.encode("gb2312", errors="ignore")
    return bool(encoded) and encoded[0] in LEVEL_1_LEAD_BYTES


def _known(path: Path) -> Known:
    return manifest(path.parent).get(path.name) or from_file_name(path.stem)


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
    return Known(newspaper=paper, issue_date=issue_date, page_no=(match["page_no"] or "").lstrip("0") or None)


def manifest(folder: Path) -> Mapping[str, Known]:
    """The rows of the folder's `pages.csv` by file name; empty where there is none. Raises BaoshuError for a bad row."""
    path = folder / MANIFEST
    return _manifest(path, path.stat().st_mtime_ns) if path.is_file() else {}


@lru_cache(maxsize=8)
def _manifest(path: Path, changed: int) -> Mapping[str, Known]:
    """A manifest is read once for all pages of its folder, and again when it has `changed`."""
    pages: dict[str, Known] = {}
    lines = csv.reader(io.StringIO(_table_text(path), newline=""), strict=True)
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


def _table_text(path: Path) -> str:
    """The text of a manifest, which may hold no Chinese letter; GB18030, what Excel saves, where it is not Unicode."""
    content = _content(path)
    for encoding in ("utf-16",) if content.startswith(UTF_16_MARKS) else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BaoshuError(f"{path} is no text in UTF-8, UTF-16 or GB18030; save it as UTF-8")


def _from_row(row: Mapping[str, str | None], where: str) -> Known:
    printed = row.get("issue_date")
    try:
        issue_date = date.fromisoformat(printed) if printed else None
    except ValueError:
        raise BaoshuError(f"{where}: '{printed}' is no date; write it as 2024-02-22") from None
    return Known(row.get("newspaper"), issue_date, row.get("page_no"), row.get("url"), row.get("licence"))
