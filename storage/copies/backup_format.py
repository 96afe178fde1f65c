"""What a backup file looks like: JSON Lines in gzip. A line about it, the records, a line that seals them.

    {"format": "charter-bot backup", "version": 1, "made": "...", "by": "0.1.0", "store": "tinydb"}
    {"kind":"assessment","body":{...}}
    ...
    {"records": {"assessment": 1}, "sha256": "..."}

Records are sorted by kind and key. The hash is over all lines before the last.
Exports under way are left out: they would outlive the minutes for which they may be fetched. (They do move
with a store, and the one who makes them there goes on.)
"""

import json
from typing import Any

from storage.copies.kept import Kept
from storage.copies.tally import Tally
from storage.records import PASSING

FORMAT = "charter-bot backup"
VERSION = 1
LONGEST_FIRST_LINE = 10_000  # bytes: another program's file is not read any further
_LEFT_OUT = frozenset(kind.kind for kind in PASSING)


def belongs(record: Kept) -> bool:
    """Whether a record belongs into a backup."""
    return record.kind not in _LEFT_OUT


def first_line(made: str, by: str, store: str) -> bytes:
    """Return the line about the file: when it was made, by which charter-bot, of which kind of store."""
    return _line({"format": FORMAT, "version": VERSION, "made": made, "by": by, "store": store})


def last_line(tally: Tally) -> bytes:
    """Return the line that seals the file."""
    return _line({"records": dict(tally.counts), "sha256": tally.sha256})


def _line(value: dict[str, Any]) -> bytes:
    return f"{json.dumps(value)}\n".encode("ascii")
