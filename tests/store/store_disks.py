"""Disks with a fault or a mind of their own, under a real file."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from store_places import A_HANG

from storage.errors import StoreError
from storage.tinydb_store.row_file import Batch, RowFile


class Disk:
    """A disk that a test can hold up and break, and that remembers what it was asked.

    `commits` counts the batches that it was asked to keep at once, `synced` what it really committed;
    `threads` are the names of all who came near it.
    `breaks_at` are the beginnings of the statements that fail, `breaks_with` is how.
    """

    def __init__(self) -> None:
        self.commits: list[int] = []
        self.synced = 0
        self.threads: set[str] = set()
        self.breaks_at: tuple[str, ...] = ()
        self.breaks_with: Exception = sqlite3.OperationalError("database or disk is full")
        self._free = threading.Event()
        self._at_work = threading.Event()
        self._free.set()

    def hold(self) -> None:
        """Let nothing be written from now on."""
        self._at_work.clear()
        self._free.clear()

    def let_go(self) -> None:
        """Let it be written again."""
        self._free.set()

    async def at_work(self) -> None:
        """Wait until the disk has been asked to write something."""
        assert await asyncio.to_thread(self._at_work.wait, A_HANG)

    def write(self, batches: list[Batch]) -> None:
        """Take note of a commit, and wait if the disk is held."""
        self._at_work.set()
        assert self._free.wait(A_HANG), "the disk was held, and whoever should let it go was stopped by that"
        self.commits.append(len(batches))
        self.read("whatever it is asked to keep")

    def touch(self) -> None:
        """Take note of who is using the disk."""
        self.threads.add(threading.current_thread().name)

    def read(self, statement: str) -> None:
        """Break, if this is where the disk breaks."""
        if self.breaks_at and statement.startswith(self.breaks_at):
            raise sqlite3.OperationalError("disk I/O error") if statement == "ROLLBACK" else self.breaks_with

    def files(self) -> type[RowFile]:
        """Return the kind of file that lies on this disk."""
        disk = self

        class FileOnThisDisk(RowFile):
            def __init__(self, path: Path, *, guest: bool = False) -> None:
                disk.touch()
                super().__init__(path, guest=guest)
                self._sql = Connection(self._sql, disk)

            def keep(self, batches: list[Batch]) -> list[StoreError | None]:
                disk.write(batches)
                return super().keep(batches)

        return FileOnThisDisk


class Connection:
    """A connection to SQLite over a disk that may break."""

    def __init__(self, real: sqlite3.Connection, disk: Disk) -> None:
        self._real = real
        self._disk = disk
        self.close: Callable[[], None] = real.close

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        self._disk.touch()
        self._disk.read(statement)
        self._disk.synced += statement == "COMMIT"
        return self._real.execute(statement, values)
