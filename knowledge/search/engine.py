"""From a question to an outcome: answer, offer a few, or say that it is not known."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from knowledge.search.lexical import Lexical
from knowledge.search.words import tokens

Outcome = Literal["answered", "offered", "none"]
RANKED = 5  # entries a question is given, best first
NOT_THIS = 0.7  # what is left of an entry's score when one of its near misses fits better than it does


class Searchable(Protocol):
    """What the search needs of an entry."""

    @property
    def id(self) -> str:
        """The entry's id."""

    @property
    def phrasings(self) -> Sequence[str]:
        """The ways of asking it; at least one."""

    @property
    def not_this(self) -> Sequence[str]:
        """Near misses that it does not answer."""


class Thresholds(Protocol):
    """How sure is sure; see knowledge/content/search.yaml."""

    @property
    def answer_at(self) -> float:
        """Answer outright from this confidence on."""

    @property
    def offer_at(self) -> float:
        """Offer from this confidence on."""

    @property
    def calibration(self) -> Sequence[float]:
        """The a, b, c of the confidence."""


@dataclass(frozen=True)
class Found:
    """What the search made of a question: the outcome, entries best first, confidence 0 to 1."""

    outcome: Outcome
    entries: tuple[str, ...]
    confidence: float


class Engine:
    """Answers questions over a fixed set of entries. Build it once; asking changes nothing."""

    def __init__(self, entries: Sequence[Searchable], thresholds: Thresholds) -> None:
        self._ids = [entry.id for entry in entries]
        self._thresholds = thresholds
        self._lexical = Lexical([entry.phrasings for entry in entries]) if entries else None
        self._exact = {_exact(each): entry.id for entry in entries for each in entry.phrasings}
        warned = [entry for entry in entries if entry.not_this]
        self._warned = [self._ids.index(entry.id) for entry in warned]
        self._near_misses = Lexical([entry.not_this for entry in warned]) if warned else None

    def find(self, question: str) -> Found:
        """Return what answers the question, and how sure that is."""
        words = _exact(question)
        if self._lexical is None or not words:
            return Found("none", (), 0.0)
        scores = self._scores(question)
        order = [int(at) for at in np.argsort(-scores, kind="stable")[:RANKED]]
        if words in self._exact:
            first = self._ids.index(self._exact[words])
            order = [first, *(at for at in order if at != first)][:RANKED]
            confidence = 1.0
        else:
            confidence = self._confidence([float(scores[at]) for at in order])
        return self._outcome(tuple(self._ids[at] for at in order), confidence)

    def _scores(self, question: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        assert self._lexical is not None  # noqa: S101 - find has seen to it
        scores = self._lexical.scores(question)
        if self._near_misses is not None:
            misses = self._near_misses.scores(question)
            for at, miss in zip(self._warned, misses, strict=True):
                if miss > scores[at]:
                    scores[at] *= NOT_THIS
        return scores

    def _confidence(self, best: list[float]) -> float:
        """A logistic of the best score and its lead: better than the score alone (measured)."""
        lead = best[0] - (best[1] if len(best) > 1 else 0.0)
        a, b, c = self._thresholds.calibration
        return 1 / (1 + math.exp(-(a + b * best[0] + c * lead)))

    def _outcome(self, entries: tuple[str, ...], confidence: float) -> Found:
        if confidence >= self._thresholds.answer_at:
            return Found("answered", entries, confidence)
        if confidence >= self._thresholds.offer_at:
            return Found("offered", entries, confidence)
        return Found("none", entries, confidence)


def _exact(text: str) -> str:
    return " ".join(tokens(text))
