"""What a store must be able to do so that it can be copied whole."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from storage.copies.kept import Kept
from storage.errors import StoreError
from storage.records import Record
from storage.store import R


class StoreNotEmpty(StoreError):
    """A store that was to be filled holds something already."""


class Alone(Protocol):
    """A store while nobody else can write to it: one transaction over everything it holds."""

    def rows(self) -> AsyncGenerator[Kept, None]:
        """Give everything it holds by now, sorted by kind and key."""

    async def clear(self) -> None:
        """Forget everything."""

    async def add(self, rows: Sequence[Kept]) -> None:
        """Keep records that are not there yet."""

    async def exchange(self, old: Sequence[Kept], new: Sequence[Kept]) -> None:
        """Forget some records and keep others that are not there yet, also while `rows` is read."""


class Copyable(Protocol):
    """A store to copy from and to. It is read and filled piece by piece, and never held in memory."""

    def snapshot(self) -> AbstractAsyncContextManager[AsyncIterator[Kept]]:
        """Open every record of one moment, sorted by kind and key; nobody who writes is held up."""

    def alone(self) -> AbstractAsyncContextManager[Alone]:
        """Open the whole store to change it.

        Leaving the block commits everything at once, durably; an exception in it changes nothing.
        """

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """See `storage.store.Store.fetch`."""

    async def append(self, records: Iterable[Record]) -> None:
        """See `storage.store.Store.append`."""

    async def close(self) -> None:
        """Let go of the store."""
