"""The bot ends at an awkward moment and starts anew on the same file: nothing is lost, nor done twice."""

import asyncio

import pytest
from driving import brings, everything_was_right, is_asked, is_sent, said_to, starts_asking, words

from bot.messages import Reply
from bot.remembered import REMEMBERED
from storage.records import Arrival, Assessment

START = ["Hello, I am the Charter assistant", "What is kept", "What would you like to do?"]

by_polling = pytest.mark.parametrize("way", ["polling"])
by_webhook = pytest.mark.parametrize("way", ["webhook"])


# Where it can be cut short


async def test_an_update_that_was_kept_and_not_worked_on_is_worked_on(telegram, server, amal):
    hold = telegram.store.hold_next(address(amal))
    amal.says("/start")
    amal.says("/help")
    await hold.arrived()
    await server.until(lambda: not server.pending)
    assert len(await telegram.store.read(Arrival)) == 2
    await telegram.dies()
    assert words(amal) == []
    await telegram.start()
    await amal.hears("What I can do")
    assert titles(amal) == [*START, "What I can do"]
    await telegram.settled()
    assert await telegram.store.read(Arrival) == []
    assert everything_was_right(server)


async def test_replies_that_were_kept_and_not_sent_are_sent(telegram, server, amal):
    server.reset_next("sendMessage", chat_id=amal.id)
    hold = server.hold_next("sendMessage", chat_id=amal.id)
    amal.says("/start")
    amal.says("/help")
    await hold.arrived()
    await server.until(lambda: not server.pending)
    await telegram.dies()
    hold.release()
    await telegram.start()
    await amal.hears("What I can do")
    await telegram.settled()
    assert titles(amal, each_once=True) == [*START, "What I can do"]
    assert everything_was_right(server)


async def test_between_two_replies_the_first_is_not_sent_again(telegram, server, amal):
    first = server.hold_next("sendMessage", chat_id=amal.id)
    amal.says("/start")
    await first.arrived()
    second = server.hold_next("sendMessage", chat_id=amal.id)
    first.release()
    await second.arrived()
    await telegram.dies()
    await telegram.start()
    await amal.hears("What would you like to do?")
    await telegram.settled()
    assert titles(amal) == START
    second.release()
    assert everything_was_right(server)


async def test_an_answer_counts_once_however_often_the_bot_ends_around_it(telegram, server, amal, framework):
    await starts_asking(amal, framework)
    first, second = framework.criteria[:2]
    await is_asked(amal, first)
    await telegram.settled()

    hold = telegram.store.hold_next(address(amal))
    amal.says("1")
    await hold.arrived()
    await telegram.dies()
    telling = server.hold_next("sendMessage", chat_id=amal.id)
    await telegram.start()
    await telling.arrived()
    await telegram.dies()
    await telegram.start()
    await amal.hears("L1: 1 Early. Saved.")
    await is_asked(amal, second)
    await telegram.settled()

    [assessment] = await telegram.store.read(Assessment)
    assert list(assessment.answers) == ["L1"]
    assert titles(amal).count("L1: 1 Early. Saved.") == 1
    telling.release()
    assert everything_was_right(server)


async def test_several_people_are_served_where_each_of_them_was(telegram, server):
    people = [server.person(f"Person {number}") for number in range(5)]
    holds = [server.hold_next("sendMessage", chat_id=person.id) for person in people]
    for person in people:
        person.says("/start")
        person.says("/help")
    for hold in holds:
        await hold.arrived()
    await server.until(lambda: not server.pending)
    await telegram.dies()
    await telegram.start()
    for person in people:
        await person.hears("What I can do")
        assert titles(person) == [*START, "What I can do"]


# An orderly stop


async def test_what_was_delivered_while_it_stopped_is_not_sent_again(telegram, server, amal):
    hold = server.hold_next("sendMessage", chat_id=amal.id)
    amal.says("/start")
    await hold.arrived()
    stopping = asyncio.create_task(telegram.stop())
    await telegram.channel._stopping.wait()
    hold.release()
    await stopping
    assert titles(amal) == START[:1]
    await telegram.start()
    await amal.hears("What would you like to do?")
    await telegram.settled()
    assert titles(amal) == START


async def test_what_could_not_be_delivered_while_it_stopped_is_sent_after_the_start(telegram, server, amal):
    server.fail_next("sendMessage", 429, retry_after=3600, chat_id=amal.id)
    amal.says("/start")
    await server.until(lambda: len(said_to(server, amal)) == 1)
    await telegram.starts_anew()
    await amal.hears("What would you like to do?")
    assert titles(amal) == START


async def test_a_message_that_waits_for_its_last_part_comes_whole_after_the_start(telegram, server, amal):
    first = server.hold_next("sendMessage", chat_id=amal.id)
    await is_sent(telegram, amal, Reply("word " * 1_000))
    await first.arrived()
    server.fail_next("sendMessage", 429, retry_after=3600, chat_id=amal.id)
    first.release()
    await server.until(lambda: len(said_to(server, amal)) == 2)
    await telegram.starts_anew()
    await server.until(lambda: len(amal.seen) == 3)
    _again, *parts = words(amal)
    assert " ".join(parts).split() == ["word"] * 1_000


