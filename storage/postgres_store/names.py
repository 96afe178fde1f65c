"""Names as PostgreSQL can hold them: any text as ASCII, and a number for everything that can be locked."""

import json
from hashlib import blake2b


def escaped(text: str) -> str:
    """Return any text as ASCII: a text of PostgreSQL can hold neither NUL nor half a character."""
    return json.dumps(text)[1:-1]


def unescaped(text: str) -> str:
    """Return the text that was escaped."""
    plain: str = json.loads(f'"{text}"')
    return plain


def lock_number(*words: str) -> int:
    """Return the number of the advisory lock for some words, as PostgreSQL's signed bigint."""
    digest = blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
