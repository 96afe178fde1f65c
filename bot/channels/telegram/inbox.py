"""Raw updates, kept before they are acknowledged: whatever happens then, none is lost."""

import json
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from bot.channels.telegram.reading import lane
from storage.errors import StoreError, TurnConflict
from storage.records import Arrival
from storage.store import Store, Turn

log = logging.getLogger("charter.telegram.inbox")

T = TypeVar("T")

CHANNEL = "telegram"
LOCK = "telegram inbox"
ATTEMPTS = 20  # at a turn whose records keep changing under its hands: an update that comes twice at once


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
        self._open = False
        self.aside = 0

    async def receive(self, bodies: Iterable[Any]) -> None:
        """Keep updates; when this returns they are safe, and may be acknowledged.

        What is not an update at all is set aside: it must hold nobody up. When the store fails,
        `unkept` sees the updates before the error goes on: somebody may need help now.
        """
        arrivals = [arrival for body in bodies if (arrival := self._arrival(body))]
        try:
            fresh = await self._turn(lambda turn: _keep(turn, arrivals))
        except StoreError:
            await self._unkept(arrivals)
            raise
        if self._open:
            for arrival in fresh:
                self._arrived(arrival)

    async def waiting(self) -> None:
        """Hand over what was kept and not done, in order; from now on, also what comes.

        A webhook may be called before all is ready: what comes then must not overtake what waits.
        """

        async def hand_over(turn: Turn) -> list[Arrival]:
            return await turn.find(Arrival, f"waiting:{CHANNEL}")

        for arrival in await self._turn(hand_over):
            self._arrived(arrival)
        self._open = True

    async def set_aside(self, arrival: Arrival, why: str) -> None:
        """Keep that an update cannot be worked on, apart from the others, so that it holds nobody up.

        Its shape is kept and none of its words: nobody could ever see or delete them there.
        """

        async def put(turn: Turn) -> None:
            turn.put(replace(arrival, body=_shape(arrival.body), aside=why))

        await self._turn(put)
        self.aside += 1
        log.error("update set aside: number=%s why=%s", arrival.number, why)

    async def done(self, arrival: Arrival) -> None:
        """Be done with an update that asked for nothing."""

        async def remove(turn: Turn) -> None:
            turn.remove(Arrival, arrival.key)

        await self._turn(remove)

    async def _turn(self, change: Callable[[Turn], Awaitable[T]]) -> T:
        for _ in range(ATTEMPTS):
            with suppress(TurnConflict):
                async with self._store.turn(LOCK) as turn:
                    return await change(turn)
        raise StoreError("the inbox's records kept changing")

    def _arrival(self, body: Any) -> Arrival | None:
        number = body.get("update_id") if isinstance(body, dict) else None
        if not isinstance(number, int) or isinstance(number, bool) or number < 0 or not _can_be_kept(body):
            self.aside += 1
            log.error("something that is no update was set aside")
            return None
        return Arrival(CHANNEL, number, lane(body), body)


def _can_be_kept(body: Any) -> bool:
    """Whether a store can hold it; JSON nested without end, for one, can be read and not be written."""
    try:
        json.dumps(Arrival(CHANNEL, 0, "", body).to_json())
    except (ValueError, RecursionError):
        return False
    return True


async def _keep(turn: Turn, arrivals: list[Arrival]) -> list[Arrival]:
    fresh = []
    for arrival in arrivals:
        if await turn.get(Arrival, arrival.key) is None:
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
