"""Raw updates, kept before they are acknowledged: whatever happens then, none is lost."""

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import Any

from bot.channels.telegram.reading import lane
from storage.errors import StoreError
from storage.records import Arrival
from storage.store import Store

log = logging.getLogger("charter.telegram.inbox")

CHANNEL = "telegram"
LOCK = "telegram inbox"


class Inbox:
    """Keeps what arrives and tells the lanes; `aside` counts what could not be read."""

    def __init__(
        self,
        store: Store,
        arrived: Callable[[Arrival], None],
        unkept: Callable[[list[Arrival]], Awaitable[None]],
    ) -> None:
        self._store = store
        self._arrived = arrived
        self._unkept = unkept
        self.aside = 0

    async def receive(self, bodies: Iterable[Any]) -> None:
        """Keep updates; when this returns they are safe, and may be acknowledged.

        What is not an update at all is set aside: it must hold nobody up. When the store fails,
        `unkept` sees the updates before the error goes on: somebody may need help now.
        """
        arrivals = [arrival for body in bodies if (arrival := self._arrival(body))]
        try:
            fresh = await self._keep(arrivals)
        except StoreError:
            await self._unkept(arrivals)
            raise
        for arrival in fresh:
            self._arrived(arrival)

    async def _keep(self, arrivals: list[Arrival]) -> list[Arrival]:
        async with self._store.turn(LOCK) as turn:
            fresh = [each for each in arrivals if await turn.get(Arrival, each.key) is None]
            for arrival in fresh:
                turn.put(arrival)
        return fresh

    async def waiting(self) -> None:
        """Hand over what was kept and not done before a restart, in order."""
        for arrival in await self._store.read(Arrival, f"waiting:{CHANNEL}"):
            self._arrived(arrival)

    async def set_aside(self, arrival: Arrival, why: str) -> None:
        """Keep an update that cannot be worked on apart from the others, so that it holds nobody up."""
        self.aside += 1
        log.error("update set aside: number=%s why=%s", arrival.number, why)
        async with self._store.turn(LOCK) as turn:
            turn.put(replace(arrival, aside=why))

    async def done(self, arrival: Arrival) -> None:
        """Be done with an update that asked for nothing."""
        async with self._store.turn(LOCK) as turn:
            turn.remove(Arrival, arrival.key)

    def _arrival(self, body: Any) -> Arrival | None:
        number = body.get("update_id") if isinstance(body, dict) else None
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            self.aside += 1
            log.error("something that is no update was set aside")
            return None
        return Arrival(CHANNEL, number, lane(body), body)
