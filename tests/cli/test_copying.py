"""Backup, restore and migrate as the operator types them."""

import asyncio
import gzip
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from stored import opened

from storage.copies.backup_reader import check_backup
from storage.records import AuditEvent, Member, Session

CHARTER_BOT = Path(sys.executable).with_name("charter-bot")
DATA = Path("data/charter.db")
THEY = [Member("web:harriet", role="curator"), Member("web:jo"), Session("web:jo", step="1")]
BEFORE = re.compile(r"What was there before: (one\.backup\.before-restore-\d{8}T\d{6}Z)\n")


async def beside(tmp_path, *words, **settings):
    """Run the real command in another process; return its exit status and what it printed."""
    process = await asyncio.create_subprocess_exec(
        CHARTER_BOT, *words,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", ""), **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    printed, _ = await process.communicate()
    return process.returncode, printed.decode()


async def take(store, *records):
    async with store.turn("mine") as turn:
        for record in records:
            turn.put(record)


async def members(path):
    store = await opened(path)
    try:
        keys = [each.key for each in await store.read(Member)]
        return keys, [each.what for each in await store.read(AuditEvent)]
    finally:
        await store.close()


def kept(path):
    """Return the members in a store file, and what its audit events say was done."""
    return asyncio.run(members(path))


@pytest.fixture
async def running(tmp_path):
    """The store as `charter-bot run` has it open."""
    store = await opened(tmp_path / DATA)
    await take(store, *THEY)
    yield store
    await store.close()


@pytest.fixture
def stopped(tmp_path):
    """The store of an assistant that was stopped."""

    async def make():
        store = await opened(tmp_path / DATA)
        await take(store, *THEY)
        await store.close()

    asyncio.run(make())


@pytest.fixture
def backup(charter_bot, stopped):
    assert charter_bot("backup", "one.backup").exit_code == 0
    return Path("one.backup")


async def test_a_backup_is_made_and_recorded_while_the_assistant_runs(running, tmp_path):
    status, printed = await beside(tmp_path, "backup", "one.backup")
    assert status == 0
    assert printed == (
        "Written and checked: one.backup, with 4 records (1 audit, 2 member, 1 session). "
        "Its keys: charter.keys. "
        "Keep that file apart from the backups, and only the newest: with an older one, people who were "
        "forgotten could be read again.\n"
    )
    [event] = await running.read(AuditEvent)
    assert (event.who, event.what, event.details) == ("operator", "backup", {})
    assert check_backup(tmp_path / "one.backup").counts == {"audit": 1, "member": 2, "session": 1}


async def test_a_backup_beside_turns_holds_whole_turns(running, tmp_path):
    done = asyncio.Event()

    async def turns():
        number = 0
        while not done.is_set():
            number += 1
            await take(running, Member("web:harriet", since=str(number)), Session("web:jo", step=str(number)))

    taking = asyncio.create_task(turns())
    await beside(tmp_path, "backup", "one.backup")
    done.set()
    await taking
    restored = {"CHARTER_STORE": "tinydb:restored.db", "CHARTER_KEY_FILE": f"{DATA}.key"}
    await beside(tmp_path, "restore", "one.backup", **restored)
    shutil.copy(tmp_path / f"{DATA}.key", tmp_path / "restored.db.key")
    store = await opened(tmp_path / "restored.db")
    moments = {each.since for each in await store.read(Member) if each.key == "web:harriet"}
    assert moments == {each.step for each in await store.read(Session)}
    assert int(moments.pop()) > 1
    await store.close()


def test_a_backup_goes_nowhere_but_to_a_new_file(charter_bot, stopped, tmp_path):
    Path("mine").write_text("Mine.", encoding="utf-8")
    assert "mine is there already, and is left as it is." in charter_bot("backup", "mine").stderr
    assert Path("mine").read_text(encoding="utf-8") == "Mine."
    assert "not written to the terminal" in charter_bot("backup", "-").stderr
    refused = charter_bot("backup", "no/folder/one.backup")
    assert refused.exit_code == 2
    assert "no/folder/one.backup could not be written: No such file or directory." in refused.stderr
    assert "is there already" in charter_bot("backup", str(tmp_path)).stderr


def test_without_a_store_there_is_nothing_to_back_up_or_migrate(charter_bot, tmp_path):
    move = ["migrate", "--from", "tinydb:data/charter.db", "--to", "tinydb:new.db"]
    for words in (["backup", "one.backup"], ["migrate"], move):
        result = charter_bot(*words)
        assert result.exit_code == 2
        named = "--from" if words is move else "CHARTER_STORE"
        assert f"{named}: there is no store at data/charter.db yet." in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_is_not_backed_up(charter_bot, stopped):
    DATA.write_bytes(DATA.read_bytes().replace(b"curator", b"visitor"))
    result = charter_bot("backup", "one.backup")
    assert result.exit_code == 2
    assert "data/charter.db is damaged" in result.stderr
    assert not Path("one.backup").exists()


def test_a_backup_is_restored_into_a_new_store(charter_bot, backup):
    result = charter_bot(
        "restore", "one.backup", CHARTER_STORE="tinydb:new/charter.db", CHARTER_KEY_FILE=f"{DATA}.key"
    )
    assert result.stdout == (
        "Restored and checked: tinydb:new/charter.db, with 4 records (1 audit, 2 member, 1 session).\n"
    )
    shutil.copy(f"{DATA}.key", "new/charter.db.key")
    assert kept("new/charter.db") == (["web:harriet", "web:jo"], ["backup", "restore"])


def test_a_store_that_holds_something_is_not_restored_over_and_the_ways_out_are_told(charter_bot, backup):
    result = charter_bot("restore", "one.backup")
    assert result.exit_code == 2
    assert "tinydb:data/charter.db is not empty, and nothing was restored." in result.stderr
    assert "Name another file in CHARTER_STORE, or move that one away." in result.stderr
    assert "--replace" in result.stderr
    assert kept(DATA)[1] == ["backup"]


def test_with_replace_what_was_there_is_kept_in_a_backup_beside(charter_bot, backup):
    asyncio.run(_changed())
    result = charter_bot("restore", "--replace", "one.backup")
    assert kept(DATA) == (["web:harriet", "web:jo"], ["backup", "restore"])
    before = BEFORE.search(result.stdout)[1]
    charter_bot("restore", "--replace", before)
    assert kept(DATA)[0] == ["web:amal", "web:harriet", "web:jo"]


async def _changed():
    store = await opened(DATA)
    await take(store, Member("web:amal"))
    await store.close()


@pytest.mark.parametrize("words", [[], ["--replace"]])
async def test_nothing_is_restored_below_a_running_assistant(running, tmp_path, words):
    await beside(tmp_path, "backup", "one.backup")
    status, printed = await beside(tmp_path, "restore", *words, "one.backup")
    assert status == 2
    assert "is in use: another charter-bot is running with it. Stop that one first" in printed
    assert [each.name for each in tmp_path.glob("one*")] == ["one.backup"]


@pytest.mark.parametrize("words", [[], ["--replace"]])
def test_a_damaged_backup_is_told_and_changes_nothing(charter_bot, backup, words):
    lines = gzip.decompress(backup.read_bytes()).replace(b"curator", b"visitor")
    backup.write_bytes(gzip.compress(lines))
    result = charter_bot("restore", *words, "one.backup")
    assert result.exit_code == 2
    assert "one.backup cannot be used" in result.stderr
    assert "Use another backup." in result.stderr
    assert kept(DATA)[1] == ["backup"]
    assert [each.name for each in Path().glob("one*")] == ["one.backup"]


def test_a_backup_that_is_not_there_is_told_and_makes_no_store(charter_bot, tmp_path):
    assert "nowhere cannot be read: No such file or directory." in charter_bot("restore", "nowhere").stderr
    assert list(tmp_path.iterdir()) == []


def test_migrate_alone_makes_the_store_ready_for_this_version(charter_bot, stopped):
    assert charter_bot("migrate").stdout == "tinydb:data/charter.db is as this charter-bot needs it.\n"
    assert kept(DATA) == (["web:harriet", "web:jo"], [])


def test_a_store_is_moved_compared_and_left_as_it_was(charter_bot, stopped):
    result = charter_bot("migrate", "--from", "tinydb:data/charter.db", "--to", "tinydb:new.db")
    assert result.stdout == (
        "Copied and compared, record by record: 3 records (2 member, 1 session). "
        "tinydb:data/charter.db is as it was. To go on with the other, set CHARTER_STORE to tinydb:new.db. "
        "Its key is in new.db.key: keep a copy of that file, apart from the backups.\n"
    )
    assert kept("new.db") == kept(DATA) == (["web:harriet", "web:jo"], [])
    again = charter_bot("migrate", "--from", "tinydb:data/charter.db", "--to", "tinydb:new.db")
    assert again.exit_code == 2
    assert "tinydb:new.db is not empty, and nothing was copied." in again.stderr
    assert "Name another file in --to, or move that one away." in again.stderr


def test_a_store_that_is_moved_goes_on_with_the_key_that_is_named(charter_bot, stopped):
    words = ["migrate", "--from", "tinydb:data/charter.db", "--to", "tinydb:new.db"]
    result = charter_bot(*words, CHARTER_KEY_FILE=f"{DATA}.key")
    assert result.stdout.endswith("Its key is the one in CHARTER_KEY_FILE: leave that as it is.\n")
    assert not Path("new.db.key").exists()


def test_with_another_key_than_the_stores_nothing_is_done_and_why_is_told(charter_bot, stopped):
    charter_bot("keys", "new", "wrong.key")
    for words in (
        ["backup", "one.backup"],
        ["migrate"],
        ["migrate", "--from", "tinydb:data/charter.db", "--to", "tinydb:new.db"],
    ):
        refused = charter_bot(*words, CHARTER_KEY_FILE="wrong.key")
        assert refused.exit_code == 2
        assert "The store cannot be opened with this key: it was kept with another one." in refused.stderr
    assert not Path("one.backup").exists()
    assert kept(DATA) == (["web:harriet", "web:jo"], [])  # nor is a backup on record


async def test_a_store_in_use_is_not_moved(running, tmp_path):
    words = ["migrate", "--from", "tinydb:data/charter.db", "--to", "tinydb:new.db"]
    status, printed = await beside(tmp_path, *words)
    assert status == 2
    assert "data/charter.db is in use" in printed
    assert not (tmp_path / "new.db").exists()


def test_a_store_is_not_moved_onto_itself_or_nowhere(charter_bot, stopped):
    store = "tinydb:data/charter.db"
    for words, why in [
        (["--from", store, "--to", store], "--from and --to name the same store."),
        (["--from", store, "--to", "tinydb:./data/charter.db"], "--from and --to name the same store."),
        (["--from", store], "Give both --from STORE and --to STORE, or neither."),
        (["--to", store], "Give both --from STORE and --to STORE, or neither."),
        (["--from", store, "--to", "new.db"], "--to: write tinydb:PATH"),
        (["--from", "sqlite:x", "--to", store], "--from: write tinydb:PATH"),
    ]:
        result = charter_bot("migrate", *words)
        assert result.exit_code == 2
        assert why in result.stderr
