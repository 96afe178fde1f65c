"""Two at the same moment, on every store: one code gives one role, and of two admins one stays."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from people import NO_HURRY, Clock, Person
from store_places import EVERYWHERE, PLACES

from bot.app import App, assemble
from bot.flows.invite import make_invite
from storage.records import AuditEvent, Invite, Member
from storage.store import Store, Turn

A_HANG = 30


class Meeting:
    """Passes all on to a store. The first turns of two people both run to their end before one is kept."""

    def __init__(self, store: Store, barrier: asyncio.Barrier) -> None:
        self._store = store
        self._barrier = barrier
        self._met: set[str] = set()

    @asynccontextmanager
    async def turn(self, lock: str, settles: object = None) -> AsyncIterator[Turn]:
        async with self._store.turn(lock) as turn:
            yield turn
            if lock not in self._met:
                self._met.add(lock)
                async with asyncio.timeout(A_HANG):
                    await self._barrier.wait()

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


@pytest.fixture(params=EVERYWHERE)
async def two(request, tmp_path, content, monkeypatch, answers) -> AsyncIterator[tuple[App, App, Store]]:
    """Two assistants on one store (each with a connection of its own, where it is shared), and the store."""
    monkeypatch.setattr("bot.app.Answers", lambda *_: answers)
    place = PLACES[request.param](tmp_path)
    one = await place.open()
    other = await place.open() if one.shared else one
    barrier, clock = asyncio.Barrier(2), Clock()
    apps = [assemble(content, Meeting(each, barrier), clock, rates=NO_HURRY) for each in (one, other)]
    yield (*apps, one)
    for store in {id(each): each for each in (one, other)}.values():
        await store.close()
    place.forget()


async def test_of_two_who_use_one_code_at_once_exactly_one_gets_the_role(two):
    first, second, store = two
    made = make_invite("admin", Clock()())
    await store.append([made.record])
    people = [Person(first, "amal"), Person(second, "jo")]
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
        person._app.store._met.add(person.address)  # the asking is done one after the other
        await person.presses_data(press)
        assert "Shall I change it?" in person.sees
        person._app.store._met.clear()
    await asyncio.gather(*(each.presses_data(press) for each, press in zip((amal, jo), presses, strict=True)))
    assert len(await store.read(Member, "role:admin")) == 1
    done = ["It is now: no role" in person.sees for person in (amal, jo)]
    assert sorted(done) == [False, True]
    assert len([each for each in await store.read(AuditEvent) if each.what == "role changed"]) == 1
