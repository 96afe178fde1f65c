"""What a turn changes, as rows of the file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from storage.records import Record
from storage.unit import Key

Body = dict[str, Any]


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

    `expected` matters only for kinds that other processes may add to.
    """

    rows: tuple[Row, ...]
    expected: Mapping[Key, Record | None] = field(default_factory=dict)
