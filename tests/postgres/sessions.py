"""The sessions of a database as its server sees them, to wait until one of them is where a test wants it."""

import asyncio
from typing import Any, LiteralString

import psycopg

A_HANG = 60  # seconds after which a test that waits for something has failed
OTHERS: LiteralString = (
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND "
)


async def ask(url: str, statement: LiteralString, *values: object) -> list[tuple[Any, ...]]:
    """Run one statement, beside whatever is going on."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        cursor = await connection.execute(statement, values or None)
        return await cursor.fetchall() if cursor.description is not None else []


async def waiting_for_locks(url: str, number: int) -> None:
    """Wait until so many sessions wait for a lock."""
    await until(url, OTHERS + "wait_event_type = 'Lock'", number)


async def committing(url: str) -> None:
    """Wait until a session waits in its commit."""
    await until(url, OTHERS + "wait_event = 'SyncRep'", 1)


async def until(url: str, statement: LiteralString, number: int) -> None:
    """Wait until a statement finds so many rows."""
    async with asyncio.timeout(A_HANG):
        while True:
            if len(await ask(url, statement)) == number:
                return
            await asyncio.sleep(0.01)
