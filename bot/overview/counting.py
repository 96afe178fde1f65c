"""Counts organisations by where they stand: page by page, so that nobody waits and memory stays small."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.overview.batches import batches, settled, versions
from bot.overview.few import LEAST
from bot.overview.figures import PERIODS, Tally
from bot.overview.groups import groups
from bot.overview.organisations import Organisations
from bot.overview.standing import FINISHED, NO_LEVEL, Standing, standing
from bot.reminders import IDLE
from knowledge.loader import Content
from storage.records import Assessment
from storage.store import Store

PAGE = 500  # assessments that are held at a time; to find where a page begins takes a while
SOME = 50  # standings, which are small
AT_A_TIME = 4  # looked at before others have their turn: some 2 ms


@dataclass
class Seen:
    """What was seen of all assessments: where the wholes stand, and what colleagues did in their parts."""

    standings: list[Standing] = field(default_factory=list)
    open_parts: set[str] = field(default_factory=set)
    parts_changed: dict[str, str] = field(default_factory=dict)

    def active(self, each: Standing) -> str:
        """Return when somebody last did something in an assessment."""
        return max(each.changed, self.parts_changed.get(each.ref, ""))


async def count(store: Store, content: Content, now: datetime) -> Tally:
    """Count all organisations, each once; and what results came to, by batches."""
    seen = await _see(store, content)
    framework = content.framework
    tally = Tally.of(
        (*(each.id for each in framework.levels), NO_LEVEL), (each.id for each in framework.areas)
    )
    for number, mine in enumerate(await _by_organisation(seen.standings)):
        _add(tally, seen, mine, now)
        if number % SOME == 0:
            await asyncio.sleep(0)
    await _add_results(store, tally, seen.standings, now)
    return tally


async def _add_results(store: Store, tally: Tally, standings: Sequence[Standing], now: datetime) -> None:
    """Add results by batches that hold enough organisations still, and levels by groups of batches."""
    results = settled(standings, now)
    for version in versions(results):
        found = await batches(store, version, results, now)
        for batch in found:
            if len(batch.results) >= LEAST:
                tally.add_batch([each.shares for each in batch.results], _periods(batch.results, now))
        for group in await groups(store, version, found, now):
            tally.add_levels((each.detail for each in group), _periods(group, now))


def _periods(results: Iterable[Standing], now: datetime) -> list[int]:
    """Return the periods in which all of these lie."""
    begun = datetime.fromisoformat(min(each.at for each in results))
    return [at for at, days in enumerate(PERIODS) if begun >= now - timedelta(days=days)]


async def _see(store: Store, content: Content) -> Seen:
    seen, after = Seen(), ""
    while page := await store.page(Assessment, after, PAGE):
        for number, assessment in enumerate(page):
            _look_at(seen, content, assessment)
            if number % AT_A_TIME == 0:
                await asyncio.sleep(0)
        after = page[-1].key
    return seen


def _look_at(seen: Seen, content: Content, assessment: Assessment) -> None:
    if not assessment.of:
        framework = content.frameworks.get(assessment.framework)
        seen.standings.append(standing(framework, assessment))
        return
    changed = max(assessment.changed, seen.parts_changed.get(assessment.of, ""))
    seen.parts_changed[assessment.of] = changed
    if not assessment.finished:
        seen.open_parts.add(assessment.of)


async def _by_organisation(standings: Sequence[Standing]) -> Iterable[list[Standing]]:
    organisations = Organisations()
    async for each in _in_turn(standings):
        organisations.add(each.marks)
    found: dict[bytes, list[Standing]] = {}
    async for each in _in_turn(standings):
        found.setdefault(organisations.of(each.marks[0]), []).append(each)
    return found.values()


async def _in_turn(standings: Sequence[Standing]) -> AsyncIterator[Standing]:
    for number, each in enumerate(standings):
        yield each
        if number % SOME == 0:
            await asyncio.sleep(0)


def _add(tally: Tally, seen: Seen, mine: list[Standing], now: datetime) -> None:
    """Add one organisation: that it has finished, or else what it did last."""
    active = max(map(seen.active, mine))
    finished = any(each.state == FINISHED for each in mine)
    for at, days in enumerate(PERIODS):
        if datetime.fromisoformat(active) < now - timedelta(days=days):
            continue
        if finished:
            tally.finished[at] += 1
        else:
            _add_open(tally, seen, max(mine, key=seen.active), at, now)


def _add_open(tally: Tally, seen: Seen, newest: Standing, at: int, now: datetime) -> None:
    if not newest.detail and newest.ref not in seen.open_parts:
        tally.all_answered[at] += 1
    elif datetime.fromisoformat(seen.active(newest)) > now - IDLE:
        tally.answering[at] += 1
    else:
        tally.untouched[at] += 1
