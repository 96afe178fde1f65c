"""What the operator is told when a store's file is not what was kept in it, or cannot be used."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import StoreError, StoreUnreadable

DISK_TROUBLE = re.compile("disk I/O|is full|No space|too large", re.IGNORECASE)
ADVICE = (
    "Move it and the files beside it (-wal, -shm, .count) to another folder and keep them there; "
    "then restore the newest backup with `charter-bot restore`."
)


def damaged(path: Path, what: str) -> StoreUnreadable:
    """Return the refusal of a file that was changed by something else than a store."""
    return StoreUnreadable(f"{path} is damaged: {what}. {ADVICE}")


def too_short(path: Path, count_file: Path, lost: int) -> StoreUnreadable:
    """Return the refusal of a file that lacks what was kept last, and how to go on without it."""
    newest = "the newest commit is" if lost == 1 else f"the newest {lost} commits are"
    return StoreUnreadable(
        f"{path} is not whole: {newest} missing from it. {ADVICE} "
        f"To go on with what is there instead, delete {count_file}."
    )


@contextmanager
def usable(path: Path) -> Iterator[None]:
    """Refuse a file that the block cannot make a store of."""
    with _refusing(path, "cannot be used as a store"):
        yield


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Refuse a file that the block cannot read."""
    with _refusing(path, "could not be read"):
        yield


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Tell of a file that the block cannot write."""
    try:
        yield
    except (OSError, sqlite3.Error, ValueError) as cause:
        raise StoreError(f"could not write to {path}: {cause}.{_advice(cause)}") from cause


@contextmanager
def _refusing(path: Path, trouble: str) -> Iterator[None]:
    """Turn what the system, SQLite and Python say of a file into a sentence about the store."""
    try:
        yield
    except (OSError, sqlite3.Error, ValueError) as cause:
        if isinstance(cause, UnicodeError) or "decode" in str(cause):
            # These quote what they could not read, which may be somebody's words.
            raise damaged(path, "what should be text is not") from None
        raise StoreUnreadable(f"{path} {trouble}: {cause}.{_advice(cause)}") from cause


def _advice(cause: Exception) -> str:
    """Advise on what is wrong in the file itself; trouble with the disk or a lock can pass."""
    if isinstance(cause, OSError | sqlite3.OperationalError) and DISK_TROUBLE.search(str(cause)):
        return " Is the disk full, or a limit on file sizes reached? Make room, then start again."
    passes = isinstance(cause, OSError | sqlite3.OperationalError)
    return "" if passes else f" If it was a store: {ADVICE[0].lower()}{ADVICE[1:]}"
