"""Large texts made smaller before they are sealed: what is sealed can be made smaller by nobody.

A body names each of its fields again and again; an assessment takes a fifth of its room, or less.
"""

import zlib

PACK_FROM = 1_000  # bytes; of smaller ones a third stays at best, and each turn writes several
QUICK = 1  # deflate's level: the best one takes three times as long, for a twentieth less
MARK = b"\x00"  # with which no JSON begins: what an older version has sealed is not packed


def packed(text: bytes) -> bytes:
    """Return JSON as it is sealed."""
    return MARK + zlib.compress(text, QUICK) if len(text) >= PACK_FROM else text


def unpacked(sealed: bytes) -> bytes:
    """Return the JSON that was sealed, packed or not."""
    return zlib.decompress(sealed[len(MARK) :]) if sealed.startswith(MARK) else sealed
