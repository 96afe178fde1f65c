"""Where bots that are killed keep everything: what to tell them, and how to look at it when they are gone."""

from pathlib import Path
from typing import Protocol

from storage.store import Store
from storage.tinydb_store import TinyDbStore


class Place(Protocol):
    """Somewhere a store is kept."""

    @property
    def setting(self) -> str:
        """What stands in `CHARTER_STORE`."""

    async def open(self) -> Store:
        """Open the store that is kept here."""


class InOneFile:
    """The embedded store, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "charter.db"

    @property
    def setting(self) -> str:
        """See `Place.setting`."""
        return f"tinydb:{self._path}"

    async def open(self) -> Store:
        """See `Place.open`."""
        return TinyDbStore(self._path)
