"""Connections to a database that may go away and come back: turns do not fail for one that died idle."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import LiteralString

import psycopg
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

from storage.errors import StoreAway, StoreError
from storage.postgres_store.address import Address
from storage.postgres_store.failures import AWAY, ConnectionLost, not_reached, raise_alone
from storage.postgres_store.finishing import finished
from storage.postgres_store.transaction import Row, Transaction, patiently

log = logging.getLogger("charter.store")

AT_MOST = 16  # connections of one process, besides one for each lead
WAIT = 10.0  # seconds for a connection
WAIT_WHILE_AWAY = 1.0
# Somebody who goes away in the middle of a turn (a cable, a stopped process) leaves its locks after this.
BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL idle_in_transaction_session_timeout = '60s'"

Connection = AsyncConnection[Row]


async def connect(address: Address) -> Connection:
    """Make a connection that PgBouncer can share out: nothing is prepared, nothing is set for long."""
    try:
        return await AsyncConnection.connect(address.conninfo, autocommit=True, prepare_threshold=None)
    except psycopg.Error as error:
        raise_alone(not_reached(address.place, error))


class Connections:
    """A few connections that turns share."""

    def __init__(self, address: Address, at_most: int = AT_MOST) -> None:
        self._address = address
        self._away = False
        # The libraries tell of every connection that is given or cannot be made; we tell once.
        logging.getLogger("psycopg").setLevel(logging.ERROR)
        self._pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            address.conninfo,
            kwargs={"autocommit": True, "prepare_threshold": None},
            open=False,
            min_size=1,
            max_size=at_most,
            timeout=WAIT,
            reconnect_timeout=WAIT,  # after that the next turn makes it try again, at once
            name="charter-bot",
        )

    async def open(self) -> None:
        """Make the first connection; raises `StoreError` when there is none to be had."""
        try:
            await self._pool.open(wait=True, timeout=WAIT)
        except PoolTimeout:
            raise_alone(ConnectionLost(AWAY))

    async def close(self) -> None:
        """Close every connection once it is given back."""
        await self._pool.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Begin a transaction; leaving the block commits, an exception in it takes everything back."""
        connection = await self._begun()
        try:
            yield Transaction(connection)
        except BaseException:
            with suppress(StoreError):  # the trouble that was before it is what matters
                await finished(self._end(connection, "ROLLBACK"))
            raise
        await finished(self._end(connection, "COMMIT"))

    async def _begun(self) -> Connection:
        """Begin on a connection that works: one that died idle fails here, where nothing is lost yet."""
        for _ in range(self._pool.max_size + 1):
            connection = await self._one()
            try:
                async with patiently(WAIT_WHILE_AWAY if self._away else WAIT):
                    await connection.execute(BEGIN)
            except ConnectionLost:
                await finished(self._drop(connection))
            except BaseException as error:
                await finished(self._drop(connection))
                if isinstance(error, StoreError):
                    self._is_away(str(error))
                raise
            else:
                self._is_back()
                return connection
        self._is_away("it takes connections and ends them")
        raise ConnectionLost(AWAY)

    async def _one(self) -> Connection:
        try:
            return await self._pool.getconn(WAIT_WHILE_AWAY if self._away else WAIT)
        except PoolClosed:
            raise_alone(StoreError("this store is closed"))
        except PoolTimeout:
            raise_alone(await self._none_to_be_had())

    async def _none_to_be_had(self) -> StoreError:
        """Find out why; the pool does not say."""
        if not self._away:
            try:
                probe = await connect(self._address)
            except StoreError as error:
                self._is_away(str(error))
            else:
                await probe.close()
                return StoreAway("all connections to the database are in use")
        return ConnectionLost(AWAY)

    async def _end(self, connection: Connection, how: LiteralString) -> None:
        """Commit or take back, and give the connection back; the pool throws a broken one away."""
        try:
            async with patiently():
                await connection.execute(how)
        finally:
            await self._pool.putconn(connection)

    async def _drop(self, connection: Connection) -> None:
        await connection.close()
        await self._pool.putconn(connection)

    def _is_away(self, why: str) -> None:
        if not self._away:
            log.warning("the database is away: %s", why)
        self._away = True

    def _is_back(self) -> None:
        if self._away:
            log.info("the database is back")
        self._away = False
