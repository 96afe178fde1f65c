"""Killed at any instant, the embedded store loses nothing it said was kept, and keeps no half of a turn."""

import random
import select
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from committing_process import opened

from storage.records import AuditEvent, Member, Session

PROCESS = Path(__file__).with_name("committing_process.py")
KILLS = 12
KILLS_WHILE_CLOSING = 3

of_both_kinds = pytest.mark.parametrize("kind", ["plain", "sealed"])


class Life:
    """One process that takes turns until it is killed."""

    def __init__(self, kind, path, *numbers):
        words = [sys.executable, str(PROCESS), kind, str(path), *map(str, numbers)]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE)
        self.said = []

    def hear(self):
        """Wait for the next line and return it; the last one is empty."""
        self.said.append(self.process.stdout.readline())
        return self.said[-1]

    def end(self, instant):
        """Kill the process and return what it said was kept, as (lane, mark).

        The instant decides nothing: nobody waits for anything to have happened by then.
        """
        select.select([], [], [], instant)
        self.process.send_signal(signal.SIGKILL)
        rest, _ = self.process.communicate()
        lines = (b"".join(self.said) + rest).decode().splitlines()
        return [tuple(line.split(" ")) for line in lines if line != "closing"]


class Witness:
    """Remembers what was said to be kept, and looks whether it is."""

    def __init__(self, kind, path):
        self.kind = kind
        self.path = path
        self.acknowledged = set()
        self.last = {}

    def hear(self, lines):
        for lane, mark in lines:
            self.acknowledged.add(f"{lane}|{mark}")
            self.last[lane] = mark

    async def look(self):
        store = await opened(self.kind, self.path)
        members, sessions, events = [await store.read(kind) for kind in (Member, Session, AuditEvent)]
        await store.close()
        kept = {event.key for event in events}

        assert self.acknowledged <= kept
        for session in sessions:  # a turn may be kept and the word of it be lost, but not the other way round
            assert session.step >= self.last.get(session.key, "")
        # A turn is kept whole: each lane has one member, of the turn that its session and an event speak of.
        turns = [(f"{session.key}|{session.step}", session.seen) for session in sessions]
        assert [(member.key, member.since) for member in members] == turns
        assert {key for key, _ in turns} <= kept
        assert {session.key for session in sessions} == {event.who for event in events}
        sql = sqlite3.connect(self.path)
        assert sql.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        sql.close()


@of_both_kinds
async def test_nothing_that_was_said_to_be_kept_is_lost_by_any_of_many_kills(tmp_path, kind):
    witness = Witness(kind, tmp_path / "charter.db")
    chance = random.Random(20261122)

    for number in range(KILLS):
        life = Life(kind, witness.path, number)
        for _ in range(chance.randrange(1, 60)):
            assert life.hear()
        witness.hear(life.end(chance.uniform(0, 0.02)))
        assert life.process.returncode == -signal.SIGKILL
        await witness.look()
    assert len(witness.acknowledged) > KILLS * 10


@of_both_kinds
async def test_nor_is_it_by_kills_while_the_store_is_closing(tmp_path, kind):
    witness = Witness(kind, tmp_path / "charter.db")
    chance = random.Random(1122)

    for number in range(KILLS_WHILE_CLOSING):
        life = Life(kind, witness.path, number, 20)
        while life.hear() != b"closing\n":
            assert life.said[-1]
        witness.hear(life.end(chance.uniform(0, 0.02)))
        await witness.look()
    assert len(witness.acknowledged) == KILLS_WHILE_CLOSING * 8 * 20


async def test_a_killed_assistant_leaves_no_lock_behind(tmp_path):
    life = Life("sealed", tmp_path / "charter.db", 0)
    assert life.hear()
    assert life.end(0)
    store = await opened("sealed", tmp_path / "charter.db")
    async with store.turn("after") as turn:
        turn.put(Member("web:after"))

    assert Member("web:after") in await store.read(Member)
    await store.close()
