"""Two places of one person at the same moment, on every store: nothing is lost or comes back by half."""

import asyncio
from contextlib import suppress

from at_once import meet
from linked import NO, YES, links, makes_a_code
from people import Person
from walking import reaches_the_areas

from bot.messages import Message
from storage.errors import Taken
from storage.records import Arrival, Assessment, Handled, LinkCode, Member, Receipt, Session


async def test_of_two_who_use_one_code_at_once_exactly_one_is_linked(two):
    first, second, store = two
    amal, jo, sam = Person(first, "amal"), Person(first, "jo"), Person(second, "sam")
    code = await makes_a_code(amal)
    for person in (jo, sam):
        await person.says(f"/link {code}")
        assert person.choices == [YES, NO]
    meet(jo, sam)
    await asyncio.gather(jo.presses(YES), sam.presses(YES))
    done = ["Done. These places are linked:" in person.sees for person in (jo, sam)]
    refused = ["That code does not work here." in person.sees for person in (jo, sam)]
    assert sorted(done) == sorted(refused) == [False, True]
    linked = {each.address: each.link.id for each in await store.read(Member) if each.link}
    assert set(linked) == {amal.address, (jo if done[0] else sam).address}
    assert len(set(linked.values())) == 1
    assert await store.read(LinkCode) == []


async def test_two_who_join_one_place_by_different_codes_at_once_all_belong_together(two):
    first, second, store = two
    amal, other, jo, sam = (
        Person(app, name)
        for app, name in zip((first, first, first, second), ("amal", "other", "jo", "sam"), strict=True)
    )
    await links(amal, other)
    for person, maker in ((jo, amal), (sam, other)):
        await person.says(f"/link {await makes_a_code(maker)}")
    meet(jo, sam)
    await asyncio.gather(jo.presses(YES), sam.presses(YES))
    links_ = [each.link for each in await store.read(Member)]
    assert len(links_) == 4
    assert len({each.id for each in links_}) == 1


async def test_who_is_linked_while_they_are_forgotten_is_forgotten_too_or_not_linked(two):
    first, second, store = two
    amal, jo = Person(first, "amal"), Person(second, "jo")
    await jo.says(f"/link {await makes_a_code(amal)}")
    await amal.says("/forget")
    meet(amal, jo)
    await asyncio.gather(amal.presses("Yes, delete it"), jo.presses(YES))
    assert amal.address not in {each.address for each in await store.read(Member)} or (
        "Nothing was deleted." in amal.sees and "Done." in jo.sees
    )
    assert await store.read(LinkCode) == []


async def test_forgetting_here_while_the_other_place_answers_leaves_nothing_of_either(two):
    first, second, store = two
    page, other = Person(first, "page"), Person(second, "other")
    await reaches_the_areas(other, organisation="Moorland")
    await other.presses("Leadership")
    await links(other, page)
    await page.says("/forget")
    meet(page, other)
    await asyncio.gather(page.presses("Yes, delete it"), other.presses("3 Embedded"))
    assert "Done." in page.sees
    assert other.replies  # before it went, or as somebody new
    assert await store.read(Assessment) == []
    assert [each.address for each in await store.read(Session)] in ([], [other.address])
    assert all(each.passing and not each.assessment for each in await store.read(Session))
    assert not any(each.agreed or each.link for each in await store.read(Member))
    assert "Moorland" not in str([each.to_json() for each in await store.read(Handled)])


async def test_both_places_forgetting_at_once_are_both_told_that_all_is_gone(two):
    first, second, store = two
    page, other = Person(first, "page"), Person(second, "other")
    await links(other, page)
    for person in (page, other):
        await person.says("/forget")
    meet(page, other)
    await asyncio.gather(*(person.presses("Yes, delete it") for person in (page, other)))
    assert all("Done." in person.sees for person in (page, other))
    assert await store.read(Member) == await store.read(Session) == await store.read(Handled) == []


async def test_updates_of_a_chat_that_is_forgotten_from_elsewhere_are_all_answered(two):
    first, second, store = two
    page, chat = Person(first, "page"), Person(second, "4711", channel="telegram")
    await links(chat, page)
    await page.says("/forget")
    updates = [Arrival("telegram", number, "4711", {}) for number in (1, 2)]
    async with store.turn("inbox") as turn:
        for each in updates:
            turn.put(each)
    meet(page, chat)
    await asyncio.gather(page.presses("Yes, delete it"), worked_off(chat, updates[0], store))
    await worked_off(chat, updates[1], store)
    assert "Done." in page.sees
    assert await store.read(Arrival) == []
    assert len(await store.read(Receipt)) == 2
    waits = await store.read(Handled, f"to-send:{chat.address}")
    assert "forgotten" in {each.message_id.partition("-")[0] for each in waits}
    assert "u2" in {each.message_id for each in waits}
    assert all(each.passing for each in await store.read(Session))


async def worked_off(person, arrival, store):
    """Answer an update as a lane does: again while somebody else has it in hand."""
    message = Message(f"u{arrival.number}", person.sender, text="/help", place=person.sender.id)
    while not await store.fetch(Receipt, arrival.key):
        with suppress(Taken):
            await person._app.assistant.handle(message, deliver=True, settles=arrival)
