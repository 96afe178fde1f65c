"""A store over another: what the other keeps is sealed, under a key for each person."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable
from contextlib import asynccontextmanager
from typing import cast

from storage.errors import Taken
from storage.records import Arrival, Record
from storage.sealing.keyring import Keyring
from storage.sealing.keys import Keys, KeysOfATurn, Outside
from storage.sealing.names import LANE, LEFT, begins_before_addresses, in_key, is_open
from storage.sealing.shelf import SealedShelf
from storage.sealing.turn_end import TurnEnd
from storage.sealing.twins import twin_of
from storage.store import Names, R, Store
from storage.unit import Unit, lane_of

LANES_AT_MOST = 10_000  # whose pseudonym is known without asking


class SealedStore:
    """Keeps every record under the key of whoever's words it holds; `opening.py` makes one ready.

    The first who keeps something of somebody makes their key: of two at once, one gets a `TurnConflict`.
    """

    def __init__(self, inner: Store, keyring: Keyring) -> None:
        self._inner = inner
        self._keyring = keyring
        outside = Outside(inner)
        self._outside = SealedShelf(outside, keyring, Keys(outside, keyring))
        self._lanes: OrderedDict[str, str] = OrderedDict()

    @property
    def shared(self) -> bool:
        """See `storage.store.Store.shared`."""
        return self._inner.shared

    @property
    def warning(self) -> str:
        """See `storage.store.Store.warning`."""
        return self._inner.warning

    @asynccontextmanager
    async def turn(
        self, lock: str, settles: Arrival | None = None, absent: Names = ()
    ) -> AsyncIterator[Unit]:
        """See `storage.store.Store.turn`."""
        if not all(is_open(kind) or in_key(kind, key) is None for kind, key in absent):
            raise ValueError("what is named after somebody has another name below")
        twin = await self._twin(settles) if settles else None
        try:
            async with self._inner.turn(lock, twin, absent) as inner:
                keys = KeysOfATurn(inner, self._keyring)
                unit = Unit(SealedShelf(inner, self._keyring, keys))  # the store below settles
                yield unit
                end = TurnEnd(inner, keys, self._keyring)
                await end.keep(unit.changes, settles)
                for key in end.ended_keys:  # now: who is cancelled while this is kept does nothing more
                    self._keyring.let_go(key)
        except Taken:
            self._lanes.pop(
                lane_of(settles) if settles else "", None
            )  # perhaps they have another name by now
            raise
        for subject in end.ended:
            self._lanes.pop(LANE + subject.replace(":", "|", 1), None)

    async def _twin(self, arrival: Arrival) -> Arrival:
        """Return what the store below has of an arrival that is to be settled: its key and its lane."""
        lane = lane_of(arrival)
        if lane not in self._lanes:
            kept = await self._outside.keys.tag(lane)
            if kept is None:
                raise Taken("this arrival is done")
            self._note_lane(lane, kept)
        kept_lane = self._lanes[lane]
        body = {"key": arrival.key, "tags": [kept_lane], "by": "", "sealed": ""}
        return cast(Arrival, twin_of(Arrival)(body, arrival.key, (kept_lane,)))

    def _note_lane(self, lane: str, kept: str) -> None:
        self._lanes[lane] = kept
        if len(self._lanes) > LANES_AT_MOST:
            self._lanes.popitem(last=False)

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """See `storage.store.Store.fetch`."""
        return await self._outside.fetch(kind, key)

    async def read(self, kind: type[R], tag: str = "", limit: int = 0) -> list[R]:
        """See `storage.store.Store.read`."""
        if is_open(kind):
            return await self._inner.read(kind, tag, limit)
        found = await self._outside.read(kind, tag)
        return found[:limit] if limit else found

    async def page(self, kind: type[R], after: str, size: int) -> list[R]:
        """See `storage.store.Store.page`; those of a kind with addresses in its keys are all read for it."""
        if is_open(kind):
            return await self._inner.page(kind, after, size)
        if in_key(kind, after):
            return [each for each in await self._outside.read(kind) if each.key > after][:size]
        while twins := await self._inner.page(twin_of(kind), after, size):
            if opened := await self._outside.opened(kind, twins):
                return opened
            after = twins[-1].key  # all of these were forgotten
        return []

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """See `storage.store.Store.read_any`."""
        return await self._outside.read_any(kind, tags)

    async def tags(self, kind: type[Record], prefix: str) -> list[str]:
        """See `storage.store.Store.tags`."""
        if is_open(kind):
            return await self._inner.tags(kind, prefix)
        kept = await self._inner.tags(twin_of(kind), begins_before_addresses(prefix))
        shown = await self._outside.keys.shown([tag for tag in kept if not tag.startswith(LEFT)])
        return sorted(tag for tag in shown if tag.startswith(prefix))

    async def count(self, kind: type[Record], tag: str = "") -> int:
        """See `storage.store.Store.count`."""
        if is_open(kind):
            return await self._inner.count(kind, tag)
        kept = await self._outside.keys.tag(tag) if tag else ""
        return await self._inner.count(twin_of(kind), kept) if kept is not None else 0

    async def append(self, records: Iterable[Record]) -> None:
        """See `storage.store.Store.append`; what is under somebody's key is put by a turn."""
        added = list(records)
        if any(record.sealed_for for record in added):
            raise ValueError("only records that are nobody's words can be appended")
        await self._inner.append(added)

    async def lead(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """See `storage.store.Store.lead`."""
        await self._inner.lead(name, work)

    async def ping(self) -> None:
        """See `storage.store.Store.ping`."""
        await self._inner.ping()

    async def close(self) -> None:
        """See `storage.store.Store.close`."""
        await self._inner.close()
