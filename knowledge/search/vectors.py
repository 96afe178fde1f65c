"""Vectors of meaning, and what makes them."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
SIZE = 384  # numbers of a vector


class Encoder(Protocol):
    """What makes vectors of texts."""

    @property
    def name(self) -> str:
        """Which model this is: vectors of different models are never compared."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector for each text: shape (texts, 384)."""
