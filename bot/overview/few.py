"""What may be shown of counts, so that nobody can work out how many there are where it is one or two.

Counts are of the same organisations over periods, each within the next: 7, 30 and 365 days. What is shown
over one period can be taken from what is shown over a longer one, and parts from their whole. So a count is
shown only when it is nothing or at least `LEAST`, and so is what it leaves of the next longer one that is
shown. Parts of a whole are shown all together or not at all. What is not shown reads alike, whyever it is
not, and no totals are shown beside these.
"""

from collections.abc import Sequence

LEAST = 3  # organisations
Counts = Sequence[int]  # one for each period, the shortest first


def few(count: int) -> bool:
    """Whether so many are too few to tell of."""
    return 0 < count < LEAST


def shown(counts: Counts) -> tuple[bool, ...]:
    """Return over which periods a count may be shown."""
    return shown_together([counts])


def shown_together(parts: Sequence[Counts]) -> tuple[bool, ...]:
    """Return over which periods all these counts may be shown."""
    may: list[bool] = []
    longer = (0,) * len(parts)  # nothing longer is shown yet: the counts themselves are held against it
    for at in reversed(range(len(parts[0]))):
        these = tuple(counts[at] for counts in parts)
        may.append(not any(few(one) or few(abs(more - one)) for one, more in zip(these, longer, strict=True)))
        longer = these if may[-1] else longer
    return tuple(reversed(may))
