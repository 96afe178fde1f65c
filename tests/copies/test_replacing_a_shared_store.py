"""A database is replaced while assistants use it: their turns come before it, or after it, or again."""

import asyncio
import time

import postgres_server
import pytest
from copy_places import FIRST, closing, everything, keep_all
from store_places import A_HANG, RefusedTurn, in_time, until_kept

from storage.copies.backup_writer import write_backup
from storage.copies.filling import flowing, replace
from storage.copies.kept import kept
from storage.errors import StoreError, TurnConflict
from storage.records import Arrival, Member, Receipt, Session

RESTORED = 1_000
NEW = [Member("web:jo", since=str(RESTORED)), Session("web:jo", step=str(RESTORED))]
ARRIVAL = Arrival("telegram", 7, lane="7", body={"text": "hello"})


@pytest.fixture
def place(new_place):
    return new_place("postgres")


class Saved:
    """What was saved before it was replaced."""

    def __init__(self):
        self.bodies = {}

    async def __call__(self, rows):
        self.bodies = {row.name: row.body async for row in rows}


async def restore(place, records=NEW):
    saved = Saved()
    async with closing(place.copies()) as store:
        await in_time(replace(store, flowing([kept(each.kind, each.to_json()) for each in records]), saved))
    return saved.bodies


async def test_what_a_turn_had_read_stands_no_more(place):
    await keep_all(place, Member("web:jo"))
    async with closing(place.store()) as running, RefusedTurn(running, TurnConflict) as turn:
        await turn.get(Member, "web:jo")
        await restore(place)
        turn.put(Member("web:amal"))
    assert await everything(place) == NEW


async def test_nor_does_that_something_was_not_there(place):
    async with closing(place.store()) as running, RefusedTurn(running, TurnConflict) as turn:
        assert await turn.get(Session, "web:jo") is None
        await restore(place)
        turn.put(Member("web:amal"))
    assert await everything(place) == NEW


async def test_a_turn_that_has_read_nothing_comes_after(place):
    async with closing(place.store()) as running, running.turn("mine") as turn:
        await restore(place)
        turn.put(Member("web:amal"))
    assert await everything(place) == [Member("web:amal"), *NEW]


async def test_a_turn_that_has_an_arrival_in_hand_comes_before_and_is_in_the_safety_backup(place):
    await keep_all(place, ARRIVAL)
    async with closing(place.store()) as running:
        async with running.turn("mine", settles=ARRIVAL) as turn:
            restoring = asyncio.create_task(restore(place))
            await asyncio.to_thread(until_somebody_waits_for_a_table, place)
            turn.put(Member("web:amal"))
        assert (Member.kind, "web:amal") in (saved := await in_time(restoring))
        assert (Receipt.kind, ARRIVAL.key) in saved
    assert await everything(place) == NEW


def until_somebody_waits_for_a_table(place):
    look = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'record'::regclass"
    until = time.monotonic() + A_HANG
    while postgres_server.running().do(look, url=place.where) == [(0,)]:
        assert time.monotonic() < until


async def test_every_turn_that_was_kept_is_in_the_safety_backup_or_on_top_of_what_was_restored(place):
    await keep_all(place, Member("web:jo", since="0"), Session("web:jo", step="0"))
    taken, done, more = [], asyncio.Event(), asyncio.Condition()

    async def one_more(turn):
        member, session = await turn.get(Member, "web:jo"), await turn.get(Session, "web:jo")
        turn.put(Member("web:jo", since=str(int(member.since) + 1)))
        turn.put(Session("web:jo", step=str(int(session.step) + 1)))

    async def assistant(number):
        async with closing(place.store()) as running:
            while not done.is_set():
                await until_kept(running, f"{number}", one_more)
                async with more:
                    taken.append(number)
                    more.notify_all()

    async def some_are_taken():
        wanted = len(taken) + 5
        async with more:
            await more.wait_for(lambda: len(taken) >= wanted)

    async with asyncio.TaskGroup() as assistants:
        for number in range(3):
            assistants.create_task(assistant(number))
        await in_time(some_are_taken())
        saved = await restore(place)
        await in_time(some_are_taken())
        done.set()
    before = int(saved[Member.kind, "web:jo"]["since"])
    member, session = await everything(place)
    assert saved[Session.kind, "web:jo"]["step"] == str(before)
    assert member.since == session.step
    assert before + int(member.since) - RESTORED == len(taken)


async def test_a_database_that_goes_away_in_the_middle_of_a_restore_is_as_it_was(place):
    await keep_all(place, Member("web:amal"))

    async def broken_off():
        yield kept(NEW[0].kind, NEW[0].to_json())
        postgres_server.running().disconnect(place.where)

    async with closing(place.copies()) as store:
        with pytest.raises(StoreError, match="cannot be reached"):
            await in_time(replace(store, broken_off(), Saved()))
    assert await everything(place) == [Member("web:amal")]


async def test_a_database_that_goes_away_in_the_middle_of_a_backup_leaves_no_file(place, tmp_path):
    await keep_all(place, *(Member(f"web:{number}") for number in range(250)))  # more than a page

    async def broken_off(rows):
        async for row in rows:
            yield row
            postgres_server.running().disconnect(place.where)

    (tmp_path / "out").mkdir()
    async with closing(place.copies()) as store:
        with pytest.raises(StoreError, match="cannot be reached"):
            async with store.snapshot() as rows:
                await write_backup(tmp_path / "out" / "backup", FIRST, broken_off(rows))
    assert list((tmp_path / "out").iterdir()) == []
