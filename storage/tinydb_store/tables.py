"""TinyDB's two extension points: where its data lives (`Rows`) and how a table is changed (`RecordTable`).

Stock TinyDB writes the whole database at every change. All of its writes pass through one method,
`Table._update_table`; overriding that one method is enough to write only what changed.
"""

import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from storage.tinydb_store.row_file import Body, Row


class Documents(Mapping[str, Body]):
    """A table whose documents are kept as text, and read anew for each who asks.

    Text takes a third of the memory of the dicts it spells, and the garbage collector, which stops
    everything while it looks through all dicts there are, has nothing to do with it.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def __getitem__(self, key: str) -> Body:
        document: Body = json.loads(self._texts[key])
        return document

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class Rows(Storage):
    """What is kept, in memory for reading; changes are collected for somebody else to write.

    `read` hands TinyDB the committed tables. `collecting` gathers the changes that TinyDB makes;
    they show in `read` only once `show` is called, after they are on disk.
    """

    def __init__(self) -> None:
        self.texts: dict[str, dict[str, str]] = {}
        self._collected: list[Row] | None = None

    def read(self) -> dict[str, Documents]:  # type: ignore[override]  # any mapping of mappings will do
        """Return all committed tables, by name."""
        return {name: self.table(name) for name in self.texts}

    def table(self, name: str) -> Documents:
        """Return one committed table."""
        return Documents(self.texts.get(name, {}))

    def write(self, data: dict[str, Any]) -> None:
        """Refuse TinyDB's whole-database write: nothing here may use it."""
        raise NotImplementedError("this storage writes only what changed")

    @contextmanager
    def collecting(self) -> Iterator[list[Row]]:
        """Collect every change made in the block instead of showing it."""
        collected: list[Row] = []
        self._collected = collected
        try:
            yield collected
        finally:
            self._collected = None

    def change(self, rows: list[Row]) -> None:
        """Take changes from a table."""
        if self._collected is None:
            raise NotImplementedError("tables are changed only while collecting")
        self._collected.extend(rows)

    def show(self, row: Row) -> None:
        """Let a change be seen, now that it is on disk."""
        if row.body is None:
            self.texts.get(row.kind, {}).pop(row.key, None)
        else:
            self.put(row.kind, row.key, row.text)

    def put(self, kind: str, key: str, text: str) -> None:
        """Let a document be seen."""
        self.texts.setdefault(kind, {})[key] = text


class Overlay(MutableMapping[str, Body]):
    """A table as an updater sees it: what is committed, under what this update has changed."""

    def __init__(self, committed: Mapping[str, Body]) -> None:
        self._committed = committed
        self._read: dict[str, Body] = {}
        self._written: dict[str, Body | None] = {}

    def changes(self) -> dict[str, Body | None]:
        """Return what was set or taken away, and what was changed in place."""
        in_place = {key: body for key, body in self._read.items() if body != self._committed[key]}
        return in_place | self._written

    def __getitem__(self, key: str) -> Body:
        if key not in self._written:
            if key not in self._read:  # a document of our own: an updater may change it in place
                self._read[key] = self._committed[key]
            return self._read[key]
        body = self._written[key]
        if body is None:
            raise KeyError(key)
        return body

    def __setitem__(self, key: str, body: Body) -> None:
        self._written[key] = body

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._written[key] = None

    def __contains__(self, key: object) -> bool:
        if key in self._written:
            return self._written[str(key)] is not None
        return key in self._committed

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self._committed if key in self)
        yield from [key for key in self._written if key not in self._committed and key in self]

    def __len__(self) -> int:
        return sum(1 for _ in self)


class RecordTable(Table):
    """A TinyDB table whose documents are named by strings and whose changes cost what they change."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's type says int; its code takes any class

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        rows = cast(Rows, self._storage)
        overlay = Overlay(rows.table(self.name))
        updater(overlay)
        rows.change([Row(self.name, key, body) for key, body in overlay.changes().items()])
        self.clear_cache()

    def replace(self, key: str, body: Body, tags: tuple[str, ...] = ()) -> None:
        """Put a whole document in place of what stood under the key: nothing else need be looked at."""
        cast(Rows, self._storage).change([Row(self.name, key, body, tags)])
        self.clear_cache()

    def by_key(self, key: str) -> Body | None:
        """Return the document under the key."""
        found = self.get(doc_id=key)  # type: ignore[call-overload]  # as above: string ids
        return dict(found) if found is not None else None


class RecordDB(TinyDB):
    """TinyDB with tables of ours over rows of ours."""

    table_class = RecordTable
    default_storage_class = Rows  # type: ignore[assignment]  # any Storage will do

    @property
    def rows(self) -> Rows:
        """The storage, as what it is."""
        return cast(Rows, self.storage)

    def records(self, kind: str) -> RecordTable:
        """Return the table of a kind of record."""
        # No cache of queries: it would outlive a change that shows only after TinyDB has made it.
        return cast(RecordTable, self.table(kind, cache_size=0))
