"""What a turn reads and writes, by way of its transaction."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from storage.postgres_store import statements
from storage.postgres_store.names import escaped, unescaped
from storage.postgres_store.transaction import Transaction
from storage.records import Record
from storage.store import R
from storage.unit import Key

Body = dict[str, Any]
AFTER_ASCII = "\x80"  # sorts behind every tag that begins the same: they are kept in ASCII


class Rows:
    """The tables as one transaction sees them."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self.ask = transaction.ask

    async def fetch(self, kind: type[R], key: str) -> R | None:
        """Return one kept record."""
        found = await self.ask(statements.FETCH, {"kind": kind.kind, "key": key})
        return kind.from_json(found[0][0]) if found else None

    async def read(self, kind: type[R], tag: str = "", limit: int = 0) -> list[R]:
        """Return kept records (with a tag), sorted by key; the first few, with a limit."""
        values = {"kind": kind.kind, "tag": escaped(tag), "limit": limit or None}
        statement = statements.READ_TAGGED if tag else statements.READ
        return await self._transaction.gather(statement, values, lambda row: kind.from_json(row[0]))

    async def page(self, kind: type[R], after: str, size: int) -> list[R]:
        """Return the first records behind a key, sorted by key."""
        values = {"kind": kind.kind, "after": after, "limit": size}
        return await self._transaction.gather(statements.PAGE, values, lambda row: kind.from_json(row[0]))

    async def read_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """Return kept records with one of the tags, sorted by key."""
        values = {"kind": kind.kind, "tags": [escaped(tag) for tag in tags]}
        return await self._transaction.gather(statements.READ_ANY, values, lambda row: kind.from_json(row[0]))

    async def tags(self, kind: type[Record], prefix: str) -> list[str]:
        """Return the tags in use that begin like this, sorted."""
        first = escaped(prefix)
        values = {"kind": kind.kind, "first": first, "last": first + AFTER_ASCII}
        found = [unescaped(tag) for (tag,) in await self.ask(statements.TAGS, values)]
        return sorted(tag for tag in found if tag.startswith(prefix))

    async def count(self, kind: type[Record], tag: str = "") -> int:
        """Return how many records (with a tag) are kept."""
        statement = statements.COUNT_TAGGED if tag else statements.COUNT
        ((number,),) = await self.ask(statement, {"kind": kind.kind, "tag": escaped(tag)})
        return int(number)

    async def bodies(self, names: Iterable[Key], *, locked: bool) -> dict[Key, Body]:
        """Return the bodies of those that are kept; locked, nobody else changes them until the end."""
        statement = statements.BODIES_LOCKED if locked else statements.BODIES
        found = await self.ask(statement, _columns(list(names), "kinds", "keys"))
        return {(kind, key): body for kind, key, body in found}

    async def write(self, changes: Mapping[Key, Record | None]) -> None:
        """Keep and forget records, with their tags."""
        kept = [(*name, json.dumps(each.to_json())) for name, each in changes.items() if each]
        gone = [name for name, each in changes.items() if each is None]
        borne = [(kind, escaped(tag), key) for (kind, key), each in changes.items() for tag in _tags(each)]
        values = _columns(kept, "kinds", "keys", "bodies") | _columns(gone, "gone_kinds", "gone_keys")
        await self.ask(statements.WRITE, values | _columns(borne, "tag_kinds", "tags", "tag_keys"))


def _tags(record: Record | None) -> tuple[str, ...]:
    return record.tags if record else ()


def _columns(rows: list[Any], *names: str) -> dict[str, list[str]]:
    """Turn rows into columns, which PostgreSQL takes as arrays."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    return {name: list(column) for name, column in zip(names, columns, strict=True)}
