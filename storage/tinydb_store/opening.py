"""Opening a store's file: it becomes ours, of this layout, or is refused untouched."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.tinydb_store.count_file import CountFile
from storage.tinydb_store.damage import damaged, too_short
from storage.tinydb_store.layout import VERSION, layout_of, make
from storage.tinydb_store.lock_file import take_lock

BUSY_SECONDS = 10.0


def see_that_it_is_there(path: Path, count: CountFile) -> None:
    """Make a file where there is none; refuse one that lost all, which SQLite would take for a new one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    wal = wal_of(path)
    is_empty = not (path.exists() and path.stat().st_size)
    if is_empty and wal:
        raise damaged(path, f"it is missing or empty, but {wal.name} is there")
    if not path.exists():
        count.forget()
    # Only a new file is opened here: closing it drops SQLite's locks on it, all over this process.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    counted = count.read() if is_empty else None
    if counted and counted[1]:
        raise too_short(path, count.path, counted[1])


def connect(path: Path) -> sqlite3.Connection:
    """Connect, with transactions begun and ended by us alone."""
    return sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)


def prepare(sql: sqlite3.Connection, path: Path, *, guest: bool) -> None:
    """Make the file ours. secure_delete blanks what is forgotten; see `RowFile.tidy`.

    What a statement over many rows may have to take back, SQLite would put into a file elsewhere, and never
    blank it: temp_store keeps that in memory.
    """
    layout = layout_of(sql, path)
    if layout:
        _check_pages(sql, path)
    sql.execute("PRAGMA synchronous=FULL")
    sql.execute("PRAGMA secure_delete=ON")
    sql.execute("PRAGMA temp_store=MEMORY")
    if layout < VERSION:
        # A new file's tables are made before it has a log, so that they never depend on one.
        with _alone(path, needed=guest and layout > 0):
            make(sql)
    sql.execute("PRAGMA journal_mode=WAL")
    if not guest:
        _check_writing(sql)


def witness_of(path: Path) -> sqlite3.Connection | None:
    """Open a store that was not closed a second time, only to read.

    SQLite deletes the log with the last connection that may write. While somebody else has the file open,
    it does not: a log that will be found wanting stays as it is, for whoever can make more of it.
    """
    if not wal_of(path):
        return None
    witness = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    with suppress(sqlite3.Error, UnicodeError):  # a file that cannot be read at all is told of by others
        witness.execute("SELECT name FROM sqlite_master").fetchall()
    return witness


def wal_of(path: Path) -> Path | None:
    """Return the write-ahead log that lies beside a store, if there is anything in it."""
    wal = path.with_name(f"{path.name}-wal")
    return wal if wal.exists() and wal.stat().st_size else None


def _check_pages(sql: sqlite3.Connection, path: Path) -> None:
    """Let SQLite look for what no row can show, such as a free page that is in use."""
    (found,) = sql.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise damaged(path, "its pages do not fit together")


def _check_writing(sql: sqlite3.Connection) -> None:
    """Find out now, and not with the first turn, that the file cannot be written; nothing is."""
    sql.execute("BEGIN IMMEDIATE")
    sql.execute(f"PRAGMA user_version={VERSION}")
    sql.execute("ROLLBACK")


@contextmanager
def _alone(path: Path, *, needed: bool) -> Iterator[None]:
    """Keep an older assistant, which could not write the new layout, from running meanwhile."""
    lock = take_lock(path) if needed else None
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)
