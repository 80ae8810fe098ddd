"""Archive → the pages inside it, read in memory and never unpacked to disk.

What an archive says of its members is not believed before it is checked: names may point elsewhere, sizes may lie, a few
kilobytes may unpack to gigabytes. A member that is no honest page is passed over with a sentence; an archive that as a whole
is none is refused.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from etl.errors import BaoshuError

ARCHIVES = (".zip",)
# Archives inside an archive are not opened: unpacking in turn is how small bombs grow.
NESTED = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")

# A month of a daily of 24 pages has 720 pages; with the pictures HTML pages bring along that is some thousand files.
MOST_MEMBERS = 20_000
# The directory of an archive needs 46 bytes a member and its name; one larger than this is read for nothing.
LARGEST_DIRECTORY = 200 * MOST_MEMBERS
# A month of pages as PDF, 3 MB each, has 2 GB.
LARGEST_UNPACKED = 4_000_000_000
# Pages pack to a half (PDF) or a tenth (HTML); a repeated letter packs to a thousandth.
HIGHEST_RATIO = 100
SMALLEST_BOMB = 1_000_000
# A hostile archive shall not fill the report either.
MOST_SENTENCES = 10

END_OF_DIRECTORY = b"PK\x05\x06"
LONGEST_END = 22 + 65_535
ENCRYPTED, UTF_8_NAME = 0x1, 0x800
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, struct.error)


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened archive: its members by name, and a sentence for each that is passed over."""

    file: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]
    passed_over: tuple[str, ...]


def is_archive(path: Path) -> bool:
    """Whether a path names an archive of pages.

    >>> is_archive(Path("江海日报-2025-03.ZIP")), is_archive(Path("江海日报.txt"))
    (True, False)
    """
    return path.suffix.lower() in ARCHIVES


def read_archive(path: Path) -> Archive:
    """Opens an archive. Raises BaoshuError for what is no archive, and for one no page comes in."""
    try:
        return _opened(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise BaoshuError(f"{path} vanished before it was read; run the build again when it is there") from None
    except PermissionError as error:
        raise BaoshuError(f"{path} cannot be read ({error.strerror}); mend its permissions or copy it again") from None
    except UNREADABLE as error:
        raise BaoshuError(f"{path} is no archive that can be read ({error}); fetch or pack it again") from error


@lru_cache(maxsize=1)
def _opened(path: Path, changed: int) -> Archive:
    """An archive is opened once for all its pages, and again when it has `changed`."""
    _refuse_large_directory(path)
    file = zipfile.ZipFile(path)
    _refuse_bomb(path, file.infolist())
    return _checked(path, file)


def _refuse_large_directory(path: Path) -> None:
    """Raises BaoshuError for an archive with more members than pages come in, before their names are read."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - LONGEST_END))
        tail = file.read()
    at = tail.rfind(END_OF_DIRECTORY)
    if at < 0 or len(tail) < at + 22:
        raise zipfile.BadZipFile("it has no directory")
    if struct.unpack_from("<L", tail, at + 12)[0] > LARGEST_DIRECTORY:
        raise BaoshuError(f"{path} holds more than {MOST_MEMBERS} files; split it into one archive a month")


def _refuse_bomb(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    """Raises BaoshuError for an archive made to fill memory."""
    if len(infos) > MOST_MEMBERS:
        raise BaoshuError(f"{path} holds {len(infos)} files, more than {MOST_MEMBERS}; split it into one archive a month")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > LARGEST_UNPACKED:
        raise BaoshuError(f"{path} unpacks to {unpacked / 1e9:.0f} GB; split it into one archive a month")
    if sum(info.compress_size for info in infos) > path.stat().st_size:
        raise BaoshuError(f"{path} is an archive whose members overlap, as no packer makes them; take it away")
    for info in infos:
        if info.file_size > max(SMALLEST_BOMB, HIGHEST_RATIO * info.compress_size):
            name, size = printable(name_of(info)), info.file_size / 1e6
            raise BaoshuError(f"{path} holds {name}, which unpacks to {size:.0f} MB, far more than a page; take it away")


def _checked(path: Path, file: zipfile.ZipFile) -> Archive:
    members: dict[str, zipfile.ZipInfo] = {}
    passed_over = []
    for info in file.infolist():
        name = name_of(info)
        if not name or name.endswith("/"):  # a folder
            continue
        name = str(PurePosixPath(name))  # ./第03版.txt is 第03版.txt
        fault = _fault(info, name) or ("stands in it twice; the first is taken" if name in members else None)
        if fault:
            passed_over.append(f"{path} holds {printable(name)}, which {fault}")
        else:
            members[name] = info
    if len(passed_over) > MOST_SENTENCES:
        more = len(passed_over) - MOST_SENTENCES
        passed_over[MOST_SENTENCES:] = [f"{path} holds {more} more files that are passed over; pack it again without them"]
    return Archive(file, members, tuple(passed_over))


def _fault(info: zipfile.ZipInfo, name: str) -> str | None:
    """Why a member is passed over and what to do, or None."""
    mode = info.external_attr >> 16
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in PurePosixPath(name).parts:
        return "points out of the archive; pack it again with names of its own folder"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "is a link or a device and no file; pack the file itself"
    if info.flag_bits & ENCRYPTED:
        return "is encrypted; unpack it with its password and give the folder"
    if PurePosixPath(name).suffix.lower() in NESTED:
        return "is an archive itself; unpack it and give its pages"
    return None


def name_of(info: zipfile.ZipInfo) -> str:
    """The name of a member in the encoding of whoever packed it: without a flag UTF-8 or, from Windows, GB18030.

    >>> name_of(zipfile.ZipInfo("江海日报\\\\第03版.txt".encode("gbk").decode("cp437")))
    '江海日报/第03版.txt'
    """
    name = info.filename
    if not info.flag_bits & UTF_8_NAME:
        name = next(_decodings(name), name)
    return name.replace("\\", "/")


def _decodings(name: str) -> Iterator[str]:
    for encoding in ("utf-8", "gb18030"):
        try:
            yield name.encode("cp437").decode(encoding)
        except UnicodeError:
            continue


def printable(name: str) -> str:
    """A name as an error sentence can print it.

    >>> printable("第03版\\n.txt")
    '第03版?.txt'
    """
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def content_of(path: Path, member: str, largest: int) -> bytes:
    """The bytes of a member. Raises BaoshuError for one that is gone, broken, or of more than `largest` bytes."""
    archive = read_archive(path)
    where = f"{path}/{printable(member)}"
    info = archive.members.get(member)
    if info is None:
        raise BaoshuError(f"{where} vanished before it was read; run the build again when the archive is complete")
    try:
        with archive.file.open(info) as file:
            content = file.read(largest + 1)
    except UNREADABLE as error:
        raise BaoshuError(f"{where} cannot be unpacked ({error}); fetch or pack the archive again") from error
    return content
