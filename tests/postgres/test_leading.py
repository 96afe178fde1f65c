"""One process at a time leads; another takes over when it is gone, and never before its work is stopped."""

import asyncio
import signal
import sys
from pathlib import Path

import psycopg
import pytest
from sessions import A_HANG, OTHERS, ask, until
from wire import Wire

from storage.postgres_store import PostgresStore, leading
from storage.postgres_store.names import lock_number

PROCESS = Path(__file__).with_name("leading_process.py")


class Workers:
    """What several leaders have done, in order: "0 begins", "0 ends"; `working` has who works now."""

    def __init__(self, stores) -> None:
        self.told: list[str] = []
        self.working: set[int] = set()
        self.most = 0
        self._changed = asyncio.Condition()
        self.leads = [
            asyncio.create_task(store.lead("telegram", self._work(name))) for name, store in enumerate(stores)
        ]

    def _work(self, name):
        async def work():
            await self._tell(name, "begins")
            try:
                await asyncio.Event().wait()
            finally:
                await asyncio.sleep(0)  # ending takes a moment
                await self._tell(name, "ends")

        return work

    async def _tell(self, name, what):
        self.told.append(f"{name} {what}")
        self.working ^= {name}
        self.most = max(self.most, len(self.working))
        async with self._changed:
            self._changed.notify_all()

    async def until(self, number, what):
        """Wait until so many have told something, and return who was the last."""
        async with asyncio.timeout(A_HANG), self._changed:
            await self._changed.wait_for(lambda: len(self._who(what)) >= number)
        return self._who(what)[number - 1]

    def _who(self, what):
        return [int(each.split()[0]) for each in self.told if each.endswith(what)]

    async def stop(self):
        for lead in self.leads:
            lead.cancel()
        await asyncio.gather(*self.leads, return_exceptions=True)


@pytest.fixture
async def workers(stores):
    workers = Workers(stores)
    yield workers
    await workers.stop()


async def test_one_leads_at_a_time_and_the_next_takes_over_when_it_goes(workers):
    first = await workers.until(1, "begins")
    workers.leads[first].cancel()
    second = await workers.until(2, "begins")
    workers.leads[second].cancel()
    third = await workers.until(3, "begins")

    assert sorted([first, second, third]) == [0, 1, 2]
    assert workers.most == 1
    assert workers.told[:5] == [
        f"{first} begins", f"{first} ends", f"{second} begins", f"{second} ends", f"{third} begins",
    ]  # fmt: skip


