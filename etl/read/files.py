"""Inputs → sources: the page files named, those in the folders named, and how their bytes are had."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.errors import BaoshuError

FORMATS = (".txt", ".md")

# The fullest broadsheet page seen holds 15,000 characters; 4 MB is a book, or something that is no page at all.
LARGEST_TEXT = 4_000_000


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file to read."""

    path: Path

    def __str__(self) -> str:
        """What error sentences call it."""
        return str(self.path)

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def format(self) -> str:
        """What its name says it is: txt, md."""
        return self.path.suffix.lower().lstrip(".")

    def beside(self, name: str) -> "Source":
        """The file of that name in the same folder, whether there or not."""
        return Source(self.path.with_name(name))

    def is_file(self) -> bool:
        return self.path.is_file()

    def changed(self) -> int:
        """When it was last changed, in nanoseconds."""
        return self.path.stat().st_mtime_ns

    def content(self, largest: int = LARGEST_TEXT) -> bytes:
        """Its bytes. Raises BaoshuError for a file that is gone, not readable, empty, or of more than `largest` bytes."""
        try:
            size = self.path.stat().st_size
            if size > largest:
                raise BaoshuError(
                    f"{self} has {size / 1e6:.0f} MB, more than a newspaper page can; split it into one file a page"
                )
            content = self.path.read_bytes()
        except FileNotFoundError:
            raise BaoshuError(f"{self} vanished before it was read; run the build again when the folder is complete") from None
        except OSError as error:
            raise BaoshuError(f"{self} cannot be read ({error.strerror}); mend its permissions or copy it again") from None
        if not content.strip():
            raise BaoshuError(f"{self} is empty; export the page again or take the file away")
        return content


def page_files(inputs: Iterable[Path]) -> tuple[list[Source], list[str]]:
    """The page files named, and those in the folders named, in sorted order; and a sentence for each folder that cannot be
    read. Hidden files and other kinds are passed over.

    Raises BaoshuError for a path that does not exist, a file of another kind, and a folder without a page.
    """
    files: list[Source] = []
    unread: list[str] = []
    for path in inputs:
        if os.path.isdir(path):
            found = sorted(map(Source, _walk(path, unread)))
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
            files.append(Source(path))
    return files, unread


def _walk(folder: Path, unread: list[str]) -> Iterator[Path]:
    """The page files below a folder; links to nowhere count, so that they are named when they cannot be read."""

    def note(error: OSError) -> None:
        unread.append(f"{error.filename} cannot be read ({error.strerror}); mend its permissions")

    for parent, _, names in os.walk(folder, onerror=note):
        for path in (Path(parent, name) for name in names):
            if is_page_file(path.relative_to(folder)) and (path.is_file() or path.is_symlink()):
                yield path


def is_page_file(path: Path) -> bool:
    """Whether a path inside an input folder is a page to read.

    >>> is_page_file(Path("2024/jjrb-03.txt")), is_page_file(Path(".git/x.txt")), is_page_file(Path("README.md"))
    (True, False, False)
    """
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.suffix.lower() in FORMATS and path.stem.upper() != "README"
