"""Raw updates, kept before they are acknowledged: whatever happens then, none is lost."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from bot.assistant import HELP_AFTER
from bot.channels.telegram.raw_updates import CHANNEL, arrival_of, shape
from bot.watch import Watch
from storage.errors import StoreError, TurnConflict
from storage.records import Arrival, Receipt
from storage.store import Store, Turn

log = logging.getLogger("charter.telegram.inbox")

LANE = f"lane:{CHANNEL}|"
WAITING = f"waiting:{CHANNEL}"
LOCK = "telegram inbox"  # with the number of an update behind it
FULL = 1_000  # chats in which updates wait to be worked off
VERY_FULL = 20_000  # updates that wait, whoever they are from
ATTEMPTS = 20  # at a turn whose records keep changing under its hands: an update that comes twice at once
KEPT_CHANGING = "the inbox's records kept changing"


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
        arrivals = list({each.key: each for body in bodies if (each := self._read(body))}.values())
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
        """Keep those that are new: as a rule all of them are, and none need be looked for.

        One that came before may be in somebody's hand: it is looked at without a turn, which would wait.
        Another process may keep one of the same just then: so they are looked at again.
        """
        with suppress(TurnConflict):
            return await self._keep_new(arrivals)
        for _ in range(ATTEMPTS):
            new = [each for each in arrivals if not await self._came_before(each)]
            with suppress(TurnConflict):
                return await self._keep_new(new)
        raise StoreError(KEPT_CHANGING)

    async def _keep_new(self, arrivals: list[Arrival]) -> list[Arrival]:
        """Keep arrivals, all of them or none; raises `TurnConflict` when one came before."""
        if arrivals:
            absent = [(kind, arrival.key) for kind in (Receipt, Arrival) for arrival in arrivals]
            async with self._store.turn(f"{LOCK} {arrivals[0].number}", absent=absent) as turn:
                for arrival in arrivals:
                    turn.put(arrival)
        return arrivals

    async def _came_before(self, arrival: Arrival) -> bool:
        """Whether it waits, or was worked off: asked in this order, for the one turns into the other."""
        fetch = self._store.fetch
        return bool(await fetch(Arrival, arrival.key) or await fetch(Receipt, arrival.key))

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
                turn.put(replace(arrival, body=shape(arrival.body), aside=why))

        await self._turn(arrival, put)
        self._watch.set_aside()
        log.error("update set aside: number=%s why=%s", arrival.number, why)

    async def done(self, arrival: Arrival) -> None:
        """Be done with an update that asked for nothing."""
        async with self._store.turn(f"{LOCK} {arrival.number}", settles=arrival):
            pass
        self._watch.settled()

    async def _turn(self, arrival: Arrival, change: Callable[[Turn], Awaitable[None]]) -> None:
        for _ in range(ATTEMPTS):
            with suppress(TurnConflict):
                async with self._store.turn(f"{LOCK} {arrival.number}") as turn:
                    await change(turn)
                return
        raise StoreError(KEPT_CHANGING)

    def _read(self, body: Any) -> Arrival | None:
        arrival = arrival_of(body)
        if arrival is None:
            self._watch.set_aside()
            log.error("something that is no update was set aside")
        return arrival
