"""The sender: what it reads and how much at once, and that nothing goes on when it has lost the lead."""

import asyncio

import pytest
from troubled_store import TroubledStore

from bot.channels.telegram.calls import Calls, Outcome
from bot.channels.telegram.deliveries import LOCK
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.sender import Sender
from bot.watch import Watch
from storage.memory_store import MemoryStore
from storage.records import Handled


class Reads(TroubledStore):
    """Remembers how many messages were read at the same time, outside turns."""

    most_at_once = at_once = lanes = 0

    async def read(self, kind, tag="", limit=0):
        self.lanes += 1
        return await self._store.read(kind, tag, limit)

    async def fetch(self, kind, key):
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        return await self._store.fetch(kind, key)


class Takes:
    """Telegram's side: takes whatever is sent."""

    def __init__(self):
        self.sent = asyncio.Queue()

    async def send(self, handled, reply, *, first):
        self.sent.put_nowait((handled.address, reply.text))
        return Outcome.TAKEN


@pytest.fixture
async def store():
    return Reads(MemoryStore())


@pytest.fixture
async def stop():
    return asyncio.Event()


@pytest.fixture
async def telegram():
    return Takes()


@pytest.fixture
async def sender(store, telegram, stop):
    return Sender(store, telegram, Calls(stop, Pace(), Watch()), Watch())


@pytest.fixture
async def sends(sender):
    """Begin to send, and look once for what waits; return the task."""
    running = []

    async def begin():
        running.append(asyncio.create_task(sender.run()))
        await asyncio.sleep(0.01)
        return running[0]

    yield begin
    for task in running:
        task.cancel()


def said(person, number):
    return Handled(
        f"telegram:{person}", f"m{number}", str(person), False, ({"text": f"reply {number}"},), str(number), 1
    )


async def keep(store, people, messages=1):
    async with store.turn("begin") as turn:
        for person in range(people):
            for number in range(messages):
                turn.put(said(person, number))


async def test_no_more_than_eight_messages_are_read_at_once(store, sends, telegram, stop):
    await keep(store, people=20, messages=2)
    running = await sends()
    async with asyncio.timeout(10):
        sent = [await telegram.sent.get() for _ in range(40)]
        stop.set()
        await running
    assert len(set(sent)) == 40
    assert store.most_at_once == 8


async def test_who_has_lost_the_lead_notes_nothing_more(store, sends, telegram):
    await keep(store, people=1)
    held = store.hold_next(LOCK)
    running = await sends()
    await held.arrived()
    running.cancel()
    await asyncio.wait({running}, timeout=10)
    assert telegram.sent.get_nowait() == ("telegram:0", "reply 0")
    assert [each for each in asyncio.all_tasks() if each.get_name().startswith("telegram noting")] == []


async def test_replies_that_were_just_kept_are_not_read_again(store, sends, sender, telegram):
    await sends()
    await keep(store, people=1)
    sender.take(said(0, 0))
    assert await asyncio.wait_for(telegram.sent.get(), 10) == ("telegram:0", "reply 0")
    assert store.lanes == 0


async def test_replies_that_were_just_kept_go_behind_those_that_wait(store, sends, sender, telegram):
    await sends()
    await keep(store, people=1, messages=2)
    sender.take(said(0, 1))
    async with asyncio.timeout(10):
        assert [await telegram.sent.get() for _ in range(2)] == [
            ("telegram:0", "reply 0"),
            ("telegram:0", "reply 1"),
        ]


async def test_replies_that_were_forgotten_as_soon_as_they_were_kept_are_not_sent(
    store, sends, sender, telegram
):
    await sends()
    await keep(store, people=1)
    sender.take(said(1, 0))
    sender.add("telegram:0")
    assert await asyncio.wait_for(telegram.sent.get(), 10) == ("telegram:0", "reply 0")
    assert telegram.sent.empty()


async def test_who_does_not_send_leaves_what_was_kept_to_who_does(store, sender, telegram):
    await keep(store, people=1)
    sender.take(said(0, 0))
    await asyncio.sleep(0.01)
    assert telegram.sent.empty()
