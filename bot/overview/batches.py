"""Results in batches of several organisations: a batch counts whole or not at all, for good.

Every figure shown of results is of whole batches, and so is an anonymised export. Whoever takes one from
another, of two periods, two looks or two files, is left with whole batches again: never with one
organisation. A batch ends once enough organisations have finished since the one before; each version of the
framework has its own. Where it ends is kept; and who is one organisation is decided by what was known at its
end, so that nothing later moves a result in or out. Somebody forgotten, or gone with age, does change what
is shown.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.overview.ends import Further, iso, keep, keep_in
from bot.overview.few import LEAST
from bot.overview.organisations import Organisations
from bot.overview.standing import FINISHED, Standing
from storage.store import Store, Turn

SETTLED = timedelta(minutes=1)  # what is finished just now may be kept a moment later
SOME = 50  # results looked at before others have their turn


@dataclass(frozen=True)
class Batch:
    """The newest result of each organisation among those finished before its end, and not in one before."""

    end: str
    results: list[Standing]


def settled(standings: Iterable[Standing], now: datetime) -> list[Standing]:
    """Return the results that can be in batches by now, the oldest first."""
    until = iso(now - SETTLED)
    finished = (each for each in standings if each.state == FINISHED and each.at < until)
    return sorted(finished, key=lambda each: (each.at, each.ref))


def versions(results: Iterable[Standing]) -> list[str]:
    """Return the versions of the framework that there are results of."""
    return sorted({each.version for each in results})


async def batches(store: Store, version: str, results: Sequence[Standing], now: datetime) -> list[Batch]:
    """Return the batches of a version that have ended, the oldest first, and keep where they end.

    Settled results of other versions tell, too, who is one organisation.
    """
    ends = await keep_in(store, named(version), _further(version, results), now)
    split = [batch async for batch in _split(version, results, ends)]
    return split[: len(ends)]  # no batch is shown whose end is not kept


async def ends(turn: Turn, version: str, results: Sequence[Standing], now: datetime) -> list[str]:
    """Return where the batches of a version end, the oldest first, and keep that in a turn."""
    return await keep(turn, named(version), _further(version, results), now)


def named(version: str) -> str:
    """Return the name under which the ends of a version's batches are kept."""
    return f"overview {version}"


def _further(version: str, results: Sequence[Standing]) -> Further:
    async def further(kept: Sequence[str]) -> list[str]:
        found = [batch.end async for batch in _split(version, results, kept) if batch.end]
        return found[len(kept) :]

    return further


async def _split(version: str, results: Sequence[Standing], kept: Sequence[str]) -> AsyncIterator[Batch]:
    """Yield batches: up to the ends that are kept, then further ones as they fill.

    The last may not be full yet: it has no end.
    """
    filling, at = _Filling(Organisations()), 0
    for number, result in enumerate(results):
        while at < len(kept) and result.at >= kept[at]:
            yield filling.end(kept[at])
            at += 1
        if at == len(kept) and result.at > filling.until and filling.is_full():
            yield filling.end(_behind(filling.until))
        filling.add(result, counts=result.version == version)
        if number % SOME == 0:
            await asyncio.sleep(0)
    for end in kept[at:]:
        yield filling.end(end)
    yield filling.end(_behind(filling.until) if filling.is_full() else "")


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

    def add(self, result: Standing, *, counts: bool) -> None:
        """Take in the next result; or only who is one organisation by it."""
        self._known.add(result.marks)
        if counts:
            self._results.append(result)
            self._organisations.add(self._known.of(result.marks[0]))

    def is_full(self) -> bool:
        """Whether it holds enough organisations to end."""
        self._organisations = set(map(self._known.of, self._organisations))  # two may be one by now
        return len(self._organisations) >= LEAST

    def end(self, end: str) -> Batch:
        """Return it as a batch, and begin anew."""
        newest = {self._known.of(each.marks[0]): each for each in self._results}
        self._results, self._organisations = [], set()
        return Batch(end, list(newest.values()))


def _behind(last: str) -> str:
    """Return the end of a batch: the moment behind its last result; those of the same second are in it."""
    return iso(datetime.fromisoformat(last) + timedelta(seconds=1))
