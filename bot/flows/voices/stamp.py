"""A stamp: what was shown when a choice was offered, short enough to be carried by it.

It is made of nothing but what was shown, so nobody learns more from it. When the stamp of a choice is not
that of today, something has changed meanwhile, and the stamp itself says what it was before.
"""

import re
import zlib

from knowledge.voices import DONT_KNOW, NOT_APPLICABLE, Spread

SAID = ("0", "1", "2", "3", "4", DONT_KNOW, NOT_APPLICABLE)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
STAMP = re.compile(r"(?:[0-9a-z]{7}|h[0-9a-z])\.(?:[0-4]|dk|na)?\.[0-9a-f]{4}")


def stamp(spread: Spread, agreed: str) -> str:
    """Return the stamp of a spread and of what was agreed so far."""
    counts = (
        "h" + _digit(spread.answered)
        if spread.all is None
        else "".join(_digit(spread.all.get(each, 0)) for each in SAID)
    )
    groups = zlib.crc32(repr(sorted(spread.middles.items())).encode()) & 0xFFFF
    return f"{counts}.{agreed}.{groups:04x}"


def is_stamp(text: str) -> bool:
    """Whether this is a stamp at all."""
    return bool(STAMP.fullmatch(text))


def before(text: str) -> tuple[dict[str, int] | None, str]:
    """Return what had been said, as far as it was shown, and what had been agreed, when a stamp was made."""
    counts, agreed, _ = text.split(".")
    if counts.startswith("h") and len(counts) == 2:
        return None, agreed
    found = {each: DIGITS.index(digit) for each, digit in zip(SAID, counts, strict=True)}
    return {each: number for each, number in found.items() if number}, agreed


def _digit(number: int) -> str:
    return DIGITS[min(number, len(DIGITS) - 1)]
