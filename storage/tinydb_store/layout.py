"""The layout of a store's file: its tables, how they are made, and how an older one becomes this one.

`row` holds the records. `ledger` is one row about all of them: the store's random id, how many commits
there were, how many rows there are, the sum of their hashes, and a hash of all that.
"""

import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from storage.errors import StoreUnreadable
from storage.tinydb_store.damage import damaged
from storage.tinydb_store.hashes import row_hash, wrapped

VERSION = 2  # in SQLite's user_version; 1 had no hashes and no ledger

TABLES = {
    "row": (
        "CREATE TABLE row(kind TEXT, key TEXT, tags TEXT NOT NULL, body TEXT NOT NULL,"
        " hash INTEGER NOT NULL, PRIMARY KEY(kind, key)) WITHOUT ROWID"
    ),
    "ledger": (
        "CREATE TABLE ledger(store TEXT NOT NULL, commits INTEGER NOT NULL, rows INTEGER NOT NULL,"
        " sum INTEGER NOT NULL, hash INTEGER NOT NULL)"
    ),
}
OLD_TABLES = {
    "row": (
        "CREATE TABLE row(kind TEXT, key TEXT, tags TEXT NOT NULL, body TEXT NOT NULL,"
        " PRIMARY KEY(kind, key)) WITHOUT ROWID"
    )
}
# What may stand under which version. Version 1 was made in two steps, and could be killed between them.
LAYOUTS = {0: ({}, OLD_TABLES), 1: (OLD_TABLES,), 2: (TABLES,)}
NOT_THE_LEDGER = "the ledger is not what was kept"


@dataclass
class Ledger:
    """What must be true of all rows together."""

    store: str
    commits: int = 0
    rows: int = 0
    sum: int = 0

    @property
    def hash(self) -> int:
        """The hash of the ledger itself."""
        return row_hash("ledger", self.store, str(self.commits), f"{self.rows} {self.sum}")

    def add(self, row: int) -> None:
        """Count in a row, by its hash."""
        self.rows += 1
        self.sum = wrapped(self.sum + row)

    def take(self, rows: int, hashes: int) -> None:
        """Count out rows, by how many they are and the sum of their hashes."""
        self.rows -= rows
        self.sum = wrapped(self.sum - hashes)


def layout_of(sql: sqlite3.Connection, path: Path) -> int:
    """Return the version of the layout, 0 for a file without tables; refuse what is not a store of ours."""
    (version,) = sql.execute("PRAGMA user_version").fetchone()
    schema = sql.execute("SELECT name, sql, type, tbl_name FROM sqlite_master").fetchall()
    found = {name: statement for name, statement, *_ in schema}
    if found and "row" not in found:
        raise StoreUnreadable(
            f"{path} is the database of another program. Set CHARTER_STORE to another file."
        )
    if version > VERSION:
        raise StoreUnreadable(
            f"{path} was written by a newer charter-bot (layout {version}, not {VERSION}). "
            "Install the newer charter-bot to use it."
        )
    layout = LAYOUTS.get(version)
    is_strange = any(kind != "table" or name != table for name, _, kind, table in schema)
    if layout is None or found not in layout or is_strange:
        raise damaged(path, "its tables are not as they were made")
    return VERSION if found == TABLES else len(found)


def make(sql: sqlite3.Connection) -> None:
    """Make the tables of a new store, or bring version 1 to this one: all of it, or nothing."""
    sql.create_function("row_hash", 4, row_hash, deterministic=True)
    sql.execute("BEGIN IMMEDIATE")
    try:
        tables = {name for (name,) in sql.execute("SELECT name FROM sqlite_master")}
        if "ledger" not in tables:  # else another process was quicker
            if "row" in tables:
                sql.execute("ALTER TABLE row RENAME TO old")
            for statement in TABLES.values():
                sql.execute(statement)
            _fill(sql, from_old="row" in tables)
            sql.execute(f"PRAGMA user_version={VERSION}")
        sql.execute("COMMIT")
    except BaseException:
        if sql.in_transaction:
            sql.execute("ROLLBACK")
        raise


def read_ledger(sql: sqlite3.Connection) -> Ledger:
    """Read the ledger; raises `ValueError` when it is not there once, as it was written."""
    found = sql.execute("SELECT store, commits, rows, sum, hash FROM ledger").fetchall()
    if len(found) != 1 or [type(each) for each in found[0]] != [str, int, int, int, int]:
        raise ValueError(NOT_THE_LEDGER)
    ledger = Ledger(*found[0][:-1])
    if ledger.hash != found[0][-1]:
        raise ValueError(NOT_THE_LEDGER)
    return ledger


def write_ledger(sql: sqlite3.Connection, ledger: Ledger) -> None:
    """Write the ledger, in the transaction of what it speaks of."""
    values = (ledger.commits, ledger.rows, ledger.sum, ledger.hash)
    sql.execute("UPDATE ledger SET commits=?, rows=?, sum=?, hash=?", values)


def _fill(sql: sqlite3.Connection, *, from_old: bool) -> None:
    ledger = Ledger(secrets.token_hex(16))
    if from_old:
        sql.execute("INSERT INTO row SELECT kind, key, tags, body, row_hash(kind, key, tags, body) FROM old")
        for (row,) in sql.execute("SELECT hash FROM row"):
            ledger.add(row)
        sql.execute("DROP TABLE old")
    values = (ledger.store, ledger.commits, ledger.rows, ledger.sum, ledger.hash)
    sql.execute("INSERT INTO ledger VALUES(?,?,?,?,?)", values)
