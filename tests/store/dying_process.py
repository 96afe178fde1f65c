"""Opens a store and is killed at one of the steps of a transaction: `python dying_process.py FILE STEPS`."""

import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

from storage.tinydb_store.row_file import RowFile

CONNECT = sqlite3.connect


class Dying(sqlite3.Connection):
    """A connection whose process dies after so many statements inside of transactions."""

    steps = int(sys.argv[2])

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        if self.in_transaction:
            if not Dying.steps:
                os.kill(os.getpid(), signal.SIGKILL)
            Dying.steps -= 1
        return super().execute(statement, *values)


def connect(*words: Any, **more: Any) -> sqlite3.Connection:
    """Connect as ever, but to die."""
    return CONNECT(*words, **more, factory=Dying)


if __name__ == "__main__":
    sqlite3.connect = connect
    RowFile(Path(sys.argv[1])).close()
