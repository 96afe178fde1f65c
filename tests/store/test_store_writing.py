"""The embedded store's one thread for the disk: the event loop never waits for it, and nothing ends it."""

import asyncio
import sqlite3
import threading

import pytest
from store_disks import Disk
from store_places import RefusedTurn, in_time, keep, kept

from storage.errors import StoreError, TurnConflict
from storage.records import AuditEvent, Invite, Member, Session
from storage.tinydb_store import TinyDbStore
from storage.tinydb_store import writer as writer_module
from storage.tinydb_store.row_file import Batch, Row
from storage.tinydb_store.writer import TOGETHER_AT_MOST, Writer

HARRIET = Member("web:harriet", role="admin")
LESS = Member("web:harriet", role="assessor")
INVITE = Invite("5feceb66", "assessor", made="", expires="")
EVENT = AuditEvent("1", "2026-11-22", "operator", "invite made")


@pytest.fixture
def disk(monkeypatch):
    disk = Disk()
    monkeypatch.setattr(writer_module, "RowFile", disk.files())
    yield disk
    disk.let_go()


@pytest.fixture
async def store(disk, path):
    store = TinyDbStore(path)
    yield store
    disk.let_go()
    await store.close()


@pytest.fixture
def writer(disk, path):
    writer = Writer(path)
    yield writer
    disk.let_go()
    writer.close()


def put(key: str) -> Batch:
    return Batch((Row("member", key, {"address": key}),))


async def on_disk(path, kind):
    """Return what a store finds that is opened on the file now."""
    guest = TinyDbStore(path, guest=True)
    records = await guest.read(kind)
    await guest.close()
    return records


async def everything_waits(*tasks: asyncio.Task) -> None:
    """Give each task every chance to go as far as it can; none may come to its end."""
    for _ in range(20):
        await asyncio.sleep(0)
    assert not any(task.done() for task in tasks)


async def test_while_the_disk_is_busy_others_read_and_open_turns_and_see_what_was_kept_before(store, disk):
    await keep(store, HARRIET)
    disk.hold()
    writing = asyncio.create_task(keep(store, LESS, Session("web:harriet"), lock="web:harriet"))
    await disk.at_work()

    assert await store.read(Member) == [HARRIET]
    assert await store.read(Member, "role:assessor") == []
    assert await store.read(Session) == []
    async with store.turn("web:amina") as turn:
        assert await turn.get(Member, "web:harriet") == HARRIET
    assert not writing.done()

    disk.let_go()
    await in_time(writing)
    assert await store.read(Member, "role:assessor") == [LESS]


async def test_the_disk_is_touched_by_one_thread_only_and_it_is_not_the_event_loops(disk, path):
    store = TinyDbStore(path)
    await keep(store, HARRIET, INVITE)
    await kept(store, Invite, INVITE.key)
    await store.append([EVENT])
    await store.read(AuditEvent)
    await store.close()

    assert disk.threads == {"store"}
    assert threading.current_thread().name != "store"
    assert not store._writer._thread.is_alive()


async def test_turns_that_come_while_the_disk_is_busy_are_kept_by_one_commit(store, disk, path):
    disk.hold()
    members = [Member(f"web:{number:02}") for number in range(21)]
    first = asyncio.create_task(keep(store, members[0]))
    await disk.at_work()
    others = [asyncio.create_task(keep(store, member, lock=member.key)) for member in members[1:]]
    await everything_waits(first, *others)
    disk.let_go()
    await in_time(asyncio.gather(first, *others))

    assert disk.commits == [1, 20]
    assert disk.synced == 2
    assert await on_disk(path, Member) == members


def test_one_commit_keeps_no_more_than_its_most(writer, disk):
    disk.hold()
    kept = [writer.keep(put(f"{number:03}")) for number in range(1 + TOGETHER_AT_MOST + 44)]
    disk.let_go()
    for future in kept:
        future.result(timeout=30)

    assert sum(disk.commits) == len(kept)
    assert max(disk.commits) <= TOGETHER_AT_MOST
    assert len(disk.commits) <= 3


def test_a_question_sees_what_was_asked_before_it_and_nothing_that_was_asked_after(writer, disk):
    disk.hold()
    writer.keep(put("a"))
    writer.keep(put("b"))
    keys = writer.ask(lambda file: [row.key for row in file.rows("member")])
    writer.keep(put("c"))
    later = writer.ask(lambda file: [row.key for row in file.rows("member")])
    disk.let_go()

    assert keys.result(timeout=30) == ["a", "b"]
    assert later.result(timeout=30) == ["a", "b", "c"]


