"""Finds one-time codes in what people type, however they are broken up: nobody else may read them there."""

import re
from collections.abc import Iterator

from bot.codes import LETTERS, ONE_TIME, PART, exactly

CODE = "[code]"
KINDS = 9  # of letters, at least: no code ever has so few, and "hahaha" has two
DIGITS = 2  # at least, in a code that is broken up like words: of 300 codes, one has fewer
MOST = 10  # that are looked for in one message

LETTER = f"[{LETTERS}]"
BETWEEN = r"(?:[^\w\[\]]|_){0,3}"  # blanks and hyphens of any kind, and never what is put in brackets
PARTS = re.compile(rf"(?i){LETTER}{{{PART}}}(?:{BETWEEN}{LETTER}{{{PART}}}){{2,}}")  # as it is handed over
PIECES = re.compile(rf"(?i)(?<![^\W_]){LETTER}(?:{BETWEEN}{LETTER}){{{ONE_TIME - 1},}}(?![^\W_])")


def without_codes(text: str) -> str:
    """Return the text with a word in brackets for each one-time code, or what reads like one, in it."""
    return PIECES.sub(_unless_words, PARTS.sub(_unless_few, text))


def codes_in(text: str) -> tuple[str, ...]:
    """Return what could be one-time codes in a text, as they are kept: words may stand close beside them."""
    if len(text) < ONE_TIME:
        return ()
    found = (exactly(each) for each in _found(text))
    return tuple(dict.fromkeys(code for each in found for code in _within(each)))[:MOST]


def _within(letters: str) -> Iterator[str]:
    """Every code that letters can hold: one begins where a part does, or ends where they end."""
    last = len(letters) - ONE_TIME
    yield from (letters[at : at + ONE_TIME] for at in (*range(0, last, PART), last))


def _found(text: str) -> Iterator[str]:
    yield from (each[0] for each in PARTS.finditer(text) if _unless_few(each) == CODE)
    rest = PARTS.sub(_unless_few, text)
    yield from (each[0] for each in PIECES.finditer(rest) if _unless_words(each) == CODE)


def _unless_few(found: re.Match[str]) -> str:
    return CODE if len(set(exactly(found[0]))) >= KINDS else found[0]


def _unless_words(found: re.Match[str]) -> str:
    return _unless_few(found) if sum(each.isdigit() for each in found[0]) >= DIGITS else found[0]
