"""Changing rows, and the ledger that counts them."""

import json
import sqlite3
from collections.abc import Mapping

from storage.errors import StoreError, TurnConflict
from storage.tinydb_store.changes import Batch, Body, Row
from storage.tinydb_store.hashes import row_hash
from storage.tinydb_store.layout import Ledger
from storage.unit import Key, stands


def apply(
    sql: sqlite3.Connection, batch: Batch, ledger: Ledger, kept: Mapping[Key, Body]
) -> StoreError | None:
    """Change the rows of a batch, and the ledger with them; return what forbids it.

    `kept` is what stands on disk of what the batch expects.
    """
    if not all(stands(seen, kept.get(name)) for name, seen in batch.expected.items()):
        return TurnConflict("another process has changed what this turn read")
    for row in batch.rows:
        name = (row.kind, row.key)
        before = sql.execute("SELECT hash FROM row WHERE kind=? AND key=?", name).fetchone()
        if before:
            ledger.take(*before)
        if row.body is not None:
            _put(sql, row, ledger)
        elif before:
            sql.execute("DELETE FROM row WHERE kind=? AND key=?", name)
    return None


def _put(sql: sqlite3.Connection, row: Row, ledger: Ledger) -> None:
    tags = json.dumps(row.tags)
    its_hash = row_hash(row.kind, row.key, tags, row.text)
    ledger.add(its_hash)
    sql.execute(
        "INSERT OR REPLACE INTO row(kind, key, tags, body, hash) VALUES(?,?,?,?,?)",
        (row.kind, row.key, tags, row.text, its_hash),
    )
