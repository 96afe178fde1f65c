"""Exports of somebody who is an admin no more: none is made, none is handed over, and nothing stays."""

import asyncio
from dataclasses import replace

import pytest
from people import Person, becomes_admin
from walking import reaches_the_areas

from storage.records import Answer, AuditEvent, ExportJob, ExportPiece, Member

BOTH_STORES = True


@pytest.fixture
async def boss(app, clock):
    boss = Person(app, "boss")
    await becomes_admin(app, boss, clock())
    return boss


@pytest.fixture
async def large(app, amal, monkeypatch):
    """Many assessments with long notes: several pieces of a file, made apart."""
    monkeypatch.setattr("bot.flows.export.flow.SMALL", 0)
    await reaches_the_areas(amal, organisation="Moorland")
    one = await amal.assessment()
    note = "".join(chr(0x4E00 + (7 * number) % 20_000) for number in range(9_000))
    async with app.store.turn("filling") as turn:
        for number in range(12):
            turn.put(replace(one, ref=f"REF{number:05}", answers={"L1": Answer(1, note[number:], at="")}))


async def is_demoted(app, admin, person):
    [member] = [each for each in await app.store.read(Member) if each.address == person.address]
    await admin.presses_data(f"people:ask:{member.id}:curator")
    await admin.presses("Yes, change it")


async def loses_the_role(app, person):
    """As by any other way than /people: nothing else is tidied up."""
    async with app.store.turn("somebody") as turn:
        turn.put(replace(await turn.get(Member, person.address), role="curator"))


async def left(app):
    return [*await app.store.read(ExportJob), *await app.store.read(ExportPiece)]


async def exports(app):
    return [each for each in await app.store.read(AuditEvent) if each.what == "export"]


async def test_with_the_role_go_the_exports_and_nobody_elses(app, boss, priya):
    await priya.says("/export json")
    await boss.says("/export json")
    assert len(await left(app)) == 4
    await is_demoted(app, priya, boss)
    assert {each.address for each in await left(app)} == {priya.address}
    assert len(await left(app)) == 2


async def test_a_link_works_for_admins_only(app, boss, priya):
    await boss.says("/export json")
    [document] = boss.documents
    await loses_the_role(app, boss)
    assert await app.fetching.take(boss.address, document.link) is None
    assert len(await left(app)) == 2  # not taken either


async def test_a_file_is_handed_over_to_admins_only(app, priya):
    await priya.says("/export json")
    [document] = priya.documents
    assert await app.fetching.content(document)
    await loses_the_role(app, priya)
    assert await app.fetching.content(document) is None


async def test_a_file_in_the_making_is_not_made_on(app, boss, priya, large):
    await boss.says("/export json")
    rounds = asyncio.create_task(app.upkeep.once())
    while not await app.store.read(ExportPiece):  # noqa: ASYNC110 - a store tells nobody of what it keeps
        await asyncio.sleep(0)
    await is_demoted(app, priya, boss)
    await rounds
    await app.upkeep.once()
    assert await left(app) == []
    assert await exports(app) == []


async def test_a_file_is_not_made_when_the_role_went_another_way_meanwhile(app, boss, large):
    await boss.says("/export json")
    rounds = asyncio.create_task(app.upkeep.once())
    while not await app.store.read(ExportPiece):  # noqa: ASYNC110
        await asyncio.sleep(0)
    await loses_the_role(app, boss)
    await rounds
    assert await exports(app) == []
    await app.upkeep.once()
    assert await left(app) == []


async def test_what_waits_is_not_begun_for_somebody_who_is_no_admin(app, boss, large):
    await boss.says("/export json")
    await loses_the_role(app, boss)
    await app.upkeep.once()
    assert await left(app) == []
    assert await exports(app) == []


async def test_an_admin_who_is_forgotten_leaves_no_small_export(app, boss, priya):
    await boss.says("/export json")
    [document] = boss.documents
    await boss.says("/forget")
    await boss.presses("Yes, delete it")
    assert await app.fetching.take(boss.address, document.link) is None
    assert await left(app) == []
