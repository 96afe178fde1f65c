"""Delivers replies: in order for each person, at Telegram's pace, again after trouble, at least once."""

import asyncio
import logging
from dataclasses import dataclass

from bot import replies as as_json
from bot.channels.telegram.calls import Calls, Outcome, Stopped
from bot.channels.telegram.deliveries import Deliveries
from bot.channels.telegram.insisting import insist
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.raw_updates import CHANNEL
from bot.channels.telegram.request import pause
from bot.channels.telegram.showing import Showing
from bot.trouble import trouble
from bot.watch import Watch
from storage.records import Handled
from storage.store import Store

log = logging.getLogger("charter.telegram.sender")

PEOPLE = 10_000  # people delivered to side by side; `calls.py` bounds what really goes on at once
READ_AT_ONCE = 8  # messages: a store has few connections, and people's turns need them too
TO_SEND = "to-send:"
SWEEP = 0.2  # seconds between looks for what other processes have to send
SWEEP_ALONE = 5.0  # ... where there are none


@dataclass(frozen=True)
class Due:
    """What is to be delivered: by its key, and for the first of somebody's as it was just read."""

    key: str
    handled: Handled | None = None


class Sender:
    """Drains the replies that turns have kept. A reply counts as delivered once Telegram has said so.

    One process sends for all that share a store: so the order holds, and the pace.
    """

    def __init__(self, store: Store, showing: Showing, calls: Calls, watch: Watch) -> None:
        self._store = store
        self._showing = showing
        self._calls = calls
        self._stop = calls.stop
        self._watch = watch
        self._lanes = Lanes(self._waiting, self._deliver, PEOPLE)
        self._sends = False
        self._deliveries = Deliveries(store, calls)
        self._reads = asyncio.Semaphore(READ_AT_ONCE)

    def add(self, address: str) -> None:
        """Say that there are replies for somebody. Where another process sends, it will find them."""
        if self._sends:
            self._lanes.add(address)

    async def run(self) -> None:
        """Deliver what waits and what comes, until it is time to stop; then finish the messages in hand."""
        self._sends = True
        try:
            while not self._stop.is_set():
                await self._sweep()
                await pause(SWEEP if self._store.shared else SWEEP_ALONE, self._stop)
            await self._lanes.stop()
        finally:
            self._sends = False
            await self._lanes.drop()
            await self._deliveries.drop()

    async def _sweep(self) -> None:
        try:
            for tag in await self._store.tags(Handled, f"{TO_SEND}{CHANNEL}:"):
                self._lanes.add(tag.removeprefix(TO_SEND))
        except Exception as error:  # noqa: BLE001 - whatever it is, the next sweep may do
            log.warning("what is to be sent cannot be read: %s", trouble(error))

    async def _waiting(self, address: str) -> list[Due]:
        """Return what somebody is still to be sent, in order."""
        kept = sorted(await self._store.read(Handled, TO_SEND + address), key=lambda each: each.order)
        first = [Due(handled.key, handled) for handled in kept[:1]]
        return first + [Due(handled.key) for handled in kept[1:]]

    async def _deliver(self, due: Due) -> bool:
        """Deliver the replies of a message; each is noted as soon as it is delivered, or refused."""
        key = due.key
        try:
            handled = due.handled or await insist(self._calls, lambda: self._next(key))
            while not self._stop.is_set() and handled and handled.to_send:
                outcome = await self._try(handled)
                gone = outcome is Outcome.GONE
                left = 0 if gone else handled.to_send - 1
                handled = await self._deliveries.note(key, left, gone=gone)
                self._count(outcome)
        except Stopped:
            return False
        return not self._stop.is_set()

    def _count(self, outcome: Outcome) -> None:
        if outcome is Outcome.TAKEN:
            self._watch.delivered()
        else:
            self._watch.refused()
        if outcome is Outcome.GONE:
            self._watch.gone()

    async def _try(self, handled: Handled) -> Outcome:
        index = len(handled.replies) - handled.to_send
        try:
            return await self._showing.send(
                handled, as_json.from_json(handled.replies[index]), first=index == 0
            )
        except Stopped:
            raise
        except Exception as error:  # noqa: BLE001 - one that can never be delivered must not hold up the rest
            log.error("a reply could not be delivered: %s", trouble(error))  # noqa: TRY400 - no words
            return Outcome.REFUSED

    async def _next(self, key: str) -> Handled | None:
        """Read what is to be delivered anew: it may have been forgotten while those before it went."""
        async with self._reads:
            handled = await self._store.fetch(Handled, key)
        return handled if handled and handled.to_send else None
