"""Large texts made smaller before they are sealed: what is sealed can be made smaller by nobody.

A body names each of its fields again and again; an assessment takes a fifth of its room, or less.
"""

import zlib

PACK_FROM = (
    4_000  # bytes; each turn writes several smaller ones, and zlib lets the writing thread in each time
)
PACK_BELOW = 100_000  # larger ones are pieces of files: packed already, and it would hold everybody up
QUICK = 1  # deflate's level: the best one takes three times as long, for a twentieth less
SMALL_TABLES = 5  # deflate's own memory: at its usual 8, clearing it takes five times as long as a reply does
MARK = b"\x00"  # with which no JSON begins: what an older version has sealed is not packed


def packed(text: bytes) -> bytes:
    """Return JSON as it is sealed."""
    if not PACK_FROM <= len(text) < PACK_BELOW:
        return text
    deflate = zlib.compressobj(QUICK, memLevel=SMALL_TABLES)
    return MARK + deflate.compress(text) + deflate.flush()


def unpacked(sealed: bytes) -> bytes:
    """Return the JSON that was sealed, packed or not."""
    return zlib.decompress(sealed[len(MARK) :]) if sealed.startswith(MARK) else sealed
