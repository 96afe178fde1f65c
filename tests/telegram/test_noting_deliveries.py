"""Noting deliveries: many by one turn, none of them lost for another's sake, and none that waits for ever."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram import again
from bot.channels.telegram.calls import Calls, Stopped
from bot.channels.telegram.deliveries import LOCK, Deliveries
from bot.channels.telegram.pace import Pace
from bot.watch import Watch
from storage.errors import StoreError, TurnConflict
from storage.memory_store import MemoryStore
from storage.records import Handled, Member, Session


class Watched(MemoryStore):
    """Remembers under which locks turns were taken; some fail, or are hit by somebody else's change."""

    def __init__(self):
        super().__init__()
        self.locks = []
        self.failing = {}  # by lock: errors that the next turns end with
        self.broken = ""  # a key that cannot be read
        self.most_at_once = self._at_once = 0
        self._news = asyncio.Condition()

    async def until(self, locks):
        """Wait until turns were taken under these locks."""
        async with asyncio.timeout(10), self._news:
            await self._news.wait_for(lambda: self.locks == locks)

    @asynccontextmanager
    async def turn(self, lock, settles=None, absent=()):
        async with self._news:
            self.locks.append(lock)
            self._news.notify_all()
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            await asyncio.sleep(0)
            async with super().turn(lock, settles, absent) as turn:
                yield turn
                if errors := self.failing.get(lock):
                    raise errors.pop(0)
        finally:
            self._at_once -= 1

    async def fetch(self, kind, key):
        if self.broken and key == self.broken:
            raise ValueError("not ours")
        return await super().fetch(kind, key)


def address_of(number):
    return f"telegram:{number}"


def key_of(number):
    return f"{address_of(number)}|m"


@pytest.fixture
async def store(monkeypatch):
    monkeypatch.setattr(again, "FIRST", 0.001)
    monkeypatch.setattr(again, "AT_MOST", 0.002)
    return Watched()


@pytest.fixture
async def stop():
    return asyncio.Event()


@pytest.fixture
async def deliveries(store, stop):
    noting = Deliveries(store, Calls(stop, Pace(), Watch()))
    yield noting
    await noting.drop()


async def keep(store, people, replies=1, taken="L1"):
    """Keep messages of people that are to be answered; the words of these can be corrected later."""
    async with store.turn("begin") as turn:
        for number in people:
            said = tuple({"text": f"reply {each}"} for each in range(replies))
            address = address_of(number)
            turn.put(Handled(address, "m", str(number), False, said, "2026-11-22", replies, taken))
            turn.put(Session(address, handled=("m",)))
    store.locks.clear()


async def note(deliveries, people, left=0, *, gone=False):
    async with asyncio.timeout(10):
        noting = (deliveries.note(key_of(number), left, gone=gone) for number in people)
        return await asyncio.gather(*noting, return_exceptions=True)


def tasks_of_noting():
    return [each for each in asyncio.all_tasks() if each.get_name().startswith("telegram noting")]


async def to_send(store):
    return [each.to_send for each in await store.read(Handled)]


async def test_somebodys_long_turn_holds_up_nobody_elses_deliveries(store, deliveries):
    await keep(store, range(4))
    async with store.turn(address_of(0)):
        for number in range(4):
            await note(deliveries, [number])
    assert await to_send(store) == [0] * 4


async def test_one_alone_that_conflicts_waits_for_the_turn_of_whose_it_is_and_for_nobody_else(
    store, deliveries
):
    await keep(store, range(2))
    store.failing = {LOCK: [TurnConflict("changed")]}
    async with store.turn(address_of(0)):
        waits = asyncio.create_task(deliveries.note(key_of(0), 0, gone=False))
        await store.until([address_of(0), LOCK, address_of(0)])
        await note(deliveries, [1])
        assert await to_send(store) == [1, 0]
    assert (await waits).to_send == 0


async def test_of_a_message_that_nobody_can_correct_nothing_stays_once_it_is_answered(store, deliveries):
    await keep(store, range(2), replies=2, taken="")
    found = await note(deliveries, range(2), left=1)
    assert [each.replies[1] for each in found] == [{"text": "reply 1"}] * 2
    assert await note(deliveries, range(2)) == [None, None]
    assert await store.read(Handled) == []


