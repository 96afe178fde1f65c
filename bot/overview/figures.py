"""The figures of a moment as they may be shown: `None` stands for too few to show (see `few.py`).

Where organisations stopped is not told by area: they come and go one by one, so two looks would tell of one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from bot.overview.few import Counts, few, shown
from bot.overview.standing import NO_LEVEL

PERIODS = (7, 30, 365)  # days

Shares = Mapping[str, Fraction]  # the evidenced shares of areas


def nothing() -> list[int]:
    """Return counts at nothing, one for each period."""
    return [0] * len(PERIODS)


@dataclass
class Tally:
    """What was counted, over each period. It is not to be shown as it is.

    How many organisations did what; of the results in whole batches how many there are (`results`) and the
    area shares (`sums`) with of how many they are (`having`); and of those in whole groups the `levels`.
    """

    levels: dict[str, list[int]]
    having: dict[str, list[int]]
    sums: dict[str, list[Fraction]]
    results: list[int] = field(default_factory=nothing)
    answering: list[int] = field(default_factory=nothing)
    all_answered: list[int] = field(default_factory=nothing)
    untouched: list[int] = field(default_factory=nothing)
    finished: list[int] = field(default_factory=nothing)

    @classmethod
    def of(cls, levels: Iterable[str], areas: Iterable[str]) -> "Tally":
        """Return a tally of nothing yet."""
        names = tuple(areas)
        sums = {name: [Fraction(0)] * len(PERIODS) for name in names}
        return cls({name: nothing() for name in levels}, {name: nothing() for name in names}, sums)

    def add_levels(self, levels: Iterable[str], periods: Collection[int]) -> None:
        """Add the levels of one group, one a result, to some periods."""
        for level in levels:
            for at in periods:
                self.levels[level if level in self.levels else NO_LEVEL][at] += 1

    def add_batch(self, batch: Sequence[Shares], periods: Collection[int]) -> None:
        """Add the area shares of one batch, those of one result an organisation, to some periods.

        An area counts only where enough of the batch have it, and all of it but one or two do not: whoever
        takes this batch out of two figures finds nothing of fewer.
        """
        for at in periods:
            self.results[at] += len(batch)
        for area in self.sums:
            shares = [shares[area] for shares in batch if area in shares]
            if few(len(shares)) or few(len(batch) - len(shares)):
                continue
            for at in periods:
                self.having[area][at] += len(shares)
                self.sums[area][at] += sum(shares)


@dataclass(frozen=True)
class Figures:
    """What may be shown of how many did what in one period."""

    answering: int | None
    all_answered: int | None
    untouched: int | None
    finished: int | None


@dataclass(frozen=True)
class Results:
    """What may be shown of results in one period: of all, and the levels of those whose level may be told."""

    count: int
    of_levels: int
    levels: Mapping[str, int]
    averages: Mapping[str, Fraction | None]


def figures(tally: Tally) -> tuple[Figures, ...]:
    """Return what may be shown of each period."""
    told = map(_told, (tally.answering, tally.all_answered, tally.untouched, tally.finished))
    return tuple(Figures(*counts) for counts in zip(*told, strict=True))


def results(tally: Tally) -> tuple[Results, ...]:
    """Return what may be shown of the results in each period: they are there in whole batches and groups."""
    return tuple(_results_of(tally, at) for at in range(len(PERIODS)))


def _results_of(tally: Tally, at: int) -> Results:
    levels = {level: counts[at] for level, counts in tally.levels.items()}
    shares = {
        area: tally.sums[area][at] / many[at] if many[at] else None for area, many in tally.having.items()
    }
    return Results(tally.results[at], sum(levels.values()), levels, shares)


def _told(counts: Counts) -> list[int | None]:
    return [count if may else None for count, may in zip(counts, shown(counts), strict=True)]
