"""Reading rows of (kind, key, tags, body) from SQLite; each is checked to be what was kept."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from storage.tinydb_store.changes import Body, Row
from storage.tinydb_store.damage import damaged, readable
from storage.tinydb_store.hashes import row_hash, wrapped
from storage.tinydb_store.layout import Ledger
from storage.tinydb_store.statements import READ, listed
from storage.unit import Key

TAGS = json.JSONDecoder().raw_decode  # `json.loads`, without all that it asks before it reads
Show = Callable[[str, str, tuple[str, ...], str], None]  # kind, key, tags, and the body as text


def nothing(*row: object) -> None:
    """Show a row to nobody."""


class RowReader:
    """What can be read of a file; raises `StoreUnreadable` where that fails, or a row is not right.

    A row whose kind, key or tags were damaged since the start is passed over where it is asked for by them:
    the next start looks at every row, and refuses.
    """

    path: Path
    _sql: sqlite3.Connection

    def rows(self, kind: str, tag: str = "", limit: int = 0) -> list[Row]:
        """Return the rows of a kind (with the tag), by key; the first few, with a limit."""
        with readable(self.path):
            found = self._sql.execute(
                "SELECT key, tags, body, hash FROM row WHERE kind=? AND instr(tags, ?) ORDER BY key",
                (kind, json.dumps(tag) if tag else ""),  # everything holds ""
            )
            rows = (self._row(kind, *parts) for parts in found)
            return list(islice((row for row in rows if not tag or tag in row.tags), limit or None))

    def rows_behind(self, kind: str, after: str, size: int) -> list[Row]:
        """Return the first rows of a kind behind a key."""
        with readable(self.path):
            found = self._sql.execute(
                "SELECT key, tags, body, hash FROM row WHERE kind=? AND key>? ORDER BY key LIMIT ?",
                (kind, after, size),
            )
            return [self._row(kind, *parts) for parts in found]

    def page(self, after: Key, size: int) -> list[Row]:
        """Return the rows behind a name, by kind and key, until they come to some bytes; at the end none."""
        rows: list[Row] = []
        with readable(self.path):
            for kind, *parts in self._sql.execute(
                "SELECT kind, key, tags, body, hash FROM row WHERE (kind, key) > (?, ?) ORDER BY kind, key",
                after,
            ):
                rows.append(self._row(kind, *parts))
                size -= len(parts[2])
                if size <= 0:
                    break
        return rows

    def tags(self, kind: str) -> set[str]:
        """Return the tags that rows of a kind bear."""
        with readable(self.path):
            found = self._sql.execute("SELECT DISTINCT tags FROM row WHERE kind=?", (kind,))
            return {tag for (tags,) in found for tag in json.loads(tags)}

    def bodies(self, names: Iterable[Key]) -> dict[Key, Body]:
        """Return the bodies of those of these rows that are there."""
        with readable(self.path):
            rows = [self._row(*parts) for parts in self._sql.execute(READ, (listed(names),))]
            return {(row.kind, row.key): row.body for row in rows if row.body is not None}

    def ping(self) -> None:
        """Read as little as there is; raises `StoreUnreadable` when that fails."""
        with readable(self.path):
            self._sql.execute("SELECT kind FROM row LIMIT 1").fetchone()

    def _tally(self, kept: Ledger, show: Show) -> Ledger:
        last = None
        rows = total = 0
        found = self._sql.execute("SELECT kind, key, tags, body, hash FROM row ORDER BY kind, key")
        for kind, key, tags, body, kept_hash in found:  # a start waits for this: it does no more than it must
            self._check(kind, key, tags, body, kept_hash)
            name = (kind, key)
            if last is not None and name <= last:
                raise damaged(self.path, "rows are out of order")
            last = name
            rows += 1
            total += kept_hash
            show(kind, key, tuple(TAGS(tags)[0]) if tags != "[]" else (), body)
        return Ledger(kept.store, kept.commits, rows, wrapped(total))

    def _row(self, kind: str, key: str, tags: str, body: str, kept_hash: int) -> Row:
        self._check(kind, key, tags, body, kept_hash)
        return Row(kind, key, json.loads(body), tuple(json.loads(tags)))

    def _check(self, kind: str, key: str, tags: str, body: str, kept_hash: int) -> None:
        try:
            is_right = row_hash(kind, key, tags, body) == kept_hash
        except TypeError:  # a number, or nothing, where text was kept
            is_right = False
        if not is_right:
            raise damaged(self.path, "a row is not what was kept")
