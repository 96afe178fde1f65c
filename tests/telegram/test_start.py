"""The bot starts and stops: with a wrong token, without a line, beside another bot, while Telegram hangs."""

import asyncio
import logging

import pytest
from driving import everything_was_right, said_to, words
from running_bot import RunningBot

from bot.channels.telegram.channel import bot_name
from bot.errors import SettingsError

by_polling = pytest.mark.parametrize("way", ["polling"])
by_webhook = pytest.mark.parametrize("way", ["webhook"])

SOON = 12  # seconds; eight are promised, and a machine with much to do may take more


async def test_a_token_that_telegram_does_not_know_stops_the_start(server, bot):
    server.fail_next("getMe", 401, description="Unauthorized")
    with pytest.raises(SettingsError) as stopped:
        await bot.start()
    assert stopped.value.problems == ["TELEGRAM_BOT_TOKEN: Telegram does not know this token."]
    assert server.token not in repr(stopped.value.__cause__)
    assert server.called("getUpdates") == server.called("setWebhook") == []


@by_webhook
async def test_an_address_that_telegram_does_not_take_stops_the_start(server, bot):
    server.fail_next("setWebhook", 400, description="Bad Request: bad webhook: an HTTPS URL must be provided")
    with pytest.raises(SettingsError) as stopped:
        await bot.start()
    [problem] = stopped.value.problems
    assert problem.startswith("TELEGRAM_WEBHOOK_URL: Telegram does not take this address: ")
    assert "https url must be provided" in problem


@pytest.mark.parametrize(
    ("method", "trouble"),
    [
        ("getMe", {"status": 502, "times": 3}),
        ("getMe", {"status": 429, "retry_after": 1}),
        ("*", {"status": 500, "times": 4}),
    ],
)
async def test_the_start_waits_for_telegram(server, bot, amal, method, trouble):
    server.fail_next(method, **trouble)
    amal.says("/start")
    await bot.start()
    await amal.hears("What would you like to do?")
    assert everything_was_right(server)


async def test_a_lost_line_at_the_start_is_waited_for(server, bot, amal):
    server.reset_next("*", times=3)
    amal.says("/start")
    await bot.start()
    await amal.hears("What would you like to do?")
    assert bot.channel.link == "https://t.me/charter_test_bot"


async def test_a_start_that_waits_for_telegram_can_be_stopped(server, bot):
    server.fail_next("getMe", 502, times=1_000_000)
    starting = asyncio.create_task(bot.start())
    await server.until(lambda: len(server.called("getMe")) == 2)
    async with asyncio.timeout(SOON):
        await bot.channel.stop()
        await starting
    assert server.called("getUpdates") == server.called("setWebhook") == []


async def test_everybodys_menu_shows_what_a_visitor_may_use(telegram, server, amal):
    shown = {each["command"]: each["description"] for each in server.commands_for(amal)}
    assert list(shown) == [item.command for item in telegram.app.commands.menu("visitor")]
    assert shown["help"] == "see what I can do"
    assert "assess" in shown
    assert not {"export", "invite"} & set(shown)


async def test_without_its_menu_the_bot_works_all_the_same(server, bot, amal):
    server.fail_next("setMyCommands", 400, description="Bad Request: BOT_COMMAND_INVALID")
    await bot.start()
    amal.says("/help")
    await amal.hears("What I can do")
    assert server.commands_for(amal) == []


@by_polling
async def test_a_webhook_of_former_times_is_taken_off_before_polling(server, bot, amal):
    async with asyncio.timeout(10):
        await server.world.webhook.set({"url": "http://127.0.0.1:9/nobody"})
    amal.says("/help")
    await bot.start()
    await amal.hears("What I can do")
    assert not any("409" in refusal for refusal in server.refusals)


@by_polling
async def test_two_bots_that_poll_for_the_same_token_get_in_each_others_way_and_survive(
    telegram, server, amal, caplog
):
    caplog.set_level(logging.WARNING)
    other = RunningBot(server, telegram.content, telegram.file.with_name("other.db"), "polling")
    await other.start()
    await server.until(lambda: any("409" in refusal for refusal in server.refusals))
    await other.stop()
    assert "another program fetches this bot's updates" in caplog.text
    amal.says("/help")
    await amal.hears("What I can do")


# The end


@by_polling
async def test_the_end_comes_soon_although_everything_hangs(telegram, server, amal, sam):
    kim = server.person("Kim")
    amal.says("/start")
    sam.says("/start")
    await amal.hears("What would you like to do?")
    await sam.hears("What would you like to do?")
    await telegram.settled()
    turn = telegram.store.hold_next(f"telegram:{kim.id}")
    sending = server.hold_next("sendMessage", chat_id=amal.id)
    acknowledging = server.hold_next("answerCallbackQuery")
    kim.says("/help")
    amal.says("/help")
    sam.presses("Help")
    for hold in (turn, sending, acknowledging):
        await hold.arrived()
    await server.until(lambda: not server.pending)
    async with asyncio.timeout(SOON):
        await telegram.stop()
    await telegram.start()
    for person in (kim, amal, sam):
        await person.hears("What I can do")
        assert words(person).count(words(person)[-1]) == 1


async def test_the_end_comes_soon_although_a_crowd_is_told_to_wait(telegram, server):
    crowd = [server.person(f"Person {number}") for number in range(40)]
    for person in crowd:
        server.fail_next("sendMessage", 429, retry_after=3600, chat_id=person.id)
        person.says("/start")
    await server.until(lambda: all(said_to(server, person) for person in crowd))
    async with asyncio.timeout(SOON):
        await telegram.channel.stop()


# The name, for the command line


async def test_the_bots_name_is_told_or_nothing_when_telegram_cannot_say(server):
    assert await bot_name(server.token, server.url) == "charter_test_bot"
    assert await bot_name("999:OTHER", server.url) == ""
    server.fail_next("getMe", 500)
    assert await bot_name(server.token, server.url) == ""
