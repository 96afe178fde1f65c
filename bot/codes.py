"""Codes and references that people read out and type: random, in letters not taken for each other."""

import hashlib
import secrets
from collections.abc import Awaitable, Callable, Iterable

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # of codes, which are copied: without 0 O, 1 I L
SPOKEN = "23456789ACDEFHKMNPRTUWXY"  # of references, which are read out: one at most of each kind below
LOOK_ALIKE = ("0ODQ", "1ILJ7", "2Z", "5S", "6G", "8B", "UV")  # what is taken for each other in handwriting
GROUP = 4  # letters that people read out in one breath
ONE_TIME = 27  # letters of 31 kinds: 133 random bits; no code can be guessed
PART = 9  # letters of a one-time code between two hyphens


def new_code(length: int, letters: str = LETTERS) -> str:
    """Return a random code; each letter is one of 31, so it carries 4.95 bits."""
    return "".join(secrets.choice(letters) for _ in range(length))


async def free_reference(length: int, taken: Callable[[str], Awaitable[object]]) -> str:
    """Return a random reference that is not taken yet: one that is, is drawn again."""
    code = new_code(length, SPOKEN)
    while await taken(code):
        code = new_code(length, SPOKEN)
    return code


def grouped(code: str) -> str:
    """Return a code as it is read out: `K7F2 M9QX`."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def one_time_code() -> str:
    """Return a new one-time code; only its hash is ever kept."""
    return new_code(ONE_TIME)


def hashed(code: str) -> str:
    """Return what is kept of a one-time code."""
    return hashlib.sha256(code.encode()).hexdigest()


def in_parts(code: str) -> str:
    """Return a one-time code as it is handed over, with hyphens."""
    return "-".join(code[at : at + PART] for at in range(0, len(code), PART))


def exactly(typed: str) -> str:
    """Return a typed code or reference as it is kept: case, blanks and hyphens do not matter."""
    return "".join(each for each in typed.upper() if each.isalnum())


def meant(typed: str, codes: Iterable[str]) -> str:
    """Return the one of these codes that was typed, or nothing.

    Case, blanks and hyphens do not matter. What looks alike may stand for each other, as long as only one of
    the codes fits.
    """
    said = exactly(typed)
    fitting = [code for code in codes if len(code) == len(said) and all(map(_alike, said, code))]
    if said in fitting:
        return said
    return fitting[0] if len(fitting) == 1 else ""


def _alike(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in LOOK_ALIKE)
