"""A score for each entry from what a question means, whatever its words."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.search.head import MADE_WITH, fit, softmax
from knowledge.search.vector_cache import VectorCache
from knowledge.search.vectors import SIZE, Vectors

CENTROID = 0.6  # the rest is the best phrasing's (measured, as is the next)
HEAD = 0.3  # what the head's share adds


class Meaning:
    """Likeness to an entry's centroid and to its best phrasing."""

    def __init__(self, entries: Sequence[Sequence[str]], cache: VectorCache) -> None:
        phrasings = [phrasing for entry in entries for phrasing in entry]
        count = np.array([len(entry) for entry in entries])
        self._start = np.concatenate([[0], np.cumsum(count)[:-1]])
        self._phrasings = cache.vectors(phrasings)
        means = np.add.reduceat(self._phrasings, self._start) / count[:, None]
        self._centroids = means / np.linalg.norm(means, axis=1, keepdims=True)
        owners = np.repeat(np.arange(len(entries)), count)
        about = hashlib.sha256("\n".join([*map(str, owners), *phrasings]).encode()).hexdigest()
        many = len(entries)
        head = cache.array(
            f"head {MADE_WITH} {about}", many * SIZE, lambda: fit(self._phrasings, owners, many)
        )
        self._head = head.reshape(many, SIZE)

    def likeness(self, vector: Vectors) -> NDArray[np.float64]:
        """Return each entry's likeness (-1 to 1) to a question's vector."""
        best = np.maximum.reduceat(self._phrasings @ vector, self._start)
        return np.asarray(CENTROID * (self._centroids @ vector) + (1 - CENTROID) * best, np.float64)

    def share(self, vector: Vectors) -> NDArray[np.float64]:
        """Return what the head adds for each entry."""
        return np.asarray(HEAD * softmax(self._head @ vector), np.float64)
