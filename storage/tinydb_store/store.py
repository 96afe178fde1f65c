"""The embedded store: reads come from memory, a turn is one commit, disk work is in one other thread."""

import asyncio
import heapq
import json
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping
from contextlib import ExitStack, asynccontextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from storage.errors import StoreBusy, Taken, TurnConflict
from storage.locks import Locks
from storage.records import SHARED, Arrival, Assessment, AuditHead, ExportPiece, Receipt, Record
from storage.store import R
from storage.tinydb_store.bell import Bell
from storage.tinydb_store.envelope import warning
from storage.tinydb_store.lookups import Lookups
from storage.tinydb_store.row_file import Batch, Body, Row, RowFile, take_lock
from storage.tinydb_store.tables import RecordDB
from storage.tinydb_store.tag_index import TagIndex
from storage.tinydb_store.writer import Writer
from storage.unit import Key, Unit, lane_of, named, stands

T = TypeVar("T")

# Others may add to the first and look at the head; of receipts there are many; pieces of files are large.
READ_FROM_DISK: tuple[type[Record], ...] = (*SHARED, AuditHead, Receipt, ExportPiece)
ON_DISK = frozenset(kind.kind for kind in READ_FROM_DISK)
APPENDED = frozenset(kind.kind for kind in SHARED)
MISSING = ""  # a text that is never kept
AT_A_TIME = 25  # records read before others have their turn on the event loop: some 2 ms

log = logging.getLogger("charter.store")


class _Shelf:
    """Where one turn reads; it remembers which text it read: one that is still the same is not compared."""

    def __init__(self, store: "TinyDbStore") -> None:
        self._store = store
        self._lookups = Lookups(store.bodies)
        self.texts: dict[Key, str | None] = {}

    async def fetch(self, kind: type[R], key: str) -> R | None:
        name = (kind.kind, key)
        if kind.kind in ON_DISK:
            body = await self._lookups.body(name)
            return kind.from_json(body) if body is not None else None
        text = self.texts[name] = self._store.text(name)
        return kind.from_text(text) if text is not None else None

    async def read(self, kind: type[R], tag: str = "") -> list[R]:
        return await self._store.read(kind, tag)

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        return await self._store.read_any(kind, tags)


