"""The embedded store's file: who may read it, what it refuses or leaves alone, and what it really forgets."""

import json
import os
import random
import sqlite3
import stat
import threading

import pytest
from store_places import assessment, in_time, keep, kept

from storage.errors import StoreBusy, StoreError, StoreUnreadable
from storage.records import KINDS, Assessment, Invite, Member, Session
from storage.tinydb_store import TinyDbStore
from storage.tinydb_store.row_file import VERSION, Batch, Row, RowFile

MOVE = (
    "Move it and the files beside it (-wal, -shm, .count) to another folder and keep them there; "
    "then restore the newest backup with `charter-bot restore`."
)

PRAGMAS = {"synchronous": 2, "secure_delete": 1, "journal_mode": "wal"}  # 2 is FULL
AMINA = Member("web:amina", role="admin")


def in_the_file(path, statement, *values):
    """Run one statement on the file, as another program would."""
    sql = sqlite3.connect(path)
    with sql:
        rows = sql.execute(statement, values).fetchall()
    sql.close()
    return rows


async def a_store_with(path, *records):
    """Leave a closed store behind with these records in it."""
    store = TinyDbStore(path)
    await keep(store, *records)
    await store.close()


def keep_rows(path, *rows):
    """Keep rows in the file, as a store of another version would."""
    file = RowFile(path)
    assert file.keep([Batch(rows)]) == [None]
    file.close()


@pytest.fixture
def anybody_may_read():
    """The widest umask there is."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def closed_folder(tmp_path):
    """A folder that may not be written; root, who may write anywhere, becomes nobody for as long."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)


async def test_only_its_owner_may_read_the_store_and_what_lies_beside_it(tmp_path, anybody_may_read):
    path = tmp_path / "new folder" / "charter.db"
    store = TinyDbStore(path)
    await keep(store, AMINA)

    files = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    assert files == dict.fromkeys(
        ["charter.db", "charter.db-wal", "charter.db-shm", "charter.db.lock", "charter.db.count"], 0o600
    )
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    await store.close()


async def test_closing_leaves_one_file_with_everything_in_it(path):
    await a_store_with(path, AMINA)
    files = sorted(each.name for each in path.parent.iterdir())

    assert files == ["charter.db", "charter.db.count", "charter.db.lock"]
    assert in_the_file(path, "SELECT key FROM row") == [("web:amina",)]


async def test_an_empty_file_becomes_a_store(path):
    path.touch()
    await a_store_with(path, AMINA)

    assert in_the_file(path, "SELECT key FROM row") == [("web:amina",)]


async def test_a_newer_layout_is_refused_and_left_as_it_is(path):
    await a_store_with(path, AMINA)
    in_the_file(path, f"PRAGMA user_version={VERSION + 1}")
    before = path.read_bytes()

    for guest in (False, True):
        with pytest.raises(StoreUnreadable) as refused:
            TinyDbStore(path, guest=guest)
        assert str(refused.value) == (
            f"{path} was written by a newer charter-bot (layout {VERSION + 1}, not {VERSION}). "
            "Install the newer charter-bot to use it."
        )
    assert path.read_bytes() == before


@pytest.mark.parametrize("their_version", [0, 1, 79])
async def test_the_database_of_another_program_is_refused_and_left_as_it_is(path, their_version):
    in_the_file(path, "CREATE TABLE bookmarks(url TEXT)")
    in_the_file(path, f"PRAGMA user_version={their_version}")
    before = path.read_bytes()

    with pytest.raises(StoreUnreadable) as refused:
        TinyDbStore(path)
    assert str(refused.value) == (
        f"{path} is the database of another program. Set CHARTER_STORE to another file."
    )
    assert path.read_bytes() == before


async def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path):
    path.write_text("Dear diary, " * 1000)

    with pytest.raises(StoreUnreadable) as refused:
        TinyDbStore(path)
    assert str(refused.value) == (
        f"{path} cannot be used as a store: file is not a database. If it was a store: m{MOVE[1:]}"
    )
    assert path.read_text() == "Dear diary, " * 1000


