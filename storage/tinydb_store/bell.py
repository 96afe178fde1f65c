"""How the event loop hears what the store's thread has done: of everything that one commit kept, at once."""

import asyncio
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")


class Bell:
    """Wakes one event loop once for many jobs: a wake-up is a write to a pipe, dear beside a small commit."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._done: deque[asyncio.Future[None]] = deque()
        self._rung = False

    async def heard(self, job: Future[T]) -> T:
        """Return what a job of the thread came to. One that nobody waits for any more is not done."""
        try:
            await self.done(job)
        finally:
            job.cancel()  # does nothing to one that has begun
        return job.result()

    async def done(self, job: Future[Any]) -> None:
        """Wait until a job is done, whatever it came to. Who stops waiting leaves it as it is."""
        if not job.done():
            waiter: asyncio.Future[None] = self.loop.create_future()
            job.add_done_callback(partial(self._ring, waiter))
            await waiter

    def _ring(self, waiter: asyncio.Future[None], _job: Future[Any]) -> None:
        """Wake the loop, unless it is to wake anyway: then it looks at this one too."""
        self._done.append(waiter)
        if not self._rung:
            self._rung = True
            with suppress(RuntimeError):  # the loop is closed: nobody waits
                self.loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        self._rung = False  # first: what is done from now on rings again
        while self._done:
            waiter = self._done.popleft()
            if not waiter.done():
                waiter.set_result(None)
