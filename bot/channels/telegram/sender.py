"""Delivers replies: in order for each person, at Telegram's pace, again after trouble, at least once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from bot import replies as as_json
from bot.assistant import now
from bot.channels.telegram.calls import AGAIN, AGAIN_AT_MOST, Calls, Outcome, Stopped
from bot.channels.telegram.inbox import CHANNEL
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.request import pause
from bot.channels.telegram.showing import Showing
from bot.exports.fetching import handed_over
from bot.trouble import trouble
from bot.watch import Watch
from storage.errors import StoreError
from storage.records import Handled, Member, Session
from storage.store import Store

log = logging.getLogger("charter.telegram.sender")

T = TypeVar("T")

PEOPLE = 10_000  # people delivered to side by side; `calls.py` bounds what really goes on at once
NOTED_AT_ONCE = 8  # deliveries: a store has few connections, and people's turns need them too
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
        self._noting = asyncio.Semaphore(NOTED_AT_ONCE)

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
            handled = due.handled or await self._insist(lambda: self._next(key))
            while not self._stop.is_set() and handled and handled.to_send:
                outcome = await self._try(handled)
                gone = outcome is Outcome.GONE
                left = 0 if gone else handled.to_send - 1
                handled = await self._insist(partial(self._delivered, key, left, gone=gone))
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
        handled = await self._store.fetch(Handled, key)
        return handled if handled and handled.to_send else None

    async def _delivered(self, key: str, left: int, *, gone: bool) -> Handled | None:
        """Note how many are left; the last one to somebody forgotten is forgotten with them.

        Noted as what is left, not as one less: two processes may for a moment both believe they send.
        """
        async with self._store.turn(key.partition("|")[0]) as turn:
            handled = await turn.get(Handled, key)
            if handled is None:  # forgotten while it was on its way: nothing of it may come back
                return None
            session = await turn.get(Session, handled.address)
            if gone and session:
                member = await turn.get(Member, handled.address) or Member(handled.address)
                turn.put(replace(member, gone=now().isoformat(timespec="seconds")))
            for each in handled.replies[-handled.to_send : len(handled.replies) - left]:
                if (document := as_json.from_json(each).document) and document.kept:
                    await handed_over(turn, document)
            if left == 0 and (session is None or handled.message_id not in session.handled):
                turn.remove(Handled, key)
                return None
            left = min(left, handled.to_send)
            done = len(handled.replies) - left
            delivered = (as_json.once_delivered(each) for each in handled.replies[:done])
            left_over = replace(handled, replies=(*delivered, *handled.replies[done:]), to_send=left)
            turn.put(left_over)
        return left_over

    async def _insist(self, turn: Callable[[], Awaitable[T]]) -> T:
        """Take a turn of the store, again while it fails: to go on without it would be to send twice."""
        wait = AGAIN
        while True:
            try:
                async with self._noting:
                    return await turn()
            except StoreError as error:
                log.warning("a delivery cannot be noted: %s; trying again", trouble(error))
            await self._calls.wait(wait)
            wait = min(wait * 2, AGAIN_AT_MOST)
