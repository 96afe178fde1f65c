"""Long polling asks for more updates before those it has kept are worked on, if there is room for them."""

import asyncio
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from telegram.error import NetworkError

from bot.channels.telegram import inbox as inbox_module
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.polling import Polling
from bot.watch import Watch
from storage.errors import StoreError
from storage.memory_store import MemoryStore
from storage.records import Arrival, Record


def update(number: int, chat: int = 7) -> dict:
    return {"update_id": number, "message": {"chat": {"id": chat, "type": "private"}}}


class Line:
    """Telegram's side: hands out what there is, and then leaves the next request open."""

    base_url = "https://api.example"

    def __init__(self, happened: list[str], *batches: list[dict] | Exception) -> None:
        self._happened = happened
        self._batches = list(batches)
        self.request = self
        self.left_open = asyncio.Event()
        self.nothing_left = self.left_open.set

    async def retrieve(self, address: str, read_timeout: float) -> bytes:
        offset = parse_qs(urlsplit(address).query)["offset"][0]
        self._happened.append(f"asked from {offset}")
        if not self._batches:
            self.nothing_left()
            await asyncio.Event().wait()
        batch = self._batches.pop(0)
        if isinstance(batch, Exception):
            raise batch
        return json.dumps({"ok": True, "result": batch}).encode()


class Uncounted(MemoryStore):
    """Cannot count what waits, the first time that something does."""

    failed = False

    async def count(self, kind: type[Record], tag: str = "") -> int:
        waiting = await super().count(kind, tag)
        if waiting and not self.failed:
            self.failed = True
            raise StoreError("away")
        return waiting


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

    def __init__(self, *batches: list[dict] | Exception, store: MemoryStore | None = None) -> None:
        self.happened: list[str] = []
        self.store = store or MemoryStore()
        self.line = Line(self.happened, *batches)
        self.inbox = Inbox(self.store, Watch(), self._told, self._unkept)
        self.stop = asyncio.Event()
        self.watch = Seeing()
        self.polling = Polling(self.line, self.inbox, self.watch, self.stop)

    def _told(self, lane: str, arrival: Arrival | None) -> None:
        self.happened.append(f"told of {arrival.number}" if arrival else f"swept {lane}")

    async def _unkept(self, arrivals: list[Arrival]) -> None:
        raise AssertionError("all of it can be kept")


def open_requests() -> list[asyncio.Task]:
    return [each for each in asyncio.all_tasks() if "fetch" in repr(each)]


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
    assert open_requests() == []
    assert [each.number for each in await bench.store.read(Arrival)] == [1]


async def test_a_request_that_failed_is_made_again_from_the_same_place(running, monkeypatch):
    monkeypatch.setattr("bot.channels.telegram.again.FIRST", 0.001)
    bench = Bench([update(1)], NetworkError("away"), [update(2)])
    await bench.inbox.open()
    running(bench)
    async with asyncio.timeout(10):
        await bench.line.left_open.wait()
        await asyncio.sleep(0)
    asked = [each for each in bench.happened if each.startswith("asked")]
    assert asked == ["asked from 0", "asked from 2", "asked from 2", "asked from 3"]
    assert [each for each in bench.happened if each.startswith("told")] == ["told of 1", "told of 2"]


async def test_what_was_kept_is_worked_on_at_once_although_nobody_can_say_whether_there_is_room(
    running, monkeypatch
):
    monkeypatch.setattr("bot.channels.telegram.again.FIRST", 0.001)
    bench = Bench([update(1), update(2)], store=Uncounted())
    await bench.inbox.open()
    running(bench)
    async with asyncio.timeout(10):
        await bench.line.left_open.wait()
    assert bench.happened == ["asked from 0", "told of 1", "told of 2", "asked from 3"]


async def test_who_is_cancelled_just_when_more_is_asked_for_leaves_no_request_open(running):
    bench = Bench([update(1)])
    await bench.inbox.open()
    polling = running(bench)
    bench.line.nothing_left = polling.cancel
    async with asyncio.timeout(10):
        await asyncio.wait({polling})
    assert bench.happened == ["asked from 0", "asked from 2", "told of 1"]
    assert open_requests() == []


async def test_once_it_is_time_to_stop_what_came_is_kept_and_nothing_more_is_asked_for(running):
    bench = Bench([update(1)], [update(2)])
    await bench.inbox.open()
    bench.watch.fetched = bench.stop.set
    async with asyncio.timeout(10):
        await running(bench)
    assert bench.happened == ["asked from 0", "told of 1"]
    assert [each.number for each in await bench.store.read(Arrival)] == [1]
