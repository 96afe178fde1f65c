"""From a question to an outcome: answer, offer a few, or say that it is not known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.search import follow_up
from knowledge.search.certainty import Outcome, Thresholds, outcome
from knowledge.search.follow_up import Leaning, joined, leaning
from knowledge.search.lexical import Lexical
from knowledge.search.meaning import Meaning
from knowledge.search.vector_cache import VectorCache
from knowledge.search.words import tokens

RANKED = 5  # entries a question is given, best first
NOT_THIS = 0.85  # what is left of an entry's score when one of its near misses fits better than it does
SENTENCES = 0.7  # what likeness of meaning weighs; the rest is that of words


class Searchable(Protocol):
    """What the search needs of an entry."""

    @property
    def id(self) -> str:
        """The entry's id."""

    @property
    def question(self) -> str:
        """The question as printed."""

    @property
    def phrasings(self) -> Sequence[str]:
        """The ways of asking it; at least one."""

    @property
    def not_this(self) -> Sequence[str]:
        """Near misses that it does not answer."""

    @property
    def follow_ups(self) -> Sequence[str]:
        """The ids of what people ask next."""


class Settings(Protocol):
    """The numbers of both engines."""

    @property
    def words(self) -> Thresholds:
        """For words alone."""

    @property
    def sentences(self) -> Thresholds:
        """For words and meaning."""


@dataclass(frozen=True)
class Found:
    """What the search made of a question: the outcome, entries best first, confidence 0 to 1."""

    outcome: Outcome
    entries: tuple[str, ...]
    confidence: float


class Engine:
    """Answers questions over a fixed set of entries. Build it once; asking changes nothing.

    With a cache of vectors it knows meaning and words, without one it knows words alone.
    """

    def __init__(self, entries: Sequence[Searchable], settings: Settings, cache: VectorCache | None) -> None:
        self._entries = list(entries)
        self._at = {entry.id: at for at, entry in enumerate(entries)}
        self._thresholds = settings.sentences if cache else settings.words
        words = [_words(entry.phrasings) for entry in entries]
        self._exact = {
            " ".join(each): entry.id for entry, said in zip(entries, words, strict=True) for each in said
        }
        self._lexical = Lexical(words) if entries else None
        self._cache = cache
        self._meaning = Meaning([each.phrasings for each in entries], cache) if cache and entries else None
        warned = [entry for entry in entries if entry.not_this]
        self._warned = [self._at[entry.id] for entry in warned]
        self._near_misses = Lexical([_words(entry.not_this) for entry in warned]) if warned else None

    def find(self, question: str, after: str = "") -> Found:
        """Return what answers the question, and how sure that is; `after` is the entry of the last answer."""
        words = _exact(question)
        leans = leaning(question) if after in self._at else Leaning.NOT
        if not words or not self._entries:
            return Found("none", (), 0.0)
        exact = self._exact.get(words) or self._exact.get(_exact(self._mended(question)))
        if exact and leans is not Leaning.SURELY:
            return self._certain(exact, question)
        alone = self._scores(question)
        found = self._found(alone)
        if leans is Leaning.NOT or (leans is Leaning.PERHAPS and found.outcome == "answered"):
            return found
        return self._found(self._following(alone, question, self._at[after]))

    def rank(self, question: str, most: int = RANKED) -> list[tuple[str, float]]:
        """Return the best entries and their scores, best first."""
        return self._ranked(self._scores(question), most) if self._entries else []

    def _found(self, scores: NDArray[np.float64]) -> Found:
        ranked = self._ranked(scores)
        came, confidence = outcome(self._thresholds, [score for _, score in ranked])
        return Found(came, tuple(name for name, _ in ranked), confidence)

    def _certain(self, exact: str, question: str) -> Found:
        others = (name for name, _ in self.rank(question) if name != exact)
        return Found("answered", (exact, *others)[:RANKED], 1.0)

    def _ranked(self, scores: NDArray[np.float64], most: int = RANKED) -> list[tuple[str, float]]:
        best = np.argsort(-scores, kind="stable")[:most]
        return [(self._entries[at].id, float(scores[at])) for at in best]

    def _scores(self, question: str) -> NDArray[np.float64]:
        if self._lexical is None:
            return np.zeros(0)
        words = self._lexical.scores(question)
        scores = words.copy()
        if self._meaning is not None and self._cache is not None:
            vector = self._cache.fresh(self._mended(question))
            scores = SENTENCES * self._meaning.likeness(vector) + (1 - SENTENCES) * words
            scores += self._meaning.share(vector)
        if self._near_misses is not None:
            misses = self._near_misses.scores(question)
            for at, miss in zip(self._warned, misses, strict=True):
                if miss > words[at]:
                    scores[at] *= NOT_THIS
        return scores

    def _mended(self, question: str) -> str:
        return self._lexical.mend(question) if self._lexical else question

    def _following(self, alone: NDArray[np.float64], question: str, last: int) -> NDArray[np.float64]:
        """Scores of a message that leans on the last answer."""
        entry = self._entries[last]
        with_last = self._scores(joined(entry.question, question))
        own = np.minimum(alone, follow_up.MOST_OWN)
        scores = follow_up.OWN * own + (1 - follow_up.OWN) * with_last
        for each in entry.follow_ups:
            if each in self._at:
                scores[self._at[each]] += follow_up.NEXT
        scores[last] -= follow_up.SAME
        return np.asarray(scores)


def _words(texts: Iterable[str]) -> list[list[str]]:
    """Return the words of each text. A word is one object, wherever it stands: all are at hand at once."""
    return [[intern(word) for word in tokens(text)] for text in texts]


def _exact(text: str) -> str:
    return " ".join(tokens(text))
