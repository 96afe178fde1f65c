"""The database goes away and comes back: what was not kept is told, what works again works at once."""

import asyncio
import logging

import pytest
from sessions import A_HANG, ask, committing, until
from wire import Wire

from storage.errors import StoreError, TurnConflict
from storage.postgres_store import PostgresStore, connections, transaction
from storage.records import Member, Session


async def take(store, *records, lock="a lock"):
    async with asyncio.timeout(A_HANG), store.turn(lock) as turn:
        for record in records:
            turn.put(record)


@pytest.fixture
async def store(own_server):
    store = await PostgresStore.open(own_server.with_tables())
    yield store
    await store.close()


@pytest.fixture
def held_commits(server, database):
    """Commits that do not return until they are let go: they wait for a copy that nobody makes."""

    def set_standby(value):
        server.do(f"ALTER SYSTEM SET synchronous_standby_names = '{value}'")
        server.do("SELECT pg_reload_conf()")

    set_standby("nobody")
    yield lambda: set_standby("")
    set_standby("")


@pytest.mark.parametrize("end", ["stop", "kill"])
async def test_a_turn_in_the_middle_of_which_the_database_ends_keeps_nothing_and_can_be_taken_again(
    own_server, store, end
):
    await take(store, Member("web:x", role="visitor"))

    async def interrupted():
        async with store.turn("mine") as turn:
            await turn.get(Member, "web:x")
            turn.put(Member("web:x", role="admin"))
            getattr(own_server, end)()

    with pytest.raises(StoreError, match="cannot be reached") as refused:
        await asyncio.wait_for(interrupted(), A_HANG)
    assert not isinstance(refused.value, TurnConflict)
    own_server.start()
    assert await store.read(Member) == [Member("web:x", role="visitor")]
    await take(store, Member("web:x", role="admin"), lock="mine")
    assert await store.read(Member, "role:admin") == [Member("web:x", role="admin")]


async def test_reading_in_a_turn_says_so_too(own_server, store):
    async def interrupted():
        async with store.turn("mine") as turn:
            own_server.kill()
            await turn.get(Member, "web:x")

    with pytest.raises(StoreError, match="cannot be reached"):
        await asyncio.wait_for(interrupted(), A_HANG)


async def test_no_turn_fails_for_connections_that_broke_while_nobody_used_them(own_server, store):
    all_at_once = asyncio.Barrier(8)

    async def meet(number):
        async with store.turn(f"lock {number}") as turn:
            await all_at_once.wait()
            turn.put(Member(f"web:{number}"))

    async with asyncio.timeout(A_HANG):
        await asyncio.gather(*(meet(number) for number in range(8)))
        for end in (own_server.stop, own_server.kill):
            end()
            own_server.start()
            await asyncio.gather(*(meet(number) for number in range(8)))
    assert await store.count(Member) == 8


async def test_while_it_is_away_everything_says_so_and_the_log_says_it_once(
    own_server, store, caplog, monkeypatch
):
    monkeypatch.setattr(connections, "WAIT", 0.5)
    monkeypatch.setattr(connections, "WAIT_WHILE_AWAY", 0.1)
    caplog.set_level(logging.INFO)
    own_server.stop()

    for _ in range(2):
        asked = store.ping(), store.read(Member), take(store), store.append([]), store.count(Member)
        outcomes = await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), A_HANG)
        assert {str(outcome) for outcome in outcomes} == {"the database cannot be reached"}
        assert all(isinstance(outcome, StoreError) for outcome in outcomes)
    own_server.start()
    async with asyncio.timeout(A_HANG):
        while True:
            try:
                await store.ping()
            except StoreError:
                continue
            break

    why = f"the database at 127.0.0.1:{own_server.port} cannot be reached: Connection refused"
    told = [record.getMessage() for record in caplog.records]
    assert told == [f"the database is away: {why}", "the database is back"]


