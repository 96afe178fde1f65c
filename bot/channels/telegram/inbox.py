"""Raw updates, kept before they are acknowledged: whatever happens then, none is lost."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from bot.assistant import HELP_AFTER
from bot.channels.telegram.reading import lane
from bot.watch import Watch
from storage.errors import StoreError, TurnConflict
from storage.records import Arrival, Receipt
from storage.store import Store, Turn

log = logging.getLogger("charter.telegram.inbox")

T = TypeVar("T")

CHANNEL = "telegram"
LANE = f"lane:{CHANNEL}|"
WAITING = f"waiting:{CHANNEL}"
LOCK = "telegram inbox"  # with the number of an update behind it
LARGEST = 10**18  # a number beyond this is no update's
FULL = 1_000  # chats in which updates wait to be worked off
VERY_FULL = 20_000  # updates that wait, whoever they are from
ATTEMPTS = 20  # at a turn whose records keep changing under its hands: an update that comes twice at once


class Inbox:
    """Keeps what arrives and tells which lanes have work."""

    def __init__(
        self,
        store: Store,
        watch: Watch,
        arrived: Callable[[str, Arrival | None], None],
        unkept: Callable[[list[Arrival]], Awaitable[None]],
    ) -> None:
        self._store = store
        self._watch = watch
        self._arrived = arrived
        self._unkept = unkept
        self._open = False

    async def receive(self, bodies: Iterable[Any]) -> None:
        """Keep updates, and tell which lanes have work; when this returns they may be acknowledged."""
        self.tell(await self.keep(bodies))

    async def keep(self, bodies: Iterable[Any]) -> list[Arrival]:
        """Keep updates and return those that are new; when this returns they may be acknowledged.

        What is not an update at all is set aside: it must hold nobody up. When the store fails, or does
        not answer, `unkept` sees the updates meanwhile: somebody may need help now.
        """
        arrivals = list({each.key: each for body in bodies if (each := self._arrival(body))}.values())
        if not arrivals:
            return []
        keeping = asyncio.create_task(self._keep(arrivals))
        try:
            done, _ = await asyncio.wait({keeping}, timeout=HELP_AFTER)
            if not done:
                await self._unkept(arrivals)
            fresh = await keeping
        except StoreError:
            await self._unkept(arrivals)
            raise
        finally:
            keeping.cancel()
        self._watch.received(len(fresh))
        return fresh

    async def _keep(self, arrivals: list[Arrival]) -> list[Arrival]:
        """Keep those that are new: as a rule all of them are, and none need be looked for."""
        absent = [(kind, arrival.key) for kind in (Receipt, Arrival) for arrival in arrivals]
        with suppress(TurnConflict):
            async with self._store.turn(f"{LOCK} {arrivals[0].number}", absent=absent) as turn:
                for arrival in arrivals:
                    turn.put(arrival)
            return arrivals
        return await self._turn(arrivals[0], lambda turn: _keep(turn, arrivals))

    def tell(self, kept: Iterable[Arrival]) -> None:
        """Tell which lanes have work by now."""
        if self._open:
            for arrival in kept:
                self._arrived(arrival.lane, arrival)

    async def open(self) -> None:
        """From now on, tell which lanes have work; a webhook may be called before all is ready."""
        self._open = True
        await self.sweep()

    async def sweep(self) -> None:
        """Tell of every lane in which something waits: left over, or kept by another process."""
        for tag in await self._store.tags(Arrival, LANE):
            self._arrived(tag.removeprefix(LANE), None)

    async def waiting(self, lane: str) -> list[Arrival]:
        """Return what waits in a lane, in order."""
        return await self._store.read(Arrival, LANE + lane)

    async def is_full(self) -> bool:
        """Whether so much waits that no more should be fetched: Telegram keeps the rest for us."""
        waiting = await self._store.count(Arrival, WAITING)
        if waiting < FULL or waiting >= VERY_FULL:
            return waiting >= VERY_FULL
        return len(await self._store.tags(Arrival, LANE)) >= FULL  # one who floods is one chat

    async def set_aside(self, arrival: Arrival, why: str) -> None:
        """Keep that an update cannot be worked on, apart from the others, so that it holds nobody up.

        Its shape is kept and none of its words: nobody could ever see or delete them there.
        """

        async def put(turn: Turn) -> None:
            if await turn.get(Arrival, arrival.key):
                turn.put(replace(arrival, body=_shape(arrival.body), aside=why))

        await self._turn(arrival, put)
        self._watch.set_aside()
        log.error("update set aside: number=%s why=%s", arrival.number, why)

    async def done(self, arrival: Arrival) -> None:
        """Be done with an update that asked for nothing."""
        async with self._store.turn(f"{LOCK} {arrival.number}", settles=arrival):
            pass
        self._watch.settled()

    async def _turn(self, arrival: Arrival, change: Callable[[Turn], Awaitable[T]]) -> T:
        for _ in range(ATTEMPTS):
            with suppress(TurnConflict):
                async with self._store.turn(f"{LOCK} {arrival.number}") as turn:
                    return await change(turn)
        raise StoreError("the inbox's records kept changing")

    def _arrival(self, body: Any) -> Arrival | None:
        number = body.get("update_id") if isinstance(body, dict) else None
        if type(number) is int and 0 <= number < LARGEST:
            arrival = Arrival(CHANNEL, number, lane(body), body)
            if _can_be_kept(arrival):
                return arrival
        self._watch.set_aside()
        log.error("something that is no update was set aside")
        return None


def _can_be_kept(arrival: Arrival) -> bool:
    """Whether a store can hold it; JSON nested without end, for one, can be read and not be written."""
    try:
        arrival.to_bytes()
    except (ValueError, RecursionError, StoreError):
        return False
    return True


async def _keep(turn: Turn, arrivals: list[Arrival]) -> list[Arrival]:
    receipts = await asyncio.gather(*(turn.get(Receipt, arrival.key) for arrival in arrivals))
    worked_off = {receipt.key for receipt in receipts if receipt}
    fresh = []
    for arrival in arrivals:
        if arrival.key not in worked_off and await turn.get(Arrival, arrival.key) is None:
            turn.put(arrival)
            fresh.append(arrival)
    return fresh


def _shape(body: Any) -> Any:
    """Return JSON with the kinds of its values in place of the values."""
    if isinstance(body, dict):
        return {name: _shape(value) for name, value in body.items()}
    if isinstance(body, list):
        return [_shape(value) for value in body]
    return type(body).__name__
