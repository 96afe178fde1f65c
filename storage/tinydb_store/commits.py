"""The end of a turn: what it read must still stand, what it changed is written, and only then is it seen."""

import asyncio
from collections.abc import Callable, Mapping
from itertools import chain

from storage.errors import TurnConflict
from storage.tinydb_store.changes import Batch, Row
from storage.tinydb_store.in_memory import InMemory
from storage.tinydb_store.on_disk import ON_DISK, OnDisk
from storage.unit import Key, Unit, stands

MISSING = ""  # a text that is never kept


class Commits:
    """Keeps what turns have changed; `shown` is told each time that memory shows more."""

    def __init__(self, memory: InMemory, disk: OnDisk, shown: Callable[[], None]) -> None:
        self._memory = memory
        self._disk = disk
        self._shown = shown
        self._writing: dict[Key, asyncio.Future[None]] = {}

    async def commit(self, unit: Unit, texts: Mapping[Key, str | None]) -> None:
        """Check what the turn read, write what it changed, and only then let it be seen."""
        if unit.changes:
            await self._others_are_done(unit)
        text = self._memory.text
        in_memory = [(name, seen) for name, seen in unit.seen.items() if name[0] not in ON_DISK]
        changed = [
            (name, seen)
            for name, seen in in_memory
            if text(name) is not (texts.get(name, MISSING) if seen else None)
        ]
        if not all(stands(seen, self._memory.body(name)) for name, seen in changed):
            raise TurnConflict("what this turn read has changed")
        batch = self._batch(unit)
        if batch.rows or batch.expected:
            await self._write(batch)

    async def _others_are_done(self, unit: Unit) -> None:
        """Wait until nobody is writing what this turn has read or changed."""
        writing = self._writing
        while busy := [writing[name] for name in chain(unit.seen, unit.changes) if name in writing]:
            await asyncio.wait(busy)

    async def _write(self, batch: Batch) -> None:
        names = [(row.kind, row.key) for row in batch.rows]
        done = asyncio.get_running_loop().create_future()
        self._writing |= dict.fromkeys(names, done)
        try:
            await self._see_through(batch)
        finally:
            for name in names:
                del self._writing[name]
            done.set_result(None)

    async def _see_through(self, batch: Batch) -> None:
        """Wait for the disk, when cancelled too, and show what is on it: memory must agree with the disk."""
        writing = self._disk.keep(batch)
        cancelled: asyncio.CancelledError | None = None
        while not writing.done():
            try:
                await self._disk.done(writing)
            except asyncio.CancelledError as error:
                cancelled = error
        failed = writing.exception()
        if failed is None:
            self._memory.show(batch)
            self._shown()
        if trouble := cancelled or failed:
            raise trouble

    def _batch(self, unit: Unit) -> Batch:
        with self._memory.db.rows.collecting() as rows:
            for (kind, key), record in unit.changes.items():
                if record is None:
                    rows.append(Row(kind, key, None))
                else:
                    self._memory.db.records(kind).replace(key, record.to_json(), record.tags)
        expected = {name: seen for name, seen in unit.seen.items() if name[0] in ON_DISK}
        return Batch(tuple(rows), expected, dict(unit.changes))  # as they are now, whatever is put later
