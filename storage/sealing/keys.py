"""The keys of subjects as somebody reads them: by subject, and by the pseudonyms that records bear."""

from collections.abc import Collection
from typing import Protocol

from storage.errors import StoreUnreadable
from storage.sealing.keyring import Keyring
from storage.sealing.names import Place, in_tag
from storage.sealing.records import SubjectKey
from storage.store import R, Store


class Reads(Protocol):
    """What keys are read from: a turn, so that a key which is destroyed meanwhile ends it; or a store."""

    async def get(self, kind: type[R], key: str) -> R | None:
        """Return one record."""

    async def find(self, kind: type[R], tag: str) -> list[R]:
        """Return the records with a tag."""

    async def find_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """Return the records with one of the tags."""


class Outside:
    """A store as it is read without a turn."""

    def __init__(self, store: Store) -> None:
        self.get = store.fetch
        self.find_any = store.read_any
        self._store = store

    async def find(self, kind: type[R], tag: str) -> list[R]:
        """Return the records with a tag."""
        return await self._store.read(kind, tag)


class Keys:
    """Finds keys, and turns addresses into pseudonyms."""

    def __init__(self, reads: Reads, keyring: Keyring) -> None:
        self._reads = reads
        self._keyring = keyring

    async def of(self, subject: str) -> SubjectKey | None:
        """Return the key of a subject, if it has one; raises `StoreUnreadable` for one that is another's."""
        key = await self._reads.get(SubjectKey, self._keyring.index(subject)) if subject else None
        if key and self._keyring.subject(key) != subject:
            raise StoreUnreadable("somebody's key stands in another's place; we did not put it there")
        return key

    async def by(self, pseudonyms: Collection[str]) -> dict[str, SubjectKey]:
        """Return keys by the pseudonyms of their subjects, those that are there."""
        tags = {f"as:{each}" for each in pseudonyms if each}
        found = await self._reads.find_any(SubjectKey, tags) if tags else []
        return {key.pseudonym: key for key in found}

    async def tag(self, tag: str) -> str | None:
        """Return a tag as it is kept; None when nobody of the address in it has a key."""
        place = in_tag(tag)
        if place is None or not place.address:
            return tag
        key = await self.of(place.subject)
        return place.naming(key.pseudonym) if key else None

    async def shown(self, tags: Collection[str]) -> list[str]:
        """Return kept tags as they were given; those of whom was forgotten are left out."""
        places = {tag: in_tag(tag) for tag in tags}
        keys = await self.by({place.address for place in places.values() if place})
        return [
            shown for tag, place in places.items() if (shown := self._shown(tag, place, keys)) is not None
        ]

    def _shown(self, tag: str, place: Place | None, keys: dict[str, SubjectKey]) -> str | None:
        if place is None or not place.address:
            return tag
        key = keys.get(place.address)
        return place.showing(self._keyring.subject(key)) if key else None


class KeysOfATurn(Keys):
    """Keys as one turn has them: what it has found it need not look for again, until it says otherwise."""

    def __init__(self, reads: Reads, keyring: Keyring) -> None:
        super().__init__(reads, keyring)
        self._found: dict[str, SubjectKey] = {}

    async def of(self, subject: str) -> SubjectKey | None:
        """See `Keys.of`."""
        if subject in self._found:
            return self._found[subject]
        found = await super().of(subject)
        if found:
            self._found[subject] = found
        return found

    def note(self, subject: str, key: SubjectKey) -> None:
        """Take it that a subject has this key from now on."""
        self._found[subject] = key

    def forget(self, subject: str) -> None:
        """Know nothing of a subject's key: it was destroyed."""
        self._found.pop(subject, None)
