"""The n-th write, sync, cut or delete of a store's files fails, for every n of a run from making to closing.

Each turn is kept or refused with a `StoreError`; memory, the file and a reopened file agree on it. A process
that is killed right after a refusal may find that turn whole, for nobody knows how far it got, but never
a part of it. Once the fault is over, the same store goes on.
"""

import asyncio
import shutil
from collections import Counter

import pytest
from faulty_disk import FaultyDisk, sqlite_library

from storage.errors import StoreError
from storage.records import Assessment, Member, Receipt, Session
from storage.tinydb_store import TinyDbStore

LIBRARY = sqlite_library()
pytestmark = pytest.mark.skipif(
    LIBRARY is None,
    reason="NOT TESTED: failing writes and syncs. This Python has SQLite built in; take one that shares the "
    "system's libsqlite3.",
)
TURNS = 4
KINDS = (Assessment, Member, Receipt, Session)
CHECKPOINT_AT = 6  # pages in the log: SQLite's own 1,000 would take long to come to
FAULTS = {"error": ("error", 1), "torn": ("torn", 1), "full": ("full", 5), "gone": ("error", 9)}


@pytest.fixture(scope="module")
def disk():
    disk = FaultyDisk(LIBRARY)
    with disk.mounted():
        yield disk


@pytest.fixture
async def steady(disk, tmp_path):
    """How many operations a run takes when none fails."""
    run = Run(disk, tmp_path / "steady")
    await run.through()
    return disk.done


class Run:
    """One run of turns on a disk, and what must be kept by now."""

    def __init__(self, disk, folder):
        self.disk = disk
        self.path = folder / "charter.db"
        self.copy = folder / "killed" / "charter.db"
        self.kept = ()
        self.refused = 0
        self.outcomes = Counter()
        folder.mkdir()
        disk.mend()

    async def through(self):
        """Make the store, take turns, close it, open it again, take more."""
        for first in (0, TURNS):
            store = await self.open()
            for number in range(first, first + TURNS):
                await self.take(store, number)
            await store.close()
        with self.disk.resting():
            assert await self.found_in(self.path) == self.kept

    async def open(self):
        try:
            store = await self.opened()
        except StoreError:
            self.refused += 1
            with self.disk.resting():  # the fault is over: then the store opens, and is what it was
                store = await self.opened()
        assert await held(store) == self.kept
        return store

    async def opened(self):
        store = await asyncio.to_thread(TinyDbStore, self.path)
        store._writer.ask(lambda file: file._sql.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_AT}"))
        return store

    async def take(self, store, number):
        """Take a turn; the same one again, once the fault is over, if it is refused."""
        after = self.after(number)
        try:
            await keep(store, after)
        except StoreError:
            self.refused += 1
            assert await held(store) == on_disk(store) == self.kept
            with self.disk.resting():
                found = await self.found_by_the_next()
                assert found in (self.kept, after)
                self.outcomes["whole" if found == after else "nothing"] += 1
                await keep(store, after)
        self.kept = after
        assert await held(store) == on_disk(store) == after

    def after(self, number):
        """Return what is there after a turn: one record stays and changes, one comes, one goes."""
        answered = Assessment("k7", "web:a", "2026.10", "a", "s", f"{number}", profile={"x": "y" * 900})
        comes = [Member(f"web:{each}") for each in (number - 1, number)]
        receipts = [Receipt(f"telegram|{each}", at="") for each in range(number + 1)]
        return (answered, *comes, *receipts, Session("web:a", step=f"{number}"))

    async def found_by_the_next(self):
        """Return what the next process finds if this one is killed now."""
        shutil.rmtree(self.copy.parent, ignore_errors=True)
        self.copy.parent.mkdir()
        for left in self.path.parent.glob("charter.db*"):
            if not left.name.endswith("-shm"):
                shutil.copy(left, self.copy.parent / left.name)
        return await self.found_in(self.copy)

    async def found_in(self, path):
        store = await asyncio.to_thread(TinyDbStore, path)
        found = await held(store)
        await store.close()
        assert found == self.after_all(found)
        return found

    def after_all(self, found):
        return self.after(int(found[-1].step)) if found else ()


async def keep(store, after):
    """Change what is in the store to that, in one turn."""
    async with store.turn("mine") as turn:
        for record in await store.read(Member):
            turn.remove(Member, record.key)
        for record in after:
            turn.put(record)


async def held(store):
    """Return what the store holds, as its readers see it."""
    return tuple([record for kind in KINDS for record in await store.read(kind)])


def on_disk(store):
    """Return what is in the file, by the connection that the store writes with."""
    rows = store._writer.ask(lambda file: file.page(("", ""), 1_000_000)).result()
    by_kind = {kind.kind: kind for kind in KINDS}
    return tuple(by_kind[row.kind].from_json(row.body) for row in rows)


async def test_a_run_without_a_fault_asks_the_disk_for_everything_that_can_fail(disk, steady):
    assert steady > 80
    assert {*disk.asked} == {"write", "sync", "sync log", "truncate", "delete"}
    assert disk.asked["sync"] >= 8  # there were checkpoints, beside making and closing it


@pytest.mark.parametrize("fault", FAULTS)
async def test_the_nth_operation_fails_for_every_n(disk, tmp_path, steady, fault):
    refused, outcomes = 0, Counter()
    for number in range(1, steady + 1):
        run = Run(disk, tmp_path / str(number))
        disk.breaks_at, (disk.how, disk.lasts) = number, FAULTS[fault]
        await run.through()
        assert disk.failed
        refused += run.refused
        outcomes += run.outcomes
        shutil.rmtree(run.path.parent)
    assert refused > steady // 3
    assert outcomes["nothing"] > 5
    assert outcomes["whole"] > 5 or fault == "full"  # a sync failed, and all had been written
