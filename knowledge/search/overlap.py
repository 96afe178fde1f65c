"""How much of what matters two texts share: overlap of features, each weighted by how rare it is."""

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Near = Callable[[str], tuple[str, float] | None]
FeaturesOf = Callable[[list[str]], list[str]]  # of several words: those of each, one after the other


class Overlap:
    """Tversky overlap (one half, one half) of idf-weighted features between a query and each phrasing.

    Features that no phrasing has keep their full weight in the query's mass: a question about
    something else stays far from everything. idf counts entries, not phrasings.

    What is known of the features stands in long lists, by their numbers: objects for each of 20,000 would
    take several times the memory.
    """

    def __init__(
        self, phrasings: Iterable[Iterable[str]], features_of: FeaturesOf, owners: Sequence[int], entries: int
    ) -> None:
        """`phrasings` are the words of each, `owners` the entry of each: a number below `entries`."""
        self._features_of = features_of
        self._number, said, ends = _numbered(phrasings, features_of)
        features, places, often = _counted(said, ends)
        # All phrasings of the first feature, then all of the second ...; `_starts` says where each begins.
        self._places = places.astype(np.min_scalar_type(len(owners)))
        self._starts = array("i", np.append(0, np.cumsum(np.bincount(features))))
        seen = _in_entries(features, np.asarray(owners, np.int32)[places])
        self._weights = array("d", (math.log((entries + 1) / (each + 0.5)) for each in seen))
        self._unknown = math.log((entries + 1) / 0.5)
        weights = np.asarray(self._weights)[features] * (1 + np.log(often))
        self._mass = np.bincount(places, weights, len(owners))

    @property
    def features(self) -> list[str]:
        """Every feature that some phrasing has."""
        return list(self._number)

    def scores(self, query: list[str], near: Near | None = None) -> NDArray[np.float64]:
        """Return the overlap (0 to 1) of the query's words with each phrasing.

        `near` names a known feature in place of an unknown one, with how alike the two are (0 to 1).
        """
        found: list[tuple[int, float]] = []
        mass = 0.0
        for feature, count in Counter(self._features_of(query)).items():
            known, alike = self._known(feature, near)
            number = self._number.get(known)
            weight = (self._unknown if number is None else self._weights[number]) * (1 + math.log(count))
            mass += weight
            if number is not None:
                found.append((number, weight * alike * alike))
        shared = self._sum(found)
        whole = shared + 0.5 * (mass - shared) + 0.5 * np.maximum(self._mass - shared, 0)
        return np.asarray(shared / np.maximum(whole, 1e-9))

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


Numbers = NDArray[np.integer[Any]]


def _numbered(
    phrasings: Iterable[Iterable[str]], features_of: FeaturesOf
) -> tuple[dict[str, int], Numbers, Numbers]:
    """Number the features; return the numbers, all that are said, and where each phrasing ends.

    Most words are said in many phrasings: what one comes to is found once.
    """
    number: dict[str, int] = {}
    of_word: dict[str, array[int]] = {}
    said, ends = array("i"), array("i")
    for words in phrasings:
        for word in words:
            if word not in of_word:
                found = features_of([word])
                of_word[word] = array("i", (number.setdefault(each, len(number)) for each in found))
            said.extend(of_word[word])
        ends.append(len(said))
    return number, np.asarray(said), np.asarray(ends)


def _counted(said: Numbers, ends: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return, for each feature of each phrasing: which feature, which phrasing, and how often it is there."""
    places = np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))
    pairs, several = _pairs(said, places)
    first = np.flatnonzero(_is_first(pairs))
    features, places = np.divmod(pairs[first], several)
    return features, places, np.diff(first, append=len(pairs))


def _in_entries(features: Numbers, owners: Numbers) -> list[int]:
    """In how many entries each feature is."""
    pairs, several = _pairs(features, owners)
    seen: list[int] = np.bincount(pairs[_is_first(pairs)] // several).tolist()
    return seen


def _pairs(one: Numbers, other: Numbers) -> tuple[Numbers, int]:
    """Return pairs of numbers as one number each, sorted, and what to divide them by to have the first."""
    several = int(other.max(initial=0)) + 1
    most = (int(one.max(initial=0)) + 1) * several
    pairs = one.astype(np.min_scalar_type(-most))  # no larger than it must be: half the memory
    pairs *= several
    pairs += other
    pairs.sort()
    return pairs, several


def _is_first(numbers: Numbers) -> NDArray[np.bool_]:
    """Whether each of some sorted numbers is another than the one before."""
    return np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]
