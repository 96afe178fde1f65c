"""Two at the same moment, on every store: one code gives one role, and of two admins one stays."""

import asyncio

from at_once import meet
from people import Clock, Person

from bot.flows.invite import make_invite
from storage.records import AuditEvent, Invite, Member


async def test_of_two_who_use_one_code_at_once_exactly_one_gets_the_role(two):
    first, second, store = two
    made = make_invite("admin", Clock()())
    await store.append([made.record])
    people = [Person(first, "amal"), Person(second, "jo")]
    for person in people:
        await person.says("/help")
    meet(*people)
    await asyncio.gather(*(person.says(f"/code {made.code}") for person in people))
    got = ["Your role is now: admin." in person.sees for person in people]
    refused = ["That code does not work." in person.sees for person in people]
    assert sorted(got) == sorted(refused) == [False, True]
    assert len(await store.read(Member, "role:admin")) == 1
    assert len([each for each in await store.read(AuditEvent) if each.what == "invite used"]) == 1
    assert [bool(each.used) for each in await store.read(Invite)] == [True]


async def test_a_code_used_once_is_no_good_afterwards_for_the_same_person_or_another(two):
    first, second, store = two
    made = make_invite("curator", Clock()())
    await store.append([made.record])
    amal, jo = Person(first, "amal"), Person(second, "jo")
    await asyncio.gather(amal.says(f"/code {made.code}"), jo.says("/help"))
    for person in (amal, jo):
        await person.says(f"/code {made.code}")
        assert "That code does not work." in person.sees


async def test_of_two_admins_who_take_each_others_role_at_once_one_stays(two):
    first, second, store = two
    amal, jo = Person(first, "amal"), Person(second, "jo")
    ids = {amal.address: "AAAA2222", jo.address: "CCCC3333"}
    async with store.turn("test") as turn:
        for address, member_id in ids.items():
            turn.put(Member(address, role="admin", id=member_id))
    presses = [f"people:do:{ids[jo.address]}:visitor", f"people:do:{ids[amal.address]}:visitor"]
    for person, press in zip((amal, jo), presses, strict=True):
        await person.presses_data(press)
        assert "Shall I change it?" in person.sees
    meet(amal, jo)
    await asyncio.gather(*(each.presses_data(press) for each, press in zip((amal, jo), presses, strict=True)))
    assert len(await store.read(Member, "role:admin")) == 1
    done = ["It is now: no role" in person.sees for person in (amal, jo)]
    assert sorted(done) == [False, True]
    assert len([each for each in await store.read(AuditEvent) if each.what == "role changed"]) == 1
