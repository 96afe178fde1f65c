"""When somebody changes what a turn has read, the turn is refused whole, and can be taken again."""

import asyncio

import pytest
from store_places import RefusedTurn, assessment, forget, in_time, keep, kept, until_kept

from storage.errors import StoreError, TurnConflict
from storage.records import Assessment, Invite, Member, Session
from storage.unit import Shelf, Unit

HARRIET = Member("web:harriet", role="admin")
LESS = Member("web:harriet", role="assessor")
INVITE = Invite("5feceb66", "assessor", made="2026-11-22", expires="2026-11-29")
USED = Invite("5feceb66", "assessor", made="2026-11-22", expires="2026-11-29", used="2026-11-23")


async def get_her(turn):
    await turn.get(Member, "web:harriet")


async def find_admins(turn):
    await turn.find(Member, "role:admin")


async def change_her(store):
    await keep(store, LESS)


async def remove_her(store):
    await forget(store, HARRIET)


@pytest.mark.parametrize("change", [change_her, remove_her])
@pytest.mark.parametrize("look", [get_her, find_admins])
async def test_what_was_read_and_then_changed_is_a_conflict(store, look, change):
    await keep(store, HARRIET)

    async with RefusedTurn(store) as turn:
        await look(turn)
        await change(store)
        turn.put(Session("mine"))
    assert await kept(store, Session, "mine") is None


async def test_what_was_not_there_and_now_is_is_a_conflict(store):
    async with RefusedTurn(store) as turn:
        assert await turn.get(Member, "web:harriet") is None
        await keep(store, HARRIET)
        turn.put(LESS)
    assert await store.read(Member) == [HARRIET]


async def test_what_was_not_there_and_is_then_found_is_a_conflict(store):
    async with RefusedTurn(store) as turn:
        assert await turn.get(Member, "web:harriet") is None
        await keep(store, HARRIET)
        await turn.find(Member, "role:admin")
        turn.put(Session("mine"))
    assert await kept(store, Session, "mine") is None


async def test_an_invite_that_was_used_meanwhile_is_a_conflict(store):
    await store.append([INVITE])

    async with RefusedTurn(store) as turn:
        await turn.get(Invite, INVITE.key)
        await keep(store, USED)
        turn.put(Member("web:late", role="assessor"))
    assert await store.read(Member) == []


async def test_an_invite_that_was_not_there_and_now_is_is_a_conflict(store):
    async with RefusedTurn(store) as turn:
        assert await turn.get(Invite, INVITE.key) is None
        await store.append([INVITE])
        turn.put(Session("mine"))
    assert await kept(store, Session, "mine") is None


async def test_a_conflict_is_a_store_error_so_that_one_except_catches_all(store):
    async with RefusedTurn(store, StoreError) as turn:
        await turn.get(Member, "web:harriet")
        await keep(store, HARRIET)


async def test_a_turn_that_only_read_learns_that_it_saw_two_different_times(store):
    await keep(store, Session("left", step="1"), Session("right", step="1"))

    async with RefusedTurn(store) as turn:
        left = await turn.get(Session, "left")
        await keep(store, Session("left", step="2"), Session("right", step="2"))
        right = await turn.get(Session, "right")
        assert (left.step, right.step) == ("1", "2")


async def test_a_turn_that_only_read_invites_learns_it_too(store):
    await store.append([INVITE])

    async with RefusedTurn(store) as turn:
        await turn.get(Invite, INVITE.key)
        await keep(store, USED)


async def test_a_conflict_keeps_nothing_of_the_turn(store):
    await keep(store, HARRIET, Session("old"))

    async with RefusedTurn(store) as turn:
        await turn.get(Member, "web:harriet")
        await keep(store, LESS)
        turn.put(Member("web:amina"))
        turn.put(assessment("k7"))
        turn.remove(Session, "old")
    assert await store.read(Member) == [LESS]
    assert await store.read(Assessment) == []
    assert await store.read(Session) == [Session("old")]


async def test_a_conflict_leaves_nothing_behind_on_disk(durable_place):
    store = await durable_place.open()
    async with RefusedTurn(store) as turn:
        await turn.get(Member, "web:harriet")
        await turn.get(Invite, INVITE.key)
        await keep(store, HARRIET, USED)
        turn.put(assessment("k7"))
        turn.put(INVITE)
    await store.close()

    store = await durable_place.open()
    assert (await store.read(Member), await store.read(Assessment)) == ([HARRIET], [])
    assert await store.read(Invite) == [USED]
    await store.close()


