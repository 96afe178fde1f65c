"""Lanes: in order within each, side by side between them, and nothing that goes wrong ends one for good."""

import asyncio
from collections import defaultdict

import pytest

from bot.channels.telegram.lanes import Lanes


class Bench:
    """What waits in each lane, and work that waits until it is let go; both remember what happened."""

    def __init__(self) -> None:
        self.waiting: dict[str, list[str]] = defaultdict(list)
        self.taken: list[str] = []
        self.finished: list[str] = []
        self._gate = asyncio.Event()
        self._news = asyncio.Condition()

    def lanes(self, at_once: int) -> Lanes[tuple[str, str]]:
        self.the_lanes = Lanes(self.load, self.work, at_once)
        return self.the_lanes

    def put(self, lane: str, *items: str) -> None:
        self.waiting[lane].extend(items)
        self.the_lanes.add(lane)

    async def load(self, lane: str) -> list[tuple[str, str]]:
        if "unreadable" in lane:
            raise RuntimeError("a canary sings")
        return [(lane, item) for item in self.waiting[lane]]

    async def work(self, waiting: tuple[str, str]) -> bool:
        lane, item = waiting
        await self._note(self.taken, item)
        if "slow" in item:
            await self._gate.wait()
        if "broken" in item:
            raise RuntimeError("a canary sings")
        if "elsewhere" in item:
            return False
        self.waiting[lane].remove(item)
        await self._note(self.finished, item)
        return True

    async def _note(self, where: list[str], item: str) -> None:
        async with self._news:
            where.append(item)
            self._news.notify_all()

    def go_on(self) -> None:
        self._gate.set()

    async def until(self, found) -> None:
        async with asyncio.timeout(10), self._news:
            await self._news.wait_for(found)

    async def rest(self) -> None:
        """Wait until no lane is at work."""
        async with asyncio.timeout(10):
            while running := list(self.the_lanes._running.values()):
                await asyncio.wait(running)


@pytest.fixture
def bench() -> Bench:
    return Bench()


async def test_a_lane_goes_in_order_and_others_go_on_beside_it(bench):
    bench.lanes(at_once=2)
    bench.put("amal", "slow 1", "2", "3")
    bench.put("sam", "4", "5")
    await bench.until(lambda: bench.finished == ["4", "5"])
    assert bench.taken == ["slow 1", "4", "5"]
    bench.go_on()
    await bench.until(lambda: bench.finished == ["4", "5", "slow 1", "2", "3"])


async def test_no_more_lanes_work_at_once_than_are_allowed(bench):
    lanes = bench.lanes(at_once=2)
    for person in ("amal", "sam", "kim"):
        bench.put(person, f"slow {person}")
    await bench.until(lambda: len(bench.taken) == 2)
    assert len(lanes) == 3
    bench.go_on()
    await bench.until(lambda: len(bench.finished) == 3)


async def test_a_long_lane_leaves_room_for_others(bench):
    bench.lanes(at_once=1)
    bench.put("flood", "slow 1", "2", "3", "4")
    bench.put("sam", "5")
    await bench.until(lambda: bench.taken == ["slow 1"])
    bench.go_on()
    await bench.until(lambda: len(bench.finished) == 5)
    assert bench.finished.index("5") <= 2


async def test_what_comes_while_a_lane_is_at_work_is_taken_too(bench):
    bench.lanes(at_once=1)
    bench.put("amal", "slow 1")
    await bench.until(lambda: bench.taken == ["slow 1"])
    bench.put("amal", "2")
    bench.go_on()
    await bench.until(lambda: bench.finished == ["slow 1", "2"])


@pytest.mark.parametrize("item", ["broken", "elsewhere"])
async def test_a_lane_is_left_when_its_item_cannot_be_done_and_taken_up_when_called_again(bench, item):
    bench.lanes(at_once=1)
    bench.put("amal", "1", item, "2")
    await bench.rest()
    assert bench.taken == ["1", item]
    bench.waiting["amal"].remove(item)
    bench.put("amal")
    await bench.rest()
    assert bench.finished == ["1", "2"]


