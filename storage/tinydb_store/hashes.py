"""A hash for every row, and the sum of them all: a row that was changed, lost or doubled shows.

Both are whole numbers of 64 bits with a sign, which is what SQLite keeps.
"""

from hashlib import blake2b

BITS = 64


def row_hash(kind: str, key: str, tags: str, body: str) -> int:
    """Return the hash of a row as it stands in the file; the lengths keep its parts apart."""
    row = f"{len(kind)} {len(key)} {len(tags)} {kind}{key}{tags}{body}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(row, digest_size=BITS // 8).digest(), "big", signed=True)


def wrapped(total: int) -> int:
    """Bring a sum of hashes back into 64 bits."""
    half = 1 << (BITS - 1)
    return (total + half) % (1 << BITS) - half
