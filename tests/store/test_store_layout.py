"""The layout of the embedded store's file: an older one is brought to this one, all of it or nothing."""

import asyncio
import json
import os
import signal
import sqlite3
import sys
from pathlib import Path

import pytest
from store_places import in_time, keep

from storage.errors import StoreBusy, StoreUnreadable
from storage.records import Invite, Member, Receipt
from storage.tinydb_store import TinyDbStore
from storage.tinydb_store.layout import OLD_TABLES, TABLES, VERSION
from storage.tinydb_store.row_file import take_lock

AMINA = Member("web:amina", role="admin")
INVITE = Invite("5feceb66", "admin", made="2026-11-22", expires="2026-11-29")
MANY = [Receipt(f"telegram|{number:020}", at="2026-11-22") for number in range(2_000)]

PROCESS = Path(__file__).with_name("dying_process.py")


def written_by_version_1(path, *records, version=1):
    sql = sqlite3.connect(path)
    sql.execute("PRAGMA journal_mode=WAL")
    with sql:
        sql.execute(OLD_TABLES["row"])
        for record in records:
            row = (record.kind, record.key, json.dumps(record.tags), json.dumps(record.to_json()))
            sql.execute("INSERT INTO row VALUES(?,?,?,?)", row)
    sql.execute(f"PRAGMA user_version={version}")
    sql.close()


def version_of(path):
    sql = sqlite3.connect(path)
    (version,) = sql.execute("PRAGMA user_version").fetchone()
    sql.close()
    return version


@pytest.mark.parametrize("guest", [False, True])
@pytest.mark.parametrize("version", [0, 1])  # 0: the older program was killed between its two steps
async def test_a_store_of_version_1_is_brought_to_this_one_with_everything_in_it(path, version, guest):
    written_by_version_1(path, AMINA, INVITE, *MANY, version=version)

    for _ in range(2):
        store = TinyDbStore(path, guest=guest)
        assert await store.read(Member, "role:admin") == [AMINA]
        assert await store.read(Invite) == [INVITE]
        assert await store.read(Receipt) == MANY
        await store.close()
    assert version_of(path) == VERSION


async def test_it_can_be_written_to_afterwards(path):
    written_by_version_1(path, AMINA, *MANY)
    store = TinyDbStore(path)
    await keep(store, Member("web:amina", role="visitor"), Member("web:harriet"))
    await store.close()

    store = TinyDbStore(path)
    assert await store.read(Member) == [Member("web:amina"), Member("web:harriet")]
    await store.close()


async def test_a_guest_does_not_bring_it_to_this_one_beside_an_older_program(path):
    written_by_version_1(path, AMINA)
    older_program = take_lock(path)
    with pytest.raises(StoreBusy, match="Stop that one first"):
        TinyDbStore(path, guest=True)

    assert version_of(path) == 1
    os.close(older_program)


async def dies_after(path, steps):
    """Open the store in a process that is killed after so many steps; return whether it was."""
    process = await asyncio.create_subprocess_exec(sys.executable, str(PROCESS), str(path), str(steps))
    return await in_time(process.wait()) == -signal.SIGKILL


async def test_killed_at_any_step_of_it_the_store_is_of_the_one_version_or_the_other(path):
    written_by_version_1(path, AMINA, *MANY)
    steps = 0
    while await dies_after(path, steps):
        assert version_of(path) == 1 or steps > len(OLD_TABLES) + len(TABLES)
        steps += 1

    assert version_of(path) == VERSION
    store = TinyDbStore(path)
    assert await store.read(Member) == [AMINA]
    assert await store.read(Receipt) == MANY
    await store.close()


async def test_damage_is_not_carried_over_from_an_older_file(path):
    written_by_version_1(path, AMINA, *MANY)
    pages = bytearray(path.read_bytes())
    pages[-4096:] = b"\xee" * 4096
    path.write_bytes(pages)

    with pytest.raises(StoreUnreadable, match=r"charter-bot restore"):
        TinyDbStore(path)
    assert path.read_bytes() == pages
