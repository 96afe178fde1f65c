"""Wakes whoever waits for something to happen, so that no test needs to sleep."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Bell:
    """Rung after every change; a condition variable that synchronous code may ring too."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def ring(self) -> None:
        """Wake everybody who waits."""
        self._next.set()
        self._next = asyncio.Event()

    async def until(self, found: Callable[[], Found], within: float | None) -> Found | None:
        """Wait until `found()` is true and return it; None when the time is over first."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                while not (result := found()):
                    await self._next.wait()
                return result
        return None
