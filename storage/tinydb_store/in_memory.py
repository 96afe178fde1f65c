"""What is kept in memory, for reading: the tables of the file and their tags, as they are on disk."""

import heapq
import json
from collections.abc import Collection

from storage.records import Record
from storage.store import R
from storage.tinydb_store.changes import Batch, Body
from storage.tinydb_store.fresh import Fresh
from storage.tinydb_store.on_disk import ON_DISK
from storage.tinydb_store.reading import all_of
from storage.tinydb_store.tables import RecordDB
from storage.tinydb_store.tag_index import TagIndex
from storage.unit import Key


class InMemory:
    """Shows what is on disk, and nothing before it is; answers what a `Store` is asked."""

    def __init__(self) -> None:
        self.db = RecordDB()
        self.fresh = Fresh()
        self._rows = self.db.rows
        self._tags = TagIndex()

    async def read(self, kind: type[R], tag: str = "", limit: int = 0) -> list[R]:
        """See `storage.store.Store.read`."""
        # The texts are taken now, all of one moment; what they hold is read a few at a time.
        texts = self._texts(kind)
        keys = sorted(self._tags.keys(kind.kind, tag) if tag else texts)[: limit or None]
        return await all_of(self.fresh.records(kind, {key: texts[key] for key in keys}))

    async def page(self, kind: type[R], after: str, size: int) -> list[R]:
        """See `storage.store.Store.page`."""
        texts = self._texts(kind)
        keys = heapq.nsmallest(size, (key for key in texts if key > after))
        return await all_of(self.fresh.records(kind, {key: texts[key] for key in keys}))

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """See `storage.store.Store.read_any`."""
        texts = self._texts(kind)
        keys = sorted({key for tag in tags for key in self._tags.keys(kind.kind, tag)})
        return await all_of(self.fresh.records(kind, {key: texts[key] for key in keys}))

    async def tags(self, kind: type[Record], prefix: str) -> list[str]:
        """See `storage.store.Store.tags`."""
        return self._tags.beginning(kind.kind, prefix)

    async def count(self, kind: type[Record], tag: str = "") -> int:
        """See `storage.store.Store.count`."""
        return len(self._tags.keys(kind.kind, tag)) if tag else self.how_many(kind)

    def how_many(self, kind: type[Record]) -> int:
        """Return how many records of a kind there are."""
        return len(self._texts(kind))

    def first(self, kind: type[Record], tag: str) -> str:
        """Return the first key of those that bear a tag, or nothing."""
        return min(self._tags.keys(kind.kind, tag), default="")

    def text(self, name: Key) -> str | None:
        """Return the very text that is kept of a record."""
        kind, key = name
        return self._rows.texts.get(kind, {}).get(key)

    def body(self, name: Key) -> Body | None:
        """Return what is kept of a record."""
        text = self.text(name)
        return json.loads(text) if text is not None else None

    def show_kept(self, kind: str, key: str, tags: tuple[str, ...], text: str) -> None:
        """Let a row be seen that the file holds already."""
        if kind not in ON_DISK:
            self._rows.put(kind, key, text)
            self._tags.put(kind, key, tags)

    def show(self, batch: Batch) -> None:
        """Let changes be seen, now that they are on disk."""
        for row in batch.rows:
            if row.kind not in ON_DISK:
                self._rows.show(row)
                self._tags.put(row.kind, row.key, row.tags)
                name = (row.kind, row.key)
                if row.body is None:
                    self.fresh.forget(name)
                else:
                    self.fresh.put(name, row.text, batch.records.get(name))

    def _texts(self, kind: type[Record]) -> dict[str, str]:
        return self._rows.texts.get(kind.kind, {})
