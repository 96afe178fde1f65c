"""What people say is in no file of the store, and once they are forgotten it is in no backup either."""

import asyncio
import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from linked import links
from people import Person
from store_places import MASTER
from stored import opened

from bot.copying import back_up, restore
from bot.master_key import master_keys
from bot.opening import open_store
from bot.settings import Settings
from storage.errors import StoreError, StoreUnreadable
from storage.records import KINDS, Arrival, Assessment, Handled, Member, Question, Reminder, Session
from storage.sealing.master import new_master_key
from storage.sealing.opening import open_sealed
from storage.sealing.records import SubjectKey
from storage.tinydb_store import TinyDbStore
from storage.tinydb_store.opening import BUSY_SECONDS
from storage.tinydb_store.row_file import Batch, Row, RowFile

ORGANISATION, EVIDENCE, QUESTION, ASIDE = (
    "Zanzibar House",
    "Marmalade rota 7731",
    "the quetzal rule",
    "xylograph",
)
MARKER = b"wrapped 9f3c"
KEY_ROW = Row(SubjectKey.kind, "aa", {"wrapped": MARKER.decode()})
KEY_GOES = Row(SubjectKey.kind, "aa", None)
LATER = Row("member", "web:later", {"address": "web:later"})
STRINGS = (ORGANISATION, EVIDENCE, QUESTION, ASIDE, "47110815")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data" / "charter.db"


@pytest.fixture
def settings(file):
    return Settings.model_validate({"charter_store": f"tinydb:{file}"})


@pytest.fixture
async def app(assembled, file):
    app, in_use, _clock = assembled
    in_use.store = await opened(file)
    yield app
    await in_use.store.close()


async def says_it_all(app):
    amal = Person(app, "47110815", channel="telegram")
    await amal.says(f"What does {QUESTION} say about my cat?")
    await amal.says("/assess")
    await amal.says("yes")
    await amal.says(ORGANISATION)
    ref = (await amal.assessment()).ref
    async with app.store.turn("more") as turn:
        hers = await turn.get(Assessment, ref)
        turn.put(type(hers)(**{**vars(hers), "profile": {"name": ORGANISATION, "notes": EVIDENCE}}))
        turn.put(Arrival("telegram", 5, "47110815", {"message": {"text": ASIDE}}, aside="broken"))
        turn.put(Reminder(amal.address, "47110815", "plan", ref, "2027-01-01", "L1"))
    return amal


def found_in(folder: Path) -> list[str]:
    """Return which of the strings are in the files below a folder."""
    everything = b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())
    return [each for each in STRINGS if each.encode() in everything]


async def all_that_is_kept(settings) -> str:
    store = await open_store(settings)
    try:
        return json.dumps([each.to_json() for kind in KINDS for each in await store.read(kind)])
    finally:
        await store.close()


async def test_what_people_say_is_in_no_file_while_the_assistant_runs(app, file):
    await says_it_all(app)
    assert {each.name for each in file.parent.iterdir()} >= {
        "charter.db",
        "charter.db-wal",
        "charter.db.count",
    }
    assert found_in(file.parent) == []


async def test_whoever_is_forgotten_is_in_no_backup_from_before(app, file, settings, tmp_path):
    amal = await says_it_all(app)
    jo = Person(app, "jo")
    await jo.says("/assess")
    await back_up(settings, tmp_path / "before", tmp_path / "charter.keys")
    await amal.says("/forget")
    await amal.presses_data("forget:yes")
    assert "deleted" in amal.sees.casefold()
    await back_up(settings, tmp_path / "after", tmp_path / "charter.keys")
    assert found_in(tmp_path) == []

    again = Settings.model_validate(
        {"charter_store": f"tinydb:{tmp_path / 'again.db'}", "charter_key_file": f"{file}.key"}
    )
    said = await restore(again, tmp_path / "before", tmp_path / "charter.keys")
    assert "left out" in said
    kept = await all_that_is_kept(again)
    assert "web:jo" in kept
    assert [each for each in STRINGS if each in kept] == []


@pytest.fixture
async def store(file):
    """A sealed store in a file, and the raw one that it is over."""
    raw = TinyDbStore(file)
    yield await open_sealed(raw, MASTER), raw
    await raw.close()


async def come(store, many):
    async with store.turn("many") as turn:
        for number in range(many):
            turn.put(Member(f"web:{number}"))


async def leaves(store, address):
    async with store.turn(address) as turn:
        turn.remove(Member, address)


