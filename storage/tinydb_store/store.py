"""The embedded store: reads come from memory, a turn is one commit, disk work is in one other thread."""

import asyncio
import os
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from storage.errors import StoreBusy, TurnConflict
from storage.locks import Locks
from storage.records import KINDS, SHARED, Record
from storage.store import R
from storage.tinydb_store.row_file import Batch, Row, RowFile, take_lock
from storage.tinydb_store.tables import RecordDB
from storage.tinydb_store.writer import Writer
from storage.unit import Key, Unit

IN_MEMORY = tuple(kind for kind in KINDS if kind not in SHARED)
ON_DISK = frozenset(kind.kind for kind in SHARED)


class TinyDbStore:
    """Keeps records in TinyDB tables over one SQLite file, for one process.

    A `guest` may open the file beside the running process: it reads everything and may `append`,
    and opens no turns.
    """

    def __init__(self, path: Path, *, guest: bool = False) -> None:
        path = path.expanduser().absolute()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = None if guest else take_lock(path)
        self._locks = Locks()
        self._tags: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._row_tags: dict[Key, tuple[str, ...]] = {}
        self._writing: dict[Key, asyncio.Future[None]] = {}
        self._db = RecordDB()
        self._rows = self._db.rows
        try:
            self._writer = Writer(path)
        except BaseException:
            self._unlock()
            raise
        for kind in IN_MEMORY:
            for row in self._writer.ask(partial(_rows_of, kind.kind)).result():
                self._show(row)

    @asynccontextmanager
    async def turn(self, lock: str) -> AsyncIterator[Unit]:
        """See `storage.store.Store.turn`."""
        if self._lock is None:
            raise StoreBusy("a store opened beside another process can only be read")
        async with self._locks[lock]:
            unit = Unit(self)
            yield unit
            if unit.changes:
                await self._commit(unit)

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """Return one kept record."""
        if kind.kind in ON_DISK:
            body = await asyncio.wrap_future(self._writer.ask(lambda file: file.row(kind.kind, key)))
        else:
            body = self._db.records(kind.kind).by_key(key)
        return kind.from_json(dict(body)) if body is not None else None

    async def read(self, kind: type[R], tag: str = "") -> list[R]:
        """See `storage.store.Store.read`."""
        if kind.kind in ON_DISK:
            rows = await asyncio.wrap_future(self._writer.ask(partial(_rows_of, kind.kind)))
            found = [kind.from_json(row.body or {}) for row in rows]
            return [record for record in found if not tag or tag in record.tags]
        table = self._rows.tables.get(kind.kind, {})
        keys = self._tags[kind.kind, tag] if tag else table
        return [kind.from_json(table[key]) for key in sorted(keys)]

    async def append(self, records: Iterable[Record]) -> None:
        """See `storage.store.Store.append`."""
        rows = tuple(Row(record.kind, record.key, record.to_json(), record.tags) for record in records)
        if any(row.kind not in ON_DISK for row in rows):
            raise ValueError("only records that other processes may add can be appended")
        await asyncio.wrap_future(self._writer.keep(Batch(rows)))

    async def close(self) -> None:
        """Finish what is in hand, close the file and give up its lock."""
        await asyncio.to_thread(self._writer.close)
        self._unlock()

    async def _commit(self, unit: Unit) -> None:
        """Check what the turn read, write what it changed, and only then let it be seen."""
        names = unit.seen.keys() | unit.changes.keys()
        if busy := [self._writing[name] for name in names if name in self._writing]:
            await asyncio.wait(busy)
            raise TurnConflict("another turn was just writing what this one read")
        in_memory = {name: seen for name, seen in unit.seen.items() if name[0] not in ON_DISK}
        if any(self._kept(name) != (seen.to_json() if seen else None) for name, seen in in_memory.items()):
            raise TurnConflict("what this turn read has changed")
        done = asyncio.get_running_loop().create_future()
        self._writing |= dict.fromkeys(unit.changes, done)
        try:
            await self._write(unit)
        finally:
            for name in unit.changes:
                del self._writing[name]
            done.set_result(None)

    async def _write(self, unit: Unit) -> None:
        batch = self._batch(unit)
        writing = asyncio.wrap_future(self._writer.keep(batch))
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            await writing  # what is on its way to the disk is seen through, so that memory agrees with it
            self._show_all(batch)
            raise
        self._show_all(batch)

    def _batch(self, unit: Unit) -> Batch:
        with self._rows.collecting() as rows:
            for (kind, key), record in unit.changes.items():
                if record is None:
                    rows.append(Row(kind, key, None))
                else:
                    self._db.records(kind).replace(key, record.to_json())
        tagged = tuple(Row(row.kind, row.key, row.body, _tags(unit, row)) for row in rows)
        expected = tuple(
            Row(kind, key, seen.to_json() if seen else None)
            for (kind, key), seen in unit.seen.items()
            if kind in ON_DISK
        )
        return Batch(tagged, expected)

    def _kept(self, name: Key) -> dict[str, object] | None:
        kind, key = name
        return self._rows.tables.get(kind, {}).get(key)

    def _show_all(self, batch: Batch) -> None:
        for row in batch.rows:
            if row.kind not in ON_DISK:
                self._show(row)

    def _show(self, row: Row) -> None:
        for tag in self._row_tags.pop((row.kind, row.key), ()):
            self._tags[row.kind, tag].discard(row.key)
        if row.body is not None:
            self._row_tags[row.kind, row.key] = row.tags
            for tag in row.tags:
                self._tags[row.kind, tag].add(row.key)
        self._rows.show(row)

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _rows_of(kind: str, file: RowFile) -> list[Row]:
    return list(file.rows(kind))


def _tags(unit: Unit, row: Row) -> tuple[str, ...]:
    record = unit.changes[row.kind, row.key]
    return record.tags if record else ()
