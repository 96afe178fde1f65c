"""The lock that keeps a store to one process that writes."""

import fcntl
import os
from pathlib import Path

from storage.errors import StoreBusy
from storage.tinydb_store.damage import usable


def take_lock(path: Path) -> int:
    """Lock the store to this process and return the descriptor that holds the lock."""
    with usable(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as cause:
            os.close(descriptor)
            if not isinstance(cause, BlockingIOError):
                raise
            raise StoreBusy(
                f"{path} is in use: another charter-bot is running with it. "
                "Stop that one first, or set CHARTER_STORE to another file."
            ) from None
    return descriptor
