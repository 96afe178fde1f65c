"""Results count in batches of three organisations or more, and nothing later moves one of them."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.overview.batches import SETTLED, batches, settled
from bot.overview.ends import KEPT
from bot.overview.figures import PERIODS
from bot.overview.organisations import marks
from bot.overview.standing import FINISHED, Standing
from storage.errors import TurnConflict
from storage.memory_store import MemoryStore
from storage.records import CutOff

BEGIN = datetime(2026, 11, 22, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
LOOK, VERSION = "look", "2026.10"
organisations = st.tuples(st.integers(0, 5), st.integers(0, 5))  # a lead, and a name: what shares one is one
steps = st.lists(st.one_of(st.just(LOOK), organisations), max_size=40)


def iso(time):
    return time.isoformat(timespec="seconds")


def result(ref, whose, time, version=VERSION):
    lead, name = whose
    return Standing(
        ref, version, tuple(marks(f"web:{lead}", f"Org {name}")), FINISHED, "gold", iso(time), "", {}
    )


def alone(ref, time):
    return result(ref, (ref, ref), time)


async def look(store, results, now):
    found = await batches(store, VERSION, settled(results, now), now)
    return [[each.ref for each in batch.results] for batch in found]


@given(steps, st.sampled_from([0, 1, 30, 61, 3600]))
async def test_a_batch_is_of_three_organisations_and_stays_as_it_is(steps, apart):
    store, results, earlier, now = MemoryStore(), [], [], BEGIN
    for number, step in enumerate([*steps, LOOK]):
        now += timedelta(seconds=apart)
        if step == LOOK:
            seen = await look(store, results, now + SETTLED + timedelta(seconds=1))
            assert seen[: len(earlier)] == earlier
            assert all(len(batch) >= 3 for batch in seen)
            earlier, now = seen, now + SETTLED + timedelta(seconds=1)
        else:
            results.append(result(f"R{number:02}", step, now))


@pytest.mark.parametrize(("many", "found"), [(2, 0), (3, 1), (5, 1), (6, 2)])
async def test_a_batch_ends_with_its_third_organisation(many, found):
    results = [alone(f"R{each}", BEGIN + each * HOUR) for each in range(many)]
    seen = await look(MemoryStore(), results, BEGIN + 9 * HOUR)
    assert [len(batch) for batch in seen] == [3] * found


async def test_those_of_the_same_second_are_in_the_same_batch():
    results = [alone(f"R{each}", BEGIN) for each in range(4)]
    assert await look(MemoryStore(), results, BEGIN + HOUR) == [["R0", "R1", "R2", "R3"]]


async def test_an_organisation_counts_once_a_batch_with_its_newest_result():
    results = [result(f"R{at}", (who, who), BEGIN + at * HOUR) for at, who in enumerate((1, 1, 2, 1, 3))]
    assert await look(MemoryStore(), results, BEGIN + 9 * HOUR) == [["R3", "R2", "R4"]]


async def test_who_turns_out_to_be_one_organisation_later_changes_no_batch_of_before():
    results = [result(f"R{who}", (who, who), BEGIN) for who in range(3)]
    results.append(result("S0", (0, 1), BEGIN + HOUR))  # the first lead, with the second's name
    assert await look(MemoryStore(), results, BEGIN + 2 * HOUR) == [["R0", "R1", "R2"]]


async def test_a_batch_is_of_one_version():
    results = [
        result(f"R{each}", (each, each), BEGIN, "2026.10" if each < 2 else "2027.04") for each in range(5)
    ]
    assert await look(MemoryStore(), results, BEGIN + HOUR) == []
    results.append(result("R5", (5, 5), BEGIN))
    assert await look(MemoryStore(), results, BEGIN + HOUR) == [["R0", "R1", "R5"]]


async def test_results_of_another_version_tell_who_is_one_organisation():
    results = [result(f"R{who}", (who, who), BEGIN) for who in range(3)]
    results.append(result("P", (0, 1), BEGIN - HOUR, "2025.10"))
    assert await look(MemoryStore(), results, BEGIN + HOUR) == []


async def test_what_is_finished_just_now_waits_a_minute():
    results = [alone(f"R{each}", BEGIN) for each in range(3)]
    assert await look(MemoryStore(), results, BEGIN + SETTLED) == []
    assert len(await look(MemoryStore(), results, BEGIN + SETTLED + timedelta(seconds=1))) == 1


async def test_a_batch_that_lost_one_takes_in_nobody_else():
    store = MemoryStore()
    results = [alone(f"R{each}", BEGIN) for each in range(3)]
    await look(store, results, BEGIN + HOUR)
    later = alone("S", BEGIN + 2 * HOUR)
    assert await look(store, [*results[1:], later], BEGIN + 9 * HOUR) == [["R1", "R2"]]


class Beaten(MemoryStore):
    """A store in which somebody else always comes first with their end."""

    @asynccontextmanager
    async def turn(self, lock, settles=None, absent=()):
        async with super().turn(lock, settles, absent) as turn:
            turn.put(CutOff(f"overview {VERSION}", iso(BEGIN + timedelta(minutes=5))))
        async with super().turn(lock, settles, absent) as turn:
            yield turn
            raise TurnConflict("somebody else was first")


async def test_where_somebody_else_has_found_ends_meanwhile_theirs_hold():
    results = [alone(f"R{each}", BEGIN + each * HOUR) for each in range(7)]
    assert await look(Beaten(), results, BEGIN + 9 * HOUR) == [["R0"]]


async def test_ends_are_kept_as_long_as_the_longest_period_reaches():
    store = MemoryStore()
    days = (900, 800, 400, 300, 20)
    results = [alone(f"R{day}{each}", BEGIN - timedelta(days=day)) for day in days for each in range(3)]
    first = await look(store, results, BEGIN)
    kept = await store.fetch(CutOff, f"overview {VERSION}")
    ends = [(BEGIN - timedelta(days=day, seconds=-1)) for day in days]
    assert [*kept.earlier, kept.at] == [iso(each) for each in ends[2:]]
    assert (await look(store, results, BEGIN))[-2:] == first[-2:]
    assert timedelta(days=PERIODS[-1] + 1) == KEPT
