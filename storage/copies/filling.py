"""Filling a store, replacing what it holds, and holding two stores against each other: all or nothing."""

from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing

from storage.copies.copyable import Alone, Copyable, StoreNotEmpty
from storage.copies.kept import Kept, kept
from storage.copies.tally import Tally
from storage.errors import StoreError
from storage.records import Record

AT_ONCE = 1_000_000  # bytes of records that are handed to a store together


async def fill(store: Copyable, rows: AsyncIterable[Kept], also: Iterable[Record] = ()) -> Tally:
    """Put sorted records into an empty store, by one commit; `also` are kept beside them, and asked for last.

    What the store holds by then is read again before the commit: if it is not what came, nothing is kept.
    Raises `StoreNotEmpty` if it holds anything.
    """
    async with store.alone() as alone:
        async with aclosing(alone.rows()) as held:
            async for _ in held:
                raise StoreNotEmpty("the store is not empty")
        return await _put(alone, rows, also)


async def replace(
    store: Copyable,
    rows: AsyncIterable[Kept],
    save: Callable[[AsyncIterator[Kept]], Awaitable[None]],
    also: Iterable[Record] = (),
) -> Tally:
    """Put sorted records in place of everything that the store holds, by one commit.

    `save` is given what was there, and done before anything is changed: what comes too late for it comes
    after the commit. The rest is as in `fill`.
    """
    async with store.alone() as alone:
        await save(alone.rows())
        await alone.clear()
        return await _put(alone, rows, also)


async def first_difference(one: Copyable, other: Copyable) -> Kept | None:
    """Hold two stores against each other, record by record; return the first that is not in both."""
    async with one.snapshot() as left, other.snapshot() as right:
        while True:
            pair = await anext(left, None), await anext(right, None)
            if pair == (None, None):
                return None
            if _line(pair[0]) != _line(pair[1]):
                return pair[0] or pair[1]


async def flowing(rows: Iterable[Kept]) -> AsyncIterator[Kept]:
    """Give records as a store gives them."""
    for row in rows:
        yield row


async def _put(alone: Alone, rows: AsyncIterable[Kept], also: Iterable[Record]) -> Tally:
    given, found = Tally(), Tally()
    async for some in _together(rows, given):
        await alone.add(some)
    async for row in alone.rows():
        found.add(row)
    if not found.agrees(given):
        raise StoreError("the store did not keep what it was given; nothing was changed")
    await alone.add([kept(each.kind, each.to_json()) for each in also])
    return given


async def _together(rows: AsyncIterable[Kept], tally: Tally) -> AsyncIterator[Sequence[Kept]]:
    some: list[Kept] = []
    size = 0
    async for row in rows:
        some.append(row)
        size += len(tally.add(row))
        if size >= AT_ONCE:
            yield some
            some, size = [], 0
    yield some


def _line(row: Kept | None) -> bytes | None:
    return row.line if row else None
