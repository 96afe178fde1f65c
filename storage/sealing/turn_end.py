"""The end of a turn: what it has changed is sealed, and the keys of those who are forgotten end with it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from storage.records import Arrival, Handled, Record
from storage.sealing.keyring import Keyring
from storage.sealing.keys import KeysOfATurn
from storage.sealing.names import LANE, LEFT, subject_of
from storage.sealing.putting import BY_NAME, Putting
from storage.sealing.records import EndedKey, LastArrival, SubjectKey
from storage.sealing.twins import Twin, twin_of
from storage.store import Turn
from storage.unit import Key

Changes = Mapping[Key, Record | None]


class TurnEnd:
    """Keeps the changes of one turn in the turn of the store below, and ends the keys that go with them.

    `ended_keys` are those: of one subject two, if what it left is done in the same turn.
    """

    def __init__(self, turn: Turn, keys: KeysOfATurn, keyring: Keyring) -> None:
        self._turn = turn
        self._keys = keys
        self._keyring = keyring
        self._putting = Putting(turn, keys, keyring)
        self.ended_keys: list[SubjectKey] = []

    @property
    def ended(self) -> set[str]:
        """The subjects whose key has ended."""
        return self._putting.ended

    async def keep(self, changes: Changes, settles: Arrival | None = None) -> None:
        """Seal and put what was changed; end the keys that went with what was removed."""
        if settles:
            self._putting.note(settles.sealed_for, await self._keys.of(settles.sealed_for))
        for (name, key), record in changes.items():
            if record is None:
                await self._putting.remove(BY_NAME[name], key)
        for subject in _forgotten(changes):
            await self._end(subject, changes)
        for record in changes.values():
            if record is not None:
                await self._putting.put(record)
        for subject, passing in self._putting.passing.items():
            await self._end_if_done(subject, passing)

    async def _end(self, subject: str, changes: Changes) -> None:
        """Destroy a subject's key; what it leaves that is to be worked off yet goes under a new one."""
        key = await self._keys.of(subject)
        if key is None:
            return
        for (name, record_key), record in changes.items():  # what is put again gets another name
            if record is not None and subject_of(BY_NAME[name], record_key) == subject:
                await self._putting.remove(BY_NAME[name], record_key)
        waiting = await self._waiting(subject, key)
        left = await self._turn.find(twin_of(Arrival), f"{LEFT}{key.pseudonym}")
        for twin in left:
            self._turn.remove(type(twin), twin.key)
        self._destroy(subject, key)
        self._putting.passing.pop(subject, None)
        self._keys.forget(subject)
        for twin in waiting:
            arrival = self._keyring.open(Arrival, twin, key)
            if arrival and (twin.kind, twin.key) not in changes:
                await self._putting.put(arrival)

    async def _end_if_done(self, subject: str, key: SubjectKey) -> None:
        """End the key of somebody forgotten once they have been sent all that was still to be sent."""
        if await self._waiting(subject, key):  # first: whoever works one off keeps its replies with that
            return
        if await self._turn.find(twin_of(Handled), f"to-send:{key.pseudonym}"):
            return
        self._destroy(subject, key)

    async def _waiting(self, subject: str, key: SubjectKey) -> list[Twin]:
        """Return the updates of a subject that wait; with one that comes later, this turn is a conflict."""
        await self._turn.get(LastArrival, key.pseudonym)
        channel, _, _ = subject.partition(":")
        return await self._turn.find(twin_of(Arrival), f"{LANE}{channel}|{key.pseudonym}")

    def _destroy(self, subject: str, key: SubjectKey) -> None:
        self._turn.remove(SubjectKey, key.key)
        self._turn.remove(LastArrival, key.pseudonym)
        self._turn.put(EndedKey(key.pseudonym, datetime.now(UTC).date().isoformat()))
        self._putting.ended.add(subject)
        self.ended_keys.append(key)


def _forgotten(changes: Changes) -> list[str]:
    """Return the subjects whose key goes with a record that is removed."""
    removed = [(BY_NAME[name], key) for (name, key), record in changes.items() if record is None]
    return [
        subject for kind, key in removed if kind.takes_its_key_along and (subject := subject_of(kind, key))
    ]
