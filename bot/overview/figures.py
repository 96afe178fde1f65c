"""The figures of a moment as they may be shown: `None` stands for too few to show (see `few.py`).

Where organisations stopped is not told by area: they come and go one by one, so two looks would tell of one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from bot.overview.few import Counts, few, shown

PERIODS = (7, 30, 365)  # days


def nothing() -> list[int]:
    """Return counts at nothing, one for each period."""
    return [0] * len(PERIODS)


@dataclass
class Tally:
    """What was counted. It is not to be shown as it is.

    How many did what, over each period; and of all results up to the cut-off the `levels`, and the area
    shares (`sums`) with of how many they are (`having`).
    """

    levels: dict[str, int]
    having: dict[str, int]
    sums: dict[str, Fraction]
    answering: list[int] = field(default_factory=nothing)
    all_answered: list[int] = field(default_factory=nothing)
    untouched: list[int] = field(default_factory=nothing)
    finished: list[int] = field(default_factory=nothing)

    @classmethod
    def of(cls, levels: Iterable[str], areas: Iterable[str]) -> "Tally":
        """Return a tally of nothing yet."""
        names = tuple(areas)
        return cls(dict.fromkeys(levels, 0), dict.fromkeys(names, 0), dict.fromkeys(names, Fraction(0)))


@dataclass(frozen=True)
class Figures:
    """What may be shown of how many did what in one period."""

    answering: int | None
    all_answered: int | None
    untouched: int | None
    finished: int | None


@dataclass(frozen=True)
class Results:
    """What may be shown of results, of however many: the levels are there together, or none of them."""

    count: int
    levels: Mapping[str, int] | None
    averages: Mapping[str, Fraction | None]


def figures(tally: Tally) -> tuple[Figures, ...]:
    """Return what may be shown of each period."""
    told = map(_told, (tally.answering, tally.all_answered, tally.untouched, tally.finished))
    return tuple(Figures(*counts) for counts in zip(*told, strict=True))


def results(tally: Tally) -> Results:
    """Return what may be shown of results; of too few it is as if there were none."""
    count = sum(tally.levels.values())
    together = not few(count) and not any(map(few, tally.levels.values()))
    shares = {
        area: None if not many or few(many) or few(count - many) else tally.sums[area] / many
        for area, many in tally.having.items()
    }
    return Results(0 if few(count) else count, tally.levels if together else None, shares)


def _told(counts: Counts) -> list[int | None]:
    return [count if may else None for count, may in zip(counts, shown(counts), strict=True)]
