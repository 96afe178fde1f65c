"""Work in order for each lane, many lanes side by side, with a bound on how many at once."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from bot.trouble import trouble

log = logging.getLogger("charter.telegram.lanes")

T = TypeVar("T")


class Lanes(Generic[T]):
    """Hands items to `work`, one at a time in each lane and at most `at_once` altogether.

    `work` mends what can fail; should it raise all the same, that is told and its lane goes on.
    """

    def __init__(self, work: Callable[[T], Awaitable[None]], at_once: int) -> None:
        self._work = work
        self._slots = asyncio.Semaphore(at_once)
        self._waiting: dict[str, deque[T]] = {}
        self._running: dict[str, asyncio.Task[None]] = {}
        self._stopped = False

    def add(self, lane: str, item: T) -> None:
        """Put an item at the end of its lane."""
        self._waiting.setdefault(lane, deque()).append(item)
        if lane not in self._running and not self._stopped:
            self._running[lane] = asyncio.create_task(self._run(lane), name=f"lane {lane}")

    def __len__(self) -> int:
        return sum(len(waiting) for waiting in self._waiting.values())

    async def stop(self) -> None:
        """Finish the items in hand and begin no others; what waits is kept in the store."""
        self._stopped = True
        await asyncio.gather(*self._running.values())

    def cancel(self) -> None:
        """Drop the items in hand too; they are kept in the store."""
        for task in self._running.values():
            task.cancel()

    async def _run(self, lane: str) -> None:
        waiting = self._waiting[lane]
        try:
            while waiting and not self._stopped:
                async with self._slots:  # taken anew for each item: a long lane leaves room for others
                    if not self._stopped:
                        await self._take(waiting.popleft())
        finally:
            del self._running[lane]
            if not waiting:
                self._waiting.pop(lane, None)

    async def _take(self, item: T) -> None:
        try:
            await self._work(item)
        except Exception as error:  # noqa: BLE001 - whatever it is, what waits behind it must go on
            log.error("an item of a lane failed: %s", trouble(error))  # noqa: TRY400 - its words stay out
