"""The embedded store beside other processes: one writes, guests read and may add invites and events."""

import asyncio
import sys
from pathlib import Path

import pytest
from store_places import RefusedTurn, assessment, in_time, keep, kept, until_kept

from storage.errors import StoreBusy, TurnConflict
from storage.records import Assessment, AuditEvent, Invite, Member
from storage.tinydb_store import TinyDbStore

INVITE = Invite("5feceb66", "admin", made="2026-11-22", expires="2026-11-29")
USED = Invite("5feceb66", "admin", made="2026-11-22", expires="2026-11-29", used="elsewhere")
EVENT = AuditEvent("1", "2026-11-22", "operator", "invite made")
PROCESS = Path(__file__).with_name("store_process.py")


@pytest.fixture
async def guest(running, path):
    guest = TinyDbStore(path, guest=True)
    yield guest
    await guest.close()


async def another_process(*words: str) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(sys.executable, str(PROCESS), *words, stdin=pipe, stdout=pipe)


async def says(*words: str) -> str:
    """Run another process to its end and return what it said."""
    process = await another_process(*words)
    said, _ = await in_time(process.communicate())
    assert process.returncode == 0
    return said.decode().strip()


async def test_a_guest_reads_everything_that_was_kept(running, path):
    hers = assessment("k7")
    await keep(running, hers, Member("web:harriet", role="admin"), INVITE, EVENT)
    guest = TinyDbStore(path, guest=True)

    assert await guest.read(Assessment, "owner:web:harriet") == [hers]
    assert await guest.read(Member) == [Member("web:harriet", role="admin")]
    assert (await guest.read(Invite), await guest.read(AuditEvent)) == ([INVITE], [EVENT])
    await guest.close()


async def test_what_a_guest_adds_is_seen_by_the_running_store(running, guest):
    await guest.append([INVITE, EVENT])

    assert await kept(running, Invite, INVITE.key) == INVITE
    assert await running.read(AuditEvent) == [EVENT]


async def test_what_the_running_store_adds_is_seen_by_a_guest(running, guest):
    await running.append([INVITE])
    await keep(running, EVENT)

    assert (await guest.read(Invite), await guest.read(AuditEvent)) == ([INVITE], [EVENT])


async def test_a_guest_opens_no_turns(guest):
    with pytest.raises(StoreBusy, match="can only be read"):
        await keep(guest, Member("web:guest"))


async def test_a_guest_adds_nothing_but_invites_and_events(running, guest):
    with pytest.raises(ValueError, match="can be appended"):
        await guest.append([Member("web:guest", role="admin")])

    assert await running.read(Member) == []


async def test_a_guest_may_come_before_there_is_a_store(path):
    guest = TinyDbStore(path, guest=True)
    await guest.append([INVITE])
    await guest.close()
    running = TinyDbStore(path)

    assert await running.read(Invite) == [INVITE]
    await running.close()


async def test_a_guest_that_leaves_does_not_disturb_the_running_store(running, path):
    for number in range(3):
        await keep(running, Member(f"web:{number}"))
        guest = TinyDbStore(path, guest=True)
        assert len(await guest.read(Member)) == number + 1
        await guest.close()
        assert path.with_name("charter.db-wal").exists()  # it goes with the last who has the file open
    await keep(running, Member("web:3"))
    assert len(await running.read(Member)) == 4


async def test_an_invite_used_elsewhere_between_reading_and_keeping_is_a_conflict(running, guest):
    await guest.append([INVITE])

    async with RefusedTurn(running) as turn:
        invite = await turn.get(Invite, INVITE.key)
        assert not invite.used
        await guest.append([USED])
        turn.put(Member("web:harriet", role="admin"))
    assert await running.read(Member) == []
    assert await kept(running, Invite, INVITE.key) == USED


async def test_a_conflict_with_another_process_spoils_no_other_turn(running, guest):
    await guest.append([INVITE])
    both_have_read = asyncio.Barrier(2)

    async def late() -> None:
        async with running.turn("late") as turn:
            await turn.get(Invite, INVITE.key)
            await guest.append([USED])
            await both_have_read.wait()
            turn.put(Member("web:late"))

    async def innocent() -> None:
        async with running.turn("innocent") as turn:
            await both_have_read.wait()
            turn.put(Member("web:innocent"))

    outcomes = await in_time(asyncio.gather(late(), innocent(), return_exceptions=True))
    assert [type(outcome) for outcome in outcomes] == [TurnConflict, type(None)]
    assert await running.read(Member) == [Member("web:innocent")]


async def test_another_process_adds_an_invite_while_the_assistant_runs(running, path):
    await keep(running, Member("web:harriet"))

    assert await says("append", str(path)) == "members: ['web:harriet']"
    assert await kept(running, Invite, INVITE.key) == INVITE
    assert await running.read(AuditEvent) == [EVENT]


async def test_another_process_cannot_be_a_second_assistant(running, path):
    assert await says("run", str(path)) == (
        f"StoreBusy: {path} is in use: another charter-bot is running with it. "
        "Stop that one first, or set CHARTER_STORE to another file."
    )


async def test_of_two_processes_that_redeem_the_same_invites_exactly_one_wins_each(running, path):
    codes = [f"code{number:02}" for number in range(30)]
    await running.append([Invite(code, "assessor", made="", expires="") for code in codes])

    async def redeem(code: str) -> None:
        async def use(turn) -> None:
            invite = await turn.get(Invite, code)
            if not invite.used:
                turn.put(Invite(code, invite.role, invite.made, invite.expires, used="here"))
                turn.put(Member(f"web:{code}", role=invite.role))

        await until_kept(running, code, use)

    other = await another_process("redeem", str(path), *codes)
    assert await in_time(other.stdout.readline()) == b"ready\n"
    other.stdin.write(b"go\n")
    for code in reversed(codes):
        await in_time(redeem(code))
    said, _ = await in_time(other.communicate())

    won_here = [member.address.removeprefix("web:") for member in await running.read(Member)]
    won_there = said.decode().split()
    assert sorted(won_here + won_there) == codes
    used_by = {invite.code_hash: invite.used for invite in await running.read(Invite)}
    assert used_by == dict.fromkeys(won_here, "here") | dict.fromkeys(won_there, "the other process")
