"""Which assessments an anonymised export holds: those finished up to a cut-off, and never a choice of them.

With filters, or one more organisation at a time, two files could be held side by side, and what only one of
them has would be that organisation's. Each version of the framework has a file and so a cut-off of its own.
It moves on only when enough further organisations have finished since, and only to the end of a batch of the
overview: so a file and what is shown there differ by whole batches or not at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.exports.wholes import wholes
from bot.overview.batches import ends, named, settled, versions
from bot.overview.organisations import Organisations
from bot.overview.standing import Standing, standing
from bot.reports.small_groups import LEAST
from storage.errors import TurnConflict
from storage.records import Assessment, CutOff
from storage.store import Store, Turn

CutOffs = Mapping[str, str]  # up to when results count, by version of the framework
BEFORE = "export "  # what the name of such a cut-off begins with; the version follows


def within(assessment: Assessment, cut_offs: CutOffs) -> bool:
    """Whether an assessment is in the anonymised export."""
    cut_off = cut_offs.get(assessment.framework, "")
    return bool(assessment.finished) and not assessment.of and assessment.finished < cut_off


async def moved_at_once(turn: Turn, assessments: Iterable[Assessment], now: datetime) -> CutOffs:
    """Move the cut-offs on where enough have finished, with all that is kept at hand."""
    results = settled((standing(None, each) for each in assessments if not each.of), now)
    return {version: await _move(turn, version, results, now) for version in versions(results)}


async def moved(store: Store, now: datetime) -> CutOffs:
    """Move the cut-offs on where enough have finished, page by page."""
    results = settled([standing(None, each) async for each in wholes(store)], now)
    return {version: await _move_in(store, version, results, now) for version in versions(results)}


async def as_they_are(store: Store) -> CutOffs:
    """Return the cut-offs, for somebody who must not move them."""
    kept = await store.read(CutOff)
    return {each.name.removeprefix(BEFORE): each.at for each in kept if each.name.startswith(BEFORE)}


async def _move_in(store: Store, version: str, results: Sequence[Standing], now: datetime) -> str:
    """Move one in a turn of its own; where somebody else has moved it meanwhile, theirs holds."""
    try:
        async with store.turn(f"cut-off {named(version)}") as turn:
            return await _move(turn, version, results, now)
    except TurnConflict:
        kept = await store.fetch(CutOff, BEFORE + version)
        return kept.at if kept else ""


async def _move(turn: Turn, version: str, results: Sequence[Standing], now: datetime) -> str:
    kept = await turn.get(CutOff, BEFORE + version) or CutOff(BEFORE + version, "")
    until = [kept.at, *await ends(turn, version, results, now)][-1]
    if _organisations(version, results, kept.at, until) < LEAST:
        return kept.at
    turn.put(CutOff(BEFORE + version, until))
    return until


def _organisations(version: str, results: Sequence[Standing], since: str, until: str) -> int:
    """Return how many organisations have finished between; all results say which are one."""
    found = Organisations()
    for each in results:
        found.add(each.marks)
    return len(
        {found.of(each.marks[0]) for each in results if each.version == version and since <= each.at < until}
    )
