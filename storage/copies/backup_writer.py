"""A backup file written: it appears under its name whole, on disk and read back, or not at all."""

import gzip
import os
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from storage.copies.backup_format import belongs, last_line
from storage.copies.backup_reader import check_backup
from storage.copies.kept import Kept
from storage.copies.tally import Tally
from storage.errors import StoreError

LEVEL = 6  # of compression: level 9 takes twice the time for a hundredth less


async def write_backup(
    path: Path, first: bytes, rows: AsyncIterator[Kept], then: Callable[[], None] = lambda: None
) -> Tally:
    """Write a backup of sorted records behind its first line; return what is in it.

    `then` is done once it is whole, before it gets its name: what fails in it leaves no backup.
    Raises `StoreError` when there is a file already, or none could be written; then nothing is left.
    """
    tally = Tally()
    with _appearing(path) as temporary:
        with _lines(temporary) as write:
            sealed = Tally(first)
            write(first)
            async for row in rows:
                if belongs(row):
                    write(sealed.add(row))
                    tally.add(row)
            write(last_line(sealed))
        if not check_backup(temporary).agrees(tally):
            raise StoreError(f"{path} could not be written: read back, it is not what was written.")
        then()
    return tally


def refuse_existing(path: Path) -> None:
    """Raise `StoreError` if there is a file of that name."""
    if os.path.lexists(path):
        raise StoreError(f"{path} is there already, and is left as it is. Name a file that is not.")


@contextmanager
def _appearing(path: Path) -> Iterator[Path]:
    """Give a temporary name beside the path; what is there at the end gets the path's name, for good."""
    refuse_existing(path)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        yield temporary
        refuse_existing(path)
        _name(temporary, path)
    except OSError as cause:
        raise StoreError(
            f"{path} could not be written: {cause.strerror or cause}. Nothing is left of it."
        ) from cause
    finally:
        with suppress(OSError):
            temporary.unlink()


@contextmanager
def _lines(path: Path) -> Iterator[Callable[[bytes], object]]:
    """Write lines into a new file that only its owner can read; at the end they are on disk."""
    with _new_file(path) as file:
        # No name and no time in gzip's own header: they are in the first line.
        with gzip.GzipFile("", "wb", LEVEL, file, mtime=0) as packed:
            yield packed.write
        file.flush()
        os.fsync(file.fileno())


def _new_file(path: Path) -> BinaryIO:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    return os.fdopen(descriptor, "wb")


def _name(temporary: Path, path: Path) -> None:
    """Give a file its name; should that not reach the disk, the file goes."""
    temporary.rename(path)
    try:
        _sync_folder(path.parent)
    except OSError:
        path.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
