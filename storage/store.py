"""What every store promises, in as few words as it takes."""

from collections.abc import Awaitable, Callable, Collection, Iterable
from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeVar

from storage.records import Arrival, Record

R = TypeVar("R", bound=Record)
Names = Collection[tuple[type[Record], str]]


class Turn(Protocol):
    """Everything one message changes: all of it is kept, or nothing is.

    A turn sees its own changes. It never ends with half of another turn in what it read: while it runs it may
    see two moments, and then `TurnConflict` ends it.
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

    async def find_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """Return all records of that kind which bear one of the tags, as `find` does."""

    def put(self, record: Record) -> None:
        """Keep the record from the end of this turn on, in place of one with the same key."""

    def undo(self) -> None:
        """Take back everything that this turn has put and removed so far; what it settles stays settled."""

    def remove(self, kind: type[Record], key: str) -> None:
        """Forget the record from the end of this turn on; it need not be there."""


class Store(Protocol):
    """A place where records are kept."""

    @property
    def shared(self) -> bool:
        """Whether other processes may take turns here too."""

    @property
    def warning(self) -> str:
        """What the operator should know of its size, or of what it may lose; empty when all is well."""

    def turn(
        self, lock: str, settles: Arrival | None = None, absent: Names = ()
    ) -> AbstractAsyncContextManager[Turn]:
        """Open a turn; turns with the same lock come one after the other.

        Leaving the block commits, durably, before it returns; an exception in the block keeps nothing.
        Raises `TurnConflict` on leaving when something the turn read was changed meanwhile, and
        `StoreError` when it could not be kept.

        With `settles`, the same commit is done with that arrival: it is removed and its `Receipt` kept.
        Nobody else can settle it meanwhile. Raises `Taken` on entering when it is done already, when one
        before it waits in its lane, or when somebody else has it in hand.

        `absent` are records that must not be there, of kinds that bear no address in their key: with one of
        them, the turn is a `TurnConflict`. It costs less than to look for them.
        """

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """Return one kept record, without a turn."""

    async def read(self, kind: type[R], tag: str = "", limit: int = 0) -> list[R]:
        """Return all kept records of that kind (with the tag), sorted by key; the first few, with a limit."""

    async def page(self, kind: type[R], after: str, size: int) -> list[R]:
        """Return the first records of that kind behind the key `after`, sorted by key; at the end none.

        To read many without holding them all: each page begins behind the last key of the one before.
        """

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """Return all kept records of that kind that bear one of the tags, sorted by key."""

    async def tags(self, kind: type[Record], prefix: str) -> list[str]:
        """Return the tags that kept records of that kind bear and that begin like this, sorted."""

    async def count(self, kind: type[Record], tag: str = "") -> int:
        """Return how many records of that kind (with the tag) are kept."""

    async def append(self, records: Iterable[Record]) -> None:
        """Add new records of a kind that other processes may add: `Invite` and `AuditEvent`."""

    async def lead(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do work that only one process at a time may do, until it returns; cancel to stop.

        Waits while another process leads. When the lead is lost (the store has gone away), the work is
        cancelled, and begun anew once the lead is won again.
        """

    async def ping(self) -> None:
        """Return if the store can be used now; raises `StoreError` if not."""

    async def close(self) -> None:
        """Finish what is in hand and let go of the store."""
