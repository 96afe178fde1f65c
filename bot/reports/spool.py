"""Assessments put aside to be read several times, in order: in memory while they are few, then on disk.

The file on disk has no name: nobody else can open it, and it is gone with the process, however that ends.
"""

import json
import secrets
import zlib
from collections.abc import Callable, Iterator
from tempfile import SpooledTemporaryFile
from typing import Self

from storage.records import Assessment

IN_MEMORY = 4_000_000  # bytes, packed
Place = tuple[str, str, int, int]  # when it was begun, its reference, where it lies, how long it is


def nobody_asks(read: int) -> None:
    """Tell nobody how far the reading is."""


class Spool:
    """Holds assessments by the version of the framework, until it is left: `with Spool() as spool`."""

    def __init__(self, told: Callable[[int], None] = nobody_asks) -> None:
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed on leaving
        self._places: dict[str, list[Place]] = {}
        self._told = told
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *trouble: object) -> None:
        self._file.close()

    def add(self, assessment: Assessment) -> None:
        """Put one aside."""
        packed = zlib.compress(json.dumps(assessment.to_json()).encode(), 1)
        places = self._places.setdefault(assessment.framework, [])
        places.append((assessment.started, assessment.ref, self._file.tell(), len(packed)))
        self._file.write(packed)

    @property
    def versions(self) -> set[str]:
        """The versions of the framework that there are assessments of."""
        return set(self._places)

    def all_of(self, version: str) -> "Shelf":
        """Return those of one version, oldest first."""
        return Shelf(self, sorted(self._places.get(version, ())))

    def shuffled(self, version: str) -> "Shelf":
        """Return those of one version in an order that tells nothing."""
        places = sorted(self._places.get(version, ()))
        secrets.SystemRandom().shuffle(places)
        return Shelf(self, places)

    def at(self, where: int, length: int) -> Assessment:
        """Read one back."""
        self._read += 1
        self._told(self._read)
        self._file.seek(where)
        return Assessment.from_text(zlib.decompress(self._file.read(length)).decode())


class Shelf:
    """Assessments in their order; they can be gone through again and again."""

    def __init__(self, spool: Spool, places: list[Place]) -> None:
        self._spool = spool
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Assessment]:
        return (self._spool.at(where, length) for _started, _ref, where, length in self._places)
