"""A store that forgets everything when it is closed: for practice, for tests, and to read the contract by."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from storage.errors import TurnConflict
from storage.locks import Locks
from storage.records import Record
from storage.store import R
from storage.unit import Key, Unit

Rows = dict[Key, Record]


class MemoryStore:
    """Keeps records in a dictionary."""

    def __init__(self) -> None:
        self._rows: Rows = {}
        self._locks = Locks()

    @asynccontextmanager
    async def turn(self, lock: str) -> AsyncIterator[Unit]:
        """See `storage.store.Store.turn`."""
        async with self._locks[lock]:
            unit = Unit(self)
            yield unit
            self._commit(unit)

    def _commit(self, unit: Unit) -> None:
        if any(self._rows.get(key) != seen for key, seen in unit.seen.items()):
            raise TurnConflict("what this turn read has changed")
        for key, record in unit.changes.items():
            if record is None:
                self._rows.pop(key, None)
            else:
                self._rows[key] = record

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """Return one kept record."""
        found = self._rows.get((kind.kind, key))
        return found if isinstance(found, kind) else None

    async def read(self, kind: type[R], tag: str = "") -> list[R]:
        """See `storage.store.Store.read`."""
        rows = (row for row in self._rows.values() if isinstance(row, kind))
        return sorted((row for row in rows if not tag or tag in row.tags), key=lambda row: row.key)

    async def append(self, records: Iterable[Record]) -> None:
        """See `storage.store.Store.append`."""
        for record in records:
            self._rows[(record.kind, record.key)] = record

    async def close(self) -> None:
        """Forget everything."""
        self._rows.clear()
