"""A PostgreSQL database that is lent for a while: it must be empty, and is empty again afterwards."""

import asyncio
from contextlib import contextmanager

from storage.postgres_store import schema
from storage.postgres_store.copies import PostgresCopies


@contextmanager
def lent(url):
    schema.upgrade(url)
    if asyncio.run(_holds_anything(url)):
        raise SystemExit("The database is not empty. Name one that is: it is emptied in the end.")
    try:
        yield
    finally:
        asyncio.run(_empty(url))


async def _holds_anything(url):
    copies = await PostgresCopies.open(url)
    async with copies.snapshot() as rows:
        found = [row async for row in rows]
    await copies.close()
    return bool(found)


async def _empty(url):
    copies = await PostgresCopies.open(url)
    async with copies.alone() as everything:
        await everything.clear()
    await copies.close()
