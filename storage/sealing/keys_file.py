"""The one file that holds the keys of a store's backups: each backup puts it in place anew, or not at all.

{"format": "charter-bot keys", "version": 1, "made": "..."}
{"kind":"subject-key","body":{...}}
...
{"records": {"subject-key": 1}, "sha256": "..."}
"""

import fcntl
import json
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import ValidationError

from storage.copies.backup_format import last_line
from storage.copies.kept import kept
from storage.copies.tally import Tally
from storage.errors import StoreError, StoreUnreadable
from storage.sealing.key_set import KeySet

FORMAT = "charter-bot keys"


def read_keys_file(path: Path) -> KeySet:
    """Return the keys in a file; none where there is no file. Raises `StoreUnreadable` for any other file."""
    try:
        lines = path.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return KeySet()
    except OSError as cause:
        raise StoreUnreadable(f"{path} cannot be read: {cause.strerror}.") from cause
    try:
        return _read(lines)
    except (ValueError, KeyError, TypeError, IndexError, ValidationError, StoreError):
        raise StoreUnreadable(f"{path} is not a keys file of charter-bot, or is damaged.") from None


def _read(lines: list[bytes]) -> KeySet:
    if json.loads(lines[0])["format"] != FORMAT:
        raise ValueError("another format")
    tally, keys = Tally(lines[0]), KeySet()
    for line in lines[1:-1]:
        row = json.loads(line)
        record = kept(row["kind"], row["body"])
        tally.add(record)
        if not keys.note(record):
            raise ValueError("something else than a key")
    if lines[-1] != last_line(tally):
        raise ValueError("not what was written")
    return keys


def add_to_keys_file(path: Path, added: Callable[[KeySet], KeySet], made: str) -> None:
    """Put a file in place with what is made of the keys in it by now, one process after the other."""
    with _alone(path):
        write_keys_file(path, added(read_keys_file(path)), made)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let others wait who would write the file: of two at once, one would take away what the other adds."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as cause:
        raise StoreError(f"{path} could not be written: {cause.strerror}.") from cause
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def write_keys_file(path: Path, keys: KeySet, made: str) -> None:
    """Put a file with these keys in place of the one that is there, for its owner alone."""
    first = f"{json.dumps({'format': FORMAT, 'version': 1, 'made': made})}\n".encode("ascii")
    rows = keys.rows()
    tally = Tally(first)
    content = b"".join([first, *(tally.add(row) for row in rows), last_line(tally)])
    put_in_place(path, content)


def put_in_place(path: Path, content: bytes, like: os.stat_result | None = None) -> None:
    """Write a file that appears whole under its name, on disk, or not at all.

    It is for its owner alone, or for whom another file was that it is to be `like`.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            if like:
                os.fchown(descriptor, like.st_uid, like.st_gid)
                os.fchmod(descriptor, stat.S_IMODE(like.st_mode))
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as cause:
        raise StoreError(f"{path} could not be written: {cause.strerror or cause}.") from cause
    finally:
        with suppress(OSError):
            temporary.unlink()
