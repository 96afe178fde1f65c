"""The database copied whole: read by one snapshot, filled by one transaction, and never held in memory."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import LiteralString, Self

from psycopg.conninfo import conninfo_to_dict

from storage.copies.kept import Kept, kept
from storage.errors import StoreUnreadable
from storage.postgres_store.address import Address
from storage.postgres_store.connections import BEGIN, Connection, connect
from storage.postgres_store.names import escaped
from storage.postgres_store.store import PostgresStore
from storage.postgres_store.transaction import patiently
from storage.records import Record
from storage.store import R

PAGE = 100  # rows that are fetched at once
PATIENCE = 600.0  # seconds for one statement: some of them are about every row there is
SNAPSHOT: LiteralString = (
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL idle_in_transaction_session_timeout = '60s';"
    " SELECT FROM record LIMIT 1"  # the moment is that of the first look
)
# Reading goes on meanwhile. Turns that are under way end first, or wait; what those have seen stands no more.
ALONE: LiteralString = BEGIN + "; LOCK TABLE record, tag IN EXCLUSIVE MODE"
ROWS: LiteralString = "SELECT kind, key, body FROM record ORDER BY kind, key"
FORGET_TAGS: LiteralString = """
    DELETE FROM tag USING unnest(%(kinds)s::text[], %(keys)s::text[]) AS name(kind, key)
    WHERE tag.kind = name.kind AND tag.key = name.key
"""
FORGET_RECORDS: LiteralString = """
    DELETE FROM record USING unnest(%(kinds)s::text[], %(keys)s::text[]) AS name(kind, key)
    WHERE record.kind = name.kind AND record.key = name.key
"""
ADD_RECORDS: LiteralString = "COPY record (kind, key, body) FROM STDIN"
ADD_TAGS: LiteralString = "COPY tag (kind, tag, key) FROM STDIN"


def shown(url: str) -> str:
    """Return a database's url as it may be shown: who comes there, and with which password, is left out."""
    return f"postgresql://{Address.read(url).place}/{conninfo_to_dict(url).get('dbname') or ''}"


class PostgresCopies:
    """A database as a `Copyable`: `await PostgresCopies.open(url)`."""

    def __init__(self, address: Address, store: PostgresStore) -> None:
        self._address = address
        self._store = store

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open the database; raises what `PostgresStore.open` raises."""
        return cls(Address.read(url), await PostgresStore.open(url, at_most=1))

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncIterator[Kept]]:
        """See `Copyable.snapshot`."""
        async with self._transaction(SNAPSHOT) as opened, aclosing(opened.rows()) as rows:
            yield rows

    @asynccontextmanager
    async def alone(self) -> AsyncIterator["Opened"]:
        """See `Copyable.alone`."""
        async with self._transaction(ALONE) as opened:
            yield opened

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """See `storage.store.Store.fetch`."""
        return await self._store.fetch(kind, key)

    async def append(self, records: Iterable[Record]) -> None:
        """See `storage.store.Store.append`."""
        await self._store.append(records)

    async def close(self) -> None:
        """Let go of the database."""
        await self._store.close()

    @asynccontextmanager
    async def _transaction(self, begin: LiteralString) -> AsyncIterator["Opened"]:
        connection = await connect(self._address)
        try:
            await _do(connection, begin)
            yield Opened(connection, self._address.place)
            await _do(connection, "COMMIT")
        finally:
            await connection.close()  # what was not committed is taken back


class Opened:
    """A transaction over everything."""

    def __init__(self, connection: Connection, place: str) -> None:
        self._connection = connection
        self._place = place

    async def rows(self) -> AsyncGenerator[Kept, None]:
        """See `Alone.rows`."""
        async with self._connection.cursor(name="copy") as cursor:
            async with patiently(PATIENCE):
                await cursor.execute(ROWS)
            while True:
                async with patiently(PATIENCE):
                    page = await cursor.fetchmany(PAGE)
                for kind, key, body in page:
                    yield self._kept(kind, key, body)
                if not page:
                    break

    async def clear(self) -> None:
        """See `Alone.clear`."""
        await _do(self._connection, "DELETE FROM tag; DELETE FROM record")

    async def add(self, rows: Sequence[Kept]) -> None:
        """See `Alone.add`."""
        await self._copy(ADD_RECORDS, [(each.kind, each.key, json.dumps(each.body)) for each in rows])
        tags = [(each.kind, escaped(tag), each.key) for each in rows for tag in sorted(set(each.tags))]
        await self._copy(ADD_TAGS, tags)

    async def exchange(self, old: Sequence[Kept], new: Sequence[Kept]) -> None:
        """See `Alone.exchange`."""
        async with patiently(PATIENCE):
            names = {"kinds": [each.kind for each in old], "keys": [each.key for each in old]}
            await self._connection.execute(FORGET_TAGS, names)
            await self._connection.execute(FORGET_RECORDS, names)
        await self.add(new)

    async def _copy(self, statement: LiteralString, rows: Iterable[tuple[str, ...]]) -> None:
        async with patiently(PATIENCE), self._connection.cursor().copy(statement) as copy:
            for row in rows:
                await copy.write_row(row)

    def _kept(self, kind: str, key: str, body: dict[str, object]) -> Kept:
        try:
            return kept(kind, body, key)
        except StoreUnreadable as cause:
            raise StoreUnreadable(f"The database at {self._place} cannot be copied: {cause}") from cause


async def _do(connection: Connection, statement: LiteralString) -> None:
    async with patiently(PATIENCE):
        await connection.execute(statement)
