"""Work in order for each lane, many lanes side by side, with a bound on how many at once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from bot.trouble import trouble

log = logging.getLogger("charter.telegram.lanes")

T = TypeVar("T")

LOADS = 4  # lanes read at the same time


class Lanes(Generic[T]):
    """Takes what waits in a lane to `work`, one at a time in each lane and at most `at_once` altogether.

    A lane is only a name: what waits in it stays in the store, and `load` reads it from there, in order.
    `work` says whether to go on with the lane. Whoever says no, or raises, leaves it for somebody to
    `add` it again; but an item that `add` was given may only not be the first: then the lane is read.
    """

    def __init__(
        self, load: Callable[[str], Awaitable[list[T]]], work: Callable[[T], Awaitable[bool]], at_once: int
    ) -> None:
        self._load = load
        self._work = work
        self._slots = asyncio.Semaphore(at_once)
        self._loads = asyncio.Semaphore(LOADS)  # a store has few connections, and turns need them too
        self._calls: set[str] = set()
        self._running: dict[str, asyncio.Task[None]] = {}
        self._stopped = False

    def add(self, lane: str, item: T | None = None) -> None:
        """Say that something may wait in a lane: this item, which is worked at once where nobody is at it.

        Only what `work` refuses while another waits before it may be given: it need not be the first.
        """
        if lane not in self._running and not self._stopped:
            self._running[lane] = asyncio.create_task(self._run(lane, item), name="lane")
        else:
            self._calls.add(lane)

    def __len__(self) -> int:
        return len(self._running)

    async def stop(self) -> None:
        """Finish the items in hand and begin no others; what waits is kept in the store."""
        self._stopped = True
        await asyncio.gather(*self._running.values())

    async def drop(self) -> None:
        """Drop the items in hand; they are kept in the store. Lanes that are added from now on are worked."""
        running = dict(self._running)
        for task in running.values():
            task.cancel()
        await asyncio.gather(*running.values(), return_exceptions=True)
        for lane, task in running.items():
            if self._running.get(lane) is task:  # it was cancelled before it began
                del self._running[lane]

    async def _run(self, lane: str, item: T | None) -> None:
        try:
            if item is not None and await self._work_on(item) and lane not in self._calls:
                return
            while not self._stopped and await self._work_off(lane):
                pass
        except Exception as error:  # noqa: BLE001 - whatever it is, the other lanes must go on
            log.error("a lane had to be left: %s", trouble(error))  # noqa: TRY400 - its words stay out
        finally:
            del self._running[lane]

    async def _work_off(self, lane: str) -> bool:
        """Take what waits now; False when nothing was added meanwhile, or when the lane is left."""
        self._calls.discard(lane)
        async with self._loads:
            items = await self._load(lane)
        for item in items:
            if not await self._work_on(item):
                return False
        return lane in self._calls

    async def _work_on(self, item: T) -> bool:
        async with self._slots:  # taken anew for each item: a long lane leaves room for others
            return not self._stopped and await self._work(item)
