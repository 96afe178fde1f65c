"""Where bots that are killed keep everything, and what they are told of it."""

from typing import Protocol

import store_places

from storage.sealing.opening import open_sealed
from storage.store import Store


class Place(Protocol):
    """Somewhere a store is kept."""

    @property
    def setting(self) -> str:
        """What stands in `CHARTER_STORE`."""

    async def open(self) -> Store:
        """Open the store that is kept here."""

    def forget(self) -> None:
        """Leave nothing behind."""


class InOneFile(store_places.InOneFile):
    """The embedded store: one bot at a time."""

    @property
    def setting(self) -> str:
        """See `Place.setting`."""
        return f"tinydb:{self.path}"

    async def open(self) -> Store:
        return await open_sealed(await super().open(), store_places.MASTER)


class InPostgres(store_places.InPostgres):
    """A database: any number of bots."""

    @property
    def setting(self) -> str:
        """See `Place.setting`."""
        return self.url

    async def open(self) -> Store:
        return await open_sealed(await super().open(), store_places.MASTER)
