"""Long polling: what cannot be kept is fetched again, and trouble of any kind does not make the bot deaf."""

import asyncio
import logging

import pytest
from driving import everything_was_right, words
from server import BotApiServer
from server.faults import Fault
from server.refusals import BrokenAnswer
from telegram import Bot
from troubled_store import INBOX

from bot.channels.telegram import polling
from bot.channels.telegram.inbox import VERY_FULL, Inbox
from bot.channels.telegram.request import AiohttpRequest
from bot.watch import Watch
from storage.memory_store import MemoryStore
from storage.records import Arrival

DISTRESS = "i want to kill myself"
HELP = "call Samaritans on 116 123"


@pytest.fixture
def way() -> str:
    return "polling"


async def test_what_cannot_be_kept_is_fetched_again(telegram, server, amal):
    telegram.store.disk_is_full(lambda lock: lock == INBOX)
    amal.says("/help")
    await telegram.store.failures(3)
    assert words(amal) == []
    assert server.pending
    telegram.store.disk_has_room()
    await amal.hears("What I can do")
    await telegram.settled()
    assert len(words(amal)) == 1
    assert everything_was_right(server)


async def test_who_is_in_distress_is_answered_although_nothing_can_be_kept(telegram, server, amal, sam):
    telegram.store.disk_is_full()
    for _ in range(30):
        amal.says("what are the levels?")
    sam.says(DISTRESS)
    await sam.hears(HELP)
    await telegram.store.failures(3)
    assert len(words(sam)) == 1
    assert words(amal) == []


@pytest.mark.parametrize(
    "trouble",
    [
        {"status": 500},
        {"status": 502, "description": "Bad Gateway"},
        {"status": 429, "retry_after": 1},
        {"status": 401, "description": "Unauthorized"},
        {"status": 404},
        {"status": 409, "description": "Conflict: terminated by other getUpdates request"},
    ],
    ids=str,
)
async def test_after_any_refusal_the_bot_asks_again(telegram, server, amal, trouble):
    server.fail_next("getUpdates", **trouble)
    amal.says("/help")
    await amal.hears("What I can do")
    assert len(server.refusals) == 1


async def test_after_an_answer_that_is_none_the_bot_asks_again(telegram, server, amal, caplog):
    server._faults.add(SignIn("getUpdates", None, 2))
    amal.says("/help")
    amal.says("/roles")
    await amal.hears("Roles and peer mentoring")
    assert "fetching updates failed: JSONDecodeError" in caplog.text
    assert "canary" not in caplog.text


async def test_a_second_bot_that_polls_is_told_of_and_survived(telegram, server, amal, caplog):
    caplog.set_level(logging.WARNING)
    await server.until(lambda: server.called("getUpdates"))
    polls = len(server.called("getUpdates"))
    server.world.updates.interrupt("terminated by other getUpdates request")
    await server.until(lambda: len(server.called("getUpdates")) > polls)
    amal.says("/help")
    await amal.hears("What I can do")
    assert "another program fetches this bot's updates" in caplog.text


class SignIn(Fault):
    """A network that wants somebody to sign in first: any call gets its page, and all seems well."""

    async def before(self) -> None:
        raise BrokenAnswer(200)


class SlowInbox:
    """An inbox that is full for some looks, and remembers how many fetches there had been at each."""

    def __init__(self, looks: int, server: BotApiServer) -> None:
        self.looks = looks
        self.fetches: list[int] = []
        self._server = server

    async def is_full(self) -> bool:
        self.fetches.append(len(self._server.called("getUpdates")))
        return len(self.fetches) <= self.looks

    async def receive(self, updates: list[object]) -> None:
        raise AssertionError("nothing was to come")


async def test_nothing_is_fetched_while_very_much_waits(server, monkeypatch):
    monkeypatch.setattr(polling, "ROOM", 0.001)
    request = AiohttpRequest()
    bot = Bot(server.token, base_url=f"{server.url}/bot", request=request, get_updates_request=request)
    full, stop = SlowInbox(5, server), asyncio.Event()
    async with bot:
        fetching = asyncio.create_task(polling.Polling(bot, full, Watch(), stop).run())
        await server.until(lambda: server.called("getUpdates"))
        stop.set()
        await fetching
    assert full.fetches == [0] * 6


