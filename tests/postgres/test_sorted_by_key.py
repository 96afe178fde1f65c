"""What is read comes sorted by key, whichever way the server takes to find it."""

import random

import pytest

from storage.postgres_store import PostgresStore
from storage.records import Member

WAYS = ("indexscan", "indexonlyscan", "bitmapscan", "sort")


@pytest.fixture
async def store(database):
    """A store on a connection that looks rows through as they lie, and would rather not sort them."""
    options = "%20".join(f"-cenable_{way}%3Doff" for way in WAYS)
    store = await PostgresStore.open(f"{database}{'&' if '?' in database else '?'}options={options}")
    yield store
    await store.close()


async def test_what_is_read_comes_sorted_by_key(store):
    keys = [f"web:{number:03}" for number in range(200)]
    for key in random.Random(2311).sample(keys, len(keys)):
        async with store.turn(key) as turn:
            turn.put(Member(key, role="visitor"))
    for found in (
        await store.read(Member),
        await store.read(Member, "role:visitor"),
        await store.read_any(Member, ["role:visitor"]),
        await store.page(Member, "", 200),
    ):
        assert [each.address for each in found] == keys
    assert [each.address for each in await store.read(Member, "role:visitor", 5)] == keys[:5]
