"""Common English words: what is one of them is no slip, and speaks for no other language."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import islice

LISTED = "frequency_dictionary_en_82_765.txt"
COMMON = 60_000  # words of the list, most frequent first
BEGINNING = 3  # letters by which a word is looked up: with fewer it takes longer, with more more memory


def is_english(word: str) -> bool:
    """Whether a word, in lower case and without blanks, is common in English."""
    return f" {word} " in _listed().get(word[:BEGINNING], "")


def not_english(words: Iterable[str]) -> set[str]:
    """Return those of some words that are not common in English."""
    return {word for word in words if not is_english(word)}


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    """Return the words by their first letters, from the frequency list that symspellpy ships.

    Those that begin alike are one text (" thank thanks thankful "): as a set, the words would take five times
    the memory (5.7 MB, measured). So would lists of them on the way: what they leave free is in small pieces.
    """
    listed: dict[str, str] = {}
    with files("symspellpy").joinpath(LISTED).open(encoding="utf-8-sig") as lines:
        for line in islice(lines, COMMON):
            word, _ = line.split(" ", 1)
            listed[word[:BEGINNING]] = f"{listed.get(word[:BEGINNING], ' ')}{word} "
    return listed
