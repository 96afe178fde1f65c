"""How many records of which kind, and a hash of them all: copies with the same tally are equal."""

from collections import Counter
from hashlib import sha256

from storage.copies.kept import Kept
from storage.errors import StoreUnreadable
from storage.unit import Key


class Tally:
    """What has gone by so far; `first` is hashed before the first record."""

    def __init__(self, first: bytes = b"") -> None:
        self.counts: Counter[str] = Counter()
        self._hash = sha256(first)
        self._last: Key | None = None

    def add(self, record: Kept) -> bytes:
        """Count the next record and return its line; raises `StoreUnreadable` when it is out of order."""
        if self._last is not None and record.name <= self._last:
            raise StoreUnreadable("records are out of order, or there twice")
        self._last = record.name
        self.counts[record.kind] += 1
        self._hash.update(record.line)
        return record.line

    @property
    def sha256(self) -> str:
        """The hash of all lines so far."""
        return self._hash.hexdigest()

    def agrees(self, other: "Tally") -> bool:
        """Whether the same records went by in both."""
        return (self.counts, self.sha256) == (other.counts, other.sha256)
