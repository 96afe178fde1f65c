"""All keys of a store, apart from what they are for: as they are backed up, moved and put together again."""

from collections.abc import AsyncIterable
from dataclasses import dataclass, field, replace

from storage.copies.kept import Kept, kept
from storage.records import Record
from storage.sealing.keyring import Keyring, key_anew, new_root, root_anew
from storage.sealing.master import MasterKeys
from storage.sealing.records import KEYS, EndedKey, Root, SubjectKey


@dataclass
class KeySet:
    """The root, the subjects' keys and the ended ones, both by pseudonym."""

    root: Root | None = None
    keys: dict[str, SubjectKey] = field(default_factory=dict)
    ended: dict[str, EndedKey] = field(default_factory=dict)

    def note(self, row: Kept) -> bool:
        """Take in a kept record, if it is a key; whether it was."""
        if row.kind == Root.kind:
            self.root = Root.from_json(row.body)
        elif row.kind == SubjectKey.kind:
            key = SubjectKey.from_json(row.body)
            self.keys[key.pseudonym] = key
        elif row.kind == EndedKey.kind:
            self.ended[row.key] = EndedKey.from_json(row.body)
        return row.kind in KEYS

    def rows(self) -> list[Kept]:
        """Return all of it as kept records, sorted."""
        records: list[Record] = [
            *self.ended.values(),
            *([self.root] if self.root else []),
            *self.keys.values(),
        ]
        return sorted((kept(each.kind, each.to_json()) for each in records), key=lambda row: row.name)

    def with_older(self, older: "KeySet", masters: MasterKeys, *, older_stays: bool = False) -> "KeySet":
        """Return these keys with those of another set. What ended in either stays ended.

        Of two keys of one subject, that of this set stays; with `older_stays`, that of the other. The root is
        this set's, where it has one.
        """
        ended = older.ended | self.ended
        both = {name: key for name, key in (older.keys | self.keys).items() if name not in ended}
        root = self.root or older.root or new_root(masters)
        ring = Keyring(masters, root)
        is_same_store = older.root is not None and root.store == older.root.store
        strange = set() if is_same_store else older.keys.keys() - self.keys.keys()
        placed: dict[str, SubjectKey] = {}
        for name in (*older.keys, *self.keys) if older_stays else (*self.keys, *older.keys):
            if key := both.get(name):
                is_strange = name in strange  # found by another key of the index
                at = replace(key, index=ring.index(ring.subject(key))) if is_strange else key
                placed.setdefault(at.index, at)
        return KeySet(root, {key.pseudonym: key for key in placed.values()}, ended)

    def without(self, other: "KeySet") -> "KeySet":
        """Return those keys that are not in another set and have not ended there, with the same root."""
        gone = other.keys.keys() | other.ended.keys()
        return KeySet(self.root, {name: key for name, key in self.keys.items() if name not in gone})

    def under(self, old: MasterKeys, new: MasterKeys) -> "KeySet":
        """Return the same keys under another master key."""
        root = root_anew(self.root, new, old) if self.root else None
        keys = {name: key_anew(key, new, old) for name, key in self.keys.items()}
        return KeySet(root, keys, dict(self.ended))


async def key_set(rows: AsyncIterable[Kept]) -> KeySet:
    """Return the keys among some kept records."""
    found = KeySet()
    async for row in rows:
        found.note(row)
    return found