async def test_after_a_conflict_the_same_turn_can_be_taken_again(store):
    await keep(store, HARRIET)
    tries = []

    async def count_and_put(turn):
        her = await turn.get(Member, "web:harriet")
        tries.append(her.role)
        if len(tries) == 1:
            await keep(store, LESS)
        turn.put(Session("mine", step=her.role))

    await in_time(until_kept(store, "mine", count_and_put))
    assert tries == ["admin", "assessor"]
    assert await kept(store, Session, "mine") == Session("mine", step="assessor")


async def test_what_was_read_still_counts_after_the_turn_has_taken_back_its_changes(store):
    await keep(store, HARRIET)

    async with RefusedTurn(store) as turn:
        await turn.get(Member, "web:harriet")
        turn.undo()
        await keep(store, LESS)
        turn.put(Session("mine"))
    assert await kept(store, Session, "mine") is None


async def test_a_record_that_was_only_put_is_no_conflict(store):
    async with store.turn("mine") as turn:
        turn.put(HARRIET)
        await keep(store, LESS)

    assert await store.read(Member) == [HARRIET]


async def test_two_who_put_the_same_record_at_once_both_succeed(store):
    roles = [f"role {number}" for number in range(20)]
    await keep(store, Session("web:x"))  # somebody known: of two who are the first to keep something, one is
    await in_time(asyncio.gather(*(keep(store, Member("web:x", role=role), lock=role) for role in roles)))

    (one,) = await store.read(Member)
    assert one.role in roles


async def test_what_somebody_else_changed_is_no_conflict_for_one_who_did_not_read_it(store):
    await keep(store, HARRIET)

    async with store.turn("mine") as turn:
        await turn.get(Member, "web:amina")
        await keep(store, LESS, Session("web:harriet"))
        turn.put(Session("mine"))
    assert await kept(store, Session, "mine") == Session("mine")


async def test_what_a_turn_itself_has_changed_is_no_conflict(store):
    await keep(store, HARRIET)

    async with store.turn("mine") as turn:
        await turn.find(Member, "role:admin")
        turn.put(LESS)
        assert await turn.get(Member, "web:harriet") == LESS
        turn.remove(Member, "web:harriet")
    assert await store.read(Member) == []


async def test_no_count_is_lost_when_many_count_at_once_under_different_locks(store):
    async def count(turn):
        counter = await turn.get(Session, "counter") or Session("counter", step="0")
        await asyncio.sleep(0)
        turn.put(Session("counter", step=str(int(counter.step) + 1)))

    await in_time(asyncio.gather(*(until_kept(store, f"lock {number}", count) for number in range(25))))
    assert await kept(store, Session, "counter") == Session("counter", step="25")


async def test_two_turns_that_each_write_what_the_other_read_cannot_both_be_kept(store):
    await keep(store, Session("left", step="on call"), Session("right", step="on call"))
    both_have_read = asyncio.Barrier(2)

    async def go_home(mine: str, other: str) -> None:
        async with store.turn(mine) as turn:
            if (await turn.get(Session, other)).step == "on call":
                await both_have_read.wait()
                turn.put(Session(mine, step="home"))

    outcomes = await in_time(
        asyncio.gather(go_home("left", "right"), go_home("right", "left"), return_exceptions=True)
    )
    assert [type(outcome) for outcome in outcomes if outcome] == [TurnConflict]
    assert sorted(each.step for each in await store.read(Session)) == ["home", "on call"]


async def test_one_invite_makes_one_assessor_however_many_use_it_at_once(store):
    await store.append([INVITE])

    async def redeem(name: str) -> None:
        async def use(turn):
            invite = await turn.get(Invite, INVITE.key)
            if not invite.used:
                turn.put(Invite(INVITE.key, INVITE.role, INVITE.made, INVITE.expires, used=name))
                turn.put(Member(name, role=invite.role))

        await until_kept(store, name, use)

    await in_time(asyncio.gather(*(redeem(f"web:{number}") for number in range(20))))
    (winner,) = await store.read(Member)
    assert (await kept(store, Invite, INVITE.key)).used == winner.address


async def test_of_two_looks_side_by_side_the_turn_stands_by_the_first():
    answers = [asyncio.get_running_loop().create_future() for _ in range(2)]
    asked = iter(answers)

    class Slow(Shelf):
        async def fetch(self, kind, key):
            return await next(asked)

    unit = Unit(Slow())
    looks = [asyncio.create_task(unit.get(Member, HARRIET.key)) for _ in range(2)]
    await asyncio.sleep(0)  # both are on their way
    for answer, found in zip(answers, [None, HARRIET], strict=True):  # she came between them
        answer.set_result(found)
    assert await asyncio.gather(*looks) == [None, None]
    assert list(unit.seen.values()) == [None]