async def test_when_the_leaders_connection_breaks_its_work_stops_before_anothers_begins(workers, database):
    for number in range(1, 4):
        leader = await workers.until(number, "begins")
        (locks,) = await ask(
            database,
            "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        )
        assert locks == (1,)
        assert await workers.until(number, "ends") == leader
    assert workers.most == 1


async def test_who_waits_to_lead_does_not_lead_when_it_is_cancelled(workers):
    leader = await workers.until(1, "begins")
    others = [lead for name, lead in enumerate(workers.leads) if name != leader]
    for lead in others:
        lead.cancel()
    assert await asyncio.gather(*others, return_exceptions=True)
    assert workers.told == [f"{leader} begins"]


@pytest.mark.parametrize("how", ["returns", "raises"])
async def test_when_the_work_is_over_so_is_the_lead_and_others_may_have_it(stores, how):
    async def work():
        if how == "raises":
            raise ZeroDivisionError

    for store in stores:
        if how == "raises":
            with pytest.raises(ZeroDivisionError):
                await asyncio.wait_for(store.lead("telegram", work), A_HANG)
        else:
            await asyncio.wait_for(store.lead("telegram", work), A_HANG)


async def test_one_who_leads_something_else_stands_in_nobodys_way(workers, stores):
    await workers.until(1, "begins")
    done = asyncio.Event()

    async def work():
        done.set()

    await asyncio.wait_for(stores[0].lead("upkeep", work), A_HANG)
    assert done.is_set()


async def test_work_that_fails_while_it_is_being_stopped_is_not_begun_again(stores, server, database):
    begun = asyncio.Event()

    async def work():
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            raise ZeroDivisionError

    leading = asyncio.create_task(stores[0].lead("telegram", work))
    await asyncio.wait_for(begun.wait(), A_HANG)
    server.disconnect(database)
    with pytest.raises(ZeroDivisionError):
        await asyncio.wait_for(leading, A_HANG)


async def test_a_leader_holds_no_snapshot_so_that_the_database_can_be_tidied(workers, database):
    await workers.until(1, "begins")
    await until(database, OTHERS + "query = 'SELECT 1' AND state = 'idle in transaction'", 1)
    assert await ask(database, OTHERS + "backend_xmin IS NOT NULL AND state LIKE 'idle%%'") == []


async def test_who_only_waits_to_lead_keeps_no_transaction_open(workers, database):
    await workers.until(1, "begins")
    await until(database, OTHERS + "query = 'ROLLBACK' AND state = 'idle'", 2)


async def test_who_takes_over_gives_the_one_before_a_moment_to_stop(stores, database, monkeypatch):
    monkeypatch.setattr(leading, "GRACE", A_HANG)
    begun = asyncio.Event()

    async def work():
        begun.set()

    async with await psycopg.AsyncConnection.connect(database) as before:
        held = "SELECT pg_advisory_xact_lock(%s)"
        await before.execute(held, [lock_number("lead", "telegram")])
        waiting = asyncio.create_task(stores[0].lead("telegram", work))
        await until(database, OTHERS + "query = 'ROLLBACK'", 1)
        await before.rollback()
    await until(database, "SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted", 1)
    assert not begun.is_set()
    waiting.cancel()
    await asyncio.wait([waiting])
    await until(database, "SELECT FROM pg_locks WHERE locktype = 'advisory'", 0)
    await asyncio.wait_for(stores[0].lead("telegram", work), A_HANG)  # nobody was before: no moment
    assert begun.is_set()


@pytest.mark.parametrize("why", ["it is cancelled", "the connection breaks"])
async def test_the_lead_is_not_over_before_the_work_has_ended(stores, server, database, why):
    begun, ending, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def work():
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ending.set()
            await ended.wait()
            raise ZeroDivisionError

    lead = asyncio.create_task(stores[0].lead("telegram", work))
    await asyncio.wait_for(begun.wait(), A_HANG)
    if why == "it is cancelled":
        lead.cancel()
    else:
        server.disconnect(database)
    await asyncio.wait_for(ending.wait(), A_HANG)
    if why == "it is cancelled":  # and nobody else leads
        assert await ask(database, "SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted") == [()]
    assert not lead.done()
    ended.set()
    with pytest.raises(asyncio.CancelledError if why == "it is cancelled" else ZeroDivisionError):
        await asyncio.wait_for(lead, A_HANG)


async def test_who_cannot_reach_the_database_leads_once_it_can(own_server):
    store = await PostgresStore.open(own_server.with_tables())
    begun = asyncio.Event()

    async def work():
        begun.set()
        await asyncio.Event().wait()

    own_server.stop()
    leading = asyncio.create_task(store.lead("telegram", work))
    own_server.start()
    await asyncio.wait_for(begun.wait(), A_HANG)
    begun.clear()
    own_server.kill()
    own_server.start()
    await asyncio.wait_for(begun.wait(), A_HANG)
    leading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leading
    await store.close()


async def test_a_leader_that_has_lost_its_network_stops_before_another_begins(database, server):
    wire = Wire(server)
    await wire.open()
    stores = [await PostgresStore.open(url) for url in (wire.url(database), database)]
    cut_off = Workers(stores[:1])
    await cut_off.until(1, "begins")
    told = cut_off.told
    begun = asyncio.Event()

    async def work():
        told.append("another begins")
        begun.set()

    wire.cut()
    await asyncio.wait_for(stores[1].lead("telegram", work), A_HANG)
    assert told == ["0 begins", "0 ends", "another begins"]
    await cut_off.stop()
    await wire.close()
    for store in stores:
        await store.close()


async def test_a_leader_that_has_stopped_without_a_word_is_followed_by_another(database):
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(PROCESS), database, stdout=asyncio.subprocess.PIPE
    )
    store = await PostgresStore.open(database)
    try:
        assert await asyncio.wait_for(process.stdout.readline(), A_HANG) == b"leading\n"
        process.send_signal(signal.SIGSTOP)  # as a machine that has lost its network: nothing is closed
        begun = asyncio.Event()

        async def work():
            begun.set()

        await asyncio.wait_for(store.lead("telegram", work), A_HANG)
        assert begun.is_set()
    finally:
        process.kill()
        await process.communicate()
        await store.close()
