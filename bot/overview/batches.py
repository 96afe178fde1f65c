"""Results in batches of several organisations: a batch counts whole or not at all, for good.

Every figure shown of results is of whole batches. Whoever takes one figure from another, of two periods or
of two looks, is left with whole batches again: never with one organisation. A batch ends once enough
organisations have finished since the one before. Where it ends is kept; and who is one organisation is
decided by what was known at its end, so that nothing later moves a result in or out. Somebody forgotten, or
gone with age, does change what is shown.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime, timedelta

from bot.overview.cut_off import SETTLED
from bot.overview.few import LEAST
from bot.overview.organisations import Organisations
from bot.overview.standing import Standing
from storage.errors import TurnConflict
from storage.records import CutOff
from storage.store import Store

NAME = "overview"
KEPT = timedelta(days=366)  # ends of batches that no period reaches are not needed
SOME = 50  # results looked at before others have their turn
Batch = list[Standing]  # the newest result of each organisation in it


async def batches(store: Store, finished: Iterable[Standing], now: datetime) -> list[Batch]:
    """Return all batches that have ended, the oldest first, and keep where they end."""
    results = sorted(finished, key=lambda each: (each.at, each.ref))
    until = _iso(now - SETTLED)  # what is finished just now may be kept a moment later
    settled = [each for each in results if each.at < until]
    ends = await _keep_ends(store, settled, now)
    split = [batch async for _, batch in _split(settled, ends)]
    return split[: len(ends)]  # no batch is shown whose end is not kept


async def _keep_ends(store: Store, settled: Sequence[Standing], now: datetime) -> list[str]:
    """Return where batches end; where somebody else has found new ends meanwhile, theirs hold."""
    try:
        async with store.turn(f"cut-off {NAME}") as turn:
            kept = _ends(await turn.get(CutOff, NAME))
            found = [end async for end, _ in _split(settled, kept) if end]
            if new := found[len(kept) :]:
                *earlier, at = _needed([*kept, *new], _iso(now - KEPT))
                turn.put(CutOff(NAME, at, tuple(earlier)))
            return [*kept, *new]
    except TurnConflict:
        return _ends(await store.fetch(CutOff, NAME))


async def _split(settled: Sequence[Standing], kept: Sequence[str]) -> AsyncIterator[tuple[str, Batch]]:
    """Yield batches with their ends: the kept ones as they are, then further ones as they fill.

    The last may not be full yet: it has no end.
    """
    filling, at = _Filling(Organisations()), 0
    for number, result in enumerate(settled):
        while at < len(kept) and result.at >= kept[at]:
            yield kept[at], filling.empty()
            at += 1
        if at == len(kept) and result.at > filling.until and filling.is_full():
            yield _behind(filling.until), filling.empty()
        filling.add(result)
        if number % SOME == 0:
            await asyncio.sleep(0)
    for end in kept[at:]:
        yield end, filling.empty()
    yield _behind(filling.until) if filling.is_full() else "", filling.empty()


class _Filling:
    """A batch that has not ended yet, and who is one organisation by what is known so far."""

    def __init__(self, known: Organisations) -> None:
        self._known = known
        self._results: list[Standing] = []
        self._organisations: set[bytes] = set()

    @property
    def until(self) -> str:
        """When the last result in it was finished."""
        return self._results[-1].at if self._results else ""

    def add(self, result: Standing) -> None:
        """Take in the next result."""
        self._known.add(result.marks)
        self._results.append(result)
        self._organisations.add(self._known.of(result.marks[0]))

    def is_full(self) -> bool:
        """Whether it holds enough organisations to end."""
        self._organisations = set(map(self._known.of, self._organisations))  # two may be one by now
        return len(self._organisations) >= LEAST

    def empty(self) -> Batch:
        """Return the newest result of each organisation, and begin anew."""
        newest = {self._known.of(each.marks[0]): each for each in self._results}
        self._results, self._organisations = [], set()
        return list(newest.values())


def _behind(last: str) -> str:
    """Return the end of a batch: the moment behind its last result; those of the same second are in it."""
    return _iso(datetime.fromisoformat(last) + timedelta(seconds=1))


def _ends(kept: CutOff | None) -> list[str]:
    return [*kept.earlier, kept.at] if kept and kept.at else []


def _needed(ends: Sequence[str], since: str) -> list[str]:
    """Return the ends that a period can still reach, and the one before them."""
    return [end for end, following in zip(ends, [*ends[1:], since], strict=True) if following >= since]


def _iso(time: datetime) -> str:
    return time.isoformat(timespec="seconds")
