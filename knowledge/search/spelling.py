"""Mends slips of the thumb towards words the knowledge base knows, and leaves correct English alone."""

import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.search.english import is_english
from knowledge.search.words import WRITTEN_OUT, plain

ALIKE = 0.65  # normalised optimal string alignment; lower mends "peer" into "pear" (measured, see decision 5)
SHORTEST = 4  # letters; shorter words are too like each other
_TYPED = re.compile(r"[A-Za-z][A-Za-z'’]*")


class Spelling:
    """Mends words of a question towards the words of a set of phrasings, as `tokens` returns them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = Counter(words)
        long = [word for word in self._known if len(word) >= SHORTEST - 1]
        # Phrasings are written as people type: a slip in one of them is no word to mend others towards.
        self._long = [word for word in long if self._known[word] > 1 or is_english(word)]
        self._mended: dict[str, str] = {}

    def mend(self, text: str) -> str:
        """Return the text with its slips mended; case, marks and all other words stay as typed."""
        return _TYPED.sub(lambda found: self._word(found.group(0)), text)

    def _word(self, typed: str) -> str:
        word = plain(typed)
        mended = self._mend(word)
        return typed if mended == word else mended

    def _mend(self, word: str) -> str:
        if len(word) < SHORTEST or word in self._known or word in WRITTEN_OUT or is_english(word):
            return word
        mended = self._mended.get(word)
        if mended is None:
            if len(self._mended) > 5_000:  # strangers' words must not fill the memory
                self._mended.clear()
            mended = self._mended[word] = self._nearest(word)
        return mended

    def _nearest(self, word: str) -> str:
        near = process.extract(
            word, self._long, scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=5
        )
        if not near:
            return word
        best = min(near, key=lambda each: (-round(each[1], 3), each[0][0] != word[0], -self._known[each[0]]))
        return str(best[0])
