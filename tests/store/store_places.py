"""Where the stores under test live, and what the tests do with every one of them.

A new store joins the contract with one class here and one line in PLACES.
"""

import asyncio
import shutil
from base64 import b64encode
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

import pgbouncer
import postgres_server
import pytest

from storage.errors import TurnConflict
from storage.memory_store import MemoryStore
from storage.postgres_store import PostgresStore
from storage.records import Assessment, Record
from storage.sealing.master import MasterKeys
from storage.sealing.opening import open_sealed
from storage.store import R, Store, Turn
from storage.tinydb_store import TinyDbStore

T = TypeVar("T")
A_HANG = 30  # seconds after which a test that waits for something has failed


class Place(Protocol):
    """Somewhere a store can be opened, again and again."""

    async def open(self) -> Store:
        """Open the store that is kept here."""

    async def kill(self, store: Store) -> None:
        """Leave the place as it is when the process that has the store open is killed."""

    def forget(self) -> None:
        """Leave nothing behind."""


class InMemory:
    """No place at all: what was kept is gone once the store is closed."""

    def __init__(self, folder: Path) -> None:
        """Nothing is put there."""

    async def open(self) -> Store:
        return MemoryStore()

    async def kill(self, store: Store) -> None:
        await store.close()

    def forget(self) -> None:
        """There is nothing."""


class InOneFile:
    """A file in a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "charter.db"

    async def open(self) -> Store:
        return TinyDbStore(self.path)

    async def kill(self, store: Store) -> None:
        left = self.path.parent / f"{self.path.parent.name}+"
        shutil.copytree(self.path.parent, left)  # what lies here now is what a killed process leaves
        await store.close()
        self.path = left / self.path.name

    def forget(self) -> None:
        """The folder is somebody else's to clear away."""


class InPostgres:
    """A database of its own, on a real server."""

    def __init__(self, folder: Path) -> None:
        self._server = postgres_server.running()
        self.url = self._server.with_tables()

    async def open(self) -> Store:
        return await PostgresStore.open(self.url)

    async def kill(self, store: Store) -> None:
        self._server.disconnect(self.url)
        await store.close()

    def forget(self) -> None:
        self._server.take_back(self.url)


class BehindPgBouncer(InPostgres):
    """The same, by way of PgBouncer: each transaction on whichever connection is free."""

    async def open(self) -> Store:
        return await PostgresStore.open(pgbouncer.running().url(self.url))


MASTER_KEY = b"a master key of thirty-two bytes"
MASTER = MasterKeys([MASTER_KEY])
KEY = b64encode(MASTER_KEY).decode("ascii")  # as a setting


class Sealed:
    """One of the others, with everything in it sealed."""

    def __init__(self, inside: Callable[[Path], Place], folder: Path) -> None:
        self._inside = inside(folder)
        self._inner: dict[int, Store] = {}

    async def open(self) -> Store:
        inner = await self._inside.open()
        sealed = await open_sealed(inner, MASTER)
        self._inner[id(sealed)] = inner
        return sealed

    async def kill(self, store: Store) -> None:
        await self._inside.kill(self._inner[id(store)])

    def forget(self) -> None:
        self._inside.forget()


PLACES: dict[str, Callable[[Path], Place]] = {
    "memory": InMemory,
    "tinydb": InOneFile,
    "postgres": InPostgres,
    "pgbouncer": BehindPgBouncer,
    "sealed memory": partial(Sealed, InMemory),
    "sealed tinydb": partial(Sealed, InOneFile),
    "sealed postgres": partial(Sealed, InPostgres),
}
EVERYWHERE = ("memory", "tinydb", "postgres", "sealed memory", "sealed tinydb", "sealed postgres")
DURABLE = (
    "tinydb",
    "postgres",
    "sealed tinydb",
    "sealed postgres",
)  # those that remember across closing and opening


async def keep(store: Store, *records: Record, lock: str = "somebody else") -> None:
    """Keep records in a turn of their own."""
    async with asyncio.timeout(A_HANG), store.turn(lock) as turn:
        for record in records:
            turn.put(record)


async def forget(store: Store, record: Record, lock: str = "somebody else") -> None:
    """Forget a record in a turn of its own."""
    async with asyncio.timeout(A_HANG), store.turn(lock) as turn:
        turn.remove(type(record), record.key)


async def kept(store: Store, kind: type[R], key: str) -> R | None:
    """Return what is kept under a key."""
    async with asyncio.timeout(A_HANG), store.turn(f"a look at {key}") as turn:
        return await turn.get(kind, key)


async def until_kept(store: Store, lock: str, take_turn: "TakesTurn") -> None:
    """Take a turn again for as long as it conflicts, as the assistant does."""
    while True:
        try:
            async with store.turn(lock) as turn:
                await take_turn(turn)
        except TurnConflict:
            continue
        return


class RefusedTurn:
    """A turn that goes well until it ends, and is refused then: `async with RefusedTurn(store) as turn`."""

    def __init__(self, store: Store, why: type[Exception] = TurnConflict, match: str | None = None) -> None:
        self._turn = store.turn("mine")
        self._why = why
        self._match = match
        self.error: BaseException | None = None

    async def __aenter__(self) -> Turn:
        return await self._turn.__aenter__()

    async def __aexit__(self, *trouble: object) -> bool | None:
        if trouble[0]:
            return await self._turn.__aexit__(*trouble)
        with pytest.raises(self._why, match=self._match) as refused:
            await self._turn.__aexit__(None, None, None)
        self.error = refused.value
        return None


class TakesTurn(Protocol):
    """What is done in a turn; it may be done several times."""

    async def __call__(self, turn: Turn) -> None: ...


async def in_time(awaitable: Awaitable[T]) -> T:
    """Wait for something that would otherwise hang the tests when it is broken."""
    return await asyncio.wait_for(awaitable, A_HANG)


def assessment(ref: str, owner: str = "web:harriet", **more: object) -> Assessment:
    """Make an assessment with as little as it takes."""
    return Assessment(ref, owner, framework="2026.10", agreed="", started="", changed="", **more)