async def test_a_lane_that_breaks_tells_where_without_anybodys_words(bench, caplog):
    bench.lanes(at_once=1)
    bench.put("amal", "broken")
    bench.put("unreadable", "1")
    await bench.rest()
    assert caplog.text.count("a lane had to be left: RuntimeError at test_lanes.py") == 2
    assert "canary" not in caplog.text


async def test_a_lane_that_has_ended_leaves_nothing_and_begins_anew(bench):
    lanes = bench.lanes(at_once=1)
    bench.put("amal", "1")
    await bench.rest()
    assert lanes._running == {}
    assert lanes._calls == set()
    bench.put("amal", "2")
    await bench.rest()
    assert bench.finished == ["1", "2"]


async def test_at_the_end_what_is_in_hand_is_finished_and_nothing_is_begun(bench):
    lanes = bench.lanes(at_once=1)
    bench.put("amal", "slow 1", "2")
    bench.put("sam", "3")
    await bench.until(lambda: bench.taken == ["slow 1"])
    stopping = asyncio.create_task(lanes.stop())
    bench.go_on()
    await stopping
    bench.put("kim", "4")
    assert bench.finished == bench.taken == ["slow 1"]
    assert len(lanes) == 0


async def test_what_is_in_hand_can_be_dropped_and_taken_up_again(bench):
    lanes = bench.lanes(at_once=1)
    bench.put("amal", "slow 1")
    await bench.until(lambda: bench.taken == ["slow 1"])
    await lanes.drop()
    assert bench.finished == []
    bench.go_on()
    bench.put("amal")
    await bench.until(lambda: bench.finished == ["slow 1"])


async def test_a_lane_that_is_dropped_before_it_began_can_be_taken_up_again(bench):
    lanes = bench.lanes(at_once=1)
    bench.put("amal", "1")
    await lanes.drop()
    assert (bench.taken, len(lanes)) == ([], 0)
    lanes.add("amal")
    await bench.until(lambda: bench.finished == ["1"])
    await lanes.stop()


async def test_an_item_that_is_given_is_worked_on_without_reading_its_lane(bench):
    lanes = bench.lanes(at_once=1)
    bench.waiting["unreadable"].append("1")
    lanes.add("unreadable", ("unreadable", "1"))
    await bench.rest()
    assert bench.finished == ["1"]


async def test_an_item_that_is_refused_has_its_lane_worked_off_in_order(bench):
    lanes = bench.lanes(at_once=1)
    bench.waiting["amal"] += ["1", "2"]
    lanes.add("amal", ("amal", "elsewhere"))
    await bench.rest()
    assert bench.taken == ["elsewhere", "1", "2"]
    assert bench.finished == ["1", "2"]


async def test_an_item_that_is_given_while_its_lane_is_at_work_comes_in_its_turn(bench):
    lanes = bench.lanes(at_once=2)
    bench.put("amal", "slow 1")
    await bench.until(lambda: bench.taken == ["slow 1"])
    bench.waiting["amal"] += ["2", "3"]
    lanes.add("amal", ("amal", "3"))
    bench.go_on()
    await bench.rest()
    assert bench.finished == ["slow 1", "2", "3"]


async def test_what_comes_while_a_given_item_is_worked_on_is_taken_too(bench):
    lanes = bench.lanes(at_once=1)
    bench.waiting["amal"].append("slow 1")
    lanes.add("amal", ("amal", "slow 1"))
    await bench.until(lambda: bench.taken == ["slow 1"])
    bench.put("amal", "2")
    bench.go_on()
    await bench.rest()
    assert bench.finished == ["slow 1", "2"]


async def test_given_items_keep_to_the_bound_and_none_is_begun_after_the_stop(bench):
    lanes = bench.lanes(at_once=1)
    for person in ("amal", "sam"):
        bench.waiting[person].append(f"slow {person}")
        lanes.add(person, (person, f"slow {person}"))
    await bench.until(lambda: bench.taken == ["slow amal"])
    stopping = asyncio.create_task(lanes.stop())
    await asyncio.sleep(0)
    bench.go_on()
    await stopping
    assert bench.finished == ["slow amal"]
    assert bench.waiting["sam"] == ["slow sam"]
