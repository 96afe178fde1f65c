"""What a turn changes, as rows of the file."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from storage.records import SHARED, Record
from storage.unit import Key, named

Body = dict[str, Any]
APPENDED = frozenset(kind.kind for kind in SHARED)


@dataclass(frozen=True)
class Row:
    """One change to one row; `body` None forgets it."""

    kind: str
    key: str
    body: Body | None
    tags: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """The body as it is kept. ASCII: half a character, which no database takes, is kept as well."""
        return json.dumps(self.body)


@dataclass(frozen=True)
class Batch:
    """Changes that are kept together, and what must still stand on disk for them to be right.

    `expected` matters only for kinds that other processes may add to; `records` are what the rows say.
    """

    rows: tuple[Row, ...]
    expected: Mapping[Key, Record | None] = field(default_factory=dict)
    records: Mapping[Key, Record | None] = field(default_factory=dict)

    @property
    def lasting(self) -> list[Row]:
        """The rows that are for the file: nobody but this process's turns needs what is momentary."""
        return [row for row in self.rows if not self._is_momentary(row)]

    def _is_momentary(self, row: Row) -> bool:
        record = self.records.get((row.kind, row.key))  # None: removed, for older versions wrote some
        return record is not None and record.momentary


def additions(records: Iterable[Record]) -> Batch:
    """Return a batch that adds records; raises `ValueError` for those that only a turn may add."""
    rows = tuple(Row(*named(type(record), record.key), record.to_json(), record.tags) for record in records)
    if not all(row.kind in APPENDED for row in rows):
        raise ValueError("only records that other processes may add can be appended")
    return Batch(rows)
