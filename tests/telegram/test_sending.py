"""The sender: how many messages it reads at once, and that nothing goes on when it has lost the lead."""

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

    most_at_once = at_once = 0

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
async def sends(store):
    """Begin to send; return the task, what was sent, and how to say that it is time to stop."""
    stop, telegram = asyncio.Event(), Takes()
    sender = Sender(store, telegram, Calls(stop, Pace(), Watch()), Watch())
    running = []

    def begin():
        running.append(asyncio.create_task(sender.run()))
        return running[0], telegram, stop

    yield begin
    for task in running:
        task.cancel()


async def keep(store, people, messages=1):
    async with store.turn("begin") as turn:
        for person in range(people):
            for number in range(messages):
                said = ({"text": f"reply {number}"},)
                turn.put(
                    Handled(f"telegram:{person}", f"m{number}", str(person), False, said, str(number), 1)
                )


async def test_no_more_than_eight_messages_are_read_at_once(store, sends):
    await keep(store, people=20, messages=2)
    running, telegram, stop = sends()
    async with asyncio.timeout(10):
        sent = [await telegram.sent.get() for _ in range(40)]
        stop.set()
        await running
    assert len(set(sent)) == 40
    assert store.most_at_once == 8


async def test_who_has_lost_the_lead_notes_nothing_more(store, sends):
    await keep(store, people=1)
    held = store.hold_next(LOCK)
    running, telegram, _ = sends()
    await held.arrived()
    running.cancel()
    await asyncio.wait({running}, timeout=10)
    assert telegram.sent.get_nowait() == ("telegram:0", "reply 0")
    assert [each for each in asyncio.all_tasks() if each.get_name().startswith("telegram noting")] == []
