"""Hears distress in a message: by the list of phrases, and by what the message means."""

import hashlib
from collections.abc import Sequence

import numpy as np

from knowledge.search.head import MADE_WITH, fit, softmax
from knowledge.search.urgent import UrgentEar
from knowledge.search.vector_cache import VectorCache
from knowledge.search.vectors import SIZE, Vectors

ALIKE = 0.35  # likeness to the nearest example; less is about something else altogether


class DistressSense:
    """Knows messages of people who need help now, and messages that only sound like them.

    It is sure when both agree: what it has learnt of all of them, and the one message that is nearest.
    Either alone takes far-off messages for distress (docs/decisions/0007-sentence-vectors.md).
    """

    def __init__(self, like: Sequence[str], unlike: Sequence[str], at: float, cache: VectorCache) -> None:
        self._cache = cache
        self._at = at
        self._like, self._unlike = cache.vectors(like), cache.vectors(unlike)
        about = hashlib.sha256("\n".join([str(len(like)), *like, *unlike]).encode()).hexdigest()
        head = cache.array(f"distress {MADE_WITH} {about}", 2 * SIZE, self._learnt)
        self._head = head.reshape(2, SIZE)

    def senses(self, text: str) -> bool:
        """Whether the message means what people in distress mean."""
        vector = self._cache.fresh(text)
        learnt = softmax(self._head @ vector)[0] >= self._at
        return bool(learnt and self._nearer(vector))

    def doubts(self, text: str) -> bool:
        """Whether the message is nearer to those that only sound like it."""
        return not self._nearer(self._cache.fresh(text))

    def _nearer(self, vector: Vectors) -> bool:
        return bool((self._like @ vector).max() >= max(ALIKE, (self._unlike @ vector).max()))

    def _learnt(self) -> Vectors:
        examples = np.concatenate([self._like, self._unlike])
        return fit(examples, np.array([0] * len(self._like) + [1] * len(self._unlike)), 2)


class Distress:
    """Both together: what the list hears is heard, with the model or without it."""

    def __init__(self, ear: UrgentEar, sense: DistressSense | None) -> None:
        self._ear = ear
        self._sense = sense

    def hears(self, text: str) -> bool:
        """Whether the message sounds like somebody who needs help now."""
        if self._ear.hears(text):
            return True
        return self._sense is not None and self._sense.senses(text)

    def doubts(self, text: str) -> bool:
        """Whether a message that was taken for distress by its words alone seems not to be."""
        return self._sense is not None and self._sense.doubts(text)
