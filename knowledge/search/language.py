"""Notices that a message is not in English, and which language of content/languages.yaml it is in.

It would rather say nothing: a wrong guess puzzles somebody, silence leaves them with the usual answer.
A word speaks for a language that lists it, with its accents or without; that has one of its letters for its own;
or that has its script for its own. Each word counts once, however often it is said.
"""

import unicodedata
from collections.abc import Iterable

from knowledge.languages import Language
from knowledge.search.spelling import english
from knowledge.search.words import WRITTEN_OUT, plain

LATIN = "LATIN"
HAN = "CJK"
# Letters in listed words that are surely not English; fewer can be a slip, a name or short for something: no, si, ok.
ENOUGH = 5
# Of all words; where fewer speak for a language, it is another that looks like it, as Czech does like Polish.
SHARE = 0.25
STROKES = str.maketrans("łıđø", "lido")  # what does not come apart into a letter and an accent
KEYBOARDS = str.maketrans("كي", "کی")  # letters that Arabic and Persian keyboards write differently


class Languages:
    """Knows some languages other than English by sight."""

    def __init__(self, items: Iterable[Language]) -> None:
        self._ears = [_Ear(language) for language in items]

    def of(self, text: str) -> Language | None:
        """Return the language that a message is surely in, or None: English, another, or hard to tell."""
        words = _words(text)
        if len({_script(word) for word in words} - {LATIN}) > 1:
            return None
        loudest = max(ear.loudness(words) for ear in self._ears)
        heard = [ear for ear in self._ears if ear.loudness(words) == loudest]
        return heard[0].language if len(heard) == 1 and heard[0].is_sure(words) else None


class _Ear:
    """What speaks for one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        listed = {plain(word) for word in language.words}
        self._listed = listed | ({_bare(word) for word in listed} - english())

    def loudness(self, words: set[str]) -> int:
        """How much speaks for the language: a letter of its own half as much as a word, as others may share it."""
        return len(self._heard(words)) + len(self._known(words))

    def is_sure(self, words: set[str]) -> bool:
        """Whether enough is known for certain, and more speaks for the language than for English."""
        heard = self._heard(words)
        certain = self._known(words) - english()
        if any(_script(word) != LATIN for word in heard):
            enough = bool(certain) or len(heard) > 1
        else:
            enough = bool(certain) and sum(map(len, heard - english())) >= ENOUGH
        beside = {word for word in words - heard if word in english() or word in WRITTEN_OUT}
        return enough and len(heard) > len(beside) and len(heard) >= SHARE * len(words)

    def _heard(self, words: set[str]) -> set[str]:
        own = {word for word in words if not set(word).isdisjoint(self.language.letters)}
        return own | self._known(words)

    def _known(self, words: set[str]) -> set[str]:
        return {word for word in words if self._listed & {word, _bare(word)} or self._writes(word)}

    def _writes(self, word: str) -> bool:
        return _script(word) == self.language.script


def _words(text: str) -> set[str]:
    """Return the different words of a text. A letter alone is none (π, ω), but in Chinese each is one."""
    kept = (letter if unicodedata.category(letter)[0] in "LM" else " " for letter in plain(text))
    words = "".join(f" {letter} " if _script(letter) == HAN else letter for letter in kept).split()
    return {word for word in words if len(word) > 1 or _script(word) == HAN}


def _bare(word: str) -> str:
    """Return a word without accents, each letter in one form."""
    apart = unicodedata.normalize("NFD", word.translate(STROKES))
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn").translate(KEYBOARDS)


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").split(" ")[0]
