"""Small groups: values are covered until everybody looks like at least four others (k-anonymity)."""

from collections import defaultdict
from collections.abc import Sequence

LEAST = 5  # organisations that share all that is shown of them
COVERED = "not shown"

Values = tuple[str, ...]


def covered(rows: Sequence[Values], organisations: Sequence[str], least: int = LEAST) -> list[Values]:
    """Return the rows with values covered, so that each combination stands for enough organisations.

    The last value of a row is covered first, then the one before it, and only in rows whose combination is
    too rare. Where rows are left over with everything covered, and too few, the smallest other group is
    covered with them. Raises `ValueError` when there are too few organisations in all.
    """
    if len(set(organisations)) < least:
        raise ValueError("there are too few organisations to cover anything")
    shown = list(rows)
    for place in reversed(range(len(rows[0]))):
        rare = {group for group, size in _sizes(shown, organisations).items() if size < least}
        shown = [_without(row, place) if row in rare else row for row in shown]
    return _with_the_left_over(shown, organisations, least)


def _with_the_left_over(shown: list[Values], organisations: Sequence[str], least: int) -> list[Values]:
    nothing = (COVERED,) * len(shown[0])
    while 0 < (sizes := _sizes(shown, organisations)).get(nothing, 0) < least:
        del sizes[nothing]
        smallest = min(sizes, key=lambda group: (sizes[group], group))
        shown = [nothing if row == smallest else row for row in shown]
    return shown


def _sizes(rows: Sequence[Values], organisations: Sequence[str]) -> dict[Values, int]:
    """Return how many organisations there are of each combination: one can have several assessments."""
    groups: defaultdict[Values, set[str]] = defaultdict(set)
    for row, organisation in zip(rows, organisations, strict=True):
        groups[row].add(organisation)
    return {group: len(those) for group, those in groups.items()}


def _without(row: Values, place: int) -> Values:
    return (*row[:place], COVERED, *row[place + 1 :])
