"""What is read from the file each time, by way of its one thread: what others add to, and what is much."""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import Future
from typing import TypeVar

from storage.records import SHARED, AuditHead, ExportPiece, Receipt, Record
from storage.store import R
from storage.tinydb_store.bell import Bell
from storage.tinydb_store.changes import Batch, Body
from storage.tinydb_store.reading import all_of
from storage.tinydb_store.row_file import RowFile
from storage.tinydb_store.writer import Writer
from storage.unit import Key

T = TypeVar("T")

# Others may add to the first and look at the head; of receipts there are many; pieces of files are large.
READ_FROM_DISK: tuple[type[Record], ...] = (*SHARED, AuditHead, Receipt, ExportPiece)
ON_DISK = frozenset(kind.kind for kind in READ_FROM_DISK)


class OnDisk:
    """Asks the store's thread, and answers what a `Store` is asked."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._heard: Bell | None = None

    async def read(self, kind: type[R], tag: str = "", limit: int = 0) -> list[R]:
        """See `storage.store.Store.read`."""
        rows = await self.ask(lambda file: file.rows(kind.kind, tag, limit))
        return await all_of(kind.from_json(row.body or {}) for row in rows)

    async def page(self, kind: type[R], after: str, size: int) -> list[R]:
        """See `storage.store.Store.page`."""
        rows = await self.ask(lambda file: file.rows_behind(kind.kind, after, size))
        return await all_of(kind.from_json(row.body or {}) for row in rows)

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """See `storage.store.Store.read_any`."""
        return [each for each in await self.read(kind) if not set(tags).isdisjoint(each.tags)]

    async def tags(self, kind: type[Record], prefix: str) -> list[str]:
        """See `storage.store.Store.tags`."""
        borne = await self.ask(lambda file: file.tags(kind.kind))
        return sorted(tag for tag in borne if tag.startswith(prefix))

    async def count(self, kind: type[Record], tag: str = "") -> int:
        """See `storage.store.Store.count`."""
        return len(await self.read(kind, tag))

    async def bodies(self, names: list[Key]) -> dict[Key, Body]:
        """Return what is kept under these names."""
        return await self.ask(lambda file: file.bodies(names))

    async def ask(self, question: Callable[[RowFile], T]) -> T:
        """Return what a question on the file comes to."""
        return await self._bell().heard(self._writer.ask(question))

    async def add(self, batch: Batch) -> None:
        """Keep a batch. When nobody waits for it any more before it is its turn, it is not kept."""
        await self._bell().heard(self._writer.keep(batch))

    def keep(self, batch: Batch) -> Future[None]:
        """Keep a batch, whoever waits for it; see `done`."""
        return self._writer.keep(batch)

    async def done(self, job: Future[None]) -> None:
        """Wait until a job is done, whatever it came to."""
        await self._bell().done(job)

    def _bell(self) -> Bell:
        """Return the bell of the running loop."""
        loop = asyncio.get_running_loop()
        if self._heard is None or self._heard.loop is not loop:
            self._heard = Bell(loop)
        return self._heard
