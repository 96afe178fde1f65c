"""Rows on disk that a turn asks for side by side, looked up by one question to the store's thread."""

import asyncio
from collections.abc import Awaitable, Callable

from storage.tinydb_store.changes import Body
from storage.unit import Key

Found = dict[Key, Body]
LookUp = Callable[[list[Key]], Awaitable[Found]]


class Lookups:
    """Gathers the names that are asked for before the loop goes round; a hundred updates come at once."""

    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up
        self._names: list[Key] = []
        self._looking: asyncio.Task[Found] | None = None

    async def body(self, name: Key) -> Body | None:
        """Return what is kept under a name."""
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        self._names.append(name)
        found = await asyncio.shield(self._looking)
        return found.get(name)

    async def _look(self) -> Found:
        names, self._names, self._looking = self._names, [], None
        return await self._look_up(names)