def keys_in(file, keys) -> int:
    """Return how many keys stand in the files of a store, its log included."""
    everything = b"".join(each.read_bytes() for each in file.parent.iterdir())
    return sum(each.wrapped.encode() in everything for each in keys)


async def test_a_key_that_has_ended_is_in_no_file_while_the_assistant_runs(store, file):
    sealed, raw = store
    await come(sealed, 40)
    keys = await raw.read(SubjectKey)
    assert keys_in(file, keys) == 40
    for number in range(0, 40, 4):
        await leaves(sealed, f"web:{number}")
    left = await raw.read(SubjectKey)
    assert keys_in(file, [key for key in keys if key not in left]) == 0
    assert keys_in(file, left) == 30
    patience = raw._writer.ask(lambda file: file._sql.execute("PRAGMA busy_timeout").fetchone()).result()
    assert patience == (BUSY_SECONDS * 1_000,)  # with others who write it is as before


async def test_a_key_that_ends_while_a_reply_is_still_to_be_sent_is_in_no_file_either(store, file):
    sealed, raw = store
    await come(sealed, 1)
    [key] = await raw.read(SubjectKey)
    assert keys_in(file, [key]) == 1
    async with sealed.turn("web:0") as turn:
        turn.remove(Member, "web:0")
        turn.put(Handled("web:0", "9", "0", group=False, replies=({"text": "gone"},), order="1", to_send=1))
    assert keys_in(file, [key]) == 0
    assert keys_in(file, await raw.read(SubjectKey)) == 1


async def test_while_a_backup_is_read_it_waits_for_the_next_commit_and_holds_up_nobody(store, file):
    sealed, raw = store
    await come(sealed, 2)
    [one, other] = await raw.read(SubjectKey)
    reader = a_reader(file)
    async with asyncio.timeout(BUSY_SECONDS / 2):
        await leaves(sealed, sealed._keyring.subject(one))
    assert keys_in(file, [one]) == 1
    reader.close()
    async with sealed.turn("later") as turn:
        turn.put(Member("web:later"))
    assert keys_in(file, [one]) == 0
    assert keys_in(file, [other]) == 1


def in_the_log(file, marker):
    return marker in file.with_name("charter.db-wal").read_bytes()


def a_reader(file):
    """Read the file and do not end it, as a backup does for as long as it takes."""
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM row").fetchone()
    return reader


@pytest.fixture
def killed(file, tmp_path):
    """A store as a kill leaves it: a key had ended while a backup was being read, and is in the log."""
    file.parent.mkdir()
    rows = RowFile(file)
    rows.load()
    rows.keep([Batch((KEY_ROW,))])
    reader = a_reader(file)
    rows.keep([Batch((KEY_GOES,))])
    left = shutil.copytree(file.parent, tmp_path / "killed") / file.name
    reader.close()
    rows.close()
    assert in_the_log(left, MARKER)
    return left


def test_the_first_commit_after_a_kill_empties_the_log_that_was_left(killed):
    rows = RowFile(killed)
    rows.load()
    assert rows.keep([Batch((LATER,))]) == [None]
    assert MARKER not in b"".join(each.read_bytes() for each in killed.parent.iterdir())
    rows.close()


def test_a_guest_leaves_the_log_to_the_assistant(killed):
    running, guest = RowFile(killed), RowFile(killed, guest=True)
    guest.load()
    assert guest.keep([Batch((Row("invite", "5feceb66", {"code": "5feceb66"}),))]) == [None]
    assert in_the_log(killed, MARKER)
    guest.close()
    running.close()


@pytest.mark.parametrize("is_read", [False, True])
def test_what_is_changed_all_at_once_leaves_no_ended_key_in_the_log_either(file, is_read):
    rows = RowFile(file)
    rows.load()
    rows.keep([Batch((KEY_ROW,))])
    rows.begin(alone=True)
    rows.change([KEY_GOES])
    reader = a_reader(file)
    if not is_read:
        reader.close()
    rows.end(keep=True)
    assert in_the_log(file, MARKER) == is_read
    reader.close()
    assert rows.keep([Batch((LATER,))]) == [None]
    assert MARKER not in b"".join(each.read_bytes() for each in file.parent.iterdir())
    rows.close()


