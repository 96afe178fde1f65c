"""Distress by meaning: what was learnt of all examples and the nearest of them must both say so."""

import numpy as np
import pytest

from knowledge.search import DistressSense, VectorCache
from knowledge.search.vectors import SIZE, Vectors

CRY, WORK = "a cry", "some work"


class Compass:
    """An encoder whose texts say how far they point to a cry and to work; the rest points elsewhere."""

    name = "compass"

    def vectors(self, texts) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        cry, work = {CRY: (1.0, 0.0), WORK: (0.0, 1.0)}.get(text) or map(float, text.split())
        vector = np.zeros(SIZE, np.float32)
        vector[:3] = cry, work, max(0.0, 1 - cry**2 - work**2) ** 0.5
        return vector


@pytest.fixture
def sense() -> DistressSense:
    return DistressSense([CRY], [WORK], 0.5, VectorCache(Compass(), None))


@pytest.mark.parametrize("text", [CRY, "0.36 0", "0.36 0.35", "0.8 0.5"])
def test_what_is_nearest_to_a_cry_is_one(sense, text):
    assert sense.senses(text)
    assert not sense.doubts(text)


@pytest.mark.parametrize("text", [WORK, "0.5 0.8", "0.36 0.37"])
def test_what_is_nearer_to_something_harmless_is_none(sense, text):
    assert not sense.senses(text)
    assert sense.doubts(text)


@pytest.mark.parametrize("text", ["0.34 0", "0.1 0", "0 0"])
def test_what_is_far_from_every_example_is_about_something_else(sense, text):
    assert not sense.senses(text)


def test_what_was_learnt_must_be_sure_too(sense):
    cautious = DistressSense([CRY], [WORK], 0.999999, VectorCache(Compass(), None))
    assert sense.senses("0.5 0.4")
    assert not cautious.senses("0.5 0.4")
