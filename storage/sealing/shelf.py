"""Where a turn reads records that are kept sealed, and where others read them without a turn."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from typing import Any

from storage.errors import StoreUnreadable
from storage.records import Record
from storage.sealing.keyring import Keyring
from storage.sealing.keys import Keys, Reads
from storage.sealing.names import in_key, in_tag, is_open, subject_of
from storage.sealing.records import SubjectKey
from storage.sealing.twins import Twin, twin_of
from storage.store import R


class SealedShelf:
    """Opens what is read. What cannot be opened any more, because its key was destroyed, is not there."""

    def __init__(self, reads: Reads, keyring: Keyring, keys: Keys) -> None:
        self._reads = reads
        self._keyring = keyring
        self.keys = keys

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """Return one kept record."""
        if is_open(kind):
            return await self._reads.get(kind, key)
        place = in_key(kind, key)
        subject = place.subject if place else subject_of(kind, key)
        owner = await self.keys.of(subject) if subject else None
        if place and place.address and owner is None:
            return None
        name = place.naming(owner.pseudonym) if place and owner else key
        twin = await self._reads.get(twin_of(kind), name)
        if twin is None:
            return None
        if twin.key != name:
            raise StoreUnreadable("a record stands in another's place; we did not put it there")
        if subject:
            return self._keyring.open(kind, twin, owner)
        opened = await self.opened(kind, [twin])
        return opened[0] if opened else None

    async def read(self, kind: type[R], tag: str = "") -> list[R]:
        """Return kept records with a tag."""
        if is_open(kind):
            return await self._reads.find(kind, tag)
        place = in_tag(tag)
        key = await self.keys.of(place.subject) if place and place.address else None
        if place and place.address and key is None:
            return []
        kept = place.naming(key.pseudonym) if place and key else tag
        twins = await self._reads.find(twin_of(kind), kept)
        return await self.opened(kind, twins, {kept} if kept else frozenset(), key)

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """Return kept records with one of the tags."""
        if is_open(kind):
            return await self._reads.find_any(kind, tags)
        kept = [each for each in [await self.keys.tag(tag) for tag in tags] if each is not None]
        return await self.opened(kind, await self._reads.find_any(twin_of(kind), kept), set(kept))

    async def opened(
        self,
        kind: type[R],
        twins: Collection[Twin],
        found_by: AbstractSet[str] = frozenset(),
        known: SubjectKey | None = None,
    ) -> list[R]:
        """Return the records that can be opened, sorted by key; `found_by` are the tags they were found by,
        `known` is a key that need not be looked for.

        A record's own tags are sealed with it; the index, by which the store below has found it, is not.
        """
        keys = {known.pseudonym: known} if known else {}
        keys |= await self.keys.by({twin.by for twin in twins} - keys.keys())
        opened = [(twin, self._keyring.open(kind, twin, keys.get(twin.by))) for twin in twins]
        there = [(twin, record) for twin, record in opened if record is not None]
        if found_by and any(found_by.isdisjoint(twin.tags) for twin, _ in there):
            raise StoreUnreadable(
                "a record was found by a tag that it was not given; we did not put it there"
            )
        return sorted((record for _, record in there), key=_key)


def _key(record: Record) -> Any:
    return record.key
