"""Getting what was removed out of the write-ahead log, which holds it until it is written over."""

import sqlite3

from storage.sealing.records import EndedKey, SubjectKey
from storage.tinydb_store.changes import Batch
from storage.tinydb_store.opening import BUSY_SECONDS


def ends_a_key(batch: Batch) -> bool:
    """Whether a batch ends a key, removed or replaced: in the log, it would open what was forgotten."""
    return any(
        row.kind == EndedKey.kind or (row.kind == SubjectKey.kind and row.body is None) for row in batch.rows
    )


def empty_log(sql: sqlite3.Connection) -> bool:
    """Bring the log into the file and leave it empty; False when that has to wait for somebody who reads."""
    sql.execute("PRAGMA busy_timeout=0")  # a backup may read for minutes, and nobody's turn waits for it
    try:
        (is_busy, *_) = sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error:  # what was kept is kept; the next commit tries again
        return False
    finally:
        sql.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1_000:.0f}")
    return not is_busy
