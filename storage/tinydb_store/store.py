"""The embedded store: reads come from memory, a turn is one commit, disk work is in one other thread."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable
from contextlib import ExitStack, asynccontextmanager, nullcontext
from pathlib import Path

from storage.errors import StoreBusy, Taken
from storage.locks import Locks
from storage.records import Arrival, Assessment, Record
from storage.store import Names, R
from storage.tinydb_store.changes import additions
from storage.tinydb_store.commits import Commits
from storage.tinydb_store.envelope import warning
from storage.tinydb_store.in_memory import InMemory
from storage.tinydb_store.on_disk import ON_DISK, OnDisk
from storage.tinydb_store.row_file import RowFile, take_lock
from storage.tinydb_store.shelf import Shelf
from storage.tinydb_store.writer import Writer
from storage.unit import Unit, lane_of

log = logging.getLogger("charter.store")


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
        self._memory = InMemory()
        self._has_warned = False
        with ExitStack() as undo:
            undo.callback(self._unlock)
            self._writer = Writer(path, guest=guest, show=self._memory.show_kept)
            undo.pop_all()
        self._disk = OnDisk(self._writer)
        self._commits = Commits(self._memory, self._disk, self._warn)
        self._warn()

    @property
    def warning(self) -> str:
        """What the operator should know about the store's size; empty when all is well."""
        return warning(self._memory.how_many(Assessment))

    def _warn(self) -> None:
        """Log the warning once, by the process that takes turns."""
        if self.warning and not (self._guest or self._has_warned):
            self._has_warned = True
            log.warning("store nearly full: %s", self.warning)

    @asynccontextmanager
    async def turn(
        self, lock: str, settles: Arrival | None = None, absent: Names = ()
    ) -> AsyncIterator[Unit]:
        """See `storage.store.Store.turn`."""
        if self._guest:
            raise StoreBusy("a store opened beside another process can only be read")
        async with self._claim(settles) if settles else nullcontext(), self._locks[lock]:
            unit = Unit(shelf := Shelf(self._memory, self._disk), settles, absent)
            yield unit
            await self._commits.commit(unit, shelf.texts)

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """See `storage.store.Store.fetch`."""
        return await Shelf(self._memory, self._disk).fetch(kind, key)

    async def read(self, kind: type[R], tag: str = "", limit: int = 0) -> list[R]:
        """See `storage.store.Store.read`."""
        return await self._place(kind).read(kind, tag, limit)

    async def page(self, kind: type[R], after: str, size: int) -> list[R]:
        """See `storage.store.Store.page`."""
        return await self._place(kind).page(kind, after, size)

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """See `storage.store.Store.read_any`."""
        return await self._place(kind).read_any(kind, tags)

    async def tags(self, kind: type[Record], prefix: str) -> list[str]:
        """See `storage.store.Store.tags`."""
        return await self._place(kind).tags(kind, prefix)

    async def count(self, kind: type[Record], tag: str = "") -> int:
        """See `storage.store.Store.count`."""
        return await self._place(kind).count(kind, tag)

    async def append(self, records: Iterable[Record]) -> None:
        """See `storage.store.Store.append`."""
        await self._disk.add(additions(records))

    async def lead(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work: no other process may write here."""
        await work()

    async def ping(self) -> None:
        """See `storage.store.Store.ping`: the thread lives, and the file can be read."""
        await self._disk.ask(RowFile.ping)

    async def close(self) -> None:
        """Finish what is in hand, close the file and give up its lock. Closing again does nothing."""
        await asyncio.to_thread(self._writer.close, tidy=not self._guest)
        self._unlock()

    def _claim(self, arrival: Arrival) -> asyncio.Lock:
        """Return the lock of a lane, to be taken at once; raises `Taken` when the arrival must wait."""
        lane = lane_of(arrival)
        lock = self._locks.at_once(lane)
        if self._memory.first(Arrival, lane) != arrival.key:
            raise Taken("this arrival is done, or not the first of its lane")
        return lock

    def _place(self, kind: type[Record]) -> InMemory | OnDisk:
        return self._disk if kind.kind in ON_DISK else self._memory

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