async def test_a_folder_is_refused(path):
    path.mkdir()

    with pytest.raises(StoreUnreadable) as refused:
        TinyDbStore(path)
    assert str(refused.value) == f"{path} cannot be used as a store: unable to open database file."


@pytest.mark.parametrize("guest", [False, True])
async def test_a_folder_that_may_not_be_written_is_refused(closed_folder, guest):
    path = closed_folder / "charter.db"

    with pytest.raises(StoreUnreadable) as refused:
        TinyDbStore(path, guest=guest)
    assert str(refused.value).startswith(f"{path} cannot be used as a store: [Errno 13] Permission denied")


@pytest.mark.parametrize("guest", [False, True])
async def test_a_folder_below_a_file_is_refused(tmp_path, guest):
    (tmp_path / "notes.txt").touch()
    path = tmp_path / "notes.txt" / "charter.db"

    with pytest.raises(StoreUnreadable) as refused:
        TinyDbStore(path, guest=guest)
    assert str(refused.value).startswith(f"{path} cannot be used as a store: ")


@pytest.mark.parametrize("damage", ["not JSON", '{"address": "web:amina"', ""])
async def test_a_damaged_record_is_refused_with_the_name_of_the_file(path, damage):
    await a_store_with(path, AMINA)
    in_the_file(path, "UPDATE row SET body=?", damage)

    with pytest.raises(StoreUnreadable) as refused:
        TinyDbStore(path)
    assert str(refused.value) == (f"{path} is damaged: a row is not what was kept. {MOVE}")


async def test_a_refused_file_is_let_go_of_altogether(path):
    await a_store_with(path, AMINA)
    in_the_file(path, "UPDATE row SET body='not JSON'")
    before = threading.active_count()

    with pytest.raises(StoreUnreadable):
        TinyDbStore(path)
    assert threading.active_count() == before
    assert not path.with_name("charter.db-wal").exists()


async def test_a_damaged_page_is_refused_with_the_name_of_the_file(path):
    await a_store_with(path, *(Session(f"web:{number}", flow="x" * 900) for number in range(40)))
    pages = bytearray(path.read_bytes())
    pages[4096:] = b"\xee" * (len(pages) - 4096)
    path.write_bytes(pages)

    with pytest.raises(StoreUnreadable) as refused:
        TinyDbStore(path)
    assert str(refused.value).startswith(f"{path} is damaged: ")


async def test_an_invite_that_is_damaged_meanwhile_is_refused_when_it_is_asked_for(path):
    await a_store_with(path, Invite("5feceb66", "admin", "", ""), AMINA)
    store = TinyDbStore(path)
    in_the_file(path, "UPDATE row SET body='{}' WHERE kind='invite'")

    with pytest.raises(StoreUnreadable, match="a row is not what was kept"):
        await store.read(Invite)
    with pytest.raises(StoreUnreadable, match="a row is not what was kept"):
        await kept(store, Invite, "5feceb66")
    assert await store.read(Member) == [AMINA]
    await store.close()


async def test_after_a_refusal_the_same_file_can_be_opened_once_it_is_mended(path):
    await a_store_with(path, AMINA)
    in_the_file(path, "UPDATE row SET body='not JSON'")
    with pytest.raises(StoreUnreadable):
        TinyDbStore(path)
    in_the_file(path, "UPDATE row SET body=?", json.dumps(AMINA.to_json()))

    store = TinyDbStore(path)
    assert await store.read(Member) == [AMINA]
    await store.close()


async def test_kinds_that_nobody_here_knows_are_left_alone(path):
    await a_store_with(path, AMINA)
    strange = ("organisation", "hope-house", '["area:north"]', '{"of": ["a", "later", "version"]}')
    keep_rows(path, Row("organisation", "hope-house", {"of": ["a", "later", "version"]}, ("area:north",)))

    store = TinyDbStore(path)
    for kind in KINDS:
        assert await store.read(kind) == ([AMINA] if kind is Member else [])
    await keep(store, Member("hope-house"))
    async with store.turn("mine") as turn:
        turn.remove(Member, "web:amina")
        turn.remove(Member, "hope-house")
    await store.close()

    assert in_the_file(path, "SELECT kind, key, tags, body FROM row") == [strange]


