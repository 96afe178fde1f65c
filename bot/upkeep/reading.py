"""Reading all of a kind, and a turn that only reads: what it is told to keep or remove stays as it is."""

import asyncio
from collections.abc import AsyncIterator, Collection
from typing import TypeVar

from storage.records import Record
from storage.store import Store

R = TypeVar("R", bound=Record)

PAGE = 50  # records read at once


async def pages(store: Store, kind: type[R]) -> AsyncIterator[R]:
    """Read all records of a kind, some at a time: others have their turn between."""
    after = ""
    while page := await store.page(kind, after, PAGE):
        for each in page:
            yield each
        after = page[-1].key
        await asyncio.sleep(0)


class Reading:
    """Answers like a `Turn`, from what is kept."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def get(self, kind: type[R], key: str) -> R | None:
        """See `Turn.get`."""
        return await self._store.fetch(kind, key)

    async def find(self, kind: type[R], tag: str) -> list[R]:
        """See `Turn.find`."""
        return await self._store.read(kind, tag)

    async def find_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """See `Turn.find_any`."""
        return await self._store.read_any(kind, tags)

    def put(self, record: Record) -> None:
        """Nothing is kept."""

    def remove(self, kind: type[Record], key: str) -> None:
        """Nothing is removed."""

    def undo(self) -> None:
        """There is nothing to take back."""
