"""Putting records into the turn of the store below: sealed, and named by pseudonyms in place of addresses."""

from storage.records import KINDS, Arrival, Member, Record, Session
from storage.sealing.keyring import Keyring
from storage.sealing.keys import KeysOfATurn
from storage.sealing.names import Place, check_address, in_key, in_tag, is_open, left_tag
from storage.sealing.records import LastArrival, Root, SubjectKey
from storage.sealing.twins import twin_of
from storage.store import Turn

BY_NAME = {kind.kind: kind for kind in KINDS}
STAYS = (Member, Session)  # who has one of these again is not only passing


class Putting:
    """Puts and removes records of one turn; who has no key yet gets one.

    `ended` are the subjects whose key ended in this turn: what is put of them goes under a passing key.
    `passing` are the passing keys that were used, by subject.
    """

    def __init__(self, turn: Turn, keys: KeysOfATurn, keyring: Keyring) -> None:
        self._turn = turn
        self._keys = keys
        self._keyring = keyring
        self.ended: set[str] = set()
        self.passing: dict[str, SubjectKey] = {}

    async def remove(self, kind: type[Record], key: str) -> None:
        """Remove a record, wherever it was kept."""
        if is_open(kind):
            self._turn.remove(kind, key)
            return
        place = in_key(kind, key)
        if place is None or not place.address:
            self._turn.remove(twin_of(kind), key)
        elif owner := await self._keys.of(place.subject):
            self.note(place.subject, owner)
            self._turn.remove(twin_of(kind), place.naming(owner.pseudonym))

    async def put(self, record: Record) -> None:
        """Put a record, sealed if it is somebody's words."""
        if not record.sealed_for:
            self._turn.put(
                record if is_open(type(record)) else twin_of(type(record)).from_json(record.to_json())
            )
            return
        check_address(record)
        owner = record.sealed_for
        key = await self._lasting(record, await self._key(owner))
        place = in_key(type(record), record.key)
        name = await self._named(place, owner, key) if place else record.key
        in_tags = [(tag, in_tag(tag)) for tag in record.tags]
        tags = [
            await self._named(place, owner, key) if place and place.address else tag for tag, place in in_tags
        ]
        self._turn.put(self._keyring.seal(record, name, (*tags, *left_tag(record, key.pseudonym)), key))
        if isinstance(record, Arrival):
            self._turn.put(LastArrival(key.pseudonym, record.key))

    def note(self, subject: str, key: SubjectKey | None) -> None:
        """Note that the turn has to do with a subject; a passing key may have been for that alone."""
        if key and key.passing:
            self.passing[subject] = key

    async def _named(self, place: Place, owner: str, key: SubjectKey) -> str:
        """Return a key or tag with a pseudonym for the address: as a rule the owner's, whose key is given."""
        subject = place.subject
        if subject != owner and subject:
            key = await self._key(subject)
        return place.naming(key.pseudonym if subject else "")

    async def _key(self, subject: str) -> SubjectKey:
        """Return the key of a subject, a new one if it has none."""
        key = await self._keys.of(subject)
        if key is None:
            if root := await self._turn.get(Root, "root"):  # read through the turn: a rotation ends it
                self._keyring.take_up(root)
            key = self._keyring.new_key(subject, passing=subject in self.ended)
            self._turn.put(key)
            self._keys.note(subject, key)
        self.note(subject, key)
        return key

    async def _lasting(self, record: Record, key: SubjectKey) -> SubjectKey:
        """Return the key; of somebody who has come back, it stays."""
        if not (key.passing and isinstance(record, STAYS)):
            return key
        lasting = SubjectKey(key.index, key.pseudonym, key.wrapped, key.subject)
        self._turn.put(lasting)
        self._keys.note(record.sealed_for, lasting)
        self.passing.pop(record.sealed_for, None)
        return lasting
