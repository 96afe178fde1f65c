"""An update that comes again while another process has it in hand waits for nobody, and holds up no other."""

import asyncio

import pytest
from sessions import A_HANG
from store_places import MASTER

from bot.channels.telegram.inbox import Inbox
from bot.watch import Watch
from storage.records import Arrival, Receipt, Session
from storage.sealing.opening import open_sealed

HARRIET = "telegram:7"


def update(number):
    return {"update_id": number, "message": {"chat": {"id": 7}, "from": {"id": 7}, "text": "hello"}}


async def unkept(arrivals):
    raise AssertionError("the store was there all the time")


@pytest.fixture(params=[False, True], ids=["plain", "sealed"])
async def two(request, stores):
    """Two processes' stores."""
    return [await open_sealed(each, MASTER) for each in stores[:2]] if request.param else stores[:2]


@pytest.mark.parametrize("beside", [(), (2, 3)], ids=["alone", "with new ones"])
async def test_while_its_turn_runs_a_repeat_is_known_at_once(two, beside):
    mine, another = (Inbox(store, Watch(), lambda *_: None, unkept) for store in two)
    (done,) = await mine.keep([update(9)])
    await mine.done(done)
    (first,) = await mine.keep([update(1)])

    async with two[0].turn(HARRIET, settles=first) as turn:
        assert await turn.get(Session, HARRIET) is None
        turn.put(Session(HARRIET, flow="assess"))
        async with asyncio.timeout(A_HANG):
            fresh = await another.keep([update(number) for number in (1, 9, *beside)])

    assert [each.number for each in fresh] == [*beside]
    assert [each.key for each in await two[1].read(Receipt)] == [first.key, done.key]
    assert [each.number for each in await two[1].read(Arrival)] == [*beside]


async def test_nor_does_it_wait_when_another_process_keeps_one_beside_it_just_then(two):
    mine, another = (Inbox(store, Watch(), lambda *_: None, unkept) for store in two)
    (first,) = await mine.keep([update(1)])
    looks = another._came_before

    async def looks_before_another_keeps_it(arrival):
        came = await looks(arrival)
        if arrival.number == 2 and not came:
            await mine.keep([update(2)])
        return came

    another._came_before = looks_before_another_keeps_it
    async with two[0].turn(HARRIET, settles=first) as turn:
        assert await turn.get(Session, HARRIET) is None
        turn.put(Session(HARRIET, flow="assess"))
        async with asyncio.timeout(A_HANG):
            fresh = await another.keep([update(number) for number in (1, 2, 3)])

    assert [each.number for each in fresh] == [3]
    assert [each.number for each in await two[1].read(Arrival)] == [2, 3]
