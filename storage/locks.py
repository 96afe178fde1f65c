"""A lock for each name, kept only while somebody holds it or waits for it."""

import asyncio
from weakref import WeakValueDictionary

from storage.errors import Taken


class Locks:
    """`locks[name]` is the same lock for everybody who uses that name at the same time."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def __getitem__(self, name: str) -> asyncio.Lock:
        lock = self._locks.get(name)
        if lock is None:
            lock = self._locks[name] = asyncio.Lock()
        return lock

    def at_once(self, name: str) -> asyncio.Lock:
        """Return a lock that nobody waits for, to be taken at once; raises `Taken` when it is held."""
        lock = self[name]
        if lock.locked():
            raise Taken("somebody else has this in hand")
        return lock
