"""Where one turn reads: in memory, or on disk."""

from collections.abc import Collection

from storage.store import R
from storage.tinydb_store.in_memory import InMemory
from storage.tinydb_store.lookups import Lookups
from storage.tinydb_store.on_disk import ON_DISK, OnDisk
from storage.unit import Key


class Shelf:
    """Remembers which text the turn read: one that is still the same need not be compared."""

    def __init__(self, memory: InMemory, disk: OnDisk) -> None:
        self._memory = memory
        self._disk = disk
        self._lookups = Lookups(disk.bodies)
        self.texts: dict[Key, str | None] = {}

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """See `storage.store.Store.fetch`."""
        name = (kind.kind, key)
        if kind.kind in ON_DISK:
            body = await self._lookups.body(name)
            return kind.from_json(body) if body is not None else None
        text = self.texts[name] = self._memory.text(name)
        return self._memory.fresh.record(kind, key, text) if text is not None else None

    async def read(self, kind: type[R], tag: str = "") -> list[R]:
        """See `storage.store.Store.read`."""
        place = self._disk if kind.kind in ON_DISK else self._memory
        return await place.read(kind, tag)

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """See `storage.store.Store.read_any`."""
        place = self._disk if kind.kind in ON_DISK else self._memory
        return await place.read_any(kind, tags)
