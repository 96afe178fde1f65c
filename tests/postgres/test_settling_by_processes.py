"""Processes that share a database settle each arrival once, and the arrivals of a lane in their order."""

import asyncio

import pytest
from sessions import A_HANG, ask

from storage.errors import Taken, TurnConflict
from storage.records import Arrival, Receipt, Session


def arrival(number: int, lane: str = "7") -> Arrival:
    return Arrival("telegram", number, lane, {"update_id": number})


async def arrive(store, *arrivals):
    async with store.turn("inbox") as turn:
        for each in arrivals:
            turn.put(each)


async def test_each_arrival_is_settled_once_and_in_the_order_of_its_lane(stores):
    arrivals = [arrival(number, lane=str(number % 4)) for number in range(80)]
    await arrive(stores[0], *arrivals)
    taken = 0

    async def settle(store, each):
        async with store.turn(f"chat {each.lane}", settles=each) as turn:
            done = await turn.get(Session, each.lane) or Session(each.lane)
            turn.put(Session(each.lane, handled=(*done.handled, str(each.number))))

    async def work(store):
        nonlocal taken
        while lanes := await store.tags(Arrival, "lane:telegram|"):
            for lane in lanes:
                for each in (await store.read(Arrival, lane))[:1]:
                    try:
                        await settle(store, each)
                    except (Taken, TurnConflict):
                        taken += 1

    await asyncio.wait_for(asyncio.gather(*(work(store) for store in stores for _ in range(2))), A_HANG)
    for lane in range(4):
        (done,) = [each for each in await stores[0].read(Session) if each.key == str(lane)]
        assert done.handled == tuple(str(number) for number in range(lane, 80, 4))
    assert await stores[0].count(Arrival) == 0
    assert [each.key for each in await stores[0].read(Receipt)] == [each.key for each in arrivals]
    assert taken > 0


async def test_while_one_process_has_an_arrival_no_other_gets_it_or_the_next(stores):
    await arrive(stores[0], arrival(1), arrival(2), arrival(3, lane="8"))

    async with stores[0].turn("chat 7", settles=arrival(1)):
        for number in (1, 2):
            with pytest.raises(Taken):
                async with asyncio.timeout(A_HANG), stores[1].turn("chat 7", settles=arrival(number)):
                    pass
        async with asyncio.timeout(A_HANG), stores[1].turn("chat 8", settles=arrival(3, lane="8")):
            pass
    async with stores[1].turn("chat 7", settles=arrival(2)):
        pass
    assert await stores[0].count(Arrival) == 0


async def test_one_that_was_set_aside_in_the_moment_of_asking_is_not_had(stores, database):
    """What the row says counts: the tag by which it was found may be of the moment before."""
    await arrive(stores[0], arrival(1))
    aside = 'UPDATE record SET body = (body::jsonb || \'{"aside": "broken"}\')::json'
    await ask(database, aside)

    with pytest.raises(Taken):
        async with stores[1].turn("chat 7", settles=arrival(1)):
            pass


async def test_the_arrivals_of_a_process_that_is_gone_are_free_again(stores, server, database):
    await arrive(stores[1], arrival(1))

    turn = stores[0].turn("chat 7", settles=arrival(1))
    await turn.__aenter__()
    with pytest.raises(Taken):
        async with stores[1].turn("chat 7", settles=arrival(1)):
            pass
    server.disconnect(database)
    async with asyncio.timeout(A_HANG), stores[1].turn("chat 7", settles=arrival(1)):
        pass
    with pytest.raises(Exception, match="cannot be reached"):
        await turn.__aexit__(None, None, None)
    assert len(await stores[1].read(Receipt)) == 1
