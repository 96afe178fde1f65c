"""How much of what matters two texts share: overlap of features, each weighted by how rare it is."""

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Near = Callable[[str], tuple[str, float] | None]
Places = dict[str, "array[int]"]


class Overlap:
    """Tversky overlap (one half, one half) of idf-weighted features between a query and each phrasing.

    Features that no phrasing has keep their full weight in the query's mass: a question about
    something else stays far from everything. idf counts entries, not phrasings.
    """

    def __init__(self, phrasings: Iterable[Iterable[str]], owners: Sequence[int], entries: int) -> None:
        found, often = _found(phrasings)
        spread = {name: len({owners[at] for at in places}) for name, places in found.items()}
        self._weight = {name: math.log((entries + 1) / (seen + 0.5)) for name, seen in spread.items()}
        self._unknown = math.log((entries + 1) / 0.5)
        self._where, self._places = _where(found)
        self._mass = self._mass_of(often, len(owners))

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

    def _mass_of(self, often: Mapping[tuple[int, str], int], phrasings: int) -> NDArray[np.float64]:
        """Return what all features of each phrasing weigh."""
        counts = [end - start for start, end in self._where.values()]
        weights = np.repeat([self._weight[name] for name in self._where], counts)
        mass = np.asarray(np.bincount(self._places, weights, phrasings), np.float64)
        for (at, name), count in often.items():
            mass[at] += self._weight[name] * (_often(count) - 1)
        return mass


def _often(count: int) -> float:
    return 1 + math.log(count)


def _found(phrasings: Iterable[Iterable[str]]) -> tuple[Places, dict[tuple[int, str], int]]:
    """Return in which phrasings each feature is, and how often where it is there more than once.

    One phrasing at a time: the features of all of them at once would take 40 MB.
    """
    found: Places = {}
    often: dict[tuple[int, str], int] = {}
    for at, features in enumerate(phrasings):
        for feature, count in Counter(features).items():
            found.setdefault(feature, array("i")).append(at)
            if count > 1:
                often[at, feature] = count
    return found, often


def _where(found: Places) -> tuple[dict[str, tuple[int, int]], NDArray[np.int32]]:
    """Return for each feature where its phrasings stand in one long list, and that list.

    An array for each of 20,000 features would take four times the memory.
    """
    spans: dict[str, tuple[int, int]] = {}
    places = array("i")
    for feature, mine in found.items():
        spans[feature] = (len(places), len(places) + len(mine))
        places.extend(mine)
    return spans, np.array(places, np.int32)
