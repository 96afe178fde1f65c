"""What must be finished once it is begun, whoever is in a hurry."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def finished(work: Coroutine[Any, Any, T]) -> T:
    """Do the work to its end even when cancelled meanwhile, however often; only then be cancelled."""
    doing = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not doing.done():
        try:
            await asyncio.wait([doing])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        doing.cancelled() or doing.exception()  # taken note of: who is cancelled is told nothing else
        raise cancelled
    return doing.result()
