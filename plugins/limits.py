"""Keeps one visitor's SQL from taking the memory of all: no single string or blob may grow beyond five megabytes."""

import sqlite3

from datasette import hookimpl

LONGEST_VALUE = 5_000_000


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Limits what SQLite may build in one value; the time limit cannot stop `hex(zeroblob(1e9))`, one long step."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
