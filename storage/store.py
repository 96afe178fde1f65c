"""What every store promises, in as few words as it takes."""

from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeVar

from storage.records import Record

R = TypeVar("R", bound=Record)


class Turn(Protocol):
    """Everything one message changes: all of it is kept, or nothing is.

    A turn sees its own changes. It never sees half of another turn.
    Any text comes back as it was put, half a character too. Only a key is plain text, without half
    characters and NUL, and so are the names inside a raw update or reply: others raise `StoreError`.
    """

    async def get(self, kind: type[R], key: str) -> R | None:
        """Return the record of that kind and key, or None."""

    async def find(self, kind: type[R], tag: str) -> list[R]:
        """Return all records of that kind which bear the tag, sorted by key.

        Each of them counts as read. One that comes to bear the tag later does not: turns that rely on
        there being no other share a lock.
        """

    def put(self, record: Record) -> None:
        """Keep the record from the end of this turn on, in place of one with the same key."""

    def undo(self) -> None:
        """Take back everything that this turn has put and removed so far."""

    def remove(self, kind: type[Record], key: str) -> None:
        """Forget the record from the end of this turn on; it need not be there."""


class Store(Protocol):
    """A place where records are kept."""

    def turn(self, lock: str) -> AbstractAsyncContextManager[Turn]:
        """Open a turn; turns with the same lock come one after the other.

        Leaving the block commits, durably, before it returns; an exception in the block keeps nothing.
        Raises `TurnConflict` on leaving when something the turn read was changed meanwhile, and
        `StoreError` when it could not be kept.
        """

    async def read(self, kind: type[R], tag: str = "") -> list[R]:
        """Return all kept records of that kind (with the tag), sorted by key."""

    async def append(self, records: Iterable[Record]) -> None:
        """Add new records of a kind that other processes may add: `Invite` and `AuditEvent`."""

    async def close(self) -> None:
        """Finish what is in hand and let go of the store."""