# The same update comes again


@by_webhook
async def test_an_update_that_the_webhook_brings_twice_has_one_effect_and_one_set_of_replies(
    telegram, server, amal, framework
):
    await starts_asking(amal, framework)
    first, second = framework.criteria[:2]
    await is_asked(amal, first)
    await telegram.settled()
    before = len(amal.seen)

    twice = {"update_id": 870_900_000, "message": amal.says("1").as_json()}
    server.pending.clear()
    hold = telegram.store.hold_next(address(amal))
    assert await brings(telegram, server, twice) == 200
    await hold.arrived()
    assert await brings(telegram, server, twice) == 200
    hold.release()
    await is_asked(amal, second)
    await telegram.settled()
    assert await brings(telegram, server, twice) == 200
    await telegram.settled()

    assert titles(amal)[before:] == ["L1: 1 Early. Saved.", "L2. Plan and money"]
    [assessment] = await telegram.store.read(Assessment)
    assert list(assessment.answers) == ["L1"]
    assert await telegram.store.read(Arrival) == []


@by_webhook
async def test_an_update_that_comes_twice_at_once_is_worked_on_once(telegram, server, amal):
    twice = {"update_id": 870_900_000, "message": amal.says("/start").as_json()}
    server.pending.clear()
    assert await asyncio.gather(*(brings(telegram, server, twice) for _ in range(8))) == [200] * 8
    await amal.hears("What would you like to do?")
    await telegram.settled()
    assert titles(amal) == START


@by_polling
async def test_updates_that_telegram_hands_out_again_after_a_restart_are_done_once(
    telegram, server, amal, framework
):
    await starts_asking(amal, framework)
    await is_asked(amal, framework.criteria[0])
    await telegram.settled()
    before = len(amal.seen)
    unconfirmed = [amal.says(str(number % 3)) and server.pending[-1] for number in range(20)]
    for criterion in framework.criteria[:-1]:
        await amal.hears(f"{criterion.id}: ")
    await amal.hears("All 20 are answered and saved.")
    await telegram.settled()
    once = titles(amal)[before:]
    await telegram.dies()

    server.pending[:] = unconfirmed  # Telegram never heard that they had arrived
    await telegram.start()
    await telegram.settled()
    amal.says("/help")
    await amal.hears("What I can do")
    assert titles(amal)[before : before + len(once)] == once
    assert titles(amal)[before + len(once)] == "What I can do"
    [assessment] = await telegram.store.read(Assessment)
    assert [answer.score for answer in assessment.answers.values()] == [n % 3 for n in range(20)]


@by_webhook
async def test_an_update_that_comes_again_after_very_many_others_is_known_all_the_same(
    telegram, server, amal, framework
):
    await starts_asking(amal, framework)
    await is_asked(amal, framework.criteria[0])
    again = {"update_id": 870_900_000, "message": amal.says("1").as_json()}
    server.pending.clear()
    assert await brings(telegram, server, again) == 200
    for _ in range(REMEMBERED + 5):
        amal.says("/help")
    await telegram.settled()
    before = titles(amal)

    assert await brings(telegram, server, again) == 200
    await telegram.settled()
    assert titles(amal) == before
    [assessment] = await telegram.store.read(Assessment)
    assert list(assessment.answers) == ["L1"]
    assert await telegram.store.read(Arrival) == []


# What comes while it starts


@by_webhook
async def test_what_comes_before_the_start_is_over_does_not_overtake_what_waits(bot, server, amal):
    group = server.group("Panel", [amal])
    await bot.start()
    hold = bot.store.hold_next(address(amal))
    amal.says("@charter_test_bot what are the levels?", chat=group)
    await hold.arrived()
    await server.until(lambda: not server.pending)
    await bot.dies()

    reaching = server.hold_next("getMe")
    await bot.open()
    starting = asyncio.create_task(bot.channel.start())
    await reaching.arrived()
    amal.says("@charter_test_bot who can apply?", chat=group)
    await server.until(lambda: not server.pending)
    reaching.release()
    await starting
    await group.hears("Which organisations can apply")
    assert [message.text.partition("\n")[0] for message in group.seen] == [
        "What are the levels?",
        "Which organisations can apply for the Charter?",
    ]


async def test_a_long_silence_of_telegram_loses_nothing(telegram, server, amal):
    server.fail_next("*", 502, times=12)
    amal.says("/start")
    await amal.hears("What would you like to do?")
    assert titles(amal) == START


def address(person) -> str:
    return f"telegram:{person.id}"


def titles(person, *, each_once: bool = False) -> list[str]:
    """The first lines of all that somebody saw; with `each_once`, without repeats right behind each other."""
    lines = [text.partition("\n")[0] for text in words(person)]
    return [line for at, line in enumerate(lines) if not each_once or lines[at - 1 : at] != [line]]
