"""What failed is tried again after a second, then after twice as long each time, and after 30 s at most."""

import asyncio
from itertools import islice

import pytest
from telegram.error import NetworkError
from test_asking_for_more import Bench, update

from bot.channels.telegram import again, polling
from bot.channels.telegram.calls import Calls, Outcome
from bot.channels.telegram.insisting import insist
from bot.channels.telegram.pace import Pace
from bot.watch import Watch
from storage.errors import StoreAway

AWAY = NetworkError("away")


class Patient(Calls):
    """Notes how long it waits, and does not."""

    def __init__(self):
        super().__init__(asyncio.Event(), Pace(), Watch())
        self.waited = []

    async def wait(self, seconds):
        self.waited.append(seconds)


@pytest.fixture
def calls():
    return Patient()


def fails(times, error):
    """Return something to do that fails so many times."""
    left = [error] * times

    async def do(*_words):
        if left:
            raise left.pop()

    return do


def test_waits_double_from_one_second_to_thirty_and_stay_there():
    assert list(islice(again.waits(), 8)) == [1, 2, 4, 8, 16, 30, 30, 30]


async def test_a_call_that_fails_is_made_again_later_and_later(calls):
    assert await calls.make("7", fails(3, AWAY)) is Outcome.TAKEN
    assert calls.waited == [1, 2, 4]


async def test_the_next_call_begins_with_a_short_wait_again(calls):
    for _ in range(2):
        await calls.make("7", fails(1, AWAY))
    assert calls.waited == [1, 1]


async def test_the_store_is_asked_again_later_and_later(calls):
    await insist(calls, fails(3, StoreAway("away")))
    assert calls.waited == [1, 2, 4]


async def test_updates_are_asked_for_later_and_later_until_some_come(monkeypatch):
    waited = []

    async def noted(seconds, _stop):
        waited.append(seconds)

    monkeypatch.setattr(polling, "pause", noted)
    bench = Bench(AWAY, AWAY, AWAY, [update(1)], AWAY)
    await bench.inbox.open()
    running = asyncio.create_task(bench.polling.run())
    async with asyncio.timeout(10):
        await bench.line.left_open.wait()
    bench.stop.set()
    await running
    assert waited == [1, 2, 4, 1]
