"""Long polling asks for more updates before those it has kept are worked on, if there is room for them."""

import asyncio
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.channels.telegram import inbox as inbox_module
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.polling import Polling
from bot.watch import Watch
from storage.memory_store import MemoryStore
from storage.records import Arrival


def update(number: int, chat: int = 7) -> dict:
    return {"update_id": number, "message": {"chat": {"id": chat, "type": "private"}}}


class Line:
    """Telegram's side: hands out what there is, and then leaves the next request open."""

    base_url = "https://api.example"

    def __init__(self, happened: list[str], *batches: list[dict]) -> None:
        self._happened = happened
        self._batches = list(batches)
        self.request = self
        self.left_open = asyncio.Event()

    async def retrieve(self, address: str, read_timeout: float) -> bytes:
        offset = parse_qs(urlsplit(address).query)["offset"][0]
        self._happened.append(f"asked from {offset}")
        if not self._batches:
            self.left_open.set()
            await asyncio.Event().wait()
        return json.dumps({"ok": True, "result": self._batches.pop(0)}).encode()


class Seeing(Watch):
    """Tells when there was no room for more."""

    def __init__(self) -> None:
        super().__init__()
        self.full = asyncio.Event()

    def has_no_room(self) -> None:
        super().has_no_room()
        self.full.set()


class Bench:
    """A polling, and what happened in which order."""

    def __init__(self, *batches: list[dict]) -> None:
        self.happened: list[str] = []
        self.store = MemoryStore()
        self.line = Line(self.happened, *batches)
        self.inbox = Inbox(self.store, Watch(), self._told, self._unkept)
        self.stop = asyncio.Event()
        self.watch = Seeing()
        self.polling = Polling(self.line, self.inbox, self.watch, self.stop)

    def _told(self, lane: str, arrival: Arrival | None) -> None:
        self.happened.append(f"told of {arrival.number}" if arrival else f"swept {lane}")

    async def _unkept(self, arrivals: list[Arrival]) -> None:
        raise AssertionError("all of it can be kept")


@pytest.fixture
def running():
    tasks = []

    def run(bench: Bench) -> asyncio.Task:
        tasks.append(asyncio.create_task(bench.polling.run()))
        return tasks[-1]

    yield run
    for task in tasks:
        task.cancel()


async def test_more_is_asked_for_before_what_was_kept_is_worked_on(running):
    bench = Bench([update(1), update(2)], [update(3)])
    await bench.inbox.open()
    running(bench)
    async with asyncio.timeout(10):
        await bench.line.left_open.wait()
        await asyncio.sleep(0)
    assert bench.happened == [
        "asked from 0", "asked from 3", "told of 1", "told of 2", "asked from 4", "told of 3",
    ]  # fmt: skip


async def test_nothing_is_asked_for_before_there_is_room(running, monkeypatch):
    monkeypatch.setattr(inbox_module, "FULL", 2)
    bench = Bench([update(1, chat=1), update(2, chat=2)])
    await bench.inbox.open()
    running(bench)
    async with asyncio.timeout(10):
        await bench.watch.full.wait()
        assert bench.happened == ["asked from 0", "told of 1", "told of 2"]
        await bench.inbox.done((await bench.store.read(Arrival))[0])
        await bench.line.left_open.wait()
    assert bench.happened[3:] == ["asked from 3"]


async def test_the_open_request_is_dropped_when_it_is_time_to_stop(running):
    bench = Bench([update(1)])
    await bench.inbox.open()
    polling = running(bench)
    async with asyncio.timeout(10):
        await bench.line.left_open.wait()
        bench.stop.set()
        await polling
    assert bench.polling._fetching is None
    assert [each.get_name() for each in asyncio.all_tasks() if "fetch" in repr(each)] == []
    assert [each.number for each in await bench.store.read(Arrival)] == [1]


async def test_a_request_that_failed_is_made_again_from_the_same_place(running, monkeypatch):
    monkeypatch.setattr("bot.channels.telegram.polling.AGAIN", 0.001)
    bench = Bench([update(1)], "no updates", [update(2)])
    await bench.inbox.open()
    running(bench)
    async with asyncio.timeout(10):
        await bench.line.left_open.wait()
        await asyncio.sleep(0)
    asked = [each for each in bench.happened if each.startswith("asked")]
    assert asked == ["asked from 0", "asked from 2", "asked from 2", "asked from 3"]
    assert [each for each in bench.happened if each.startswith("told")] == ["told of 1", "told of 2"]
