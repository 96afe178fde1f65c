"""The overview and the anonymised export, looked at in any order, differ by whole batches or not at all."""

from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exports.cut_off import moved, moved_at_once, within
from bot.overview.batches import SETTLED, batches, settled
from bot.overview.groups import groups
from bot.overview.standing import standing
from storage.errors import TurnConflict
from storage.memory_store import MemoryStore
from storage.records import Assessment, CutOff

BEGIN = datetime(2026, 11, 22, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
LOOK, EXPORT = "look", "export"
OLD, NEW = "2026.10", "2027.04"
finishes = st.tuples(st.integers(0, 9), st.sampled_from(["silver", "gold"]), st.sampled_from([OLD, OLD, NEW]))
steps = st.lists(st.one_of(st.sampled_from([LOOK, EXPORT]), finishes), max_size=40)


def finished(ref, organisation, at, version=OLD):
    time = at.isoformat(timespec="seconds")
    profile = {"organisation": f"Organisation {organisation}"}
    return Assessment(ref, f"web:{ref}", version, time, time, time, finished=time, profile=profile)


class World:
    """Results as they are finished, and what is seen of them."""

    def __init__(self):
        self.store, self.kept, self.levels, self.now = MemoryStore(), [], {}, BEGIN

    def finish(self, organisation, level="gold", version=OLD):
        ref = f"R{len(self.kept):02}"
        self.levels[ref] = level
        self.kept.append(finished(ref, organisation, self.now, version))

    async def look(self, version=OLD):
        """Return the batches, and the groups, as references of results."""
        standings = [replace(standing(None, each), detail=self.levels[each.ref]) for each in self.kept]
        found = await batches(self.store, version, settled(standings, self.now), self.now)
        told = await groups(self.store, version, found, self.now)
        return [[each.ref for each in one.results] for one in found], [
            [each.ref for each in one] for one in told
        ]

    async def export(self, version=OLD):
        async with self.store.turn("export") as turn:
            cut_offs = await moved_at_once(turn, self.kept, self.now)
        return {each.ref for each in self.kept if within(each, cut_offs) and each.framework == version}

    async def ends(self, version=OLD):
        kept = await self.store.fetch(CutOff, f"overview {version}")
        return [*kept.earlier, kept.at] if kept else []

    def organisations(self, refs):
        return {each.profile["organisation"] for each in self.kept if each.ref in refs}

    async def slices(self, version=OLD):
        """Return all results of each batch, a look again too."""
        ends = ["", *await self.ends(version)]
        return [
            {each.ref for each in self.kept if each.framework == version and begin <= each.finished < end}
            for begin, end in pairwise(ends)
        ]


@given(steps, st.sampled_from([1, 30, 61, 3600]))
async def test_files_and_figures_differ_by_whole_batches(steps, apart):
    world, files = World(), {OLD: [set()], NEW: [set()]}
    for step in [*steps, LOOK, EXPORT]:
        world.now += timedelta(seconds=apart)
        if step == LOOK:
            await world.look()
        elif step == EXPORT:
            for version, seen in files.items():
                seen.append(await world.export(version))
        else:
            world.finish(*step)
    for version, seen in files.items():
        batches_of = await world.slices(version)
        assert all(len(world.organisations(each)) >= 3 for each in batches_of)
        for earlier, later in pairwise(seen):
            more = world.organisations(later - earlier)
            assert earlier <= later
            assert not more or len(more) >= 5
            assert later == set().union(*(each for each in batches_of if each <= later))


@given(steps, st.sampled_from([1, 30, 61, 3600]))
async def test_levels_of_two_looks_differ_by_three_at_a_level_or_by_nothing(steps, apart):
    world, seen = World(), []
    for step in [*steps, LOOK]:
        world.now += timedelta(seconds=apart)
        if step == LOOK:
            seen.append(await world.look())
        elif step == EXPORT:
            await world.export()
        else:
            world.finish(*step)
    told = [Counter(world.levels[ref] for group in groups for ref in group) for _, groups in seen]
    for at, (later_batches, later_groups) in enumerate(seen):
        for earlier, (earlier_batches, earlier_groups) in enumerate(seen[:at]):
            assert later_batches[: len(earlier_batches)] == earlier_batches
            assert later_groups[: len(earlier_groups)] == earlier_groups
            assert all((told[at] - told[earlier])[level] not in {1, 2} for level in ("silver", "gold"))
            assert not told[earlier] - told[at]


def times(world, levels, apart=HOUR):
    for number, level in enumerate(levels):
        world.now += apart
        world.finish(f"{world.now} {number}", level)
    world.now += HOUR


@pytest.mark.parametrize(("levels", "of"), [("ggg", [3]), ("ggs", []), ("ggssgs", [6]), ("gggggsggg", [3])])
async def test_a_group_ends_with_the_first_batch_at_which_no_level_is_of_few(levels, of):
    world = World()
    times(world, levels)
    _, told = await world.look()
    assert [len(each) for each in told] == of


async def test_a_group_that_lost_somebody_and_has_few_at_a_level_now_is_not_told():
    world = World()
    times(world, "gggsss", timedelta(0))
    assert [len(each) for each in (await world.look())[1]] == [6]
    del world.kept[0]
    batches_now, told = await world.look()
    assert ([len(each) for each in batches_now], told) == ([5], [])


async def test_a_group_that_lost_somebody_takes_in_nobody_else():
    world = World()
    times(world, "gggsss")
    _, [_, last] = await world.look()
    del world.kept[0]
    assert (await world.look())[1] == [last]


async def test_a_group_with_a_batch_of_few_left_is_not_told_though_its_levels_could_be():
    world = World()
    times(world, "ggsgsgsgg")  # batches ggs gsg sgg: one group
    assert [len(each) for each in (await world.look())[1]] == [9]
    world.kept = [each for each in world.kept if each.ref not in {"R00", "R01"}]
    batches_now, told = await world.look()
    assert [len(each) for each in batches_now] == [1, 3, 3]
    assert told == []


async def test_pruning_of_ends_changes_no_group_that_a_period_reaches():
    world = World()
    for days in (900, 800, 700, 500, 400, 300, 200, 100, 20):
        world.now = BEGIN - timedelta(days=days)
        times(world, "gggggs")  # the last three are of few, and wait for others of silver
    world.now = BEGIN
    _, first = await world.look()
    _, again = await world.look()
    year = {each.ref for each in world.kept if each.finished > (BEGIN - timedelta(days=365)).isoformat()}
    reached = [group for group in first if set(group) <= year]
    assert reached == [group for group in again if set(group) <= year] != []
    kept = await world.store.fetch(CutOff, f"overview levels {OLD}")
    assert (len(first), len(kept.earlier) + 1, len(reached)) == (6, 4, 2)


async def test_a_group_whose_last_batch_is_not_at_hand_is_not_told():
    world = World()
    times(world, "gggsss")
    kept = (replace(standing(None, each), detail="gold") for each in world.kept)
    standings = settled(kept, world.now)
    found = await batches(world.store, OLD, standings, world.now)
    async with world.store.turn("theirs") as turn:
        turn.put(CutOff(f"overview levels {OLD}", "2026-12-01T09:00:00+00:00", (found[0].end,)))
    assert len(await groups(world.store, OLD, found, world.now)) == 1


# The cut-off of the export


@pytest.mark.parametrize(("many", "there"), [(3, 0), (5, 0), (6, 6), (8, 6), (9, 9)])
async def test_it_moves_to_the_end_of_a_batch_once_five_are_there(many, there):
    world = World()
    times(world, "g" * many)
    assert len(await world.export()) == there
    assert {each.ref for each in world.kept[:there]} == await world.export()


async def test_five_at_once_are_enough_and_four_are_not():
    for many, there in ((4, 0), (5, 5)):
        world = World()
        times(world, "g" * many, timedelta(0))
        assert len(await world.export()) == there


async def test_one_with_two_results_is_one():
    world = World()
    for organisation in (1, 2, 3, 1, 2, 4):
        world.now += HOUR
        world.finish(organisation)
    world.now += HOUR
    assert len(await world.export()) == 0
    for organisation in (5, 1, 2):
        world.now += HOUR
        world.finish(organisation)
    world.now += HOUR
    assert len(await world.export()) == 9


async def test_organisations_of_another_version_move_no_cut_off():
    world = World()
    for organisation in range(8):
        world.finish(organisation, version=OLD if organisation < 4 else NEW)
    world.now += HOUR
    assert await world.export(OLD) == await world.export(NEW) == set()


async def test_a_result_finished_behind_the_last_batch_is_in_no_file():
    world = World()
    times(world, "g" * 6)
    assert len(await world.export()) == 6
    times(world, "gg")
    assert len(await world.export()) == 6


async def test_what_is_finished_just_now_waits_a_minute():
    world = World()
    times(world, "g" * 5, timedelta(0))
    world.now = BEGIN + SETTLED
    assert await world.export() == set()
    world.now += timedelta(seconds=1)
    assert len(await world.export()) == 5
    assert timedelta(minutes=1) == SETTLED


class Beaten(MemoryStore):
    """A store in which somebody else always comes first with the cut-off of the export."""

    @asynccontextmanager
    async def turn(self, lock, settles=None, absent=()):
        async with super().turn("theirs") as turn:
            turn.put(CutOff(f"export {OLD}", "theirs"))
        async with super().turn(lock, settles, absent) as turn:
            yield turn
            raise TurnConflict("somebody else was first")


async def test_where_somebody_else_has_moved_it_theirs_holds():
    world = World()
    times(world, "g" * 6)
    world.store = Beaten()
    async with MemoryStore.turn(world.store, "filling") as turn:
        for each in world.kept:
            turn.put(each)
    assert await moved(world.store, world.now) == {OLD: "theirs"}


async def test_page_by_page_it_moves_to_the_same_end():
    world = World()
    times(world, "g" * 7)
    async with world.store.turn("filling") as turn:
        for each in world.kept:
            turn.put(each)
    cut_offs = await moved(world.store, world.now)
    assert cut_offs == {OLD: (await world.ends())[-1]}
    assert sum(within(each, cut_offs) for each in world.kept) == 6
