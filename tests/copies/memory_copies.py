"""A store in memory as something to copy from and to: to read `Copyable` by."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from copy import deepcopy

from storage.copies.kept import Kept, kept
from storage.memory_store import MemoryStore
from storage.records import Record


class MemoryCopies:
    """What a `MemoryStore` holds. Nobody takes turns in it while it is changed."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncIterator[Kept]]:
        yield _sorted(deepcopy(self._store._rows))

    @asynccontextmanager
    async def alone(self) -> AsyncIterator["MemoryCopies"]:
        changed = MemoryStore()
        changed._rows = deepcopy(self._store._rows)
        yield type(self)(changed)
        self._store._rows = changed._rows

    def rows(self) -> AsyncGenerator[Kept, None]:
        return _sorted(self._store._rows)

    async def clear(self) -> None:
        self._store._rows.clear()

    async def add(self, rows: Sequence[Kept]) -> None:
        self._store._rows |= {row.name: row.body for row in rows}

    async def exchange(self, old: Sequence[Kept], new: Sequence[Kept]) -> None:
        for row in old:
            self._store._rows.pop(row.name, None)
        await self.add(new)

    async def fetch(self, kind, key):
        return await self._store.fetch(kind, key)

    async def append(self, records: Iterable[Record]) -> None:
        await self._store.append(records)

    async def close(self) -> None:
        """The store stays."""


async def _sorted(rows) -> AsyncGenerator[Kept, None]:
    for (kind, key), body in sorted(rows.items()):
        yield kept(kind, body, key)
