"""What may be shown of counts, so that nobody can work out how many there are where it is one or two.

Counts are of the same organisations over periods, each within the next: 7, 30 and 365 days. What is shown
over one period can be taken from what is shown over a longer one. So a count is shown only when it is nothing
or at least `LEAST`, and so is what it leaves of the next longer one that is shown. What is not shown reads
alike, whyever it is not, and no totals are shown beside these.
"""

from collections.abc import Sequence

LEAST = 3  # organisations
Counts = Sequence[int]  # one for each period, the shortest first


def few(count: int) -> bool:
    """Whether so many are too few to tell of."""
    return 0 < count < LEAST


def shown(counts: Counts) -> tuple[bool, ...]:
    """Return over which periods a count may be shown."""
    may: list[bool] = []
    longer = 0  # nothing longer is shown yet: the count itself is held against it
    for count in reversed(counts):
        may.append(not few(count) and not few(abs(longer - count)))
        longer = count if may[-1] else longer
    return tuple(reversed(may))
