"""Who asked to be told when there is an answer is told on Telegram, once, without having to write first."""

import asyncio
import os
import signal
from contextlib import asynccontextmanager

import pytest
from driving import everything_was_right, words

from bot.answers import Answers
from bot.running import run
from bot.settings import Settings
from storage.records import ContentEdit, Question
from storage.tinydb_store import TinyDbStore

UNKNOWN = "asdfghjkl qwpoeiruty zxcv"
EDIT = ContentEdit("e1", "cost", (UNKNOWN,), "telegram:1", "2026-11-22", state="live")
NEWS = f'You asked: "{UNKNOWN}". There is an answer now.'

by_polling = pytest.mark.parametrize("way", ["polling"])


@pytest.fixture
def bot(bot, monkeypatch):
    """The bot with answers of its own, since they are to learn: by words alone, which start sooner."""
    monkeypatch.setattr("bot.app.Answers", lambda content, _sentences: Answers(content))
    return bot


async def asks_to_be_told(amal, telegram):
    await telegram.has_agreed(amal)
    amal.says(UNKNOWN)
    await amal.hears("I do not know that")
    amal.presses("Tell me when you can answer")
    await amal.hears("I will. If there is an answer within 30 days")


async def publish(store):
    """What a curator does, as it is kept."""
    async with store.turn("questions") as turn:
        turn.put(EDIT)


async def test_an_answer_is_sent_to_who_waits_for_it_once_and_they_are_forgotten(
    telegram, server, amal, content
):
    await asks_to_be_told(amal, telegram)
    await publish(telegram.store)
    for _ in range(2):
        await telegram.app.upkeep.once()
    await amal.hears(NEWS)
    await amal.hears(content.entries["cost"].question)
    await telegram.settled()
    assert sum(NEWS in said for said in words(amal)) == 1
    [question] = await telegram.store.read(Question)
    assert (question.tell, question.place) == ("", "")
    assert everything_was_right(server)


@by_polling
async def test_news_are_sent_again_after_trouble(telegram, server, amal):
    await asks_to_be_told(amal, telegram)
    await telegram.settled()
    await publish(telegram.store)
    server.fail_next("sendMessage", 502, times=2)
    await telegram.app.upkeep.once()
    await amal.hears(NEWS)
    await telegram.settled()
    assert sum(NEWS in said for said in words(amal)) == 1


@by_polling
async def test_nobody_else_hears_of_it(telegram, amal, sam):
    sam.says("/start")
    await sam.hears("What would you like to do?")
    await asks_to_be_told(amal, telegram)
    await publish(telegram.store)
    await telegram.app.upkeep.once()
    await amal.hears(NEWS)
    await sam.quiet()


@asynccontextmanager
async def the_program(server, bot):
    """`charter-bot run`, in this process."""
    settings = Settings(
        charter_store=f"tinydb:{bot.file}",
        charter_web_port=bot.port,
        charter_sentences=False,
        telegram_bot_token=server.token,
        telegram_api_url=server.url,
    )
    running = asyncio.create_task(run(settings, lambda _line: None))
    try:
        yield
    finally:
        if not running.done():
            os.kill(os.getpid(), signal.SIGTERM)
        await running


@by_polling
async def test_what_was_published_while_the_assistant_was_off_is_sent_at_its_start(telegram, server, amal):
    await asks_to_be_told(amal, telegram)
    await telegram.settled()
    await telegram.stop()
    store = TinyDbStore(telegram.file)
    await publish(store)
    await store.close()
    async with the_program(server, telegram):
        await amal.hears(NEWS, timeout=30)
