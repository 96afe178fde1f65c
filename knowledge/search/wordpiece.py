"""BERT's uncased WordPiece: a text as the numbers that the sentence model reads.

The `tokenizers` package does the same and brings a 48 MB hub client; both gave the same numbers on
74,188 texts (docs/decisions/0007-sentence-vectors.md).
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST_WORD = 100  # letters; a longer one is unknown, as in BERT
MOST = 64  # pieces of one text; a question has 12, and time grows with them
CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF))


class WordPiece:
    """The pieces of a vocabulary, one a line; its number is its line's."""

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").splitlines()
        self._number = {piece: number for number, piece in enumerate(lines)}

    def numbers(self, text: str) -> list[int]:
        """Return the numbers of a text's pieces, at most 64, with the marks of start and end."""
        pieces = [piece for word in _words(_plain(text)) for piece in self._pieces(word)]
        return [self._number[each] for each in (START, *pieces[: MOST - 2], END)]

    def _pieces(self, word: str) -> list[str]:
        """The longest known beginning, then the longest known continuation, and so on."""
        pieces: list[str] = []
        at = 0
        while at < len(word) <= LONGEST_WORD:
            sign = "##" if at else ""
            ends = range(len(word), at, -1)
            end = next((end for end in ends if sign + word[at:end] in self._number), None)
            if end is None:
                return [UNKNOWN]
            pieces.append(sign + word[at:end])
            at = end
        return pieces or [UNKNOWN]


def _plain(text: str) -> str:
    """Lower case, no accents, no control characters; each Chinese character a word."""
    kept = "".join(_kept(letter) for letter in text)
    apart = unicodedata.normalize("NFD", kept.lower())
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")


def _kept(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter == "\ufffd" or unicodedata.category(letter).startswith("C"):
        return ""
    return f" {letter} " if any(first <= ord(letter) <= last for first, last in CJK) else letter


def _words(text: str) -> Iterator[str]:
    """The words, and each mark by itself."""
    for run in text.split():
        word = ""
        for letter in run:
            if not _is_mark(letter):
                word += letter
                continue
            if word:
                yield word
            yield letter
            word = ""
        if word:
            yield word


def _is_mark(letter: str) -> bool:
    """All that ASCII calls neither letter, digit nor blank, and what Unicode calls punctuation."""
    return (letter.isascii() and not letter.isalnum()) or unicodedata.category(letter).startswith("P")
