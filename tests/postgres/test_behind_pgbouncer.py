"""Behind PgBouncer, which shares out connections by the transaction, everything is as without it.

The contract's tests of turns, conflicts and arrivals run behind it too (tests/store/conftest.py).
"""

import asyncio
import logging
import os

import pgbouncer
import postgres_server
import pytest
from sessions import A_HANG, ask

from storage.errors import StoreError
from storage.postgres_store import PostgresStore, connections, schema
from storage.records import Member, Session


@pytest.fixture
def bouncer():
    if not pgbouncer.is_here():
        assert os.environ.get("CI") != "true", "PgBouncer is not installed, and nothing may be skipped here"
        pytest.skip("NOT TESTED BEHIND PGBOUNCER: install it (Debian: apt-get install pgbouncer)")
    return pgbouncer.running()


@pytest.fixture
async def store(bouncer, database):
    store = await PostgresStore.open(bouncer.url(database))
    yield store
    await store.close()


async def test_one_leads_at_a_time_and_the_next_takes_over(bouncer, database, store):
    other = await PostgresStore.open(bouncer.url(database))
    told = []
    begun = {name: asyncio.Event() for name in "ab"}

    def work(name):
        async def works():
            told.append(f"{name} begins")
            begun[name].set()
            try:
                await asyncio.Event().wait()
            finally:
                told.append(f"{name} ends")

        return works

    first = asyncio.create_task(store.lead("telegram", work("a")))
    await asyncio.wait_for(begun["a"].wait(), A_HANG)
    second = asyncio.create_task(other.lead("telegram", work("b")))
    first.cancel()
    await asyncio.wait_for(begun["b"].wait(), A_HANG)
    second.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    assert told == ["a begins", "a ends", "b begins", "b ends"]
    await other.close()


async def test_a_leader_whose_connection_breaks_behind_it_stops(bouncer, server, database, store):
    begun, ended = asyncio.Event(), asyncio.Event()

    async def work():
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    leading = asyncio.create_task(store.lead("telegram", work))
    await asyncio.wait_for(begun.wait(), A_HANG)
    begun.clear()
    server.disconnect(database)
    await asyncio.wait_for(ended.wait(), A_HANG)
    await asyncio.wait_for(begun.wait(), A_HANG)
    leading.cancel()
    await asyncio.wait([leading])


async def test_no_turn_fails_for_connections_that_broke_behind_it(server, database, store):
    for number in range(3):
        async with store.turn("mine") as turn:
            turn.put(Member(f"web:{number}"))
        server.disconnect(database)
    assert await store.count(Member) == 3


async def test_a_turn_in_the_middle_of_which_they_break_keeps_nothing(server, database, store):
    async def interrupted():
        async with store.turn("mine") as turn:
            turn.put(Member("web:x"))
            server.disconnect(database)

    with pytest.raises(StoreError, match="cannot be reached"):
        await asyncio.wait_for(interrupted(), A_HANG)
    assert await store.count(Member) == 0


@pytest.fixture
def own_bouncer(bouncer, own_server):
    own = pgbouncer.PgBouncer(own_server)
    yield own
    own.remove()


async def test_a_database_that_is_away_behind_it_is_told_once_and_back_once(
    own_bouncer, own_server, caplog, monkeypatch
):
    caplog.set_level(logging.INFO, "charter.store")
    store = await PostgresStore.open(own_bouncer.url(own_server.with_tables()))
    monkeypatch.setattr(connections, "WAIT", 1)
    own_server.stop()
    for _ in range(3):  # at first it lets us wait, then it ends every connection
        with pytest.raises(StoreError, match=r"cannot be reached|does not answer"):
            await asyncio.wait_for(store.read(Member), A_HANG)
    own_server.start()
    async with asyncio.timeout(A_HANG):
        while True:
            try:
                assert await store.count(Member) == 0
            except StoreError:
                continue
            break
    await store.close()
    told = [each.getMessage().partition(":")[0] for each in caplog.records if each.name == "charter.store"]
    assert told == ["the database is away", "the database is back"]


async def test_what_a_turn_sets_is_set_for_that_turn_alone(database, store, bouncer):
    async with store.turn("mine") as turn:
        turn.put(Session("mine"))
    setting = "SELECT current_setting('idle_in_transaction_session_timeout')"
    assert await ask(bouncer.url(database), setting) == await ask(database, setting) == [("0",)]
    assert await ask(database, "SELECT FROM pg_locks WHERE locktype = 'advisory'") == []


async def test_tables_are_migrated_behind_it(bouncer):
    server = postgres_server.running()
    url = server.empty()
    await asyncio.to_thread(schema.upgrade, bouncer.url(url))
    store = await PostgresStore.open(bouncer.url(url))
    assert await store.count(Member) == 0
    await store.close()
    server.drop(url)