async def test_whoever_is_forgotten_from_a_linked_place_is_in_no_backup_from_before(
    app, file, settings, tmp_path
):
    amal, page = await says_it_all(app), Person(app, "page")
    await links(amal, page)
    await back_up(settings, tmp_path / "before", tmp_path / "charter.keys")
    await page.says("/forget")
    await page.presses("Yes, delete it")
    async with app.store.turn("delivered") as turn:  # the last words, as the sender does it
        for each in await turn.find(Handled, f"to-send:{amal.address}"):
            turn.remove(Handled, each.key)
    assert await app.store._inner.read(SubjectKey) == []
    await back_up(settings, tmp_path / "after", tmp_path / "charter.keys")
    assert found_in(tmp_path) == []

    again = Settings.model_validate(
        {"charter_store": f"tinydb:{tmp_path / 'again.db'}", "charter_key_file": f"{file}.key"}
    )
    await restore(again, tmp_path / "before", tmp_path / "charter.keys")
    kept = await all_that_is_kept(again)
    assert [each for each in (*STRINGS, page.address) if each in kept] == []


async def test_before_that_the_backup_brings_everything_back(app, file, settings, tmp_path):
    await says_it_all(app)
    await back_up(settings, tmp_path / "before", tmp_path / "charter.keys")
    again = Settings.model_validate(
        {"charter_store": f"tinydb:{tmp_path / 'again.db'}", "charter_key_file": f"{file}.key"}
    )
    assert "left out" not in await restore(again, tmp_path / "before", tmp_path / "charter.keys")
    kept = await all_that_is_kept(again)
    assert ORGANISATION in kept
    assert ASIDE in kept


async def test_without_its_keys_file_nothing_of_a_backup_is_restored(app, file, settings, tmp_path):
    await says_it_all(app)
    await back_up(settings, tmp_path / "before", tmp_path / "charter.keys")
    again = Settings.model_validate({"charter_store": f"tinydb:{tmp_path / 'again.db'}"})
    with pytest.raises(StoreUnreadable, match="--keys"):
        await restore(again, tmp_path / "before", tmp_path / "nowhere.keys")


async def test_the_keys_of_another_store_are_not_replaced(app, settings, tmp_path):
    other = Settings.model_validate({"charter_store": f"tinydb:{tmp_path / 'other.db'}"})
    await (await open_store(other)).close()
    await back_up(other, tmp_path / "one", tmp_path / "charter.keys")
    before = (tmp_path / "charter.keys").read_bytes()
    with pytest.raises(StoreError, match="the keys of another store"):
        await back_up(settings, tmp_path / "two", tmp_path / "charter.keys")
    assert (tmp_path / "charter.keys").read_bytes() == before


# A store of an older version, and keys that are not there


PLAIN = [
    Member("web:amina", role="admin"),
    Session("web:amina", step="Marmalade rota 7731"),
    Assessment("K7", "web:amina", "2026.10", "", "", "", profile={"name": ORGANISATION}),
    Handled("telegram:47110815", "1", "47110815", group=False, replies=({"text": EVIDENCE},), order="1"),
    Question("q1", "2026-11-22", QUESTION, "none", tell="telegram:47110815", place="47110815"),
]


@pytest.fixture
def plain(file):
    async def make():
        store = TinyDbStore(file)
        async with store.turn("before") as turn:
            for record in PLAIN:
                turn.put(record)
        await store.close()

    asyncio.run(make())
    return file


def test_a_store_of_an_older_version_is_sealed_when_it_is_opened(plain, settings):
    assert found_in(plain.parent)

    async def look():
        store = await open_store(settings)
        async with store.turn("look") as turn:
            kept = [await turn.get(type(each), each.key) for each in PLAIN]
        tagged = await store.read(Question, "tell:telegram:47110815"), await store.tags(Assessment, "owner:")
        await store.close()
        return kept, tagged

    kept, tagged = asyncio.run(look())
    assert kept == PLAIN
    assert tagged == ([PLAIN[-1]], ["owner:web:amina"])
    assert found_in(plain.parent) == []


def test_who_comes_beside_it_is_told_to_migrate_it_first(plain, settings):
    with pytest.raises(StoreError, match="charter-bot migrate"):
        asyncio.run(open_store(settings, guest=True))


async def test_another_key_opens_nothing_and_a_missing_one_is_told(settings, file):
    await (await open_store(settings)).close()
    key = file.with_name("charter.db.key")
    right = key.read_text()
    key.write_text(new_master_key())
    with pytest.raises(StoreUnreadable, match="cannot be opened with this key"):
        await open_store(settings)
    key.unlink()
    with pytest.raises(Exception, match="The key of the store is not there"):
        await open_store(settings)
    assert not key.exists()
    key.write_text(f"{new_master_key()}\n{right}")
    await (await open_store(settings)).close()


def test_a_key_is_made_for_its_owner_alone(settings, file):
    master_keys(settings, make=True)
    assert file.with_name("charter.db.key").stat().st_mode & 0o777 == 0o600
