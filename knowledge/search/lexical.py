"""A score for each entry from the words a question shares with its phrasings."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

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

    def __init__(self, entries: Sequence[Sequence[Sequence[str]]]) -> None:
        """`entries` are the words of each one's phrasings, as `tokens` returns them."""
        phrasings = [phrasing for entry in entries for phrasing in entry]
        owners = [at for at, entry in enumerate(entries) for _ in entry]
        self._count = np.array([len(entry) for entry in entries])
        self._start = np.concatenate([[0], np.cumsum(self._count)[:-1]])
        self._stems = Overlap(phrasings, stems, owners, len(entries))
        self._groups = Overlap(phrasings, letter_groups, owners, len(entries))
        self._spelling = Spelling(chain.from_iterable(phrasings))
        self._long_stems = [each for each in self._stems.features if len(each) >= SHORTEST - 1]
        self._near = lru_cache(maxsize=5_000)(self._nearest_stem)

    def mend(self, text: str) -> str:
        """Return the text with its slips mended towards the phrasings' words."""
        return self._spelling.mend(text)

    def scores(self, question: str) -> NDArray[np.float64]:
        """Return each entry's score (0 to 1) for a question."""
        words = tokens(self.mend(question))
        shared = 0.5 * self._stems.scores(words, self._near)
        shared += 0.5 * self._groups.scores(words)
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
