"""How much of what matters two texts share: overlap of features, each weighted by how rare it is."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Near = Callable[[str], tuple[str, float] | None]


class Overlap:
    """Tversky overlap (one half, one half) of idf-weighted features between a query and each phrasing.

    Features that no phrasing has keep their full weight in the query's mass: a question about
    something else stays far from everything. idf counts entries, not phrasings.
    """

    def __init__(self, phrasings: Sequence[Iterable[str]], owners: Sequence[int], entries: int) -> None:
        counted = [Counter(features) for features in phrasings]
        spread: defaultdict[str, set[int]] = defaultdict(set)
        for features, owner in zip(counted, owners, strict=True):
            for feature in features:
                spread[feature].add(owner)
        self._weight = {name: math.log((entries + 1) / (len(seen) + 0.5)) for name, seen in spread.items()}
        self._unknown = math.log((entries + 1) / 0.5)
        self._mass = np.array([self._mass_of(features) for features in counted])
        self._where, self._places = _where(counted)

    @property
    def features(self) -> list[str]:
        """Every feature that some phrasing has."""
        return list(self._where)

    def scores(self, query: Iterable[str], near: Near | None = None) -> NDArray[np.float64]:
        """Return the overlap (0 to 1) of the query with each phrasing.

        `near` names a known feature in place of an unknown one, with how alike the two are (0 to 1).
        """
        found: list[tuple[int, int, float]] = []
        mass = 0.0
        for feature, count in Counter(query).items():
            known, alike = self._known(feature, near)
            weight = self._weight.get(known, self._unknown) * _often(count)
            mass += weight
            if known in self._where:
                found.append((*self._where[known], weight * alike * alike))
        shared = self._sum(found)
        whole = shared + 0.5 * (mass - shared) + 0.5 * np.maximum(self._mass - shared, 0)
        return np.asarray(shared / np.maximum(whole, 1e-9))

    def _sum(self, found: Sequence[tuple[int, int, float]]) -> NDArray[np.float64]:
        """Add each weight to the phrasings in its span, all at once: a question has some 60 features."""
        if not found:
            return np.zeros(len(self._mass))
        places = np.concatenate([self._places[start:end] for start, end, _ in found])
        weights = np.repeat([weight for *_, weight in found], [end - start for start, end, _ in found])
        return np.asarray(np.bincount(places, weights, len(self._mass)), np.float64)

    def _known(self, feature: str, near: Near | None) -> tuple[str, float]:
        if feature in self._where or near is None:
            return feature, 1.0
        return near(feature) or (feature, 1.0)

    def _mass_of(self, features: Mapping[str, int]) -> float:
        return sum(self._weight[name] * _often(count) for name, count in features.items())


def _often(count: int) -> float:
    return 1 + math.log(count)


def _where(counted: Sequence[Mapping[str, int]]) -> tuple[dict[str, tuple[int, int]], NDArray[np.int32]]:
    """Return for each feature where its phrasings stand in one long list, and that list.

    An array for each of 20,000 features would take four times the memory.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, features in enumerate(counted):
        for feature in features:
            found[feature].append(at)
    spans: dict[str, tuple[int, int]] = {}
    places: list[int] = []
    for feature, mine in found.items():
        spans[feature] = (len(places), len(places) + len(mine))
        places += mine
    return spans, np.array(places, np.int32)
