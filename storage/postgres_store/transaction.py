"""One transaction on one connection: what is asked has an end, and fails with errors of ours."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, LiteralString, TypeVar

from psycopg import AsyncConnection, capabilities

from storage.postgres_store.failures import told_plainly

PATIENCE = 30.0  # seconds for one statement, waiting for a lock included
AT_ONCE = 100 if capabilities.has_stream_chunked() else 1  # rows of a large answer

Row = tuple[Any, ...]
T = TypeVar("T")


class Transaction:
    """What is asked and changed together."""

    def __init__(self, connection: AsyncConnection[Row]) -> None:
        self._connection = connection

    async def ask(self, statement: LiteralString, values: Mapping[str, object]) -> list[Row]:
        """Run a statement and return its rows, if it has any."""
        async with patiently():
            cursor = await self._connection.execute(statement, values)
            return await cursor.fetchall() if cursor.description else []

    async def gather(
        self, statement: LiteralString, values: Mapping[str, object], make: Callable[[Row], T]
    ) -> list[T]:
        """Run a statement and make something of each row as it comes: a large answer is not held twice."""
        made = []
        now = asyncio.get_running_loop().time
        async with patiently() as limit:
            async for row in self._connection.cursor().stream(statement, values, size=AT_ONCE):
                limit.reschedule(now() + PATIENCE)
                made.append(make(row))
        return made


@asynccontextmanager
async def patiently(seconds: float = 0) -> AsyncIterator[asyncio.Timeout]:
    """Ask the database something; raises `StoreError` when it takes too long or goes away."""
    with told_plainly():
        async with asyncio.timeout(seconds or PATIENCE) as limit:
            yield limit
