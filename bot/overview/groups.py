"""Levels are told by groups of whole batches: in a group, several reached a level or nobody did.

So whoever takes the levels of one look or period from those of another is left with whole groups: with
nothing, or with several at each level. Where a group ends is kept, as it is of batches.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import chain

from bot.overview.batches import Batch
from bot.overview.ends import keep_in
from bot.overview.few import few
from bot.overview.standing import Standing
from storage.store import Store

Group = list[Standing]


async def groups(store: Store, version: str, batches: Sequence[Batch], now: datetime) -> list[Group]:
    """Return what is in the groups of a version's batches that may be told, and keep where they end.

    A group that has lost somebody may have become one that must not be told.
    """

    async def further(kept: Sequence[str]) -> list[str]:
        return _further(batches, kept[-1] if kept else "")

    ends = await keep_in(store, f"overview levels {version}", further, now)
    found = [_between(batches, *each) for each in zip(["", *ends], ends, strict=False)]
    return [list(chain(*(each.results for each in group))) for group in found if _may_be_told(group)]


def _further(batches: Sequence[Batch], last: str) -> list[str]:
    """Return the ends of the groups behind the last one."""
    found: list[str] = []
    group: list[Batch] = []
    for batch in batches:
        if batch.end > last:
            group.append(batch)
            if not _few_at_a_level(group):
                found.append(batch.end)
                group = []
    return found


def _between(batches: Sequence[Batch], before: str, end: str) -> list[Batch]:
    """Return the batches of a group; none where the last of them is not at hand."""
    group = [each for each in batches if before < each.end <= end]
    return group if group and group[-1].end == end else []


def _may_be_told(group: Sequence[Batch]) -> bool:
    whole = all(each.results and not few(len(each.results)) for each in group)
    return bool(group) and whole and not _few_at_a_level(group)


def _few_at_a_level(group: Sequence[Batch]) -> bool:
    levels = Counter(result.detail for batch in group for result in batch.results)
    return any(map(few, levels.values()))
