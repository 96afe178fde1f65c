"""Changing rows, and the ledger that counts them: all batches of a commit by a few statements."""

import sqlite3
from collections.abc import Mapping, Sequence

from storage.errors import StoreError, TurnConflict
from storage.json_texts import json_texts
from storage.tinydb_store.changes import Batch, Body, Row
from storage.tinydb_store.hashes import row_hash
from storage.tinydb_store.layout import Ledger
from storage.tinydb_store.statements import COUNT, FORGET, TOGETHER, listed, put
from storage.unit import Key, stands


class Changes:
    """The last change to each row, of batches that come one after the other.

    `kept` is what stands on disk of what any of them expects.
    """

    def __init__(self, kept: Mapping[Key, Body]) -> None:
        self._kept = kept
        self._rows: dict[Key, Row] = {}

    def take(self, batch: Batch) -> StoreError | None:
        """Take the rows of a batch, all or none; return what forbids it."""
        if not all(stands(seen, self._body(name)) for name, seen in batch.expected.items()):
            return TurnConflict("another process has changed what this turn read")
        self._rows |= {(row.kind, row.key): row for row in batch.lasting}
        return None

    def apply(self, sql: sqlite3.Connection, ledger: Ledger) -> None:
        """Change the rows, and the ledger with them."""
        if self._rows:
            count, high, low = sql.execute(COUNT, (listed(self._rows),)).fetchone()
            ledger.take(count, (high << 32) + low)
        rows = [row for row in self._rows.values() if row.body is not None]
        for first in range(0, len(rows), TOGETHER):
            _put(sql, rows[first : first + TOGETHER], ledger)
        if forgotten := [name for name, row in self._rows.items() if row.body is None]:
            sql.execute(FORGET, (listed(forgotten),))

    def _body(self, name: Key) -> Body | None:
        """Return what stands after the batches before."""
        return self._rows[name].body if name in self._rows else self._kept.get(name)


def _put(sql: sqlite3.Connection, rows: Sequence[Row], ledger: Ledger) -> None:
    values: list[str | int] = []
    for row in rows:
        tags = json_texts(row.tags)
        its_hash = row_hash(row.kind, row.key, tags, row.text)
        ledger.add(its_hash)
        values += (row.kind, row.key, tags, row.text, its_hash)
    sql.execute(put(len(rows)), values)
