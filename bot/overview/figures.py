"""The figures of a moment as they may be shown: `None` stands for too few to show (see `few.py`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from bot.overview.few import Counts, shown, shown_apart, shown_together, whole

PERIODS = (7, 30, 365)  # days
ANSWERING, ALL_ANSWERED = "answering", "all_answered"  # states; the other two have parts that are told apart
ELSEWHERE = "elsewhere"  # where somebody stopped outside of the areas there are


def nothing() -> list[int]:
    """Return counts at nothing, one for each period."""
    return [0] * len(PERIODS)


@dataclass
class Tally:
    """What was counted, over each period. It is not to be shown as it is.

    `levels` are those of finished organisations, `stops` the areas where untouched ones stopped, `sums` and
    `having` the area shares of finished ones and of how many they are.
    """

    levels: dict[str, list[int]]
    stops: dict[str, list[int]]
    having: dict[str, list[int]]
    sums: dict[str, list[Fraction]]
    answering: list[int] = field(default_factory=nothing)
    all_answered: list[int] = field(default_factory=nothing)

    @classmethod
    def of(cls, levels: Iterable[str], areas: Iterable[str]) -> "Tally":
        """Return a tally of nothing yet."""
        names = tuple(areas)
        return cls(
            levels={name: nothing() for name in levels},
            stops={name: nothing() for name in (*names, ELSEWHERE)},
            having={name: nothing() for name in names},
            sums={name: [Fraction(0)] * len(PERIODS) for name in names},
        )


@dataclass(frozen=True)
class Figures:
    """What may be shown of one period. Each parts of a whole are there together, or none of them."""

    answering: int | None
    all_answered: int | None
    finished: int | None
    levels: Mapping[str, int] | None
    untouched: int | None
    stops: Mapping[str, int] | None
    averages: Mapping[str, Fraction | None]


def figures(tally: Tally) -> tuple[Figures, ...]:
    """Return what may be shown of each period."""
    finished, untouched = whole([*tally.levels.values()]), whole([*tally.stops.values()])
    levels, stops = _parts(tally.levels), _parts(tally.stops)
    averages = {name: _averages(tally, name, finished) for name in tally.sums}
    return tuple(
        Figures(
            answering=_told(tally.answering)[at],
            all_answered=_told(tally.all_answered)[at],
            finished=_told(finished)[at],
            levels=levels[at],
            untouched=_told(untouched)[at],
            stops=stops[at],
            averages={name: each[at] for name, each in averages.items()},
        )
        for at in range(len(PERIODS))
    )


def _told(counts: Counts) -> list[int | None]:
    return [count if may else None for count, may in zip(counts, shown(counts), strict=True)]


def _parts(parts: Mapping[str, Counts]) -> list[dict[str, int] | None]:
    may = shown_apart([*parts.values()])
    return [
        {name: counts[at] for name, counts in parts.items()} if may[at] else None for at in range(len(may))
    ]


def _averages(tally: Tally, area: str, finished: Counts) -> list[Fraction | None]:
    """An average is shown where it is of enough, and so is what it leaves of that of a longer period."""
    having = tally.having[area]
    may = shown_together([having], shown(finished))
    sums = zip(tally.sums[area], having, may, strict=True)
    return [total / count if ok and count else None for total, count, ok in sums]
