"""A unit of work: what a turn has read and what it wants to change, the same for every store."""

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Protocol

from storage.errors import StoreError
from storage.records import Arrival, Receipt, Record
from storage.store import Names, R

Key = tuple[str, str]

NOT_IN_A_KEY = re.compile("[\0\ud800-\udfff]")  # a database's text cannot hold these; bodies are JSON and can


class Shelf(Protocol):
    """Where a unit reads what is kept."""

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """Return one kept record."""

    async def read(self, kind: type[R], tag: str = "") -> list[R]:
        """Return kept records with a tag."""

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """Return kept records with one of the tags."""


class Unit:
    """The `Turn` that every store hands out: reads through, remembers what it saw, holds changes back.

    `seen` is each record as it was first read (None: it was not there); `changes` is each record to
    keep (None: to forget). A store commits by holding `seen` against what is kept and then applying
    `changes`, both at once. `settles` is an arrival that this turn is done with.
    """

    def __init__(self, shelf: Shelf, settles: Arrival | None = None, absent: Names = ()) -> None:
        self._shelf = shelf
        self._settles = settles
        self.seen: dict[Key, Record | None] = {named(*each): None for each in absent}
        self.changes: dict[Key, Record | None] = {}
        self.undo()

    async def get(self, kind: type[R], key: str) -> R | None:
        """See `storage.store.Turn.get`."""
        name = named(kind, key)
        if name in self.changes:
            changed = self.changes[name]
            return changed if isinstance(changed, kind) else None
        if name not in self.seen:
            self.seen.setdefault(name, await self._shelf.fetch(kind, key))  # another look may have been first
        seen = self.seen[name]
        return seen if isinstance(seen, kind) else None

    async def find(self, kind: type[R], tag: str) -> list[R]:
        """See `storage.store.Turn.find`."""
        return self._with_changes(kind, await self._shelf.read(kind, tag), {tag})

    async def find_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """See `storage.store.Turn.find_any`."""
        return self._with_changes(kind, await self._shelf.read_any(kind, tags), tags)

    def _with_changes(self, kind: type[R], read: list[R], tags: Collection[str]) -> list[R]:
        rows: dict[str, R] = {}
        for row in read:
            rows[row.key] = row
            self.seen.setdefault((kind.kind, row.key), row)
        for (name, key), changed in self.changes.items():
            if name != kind.kind:
                continue
            rows.pop(key, None)
            if isinstance(changed, kind) and not set(tags).isdisjoint(changed.tags):
                rows[key] = changed
        return [rows[key] for key in sorted(rows)]

    def put(self, record: Record) -> None:
        """See `storage.store.Turn.put`."""
        self.changes[named(type(record), record.key)] = record

    def remove(self, kind: type[Record], key: str) -> None:
        """See `storage.store.Turn.remove`."""
        self.changes[named(kind, key)] = None

    def undo(self) -> None:
        """See `storage.store.Turn.undo`."""
        self.changes.clear()
        if self._settles:
            self.remove(Arrival, self._settles.key)
            self.put(Receipt(self._settles.key, at=datetime.now(UTC).isoformat(timespec="seconds")))


def lane_of(arrival: Arrival) -> str:
    """Return the tag that the waiting arrivals of one lane bear."""
    return next(tag for tag in arrival.tags if tag.startswith("lane:"))


def named(kind: type[Record], key: str) -> Key:
    """Return the name of a record among all; raises `StoreError` for a key that no database could hold."""
    if "\0" in key if key.isascii() else NOT_IN_A_KEY.search(key):
        raise StoreError(f"the key of a record of kind {kind.kind!r} is not plain text")
    return (kind.kind, key)


def stands(seen: Record | None, body: dict[str, Any] | None) -> bool:
    """Whether what is kept is still what was seen.

    Records are compared, not bodies: a body that an older version wrote may lack a field of today's.
    """
    if seen is None or body is None:
        return seen is None and body is None
    return seen.from_json(body) == seen
