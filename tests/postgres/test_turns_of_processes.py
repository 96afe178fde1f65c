"""Turns of several processes on one database are as if they came one by one."""

import asyncio
import random

import psycopg
import pytest
from sessions import waiting_for_locks

from storage.errors import TurnConflict
from storage.records import AuditEvent, Invite, Member, Session

A_HANG = 60
INVITE = Invite("5feceb66", "assessor", made="2026-11-22", expires="2026-11-29")


async def take(store, lock, *records):
    async with asyncio.timeout(A_HANG), store.turn(lock) as turn:
        for record in records:
            turn.put(record)


async def until_kept(store, lock, what):
    """Take a turn again for as long as it conflicts, as the assistant does; say how often it did."""
    conflicts = 0
    while True:
        try:
            async with asyncio.timeout(A_HANG), store.turn(lock) as turn:
                await what(turn)
        except TurnConflict:
            conflicts += 1
        else:
            return conflicts


async def test_what_another_process_has_changed_is_a_conflict(stores):
    await take(stores[0], "a", Member("web:x", role="visitor"))

    turn = stores[0].turn("mine")
    mine = await turn.__aenter__()
    await mine.get(Member, "web:x")
    await take(stores[1], "b", Member("web:x", role="admin"))
    mine.put(Session("web:x"))
    with pytest.raises(TurnConflict):
        await turn.__aexit__(None, None, None)
    assert await stores[2].read(Session) == []


@pytest.mark.parametrize("there", [False, True], ids=["names that are not there", "records that are"])
async def test_two_turns_that_each_write_what_the_other_read_cannot_both_be_kept(stores, there):
    if there:
        await take(stores[2], "before", Session("left"), Session("right"))
    both_have_read = asyncio.Barrier(2)

    async def write(store, mine, other):
        async with store.turn(mine) as turn:
            seen = await turn.get(Session, other)
            await both_have_read.wait()
            turn.put(Session(mine, step="written"))
            return seen

    for _ in range(10):
        outcomes = await asyncio.wait_for(
            asyncio.gather(
                write(stores[0], "left", "right"), write(stores[1], "right", "left"), return_exceptions=True
            ),
            A_HANG,
        )
        assert sorted(type(outcome) is TurnConflict for outcome in outcomes) == [False, True]
        async with stores[2].turn("again") as turn:
            for key in ("left", "right"):
                if there:
                    turn.put(Session(key))
                else:
                    turn.remove(Session, key)


async def test_turns_with_one_lock_come_one_after_the_other_whichever_process_takes_them(stores):
    inside = most = 0

    async def count(turn):
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        counter = await turn.get(Session, "counter") or Session("counter", step="0")
        await asyncio.sleep(0)
        turn.put(Session("counter", step=str(int(counter.step) + 1)))
        inside -= 1

    turns = [until_kept(store, "one lock", count) for store in stores for _ in range(10)]
    conflicts = await asyncio.wait_for(asyncio.gather(*turns), A_HANG)
    assert (most, sum(conflicts)) == (1, 0)
    assert await stores[0].read(Session) == [Session("counter", step="30")]


async def test_money_that_is_handed_about_by_all_at_once_is_neither_made_nor_lost(stores):
    """Accounts come and go: somebody who has nothing is not there."""
    names = ["a", "b", "c", "d"]
    dice = random.Random(4)
    await take(stores[0], "before", Session("a", step="100"))

    async def hand_over(store, number):
        giver, taker = dice.sample(names, 2)

        async def move(turn):
            has, gets = [await turn.get(Session, name) or Session(name, step="0") for name in (giver, taker)]
            part = int(has.step) // 2 or int(has.step)
            for name, amount in ((giver, int(has.step) - part), (taker, int(gets.step) + part)):
                turn.put(Session(name, step=str(amount))) if amount else turn.remove(Session, name)

        return await until_kept(store, f"lock {number}", move)

    turns = [hand_over(store, number) for number in range(40) for store in stores]
    conflicts = await asyncio.wait_for(asyncio.gather(*turns), A_HANG)
    assert sum(int(each.step) for each in await stores[0].read(Session)) == 100
    assert sum(conflicts) > 0


async def test_an_invite_that_another_process_adds_is_seen_by_one_who_found_none(stores):
    turn = stores[0].turn("mine")
    mine = await turn.__aenter__()
    assert await mine.get(Invite, INVITE.key) is None
    await stores[1].append([INVITE, AuditEvent("1", "2026-11-22", "operator", "invite made")])
    mine.put(Session("mine"))
    with pytest.raises(TurnConflict):
        await turn.__aexit__(None, None, None)


async def test_one_who_adds_waits_for_a_turn_that_is_being_kept_and_found_none(stores, database):
    """The name is locked while the other is in its last step: here, held up by a row that it reads."""
    await take(stores[0], "before", Session("held"))
    async with await psycopg.AsyncConnection.connect(database) as holder:
        await holder.execute("SELECT FROM record WHERE key = 'held' FOR UPDATE")

        async def look(turn):
            await turn.get(Session, "held")
            if await turn.get(Invite, INVITE.key) is None:
                turn.put(Session("there was none"))

        looking = asyncio.create_task(until_kept(stores[0], "mine", look))
        await waiting_for_locks(database, 1)
        adding = asyncio.create_task(stores[1].append([INVITE]))
        await waiting_for_locks(database, 2)
        await holder.rollback()
    assert await asyncio.wait_for(looking, A_HANG) == 0
    await asyncio.wait_for(adding, A_HANG)
    assert [each.key for each in await stores[2].read(Session)] == ["held", "there was none"]


async def test_two_turns_that_would_wait_for_each_other_are_a_conflict_and_not_for_ever(stores, database):
    await take(stores[0], "before", Session("a"), Session("b"))

    async def change_both(turn):
        turn.put(Session("a", step="kept"))
        turn.put(Session("b", step="kept"))

    async with await psycopg.AsyncConnection.connect(database) as other:  # somebody who minds no order
        await other.execute("SET LOCAL deadlock_timeout = '10min'")  # the turn is the one to give way
        await other.execute("SELECT FROM record WHERE key = 'b' FOR UPDATE")
        changing = asyncio.create_task(until_kept(stores[0], "mine", change_both))
        await waiting_for_locks(database, 1)
        await asyncio.wait_for(other.execute("SELECT FROM record WHERE key = 'a' FOR UPDATE"), A_HANG)
        await other.rollback()
    assert await asyncio.wait_for(changing, A_HANG) == 1
    assert {each.step for each in await stores[2].read(Session)} == {"kept"}


async def test_tags_are_what_the_last_turn_left_whoever_changes_a_record_at_once(stores):
    async def change(store, number):
        async with store.turn(f"lock {number}") as turn:
            turn.put(Member("web:x", role=f"role {number}"))

    await asyncio.gather(*(change(store, number) for number in range(10) for store in stores))
    (member,) = await stores[0].read(Member)
    assert await stores[1].tags(Member, "role:") == [f"role:{member.role}"]
