"""What only one process may do at a time, such as fetching updates: whoever holds the lock leads.

The lock belongs to a transaction that is held open on a connection of its own. PostgreSQL frees it when that
connection breaks, and the one who led notices at once if its own end of it breaks too, otherwise within
some seconds. Who takes over waits for a moment before it begins, so that the other has stopped by then.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable

import psycopg
from psycopg import sql

from storage.errors import StoreError
from storage.postgres_store.address import Address
from storage.postgres_store.connections import Connection, connect
from storage.postgres_store.finishing import finished
from storage.postgres_store.names import lock_number
from storage.postgres_store.transaction import patiently

log = logging.getLogger("charter.store")

BEAT = 1.0  # seconds between two looks, at whether we lead and at whether we may
GRACE = 1.0  # seconds for the one who led before to stop
SILENCE = 3.0  # seconds without an answer after which the lead is lost
# A leader whose machine is gone leads no more after these 6 s. No snapshot is held: vacuum goes on.
TRY = sql.SQL(
    "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL idle_in_transaction_session_timeout = '6s';"
    " SELECT pg_try_advisory_xact_lock({})"
)


class Lead:
    """The wish to lead under a name, for as long as it takes."""

    def __init__(self, address: Address, name: str) -> None:
        self._address = address
        self._name = name
        self._try = TRY.format(sql.Literal(lock_number("lead", name)))

    async def hold(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work whenever we lead, until it returns or raises."""
        over = False
        while not over:
            over = await self._once(work)
            if not over:
                await asyncio.sleep(_a_beat())

    async def _once(self, work: Callable[[], Awaitable[None]]) -> bool:
        """Say whether the work is over; if not, the connection was lost."""
        try:
            connection = await connect(self._address)
        except StoreError:
            return False
        try:
            return await self._wins(connection) and await self._work(connection, work)
        finally:
            await finished(connection.close())

    async def _wins(self, connection: Connection) -> bool:
        """Wait until we lead; False: the connection was lost meanwhile."""
        waited = False
        try:
            while not await self._may(connection):
                waited = True
                await asyncio.sleep(_a_beat())
        except StoreError:
            return False
        if waited:
            await asyncio.sleep(GRACE)
        return True

    async def _may(self, connection: Connection) -> bool:
        async with patiently(SILENCE):
            cursor = await connection.execute(self._try)
            while cursor.nextset():
                pass
            ((won,),) = await cursor.fetchall()
            if not won:
                await connection.execute("ROLLBACK")
        return bool(won)

    async def _work(self, connection: Connection, work: Callable[[], Awaitable[None]]) -> bool:
        log.info("leading: %s", self._name)
        working = asyncio.ensure_future(work())
        beating = asyncio.create_task(_until_lost(connection))
        try:
            await asyncio.wait((working, beating), return_when=asyncio.FIRST_COMPLETED)
            lost = not working.done()
        finally:
            await finished(_stopped(working, beating))
        if lost:
            log.warning("no longer leading, the connection was lost: %s", self._name)
        if not working.cancelled():
            working.result()
        return not lost


async def _until_lost(connection: Connection) -> None:
    """Return when this connection is lost: at once when it breaks, within a while when it falls silent."""
    try:
        while True:
            async for _ in connection.notifies(timeout=BEAT):  # nobody notifies: this is to see it break
                pass
            if await _is_silent(connection):
                return
    except psycopg.Error:
        return


async def _is_silent(connection: Connection) -> bool:
    """Whether an answer takes too long. Then the connection is given up at once: others lead soon."""
    asking = asyncio.ensure_future(connection.execute("SELECT 1"))
    try:
        await asyncio.wait([asking], timeout=SILENCE)
        if asking.done():
            await asking
            return False
        connection.pgconn.finish()
        return True
    finally:
        asking.cancel()


async def _stopped(*tasks: asyncio.Future[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


def _a_beat() -> float:
    return BEAT * random.uniform(0.8, 1.2)
