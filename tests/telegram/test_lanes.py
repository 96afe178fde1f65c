"""Lanes: in order within each, side by side between them, and nothing that goes wrong ends one."""

import asyncio

import pytest

from bot.channels.telegram.lanes import Lanes


class Bench:
    """Work that waits until it is let go, and remembers what it took and what it finished."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.finished: list[str] = []
        self._gate = asyncio.Event()
        self._news = asyncio.Condition()

    async def work(self, item: str) -> None:
        async with self._news:
            self.taken.append(item)
            self._news.notify_all()
        if "slow" in item:
            await self._gate.wait()
        if "broken" in item:
            raise RuntimeError("a canary sings")
        async with self._news:
            self.finished.append(item)
            self._news.notify_all()

    def go_on(self) -> None:
        self._gate.set()

    async def until(self, found) -> None:
        async with asyncio.timeout(10), self._news:
            await self._news.wait_for(found)


@pytest.fixture
def bench() -> Bench:
    return Bench()


async def test_a_lane_goes_in_order_and_others_go_on_beside_it(bench):
    lanes = Lanes(bench.work, at_once=2)
    for item in ("slow 1", "2", "3"):
        lanes.add("amal", item)
    for item in ("4", "5"):
        lanes.add("sam", item)
    await bench.until(lambda: bench.finished == ["4", "5"])
    assert bench.taken == ["slow 1", "4", "5"]
    bench.go_on()
    await bench.until(lambda: bench.finished == ["4", "5", "slow 1", "2", "3"])


async def test_no_more_lanes_work_at_once_than_are_allowed(bench):
    lanes = Lanes(bench.work, at_once=2)
    for person in ("amal", "sam", "kim"):
        lanes.add(person, f"slow {person}")
    await bench.until(lambda: len(bench.taken) == 2)
    assert len(lanes) == 1
    bench.go_on()
    await bench.until(lambda: len(bench.finished) == 3)


async def test_an_item_that_breaks_does_not_end_its_lane(bench, caplog):
    lanes = Lanes(bench.work, at_once=1)
    for item in ("1", "broken", "2"):
        lanes.add("amal", item)
    await bench.until(lambda: bench.finished == ["1", "2"])
    assert "an item of a lane failed: RuntimeError at test_lanes.py" in caplog.text
    assert "canary" not in caplog.text
    await lanes.stop()


async def test_a_lane_that_has_ended_begins_anew(bench):
    lanes = Lanes(bench.work, at_once=1)
    lanes.add("amal", "1")
    await bench.until(lambda: bench.finished == ["1"])
    lanes.add("amal", "2")
    await bench.until(lambda: bench.finished == ["1", "2"])
    await lanes.stop()
    assert lanes._running == lanes._waiting == {}


async def test_at_the_end_what_is_in_hand_is_finished_and_nothing_is_begun(bench):
    lanes = Lanes(bench.work, at_once=1)
    lanes.add("amal", "slow 1")
    lanes.add("amal", "2")
    lanes.add("sam", "3")
    await bench.until(lambda: bench.taken == ["slow 1"])
    stopping = asyncio.create_task(lanes.stop())
    bench.go_on()
    await stopping
    lanes.add("kim", "4")
    assert bench.finished == bench.taken == ["slow 1"]
    assert len(lanes) == 3


async def test_what_is_in_hand_can_be_dropped(bench):
    lanes = Lanes(bench.work, at_once=1)
    lanes.add("amal", "slow 1")
    await bench.until(lambda: bench.taken == ["slow 1"])
    lanes.cancel()
    with pytest.raises(asyncio.CancelledError):
        await lanes.stop()
    assert bench.finished == []
