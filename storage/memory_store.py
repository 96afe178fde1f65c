"""A store that forgets everything when it is closed: for practice, for tests, and to read the contract by."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from copy import deepcopy
from typing import Any

from storage.errors import Taken, TurnConflict
from storage.locks import Locks
from storage.records import SHARED, Arrival, Record
from storage.store import Names, R
from storage.unit import Key, Unit, lane_of, named, stands


class MemoryStore:
    """Keeps records in a dictionary, as JSON: nobody can change one in place."""

    shared = False
    warning = ""

    def __init__(self) -> None:
        self._rows: dict[Key, dict[str, Any]] = {}
        self._locks = Locks()

    @asynccontextmanager
    async def turn(
        self, lock: str, settles: Arrival | None = None, absent: Names = ()
    ) -> AsyncIterator[Unit]:
        """See `storage.store.Store.turn`."""
        async with AsyncExitStack() as locks:
            if settles:
                await locks.enter_async_context(self._locks.at_once(lane_of(settles)))
                await self._claim(settles)
            await locks.enter_async_context(self._locks[lock])
            unit = Unit(self, settles, absent)
            yield unit
            self._commit(unit)

    async def _claim(self, arrival: Arrival) -> None:
        waiting = await self.read(type(arrival), lane_of(arrival))
        if [each.key for each in waiting[:1]] != [arrival.key]:
            raise Taken("this arrival is done, or not the first of its lane")

    def _commit(self, unit: Unit) -> None:
        if not all(stands(seen, self._rows.get(name)) for name, seen in unit.seen.items()):
            raise TurnConflict("what this turn read has changed")
        kept = {name: record.to_json() for name, record in unit.changes.items() if record}
        for name in unit.changes:
            self._rows.pop(name, None)
        self._rows |= kept

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """See `storage.store.Store.fetch`."""
        body = self._rows.get((kind.kind, key))
        return kind.from_json(deepcopy(body)) if body is not None else None

    async def read(self, kind: type[R], tag: str = "", limit: int = 0) -> list[R]:
        """See `storage.store.Store.read`."""
        found = [each for each in self._all(kind) if not tag or tag in each.tags]
        return found[:limit] if limit else found

    async def page(self, kind: type[R], after: str, size: int) -> list[R]:
        """See `storage.store.Store.page`."""
        return [each for each in await self.read(kind) if each.key > after][:size]

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """See `storage.store.Store.read_any`."""
        return [each for each in self._all(kind) if not set(tags).isdisjoint(each.tags)]

    def _all(self, kind: type[R]) -> list[R]:
        bodies = [body for (name, _), body in self._rows.items() if name == kind.kind]
        return sorted((kind.from_json(deepcopy(body)) for body in bodies), key=lambda each: each.key)

    async def tags(self, kind: type[Record], prefix: str) -> list[str]:
        """See `storage.store.Store.tags`."""
        borne = {tag for record in await self.read(kind) for tag in record.tags}
        return sorted(tag for tag in borne if tag.startswith(prefix))

    async def count(self, kind: type[Record], tag: str = "") -> int:
        """See `storage.store.Store.count`."""
        return len(await self.read(kind, tag))

    async def append(self, records: Iterable[Record]) -> None:
        """See `storage.store.Store.append`."""
        added = list(records)
        if not all(isinstance(record, SHARED) for record in added):
            raise ValueError("only records that other processes may add can be appended")
        self._rows |= {named(type(record), record.key): record.to_json() for record in added}

    async def lead(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work: there is nobody else."""
        await work()

    async def ping(self) -> None:
        """A dictionary can always be used."""

    async def close(self) -> None:
        """Forget everything."""
        self._rows.clear()
