"""The file on disk: rows of (kind, key, tags, body) in SQLite, and the lock that keeps it to one writer."""

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from storage.errors import StoreBusy, StoreError, StoreUnreadable, TurnConflict
from storage.records import Record
from storage.unit import Key, stands

VERSION = 1  # of the file's layout, in SQLite's user_version
BUSY_SECONDS = 10.0

Body = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One change to one row; `body` None forgets it."""

    kind: str
    key: str
    body: Body | None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Batch:
    """Changes that are kept together, and what must still stand on disk for them to be right.

    `expected` matters only for kinds that other processes may add to.
    """

    rows: tuple[Row, ...]
    expected: Mapping[Key, Record | None] = field(default_factory=dict)


def take_lock(path: Path) -> int:
    """Lock the store to this process and return the descriptor that holds the lock."""
    with _usable(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as cause:
            os.close(descriptor)
            if not isinstance(cause, BlockingIOError):
                raise
            raise StoreBusy(
                f"{path} is in use: another charter-bot is running with it. "
                "Stop that one first, or set CHARTER_STORE to another file."
            ) from None
    return descriptor


class RowFile:
    """One SQLite file. Everything it does blocks; only the writer thread calls it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _usable(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Only a new file is opened here: closing it drops SQLite's locks on it, all over this process.
            with suppress(FileExistsError):
                os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
            self._sql = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
            try:
                self._prepare()
            except BaseException:
                self._sql.close()
                raise

    def _prepare(self) -> None:
        """Make the file ours, or refuse it untouched. secure_delete blanks what is forgotten; see `tidy`."""
        (version,) = self._sql.execute("PRAGMA user_version").fetchone()
        tables = {name for (name,) in self._sql.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        if tables and "row" not in tables:
            raise StoreUnreadable(
                f"{self.path} is the database of another program. Set CHARTER_STORE to another file."
            )
        if version > VERSION:
            raise StoreUnreadable(
                f"{self.path} was written by a newer charter-bot (layout {version}, not {VERSION}). "
                "Install the newer charter-bot to use it."
            )
        self._sql.execute("PRAGMA journal_mode=WAL")
        self._sql.execute("PRAGMA synchronous=FULL")
        self._sql.execute("PRAGMA secure_delete=ON")
        if version < VERSION:
            self._sql.execute(
                "CREATE TABLE IF NOT EXISTS row(kind TEXT, key TEXT, tags TEXT NOT NULL, body TEXT NOT NULL,"
                " PRIMARY KEY(kind, key)) WITHOUT ROWID"
            )
            self._sql.execute(f"PRAGMA user_version={VERSION}")

    def rows(self, kind: str, tag: str = "", limit: int = 0) -> list[Row]:
        """Return the rows of a kind (with the tag), by key; the first few, with a limit."""
        with _readable(self.path):
            found = self._sql.execute(
                "SELECT key, body, tags FROM row WHERE kind=? AND instr(tags, ?) ORDER BY key",
                (kind, json.dumps(tag) if tag else ""),  # everything holds ""
            )
            rows = (Row(kind, key, json.loads(body), tuple(json.loads(tags))) for key, body, tags in found)
            return list(islice((row for row in rows if not tag or tag in row.tags), limit or None))

    def tags(self, kind: str) -> set[str]:
        """Return the tags that rows of a kind bear."""
        with _readable(self.path):
            found = self._sql.execute("SELECT DISTINCT tags FROM row WHERE kind=?", (kind,))
            return {tag for (tags,) in found for tag in json.loads(tags)}

    def row(self, kind: str, key: str) -> Body | None:
        """Return one row's body."""
        with _readable(self.path):
            found = self._sql.execute("SELECT body FROM row WHERE kind=? AND key=?", (kind, key)).fetchone()
            body: Body | None = json.loads(found[0]) if found else None
            return body

    def ping(self) -> None:
        """Read as little as there is; raises `StoreUnreadable` when that fails."""
        with _readable(self.path):
            self._sql.execute("SELECT kind FROM row LIMIT 1").fetchone()

    def begin(self, *, alone: bool) -> None:
        """Begin what takes several calls: to see one moment of the file or, `alone`, to change all of it."""
        with _writable(self.path):
            self._sql.execute("BEGIN IMMEDIATE" if alone else "BEGIN")
        self.ping()  # the moment is that of the first look

    def page(self, after: Key, size: int) -> list[Row]:
        """Return the rows behind a name, by kind and key, until they come to some bytes; at the end none."""
        rows: list[Row] = []
        with _readable(self.path):
            for kind, key, tags, body in self._sql.execute(
                "SELECT kind, key, tags, body FROM row WHERE (kind, key) > (?, ?) ORDER BY kind, key", after
            ):
                rows.append(Row(kind, key, json.loads(body), tuple(json.loads(tags))))
                size -= len(body)
                if size <= 0:
                    break
        return rows

    def change(self, rows: Iterable[Row]) -> None:
        """Change rows after `begin`; they are kept by `end`."""
        with _writable(self.path):
            self._apply(Batch(tuple(rows)))

    def end(self, *, keep: bool) -> None:
        """End what `begin` began, with or without keeping what was changed; a second time does nothing."""
        if keep:
            with _writable(self.path):
                self._sql.execute("COMMIT")
        elif self._sql.in_transaction:
            with suppress(sqlite3.Error):  # as in `keep`
                self._sql.execute("ROLLBACK")

    def keep(self, batches: list[Batch]) -> list[StoreError | None]:
        """Keep several batches with one commit; return for each what stopped it, or None.

        A batch whose expectations fail is left out whole; the others are kept.
        Raises `StoreError` when the commit itself failed: then nothing was kept.
        """
        try:
            self._sql.execute("BEGIN IMMEDIATE")
            outcomes = [self._apply(batch) for batch in batches]
            self._sql.execute("COMMIT")
        except Exception as cause:
            with suppress(sqlite3.Error):  # when this fails too, the next BEGIN does, and brings us here
                self._sql.execute("ROLLBACK")
            raise StoreError(f"could not write to {self.path}: {cause}") from cause
        return outcomes

    def _apply(self, batch: Batch) -> StoreError | None:
        if not all(stands(seen, self.row(*name)) for name, seen in batch.expected.items()):
            return TurnConflict("another process has changed what this turn read")
        for row in batch.rows:
            if row.body is None:
                self._sql.execute("DELETE FROM row WHERE kind=? AND key=?", (row.kind, row.key))
            else:
                # json.dumps writes ASCII: half a character, which no database takes, is kept as well.
                self._sql.execute(
                    "INSERT OR REPLACE INTO row(kind, key, tags, body) VALUES(?,?,?,?)",
                    (row.kind, row.key, json.dumps(row.tags), json.dumps(row.body)),
                )
        return None

    def tidy(self) -> None:
        """Rewrite the file, so that nothing forgotten is left in it. At 50,000 assessments: 2 s.

        secure_delete blanks what is deleted, but not the copies that stay behind when SQLite moves rows.
        """
        self._sql.execute("VACUUM")

    def close(self) -> None:
        """Close the file."""
        self._sql.close()


@contextmanager
def _usable(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as cause:
        raise StoreUnreadable(f"{path} cannot be used as a store: {cause}.") from cause


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error, ValueError) as cause:
        raise StoreUnreadable(f"{path} could not be read: {cause}.") from cause


@contextmanager
def _writable(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error, ValueError) as cause:
        raise StoreError(f"could not write to {path}: {cause}") from cause
