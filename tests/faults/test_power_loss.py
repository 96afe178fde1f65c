"""After a power loss everything that was said to be kept is there: what the disk has is all there is then.

The store lies on a file system in a file. At a random moment its process is stopped and that file copied:
what only the system's memory holds is not in it. The copy is mounted, and the store in it opened.
"""

import os
import random
import select
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.records import AuditEvent, Member, Session
from storage.tinydb_store import TinyDbStore

PROCESS = Path(__file__).parents[1] / "crash" / "committing_process.py"
LOSSES = 12
SIZE = 64 * 2**20
A_HANG = 60  # seconds


def run(*words):
    subprocess.run([str(word) for word in words], check=True, capture_output=True, timeout=A_HANG)


@contextmanager
def mounted(image, at):
    """Mount the file system that is in a file."""
    at.mkdir(exist_ok=True)
    run("mount", "-o", "loop", image, at)
    try:
        yield at
    finally:
        run("umount", "--lazy", at)


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """An empty file system in a file; where the machine does not allow that, everything here is skipped."""
    folder = tmp_path_factory.mktemp("power")
    image = folder / "image"
    image.touch()
    os.truncate(image, SIZE)
    try:
        run("mkfs.ext4", "-q", "-F", image)
        with mounted(image, folder / "trial"):
            pass
    except (OSError, subprocess.SubprocessError) as cause:
        pytest.skip(
            f"NOT TESTED: power loss. It needs root, mkfs.ext4 and a loop mount ({type(cause).__name__})."
        )
    return image


def committing(path, life):
    """Start a process that takes turns until it is stopped."""
    words = [sys.executable, str(PROCESS), "plain", str(path), str(life)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, bufsize=0)


def stop(process):
    """Stop a process and wait until all of its threads stand still."""
    process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)


def said(process):
    """Return all whole lines that a stopped process has written, as keys of the events that are kept."""
    os.set_blocking(process.stdout.fileno(), False)
    lines = (process.stdout.read() or b"").decode().splitlines(keepends=True)
    return [line.strip().replace(" ", "|") for line in lines if line.endswith("\n")]


async def look(path, acknowledged):
    """See that all is there that was acknowledged, and each turn whole."""
    store = TinyDbStore(path)
    members, sessions, events = [await store.read(kind) for kind in (Member, Session, AuditEvent)]
    await store.close()
    assert acknowledged <= {event.key for event in events}
    turns = [(f"{session.key}|{session.step}", session.seen) for session in sessions]
    assert [(member.key, member.since) for member in members] == turns
    assert {key for key, _ in turns} <= {event.key for event in events}


async def test_nothing_that_was_said_to_be_kept_is_lost_with_the_power(image, tmp_path):
    chance = random.Random(20261122)
    acknowledged = set()
    with mounted(image, tmp_path / "live") as live:
        for number in range(LOSSES):
            process = committing(live / "charter.db", number)
            try:
                assert select.select([process.stdout], [], [], A_HANG)[0], "it keeps nothing"
                select.select([], [], [], chance.uniform(0, 0.3))  # the instant decides nothing
                stop(process)
                acknowledged |= set(said(process))
                shutil.copyfile(image, tmp_path / "lost")
            finally:
                process.kill()
                process.communicate()
            with mounted(tmp_path / "lost", tmp_path / "after") as after:
                await look(after / "charter.db", acknowledged)
    assert len(acknowledged) > LOSSES * 4
