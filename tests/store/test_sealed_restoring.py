"""Backups and their keys file: whose keys win, what an older keys file does, and two backups at once."""

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from bot.copying import back_up, restore, restore_over
from bot.opening import open_store
from bot.settings import Settings
from storage.copies.backup_writer import write_backup
from storage.copies.filling import flowing
from storage.errors import StoreError, StoreUnreadable
from storage.records import Assessment, AuditEvent, Member, Session
from storage.sealing.key_set import KeySet
from storage.sealing.keyring import Keyring, new_root
from storage.sealing.keys_file import add_to_keys_file, read_keys_file
from storage.sealing.master import MasterKeys, new_master_key

AMAL, JO = "web:amal", "web:jo"
OF_AMAL = (Member(AMAL, role="admin"), Session(AMAL, step="old"), Assessment("K7", AMAL, "2026", "", "", ""))
OF_JO = (Member(JO), Session(JO, step="old"))


@pytest.fixture
def named(tmp_path):
    """Settings of a store by its name; all are under one master key."""

    def settings(name):
        return Settings.model_validate(
            {"charter_store": f"tinydb:{tmp_path / name}", "charter_key_file": str(tmp_path / "master.key")}
        )

    (tmp_path / "master.key").write_text(new_master_key())
    return settings


@pytest.fixture
def keys(tmp_path):
    return tmp_path / "charter.keys"


async def keep(settings, *records):
    store = await open_store(settings)
    async with store.turn("mine") as turn:
        for record in records:
            turn.put(record)
    await store.close()


async def forget(settings, address):
    store = await open_store(settings)
    async with store.turn(address) as turn:
        turn.remove(Session, address)
        turn.remove(Member, address)
    await store.close()


async def steps(settings):
    """Return who is in a store, and at which step."""
    store = await open_store(settings)
    try:
        return {each.address: each.step for each in await store.read(Session)}
    finally:
        await store.close()


async def recorded(settings):
    """Return the details of the restores that a store knows of."""
    store = await open_store(settings)
    try:
        return [each.details for each in await store.read(AuditEvent) if each.what == "restore"]
    finally:
        await store.close()


async def test_who_came_to_a_new_store_before_the_backup_was_found_has_everything_again(
    named, keys, tmp_path
):
    await keep(named("lost"), *OF_AMAL, *OF_JO)
    await back_up(named("lost"), tmp_path / "one", keys)
    await keep(named("new"), Member(AMAL), Session(AMAL, step="new"))

    said = await restore_over(named("new"), tmp_path / "one", keys)
    assert "left out" not in said
    assert await steps(named("new")) == {AMAL: "old", JO: "old"}
    store = await open_store(named("new"))
    assert [each.ref for each in await store.read(Assessment, f"owner:{AMAL}")] == ["K7"]
    await store.close()


async def test_what_was_there_before_can_be_read_with_the_keys_beside_it(named, keys, tmp_path):
    await keep(named("lost"), *OF_AMAL)
    await back_up(named("lost"), tmp_path / "one", keys)
    await keep(named("new"), Member(AMAL), Session(AMAL, step="new"), *OF_JO)
    said = await restore_over(named("new"), tmp_path / "one", keys)
    [before] = [each for each in tmp_path.glob("one.before-restore-*") if each.suffix != ".keys"]
    beside = before.with_name(f"{before.name}.keys")
    assert f"{before}, with keys of its own: {beside}" in said

    await restore_over(named("new"), before, beside)
    assert await steps(named("new")) == {AMAL: "new", JO: "old"}


async def test_whose_key_ended_in_the_store_is_not_brought_back_by_the_keys_file(named, keys, tmp_path):
    await keep(named("here"), *OF_AMAL, *OF_JO)
    await back_up(named("here"), tmp_path / "one", keys)
    await forget(named("here"), AMAL)
    await keep(named("here"), Member(AMAL), Session(AMAL, step="back"))
    assert "left out" in await restore_over(named("here"), tmp_path / "one", keys)
    assert await steps(named("here")) == {JO: "old"}


