"""A commit waits for the disk once, however much is kept already."""

import pytest
from faulty_disk import FaultyDisk, sqlite_library

from storage.records import Answer, Assessment, Receipt
from storage.tinydb_store import TinyDbStore

LIBRARY = sqlite_library()
pytestmark = pytest.mark.skipif(
    LIBRARY is None,
    reason="NOT TESTED: how often a commit waits for the disk. This Python has SQLite built in; take one "
    "that shares the system's libsqlite3.",
)
TURNS = 40


def assessment(number, **answers):
    return Assessment(f"k{number}", f"web:{number}", "2026.10", "a", "s", "c", answers=answers)


@pytest.mark.parametrize("kept", [10, 5_000])
async def test_a_commit_is_one_sync_of_the_log_whatever_the_size(tmp_path, kept):
    disk = FaultyDisk(LIBRARY)
    with disk.mounted():
        store = TinyDbStore(tmp_path / "charter.db")
        async with store.turn("all") as turn:
            for number in range(kept):
                turn.put(assessment(number, L1=Answer(3, evidence="minutes of every meeting " * 20)))
        await store.close()
        store = TinyDbStore(tmp_path / "charter.db")
        disk.mend()
        for number in range(TURNS):
            async with store.turn("one") as turn:
                turn.put(assessment(number % 10, L1=Answer(number % 5)))
                turn.put(Receipt(f"telegram|{number}", at=""))
        asked = {what: disk.asked[what] for what in ("sync", "sync log", "truncate", "delete")}
        await store.close()

    # One more: a log that begins anew has its head synced, which it is every thousand pages.
    assert asked == {"sync": 0, "sync log": TURNS + 1, "truncate": 0, "delete": 0}
