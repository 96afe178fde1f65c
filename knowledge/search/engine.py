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
NOT_THIS = 0.85  # what is left of an entry's score when one of its near misses fits better than it does


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
        ranked = self.rank(question) if words else []
        if not ranked:
            return Found("none", (), 0.0)
        names = [name for name, _ in ranked]
        if exact := self._exact.get(words):
            first = [exact, *(name for name in names if name != exact)]
            return self._outcome(tuple(first[:RANKED]), 1.0)
        return self._outcome(tuple(names), self._confidence(*evidence(ranked)))

    def rank(self, question: str) -> list[tuple[str, float]]:
        """Return the best entries and their scores (0 to 1), best first."""
        if self._lexical is None:
            return []
        scores = self._lexical.scores(question)
        if self._near_misses is not None:
            misses = self._near_misses.scores(question)
            for at, miss in zip(self._warned, misses, strict=True):
                if miss > scores[at]:
                    scores[at] *= NOT_THIS
        order = np.argsort(-scores, kind="stable")[:RANKED]
        return [(self._ids[at], float(scores[at])) for at in order]

    def _confidence(self, best: float, lead: float) -> float:
        """A logistic of the best score and its lead: better than the score alone (measured)."""
        a, b, c = self._thresholds.calibration
        return 1 / (1 + math.exp(-(a + b * best + c * lead)))

    def _outcome(self, entries: tuple[str, ...], confidence: float) -> Found:
        if confidence >= self._thresholds.answer_at:
            return Found("answered", entries, confidence)
        if confidence >= self._thresholds.offer_at:
            return Found("offered", entries, confidence)
        return Found("none", entries, confidence)


def _exact(text: str) -> str:
    return " ".join(tokens(text))


def evidence(ranked: Sequence[tuple[str, float]]) -> tuple[float, float]:
    """Return what the confidence is made of: the best score and its lead over the next entry's."""
    best = ranked[0][1]
    return best, best - (ranked[1][1] if len(ranked) > 1 else 0.0)
