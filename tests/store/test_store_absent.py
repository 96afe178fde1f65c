"""A turn can take it that records are not there: it is a conflict, and keeps nothing, if one of them is."""

import pytest
from store_places import MASTER, keep, kept

from storage.errors import TurnConflict
from storage.memory_store import MemoryStore
from storage.records import Arrival, Blocked, Member, Receipt
from storage.sealing.opening import open_sealed

HERE = Receipt("telegram|1", "2026-11-22T09:00:00+00:00")
NAMES = [(Receipt, "telegram|1"), (Receipt, "telegram|2")]
HARRIET = Member("telegram:7")


async def test_while_none_of_them_is_there_the_turn_is_kept(store):
    async with store.turn("t", absent=NAMES) as turn:
        turn.put(HARRIET)
    assert await kept(store, Member, HARRIET.key) == HARRIET


@pytest.mark.parametrize("there", [1, 2])
async def test_with_one_of_them_it_is_a_conflict_and_nothing_is_kept(store, there):
    await keep(store, Receipt(f"telegram|{there}", HERE.at))
    with pytest.raises(TurnConflict):
        async with store.turn("t", absent=NAMES) as turn:
            turn.put(HARRIET)
    assert await store.read(Member) == []


async def test_one_that_comes_while_the_turn_runs_is_a_conflict(store):
    async def turn_of_somebody_slower():
        async with store.turn("t", absent=NAMES) as turn:
            turn.put(HARRIET)
            await keep(store, HERE)

    with pytest.raises(TurnConflict):
        await turn_of_somebody_slower()
    assert await store.read(Member) == []


async def test_any_kind_that_is_nobodys_words_can_be_absent(store):
    await keep(store, Blocked("hash", "2026-11-22"))
    with pytest.raises(TurnConflict):
        async with store.turn("t", absent=[(Blocked, "hash")]) as turn:
            turn.put(HARRIET)
    async with store.turn("t", absent=[(Blocked, "another")]) as turn:
        turn.put(HARRIET)
    assert await store.read(Member) == [HARRIET]


async def test_what_is_sealed_can_be_absent_where_its_name_bears_no_address(store):
    first, second = (Arrival("telegram", number, "7", {}) for number in (1, 2))
    await keep(store, first)
    with pytest.raises(TurnConflict):
        async with store.turn("t", absent=[(Arrival, first.key)]) as turn:
            turn.put(HARRIET)
    async with store.turn("t", absent=[(Arrival, second.key)]) as turn:
        turn.put(HARRIET)
    assert await store.read(Member) == [HARRIET]


async def test_what_is_named_after_somebody_has_another_name_and_is_refused():
    store = await open_sealed(MemoryStore(), MASTER)
    with pytest.raises(ValueError, match="another name"):
        await store.turn("t", absent=[(Member, HARRIET.key)]).__aenter__()
