"""Many records, read a few at a time."""

import asyncio
from collections.abc import Iterable

from storage.store import R

AT_A_TIME = 25  # records read before others have their turn on the event loop: some 2 ms


async def all_of(records: Iterable[R]) -> list[R]:
    """Return the records, and let others have their turn on the event loop meanwhile."""
    found: list[R] = []
    for record in records:
        found.append(record)
        if len(found) % AT_A_TIME == 0:
            await asyncio.sleep(0)
    return found
