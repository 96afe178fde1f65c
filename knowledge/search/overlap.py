"""How much of what matters two texts share: overlap of features, each weighted by how rare it is."""

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Near = Callable[[str], tuple[str, float] | None]


class Overlap:
    """Tversky overlap (one half, one half) of idf-weighted features between a query and each phrasing.

    Features that no phrasing has keep their full weight in the query's mass: a question about
    something else stays far from everything. idf counts entries, not phrasings.

    What is known of the features stands in long lists, by their numbers: objects for each of 20,000 would
    take several times the memory.
    """

    def __init__(self, phrasings: Iterable[Iterable[str]], owners: Sequence[int], entries: int) -> None:
        self._number, features, places, often = _found(phrasings)
        # All phrasings of the first feature, then all of the second ...; `_starts` says where each begins.
        self._places = places[np.argsort(features, kind="stable")].astype(np.min_scalar_type(len(owners)))
        self._starts = array("i", np.append(0, np.cumsum(np.bincount(features))))
        self._weights = array("d", (math.log((entries + 1) / (seen + 0.5)) for seen in self._spread(owners)))
        self._unknown = math.log((entries + 1) / 0.5)
        weights = np.asarray(self._weights)[features] * (1 + np.log(often))
        self._mass = np.bincount(places, weights, len(owners))

    @property
    def features(self) -> list[str]:
        """Every feature that some phrasing has."""
        return list(self._number)

    def scores(self, query: Iterable[str], near: Near | None = None) -> NDArray[np.float64]:
        """Return the overlap (0 to 1) of the query with each phrasing.

        `near` names a known feature in place of an unknown one, with how alike the two are (0 to 1).
        """
        found: list[tuple[int, float]] = []
        mass = 0.0
        for feature, count in Counter(query).items():
            known, alike = self._known(feature, near)
            number = self._number.get(known)
            weight = (self._unknown if number is None else self._weights[number]) * (1 + math.log(count))
            mass += weight
            if number is not None:
                found.append((number, weight * alike * alike))
        shared = self._sum(found)
        whole = shared + 0.5 * (mass - shared) + 0.5 * np.maximum(self._mass - shared, 0)
        return np.asarray(shared / np.maximum(whole, 1e-9))

    def _spread(self, owners: Sequence[int]) -> Iterator[int]:
        """In how many entries each feature is."""
        for begin, end in pairwise(self._starts):
            yield len({owners[at] for at in self._places[begin:end]})

    def _sum(self, found: Sequence[tuple[int, float]]) -> NDArray[np.float64]:
        """Add each weight to the phrasings of its feature, all at once: a question has some 60 features."""
        if not found:
            return np.zeros(len(self._mass))
        places = [self._places[self._starts[number] : self._starts[number + 1]] for number, _ in found]
        weights = np.repeat([weight for _, weight in found], [len(each) for each in places])
        return np.asarray(np.bincount(np.concatenate(places), weights, len(self._mass)), np.float64)

    def _known(self, feature: str, near: Near | None) -> tuple[str, float]:
        if feature in self._number or near is None:
            return feature, 1.0
        return near(feature) or (feature, 1.0)


Numbers = NDArray[np.int32]


def _found(phrasings: Iterable[Iterable[str]]) -> tuple[dict[str, int], Numbers, Numbers, Numbers]:
    """Number the features; return the numbers, and for each time one is in a phrasing: which feature, which
    phrasing, and how often it is there.

    One phrasing at a time: the features of all of them at once would take 40 MB.
    """
    number: dict[str, int] = {}
    features, places, often = array("i"), array("i"), array("i")
    for at, mine in enumerate(phrasings):
        for feature, count in Counter(mine).items():
            features.append(number.setdefault(feature, len(number)))
            places.append(at)
            often.append(count)
    return number, np.asarray(features), np.asarray(places), np.asarray(often)
