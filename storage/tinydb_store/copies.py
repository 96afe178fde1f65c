"""The embedded store copied whole: its file is read and filled row by row, and never held in memory."""

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Sequence
from contextlib import ExitStack, aclosing, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from storage.copies.kept import Kept, kept
from storage.errors import StoreBusy, StoreUnreadable
from storage.records import Record
from storage.store import R
from storage.tinydb_store.changes import additions
from storage.tinydb_store.row_file import Row, RowFile, take_lock
from storage.tinydb_store.writer import Writer
from storage.unit import Key

T = TypeVar("T")
PAGE = 1_000_000  # bytes of rows that are read at once


class TinyDbCopies:
    """A TinyDB file as a `Copyable`; a `guest` reads beside a running process, and cannot be filled."""

    def __init__(self, path: Path, *, guest: bool = False) -> None:
        self._path = path.expanduser().resolve()  # whichever link it is reached by, it has one lock
        self._lock = None if guest else take_lock(self._path)
        self._tidy = False
        with ExitStack() as undo:
            undo.callback(self._unlock)
            self._writer = Writer(self._path, guest=guest)  # refuses a file that is not whole
            undo.pop_all()

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncIterator[Kept]]:
        """See `Copyable.snapshot`."""
        await self._ask(partial(RowFile.begin, alone=False))
        try:
            async with aclosing(self.rows()) as rows:
                yield rows
        finally:
            await self._ask(partial(RowFile.end, keep=False))

    @asynccontextmanager
    async def alone(self) -> AsyncIterator["TinyDbCopies"]:
        """See `Copyable.alone`."""
        if self._lock is None:
            raise StoreBusy("a store opened beside another process can only be read")
        try:
            await self._ask(partial(RowFile.begin, alone=True))
            yield self
            await self._ask(partial(RowFile.end, keep=True))
        finally:
            await self._ask(partial(RowFile.end, keep=False))  # does nothing once the rest is kept

    async def rows(self) -> AsyncGenerator[Kept, None]:
        """See `Alone.rows`."""
        last: Key = ("", "")
        while page := await self._ask(partial(RowFile.page, after=last, size=PAGE)):
            for row in page:
                yield self._kept(row)
            last = (page[-1].kind, page[-1].key)

    async def clear(self) -> None:
        """See `Alone.clear`."""
        self._tidy = True
        while page := await self._ask(partial(RowFile.page, after=("", ""), size=PAGE)):
            await self._ask(partial(RowFile.change, rows=[Row(row.kind, row.key, None) for row in page]))

    async def add(self, rows: Sequence[Kept]) -> None:
        """See `Alone.add`."""
        changes = [Row(each.kind, each.key, each.body, each.tags) for each in rows]
        await self._ask(partial(RowFile.change, rows=changes))

    async def exchange(self, old: Sequence[Kept], new: Sequence[Kept]) -> None:
        """See `Alone.exchange`."""
        self._tidy = True
        await self._ask(partial(RowFile.change, rows=[Row(each.kind, each.key, None) for each in old]))
        await self.add(new)

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """See `storage.store.Store.fetch`."""
        name = (kind.kind, key)
        body = (await self._ask(partial(RowFile.bodies, names=[name]))).get(name)
        return kind.from_json(body) if body is not None else None

    async def append(self, records: Iterable[Record]) -> None:
        """See `storage.store.Store.append`."""
        await asyncio.wrap_future(self._writer.keep(additions(records)))

    async def close(self) -> None:
        """Close the file and give up its lock. Closing again does nothing."""
        await asyncio.to_thread(self._writer.close, tidy=self._tidy)
        self._unlock()

    async def _ask(self, question: Callable[[RowFile], T]) -> T:
        return await asyncio.wrap_future(self._writer.ask(question))

    def _kept(self, row: Row) -> Kept:
        try:
            return kept(row.kind, row.body or {}, row.key)
        except StoreUnreadable as cause:
            raise StoreUnreadable(f"{self._path} cannot be copied: {cause}") from cause

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
