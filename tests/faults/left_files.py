"""A store's files as a killed process leaves them, to be damaged and opened again."""

import asyncio
import sqlite3
from pathlib import Path

from storage.records import Answer, Assessment, AuditEvent, Invite, Member, Receipt, Session
from storage.tinydb_store import TinyDbStore
from storage.tinydb_store.row_file import Batch, Row, RowFile

STORE, WAL, COUNT = "charter.db", "charter.db-wal", "charter.db.count"
ONE_MORE = Row("member", "web:one more", {"address": "web:one more"}, ("role:visitor",))
SMALL_PAGE, USUAL_PAGE = 512, 4096
LONG = "evidence, минуты, 証拠 " * 4  # more than a small page holds


async def _fill(path: Path) -> dict[str, bytes]:
    store = TinyDbStore(path)
    async with store.turn("closed") as turn:
        turn.put(Member("web:amina", role="admin"))
        turn.put(Session("web:amina", flow="assess", step="score:L1"))
        turn.put(Assessment("k7", "web:amina", "2026.10", "a", "s", "c", answers={"L1": Answer(3, LONG)}))
        for number in range(5):
            turn.put(Receipt(f"telegram|{number:020}", at="2026-11-22"))
    await store.close()

    store = TinyDbStore(path)
    await store.append([Invite("5feceb66", "admin", "2026-11-22", "2026-11-29")])
    for number in range(2):
        async with store.turn("killed") as turn:
            turn.put(Session("web:amina", flow="assess", step=f"score:L{number + 2}"))
            turn.put(Member(f"web:{number}"))
            turn.remove(Receipt, f"telegram|{number:020}")
    await store.append([AuditEvent("1", "2026-11-22", "operator", "invite made")])
    left = {name: path.with_name(name).read_bytes() for name in (STORE, WAL, COUNT)}
    await store.close()
    return left


def left_behind(folder: Path, page: int) -> dict[str, bytes]:
    """Return the files of a store of some commits, the newest of them in its write-ahead log."""
    path = folder / STORE
    sql = sqlite3.connect(path)
    sql.execute(f"PRAGMA page_size={page}")
    sql.execute("VACUUM")  # writes the page size down, so that the store finds it there
    sql.close()
    return asyncio.run(_fill(path))


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    """Put files into an emptied folder and return the store's."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / STORE


def closed(folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files as the next one to open and close the store leaves them."""
    store = lay(folder, files)
    rows_in(store)
    return {name: store.with_name(name).read_bytes() for name in (STORE, COUNT)}


def rows_in(path: Path) -> list[tuple[str, ...]]:
    """Open a store and return everything in it; raises `StoreUnreadable` as opening does."""
    found: list[tuple[str, ...]] = []
    file = RowFile(path)
    try:
        file.load(lambda *row: found.append(row))
    finally:
        file.close()
    return found


def goes_on(path: Path, wanted: list[tuple[str, ...]]) -> bool:
    """Keep one more row in a store, tidy it, and see that everything is there the next time."""
    file = RowFile(path)
    file.load(lambda *row: None)
    assert file.keep([Batch((ONE_MORE,))]) == [None]
    file.tidy()
    file.close()
    more = (ONE_MORE.kind, ONE_MORE.key, ONE_MORE.tags, ONE_MORE.text)
    return rows_in(path) == sorted([*wanted, more])
