"""The figures of a moment as they may be shown: `None` stands for too few to show (see `few.py`).

Where organisations stopped is not told by area: they come and go one by one, so two looks would tell of one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from bot.overview.few import Counts, few, shown, shown_together
from bot.overview.standing import NO_LEVEL

PERIODS = (7, 30, 365)  # days

Result = tuple[str, Mapping[str, Fraction]]  # a level, and the evidenced shares of areas


def nothing() -> list[int]:
    """Return counts at nothing, one for each period."""
    return [0] * len(PERIODS)


@dataclass
class Tally:
    """What was counted, over each period. It is not to be shown as it is.

    How many organisations did what; and of the results in whole batches the `levels`, and the area shares
    (`sums`) with of how many they are (`having`).
    """

    levels: dict[str, list[int]]
    having: dict[str, list[int]]
    sums: dict[str, list[Fraction]]
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

    def add_batch(self, results: Iterable[Result], periods: Collection[int]) -> None:
        """Add the results of one batch, one an organisation, to some periods.

        An area counts only where enough of the batch have it, and all of it but one or two do not: whoever
        takes this batch out of two figures finds nothing of fewer.
        """
        batch = list(results)
        for at in periods:
            for level, _ in batch:
                self.levels[level if level in self.levels else NO_LEVEL][at] += 1
        for area in self.sums:
            shares = [shares[area] for _, shares in batch if area in shares]
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
    """What may be shown of results in one period: the levels are there together, or none of them."""

    count: int
    levels: Mapping[str, int] | None
    averages: Mapping[str, Fraction | None]


def figures(tally: Tally) -> tuple[Figures, ...]:
    """Return what may be shown of each period."""
    told = map(_told, (tally.answering, tally.all_answered, tally.untouched, tally.finished))
    return tuple(Figures(*counts) for counts in zip(*told, strict=True))


def results(tally: Tally) -> tuple[Results, ...]:
    """Return what may be shown of the results in each period: they are there in whole batches already."""
    levels_may = shown_together(list(tally.levels.values()))
    return tuple(_results_of(tally, at, together) for at, together in enumerate(levels_may))


def _results_of(tally: Tally, at: int, together: bool) -> Results:
    levels = {level: counts[at] for level, counts in tally.levels.items()}
    shares = {
        area: tally.sums[area][at] / many[at] if many[at] else None for area, many in tally.having.items()
    }
    return Results(sum(levels.values()), levels if together else None, shares)


def _told(counts: Counts) -> list[int | None]:
    return [count if may else None for count, may in zip(counts, shown(counts), strict=True)]
