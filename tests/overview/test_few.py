"""Nothing shown lets anybody work out a group of one or two: tried over every small world there is."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate, combinations

import pytest

from bot.overview.few import LEAST, few, shown

HIDDEN = "too few"


def worlds(parts, periods, most):
    """Every way in which up to `most` organisations can fall into parts and periods: what is seen of one of
    these worlds can be seen of none that is larger.
    """
    for bands in _up_to(most, parts * periods):
        each = (bands[at : at + periods] for at in range(0, len(bands), periods))
        yield tuple(tuple(accumulate(band)) for band in each)


def _up_to(most, places):
    if not places:
        yield ()
        return
    for first in range(most + 1):
        for rest in _up_to(most - first, places - 1):
            yield (first, *rest)


def seen(counts, may):
    return tuple(count if ok else HIDDEN for count, ok in zip(counts, may, strict=True))


def groups(counts):
    """Every group that somebody might want to know the size of: over a period, or between two."""
    yield from counts
    yield from (counts[b] - counts[a] for a in range(len(counts)) for b in range(a + 1, len(counts)))


def given_away(all_worlds: Iterable, show, sizes):
    """Worlds are alike for whoever sees the same of them: return those where a small group is the same in
    all that are alike.
    """
    alike = defaultdict(list)
    for world in all_worlds:
        alike[show(world)].append(tuple(sizes(world)))
    return [
        (said, size[0])
        for said, each in alike.items()
        for size in zip(*each, strict=True)
        if len(set(size)) == 1 and 0 < size[0] < LEAST
    ]


def test_no_count_of_one_or_two_can_be_worked_out_over_periods():
    alone = [counts for (counts,) in worlds(1, 3, 14)]
    assert len(alone) == 680
    assert given_away(alone, lambda counts: seen(counts, shown(counts)), groups) == []


def together(parts):
    """What parts come to together."""
    return tuple(map(sum, zip(*parts, strict=True)))


def in_a_tree(parts):
    for several in range(1, len(parts) + 1):
        for some in combinations(parts, several):
            yield from groups(together(some))


def test_this_would_find_a_rule_that_gives_somebody_away():
    def only_the_small_hidden(parts):
        alone = (seen(part, [not few(count) for count in part]) for part in parts)
        return (*alone, seen(together(parts), [not few(count) for count in together(parts)]))

    assert given_away(worlds(2, 2, 7), only_the_small_hidden, in_a_tree)


@pytest.mark.parametrize(
    ("counts", "may"),
    [
        ((0, 0, 0), (True, True, True)),
        ((1, 1, 1), (False, False, False)),
        ((2, 2, 2), (False, False, False)),
        ((3, 3, 3), (True, True, True)),
        ((2, 5, 9), (False, True, True)),
        ((3, 4, 9), (False, True, True)),  # the longer one is kept
        ((3, 5, 6), (True, False, True)),
        ((3, 6, 9), (True, True, True)),
        ((0, 2, 3), (True, False, True)),
    ],
)
def test_what_is_shown_over_three_periods(counts, may):
    assert shown(counts) == may


def test_three_are_the_least():
    assert (LEAST, few(0), few(1), few(2), few(3)) == (3, False, True, True, False)
