"""Two people at the same moment, on a store of any kind: their turns end together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from people import NO_HURRY, Clock, Person
from store_places import PLACES

from bot.app import App, assemble
from knowledge.loader import Content
from storage.records import Arrival
from storage.store import Names, Store, Turn

A_HANG = 30


class Meeting:
    """Passes all on to a store. The next turns of people who are to meet all run to their end before one of
    them is kept.
    """

    def __init__(self, store: Store, barrier: asyncio.Barrier) -> None:
        self._store = store
        self._barrier = barrier
        self.awaited: set[str] = set()

    @asynccontextmanager
    async def turn(
        self, lock: str, settles: Arrival | None = None, absent: Names = ()
    ) -> AsyncIterator[Turn]:
        async with self._store.turn(lock, settles, absent) as turn:
            yield turn
            if lock in self.awaited:
                self.awaited.remove(lock)
                async with asyncio.timeout(A_HANG):
                    await self._barrier.wait()

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


def meet(*people: Person) -> None:
    """Have the next turns of these meet."""
    for person in people:
        person._app.store.awaited.add(person.address)


@asynccontextmanager
async def two_assistants(where: str, folder: Path, content: Content) -> AsyncIterator[tuple[App, App, Store]]:
    """Two assistants on one store (each with a connection of its own, where it is shared), and the store."""
    place = PLACES[where](folder)
    one = await place.open()
    other = await place.open() if one.shared else one
    barrier, clock = asyncio.Barrier(2), Clock()
    apps = [assemble(content, Meeting(each, barrier), clock, rates=NO_HURRY) for each in (one, other)]
    yield (*apps, one)
    for store in {id(each): each for each in (one, other)}.values():
        await store.close()
    place.forget()
