"""The store on PostgreSQL: any number of processes, one transaction a turn."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Self

from storage.errors import StoreError
from storage.locks import Locks
from storage.postgres_store import schema, server, turn_end
from storage.postgres_store.address import Address
from storage.postgres_store.connections import AT_MOST, Connections, connect
from storage.postgres_store.failures import raise_alone, unreachable
from storage.postgres_store.leading import Lead
from storage.postgres_store.rows import Rows
from storage.postgres_store.transaction import Transaction, patiently
from storage.records import SHARED, Arrival, Record
from storage.store import Names, R
from storage.unit import Unit, lane_of

PING_SECONDS = 3.0


class PostgresStore:
    """Keeps records in a database that processes share: `await PostgresStore.open(url)`."""

    shared = True

    def __init__(self, address: Address, at_most: int = AT_MOST, warning: str = "") -> None:
        self.warning = warning
        self._address = address
        self._connections = Connections(address, at_most)
        self._locks = Locks()  # two turns of ours do not wait for one lock on two connections

    @classmethod
    async def open(cls, url: str, at_most: int = AT_MOST) -> Self:
        """Open the store, with a number of connections at most.

        Raises `StoreUnreadable` when the database is not as this version needs it, `StoreError` when it
        cannot be reached; both say what to do.
        """
        address = Address.read(url)
        store = cls(address, at_most, await _checked(address))
        await store._connections.open()
        return store

    @asynccontextmanager
    async def turn(
        self, lock: str, settles: Arrival | None = None, absent: Names = ()
    ) -> AsyncIterator[Unit]:
        """See `storage.store.Store.turn`."""
        async with AsyncExitStack() as held:
            if settles:
                await held.enter_async_context(self._locks.at_once(lane_of(settles)))
            await held.enter_async_context(self._locks[lock])
            rows = Rows(await held.enter_async_context(self._connections.transaction()))
            await turn_end.begin(rows, lock, settles, absent)
            unit = Unit(rows, settles, absent)
            yield unit
            await turn_end.end(rows, unit)

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """See `storage.store.Store.fetch`."""
        async with self._connections.transaction() as transaction:
            return await Rows(transaction).fetch(kind, key)

    async def read(self, kind: type[R], tag: str = "", limit: int = 0) -> list[R]:
        """See `storage.store.Store.read`."""
        async with self._connections.transaction() as transaction:
            return await Rows(transaction).read(kind, tag, limit)

    async def page(self, kind: type[R], after: str, size: int) -> list[R]:
        """See `storage.store.Store.page`."""
        async with self._connections.transaction() as transaction:
            return await Rows(transaction).page(kind, after, size)

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """See `storage.store.Store.read_any`."""
        async with self._connections.transaction() as transaction:
            return await Rows(transaction).read_any(kind, tags)

    async def tags(self, kind: type[Record], prefix: str) -> list[str]:
        """See `storage.store.Store.tags`."""
        async with self._connections.transaction() as transaction:
            return await Rows(transaction).tags(kind, prefix)

    async def count(self, kind: type[Record], tag: str = "") -> int:
        """See `storage.store.Store.count`."""
        async with self._connections.transaction() as transaction:
            return await Rows(transaction).count(kind, tag)

    async def append(self, records: Iterable[Record]) -> None:
        """See `storage.store.Store.append`."""
        added = list(records)
        if not all(isinstance(record, SHARED) for record in added):
            raise ValueError("only records that other processes may add can be appended")
        async with self._connections.transaction() as transaction:
            rows = Rows(transaction)
            unit = Unit(rows)
            for record in added:
                unit.put(record)
            await turn_end.end(rows, unit)

    async def lead(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """See `storage.store.Store.lead`."""
        await Lead(self._address, name).hold(work)

    async def ping(self) -> None:
        """See `storage.store.Store.ping`."""
        async with patiently(PING_SECONDS), self._connections.transaction():
            pass

    async def close(self) -> None:
        """Let go of the database; turns that are open still end. Closing again does nothing."""
        await self._connections.close()


async def _checked(address: Address) -> str:
    """Raise what keeps us from using the database, with what to do about it; else return a warning."""
    try:
        connection = await connect(address)
    except StoreError as error:
        raise_alone(unreachable(error))
    try:
        transaction = Transaction(connection)
        (about,) = await transaction.ask(server.SERVER, {})
        ((encoding, has_tables),) = await transaction.ask(schema.ENCODING, {})
        found = await transaction.ask(schema.REVISION, {}) if has_tables else []
    finally:
        await connection.close()
    warning = server.check(address.place, *about)
    schema.check(address.place, encoding, found[0][0] if found else None)
    return warning
