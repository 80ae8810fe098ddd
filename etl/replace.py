"""A database is whole or old: it is written beside the old file and takes its place only when it is finished."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from etl.errors import BaoshuError

DISK_FAULTS = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
SQLITE_HEADER = b"SQLite format 3\0"


@contextmanager
def replacing(path: Path) -> Iterator[Database]:
    """A new, empty database that becomes the file at `path` when the block ends well; else nothing there changes.

    Raises BaoshuError when the folder cannot be written, the disk is full, or what stands at `path` may not be replaced.
    """
    path = path.resolve()
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    connection = None
    try:
        _refuse_to_replace(path)
        unfinished.unlink(missing_ok=True)
        connection = sqlite3.connect(unfinished)
        # Nobody reads the file before it is finished, so it needs neither a journal nor waiting for the disk.
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        yield Database(connection)
        connection.commit()
        connection.close()
        _flush(unfinished)
        _refuse_to_replace(path)
        unfinished.replace(path)
    except (sqlite3.OperationalError, OSError) as error:
        if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF not in DISK_FAULTS:
            raise
        raise BaoshuError(f"{path} could not be written ({error}); make room or choose another folder with --db") from error
    finally:
        if connection is not None:
            connection.close()
        unfinished.unlink(missing_ok=True)


def _refuse_to_replace(path: Path) -> None:
    """Raises BaoshuError for a file that is no database, and for one whose journal the new file would be taken for."""
    for journal in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal")):
        if journal.exists():
            raise BaoshuError(f"{path} is open in another program ({journal.name} stands beside it); close that program first")
    if path.is_dir():
        raise BaoshuError(f"{path} is a folder; name a file with --db")
    if path.exists() and path.stat().st_size and path.open("rb").read(len(SQLITE_HEADER)) != SQLITE_HEADER:
        raise BaoshuError(f"{path} is no SQLite database and is left alone; name another file with --db")


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
