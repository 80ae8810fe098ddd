"""A database is whole or old: it is written beside the old file and takes its place only when it is finished."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from etl.errors import BaoshuError

DISK_FAULTS = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


@contextmanager
def replacing(path: Path) -> Iterator[Database]:
    """A new, empty database that becomes the file at `path` when the block ends well; else nothing there changes.

    Raises BaoshuError when the folder cannot be written or the disk is full.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    connection = None
    try:
        connection = sqlite3.connect(unfinished)
        # Nobody reads the file before it is finished, so it needs neither a journal nor waiting for the disk.
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        yield Database(connection)
        connection.commit()
        connection.close()
        _flush(unfinished)
        unfinished.replace(path)
    except (sqlite3.OperationalError, OSError) as error:
        if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF not in DISK_FAULTS:
            raise
        raise BaoshuError(f"{path} could not be written ({error}); make room or choose another folder with --db") from error
    finally:
        if connection is not None:
            connection.close()
        unfinished.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
