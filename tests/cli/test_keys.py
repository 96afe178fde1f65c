"""The master key as the operator makes it, looks at it and changes it."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from stored import opened

from storage.records import AuditEvent, Member, Session
from storage.sealing.records import SubjectKey
from storage.tinydb_store import TinyDbStore

DATA = Path("data/charter.db")
KEY = Path("data/charter.db.key")


@pytest.fixture
def stopped(charter_bot):
    """The store of an assistant that was stopped: two people, and an assistant's default key."""

    async def make():
        store = await opened(DATA)
        async with store.turn("mine") as turn:
            for record in (Member("web:harriet"), Session("web:harriet", step="1"), Member("web:jo")):
                turn.put(record)
        await store.close()

    asyncio.run(make())


def kept():
    """Return what is in the store, opened with the key beside it, and what was done to it."""

    async def look():
        store = await opened(DATA)
        try:
            people = [each.key for each in await store.read(Member)]
            return people, [each.what for each in await store.read(AuditEvent)]
        finally:
            await store.close()

    return asyncio.run(look())


def test_a_new_key_is_printed_or_written_to_a_new_file_for_its_owner_alone(charter_bot):
    printed = charter_bot("keys", "new").stdout
    assert len(printed.strip()) == 44
    assert charter_bot("keys", "new", "charter.key").stdout.startswith("Written: charter.key.")
    written = Path("charter.key").read_text()
    assert len(written.strip()) == 44
    assert written != printed
    assert Path("charter.key").stat().st_mode & 0o777 == 0o600

    result = charter_bot("keys", "new", "charter.key")
    assert result.exit_code != 0
    assert "is there already" in result.stderr
    assert Path("charter.key").read_text() == written


def test_a_rotation_puts_a_new_key_first_and_everything_under_it(charter_bot, stopped):
    assert charter_bot("keys", "check").stdout == (
        "The key opens the store, and everything in it is under the newest.\n"
    )
    before = KEY.read_text()
    assert charter_bot("keys", "rotate").exit_code == 0
    newest, rest = KEY.read_text().split("\n", 1)
    assert rest == before
    KEY.write_text(newest)
    assert "everything in it is under the newest" in charter_bot("keys", "check").stdout
    assert kept() == (["web:harriet", "web:jo"], ["key rotated"])


def test_what_is_under_an_older_key_is_counted(charter_bot, stopped):
    KEY.write_text(charter_bot("keys", "new").stdout + KEY.read_text())
    assert "3 keys in it are under an older" in charter_bot("keys", "check").stdout


def test_a_key_file_that_is_elsewhere_stays_there_and_whose_it_was(charter_bot, stopped):
    elsewhere = Path("secrets/key")
    elsewhere.parent.mkdir()
    KEY.rename(elsewhere)
    elsewhere.chmod(0o640)
    KEY.symlink_to(elsewhere.resolve())
    assert charter_bot("keys", "rotate").exit_code == 0
    assert KEY.is_symlink()
    assert len(elsewhere.read_text().split()) == 2
    assert elsewhere.stat().st_mode & 0o777 == 0o640
    assert charter_bot("keys", "check").exit_code == 0


def test_a_key_that_does_not_open_is_told_and_stops_a_rotation_before_anything_is_changed(
    charter_bot, stopped
):
    under_an_unknown_key()
    before = KEY.read_text()
    for word in ("check", "rotate"):
        result = charter_bot("keys", word)
        assert result.exit_code == 2
        assert "but not 1 of the keys in it" in result.stderr
    assert KEY.read_text() == before


def under_an_unknown_key():
    """Keep one key in the store as if it were under a master key that is not in the file."""

    async def change():
        store = TinyDbStore(DATA)
        async with store.turn("change") as turn:
            key = (await store.read(SubjectKey))[0]
            turn.put(replace(key, wrapped=f"deadbeef.{key.wrapped.partition('.')[2]}"))
        await store.close()

    asyncio.run(change())


def test_in_a_store_without_anybody_there_is_nothing_to_look_at_or_change(charter_bot):
    asyncio.run(begin_plain())
    KEY.write_text(charter_bot("keys", "new").stdout)
    assert "Nothing is kept of anybody" in charter_bot("keys", "check").stdout
    assert "nothing to rotate" in charter_bot("keys", "rotate").stderr
    assert len(KEY.read_text().split()) == 1


def test_a_store_of_an_older_version_is_to_be_sealed_first(charter_bot):
    asyncio.run(begin_plain(Member("web:jo")))
    KEY.write_text(charter_bot("keys", "new").stdout)
    for word in ("check", "rotate"):
        assert "charter-bot migrate" in charter_bot("keys", word).stderr


async def begin_plain(*records):
    store = TinyDbStore(DATA)
    async with store.turn("plain") as turn:
        for record in records:
            turn.put(record)
    await store.close()


def test_what_an_older_version_has_written_into_a_sealed_store_is_sealed_by_migrate(charter_bot, stopped):
    asyncio.run(begin_plain(Session("web:harriet", step="plain"), Session("web:new", step="plain")))
    assert "not sealed yet" in charter_bot("backup", "one.backup").stderr
    assert charter_bot("migrate").exit_code == 0
    assert charter_bot("backup", "one.backup").exit_code == 0
    assert asyncio.run(steps()) == {"web:harriet": "plain", "web:new": "plain"}


async def steps():
    store = await opened(DATA)
    try:
        return {each.address: each.step for each in await store.read(Session)}
    finally:
        await store.close()
