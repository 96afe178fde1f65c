"""Sealing what an older version has kept in plain text: all of it with one commit, a few rows at a time."""

from collections.abc import Collection
from contextlib import aclosing

from storage.copies.copyable import Alone
from storage.copies.kept import Kept
from storage.records import KINDS, Record
from storage.sealing.key_set import KeySet
from storage.sealing.keyring import Keyring
from storage.sealing.keys import KeysOfATurn
from storage.sealing.master import MasterKeys
from storage.sealing.names import is_open
from storage.sealing.records import KEYS, LastArrival, SubjectKey
from storage.sealing.turn_end import TurnEnd
from storage.sealing.twins import is_sealed
from storage.store import R

AT_ONCE = 1_000_000  # bytes of rows that are sealed together
PLAIN = {kind.kind: kind for kind in KINDS if not is_open(kind)}


def is_plain(row: Kept) -> bool:
    """Whether a kept record should be sealed and is not."""
    kind = PLAIN.get(row.kind)
    return kind is not None and not is_sealed(row.body) and bool(kind.from_json(row.body).sealed_for)


async def seal_plain(alone: Alone, keys: KeySet, masters: MasterKeys) -> int:
    """Seal every plain record, and make the keys that it takes; return how many there were."""
    assert keys.root  # noqa: S101 - whoever has put the keys together has given them one
    sealing = SealsRows(keys, Keyring(masters, keys.root))
    some: list[Kept] = []
    size = count = 0
    async with aclosing(alone.rows()) as rows:
        async for row in rows:
            if row.kind in KEYS or not is_plain(row):
                continue
            some.append(row)
            count += 1
            size += len(row.line)
            if size >= AT_ONCE:
                await _exchange(alone, some, await sealing.sealed(some))
                some, size = [], 0
    if some:
        await _exchange(alone, some, await sealing.sealed(some))
    return count


async def _exchange(alone: Alone, plain: list[Kept], sealed: list[Kept]) -> None:
    """Put sealed records in place of plain ones, and of any that an older version did not see."""
    await alone.exchange([*plain, *sealed], sealed)


class SealsRows:
    """Stands in for a turn: it knows all keys, and holds what is put."""

    def __init__(self, keys: KeySet, keyring: Keyring) -> None:
        self._keyring = keyring
        self._keys = {key.index: key for key in keys.keys.values()}
        self._put: list[Record] = []

    async def sealed(self, rows: Collection[Kept]) -> list[Kept]:
        """Return the records sealed, with the keys that were made for them."""
        self._put = []
        end = TurnEnd(self, KeysOfATurn(self, self._keyring), self._keyring)
        await end.keep({row.name: PLAIN[row.kind].from_json(row.body) for row in rows})
        return [Kept(each.kind, each.key, each.to_json(), each.tags) for each in self._put]

    async def get(self, kind: type[R], key: str) -> R | None:
        """Return a key."""
        found = self._keys.get(key)
        return found if isinstance(found, kind) else None

    async def find(self, kind: type[R], tag: str) -> list[R]:
        """Return nothing: nothing is looked for while all is sealed."""
        return []

    async def find_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """Return nothing, as above."""
        return []

    def put(self, record: Record) -> None:
        """Hold what is to be kept; nobody is forgotten while all is sealed, so it takes no marks for that."""
        if isinstance(record, LastArrival):
            return
        self._put.append(record)
        if isinstance(record, SubjectKey):
            self._keys[record.index] = record

    def remove(self, kind: type[Record], key: str) -> None:
        """Do nothing: what is sealed stays."""

    def undo(self) -> None:
        """Do nothing, as above."""
