"""The file on disk: rows of (kind, key, tags, body) in SQLite."""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from storage.errors import StoreError
from storage.tinydb_store.applying import Changes
from storage.tinydb_store.blanking import empty_log, ends_a_key
from storage.tinydb_store.changes import Batch, Body, Row
from storage.tinydb_store.count_file import CountFile
from storage.tinydb_store.damage import damaged, readable, too_short, usable, writable
from storage.tinydb_store.layout import VERSION, Ledger, read_ledger, write_ledger
from storage.tinydb_store.lock_file import take_lock
from storage.tinydb_store.opening import connect, prepare, see_that_it_is_there, witness_of
from storage.tinydb_store.row_reader import RowReader, Show, nothing
from storage.unit import Key

__all__ = ["VERSION", "Batch", "Body", "Row", "RowFile", "Show", "nothing", "take_lock"]


class RowFile(RowReader):
    """One SQLite file. Everything it does blocks; only the writer thread calls it.

    Until `load` has found it whole, closing it leaves the file and its write-ahead log as they are.
    """

    def __init__(self, path: Path, *, guest: bool = False) -> None:
        self.path = path
        self._guest = guest
        self._count = CountFile(path)
        self._empties_log = False
        with usable(path):
            see_that_it_is_there(path, self._count)
            self._witness = witness_of(path)
            self._sql = connect(path)
            try:
                prepare(self._sql, path, guest=guest)
            except BaseException:
                self.close()
                raise

    def load(self, show: Show = nothing) -> None:
        """Show every row, in one view of the file, and check them all; raises `StoreUnreadable`."""
        counted = self._count.read()  # before the view begins, or a commit in between would seem lost
        with readable(self.path):
            self._sql.execute("BEGIN")
            try:
                kept = read_ledger(self._sql)
                found = self._tally(kept, show)
            finally:
                self._sql.execute("END")
        if found != kept:
            raise damaged(self.path, "rows are missing or doubled")
        if counted and counted[0] == kept.store and counted[1] > kept.commits:
            raise too_short(self.path, self._count.path, counted[1] - kept.commits)
        # A log that was left may hold a key that has ended: whoever was to empty it was killed, or closed it
        # while it was being read.
        self._empties_log = bool(self._witness) and not self._guest
        self._let_witness_go()
        if not self._guest and counted != (kept.store, kept.commits):
            self._note(kept)

    def begin(self, *, alone: bool) -> None:
        """Begin what takes several calls: to see one moment of the file or, `alone`, to change all of it."""
        with writable(self.path):
            self._sql.execute("BEGIN IMMEDIATE" if alone else "BEGIN")
        self.ping()  # the moment is that of the first look

    def change(self, rows: Iterable[Row]) -> None:
        """Change rows after `begin`; they are kept by `end`."""
        with writable(self.path):
            ledger = read_ledger(self._sql)
            changes = Changes({})
            changes.take(Batch(tuple(rows)))
            changes.apply(self._sql, ledger)
            write_ledger(self._sql, ledger)

    def end(self, *, keep: bool) -> None:
        """End what `begin` began, with or without keeping what was changed; a second time does nothing."""
        if keep:
            with writable(self.path):
                ledger = read_ledger(self._sql)
                self._commit(ledger)
            self._note(ledger)
            self._empties_log = not empty_log(self._sql)  # whatever went, keys too
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
            ledger = read_ledger(self._sql)
            changes = Changes(self._expected(batches))
            outcomes = [changes.take(batch) for batch in batches]
            if all(outcomes):
                self._sql.execute("ROLLBACK")
            else:
                changes.apply(self._sql, ledger)
                self._commit(ledger)
        except Exception as cause:
            with suppress(sqlite3.Error):  # when this fails too, the next BEGIN does, and brings us here
                self._sql.execute("ROLLBACK")
            raise StoreError(f"could not write to {self.path}: {cause}") from cause
        self._note(ledger)
        self._empties_log = self._empties_log or any(map(ends_a_key, batches))
        if self._empties_log:
            self._empties_log = not empty_log(self._sql)
        return outcomes

    def _commit(self, ledger: Ledger) -> None:
        ledger.commits += 1
        write_ledger(self._sql, ledger)
        self._sql.execute("COMMIT")

    def _expected(self, batches: list[Batch]) -> dict[Key, Body]:
        """Return what stands on disk of what the batches expect."""
        names = {name for batch in batches for name in batch.expected}
        return self.bodies(names) if names else {}

    def _note(self, ledger: Ledger) -> None:
        """Write the number of the newest commit beside the file, another process's too if it came meanwhile.

        Whoever writes last has looked after their writing, so no number of an older commit stays there.
        """
        noted = -1
        with suppress(sqlite3.Error, ValueError):
            while noted != ledger.commits:
                self._count.write(ledger.store, ledger.commits)
                noted = ledger.commits
                ledger = read_ledger(self._sql)

    def tidy(self) -> None:
        """Rewrite the file, so that nothing forgotten is left in it. At 50,000 assessments: 2 s.

        secure_delete blanks what is deleted, but not the copies that stay behind when SQLite moves rows.
        """
        self._sql.execute("PRAGMA temp_store=FILE")  # it makes everything a second time
        try:
            self._sql.execute("VACUUM")
        finally:
            self._sql.execute("PRAGMA temp_store=MEMORY")

    def close(self) -> None:
        """Close the file."""
        self._sql.close()
        self._let_witness_go()

    def _let_witness_go(self) -> None:
        if self._witness:
            self._witness.close()
            self._witness = None
