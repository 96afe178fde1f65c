"""The count of commits beside the embedded store's file: what is lost is missed, nothing else is refused."""

import asyncio
import os
import shutil

import pytest
from store_places import in_time, keep

from storage.errors import StoreUnreadable
from storage.records import AuditEvent, Invite, Member
from storage.tinydb_store import TinyDbStore
from storage.tinydb_store.count_file import CountFile
from storage.tinydb_store.row_file import Batch, Row, RowFile

MOVE = (
    "Move it and the files beside it (-wal, -shm, .count) to another folder and keep them there; "
    "then restore the newest backup with `charter-bot restore`."
)

FILES = ("charter.db", "charter.db-wal", "charter.db.count")


async def keep_members(path, *numbers):
    """Keep members with a commit each, and close."""
    store = TinyDbStore(path)
    for number in numbers:
        await keep(store, Member(f"web:{number}"))
    await store.close()


async def members_in(path, *, guest=False):
    store = TinyDbStore(path, guest=guest)
    members = await store.read(Member)
    await store.close()
    return [member.address.removeprefix("web:") for member in members]


def copy(path, folder, *names):
    """Copy some of a store's files into a folder and return the store there."""
    folder.mkdir(exist_ok=True)
    for name in names:
        shutil.copy(path.with_name(name), folder / name)
    return folder / path.name


@pytest.fixture
async def killed(path, tmp_path):
    """A store as a kill leaves it: two commits in the file, three in the log."""
    await keep_members(path, 0, 1)
    store = TinyDbStore(path)
    for number in (2, 3, 4):
        await keep(store, Member(f"web:{number}"))
    left = copy(path, tmp_path / "killed", *FILES)
    await store.close()
    return left


@pytest.mark.parametrize("guest", [False, True])
async def test_a_lost_log_is_missed_in_words_that_help_and_the_file_left_as_it_is(killed, guest):
    killed.with_name("charter.db-wal").unlink()
    before = killed.read_bytes()

    with pytest.raises(StoreUnreadable) as refused:
        TinyDbStore(killed, guest=guest)
    assert str(refused.value) == (
        f"{killed} is not whole: the newest 3 commits are missing from it. {MOVE} "
        f"To go on with what is there instead, delete {killed}.count."
    )
    assert killed.read_bytes() == before


async def test_a_lost_end_of_the_log_is_missed(killed):
    wal = killed.with_name("charter.db-wal")
    whole = wal.read_bytes()
    os.truncate(wal, len(whole) - 1)

    with pytest.raises(StoreUnreadable, match="the newest commit is missing from it"):
        TinyDbStore(killed)
    wal.write_bytes(whole)
    assert await members_in(killed) == ["0", "1", "2", "3", "4"]


async def test_with_the_count_deleted_the_store_goes_on_with_what_is_there(killed):
    killed.with_name("charter.db-wal").unlink()
    killed.with_name("charter.db.count").unlink()

    await keep_members(killed, 9)
    assert await members_in(killed) == ["0", "1", "9"]


async def test_an_older_copy_put_in_its_place_is_missed(path, tmp_path):
    await keep_members(path, 0)
    older = copy(path, tmp_path / "copy", "charter.db")
    await keep_members(path, 1, 2)
    shutil.copy(older, path)

    with pytest.raises(StoreUnreadable, match="the newest 2 commits are missing"):
        TinyDbStore(path)


async def test_a_file_that_lost_everything_is_missed(path):
    await keep_members(path, 0, 1)
    os.truncate(path, 0)

    for guest in (False, True):
        with pytest.raises(StoreUnreadable, match="the newest 2 commits are missing"):
            TinyDbStore(path, guest=guest)
    assert path.read_bytes() == b""


@pytest.mark.parametrize("lose", [lambda path: path.unlink(), lambda path: os.truncate(path, 0)])
async def test_a_log_without_its_file_is_left_alone(killed, lose):
    lose(killed)
    wal = killed.with_name("charter.db-wal").read_bytes()

    with pytest.raises(StoreUnreadable, match=r"is missing or empty, but charter\.db-wal is there"):
        TinyDbStore(killed)
    assert killed.with_name("charter.db-wal").read_bytes() == wal


