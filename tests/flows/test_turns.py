"""One turn is one transaction: all of it is kept, or nothing is, and a repeat finds what was said."""

import pytest
from people import BusyStore, Person, StoreThatCannotKeep
from teams import joins, leads
from walking import agrees, has_answered, reaches_the_first_question

from bot.commands import Command
from bot.errors import BotError
from bot.messages import Message
from bot.remembered import REMEMBERED
from storage.errors import StoreError
from storage.memory_store import MemoryStore
from storage.records import Handled, Member, Session


async def test_a_turn_whose_records_changed_meanwhile_is_taken_again(app, store, jo):
    store.store = BusyStore(busy=0)
    await reaches_the_first_question(jo)
    store.store.busy = 5
    await jo.presses("2 In place")
    assert "L1: 2 In place. Saved." in jo.sees
    assert await has_answered(jo, "L1") == "2"


async def test_a_turn_is_not_taken_for_ever(store, jo):
    store.store = BusyStore(busy=1_000)
    with pytest.raises(StoreError):
        await jo.says("/start")
    assert store.store.busy > 900


async def test_what_could_not_be_kept_is_not_shown_as_saved(store, jo):
    store.store = StoreThatCannotKeep()
    with pytest.raises(StoreError):
        await agrees(jo)
    assert await store.everything() == []


async def test_with_the_store_down_a_question_is_an_error_and_no_guess(store, jo):
    store.goes_down()
    with pytest.raises(StoreError):
        await jo.says("What does it cost?")


async def test_once_the_store_is_back_the_conversation_goes_on(store, jo):
    await reaches_the_first_question(jo)
    working = store.store
    store.goes_down()
    with pytest.raises(StoreError):
        await jo.presses("1 Early")
    store.store = working
    await jo.presses("2 In place")
    assert await has_answered(jo, "L1") == "2"


async def test_the_replies_of_the_last_twenty_messages_are_kept_and_no_more(app, jo):
    for _ in range(30):
        await jo.says("/help")
    assert len(await app.store.read(Handled)) == 20
    assert len((await jo.session()).handled) == 20


async def test_one_of_longer_ago_that_comes_again_changes_nothing_and_says_so(app, store, jo):
    await reaches_the_first_question(jo)
    first = Message("longer-ago", jo.sender, text="3")
    await app.assistant.handle(first)
    assert await has_answered(jo, "L1") == "3"
    await jo.presses("Back")
    await jo.presses("1 Early")
    for _ in range(25):
        await jo.says("/help")
    before = await store.everything()
    [said] = await app.assistant.handle(first)
    assert "before" in said.text
    assert await store.everything() == before
    assert await has_answered(jo, "L1") == "1"


async def test_a_call_for_help_of_longer_ago_is_answered_again(app, jo):
    first = Message("longer-ago", jo.sender, text="I want to kill myself")
    said = await app.assistant.handle(first)
    for _ in range(25):
        await jo.says("/help")
    assert await app.assistant.handle(first) == said[:1]


async def test_a_call_for_help_is_answered_again_though_its_sender_may_not_read_old_replies(app, amal, jo):
    await leads(amal)
    await joins(amal, jo, "Human resources")
    call = Message("call", jo.sender, text="I want to kill myself")
    more = Message("more", jo.sender, text="/assessments")
    said = [(await app.assistant.handle(each))[0] for each in (call, more)]
    await amal.says("/team")
    await amal.presses("Human resources 1")
    await amal.presses("Remove this person")
    await amal.presses("Yes, remove them")
    assert await app.assistant.handle(call) == (said[0],)
    [told] = await app.assistant.handle(more)
    assert told != said[1]
    assert told.text.startswith("I had this message from you before")


async def test_replies_still_to_be_sent_are_kept_however_many(app, jo):
    for number in range(30):
        await app.assistant.handle(Message(f"d{number}", jo.sender, text="/help"), deliver=True)
    waiting = await app.store.read(Handled, f"to-send:{jo.address}")
    assert len(waiting) == 30


async def test_a_message_whose_replies_are_delivered_is_known_when_it_comes_again(app, store, jo):
    await reaches_the_first_question(jo)
    answer = Message("d1", jo.sender, text="2")
    assert await app.assistant.handle(answer, deliver=True)
    async with store.turn("delivered") as turn:
        turn.remove(Handled, f"{jo.address}|d1")
    before = await store.everything()
    assert await app.assistant.handle(answer, deliver=True) == ()
    assert await store.everything() == before
    assert await has_answered(jo, "L1") == "2"


async def test_replies_sort_in_the_order_of_the_turns_though_the_clock_stands_still(app, jo):
    for _ in range(12):
        await jo.says("/help")
    handled = sorted(await app.store.read(Handled), key=lambda each: each.order)
    assert [each.message_id for each in handled] == [str(number) for number in range(1, 13)]
    assert len({each.order for each in handled}) == 12


async def test_an_unexpected_mistake_of_ours_keeps_nothing(app, store):
    nobody = Person(app, "nobody")
    with pytest.raises(AttributeError):
        await app.assistant.handle(Message("1", nobody.sender, text=None, choice=None))
    assert await store.everything() == []


async def test_replies_keep_their_order_when_the_clock_goes_back(app, jo, clock):
    orders = []
    for _ in range(3):
        await jo.says("/help")
        newest = max(await app.store.read(Handled), key=lambda each: each.order)
        orders.append((newest.order, newest.message_id))
        clock.passes(hours=-1)
    assert orders == sorted(orders)
    assert len({message_id for _, message_id in orders}) == 3


async def test_a_mistake_that_is_told_keeps_nothing_of_its_turn(app, jo, store):
    async def puts_and_then_objects(visit, words):
        visit.turn.put(Member(visit.address, role="admin"))
        visit.go("assess", "hub")
        raise BotError("That will not do.")

    shipped = app.commands.find("help", "visitor")
    app.commands.add([Command("help", puts_and_then_objects)])
    await jo.says("/help")
    app.commands.add([shipped])
    assert "That will not do." in jo.sees
    assert [each.role for each in await app.store.read(Member)] == ["visitor"]
    assert (await jo.session()).flow == ""


async def test_a_turn_reads_no_more_however_many_replies_wait(app, jo, store):
    looks = []

    class Looking(MemoryStore):
        async def fetch(self, kind, key):
            looks.append(kind)
            return await super().fetch(kind, key)

    store.store = Looking()
    for number in range(REMEMBERED + 40):
        looks.clear()
        await app.assistant.handle(Message(f"d{number}", jo.sender, text="/help"), deliver=True)
        assert looks.count(Handled) <= 2
    [session] = await store.read(Session)
    assert list(session.handled) == [f"d{number}" for number in range(40, REMEMBERED + 40)]
    assert session.longer_ago == ""  # what a channel delivers is known by receipts
    assert await store.count(Handled) == REMEMBERED + 40