class TinyDbStore:
    """Keeps records in TinyDB tables over one SQLite file, for one process.

    A `guest` may open the file beside the running process: it reads everything and may `append`,
    and opens no turns.
    """

    shared = False

    def __init__(self, path: Path, *, guest: bool = False) -> None:
        path = path.expanduser().resolve()  # whichever link it is reached by, it has one lock
        self._guest = guest
        self._lock = None if guest else take_lock(path)
        self._locks = Locks()
        self._tags = TagIndex()
        self._writing: dict[Key, asyncio.Future[None]] = {}
        self._db = RecordDB()
        self._rows = self._db.rows
        self._heard: Bell | None = None
        self._has_warned = False
        with ExitStack() as undo:
            undo.callback(self._unlock)
            self._writer = Writer(path, guest=guest, show=self._show_kept)
            undo.pop_all()
        self._warn()

    @property
    def warning(self) -> str:
        """What the operator should know about the store's size; empty when all is well."""
        return warning(len(self._rows.texts.get(Assessment.kind, {})))

    def _warn(self) -> None:
        """Log the warning once, by the process that takes turns."""
        if self.warning and not (self._guest or self._has_warned):
            self._has_warned = True
            log.warning("store nearly full: %s", self.warning)

    @asynccontextmanager
    async def turn(self, lock: str, settles: Arrival | None = None) -> AsyncIterator[Unit]:
        """See `storage.store.Store.turn`."""
        if self._guest:
            raise StoreBusy("a store opened beside another process can only be read")
        async with self._claimed(settles) if settles else nullcontext(), self._locks[lock]:
            unit = Unit(shelf := _Shelf(self), settles)
            yield unit
            await self._commit(unit, shelf.texts)

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """See `storage.store.Store.fetch`."""
        return await _Shelf(self).fetch(kind, key)

    async def read(self, kind: type[R], tag: str = "", limit: int = 0) -> list[R]:
        """See `storage.store.Store.read`."""
        if kind.kind in ON_DISK:
            rows = await self._ask(lambda file: file.rows(kind.kind, tag, limit))
            return await _all(kind.from_json(row.body or {}) for row in rows)
        # The texts are taken now, all of one moment; what they hold is read a few at a time.
        texts = self._rows.texts.get(kind.kind, {})
        keys = sorted(self._tags.keys(kind.kind, tag) if tag else texts)[: limit or None]
        return await _all(map(kind.from_text, [texts[key] for key in keys]))

    async def page(self, kind: type[R], after: str, size: int) -> list[R]:
        """See `storage.store.Store.page`."""
        if kind.kind in ON_DISK:
            rows = await self._ask(lambda file: file.rows_behind(kind.kind, after, size))
            return await _all(kind.from_json(row.body or {}) for row in rows)
        texts = self._rows.texts.get(kind.kind, {})
        keys = heapq.nsmallest(size, (key for key in texts if key > after))
        return await _all(map(kind.from_text, [texts[key] for key in keys]))

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """See `storage.store.Store.read_any`."""
        if kind.kind in ON_DISK:
            return [each for each in await self.read(kind) if not set(tags).isdisjoint(each.tags)]
        texts = self._rows.texts.get(kind.kind, {})
        keys = sorted({key for tag in tags for key in self._tags.keys(kind.kind, tag)})
        return await _all(map(kind.from_text, [texts[key] for key in keys]))

    async def tags(self, kind: type[Record], prefix: str) -> list[str]:
        """See `storage.store.Store.tags`."""
        if kind.kind in ON_DISK:
            borne = await self._ask(lambda file: file.tags(kind.kind))
            return sorted(tag for tag in borne if tag.startswith(prefix))
        return self._tags.beginning(kind.kind, prefix)

    async def count(self, kind: type[Record], tag: str = "") -> int:
        """See `storage.store.Store.count`."""
        if kind.kind in ON_DISK:
            return len(await self.read(kind, tag))
        return len(self._tags.keys(kind.kind, tag) if tag else self._rows.texts.get(kind.kind, {}))

    async def append(self, records: Iterable[Record]) -> None:
        """See `storage.store.Store.append`."""
        await self._bell().heard(self._writer.keep(additions(records)))

    async def lead(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work: no other process may write here."""
        await work()

    async def ping(self) -> None:
        """See `storage.store.Store.ping`: the thread lives, and the file can be read."""
        await self._ask(RowFile.ping)

    async def close(self) -> None:
        """Finish what is in hand, close the file and give up its lock. Closing again does nothing."""
        await asyncio.to_thread(self._writer.close, tidy=not self._guest)
        self._unlock()

    async def _ask(self, question: Callable[[RowFile], T]) -> T:
        return await self._bell().heard(self._writer.ask(question))

    def _bell(self) -> Bell:
        """Return the bell of the running loop."""
        loop = asyncio.get_running_loop()
        if self._heard is None or self._heard.loop is not loop:
            self._heard = Bell(loop)
        return self._heard

    @asynccontextmanager
    async def _claimed(self, arrival: Arrival) -> AsyncIterator[None]:
        async with self._locks.at_once(lane_of(arrival)):
            waiting = self._tags.keys(Arrival.kind, lane_of(arrival))
            if min(waiting, default="") != arrival.key:
                raise Taken("this arrival is done, or not the first of its lane")
            yield

    async def _commit(self, unit: Unit, texts: Mapping[Key, str | None]) -> None:
        """Check what the turn read, write what it changed, and only then let it be seen."""
        if unit.changes:
            await self._others_are_done(unit)
        in_memory = [(name, seen) for name, seen in unit.seen.items() if name[0] not in ON_DISK]
        changed = [each for each in in_memory if self.text(each[0]) is not texts.get(each[0], MISSING)]
        if not all(stands(seen, self._kept(name)) for name, seen in changed):
            raise TurnConflict("what this turn read has changed")
        batch = self._batch(unit)
        if batch.rows or batch.expected:
            await self._write(batch)

    async def _others_are_done(self, unit: Unit) -> None:
        """Wait until nobody is writing what this turn has read or changed."""
        names = unit.seen.keys() | unit.changes.keys()
        while busy := [self._writing[name] for name in names if name in self._writing]:
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
        writing = self._writer.keep(batch)
        cancelled: asyncio.CancelledError | None = None
        while not writing.done():
            try:
                await self._bell().done(writing)
            except asyncio.CancelledError as error:
                cancelled = error
        failed = writing.exception()
        if failed is None:
            self._show_all(batch)
        if trouble := cancelled or failed:
            raise trouble

    def _batch(self, unit: Unit) -> Batch:
        with self._rows.collecting() as rows:
            for (kind, key), record in unit.changes.items():
                if record is None:
                    rows.append(Row(kind, key, None))
                else:
                    self._db.records(kind).replace(key, record.to_json())
        tagged = tuple(Row(row.kind, row.key, row.body, _tags(unit, row)) for row in rows)
        return Batch(tagged, {name: seen for name, seen in unit.seen.items() if name[0] in ON_DISK})

    async def bodies(self, names: list[Key]) -> dict[Key, Body]:
        """Return what is kept on disk under these names."""
        return await self._ask(lambda file: file.bodies(names))

    def text(self, name: Key) -> str | None:
        """Return the very text that is kept of a record in memory."""
        kind, key = name
        return self._rows.texts.get(kind, {}).get(key)

    def _kept(self, name: Key) -> Body | None:
        text = self.text(name)
        return json.loads(text) if text is not None else None

    def _show_kept(self, kind: str, key: str, tags: tuple[str, ...], text: str) -> None:
        if kind not in ON_DISK:
            self._rows.put(kind, key, text)
            self._tags.put(kind, key, tags)

    def _show_all(self, batch: Batch) -> None:
        for row in batch.rows:
            if row.kind not in ON_DISK:
                self._rows.show(row)
                self._tags.put(row.kind, row.key, row.tags)
        self._warn()

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def additions(records: Iterable[Record]) -> Batch:
    """Return a batch that adds records; raises `ValueError` for those that only a turn may add."""
    rows = tuple(Row(*named(type(record), record.key), record.to_json(), record.tags) for record in records)
    if not all(row.kind in APPENDED for row in rows):
        raise ValueError("only records that other processes may add can be appended")
    return Batch(rows)


async def _all(records: Iterable[R]) -> list[R]:
    """Return the records, and let others have their turn on the event loop meanwhile."""
    found: list[R] = []
    for record in records:
        found.append(record)
        if len(found) % AT_A_TIME == 0:
            await asyncio.sleep(0)
    return found


def _tags(unit: Unit, row: Row) -> tuple[str, ...]:
    record = unit.changes[row.kind, row.key]
    return record.tags if record else ()
