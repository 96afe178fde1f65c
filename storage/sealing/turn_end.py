"""The end of a turn: what it has changed is sealed, and the keys of those who are forgotten end with it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from storage.records import KINDS, Arrival, Handled, Member, Record, Session
from storage.sealing.keyring import Keyring
from storage.sealing.keys import KeysOfATurn
from storage.sealing.names import (
    LANE,
    LEFT,
    Place,
    check_address,
    in_key,
    in_tag,
    is_open,
    left_tag,
    subject_of,
)
from storage.sealing.records import EndedKey, LastArrival, Root, SubjectKey
from storage.sealing.twins import Twin, twin_of
from storage.store import Turn
from storage.unit import Key

BY_NAME = {kind.kind: kind for kind in KINDS}
STAYS = (Member, Session)  # who has one of these again is not only passing
Changes = Mapping[Key, Record | None]


class TurnEnd:
    """Puts the changes of one turn into the turn of the store below."""

    def __init__(self, turn: Turn, keys: KeysOfATurn, keyring: Keyring) -> None:
        self._turn = turn
        self._keys = keys
        self._keyring = keyring
        self.ended_keys: list[SubjectKey] = []  # of one subject two, if what it left is done in the same turn
        self.ended: set[str] = set()  # the subjects
        self._passing: dict[str, SubjectKey] = {}

    async def keep(self, changes: Changes, settles: Arrival | None = None) -> None:
        """Seal and put what was changed; end the keys that went with what was removed."""
        if settles:
            self._note_passing(settles.sealed_for, await self._keys.of(settles.sealed_for))
        for (name, key), record in changes.items():
            if record is None:
                await self._remove(BY_NAME[name], key)
        for subject in self._to_end(changes):
            await self._end(subject, changes)
        for record in changes.values():
            if record is not None:
                await self._put(record)
        for subject, passing in self._passing.items():
            await self._end_if_done(subject, passing)

    def _to_end(self, changes: Changes) -> list[str]:
        removed = [(BY_NAME[name], key) for (name, key), record in changes.items() if record is None]
        return [
            subject
            for kind, key in removed
            if kind.takes_its_key_along and (subject := subject_of(kind, key))
        ]

    async def _remove(self, kind: type[Record], key: str) -> None:
        if is_open(kind):
            self._turn.remove(kind, key)
            return
        place = in_key(kind, key)
        if place is None or not place.address:
            self._turn.remove(twin_of(kind), key)
        elif owner := await self._keys.of(place.subject):
            self._note_passing(place.subject, owner)
            self._turn.remove(twin_of(kind), place.naming(owner.pseudonym))

    async def _end(self, subject: str, changes: Changes) -> None:
        """Destroy a subject's key; what it leaves that is to be worked off yet goes under a new one."""
        key = await self._keys.of(subject)
        if key is None:
            return
        for (name, record_key), record in changes.items():  # what is put again gets another name
            if record is not None and subject_of(BY_NAME[name], record_key) == subject:
                await self._remove(BY_NAME[name], record_key)
        waiting = await self._waiting(subject, key)
        left = await self._turn.find(twin_of(Arrival), f"{LEFT}{key.pseudonym}")
        for twin in left:
            self._turn.remove(type(twin), twin.key)
        self._destroy(subject, key)
        self._passing.pop(subject, None)
        self._keys.forget(subject)
        for twin in waiting:
            arrival = self._keyring.open(Arrival, twin, key)
            if arrival and (twin.kind, twin.key) not in changes:
                await self._put(arrival)

    async def _waiting(self, subject: str, key: SubjectKey) -> list[Twin]:
        """Return the updates of a subject that wait; with one that comes later, this turn is a conflict."""
        await self._turn.get(LastArrival, key.pseudonym)
        channel, _, _ = subject.partition(":")
        return await self._turn.find(twin_of(Arrival), f"{LANE}{channel}|{key.pseudonym}")

    def _destroy(self, subject: str, key: SubjectKey) -> None:
        self._turn.remove(SubjectKey, key.key)
        self._turn.remove(LastArrival, key.pseudonym)
        self._turn.put(EndedKey(key.pseudonym, datetime.now(UTC).date().isoformat()))
        self.ended.add(subject)
        self.ended_keys.append(key)

    async def _put(self, record: Record) -> None:
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
        self._note_passing(subject, key)
        return key

    def _note_passing(self, subject: str, key: SubjectKey | None) -> None:
        if key and key.passing:
            self._passing[subject] = key

    async def _lasting(self, record: Record, key: SubjectKey) -> SubjectKey:
        """Return the key; of somebody who has come back, it stays."""
        if not (key.passing and isinstance(record, STAYS)):
            return key
        lasting = SubjectKey(key.index, key.pseudonym, key.wrapped, key.subject)
        self._turn.put(lasting)
        self._keys.note(record.sealed_for, lasting)
        self._passing.pop(record.sealed_for, None)
        return lasting

    async def _end_if_done(self, subject: str, key: SubjectKey) -> None:
        """End the key of somebody forgotten once they have been sent all that was still to be sent."""
        if await self._waiting(subject, key):  # first: whoever works one off keeps its replies with that
            return
        if await self._turn.find(twin_of(Handled), f"to-send:{key.pseudonym}"):
            return
        self._destroy(subject, key)
