"""How sure is sure: from an engine's scores to a confidence and an outcome."""

import math
from collections.abc import Sequence
from typing import Literal, Protocol

Outcome = Literal["answered", "offered", "none"]
Evidence = tuple[float, float, float]


class Thresholds(Protocol):
    """The numbers of one engine; see knowledge/content/search.yaml."""

    @property
    def answer_at(self) -> float:
        """Answer outright from this chance on that the first entry is right."""

    @property
    def offer_at(self) -> float:
        """Offer from this chance on that the right entry is among the first three."""

    @property
    def first(self) -> Sequence[float]:
        """The weights of the first chance: a constant, the best score, its lead."""

    @property
    def among(self) -> Sequence[float]:
        """The weights of the second chance: the same, and the third score's lead over the fourth."""


def evidence(scores: Sequence[float]) -> Evidence:
    """Return what both chances are made of, from scores in falling order: best, its lead, third's lead."""
    best, second, third, fourth = (*scores[:4], *[0.0] * (4 - len(scores[:4])))
    return best, best - second, third - fourth


def chance(weights: Sequence[float], seen: Sequence[float]) -> float:
    """Return a logistic of weighted evidence: better than the best score alone (measured)."""
    return 1 / (1 + math.exp(-(weights[0] + sum(w * x for w, x in zip(weights[1:], seen, strict=True)))))


def outcome(thresholds: Thresholds, scores: Sequence[float]) -> tuple[Outcome, float]:
    """Return what to do with the best entries, and how sure it is that the first is right (0 to 1)."""
    seen = evidence(scores)
    first = chance(thresholds.first, seen[:2])
    if first >= thresholds.answer_at:
        return "answered", first
    among = chance(thresholds.among, seen)
    return ("offered" if among >= thresholds.offer_at else "none"), first
