"""A store with a disk that a test can fill, and turns that a test can hold; all else is the real one's."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from server import Hold

from storage.errors import StoreError, TurnConflict
from storage.records import Arrival
from storage.store import Names, Store, Turn

INBOX = "telegram inbox"  # the beginning of the locks of many turns


class TroubledStore:
    """Passes everything on to a store, but for the turns that a test wants to fail, or to wait."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._holds: list[Hold] = []
        self._fails: Callable[[str], bool] = lambda lock: False
        self._conflicts: Counter[str] = Counter()
        self._failed = 0
        self._news = asyncio.Condition()

    def disk_is_full(self, whom: Callable[[str], bool] = lambda lock: True) -> None:
        """From now on no turn can be kept; or only none of those whose lock `whom` picks."""
        self._fails = whom

    def disk_has_room(self) -> None:
        """From now on all is well again."""
        self._fails = lambda lock: False

    async def failures(self, how_many: int, within: float = 10) -> None:
        """Wait until so many turns have failed."""
        async with asyncio.timeout(within), self._news:
            await self._news.wait_for(lambda: self._failed >= how_many)

    def conflicts(self, times: int, with_the_lock: str) -> None:
        """Let somebody be quicker than the next turns with this lock."""
        self._conflicts[with_the_lock] = times

    def hold_next(self, lock: str) -> Hold:
        """Hold the next turn with this lock before it begins: `await hold.arrived()`, `hold.release()`."""
        hold = Hold(lock, None, 1)
        self._holds.append(hold)
        return hold

    @asynccontextmanager
    async def turn(
        self, lock: str, settles: Arrival | None = None, absent: Names = ()
    ) -> AsyncIterator[Turn]:
        name = INBOX if lock.startswith(INBOX) else lock
        for hold in self._holds:
            if hold.method == name and hold.times:
                hold.times = 0
                await hold.before()
        async with self._store.turn(lock, settles, absent) as turn:
            yield turn
            await self._trouble(name)

    async def _trouble(self, lock: str) -> None:
        if self._conflicts[lock]:
            self._conflicts[lock] -= 1
            raise TurnConflict("somebody was quicker")
        if self._fails(lock):
            async with self._news:
                self._failed += 1
                self._news.notify_all()
            raise StoreError("the disk is full")

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)
