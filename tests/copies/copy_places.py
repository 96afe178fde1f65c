"""Where the stores are that are copied, each as a store to take turns in and as something to copy."""

import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import postgres_server
from memory_copies import MemoryCopies

from storage.copies.backup_format import first_line
from storage.copies.backup_reader import read_backup
from storage.copies.backup_writer import write_backup
from storage.copies.copyable import Copyable
from storage.copies.filling import fill, flowing
from storage.copies.tally import Tally
from storage.memory_store import MemoryStore
from storage.postgres_store import PostgresStore
from storage.postgres_store.copies import PostgresCopies
from storage.records import KINDS, Record
from storage.store import Store
from storage.tinydb_store import TinyDbStore
from storage.tinydb_store.copies import TinyDbCopies

ENV = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}  # another process finds all that this one does
FIRST = first_line("2026-11-22T08:00:00+00:00", "0.1.0", "tinydb")


class InMemory:
    """A store that is there as long as its place is."""

    def __init__(self, where: Path | str = "") -> None:
        self._store = MemoryStore()

    async def store(self, *, guest: bool = False) -> Store:
        return Lasting(self._store)

    async def copies(self, *, guest: bool = False) -> Copyable:
        return MemoryCopies(self._store)

    def forget(self) -> None:
        """It goes with its place."""


class Lasting(MemoryStore):
    """A view of a store in memory that may be closed."""

    def __init__(self, store: MemoryStore) -> None:
        super().__init__()
        self.__dict__ = store.__dict__

    async def close(self) -> None:
        """What is kept stays."""


class InOneFile:
    """A TinyDB file in a folder."""

    def __init__(self, where: Path | str) -> None:
        self.where = str(where)
        self.path = Path(where) / "charter.db"

    async def store(self, *, guest: bool = False) -> Store:
        return TinyDbStore(self.path, guest=guest)

    async def copies(self, *, guest: bool = False) -> Copyable:
        return TinyDbCopies(self.path, guest=guest)

    def forget(self) -> None:
        """The folder is somebody else's to clear away."""


class InPostgres:
    """A database of its own on a real server: a new one, or one that is there, by its url."""

    def __init__(self, where: Path | str) -> None:
        self.where = where if isinstance(where, str) else postgres_server.running().with_tables()

    async def store(self, *, guest: bool = False) -> Store:
        return await PostgresStore.open(self.where)

    async def copies(self, *, guest: bool = False) -> Copyable:
        return await PostgresCopies.open(self.where)

    def forget(self) -> None:
        postgres_server.running().take_back(self.where)


COPY_PLACES = {"memory": InMemory, "tinydb": InOneFile, "postgres": InPostgres}
DURABLE = ("tinydb", "postgres")


@asynccontextmanager
async def closing(opened):
    """Open a store, or one to copy, for a block."""
    it = await opened
    try:
        yield it
    finally:
        await it.close()


async def blank(place) -> None:
    """Leave nothing in a store."""
    async with closing(place.copies()) as store, store.alone() as alone:
        await alone.clear()


async def keep_all(place, *records: Record) -> None:
    """Keep records by a turn, as the assistant does."""
    async with closing(place.store()) as store, store.turn("mine") as turn:
        for record in records:
            turn.put(record)


async def everything(place) -> list[Record]:
    """Return all records of a store, as the assistant reads them."""
    async with closing(place.store()) as store:
        return [record for kind in KINDS for record in await store.read(kind)]


async def backed_up(place, path: Path, *, guest: bool = False) -> Tally:
    """Write a backup of a store."""
    async with closing(place.copies(guest=guest)) as store, store.snapshot() as rows:
        return await write_backup(path, FIRST, rows)


async def restored(place, path: Path) -> Tally:
    """Fill an empty store from a backup."""
    async with closing(place.copies()) as store:
        return await fill(store, flowing(read_backup(path)))
