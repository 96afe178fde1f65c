"""Files that are written beside their place, and moved there once it is on record that they were made."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from bot.errors import SettingsError
from bot.reports.files import OutFile

BESIDES = ("evidence", "codebook")  # what stands beside the assessments or answers, in a file of its own


@dataclass
class Written:
    """What is written: a file beside each path, how many assessments are in them, and their hashes."""

    paths: list[Path] = field(default_factory=list)
    rows: int = 0
    hashes: list[str] = field(default_factory=list)

    def into_place(self) -> list[Path]:
        """Move the files to their places."""
        for path in self.paths:
            _beside(path).replace(path)
        return self.paths

    def leave_nothing(self) -> None:
        """Remove what was not moved."""
        for path in self.paths:
            _beside(path).unlink(missing_ok=True)


def write_beside(out: Path, files: Iterable[OutFile]) -> Written:
    """Write the files; raises `SettingsError` when they cannot be, and leaves none of them then."""
    written = Written()
    names: list[str] = []
    try:
        for file in files:
            written.paths.append(out.with_name(f"{out.name}.{len(names)}"))  # its name needs those of all
            names.append(file.name)
            written.hashes.append(_write(_beside(written.paths[-1]), file.pieces))
            written.rows += file.rows
        in_order = list(zip(written.paths, paths_for(out, names), strict=True))
        for number, (old, new) in enumerate(in_order):
            _beside(old).replace(_beside(new))
            written.paths[number] = new
    except OSError as error:
        written.leave_nothing()
        raise SettingsError(
            [f"{out} cannot be written: {error.strerror}. Nothing else has changed."]
        ) from error
    except BaseException:
        written.leave_nothing()
        raise
    return written


def paths_for(out: Path, names: list[str]) -> list[Path]:
    """Return where files go: as asked, with the version where there are several, and the rest beside it."""
    parts = [name.split("-")[1:3] for name in names]  # what it holds, and which version
    several = len({version for _what, version in parts}) > 1
    more = [_more(what, version if several else "") for what, version in parts]
    return [out.with_name(f"{out.stem}{each}{out.suffix}") for each in more]


def private_file(path: Path) -> BinaryIO:
    """Open a file to write that, where it is new, only its owner can read: what people said is in it."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "wb")


def _write(path: Path, pieces: Iterable[bytes]) -> str:
    """Write a file and return its hash."""
    fingerprint = hashlib.sha256()
    with private_file(path) as file:
        for piece in pieces:
            file.write(piece)
            fingerprint.update(piece)
    return fingerprint.hexdigest()


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _more(what: str, version: str) -> str:
    what = what.removeprefix("anonymised_")
    return (f"-{what}" if what in BESIDES else "") + (f"-{version}" if version else "")