def test_one_batch_that_does_not_stand_spoils_no_other_of_its_commit(writer, disk):
    writer.keep(put("a")).result(timeout=30)
    disk.hold()
    first = writer.keep(put("b"))
    wrong = writer.keep(Batch(put("wrong").rows, {("member", "a"): None}))
    right = writer.keep(put("right"))
    disk.let_go()

    assert (first.result(timeout=30), right.result(timeout=30)) == (None, None)
    assert isinstance(wrong.exception(timeout=30), TurnConflict)
    assert writer.ask(lambda file: [row.key for row in file.rows("member")]).result() == ["a", "b", "right"]


def test_a_batch_that_the_disk_refuses_leaves_nothing_of_its_whole_commit(writer, disk):
    writer.keep(put("a")).result(timeout=30)
    disk.hold()
    first = writer.keep(put("b"))
    good = writer.keep(put("good"))
    bad = writer.keep(Batch((Row("member", "a", None),)))
    disk.breaks_at = ("DELETE",)
    disk.let_go()

    assert {type(future.exception(timeout=30)) for future in (good, bad)} == {StoreError}
    standing = {"a"} | ({"b"} if first.exception() is None else set())
    disk.breaks_at = ()
    assert {row.key for row in writer.ask(lambda file: file.rows("member")).result()} == standing


def test_a_closed_writer_takes_nothing_more(writer):
    writer.close()

    with pytest.raises(StoreError, match="this store is closed"):
        writer.keep(put("a"))
    with pytest.raises(StoreError, match="this store is closed"):
        writer.ask(lambda file: file.rows("member"))


def test_a_fault_that_nobody_thought_of_is_told_to_all_who_wait_and_is_over_then(writer, disk):
    disk.breaks_at, disk.breaks_with = ("whatever",), RuntimeError("unheard of")
    failed = [writer.keep(put("a")), writer.keep(put("b"))]

    assert {str(future.exception(timeout=30)) for future in failed} == {"unheard of"}
    assert {type(future.exception()) for future in failed} == {StoreError}
    disk.breaks_at = ()
    writer.keep(put("c")).result(timeout=30)
    assert writer.ask(lambda file: [row.key for row in file.rows("member")]).result() == ["c"]