def written(number: int, chat: object) -> dict[str, object]:
    return {"update_id": number, "message": {"chat": {"id": chat}}}


@pytest.fixture
def inbox() -> Inbox:
    async def nobody_needs_help(_arrivals):
        """Nobody is in distress here."""

    return Inbox(MemoryStore(), Watch(), lambda _lane: None, nobody_needs_help)


async def test_an_inbox_is_full_once_a_thousand_chats_wait(inbox):
    await inbox.receive(written(chat, chat) for chat in range(1, 1_000))
    assert not await inbox.is_full()
    await inbox.receive([written(1_000, 1_000)])
    assert await inbox.is_full()


async def test_one_who_floods_is_one_chat_until_it_is_very_much(inbox, monkeypatch):
    await inbox.receive(written(number, 7) for number in range(1_500))
    assert not await inbox.is_full()
    monkeypatch.setattr("bot.channels.telegram.inbox.VERY_FULL", 1_500)
    assert await inbox.is_full()
    assert VERY_FULL == 20_000


@pytest.mark.parametrize(
    "no_update",
    [
        {"update_id": 1, "message": {"\ud800": 1}},
        {"update_id": 10**18},
        {"update_id": -1},
        {"update_id": True},
        {"update_id": "1"},
    ],
)
async def test_what_no_store_can_hold_is_set_aside_and_holds_nobody_up(inbox, no_update):
    await inbox.receive([no_update, written(2, 7)])
    assert [each.number for each in await inbox.waiting("7")] == [2]
    figures = inbox._watch.metrics.registry
    assert figures.get_sample_value("charter_updates_set_aside_total") == 1


@pytest.mark.parametrize("chat", ["x" * 8_000, True, 2**52, [7], None, 1.5])
async def test_a_chat_that_is_none_has_no_lane_of_its_own(inbox, chat):
    await inbox.receive([written(1, chat)])
    assert [each.number for each in await inbox.waiting("none")] == [1]


async def test_an_update_that_comes_again_is_kept_once_beside_new_ones(inbox):
    await inbox.receive([written(1, 7), written(1, 7)])
    await inbox.receive([written(1, 7), written(2, 7)])
    assert [each.number for each in await inbox.waiting("7")] == [1, 2]
    assert inbox._watch.metrics.registry.get_sample_value("charter_updates_received_total") == 2


async def test_who_is_in_distress_is_helped_while_a_silent_store_is_waited_for(monkeypatch):
    monkeypatch.setattr("bot.channels.telegram.inbox.HELP_AFTER", 0.01)
    store, helped, let_go = MemoryStore(), asyncio.Event(), asyncio.Event()
    turn_of = store.turn

    class Frozen:
        def __init__(self, lock, absent=()):
            self._turn = turn_of(lock, absent=absent)

        async def __aenter__(self):
            await let_go.wait()
            return await self._turn.__aenter__()

        async def __aexit__(self, *trouble):
            return await self._turn.__aexit__(*trouble)

    async def help_now(_arrivals):
        helped.set()

    store.turn = Frozen
    receiving = asyncio.create_task(
        Inbox(store, Watch(), lambda _lane: None, help_now).receive([written(1, 7)])
    )
    await asyncio.wait_for(helped.wait(), 10)
    let_go.set()
    await receiving
    assert [each.number for each in await store.read(Arrival)] == [1]


async def test_after_silence_updates_may_be_counted_from_anywhere(telegram, server, amal, monkeypatch):
    monkeypatch.setattr(polling, "WAIT", 1)
    amal.says("/help")
    await amal.hears("What I can do")
    confirmed = await server.until(lambda: [at for at in offsets(server) if at])
    await server.until(lambda: offsets(server)[-1] == 0)
    assert offsets(server)[-2:] == [confirmed[0], 0]


def offsets(server: BotApiServer) -> list[int]:
    return [int(call.params["offset"]) for call in server.called("getUpdates")]