async def test_of_one_that_can_be_corrected_only_that_stays(store, deliveries):
    await keep(store, [1], replies=2)
    (stays,) = await note(deliveries, [1])
    assert (stays.taken, stays.replies, stays.to_send) == ("L1", (), 0)
    assert await store.read(Handled) == [stays]


async def test_those_that_come_together_are_noted_by_one_turn(store, deliveries):
    people = range(50)
    await keep(store, people, replies=2)
    found = await note(deliveries, people, left=1)
    assert [each.address for each in found] == [address_of(number) for number in people]
    assert await to_send(store) == [1] * 50
    assert store.locks == [LOCK]


async def test_one_more_takes_another_turn(store, deliveries):
    await keep(store, range(51))
    await note(deliveries, range(51))
    assert await to_send(store) == [0] * 51
    assert store.locks == [LOCK, LOCK]


async def test_those_that_come_meanwhile_wait_for_the_turn_and_then_go_together(store, deliveries):
    await keep(store, range(4))
    first = asyncio.create_task(deliveries.note(key_of(0), 0, gone=False))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await note(deliveries, [1, 2, 3])
    await first
    assert store.locks == [LOCK, LOCK]
    assert await to_send(store) == [0] * 4


async def test_those_that_come_one_by_one_while_others_are_noted_go_together_too(store, deliveries):
    await keep(store, range(4))
    noting = []
    async with store.turn(LOCK):
        for number in range(4):
            noting.append(asyncio.create_task(deliveries.note(key_of(number), 0, gone=False)))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await asyncio.gather(*noting)
    assert store.locks == [LOCK, LOCK, LOCK]


async def test_who_waits_no_longer_takes_nothing_from_those_that_are_noted_with_it(store, deliveries):
    await keep(store, range(3))
    async with store.turn(LOCK):
        noting = [asyncio.create_task(deliveries.note(key_of(number), 0, gone=False)) for number in range(3)]
        await store.until([LOCK, LOCK])
        noting[0].cancel()
    async with asyncio.timeout(10):
        found = await asyncio.gather(*noting[1:])
    assert [each.address for each in found] == [address_of(1), address_of(2)]
    assert await to_send(store) == [0] * 3
    assert store.locks == [LOCK, LOCK]


async def test_what_is_wrong_with_one_that_nobody_waits_for_any_longer_is_told_to_nobody(store, deliveries):
    await keep(store, [0])
    store.failing = {LOCK: [TurnConflict("changed")]}
    async with store.turn(address_of(0)):
        waits = asyncio.create_task(deliveries.note(key_of(0), 0, gone=False))
        await store.until([address_of(0), LOCK, address_of(0)])
        waits.cancel()
        store.broken = key_of(0)
    [again] = [each for each in tasks_of_noting() if not each.done()]
    await asyncio.wait({again}, timeout=10)
    assert again.exception() is None


async def test_when_somebody_writes_meanwhile_all_are_noted_all_the_same(store, deliveries):
    await keep(store, range(5))
    store.failing = {LOCK: [TurnConflict("changed"), TurnConflict("changed")]}
    found = await note(deliveries, range(5))
    assert [each.to_send for each in found] == [0] * 5
    assert await to_send(store) == [0] * 5
    assert store.locks == [LOCK] * 5


async def test_one_alone_is_noted_again_after_a_conflict(store, deliveries):
    await keep(store, [1])
    store.failing = {LOCK: [TurnConflict("changed")], address_of(1): [TurnConflict("changed")]}
    await note(deliveries, [1])
    assert await to_send(store) == [0]
    assert store.locks == [LOCK, address_of(1), address_of(1)]


async def test_what_another_process_has_noted_already_is_not_to_be_sent_again(store, deliveries):
    await keep(store, range(2), replies=3)
    await note(deliveries, range(2), left=1)
    await note(deliveries, range(2), left=2)
    assert await to_send(store) == [1, 1]


