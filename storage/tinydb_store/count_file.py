"""How many commits a store has seen, in a small file beside it, so that lost ones are missed.

SQLite takes a write-ahead log that was cut or damaged for one that ends there, and says nothing. So
after each commit its number is written here, after the commit's own fsync and without another: this
file can lag behind the store, by a kill or a power loss, but never be ahead of what is on the disk.
Ahead of the store it is only when the store has lost commits. The id of the store binds the two: the
count of another file says nothing. Nor does one that is absent or damaged: a store can be copied without it.
"""

import os
import re
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

LINE = re.compile(rb"charter-bot: store ([0-9a-f]{32}), commits (\d{20}), check ([0-9a-f]{16})\n")


class CountFile:
    """The count beside one store. It is opened anew each time: an operator may delete it."""

    def __init__(self, store: Path) -> None:
        self.path = store.with_name(f"{store.name}.count")

    def read(self) -> tuple[str, int] | None:
        """Return the store's id and its commits, if they can be read."""
        try:
            found = LINE.match(self.path.read_bytes())
        except OSError:
            return None
        if not found or found[3] != _check(found[1], found[2]):
            return None
        return found[1].decode(), int(found[2])

    def write(self, store: str, commits: int) -> None:
        """Write the count, in place and in one go. What is kept is kept: failing here stops nobody."""
        name, number = store.encode(), f"{commits:020}".encode()
        line = b"charter-bot: store %b, commits %b, check %b\n" % (name, number, _check(name, number))
        with suppress(OSError):
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                os.pwrite(descriptor, line, 0)
            finally:
                os.close(descriptor)

    def forget(self) -> None:
        """Delete the count: a store that begins owes nothing to one that lay here before."""
        with suppress(OSError):
            self.path.unlink()


def _check(store: bytes, commits: bytes) -> bytes:
    return blake2b(store + commits, digest_size=8).hexdigest().encode()
