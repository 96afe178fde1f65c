"""A turn that notes whether anything of what a person says was put into it."""

from collections.abc import Collection
from typing import TypeVar

from storage.records import Handled, Member, Record, Session
from storage.store import Turn

R = TypeVar("R", bound=Record)

TECHNICAL = (Handled, Member, Session)  # without these nobody could be answered at all


class Noting:
    """Passes everything on to a turn; `keeps` says that more than the place in the talk would be kept.

    It goes by what is put, not by who puts it: no flow can forget to ask for an agreement.
    """

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self.keeps = False

    async def get(self, kind: type[R], key: str) -> R | None:
        """See `Turn.get`."""
        return await self._turn.get(kind, key)

    async def find(self, kind: type[R], tag: str) -> list[R]:
        """See `Turn.find`."""
        return await self._turn.find(kind, tag)

    async def find_any(self, kind: type[R], tags: Collection[str]) -> list[R]:
        """See `Turn.find_any`."""
        return await self._turn.find_any(kind, tags)

    def put(self, record: Record) -> None:
        """See `Turn.put`."""
        self.keeps = self.keeps or not isinstance(record, TECHNICAL)
        self._turn.put(record)

    def undo(self) -> None:
        """See `Turn.undo`."""
        self.keeps = False
        self._turn.undo()

    def remove(self, kind: type[Record], key: str) -> None:
        """See `Turn.remove`."""
        self._turn.remove(kind, key)
