"""Where a turn reads records that are kept sealed, and where others read them without a turn."""

from collections.abc import Collection
from typing import Any

from storage.records import Record
from storage.sealing.keyring import Keyring
from storage.sealing.keys import Keys, Reads
from storage.sealing.names import is_open, subject_of
from storage.sealing.twins import Twin, twin_of
from storage.store import R


class SealedShelf:
    """Opens what is read. What cannot be opened any more, because its key was destroyed, is not there."""

    def __init__(self, reads: Reads, keyring: Keyring) -> None:
        self._reads = reads
        self._keyring = keyring
        self.keys = Keys(reads, keyring)

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """Return one kept record."""
        if is_open(kind):
            return await self._reads.get(kind, key)
        name = await self.keys.name(kind, key)
        twin = await self._reads.get(twin_of(kind), name) if name is not None else None
        if twin is None:
            return None
        if subject := subject_of(kind, key):
            return self._keyring.open(kind, twin, await self.keys.of(subject))
        opened = await self.opened(kind, [twin])
        return opened[0] if opened else None

    async def read(self, kind: type[R], tag: str = "") -> list[R]:
        """Return kept records with a tag."""
        if is_open(kind):
            return await self._reads.find(kind, tag)
        kept = await self.keys.tag(tag) if tag else ""
        return (
            await self.opened(kind, await self._reads.find(twin_of(kind), kept)) if kept is not None else []
        )

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """Return kept records with one of the tags."""
        if is_open(kind):
            return await self._reads.find_any(kind, tags)
        kept = [each for each in [await self.keys.tag(tag) for tag in tags] if each is not None]
        return await self.opened(kind, await self._reads.find_any(twin_of(kind), kept))

    async def opened(self, kind: type[R], twins: Collection[Twin]) -> list[R]:
        """Return the records that can be opened, sorted by key."""
        keys = await self.keys.by({twin.by for twin in twins})
        opened = (self._keyring.open(kind, twin, keys.get(twin.by)) for twin in twins)
        return sorted((each for each in opened if each is not None), key=_key)


def _key(record: Record) -> Any:
    return record.key