async def test_a_second_store_on_the_same_file_is_refused_in_words_that_help(running, path):
    with pytest.raises(StoreBusy) as refused:
        TinyDbStore(path)
    assert str(refused.value) == (
        f"{path} is in use: another charter-bot is running with it. "
        "Stop that one first, or set CHARTER_STORE to another file."
    )
    await keep(running, AMINA)
    assert await running.read(Member) == [AMINA]


async def test_a_second_store_is_refused_by_way_of_a_link_as_well(running, path, tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(path)
    folder = tmp_path / "folder"
    folder.symlink_to(path.parent)

    for other_way in (link, folder / path.name, path.parent / ".." / path.parent.name / path.name):
        with pytest.raises(StoreBusy, match="is in use"):
            TinyDbStore(other_way)


async def test_a_closed_store_lets_the_next_one_in(path):
    await a_store_with(path, AMINA)
    await a_store_with(path, Member("web:harriet"))

    assert in_the_file(path, "SELECT key FROM row ORDER BY key") == [("web:amina",), ("web:harriet",)]


async def test_a_closed_store_keeps_nothing_more_and_says_so(path):
    store = TinyDbStore(path)
    await keep(store, AMINA)
    await store.close()

    with pytest.raises(StoreError, match="this store is closed"):
        await in_time(store.append([Invite("5feceb66", "admin", "", "")]))
    with pytest.raises(StoreError, match="this store is closed"):
        await in_time(store.read(Invite))
    with pytest.raises(StoreError, match="this store is closed"):
        await keep(store, Member("web:late"))
    await store.close()
    assert in_the_file(path, "SELECT key FROM row") == [("web:amina",)]


@pytest.mark.parametrize("seed", [25, 26])
async def test_nothing_forgotten_is_left_in_the_file(path, seed):
    """These seeds make SQLite move rows so that its secure_delete alone leaves something behind."""
    chance = random.Random(seed)
    forgotten: set[str] = set()
    standing: dict[str, str] = {}
    store = TinyDbStore(path)
    for number in range(400):
        ref = f"k{chance.randrange(60):04}"
        async with store.turn("mine") as turn:
            if ref in standing and chance.random() < 0.4:
                turn.remove(Assessment, ref)
                forgotten.add(standing.pop(ref))
                continue
            secret = f"SECRET{number:06}x"
            turn.put(assessment(ref, profile={"name": secret + "y" * chance.choice([300, 600, 900, 3000])}))
            forgotten |= {standing[ref]} if ref in standing else set()
            standing[ref] = secret
    await store.close()

    bytes_on_disk = b"".join(each.read_bytes() for each in path.parent.iterdir())
    assert [secret for secret in forgotten if secret.encode() in bytes_on_disk] == []
    assert all(secret.encode() in bytes_on_disk for secret in standing.values())


def test_what_is_forgotten_is_blanked_before_the_file_is_tidied(path):
    file = RowFile(path)
    file.keep([Batch((Row("session", "web:harriet", {"flow": "SECRET" * 20}),))])
    file.keep([Batch((Row("session", "web:harriet", None),))])
    file.close()

    assert b"SECRET" not in path.read_bytes()


async def test_nothing_forgotten_is_left_in_memory_either(running):
    hers = assessment("k7", owner="web:harriet")
    await keep(running, hers, Member("web:harriet"), Session("web:harriet"))
    assert await running.read(Assessment, "owner:web:somebody who only asked") == []
    async with running.turn("mine") as turn:
        turn.remove(Assessment, "k7")
        turn.remove(Member, "web:harriet")
        turn.remove(Session, "web:harriet")

    shown = running._memory
    remembered = [shown._rows.texts, vars(shown._tags), running._commits._writing]
    assert "web:" not in repr(remembered)


def test_a_commit_waits_for_the_disk_and_what_is_forgotten_is_wiped(tmp_path):
    """Kills cannot show either: the system still writes what a killed process gave it."""
    file = RowFile(tmp_path / "charter.db")
    asked = {name: file._sql.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    file.close()
    assert asked == PRAGMAS
