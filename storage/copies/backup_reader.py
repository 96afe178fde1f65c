"""A backup file read: whatever is wrong with it is noticed, at the latest behind its last record."""

import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from storage.copies.backup_format import FORMAT, LONGEST_FIRST_LINE, VERSION, belongs, last_line
from storage.copies.kept import Kept, kept
from storage.copies.tally import Tally
from storage.errors import StoreUnreadable


def check_backup(path: Path) -> Tally:
    """Read a whole backup and return what is in it; raises `StoreUnreadable` with what is wrong."""
    tally = Tally()
    for record in read_backup(path):
        tally.add(record)
    return tally


def read_backup(path: Path) -> Iterator[Kept]:
    """Give the records of a backup. They can be relied on only once this has come to its end."""
    with _opened(path) as file:
        first = file.readline(LONGEST_FIRST_LINE)
        _check_first(first)
        tally = Tally(first)
        for line in file:
            if line == last_line(tally):
                break
            record = _record(line)
            if tally.add(record) != line:
                raise StoreUnreadable("a record is not written as charter-bot writes it")
            if belongs(record):  # an older charter-bot left nothing out
                yield record
        else:
            raise StoreUnreadable("it is cut short")
        if file.read(1):
            raise StoreUnreadable("there is more behind its last line")


@contextmanager
def _opened(path: Path) -> Iterator[gzip.GzipFile]:
    try:
        with gzip.open(path) as file:
            yield file
    except gzip.BadGzipFile as cause:
        raise StoreUnreadable(f"{path} is not a backup of charter-bot, or is damaged.") from cause
    except (EOFError, zlib.error) as cause:
        raise StoreUnreadable(f"{path} cannot be used: it is damaged or cut short. {_USE}") from cause
    except OSError as cause:
        raise StoreUnreadable(f"{path} cannot be read: {cause.strerror}.") from cause
    except StoreUnreadable as cause:
        raise StoreUnreadable(f"{path} cannot be used: {str(cause).rstrip('.')}. {_USE}") from cause


_USE = "Nothing was taken from it. Use another backup."


def _check_first(line: bytes) -> None:
    about = _json(line)
    if about.get("format") != FORMAT:
        raise StoreUnreadable("it is not a backup of charter-bot")
    version = about.get("version")
    if isinstance(version, int) and version > VERSION:
        raise StoreUnreadable(
            f"it was written by a newer charter-bot (format {version}, not {VERSION}), which can read it"
        )
    if version != VERSION:
        raise StoreUnreadable("its first line is damaged")


def _record(line: bytes) -> Kept:
    row = _json(line)
    if not isinstance(row.get("body"), dict):
        raise StoreUnreadable("what it holds is not what it held when it was written, or was cut off")
    return kept(str(row.get("kind")), row["body"])


def _json(line: bytes) -> dict[str, Any]:
    """Return an object of JSON, or an empty one for anything else."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
