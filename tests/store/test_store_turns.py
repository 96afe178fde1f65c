"""What every store promises of one turn, and of turns beside each other."""

import asyncio
from contextlib import suppress

import pytest
from store_places import assessment, forget, in_time, keep, kept

from storage.errors import TurnConflict
from storage.records import Arrival, Assessment, AuditEvent, Invite, Member, Session

HARRIET = Member("web:harriet", role="admin", since="2026-11-22")
AMINA = Member("web:amina")
INVITE = Invite("5feceb66", "assessor", made="2026-11-22", expires="2026-11-29")
EVENT = AuditEvent("2026-11-22-1", "2026-11-22", "web:harriet", "export", {"format": "xlsx"})


class Mishap(Exception):
    """Something that goes wrong in the middle of a turn."""


async def test_what_was_put_can_be_got_by_its_key(store):
    await keep(store, HARRIET, AMINA)

    assert await kept(store, Member, "web:harriet") == HARRIET


async def test_what_was_never_put_is_none(store):
    assert await kept(store, Member, "web:nobody") is None


async def test_records_of_two_kinds_may_have_the_same_key(store):
    session = Session("web:harriet", flow="assess")
    await keep(store, HARRIET, session)

    assert await kept(store, Member, "web:harriet") == HARRIET
    assert await kept(store, Session, "web:harriet") == session


async def test_putting_again_takes_the_place_of_the_first(store):
    await keep(store, HARRIET)
    await keep(store, Member("web:harriet", role="assessor"))

    assert await store.read(Member) == [Member("web:harriet", role="assessor")]


async def test_what_was_removed_is_gone(store):
    await keep(store, HARRIET)
    await forget(store, HARRIET)

    assert await kept(store, Member, "web:harriet") is None
    assert await store.read(Member, "role:admin") == []


async def test_removing_what_is_not_there_is_no_trouble(store):
    await keep(store, AMINA)
    await forget(store, HARRIET)

    assert await store.read(Member) == [AMINA]


async def test_what_was_removed_can_be_put_again(store):
    await keep(store, HARRIET)
    await forget(store, HARRIET)
    await keep(store, HARRIET)

    assert await store.read(Member, "role:admin") == [HARRIET]


async def test_reading_sorts_by_key_and_takes_only_one_kind(store):
    keys = ["b", "a", "B", "ä", "a|2", "a|10", "€", "😀", "\uffff"]
    await keep(store, *(Member(key) for key in keys), Session("0"))

    assert [member.key for member in await store.read(Member)] == sorted(keys)


async def test_finding_by_a_tag_sorts_by_key_and_takes_only_its_bearers(store):
    hers = [assessment(ref) for ref in ("k7", "a1", "c3")]
    await keep(store, *hers, assessment("b2", owner="web:amina"))

    async with store.turn("web:harriet") as turn:
        found = await turn.find(Assessment, "owner:web:harriet")
    assert [each.ref for each in found] == ["a1", "c3", "k7"]
    assert await store.read(Assessment, "owner:web:harriet") == found


async def test_a_tag_of_one_kind_does_not_find_another_kind(store):
    await keep(store, HARRIET)

    assert await store.read(Session, "role:admin") == []
    assert await store.read(Member, "role:no such") == []


async def test_a_record_is_found_by_the_tags_it_has_now(store):
    await keep(store, HARRIET)
    await keep(store, Member("web:harriet", role="assessor"))

    assert await store.read(Member, "role:admin") == []
    assert await store.read(Member, "role:assessor") == [Member("web:harriet", role="assessor")]


async def test_a_turn_gets_what_it_put_and_misses_what_it_removed(store):
    await keep(store, HARRIET)

    async with store.turn("web:harriet") as turn:
        turn.put(AMINA)
        turn.remove(Member, "web:harriet")
        assert await turn.get(Member, "web:amina") == AMINA
        assert await turn.get(Member, "web:harriet") is None


async def test_a_turn_finds_by_the_tags_that_it_gave(store):
    await keep(store, HARRIET, Member("web:bo", role="admin"), AMINA)

    async with store.turn("web:harriet") as turn:
        turn.put(Member("web:harriet", role="assessor"))
        turn.put(Member("web:amina", role="admin"))
        turn.put(Session("web:zoe"))
        turn.remove(Member, "web:bo")
        assert await turn.find(Member, "role:admin") == [Member("web:amina", role="admin")]
        assert await turn.find(Member, "role:assessor") == [Member("web:harriet", role="assessor")]


async def test_nobody_sees_a_turn_before_it_has_ended(store):
    await keep(store, HARRIET)

    async with store.turn("web:harriet") as turn:
        turn.put(AMINA)
        turn.remove(Member, "web:harriet")
        assert await store.read(Member) == [HARRIET]
        assert await kept(store, Member, "web:amina") is None
    assert await store.read(Member) == [AMINA]


async def test_the_last_change_of_a_turn_to_a_record_counts(store):
    async with store.turn("web:harriet") as turn:
        turn.put(HARRIET)
        turn.remove(Member, "web:harriet")
        turn.put(AMINA)
        turn.remove(Member, "web:amina")
        turn.put(Member("web:amina", role="assessor"))

    assert await store.read(Member) == [Member("web:amina", role="assessor")]


async def test_an_exception_in_the_block_keeps_nothing_and_goes_on(store):
    await keep(store, HARRIET)

    async def stumble() -> None:
        async with store.turn("web:harriet") as turn:
            turn.put(AMINA)
            turn.remove(Member, "web:harriet")
            raise Mishap

    with pytest.raises(Mishap):
        await stumble()
    assert await store.read(Member) == [HARRIET]


