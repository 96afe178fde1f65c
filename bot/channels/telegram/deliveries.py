"""Noting what was delivered: of many people's replies at once, by one turn of the store."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from bot import replies as as_json
from bot.assistant import now
from bot.channels.telegram.calls import AGAIN, AGAIN_AT_MOST, Calls
from bot.exports.fetching import handed_over
from bot.trouble import trouble
from storage.errors import StoreError, TurnConflict
from storage.records import Handled, Member, Session
from storage.store import Store, Turn

log = logging.getLogger("charter.telegram.sender")

T = TypeVar("T")

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

    Who writes to us just then changes what such a turn has read: then it is taken again, by halves. When it
    fails otherwise, each is tried again by itself, beside the rest: one that cannot be read holds up nobody.
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
                await self._turn([delivery])

        try:
            await insist(self._calls, turn)
        except Exception as error:  # noqa: BLE001 - whoever waits is told, whatever it is
            delivery.failed(error)

    async def _turn(self, some: list[Delivery]) -> None:
        """Note deliveries by one turn; one alone under the lock of whose it is."""
        lock = some[0].key.partition("|")[0] if len(some) == 1 else LOCK
        async with self._store.turn(lock) as turn:
            kept = [await _noted(turn, each) for each in some]
        for delivery, handled in zip(some, kept, strict=True):
            delivery.came_to(handled)


async def _noted(turn: Turn, delivery: Delivery) -> Handled | None:
    """Put what is left of a message; with the last reply to somebody forgotten, it is forgotten too."""
    handled = await turn.get(Handled, delivery.key)
    if handled is None:  # forgotten while it was on its way: nothing of it may come back
        return None
    session = await turn.get(Session, handled.address)
    if delivery.gone and session:
        member = await turn.get(Member, handled.address) or Member(handled.address)
        turn.put(replace(member, gone=now().isoformat(timespec="seconds")))
    for each in handled.replies[-handled.to_send : len(handled.replies) - delivery.left]:
        if (document := as_json.from_json(each).document) and document.kept:
            await handed_over(turn, document)
    if delivery.left == 0 and (session is None or handled.message_id not in session.handled):
        turn.remove(Handled, delivery.key)
        return None
    left = min(delivery.left, handled.to_send)
    done = len(handled.replies) - left
    delivered = (as_json.once_delivered(each) for each in handled.replies[:done])
    left_over = replace(handled, replies=(*delivered, *handled.replies[done:]), to_send=left)
    turn.put(left_over)
    return left_over


async def insist(calls: Calls, turn: Callable[[], Awaitable[T]]) -> T:
    """Take a turn of the store, again while it fails: to go on without it would be to send twice.

    Raises `Stopped` when it is time to stop.
    """
    wait = AGAIN
    while True:
        try:
            return await turn()
        except StoreError as error:
            log.warning("a delivery cannot be noted: %s; trying again", trouble(error))
        await calls.wait(wait)
        wait = min(wait * 2, AGAIN_AT_MOST)
