"""A score for each entry from the words a question shares with its phrasings."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.search.overlap import Overlap
from knowledge.search.spelling import SHORTEST, Spelling
from knowledge.search.words import letter_groups, stems, tokens

NEAR = 0.72  # an unknown stem stands for a known one that is at least this like it


class Lexical:
    """Half shared word stems, half letter groups; for an entry, half its best phrasing, half its mean."""

    def __init__(self, entries: Sequence[Sequence[str]]) -> None:
        phrasings = [phrasing for entry in entries for phrasing in entry]
        owners = [at for at, entry in enumerate(entries) for _ in entry]
        words = [tokens(phrasing) for phrasing in phrasings]
        self._count = np.array([len(entry) for entry in entries])
        self._start = np.concatenate([[0], np.cumsum(self._count)[:-1]])
        self._stems = Overlap((stems(each) for each in words), owners, len(entries))
        self._groups = Overlap((letter_groups(each) for each in words), owners, len(entries))
        self._spelling = Spelling(phrasings)
        self._long_stems = [each for each in self._stems.features if len(each) >= SHORTEST - 1]
        self._near = lru_cache(maxsize=5_000)(self._nearest_stem)

    def mend(self, text: str) -> str:
        """Return the text with its slips mended towards the phrasings' words."""
        return self._spelling.mend(text)

    def scores(self, question: str) -> NDArray[np.float64]:
        """Return each entry's score (0 to 1) for a question."""
        words = tokens(self.mend(question))
        shared = 0.5 * self._stems.scores(stems(words), self._near)
        shared += 0.5 * self._groups.scores(letter_groups(words))
        best = np.maximum.reduceat(shared, self._start)
        mean = np.add.reduceat(shared, self._start) / self._count
        return np.asarray(0.5 * best + 0.5 * mean)

    def _nearest_stem(self, unknown: str) -> tuple[str, float] | None:
        if len(unknown) < SHORTEST or unknown.isdigit():
            return None
        near = process.extractOne(
            unknown, self._long_stems, scorer=OSA.normalized_similarity, score_cutoff=NEAR
        )
        return (near[0], near[1]) if near else None
