"""Two looks at many results differ by enough organisations or not at all, whatever is finished when."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.overview.cut_off import SETTLED, counts, finish, move, move_in
from storage.memory_store import MemoryStore
from storage.records import Assessment, CutOff

BEGIN = datetime(2026, 11, 22, 9, tzinfo=UTC)
LOOK = "look"
steps = st.lists(st.one_of(st.just(LOOK), st.integers(0, 7)), max_size=40)


def finished(ref, organisation, at):
    time = at.isoformat(timespec="seconds")
    profile = {"organisation": f"Organisation {organisation}"}
    return Assessment(ref, f"web:{ref}", "2026.10", time, time, time, finished=time, profile=profile)


async def look(store, kept, least, now):
    async with store.turn("look") as turn:
        cut_off = await move(turn, "overview", map(finish, kept), least, now)
    return {each.ref for each in kept if counts(each.finished, cut_off)}


@given(steps, st.sampled_from([3, 5]), st.sampled_from([1, 30, 61, 3600]))
async def test_two_looks_differ_by_enough_organisations_or_not_at_all(steps, least, apart):
    store, kept, seen, now = MemoryStore(), [], [set()], BEGIN
    for number, step in enumerate(steps):
        now += timedelta(seconds=apart)
        if step == LOOK:
            seen.append(await look(store, kept, least, now))
        else:
            kept.append(finished(f"R{number}", step, now))
    whose = {each.ref: each.profile["organisation"] for each in kept}
    for at, later in enumerate(seen):
        for earlier in seen[:at]:
            assert earlier <= later
            others = {whose[ref] for ref in later - earlier}
            assert not others or len(others) >= least


@pytest.mark.parametrize(("many", "there"), [(2, 0), (3, 3), (4, 4)])
async def test_it_begins_with_enough(many, there):
    kept = [finished(f"R{each}", each, BEGIN) for each in range(many)]
    assert len(await look(MemoryStore(), kept, 3, BEGIN + timedelta(hours=1))) == there


async def test_it_moves_on_with_enough_further_ones_and_one_with_two_results_is_one():
    store, now = MemoryStore(), BEGIN + timedelta(hours=1)
    kept = [finished(f"R{each}", each, BEGIN) for each in range(3)]
    assert len(await look(store, kept, 3, now)) == 3
    kept += [finished(f"S{each}", min(each, 4), now) for each in (3, 4, 5)]
    assert len(await look(store, kept, 3, now + timedelta(hours=1))) == 3
    kept.append(finished("T0", 0, now))  # an organisation that looked again
    assert len(await look(store, kept, 3, now + timedelta(hours=1))) == 7


async def test_what_is_finished_just_now_waits_a_minute():
    kept = [finished(f"R{each}", each, BEGIN) for each in range(3)]
    assert await look(MemoryStore(), kept, 3, BEGIN + SETTLED) == set()
    assert len(await look(MemoryStore(), kept, 3, BEGIN + SETTLED + timedelta(seconds=1))) == 3
    assert timedelta(minutes=1) == SETTLED


async def test_where_somebody_else_has_moved_it_theirs_holds():
    store, theirs = MemoryStore(), (BEGIN + timedelta(minutes=5)).isoformat(timespec="seconds")
    kept = [finished(f"R{each}", each, BEGIN) for each in range(3)]
    async with store.turn("theirs") as turn:
        turn.put(CutOff("overview", theirs))
    assert await move_in(store, "overview", map(finish, kept), 3, BEGIN + timedelta(hours=1)) == theirs
