"""A softmax over the entries, learnt from their phrasings: what sets one entry apart from its neighbours.

Likeness alone does not know that "free for volunteers" matters and "what is" does not; this does. It adds
1 to 3 points to the ranking (docs/decisions/0007-sentence-vectors.md).
"""

import numpy as np
from numpy.typing import NDArray

from knowledge.search.vectors import Vectors

SLACK = 100.0  # how freely it may fit: C of the usual logistic regression
ROUNDS = 60  # after which it moves no answer
SHARPNESS = 8.0  # it starts from the entries' centroids, this long

MADE_WITH = f"{SLACK} {ROUNDS} {SHARPNESS}"  # a head that was kept is no good for other numbers


def fit(phrasings: Vectors, owners: NDArray[np.int64], entries: int) -> Vectors:
    """Return the head: shape (entries, 384). Nesterov's method on cross-entropy with a ridge."""
    count = len(phrasings)
    wanted = np.zeros((count, entries), np.float32)
    wanted[np.arange(count), owners] = 1
    centroids = wanted.T @ phrasings
    head = (SHARPNESS * centroids / np.linalg.norm(centroids, axis=1, keepdims=True)).astype(np.float32)
    ridge = np.float32(1 / (SLACK * count))
    step = 1 / (0.5 * _largest_eigenvalue(phrasings) / count + ridge)
    ahead, pace = head.copy(), 1.0
    for _ in range(ROUNDS):
        slope = (softmax(phrasings @ ahead.T) - wanted).T @ phrasings / count + ridge * ahead
        moved = (ahead - step * slope).astype(np.float32)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = moved + np.float32((pace - 1) / faster) * (moved - head)
        head, pace = moved, faster
    return np.asarray(head)


def softmax(scores: Vectors) -> Vectors:
    """Return shares that add up to 1 along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def _largest_eigenvalue(vectors: Vectors) -> np.float32:
    return np.float32(np.linalg.eigvalsh(vectors.T @ vectors)[-1])
