"""Up to when results count in what is shown of many."""

from dataclasses import dataclass
from typing import ClassVar

from storage.records.record import Record


@dataclass(frozen=True)
class CutOff(Record):
    """Results finished before `at` count in what has that `name`, later ones not yet. It tells of nobody.

    `earlier` are the times at which it was before, the oldest first, where those matter.
    """

    kind: ClassVar[str] = "cut-off"
    name: str
    at: str
    earlier: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.name