async def test_two_restores_in_one_second_leave_each_what_was_there_before_it(
    named, keys, tmp_path, monkeypatch
):
    monkeypatch.setattr("bot.copying._now", lambda: datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    await keep(named("lost"), *OF_AMAL)
    await back_up(named("lost"), tmp_path / "one", keys)
    for step in ("first", "second"):
        await keep(named(step), Member(AMAL), Session(AMAL, step=step))
        await restore_over(named(step), tmp_path / "one", keys)
    begins = "one.before-restore-20261122T090000Z"
    for before, step in ((begins, "first"), (f"{begins}-1", "second")):
        await restore(named(f"{step} again"), tmp_path / before, tmp_path / f"{before}.keys")
        assert await steps(named(f"{step} again")) == {AMAL: step}


async def test_nothing_is_put_beside_where_no_key_has_to_make_way(named, keys, tmp_path):
    await keep(named("here"), *OF_AMAL)
    await back_up(named("here"), tmp_path / "one", keys)
    await restore_over(named("here"), tmp_path / "one", keys)
    assert not list(tmp_path.glob("*.before-restore-*.keys"))


# What is written, and in which order


async def test_there_is_no_backup_whose_keys_could_not_be_written(named, tmp_path):
    await keep(named("here"), *OF_AMAL)
    away = tmp_path / "away"
    away.symlink_to(tmp_path / "not there")  # there is no keys file yet, and none can be made
    with pytest.raises(StoreError, match="could not be written"):
        await back_up(named("here"), tmp_path / "one", away / "charter.keys")
    assert not list(tmp_path.glob("*one*"))


async def test_of_two_backups_at_once_neither_undoes_what_the_other_knows(named, keys, tmp_path, monkeypatch):
    await keep(named("here"), *OF_AMAL, *OF_JO)
    whole, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(path, first, rows, then):
        everything = [row async for row in rows]
        whole.set()
        await go_on.wait()
        return await write_backup(path, first, flowing(everything), then)

    with monkeypatch.context() as patched:
        patched.setattr("bot.copying.write_backup", slowly)
        slow = asyncio.create_task(back_up(named("here"), tmp_path / "slow", keys))
        await whole.wait()
    await forget(named("here"), AMAL)
    await keep(named("here"), Member("web:new"), Session("web:new", step="new"))
    await back_up(named("here"), tmp_path / "fast", keys)
    go_on.set()
    await slow

    await restore(named("from-slow"), tmp_path / "slow", keys)
    assert await steps(named("from-slow")) == {JO: "old"}
    await restore(named("from-fast"), tmp_path / "fast", keys)
    assert await steps(named("from-fast")) == {JO: "old", "web:new": "new"}


# A keys file of an older day


@pytest.fixture
async def older(named, keys, tmp_path):
    """A keys file that is older than the backup `two`: somebody had not come yet."""
    await keep(named("here"), *OF_AMAL)
    await back_up(named("here"), tmp_path / "one", keys)
    shutil.copy(keys, tmp_path / "older.keys")
    await keep(named("here"), *OF_JO)
    await back_up(named("here"), tmp_path / "two", keys)
    return tmp_path / "older.keys"


async def test_with_a_keys_file_older_than_the_backup_nothing_is_restored_and_why_is_told(
    older, named, tmp_path
):
    with pytest.raises(StoreUnreadable, match=r"^2 of the records .* --leave-out"):
        await restore(named("new"), tmp_path / "two", older)
    assert await steps(named("new")) == {}


async def test_with_another_master_key_nothing_is_restored_and_which_is_needed_is_told(named, keys, tmp_path):
    await keep(named("first.db"), *OF_AMAL)
    await back_up(named("first.db"), tmp_path / "first", keys)
    right = (tmp_path / "master.key").read_text()
    (tmp_path / "master.key").write_text(new_master_key())
    for put in (restore, restore_over):
        with pytest.raises(StoreUnreadable, match="the store that the backup is of, in CHARTER_KEY or"):
            await put(named("second.db"), tmp_path / "first", keys)
    (tmp_path / "master.key").write_text(right)
    await restore(named("second.db"), tmp_path / "first", keys)
    assert await steps(named("second.db")) == {AMAL: "old"}


async def test_a_backup_of_a_store_with_another_key_takes_the_place_of_one_with_both_keys_in_a_file(
    named, keys, tmp_path
):
    await keep(named("first.db"), *OF_AMAL)
    await back_up(named("first.db"), tmp_path / "first", keys)
    firsts = (tmp_path / "master.key").read_text()
    (tmp_path / "master.key").write_text(own := new_master_key())
    await keep(named("here.db"), *OF_JO)
    for given, told in (
        (firsts, "The store cannot be opened with this key"),
        (own, "give both, each on a line"),
    ):
        (tmp_path / "master.key").write_text(given)
        with pytest.raises(StoreUnreadable, match=told):
            await restore_over(named("here.db"), tmp_path / "first", keys)
    (tmp_path / "master.key").write_text(f"{own}\n{firsts}\n")
    await restore_over(named("here.db"), tmp_path / "first", keys)
    assert await steps(named("here.db")) == {AMAL: "old"}


async def test_whose_keys_are_lost_can_be_left_out(older, named, tmp_path):
    said = await restore(named("new"), tmp_path / "two", older, leave_out=True)
    assert "2 records were left out" in said
    assert await steps(named("new")) == {AMAL: "old"}
    assert await recorded(named("new")) == [{"records": "5", "left_out": "2"}]


async def test_in_place_of_a_store_too_nothing_is_restored_with_an_older_keys_file(older, named, tmp_path):
    await keep(named("new"), Member("web:new"), Session("web:new", step="new"))
    with pytest.raises(StoreUnreadable, match="--leave-out"):
        await restore_over(named("new"), tmp_path / "two", older)
    assert await steps(named("new")) == {"web:new": "new"}
    await restore_over(named("new"), tmp_path / "two", older, leave_out=True)
    assert await steps(named("new")) == {AMAL: "old"}
    assert await recorded(named("new")) == [{"records": "5", "left_out": "2"}]


async def test_where_all_were_forgotten_there_is_nothing_to_ask(named, keys, tmp_path):
    await keep(named("here"), *OF_JO)
    await back_up(named("here"), tmp_path / "one", keys)
    await forget(named("here"), JO)
    await back_up(named("here"), tmp_path / "two", keys)
    assert "2 records were left out" in await restore(named("new"), tmp_path / "one", keys)


# The keys file itself


async def test_a_backup_keeps_the_keys_in_the_keys_file_that_the_store_does_not_have(
    older, named, keys, tmp_path
):
    await restore(named("new"), tmp_path / "two", older, leave_out=True)
    await back_up(named("new"), tmp_path / "three", keys)
    await restore(named("again"), tmp_path / "two", keys)
    assert await steps(named("again")) == {AMAL: "old", JO: "old"}


@pytest.mark.parametrize("damage", ["a line is gone", "a letter is another", "it is cut short"])
async def test_a_damaged_keys_file_is_used_for_nothing_and_stays(damage, older, named, keys, tmp_path):
    lines = keys.read_text().splitlines(keepends=True)
    damaged = {
        "a line is gone": [*lines[:2], *lines[3:]],
        "a letter is another": [
            *lines[:-2],
            lines[-2].replace('"passing":false', '"passing":true'),
            lines[-1],
        ],
        "it is cut short": lines[:-1],
    }[damage]
    assert damaged != lines
    keys.write_text("".join(damaged))
    with pytest.raises(StoreUnreadable, match="is damaged"):
        await restore(named("new"), tmp_path / "two", keys)
    with pytest.raises(StoreUnreadable, match="is damaged"):
        await back_up(named("here"), tmp_path / "three", keys)
    assert keys.read_text() == "".join(damaged)


async def test_of_many_backups_at_once_none_takes_away_the_keys_that_another_has_added(tmp_path):
    masters = MasterKeys([b"a master key of thirty-two bytes"])
    ring = Keyring(masters, new_root(masters))
    made = [ring.new_key(f"web:{number}") for number in range(24)]

    def add(key):
        ours = KeySet(ring.root, {key.pseudonym: key})
        add_to_keys_file(tmp_path / "charter.keys", lambda older: ours.with_older(older, masters), "2026")

    with ThreadPoolExecutor(8) as backups:
        list(backups.map(add, made))
    assert read_keys_file(tmp_path / "charter.keys").keys.keys() == {key.pseudonym for key in made}
