"""Statements about many rows at once.

Each step of a statement gives up Python's global lock, and waits for it again behind the event loop.
"""

import json
from collections.abc import Iterable

from storage.unit import Key

# Names go in as one text, for SQLite cannot search the primary key for pairs that are given as values.
NAMED = (
    "FROM row WHERE (kind, key) IN"
    " (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))"
)
READ = "SELECT kind, key, tags, body, hash " + NAMED
FORGET = "DELETE " + NAMED
# How many there are, and their hashes by halves: SQLite's sum fails where it leaves its 64 bits.
COUNT = "SELECT count(*), coalesce(sum(hash >> 32), 0), coalesce(sum(hash & 0xffffffff), 0) " + NAMED
TOGETHER = 32  # rows an INSERT: more are not quicker, and each number of them is a statement of its own


def listed(names: Iterable[Key]) -> str:
    """Return names as `READ`, `FORGET` and `COUNT` take them."""
    return json.dumps(list(names))


def put(rows: int) -> str:
    """Return the statement that puts so many rows, whatever stood there."""
    return "INSERT OR REPLACE INTO row(kind, key, tags, body, hash) VALUES" + ",".join(["(?,?,?,?,?)"] * rows)
