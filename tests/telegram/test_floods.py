"""Very much at once, from people and of trouble: nothing is lost, and nobody waits for another."""

import asyncio
from collections import defaultdict
from functools import partial
from itertools import groupby

import pytest
from driving import words

from bot.channels.telegram import inbox, request, showing
from bot.channels.telegram.channel import AT_ONCE as SIDE_BY_SIDE
from bot.channels.telegram.inbox import FULL
from bot.channels.telegram.polling import AT_ONCE as FETCHED
from storage.records import Arrival, Receipt

PATIENCE = 240  # seconds for a flood on a slow machine; nothing is measured by them

by_polling = pytest.mark.parametrize("way", ["polling"])

ASKED = ["/help", "/roles", "zzzz qqqq", "what are the levels?"]
HEARD = ["What I can do", "Roles and peer mentoring", "I do not know that", "What are the levels?"]


def once(person) -> list[str]:
    """The first lines of what somebody saw; a repeat right behind itself counts as one."""
    return [line for line, _ in groupby(text.partition("\n")[0] for text in words(person))]


# Trouble by the dozen


STORM = {
    "told to wait": lambda server, chat: server.fail_next("sendMessage", 429, retry_after=1, chat_id=chat),
    "broken": lambda server, chat: server.fail_next("sendMessage", 500, times=3, chat_id=chat),
    "cut off before": lambda server, chat: server.reset_next("sendMessage", times=3, chat_id=chat),
    "cut off behind": lambda server, chat: server.reset_next("sendMessage", after_effect=True, chat_id=chat),
    "late": lambda server, chat: server.delay_next("sendMessage", 2, after_effect=True, chat_id=chat),
    "well": lambda server, chat: None,
}


async def test_in_a_storm_of_all_kinds_of_trouble_each_chat_hears_everything_in_order(
    telegram, server, monkeypatch
):
    impatient = partial(request.call, seconds=1.0)  # an answer that takes two seconds is given up by then
    monkeypatch.setattr(showing, "call", impatient)
    people = [server.person(f"{kind} {number}") for number in range(4) for kind in STORM]
    for person in people:
        STORM[person.name.rpartition(" ")[0]](server, person.id)
        for said in ASKED:
            person.says(said)
    for person in people:
        await person.hears(HEARD[-1], timeout=PATIENCE)
    await telegram.settled(PATIENCE)
    repeated = {person.name.rpartition(" ")[0] for person in people if len(words(person)) > len(HEARD)}
    assert {person.name: once(person) for person in people} == {person.name: HEARD for person in people}
    assert repeated >= {"cut off behind", "late"}  # what was not confirmed is said again


@by_polling
@pytest.mark.parametrize(
    "trouble",
    [{"status": 409}, {"status": 500}, {"status": 502, "description": "Bad Gateway"}],
    ids=lambda each: str(each["status"]),
)
async def test_a_long_row_of_refused_fetches_loses_nothing(telegram, server, amal, sam, trouble):
    server.fail_next("getUpdates", times=20, **trouble)
    for said in ASKED:
        amal.says(said)
        sam.says(said)
    await amal.hears(HEARD[-1])
    await sam.hears(HEARD[-1])
    await telegram.settled()
    assert once(amal) == once(sam) == HEARD


async def test_a_storm_over_every_method_passes(telegram, server, amal, sam):
    server.fail_next("*", 429, retry_after=1, times=6)
    server.reset_next("*", times=6)
    server.fail_next("*", 500, times=6)
    for said in ASKED:
        amal.says(said)
        sam.says(said)
    await amal.hears(HEARD[-1], timeout=PATIENCE)
    await sam.hears(HEARD[-1], timeout=PATIENCE)
    assert once(amal) == once(sam) == HEARD


# Very much at once


