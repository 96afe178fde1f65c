"""A backup of a store that is being written holds one moment of it, and holds nobody up."""

import asyncio

import pytest
from copy_places import DURABLE, FIRST, InOneFile, closing, everything, keep_all
from store_places import assessment, in_time

from storage.copies.backup_reader import read_backup
from storage.copies.backup_writer import write_backup
from storage.errors import StoreBusy
from storage.records import Assessment, AuditEvent, Session

LONG = "x" * 1_100_000  # more than is read at once, so that a look takes several


@pytest.fixture(params=DURABLE)
def place(request, new_place):
    return new_place(request.param)


def pair(count):
    """Two records that every turn changes together: the first and the last of a backup."""
    return assessment("k0", profile={"long": LONG}, finished=str(count)), Session("web:jo", step=str(count))


async def take(store, count):
    async with store.turn("mine") as turn:
        for record in pair(count):
            turn.put(record)


async def take_many(store, counts):
    for count in counts:
        await in_time(take(store, count))


def counts(rows):
    return {row.body["finished"] if row.kind == Assessment.kind else row.body["step"] for row in rows}


async def test_what_is_changed_behind_the_first_look_is_not_in_it(place):
    async with closing(place.store()) as running, closing(place.copies(guest=True)) as beside:
        await take(running, 1)
        async with beside.snapshot() as rows:
            first = await anext(rows)
            await take_many(running, range(2, 5))
            assert counts([first, *[row async for row in rows]]) == {"1"}
        async with beside.snapshot() as rows:
            assert counts([row async for row in rows]) == {"4"}


async def test_every_backup_beside_turns_holds_turns_whole(place, tmp_path):
    async with closing(place.store()) as running, closing(place.copies(guest=True)) as beside:
        await take(running, 0)
        turns = asyncio.create_task(take_many(running, range(1, 40)))
        seen = []
        while not turns.done():
            path = tmp_path / f"{len(seen)}.backup"
            async with beside.snapshot() as rows:
                await write_backup(path, FIRST, rows)
            seen.append(counts(read_backup(path)))
            await asyncio.sleep(0)
        await turns
    assert {len(each) for each in seen} == {1}
    numbers = [int(*each) for each in seen]
    assert numbers == sorted(numbers)


async def test_a_backup_beside_an_assistant_is_recorded_and_changes_nothing_else(place):
    async with closing(place.store()) as running, closing(place.copies(guest=True)) as beside:
        await take(running, 1)
        await beside.append([AuditEvent("1", "2026-11-22", "operator", "backup")])
        with pytest.raises(ValueError, match="can be appended"):
            await beside.append([Session("web:jo", step="2")])
        assert await running.read(Session) == [pair(1)[1]]
        assert [each.what for each in await running.read(AuditEvent)] == ["backup"]


async def test_who_reads_beside_an_assistant_cannot_change_everything(tmp_path):
    place = InOneFile(tmp_path)
    await keep_all(place, *pair(1))
    async with closing(place.copies(guest=True)) as beside:
        with pytest.raises(StoreBusy, match="can only be read"):
            async with beside.alone() as alone:
                await alone.clear()
    assert await everything(place) == [*pair(1)][::-1]