def test_a_question_that_fails_is_told_to_the_one_who_asked_and_to_nobody_else(writer):
    failed = writer.ask(lambda file: 1 // 0)

    assert isinstance(failed.exception(timeout=30), ZeroDivisionError)
    assert writer.ask(lambda file: "still here").result(timeout=30) == "still here"


async def test_a_turn_cancelled_while_the_disk_writes_is_seen_through(store, disk, path):
    await keep(store, HARRIET)
    disk.hold()
    writing = asyncio.create_task(keep(store, LESS, lock="web:harriet"))
    await disk.at_work()
    for _ in range(3):  # one who is in a hurry
        writing.cancel()
        await everything_waits(writing)
    next_one = asyncio.create_task(keep(store, Session("web:harriet"), lock="web:harriet"))
    await everything_waits(writing, next_one)

    disk.let_go()
    with pytest.raises(asyncio.CancelledError):
        await in_time(writing)
    assert await store.read(Member, "role:assessor") == [LESS]
    assert await store.read(Member, "role:admin") == []
    await in_time(next_one)
    assert await on_disk(path, Member) == [LESS]


async def test_so_is_one_cancelled_while_it_waits_for_the_disk(store, disk, path):
    disk.hold()
    before = asyncio.create_task(keep(store, HARRIET, lock="web:harriet"))
    await disk.at_work()
    waiting = asyncio.create_task(keep(store, Member("web:amina"), lock="web:amina"))
    await everything_waits(before, waiting)
    waiting.cancel()
    await everything_waits(before, waiting)

    disk.let_go()
    with pytest.raises(asyncio.CancelledError):
        await in_time(waiting)
    await in_time(before)
    assert await store.read(Member) == await on_disk(path, Member) == [Member("web:amina"), HARRIET]


async def test_a_turn_cancelled_while_the_disk_fails_is_cancelled_and_shows_nothing(store, disk, path):
    await keep(store, HARRIET)
    disk.hold()
    disk.breaks_at = ("COMMIT",)
    writing = asyncio.create_task(keep(store, LESS, lock="web:harriet"))
    await disk.at_work()
    writing.cancel()
    await everything_waits(writing)

    disk.let_go()
    with pytest.raises(asyncio.CancelledError):
        await in_time(writing)
    assert await store.read(Member) == await on_disk(path, Member) == [HARRIET]
    disk.breaks_at = ()
    await in_time(keep(store, LESS, lock="web:harriet"))
    assert await store.read(Member) == [LESS]


async def test_one_who_waits_for_anothers_write_can_be_cancelled_and_keeps_nothing(store, disk, path):
    disk.hold()
    writing = asyncio.create_task(keep(store, HARRIET, lock="one"))
    await disk.at_work()
    waiting = asyncio.create_task(keep(store, LESS, Member("web:amina"), lock="another"))
    await everything_waits(writing, waiting)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await in_time(waiting)

    disk.let_go()
    await in_time(writing)
    assert await store.read(Member) == await on_disk(path, Member) == [HARRIET]


@pytest.mark.parametrize("ask", ["read", "get", "append"])
async def test_one_who_is_cancelled_while_asking_the_disk_does_no_harm(store, disk, ask):
    async def asks() -> None:
        if ask == "read":
            await store.read(Invite)
        elif ask == "get":
            await kept(store, Invite, INVITE.key)
        else:
            await store.append([INVITE])

    disk.hold()
    writing = asyncio.create_task(keep(store, HARRIET))
    await disk.at_work()
    asking = asyncio.create_task(asks())
    await everything_waits(writing, asking)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await in_time(asking)
    disk.let_go()

    await in_time(writing)
    assert await in_time(store.read(Invite)) == []
    await in_time(keep(store, LESS))
    assert await store.read(Member) == [LESS]


async def test_adding_that_is_cancelled_while_it_is_being_written_does_no_harm(store, disk):
    disk.hold()
    adding = asyncio.create_task(store.append([INVITE]))
    await disk.at_work()
    adding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await in_time(adding)
    disk.let_go()

    assert await in_time(store.read(Invite)) == [INVITE]


async def test_closing_finishes_what_is_in_hand_and_what_waits(disk, path):
    store = TinyDbStore(path)
    disk.hold()
    turns = [
        asyncio.create_task(keep(store, Member(f"web:{number}"), lock=str(number))) for number in range(3)
    ]
    await disk.at_work()
    await everything_waits(*turns)
    closing = asyncio.create_task(store.close())
    await everything_waits(closing, *turns)
    disk.let_go()
    await in_time(asyncio.gather(closing, *turns))

    assert await on_disk(path, Member) == [Member("web:0"), Member("web:1"), Member("web:2")]


async def test_closing_many_times_at_once_is_closing_once(disk, path):
    store = TinyDbStore(path)
    await keep(store, HARRIET)
    await in_time(asyncio.gather(*(store.close() for _ in range(5))))
    await in_time(store.close())

    store = TinyDbStore(path)
    assert await store.read(Member) == [HARRIET]
    await store.close()


async def test_a_file_that_cannot_be_tidied_is_closed_all_the_same(disk, path):
    store = TinyDbStore(path)
    await keep(store, HARRIET)
    disk.breaks_at = ("VACUUM",)
    await in_time(store.close())

    disk.breaks_at = ()
    store = TinyDbStore(path)
    assert await store.read(Member) == [HARRIET]
    await store.close()


def test_the_writer_outlives_an_event_loop_that_was_closed_while_it_wrote(writer, disk, caplog):
    loop = asyncio.new_event_loop()
    disk.hold()

    async def walk_away() -> None:
        asyncio.wrap_future(writer.keep(put("a")))
        await disk.at_work()

    loop.run_until_complete(walk_away())
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
    disk.let_go()

    assert writer.ask(lambda file: [row.key for row in file.rows("member")]).result(timeout=30) == ["a"]
    assert caplog.records == []


def test_the_program_may_end_in_the_middle_of_a_turn_and_what_the_disk_has_is_shown(disk, path):
    """`asyncio.run` cancels what is left when its work is done, and waits for it."""
    store = TinyDbStore(path)

    async def leave_a_turn_behind() -> asyncio.Task:
        disk.hold()
        task = asyncio.create_task(keep(store, HARRIET))
        await disk.at_work()
        asyncio.get_running_loop().call_soon(asyncio.get_running_loop().call_soon, disk.let_go)
        return task

    task = asyncio.run(leave_a_turn_behind())
    assert task.cancelled()
    assert asyncio.run(store.read(Member)) == [HARRIET]
    asyncio.run(keep(store, LESS))
    asyncio.run(store.close())
    assert asyncio.run(on_disk(path, Member)) == [LESS]


BREAKS = ["BEGIN", "INSERT", "DELETE", "COMMIT"]
TROUBLES = [
    sqlite3.OperationalError("database or disk is full"),
    OSError(5, "I/O error"),
    MemoryError(),
    TypeError(),
]


@pytest.mark.parametrize("breaks_with", TROUBLES, ids=lambda trouble: type(trouble).__name__)
@pytest.mark.parametrize("breaks_at", BREAKS)
async def test_a_turn_that_the_disk_refuses_is_not_kept_and_not_shown(
    store, disk, path, breaks_at, breaks_with
):
    await keep(store, HARRIET, Session("web:harriet"), INVITE)
    disk.breaks_at, disk.breaks_with = (breaks_at,), breaks_with

    refused = RefusedTurn(store, StoreError, f"could not write to {path}: ")
    async with refused as turn:
        turn.put(LESS)
        turn.put(EVENT)
        turn.remove(Session, "web:harriet")
    assert not isinstance(refused.error, TurnConflict)
    assert refused.error.__cause__.__cause__ is breaks_with
    assert await store.read(Member, "role:admin") == [HARRIET]
    assert await store.read(Member, "role:assessor") == []
    assert await store.read(Session) == [Session("web:harriet")]
    assert await store.read(AuditEvent) == []


@pytest.mark.parametrize("breaks_at", [*((statement,) for statement in BREAKS), ("COMMIT", "ROLLBACK")])
async def test_once_the_disk_works_again_so_do_turns_and_the_same_turn_too(store, disk, path, breaks_at):
    await keep(store, HARRIET, Session("web:harriet"))
    disk.breaks_at = breaks_at

    async def take() -> None:
        async with store.turn("web:harriet") as turn:
            her = await turn.get(Member, "web:harriet")
            assert her == HARRIET
            turn.put(LESS)
            turn.remove(Session, "web:harriet")

    for _ in range(3):
        with pytest.raises(StoreError):
            await take()
    disk.breaks_at = ()
    if "ROLLBACK" in breaks_at:  # the transaction that could not be taken back is taken back now
        with pytest.raises(StoreError):
            await take()
    await take()

    assert await store.read(Member) == await on_disk(path, Member) == [LESS]


async def test_every_turn_of_a_failed_commit_is_told_by_an_error_of_its_own(store, disk):
    disk.hold()
    disk.breaks_at = ("COMMIT",)
    turns = [asyncio.create_task(keep(store, Member("web:first")))]
    await disk.at_work()
    turns += [
        asyncio.create_task(keep(store, Member(f"web:{number}"), lock=str(number))) for number in range(9)
    ]
    await everything_waits(*turns)
    disk.let_go()
    outcomes = await in_time(asyncio.gather(*turns, return_exceptions=True))

    assert disk.commits == [1, 9]
    assert {type(outcome) for outcome in outcomes} == {StoreError}
    assert len({id(outcome) for outcome in outcomes}) == 10
    assert await store.read(Member) == []


async def test_one_who_waited_for_a_write_that_failed_goes_on_with_what_stands(store, disk):
    await keep(store, HARRIET)
    disk.hold()
    disk.breaks_at = ("COMMIT",)
    failing = asyncio.create_task(keep(store, LESS, lock="one"))
    await disk.at_work()

    async def read_and_put() -> None:
        async with store.turn("another") as turn:
            her = await turn.get(Member, "web:harriet")
            turn.put(Session("web:harriet", step=her.role))

    waiting = asyncio.create_task(read_and_put())
    await everything_waits(failing, waiting)
    disk.let_go()
    with pytest.raises(StoreError):
        await in_time(failing)
    disk.breaks_at = ()
    await in_time(waiting)
    assert await store.read(Session) == [Session("web:harriet", step="admin")]


async def test_a_disk_that_cannot_be_read_raises_a_store_error_that_names_the_file(store, disk, path):
    await keep(store, INVITE, HARRIET)
    disk.breaks_at = ("SELECT",)
    disk.breaks_with = sqlite3.OperationalError("disk I/O error")

    with pytest.raises(StoreError, match=f"{path} could not be read: disk I/O error"):
        await store.read(Invite)
    with pytest.raises(StoreError, match="could not be read"):
        await kept(store, Invite, INVITE.key)
    assert await store.read(Member) == [HARRIET]
    disk.breaks_at = ()
    assert await store.read(Invite) == [INVITE]
