"""Notices that a message is not in English, and which language of content/languages.yaml it is in.

It would rather say nothing: a wrong guess puzzles somebody, silence leaves them with the usual answer.
A language knows a word that it lists, with accents or without, and any word in a script of its own.
It hears those, and words with one of its letters. Each word counts once, however often it is said.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from knowledge.languages import Language
from knowledge.search.english import is_english, not_english
from knowledge.search.words import WRITTEN_OUT, plain

# Letters of words in Latin script that are heard and not English: fewer can be a slip, or short (no, si, ok).
HEARD = 5
KNOWN = 3  # so many of them in known words: names have accents too, and small words (José da Conceição)
SHARE = 0.25  # of all words; where less is heard, another language looks alike, as Czech does like Polish
# Strokes that do not come apart from their letter, and what Arabic and Persian keyboards write differently.
ONE_FORM = str.maketrans("łıđøكي", "lidoکی")


class Languages:
    """Knows some languages other than English by sight."""

    def __init__(self, items: Iterable[Language]) -> None:
        self._ears = [_Ear(language) for language in items]

    def of(self, text: str) -> Language | None:
        """Return the language that a message is surely in, or None: English, another, or hard to tell."""
        words = _words(text)
        if "".join(words).isascii() and _letters(not_english(words)) < HEARD:
            return None  # nothing could be sure: most messages are done with here
        loud = [ear.loudness(words) for ear in self._ears]
        mixed = len({_script(word) for word in words} - {"LATIN"}) > 1
        if mixed or loud.count(max(loud, default=0)) != 1:
            return None
        best = self._ears[loud.index(max(loud))]
        return best.language if best.is_sure(words) else None


class _Ear:
    """What speaks for one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        listed = {plain(word) for word in language.words}
        self._listed = listed | not_english(_bare(word) for word in listed)

    def loudness(self, words: set[str]) -> int:
        """How much speaks for the language; a letter half as much as a word, as others may have it too."""
        return len(self._heard(words)) + len(self._known(words))

    def is_sure(self, words: set[str]) -> bool:
        """Whether enough speaks for the language, and more than for English."""
        heard, known = self._heard(words), not_english(self._known(words))
        beside = {word for word in words - heard if is_english(word) or word in WRITTEN_OUT}
        if all(_script(word) == "LATIN" for word in heard):
            enough = _letters(known) >= KNOWN and _letters(not_english(heard)) >= HEARD
        else:
            enough = bool(known) or len(heard) > 1
        return enough and len(heard) > len(beside) and len(heard) >= SHARE * len(words)

    def _known(self, words: set[str]) -> set[str]:
        script = self.language.script
        return {word for word in words if self._listed & {word, _bare(word)} or _script(word) == script}

    def _heard(self, words: set[str]) -> set[str]:
        return self._known(words) | {word for word in words if set(word) & set(self.language.letters)}


def _words(text: str) -> set[str]:
    """Return the different words of a text. A letter alone is none (π, ω), but in Chinese each is one."""
    kept = (letter if unicodedata.category(letter)[0] in "LM" else " " for letter in plain(text))
    words = "".join(f" {letter} " if _script(letter) == "CJK" else letter for letter in kept).split()
    return {word for word in words if len(word) > 1 or _script(word) == "CJK"}


@lru_cache(maxsize=5_000)  # each word is held against 24 languages
def _bare(word: str) -> str:
    """Return a word without accents, each letter in one form."""
    apart = unicodedata.normalize("NFD", word.translate(ONE_FORM))
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")


def _letters(words: set[str]) -> int:
    return sum(map(len, words))


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").split(" ")[0]
