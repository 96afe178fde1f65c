"""Whether what somebody heard is what they had to hear: all of it, in order, each reply at least once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

Parts = tuple[str, ...]


@dataclass(frozen=True)
class Heard:
    """How it went: messages that never came, came too often, or came elsewhere than they should.

    `repeated` counts what came again right behind itself: a delivery that nobody could confirm any more.
    """

    lost: int = 0
    doubled: int = 0
    disordered: int = 0
    repeated: int = 0

    @property
    def all_came(self) -> bool:
        return not (self.lost or self.doubled or self.disordered)


def hear(expected: Sequence[Parts], heard: Sequence[str]) -> Heard:
    """Hold what was heard against what was to be heard.

    A reply in several parts begins anew when it was cut off between them.
    """
    once = [part for parts in expected for part in parts]
    if _is_in_order(expected, heard):
        return Heard(repeated=len(heard) - len(once))
    wanted, came = Counter(once), Counter(heard)
    lost = sum((wanted - came).values())
    doubled = sum((Counter(each for each, _ in groupby(heard)) - wanted).values())
    return Heard(lost, doubled, disordered=int(not lost and not doubled))


def _is_in_order(expected: Sequence[Parts], heard: Sequence[str]) -> bool:
    """Follow all ways at once in which what was heard can have come about."""
    places = {(0, 0)}  # the reply, and the part of it, that may come next
    for text in heard:
        places = {
            (at, part + 1)
            for at, part in _open(expected, places)
            if at < len(expected) and expected[at][part] == text
        }
    return any(at == len(expected) for at, _ in _open(expected, places))


def _open(expected: Sequence[Parts], places: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """All parts that may come next: a reply may begin anew, and behind a whole one comes the next."""
    begun = {(at, 0) for at, _ in places}
    behind = {(at + 1, 0) for at, part in places if at < len(expected) and part == len(expected[at])}
    within = {(at, part) for at, part in places if at == len(expected) or part < len(expected[at])}
    return begun | behind | within
