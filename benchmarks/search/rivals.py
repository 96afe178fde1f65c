"""What else could rank our entries. Each gets every phrasing; an entry scores as its best phrasing does.

No stop words are taken out for BM25, as none are for our engines: who, when and how carry what is asked.
What scores the same stays in the entries' order.
"""

from collections.abc import Sequence
from importlib.util import find_spec

import numpy as np
import snowballstemmer
from rapidfuzz import fuzz, process, utils

from knowledge.search.engine import RANKED


class Rival:
    """Ranks entries by their best phrasings."""

    def __init__(self, entries: Sequence) -> None:
        self._ids = [entry.id for entry in entries]
        counts = [len(entry.phrasings) for entry in entries]
        self._start = np.concatenate([[0], np.cumsum(counts)[:-1]])
        self.learn([phrasing for entry in entries for phrasing in entry.phrasings])

    def rank(self, question: str) -> list[tuple[str, float]]:
        """Return the best entries and their scores, best first."""
        scores = np.maximum.reduceat(self.scores(question), self._start)
        best = np.argsort(-scores, kind="stable")[:RANKED]
        return [(self._ids[at], float(scores[at])) for at in best]


class Fuzzy(Rival):
    """A scorer of rapidfuzz, over texts as its own `default_process` makes them: lower case, no marks."""

    def learn(self, phrasings):
        self._phrasings = [utils.default_process(each) for each in phrasings]

    def scores(self, question):
        return process.cdist([utils.default_process(question)], self._phrasings, scorer=self.scorer)[0]


class WRatio(Fuzzy):
    scorer = staticmethod(fuzz.WRatio)


class TokenSetRatio(Fuzzy):
    scorer = staticmethod(fuzz.token_set_ratio)


class Bm25(Rival):
    """bm25s as it comes (Lucene's BM25, k1 = 1.5, b = 0.75) over Snowball stems."""

    def learn(self, phrasings):
        import bm25s  # noqa: PLC0415 - `make bench` installs it, and nothing else needs it
        from bm25s.tokenization import Tokenizer  # noqa: PLC0415

        self._words = Tokenizer(stopwords=None, stemmer=snowballstemmer.stemmer("english"))
        self._index = bm25s.BM25()
        learnt = self._words.tokenize(phrasings, return_as="tuple", show_progress=False)
        self._index.index(learnt, show_progress=False)

    def scores(self, question):
        (asked,) = self._words.tokenize([question], update_vocab=False, show_progress=False)
        return self._index.get_scores(asked)


RIVALS = {
    "BM25 (bm25s, stems)": Bm25,
    "rapidfuzz `token_set_ratio`": TokenSetRatio,
    "rapidfuzz `WRatio`": WRatio,
}


def rivals_here():
    """The rivals that are installed, by title; says who is not."""
    if find_spec("bm25s"):
        return RIVALS
    print("BM25 is left out: bm25s is not installed; `make bench` installs it.")
    return {title: rival for title, rival in RIVALS.items() if rival is not Bm25}