async def test_a_copy_without_its_count_is_opened(killed, tmp_path):
    copied = copy(killed, tmp_path / "copy", "charter.db", "charter.db-wal")
    assert await members_in(copied) == ["0", "1", "2", "3", "4"]


async def test_the_count_of_another_store_says_nothing(path, tmp_path):
    await keep_members(path, *range(5))
    other = tmp_path / "other.db"
    await keep_members(other, 7)
    shutil.copy(other, path)

    assert await members_in(path) == ["7"]
    await keep_members(path, 8)
    assert await members_in(path) == ["7", "8"]


async def test_a_store_moved_away_makes_room_for_a_new_one(path):
    await keep_members(path, *range(5))
    path.rename(path.with_name("old.db"))

    assert await members_in(path) == []
    await keep_members(path, 7)
    assert await members_in(path) == ["7"]


@pytest.mark.parametrize("count", [b"", b"\0" * 106, b"charter-bot: store 12", b"x" * 10_000])
async def test_a_count_that_cannot_be_read_says_nothing_and_is_written_anew(path, count):
    await keep_members(path, 0)
    CountFile(path).path.write_bytes(count)

    assert await members_in(path) == ["0"]
    assert CountFile(path).read()[1] == 1


async def test_a_count_that_cannot_be_written_stops_nobody(path):
    CountFile(path).path.mkdir()
    await keep_members(path, 0, 1)
    assert await members_in(path) == ["0", "1"]


async def test_a_count_that_lags_behind_is_brought_up_and_refuses_nothing(path):
    await keep_members(path, 0)
    lagging = CountFile(path).path.read_bytes()
    await keep_members(path, 1)
    CountFile(path).path.write_bytes(lagging)

    assert await members_in(path) == ["0", "1"]
    assert CountFile(path).read()[1] == 2


async def test_every_commit_is_counted_once_and_a_turn_that_changes_nothing_is_not(running, path):
    await keep(running, Member("web:0"), Member("web:1"))
    await running.append([AuditEvent("1", "2026-11-22", "operator", "invite made")])
    async with running.turn("mine") as turn:
        await turn.get(Member, "web:0")

    assert CountFile(path).read()[1] == 2


async def test_what_guests_add_meanwhile_is_counted_too_whoever_writes_last(running, path):
    guests = [TinyDbStore(path, guest=True) for _ in range(2)]

    async def add(store, name) -> None:
        for number in range(40):
            await store.append([Invite(f"{name}{number}", "admin", "", "")])

    writing = [add(store, name) for name, store in enumerate([running, *guests])]
    await in_time(asyncio.gather(*writing))
    assert CountFile(path).read()[1] == 120

    late = TinyDbStore(path, guest=True)
    assert len(await late.read(Invite)) == 120
    for guest in (*guests, late):
        await guest.close()


async def test_a_store_that_is_opened_while_others_write_is_never_refused(running, path):
    async def write() -> None:
        for number in range(200):
            await keep(running, Member(f"web:{number}"))

    async def look() -> None:
        for _ in range(40):
            guest = await asyncio.to_thread(TinyDbStore, path, guest=True)
            await guest.close()

    await in_time(asyncio.gather(write(), look()))
    assert len(await running.read(Member)) == 200


class OvertakenCount(CountFile):
    """A count whose first writing is overtaken by a commit of another process, and by its count."""

    def __init__(self, path, overtake):
        super().__init__(path)
        self.overtake = [overtake]

    def write(self, store, commits):
        for overtake in self.overtake:
            self.overtake = []
            overtake()
        super().write(store, commits)


def test_a_count_that_is_overtaken_while_it_is_written_does_not_stay(path):
    file, guest = RowFile(path), RowFile(path, guest=True)
    file._count = OvertakenCount(path, lambda: guest.keep([Batch((Row("invite", "theirs", {}),))]))
    file.keep([Batch((Row("invite", "ours", {}),))])

    assert CountFile(path).read()[1] == 2
    guest.close()
    file.close()
