"""Inputs → sources: the page files named, those in the folders and archives named, and how their bytes are had."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from etl.errors import BaoshuError
from etl.read.archives import ARCHIVES, content_of, is_archive, read_archive

FORMATS = {".txt": "txt", ".md": "md", ".pdf": "pdf", ".html": "html", ".htm": "html"}

# The fullest broadsheet page seen holds 15,000 characters; 4 MB is a book, or something that is no page at all.
LARGEST_TEXT = 4_000_000
# 第03版_files holds scripts, pictures and the frames of advertisements.
SAVED_WITH = ("_files", ".files")


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file to read: the one at `path`, or the `member` of that name in the archive there."""

    path: Path
    member: str = ""

    def __str__(self) -> str:
        """What error sentences call it."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    @property
    def name(self) -> str:
        return PurePosixPath(self.member).name or self.path.name

    @property
    def format(self) -> str:
        """What its name says it is: txt, md, html."""
        suffix = Path(self.name).suffix.lower()
        return FORMATS.get(suffix, suffix.lstrip("."))

    def beside(self, name: str) -> "Source":
        """The file of that name in the same folder, whether there or not."""
        if self.member:
            return Source(self.path, str(PurePosixPath(self.member).with_name(name)))
        return Source(self.path.with_name(name))

    def is_file(self) -> bool:
        return self.member in read_archive(self.path).members if self.member else self.path.is_file()

    def changed(self) -> int:
        """When it was last changed, in nanoseconds."""
        return self.path.stat().st_mtime_ns

    def content(self, largest: int = LARGEST_TEXT) -> bytes:
        """Its bytes. Raises BaoshuError for a file that is gone, not readable, empty, or of more than `largest` bytes."""
        try:
            content = content_of(self.path, self.member, largest) if self.member else _content(self.path, largest)
        except FileNotFoundError:
            raise BaoshuError(f"{self} vanished before it was read; run the build again when the folder is complete") from None
        except OSError as error:
            raise BaoshuError(f"{self} cannot be read ({error.strerror}); mend its permissions or copy it again") from None
        if len(content) > largest:
            size = f"more than {largest / 1e6:.0f} MB"
            raise BaoshuError(f"{self} has {size}, more than a newspaper page can; split it into one file a page")
        if not content.strip():
            raise BaoshuError(f"{self} is empty; export the page again or take the file away")
        return content


def _content(path: Path, largest: int) -> bytes:
    """The bytes of a file, and of one that has more than `largest` no more than show it."""
    with path.open("rb") as file:
        return file.read(largest + 1)


def page_files(inputs: Iterable[Path]) -> tuple[list[Source], list[str]]:
    """The page files named, and those in the folders and archives named, in sorted order; and a sentence for each folder or
    archive that cannot be read, and for what an archive should not hold. Hidden files and other kinds are passed over.

    Raises BaoshuError for a path that does not exist, a file of another kind, and a folder or an archive without a page.
    """
    files: list[Source] = []
    unread: list[str] = []
    for path in inputs:
        if not os.path.exists(path):
            raise BaoshuError(f"{path} does not exist; check the name")
        if os.path.isdir(path):
            found = sorted(source for file in _walk(path, unread) for source in _sources(file, unread))
        elif path.is_file() and is_archive(path):
            found = _members(path, unread)
        elif path.is_file() and path.suffix.lower() in FORMATS:
            found = [Source(path)]
        else:
            raise BaoshuError(f"{path} is no page file: its name should end in {' or '.join((*FORMATS, *ARCHIVES))}")
        if not found:
            why = "; ".join(unread) or f"put files that end in {' or '.join(FORMATS)} there, or name another"
            raise BaoshuError(f"{path} holds no page: {why}")
        files += found
    return files, unread


def _sources(file: Path, unread: list[str]) -> list[Source]:
    """A page file, or the pages of an archive; one in a folder that cannot be read does not keep the others from being read."""
    if not is_archive(file):
        return [Source(file)]
    try:
        return _members(file, unread)
    except BaoshuError as error:
        unread.append(str(error))
        return []


def _members(path: Path, unread: list[str]) -> list[Source]:
    archive = read_archive(path)
    unread += archive.passed_over
    return sorted(Source(path, name) for name in archive.members if is_page_file(Path(name)))


def _walk(folder: Path, unread: list[str]) -> Iterator[Path]:
    """The page files and archives below a folder; links to nowhere count, so that they are named when they cannot be read."""

    def note(error: OSError) -> None:
        unread.append(f"{error.filename} cannot be read ({error.strerror}); mend its permissions")

    for parent, _, names in os.walk(folder, onerror=note):
        for path in (Path(parent, name) for name in names):
            inside = path.relative_to(folder)
            if (is_page_file(inside) or _is_shown_archive(inside)) and (path.is_file() or path.is_symlink()):
                yield path


def is_page_file(path: Path) -> bool:
    """Whether a path inside an input folder is a page to read.

    >>> is_page_file(Path("2024/jjrb-03.txt")), is_page_file(Path(".git/x.txt")), is_page_file(Path("README.md"))
    (True, False, False)
    """
    return not _is_hidden(path) and path.suffix.lower() in FORMATS and path.stem.upper() != "README"


def _is_shown_archive(path: Path) -> bool:
    return is_archive(path) and not _is_hidden(path)


def _is_hidden(path: Path) -> bool:
    """Whether a path inside an input is out of sight, or in the folder a browser puts beside a page it saves."""
    return any(part.startswith(".") for part in path.parts) or any(part.endswith(SAVED_WITH) for part in path.parts[:-1])