async def test_while_the_store_fails_they_are_noted_again_until_it_takes_them(store, deliveries):
    await keep(store, range(3))
    store.failing = {LOCK: [StoreError("full")], address_of(1): [StoreError("full")] * 2}
    await note(deliveries, range(3))
    assert await to_send(store) == [0] * 3
    assert sorted(store.locks) == sorted([LOCK, *map(address_of, [0, 1, 1, 1, 2])])


async def test_one_that_can_never_be_noted_holds_up_nobody(store, deliveries):
    await keep(store, range(6))
    store.failing = {LOCK: [StoreError("one is damaged")], address_of(2): [StoreError("damaged")] * 10_000}
    for_ever = asyncio.create_task(deliveries.note(key_of(2), 0, gone=False))
    await note(deliveries, [0, 1])
    await note(deliveries, [3])
    await note(deliveries, [4, 5])
    assert await to_send(store) == [0, 0, 1, 0, 0, 0]
    assert not for_ever.done()
    for_ever.cancel()


async def test_no_more_than_eight_are_noted_one_by_one_at_once(store, deliveries):
    await keep(store, range(20))
    store.failing = {LOCK: [StoreError("full")]}
    await note(deliveries, range(20))
    assert await to_send(store) == [0] * 20
    assert store.most_at_once == 8


async def test_what_is_wrong_with_one_is_told_to_it_alone(store, deliveries):
    await keep(store, range(4))
    store.broken = key_of(2)
    found = await note(deliveries, range(4))
    assert isinstance(found[2], ValueError)
    store.broken = ""
    assert await to_send(store) == [0, 0, 1, 0]


async def test_when_it_is_time_to_stop_and_the_store_fails_nobody_waits(store, deliveries, stop):
    await keep(store, range(3))
    store.failing = {lock: [StoreError("full")] * 9 for lock in (LOCK, *map(address_of, range(3)))}
    stop.set()
    assert [type(each) for each in await note(deliveries, range(3))] == [Stopped] * 3
    assert [type(each) for each in await note(deliveries, [0])] == [Stopped]


async def test_when_it_is_time_to_stop_what_the_store_takes_is_noted(store, deliveries, stop):
    await keep(store, range(3))
    stop.set()
    await note(deliveries, range(3))
    assert await to_send(store) == [0] * 3


async def test_after_a_drop_nothing_more_is_noted(store, deliveries):
    await keep(store, range(3))
    noting = [asyncio.create_task(deliveries.note(key_of(number), 0, gone=False)) for number in range(3)]
    await asyncio.sleep(0)
    await deliveries.drop()
    for each in noting:
        each.cancel()
    await asyncio.wait(noting)
    assert await to_send(store) == [1] * 3
    await note(deliveries, [1])
    assert await to_send(store) == [1, 0, 1]


async def test_after_a_drop_what_waited_for_somebodys_long_turn_is_not_noted_either(store, deliveries):
    await keep(store, [0])
    store.failing = {LOCK: [TurnConflict("changed")]}
    async with store.turn(address_of(0)):
        waits = asyncio.create_task(deliveries.note(key_of(0), 0, gone=False))
        await store.until([address_of(0), LOCK, address_of(0)])
        await deliveries.drop()
    async with store.turn(address_of(0)):  # whoever waited for it before us has had it by now
        waits.cancel()
    assert await to_send(store) == [1]


async def test_who_is_gone_is_noted_as_gone_and_nobody_else(store, deliveries):
    await keep(store, range(2))
    async with asyncio.timeout(10):
        await asyncio.gather(
            deliveries.note(key_of(0), 0, gone=True), deliveries.note(key_of(1), 0, gone=False)
        )
    assert [each.address for each in await store.read(Member) if each.gone] == [address_of(0)]


async def test_of_what_was_forgotten_meanwhile_nothing_comes_back(store, deliveries):
    await keep(store, range(2))
    async with store.turn("forget") as turn:
        turn.remove(Handled, key_of(0))
        turn.remove(Session, address_of(0))
    found = await note(deliveries, range(2))
    assert found[0] is None
    assert [each.address for each in await store.read(Handled)] == [address_of(1)]
