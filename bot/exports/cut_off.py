"""Which assessments an anonymised export holds: those finished up to a cut-off, and never a choice of them.

With filters, or one more organisation at a time, two files could be held side by side, and what only one of
them has would be that organisation's. Each version of the framework has a file and so a cut-off of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.exports.wholes import wholes
from bot.overview.cut_off import Finish, counts, finish, move, move_in
from bot.reports.small_groups import LEAST
from storage.records import Assessment, CutOff
from storage.store import Store, Turn

CutOffs = Mapping[str, str]  # up to when results count, by version of the framework
BEFORE = "export "  # what the name of such a cut-off begins with; the version follows


def within(assessment: Assessment, cut_offs: CutOffs) -> bool:
    """Whether an assessment is in the anonymised export."""
    return not assessment.of and counts(assessment.finished, cut_offs.get(assessment.framework, ""))


async def moved_at_once(turn: Turn, assessments: Iterable[Assessment], now: datetime) -> CutOffs:
    """Move the cut-offs on where enough have finished, with all that is kept at hand."""
    found: dict[str, list[Finish]] = defaultdict(list)
    for each in assessments:
        if not each.of:
            found[each.framework].append(finish(each))
    return {name: await move(turn, BEFORE + name, of, LEAST, now) for name, of in found.items()}


async def moved(store: Store, now: datetime) -> CutOffs:
    """Move the cut-offs on where enough have finished, page by page."""
    found: dict[str, list[Finish]] = defaultdict(list)
    async for each in wholes(store):
        found[each.framework].append(finish(each))
    return {name: await move_in(store, BEFORE + name, of, LEAST, now) for name, of in found.items()}


async def as_they_are(store: Store) -> CutOffs:
    """Return the cut-offs, for somebody who must not move them."""
    kept = await store.read(CutOff)
    return {each.name.removeprefix(BEFORE): each.at for each in kept if each.name.startswith(BEFORE)}