@by_polling
async def test_of_ten_thousand_updates_that_wait_at_the_start_each_is_worked_off_in_order(
    bot, server, monkeypatch
):
    monkeypatch.setattr(inbox, "VERY_FULL", FULL)
    people = [server.person(f"Person {number}") for number in range(100)]
    for person in people:
        person.says("/help")
    await bot.start()
    for person in people:
        await person.hears(HEARD[0], timeout=PATIENCE)
    await bot.stop()

    pressed = defaultdict(list)
    for number in range(100):
        for person in people:
            if number in {0, 50, 99}:  # most of what waits asks for nothing
                pressed[person.id].append(person.presses_data("no such button").id)
            else:
                moves_on(server, person)
    assert len(server.pending) == 10_000
    holds = [server.hold_next("answerCallbackQuery") for _ in range(SIDE_BY_SIDE)]
    await bot.start()
    watching = asyncio.create_task(most_that_waited(bot, server))
    await server.until(lambda: len(server.pending) <= 10_000 - FULL + FETCHED, PATIENCE)
    fetched_more = await server.world.bell.until(lambda: len(server.pending) < 10_000 - FULL, within=0.5)
    assert not fetched_more  # while nobody's turn can go on, the rest stays at Telegram
    for hold in holds:
        hold.release()
    await server.until(lambda: not server.unanswered_presses, PATIENCE)
    await bot.settled(PATIENCE)

    shown = [call.params["callback_query_id"] for call in server.called("answerCallbackQuery")]
    assert {number: [each for each in shown if each in ids] for number, ids in pressed.items()} == pressed
    assert all(len(words(person)) == 1 + 3 for person in people)
    assert await bot.store.count(Receipt) == 100 + 10_000
    assert FULL - 2 * FETCHED <= await watching <= FULL + FETCHED


@by_polling
async def test_128_people_are_worked_on_side_by_side_and_the_next_waits_for_one_of_them(bot, server):
    people = [server.person(f"Person {number}") for number in range(128 + 1)]
    await bot.open()
    holds = [bot.store.hold_next(f"telegram:{person.id}") for person in people]
    for person in people:
        person.says("/help")
    await bot.channel.start()
    for hold in holds[:128]:
        await hold.arrived(PATIENCE)
    with pytest.raises(TimeoutError):
        await holds[128].arrived(within=0.5)
    holds[0].release()
    await holds[128].arrived(PATIENCE)
    for hold in holds:
        hold.release()
    for person in people:
        await person.hears(HEARD[0], timeout=PATIENCE)


def moves_on(server, person) -> None:
    """Somebody who shares where they are has moved: Telegram tells of it as of an edited message."""
    place = {"location": {"latitude": 51.5, "longitude": -0.1}, "edit_date": 2}
    about = {"message_id": 1, "date": 1, "chat": person.private.info, "from": person.user}
    server.world.updates.add("edited_message", about | place)


async def most_that_waited(bot, server) -> int:
    """Look with each fetch, until all is fetched: the most updates that were kept and not worked off."""
    most = 0
    while server.pending:
        most = max(most, await bot.store.count(Arrival, "waiting:telegram"))
        await next_fetch(server, beyond=len(server.called("getUpdates")))
    return most


async def next_fetch(server, beyond) -> None:
    await server.until(lambda: len(server.called("getUpdates")) > beyond, PATIENCE)


@by_polling
async def test_somebody_who_floods_the_bot_slows_down_nobody_else(bot, server, amal):
    others = [server.person(f"Person {number}") for number in range(10)]
    for _ in range(400):
        amal.says("/help")
    for person in others:
        person.says("/help")
    await bot.open()
    await bot.channel._inbox.receive(server.pending)  # all of it is here before any of it is worked off
    server.pending.clear()
    await bot.channel.start()
    for person in others:
        await person.hears(HEARD[0], timeout=PATIENCE)
    told_before = len(words(amal))
    await bot.settled(PATIENCE)
    assert told_before < 100  # of the four hundred that she had sent before any of them
    assert words(amal) == words(others[0]) * 400
