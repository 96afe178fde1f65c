"""An arrival is settled by one turn, in the order of its lane, or not at all; and what waits is known."""

import asyncio

import pytest
from store_places import in_time, keep, kept

from storage.errors import Taken
from storage.records import Arrival, Member, Receipt, Session

HARRIET = Member("telegram:7")


def arrival(number: int, lane: str = "7", aside: str = "") -> Arrival:
    return Arrival("telegram", number, lane, {"update_id": number}, aside)


async def receipt(store, of: Arrival) -> Receipt | None:
    return await kept(store, Receipt, of.key)


async def test_an_arrival_is_settled_with_everything_else_in_its_turn(store):
    await keep(store, arrival(1))

    async with store.turn("telegram:7", settles=arrival(1)) as turn:
        turn.put(HARRIET)
    assert await store.read(Arrival) == []
    assert await store.read(Member) == [HARRIET]
    assert await receipt(store, arrival(1))


async def test_a_turn_that_takes_back_its_changes_settles_all_the_same(store):
    await keep(store, arrival(1))

    async with store.turn("telegram:7", settles=arrival(1)) as turn:
        turn.put(HARRIET)
        turn.undo()
    assert await store.read(Member) == await store.read(Arrival) == []
    assert await receipt(store, arrival(1))


async def test_a_turn_that_fails_leaves_its_arrival_waiting(store):
    await keep(store, arrival(1))

    with pytest.raises(ZeroDivisionError):
        async with store.turn("telegram:7", settles=arrival(1)):
            raise ZeroDivisionError
    assert await store.read(Arrival) == [arrival(1)]
    assert await receipt(store, arrival(1)) is None
    async with store.turn("telegram:7", settles=arrival(1)) as turn:
        turn.put(HARRIET)
    assert await store.read(Arrival) == []


async def test_an_arrival_is_settled_once(store):
    await keep(store, arrival(1))
    async with store.turn("telegram:7", settles=arrival(1)):
        pass

    with pytest.raises(Taken):
        async with store.turn("telegram:7", settles=arrival(1)) as turn:
            turn.put(HARRIET)
    assert await store.read(Member) == []


async def test_an_arrival_waits_for_those_before_it_in_its_lane_and_for_no_others(store):
    await keep(store, arrival(1), arrival(2), arrival(3, lane="8"), arrival(9, lane="7", aside="broken"))

    with pytest.raises(Taken):
        async with store.turn("telegram:7", settles=arrival(2)):
            pass
    async with store.turn("telegram:8", settles=arrival(3, lane="8")):
        pass
    async with store.turn("telegram:7", settles=arrival(1)):
        pass
    async with store.turn("telegram:7", settles=arrival(2)):
        pass
    assert await store.read(Arrival) == [arrival(9, aside="broken")]


async def test_one_set_aside_holds_nobody_up(store):
    await keep(store, arrival(1, aside="broken"), arrival(2))

    async with store.turn("telegram:7", settles=arrival(2)):
        pass
    assert await store.read(Arrival) == [arrival(1, aside="broken")]


async def test_while_one_has_it_in_hand_nobody_else_gets_it_or_the_next(store):
    await keep(store, arrival(1), arrival(2))

    async with store.turn("telegram:7", settles=arrival(1)) as turn:
        for number in (1, 2):
            with pytest.raises(Taken):
                async with asyncio.timeout(10), store.turn("somebody else", settles=arrival(number)):
                    pass
        turn.put(HARRIET)
    async with store.turn("somebody else", settles=arrival(2)):
        pass
    assert await store.read(Arrival) == []


async def test_of_many_who_want_the_same_arrival_one_gets_it(store):
    await keep(store, arrival(1))
    got = []

    async def want(number: int) -> None:
        try:
            async with store.turn(f"lock {number}", settles=arrival(1)) as turn:
                turn.put(Session(f"s{number}"))
        except Taken:
            return
        got.append(Session(f"s{number}"))

    await in_time(asyncio.gather(*(want(number) for number in range(12))))
    assert len(got) == 1
    assert await store.read(Session) == got


async def test_the_tags_in_use_tell_which_lanes_have_work(store):
    await keep(store, arrival(1), arrival(2), arrival(3, lane="8"), arrival(4, lane="9", aside="broken"))
    await keep(store, Member("lane:telegram|5"))

    assert await store.tags(Arrival, "lane:telegram|") == ["lane:telegram|7", "lane:telegram|8"]
    assert await store.tags(Arrival, "lane:web|") == []
    assert await store.tags(Member, "role:") == ["role:visitor"]
    async with store.turn("telegram:8", settles=arrival(3, lane="8")):
        pass
    assert await store.tags(Arrival, "lane:telegram|") == ["lane:telegram|7"]


@pytest.mark.parametrize("awkward", ["a%", "a_", "a\\", 'a"', "ä", "a\0", "\udfff"])
async def test_a_tag_is_found_by_its_beginning_as_it_is_written(store, awkward):
    await keep(store, Member("web:1", role=awkward), Member("web:2", role="abc"))

    assert await store.tags(Member, f"role:{awkward}") == [f"role:{awkward}"]
    assert await store.read(Member, f"role:{awkward}") == [Member("web:1", role=awkward)]


async def test_records_are_counted(store):
    await keep(store, arrival(1), arrival(2), arrival(3, aside="broken"), HARRIET)

    assert await store.count(Arrival) == 3
    assert await store.count(Arrival, "waiting:telegram") == 2
    assert await store.count(Arrival, "waiting:web") == 0
    assert await store.count(Session) == await store.count(Receipt) == 0
    async with store.turn("telegram:7", settles=arrival(1)):
        pass
    assert (await store.count(Arrival, "waiting:telegram"), await store.count(Receipt)) == (1, 1)


@pytest.mark.parametrize("kind", [Member, Receipt])
async def test_the_first_few_can_be_read(store, kind):
    of_today = {Member: Member("web:b"), Receipt: Receipt("web:b", "2026-11-22T10:00")}[kind]
    others = {Member: Member("web:a", role="admin"), Receipt: Receipt("web:a", "2026-11-21T10:00")}[kind]
    more = {Member: Member("web:c"), Receipt: Receipt("web:c", "2026-11-22T11:00")}[kind]
    await keep(store, more, of_today, others)

    assert await store.read(kind, limit=2) == [others, of_today]
    assert await store.read(kind, of_today.tags[0], 1) == [of_today]
    assert await store.read(kind, of_today.tags[0], 9) == [of_today, more]
    assert of_today.tags[0] in await store.tags(kind, of_today.tags[0][:4])


async def test_who_leads_does_the_work_and_what_it_raises_comes_through(store):
    done = []

    async def work() -> None:
        done.append(1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await in_time(store.lead("telegram", work))
    assert done == [1]


async def test_a_store_that_is_open_can_be_used(store):
    await in_time(store.ping())
