"""Noting what was delivered: of many people's replies at once, by one turn of the store."""

import asyncio
from dataclasses import dataclass, field

from bot.channels.telegram.calls import Calls
from bot.channels.telegram.insisting import insist
from bot.channels.telegram.noted import noted
from storage.errors import TurnConflict
from storage.records import Handled
from storage.store import Store

TOGETHER = 50  # deliveries that one turn notes
AT_ONCE = 8  # deliveries noted one by one: a store has few connections, and people's turns need them too
LOCK = "telegram deliveries"


@dataclass(frozen=True, eq=False)
class Delivery:
    """That all replies to a message but the last `left` were delivered; or never can be: somebody is gone."""

    key: str
    left: int
    gone: bool
    noted: asyncio.Future[Handled | None] = field(default_factory=asyncio.Future)

    @property
    def address(self) -> str:
        """Whose message it is."""
        return self.key.partition("|")[0]

    def came_to(self, kept: Handled | None) -> None:
        """Tell whoever waits what is kept now."""
        if not self.noted.done():
            self.noted.set_result(kept)

    def failed(self, error: Exception) -> None:
        """Tell whoever waits that it could not be noted."""
        if not self.noted.done():
            self.noted.set_exception(error)


class Deliveries:
    """Notes deliveries; those that come while others are noted go together.

    Who writes to us just then may change what such a turn has read: then it is taken again, by halves. One
    alone, or each when it fails otherwise, is tried again under the lock of whose it is, beside the rest: one
    that cannot be read, or somebody's long turn, holds up nobody else.
    """

    def __init__(self, store: Store, calls: Calls) -> None:
        self._store = store
        self._calls = calls
        self._waiting: list[Delivery] = []
        self._working: asyncio.Task[None] | None = None
        self._again: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def note(self, key: str, left: int, *, gone: bool) -> Handled | None:
        """Note how many replies are left; return what is kept now of the message, if anything is.

        Noted as what is left, not as one less: two processes may for a moment both believe they send.
        Raises `Stopped` when it is time to stop and the store does not take it.
        """
        delivery = Delivery(key, left, gone)
        self._waiting.append(delivery)
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work_off(), name="telegram noting")
        return await delivery.noted

    async def drop(self) -> None:
        """Note nothing more: what is not noted by now is delivered again."""
        self._waiting.clear()
        tasks = {*self._again, *([self._working] if self._working else [])}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work_off(self) -> None:
        while self._waiting:
            some, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
            await self._note(some)

    async def _note(self, some: list[Delivery]) -> None:
        try:
            await self._turn(some)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others' must be noted
            if isinstance(error, TurnConflict) and len(some) > 1:
                middle = len(some) // 2
                await self._note(some[:middle])
                await self._note(some[middle:])
            else:
                for each in some:
                    self._try_again(each)

    def _try_again(self, delivery: Delivery) -> None:
        task = asyncio.create_task(self._alone(delivery), name="telegram noting again")
        self._again.add(task)
        task.add_done_callback(self._again.discard)

    async def _alone(self, delivery: Delivery) -> None:
        async def turn() -> None:
            async with self._slots:
                await self._turn([delivery], delivery.address)

        try:
            await insist(self._calls, turn)
        except Exception as error:  # noqa: BLE001 - whoever waits is told, whatever it is
            delivery.failed(error)

    async def _turn(self, some: list[Delivery], lock: str = LOCK) -> None:
        """Note deliveries by one turn: under nobody's lock, for somebody's turn may take long."""
        async with self._store.turn(lock) as turn:
            kept = [await noted(turn, each.key, each.left, gone=each.gone) for each in some]
        for delivery, handled in zip(some, kept, strict=True):
            delivery.came_to(handled)