async def test_a_turn_whose_commit_is_cut_off_is_told_as_not_kept_and_the_next_look_says_what_is(
    server, database, held_commits
):
    store = await PostgresStore.open(database)
    keeping = asyncio.create_task(take(store, Member("web:x")))
    await committing(database)
    server.disconnect(database)
    with pytest.raises(StoreError, match="cannot be reached"):
        await asyncio.wait_for(keeping, A_HANG)

    held_commits()
    assert await store.read(Member) == [Member("web:x")]
    await store.close()


async def test_a_turn_that_is_cancelled_in_its_commit_is_seen_through(database, held_commits):
    store = await PostgresStore.open(database, at_most=1)
    keeping = asyncio.create_task(take(store, Member("web:x")))
    await committing(database)
    for _ in range(3):  # one who is in a hurry
        keeping.cancel()
        await asyncio.sleep(0)
    assert not keeping.done()
    held_commits()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(keeping, A_HANG)

    assert await store.read(Member) == [Member("web:x")]
    await take(store, Member("web:y"))  # on the one connection that there is
    assert await store.count(Member) == 2
    await store.close()


async def test_turns_cancelled_at_any_point_leave_every_connection_as_it_was(database):
    store = await PostgresStore.open(database, at_most=2)

    async def turn():
        async with store.turn("mine") as turn:
            number = await turn.get(Session, "counter") or Session("counter", step="0")
            await turn.find(Member, "role:visitor")
            turn.put(Session("counter", step=str(int(number.step) + 1)))
            turn.put(Member(f"web:{number.step}"))

    for steps in range(120):
        turns = [asyncio.create_task(turn()), asyncio.create_task(turn())]
        for _ in range(steps):
            await asyncio.sleep(0)
        for _ in range(1 + steps % 3):
            for each in turns:
                each.cancel()
            await asyncio.sleep(0)
        outcomes = await asyncio.wait_for(asyncio.gather(*turns, return_exceptions=True), A_HANG)
        assert {type(outcome) for outcome in outcomes} <= {asyncio.CancelledError, type(None)}

    both = asyncio.Barrier(2)

    async def meet(lock):
        async with store.turn(lock):
            await both.wait()

    await asyncio.wait_for(asyncio.gather(meet("one"), meet("two")), A_HANG)
    (counter,) = await store.read(Session) or [Session("counter", step="0")]
    assert await store.count(Member) == int(counter.step)
    open_still = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%%'"
    await until(database, open_still, 0)
    await store.close()


async def test_one_that_falls_silent_is_not_waited_for_for_ever(server, database, monkeypatch):
    monkeypatch.setattr(transaction, "PATIENCE", 0.2)
    wire = Wire(server)
    await wire.open()
    store = await PostgresStore.open(wire.url(database))

    async def interrupted():
        async with store.turn("mine") as turn:
            turn.put(Member("web:x"))
            wire.cut()

    with pytest.raises(StoreError, match="does not answer"):
        await asyncio.wait_for(interrupted(), A_HANG)
    await wire.close()
    await asyncio.wait_for(store.close(), A_HANG)


async def test_when_all_connections_are_in_use_that_is_what_is_said(database, monkeypatch):
    monkeypatch.setattr(connections, "WAIT", 0.2)
    store = await PostgresStore.open(database, at_most=1)
    async with store.turn("mine"):
        with pytest.raises(StoreError, match="all connections to the database are in use"):
            await store.read(Member)
    assert await store.read(Member) == []
    await store.close()


async def test_a_store_that_was_closed_says_so_and_can_be_closed_again(database):
    store = await PostgresStore.open(database)
    await store.close()
    await store.close()
    with pytest.raises(StoreError, match="this store is closed"):
        await store.read(Member)


async def test_what_the_database_refuses_is_told_by_its_kind_without_a_word_of_the_record(database):
    store = await PostgresStore.open(database)
    await ask(database, "ALTER TABLE record ADD CHECK (key <> 'web:secret')")
    try:
        with pytest.raises(StoreError) as refused:
            await take(store, Member("web:secret"))
    finally:
        await ask(database, "ALTER TABLE record DROP CONSTRAINT record_key_check")
    assert str(refused.value) == "the database has refused it: CheckViolation 23514"
    assert await store.count(Member) == 0
    await store.close()
