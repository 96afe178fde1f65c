"""The master key as the operator makes it, looks at it and changes it."""

import asyncio
from pathlib import Path

import pytest
from stored import opened

from storage.records import AuditEvent, Member, Session

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