async def test_after_an_exception_the_lock_is_free_again(store):
    with pytest.raises(Mishap):
        async with store.turn("web:harriet"):
            raise Mishap
    await in_time(keep(store, HARRIET, lock="web:harriet"))

    assert await store.read(Member) == [HARRIET]


async def test_changing_a_record_in_place_changes_nothing_that_is_kept(store):
    hers = assessment("k7", profile={"name": "Hope House"})
    await keep(store, hers)
    hers.profile["name"] = "changed after it was put"
    (read,) = await store.read(Assessment)
    read.profile["name"] = "changed after it was read"

    # A store may no longer know then what the turn had read: a conflict is as good as nothing.
    with suppress(TurnConflict):
        async with store.turn("mine") as turn:
            got = await turn.get(Assessment, "k7")
            got.profile["name"] = "changed and not put"
    assert (await kept(store, Assessment, "k7")).profile == {"name": "Hope House"}


async def test_the_insides_of_a_raw_update_cannot_be_changed_in_place_either(store):
    await keep(store, Arrival("telegram", 1, "7", {"message": {"text": "as it came"}}))
    (read,) = await store.read(Arrival)
    read.body["message"]["text"] = "changed"

    assert (await store.read(Arrival))[0].body == {"message": {"text": "as it came"}}


async def test_a_turn_can_take_back_all_that_it_has_changed_and_go_on(store):
    await keep(store, HARRIET)

    async with store.turn("web:harriet") as turn:
        turn.put(AMINA)
        turn.remove(Member, "web:harriet")
        turn.undo()
        assert await turn.find(Member, "role:admin") == [HARRIET]
        turn.put(Session("web:harriet"))
    assert await store.read(Member) == [HARRIET]
    assert await store.read(Session) == [Session("web:harriet")]


async def test_a_turn_that_does_nothing_is_no_trouble(store):
    async with store.turn("web:harriet"):
        pass

    assert await store.read(Member) == []


async def test_turns_with_one_lock_come_one_after_the_other(store):
    inside: list[str] = []
    most = 0

    async def come(name: str) -> None:
        nonlocal most
        async with store.turn("web:harriet") as turn:
            inside.append(name)
            most = max(most, len(inside))
            count = await turn.get(Session, "counter") or Session("counter", step="0")
            await asyncio.sleep(0)
            turn.put(Session("counter", step=str(int(count.step) + 1)))
            inside.remove(name)

    await in_time(asyncio.gather(*(come(f"turn {number}") for number in range(40))))
    assert most == 1
    assert await kept(store, Session, "counter") == Session("counter", step="40")


async def test_turns_with_different_locks_are_open_at_the_same_time(store):
    both = asyncio.Barrier(2)

    async def meet(member: Member) -> None:
        async with store.turn(member.key) as turn:
            turn.put(member)
            await both.wait()

    await in_time(asyncio.gather(meet(HARRIET), meet(AMINA)))
    assert await store.read(Member) == [AMINA, HARRIET]


async def test_many_turns_at_once_all_land(store):
    members = [Member(f"web:{number:03}") for number in range(300)]
    await in_time(asyncio.gather(*(keep(store, member, lock=member.key) for member in members)))

    assert await store.read(Member) == members


async def test_a_cancelled_turn_keeps_nothing_and_frees_its_lock(store):
    inside = asyncio.Event()

    async def linger() -> None:
        async with store.turn("web:harriet") as turn:
            turn.put(HARRIET)
            inside.set()
            await asyncio.Event().wait()

    lingering = asyncio.create_task(linger())
    await in_time(inside.wait())
    lingering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await lingering
    await in_time(keep(store, AMINA, lock="web:harriet"))

    assert await store.read(Member) == [AMINA]


async def test_one_who_stops_waiting_for_a_lock_leaves_it_to_the_others(store):
    async with store.turn("web:harriet") as turn:
        turn.put(HARRIET)
        impatient = asyncio.create_task(keep(store, Member("web:impatient"), lock="web:harriet"))
        patient = asyncio.create_task(keep(store, AMINA, lock="web:harriet"))
        await asyncio.sleep(0)
        impatient.cancel()
        with pytest.raises(asyncio.CancelledError):
            await impatient
    await in_time(patient)

    assert await store.read(Member) == [AMINA, HARRIET]


async def test_invites_and_events_can_be_added_without_a_turn(store):
    await store.append([INVITE, EVENT])

    assert await kept(store, Invite, INVITE.key) == INVITE
    assert await store.read(AuditEvent) == [EVENT]


async def test_nothing_else_can_be_added_without_a_turn(store):
    with pytest.raises(ValueError, match="can be appended"):
        await store.append([INVITE, HARRIET])

    assert await store.read(Member) == []
    assert await store.read(Invite) == []


async def test_what_was_kept_is_there_when_the_store_is_opened_again(durable_place):
    store = await durable_place.open()
    await keep(store, HARRIET, AMINA, assessment("k7"), INVITE)
    await forget(store, AMINA)
    await store.append([EVENT])
    await store.close()

    store = await durable_place.open()
    assert await store.read(Member) == [HARRIET]
    assert await store.read(Member, "role:admin") == [HARRIET]
    assert await store.read(Member, "role:visitor") == []
    assert await kept(store, Assessment, "k7") == assessment("k7")
    assert (await store.read(Invite), await store.read(AuditEvent)) == ([INVITE], [EVENT])
    await store.close()


async def test_many_turns_at_once_are_all_there_when_the_store_is_opened_again(durable_place):
    store = await durable_place.open()
    members = [Member(f"web:{number:03}") for number in range(300)]
    await in_time(asyncio.gather(*(keep(store, member, lock=member.key) for member in members)))
    await store.close()

    store = await durable_place.open()
    assert await store.read(Member) == members
    await store.close()
