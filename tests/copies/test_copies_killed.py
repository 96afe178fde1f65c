"""A restore that is killed at any step leaves what was there, or what was to come; never half of it."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from copy_places import DURABLE, ENV, InMemory, backed_up, everything, keep_all
from store_places import assessment

from storage.copies.backup_reader import check_backup
from storage.records import Answer, Member

PROCESS = Path(__file__).with_name("copying_process.py")
OLD = [Member(f"web:{number}") for number in range(40)]
NEW = [assessment(f"k{number:02}", answers={"h1": Answer(3, "x" * 60_000)}) for number in range(60)]


@pytest.fixture
async def backup(tmp_path):
    place = InMemory(tmp_path)
    await keep_all(place, *NEW)
    await backed_up(place, tmp_path / "backup")
    return tmp_path / "backup"


def killed_after(lines, words):
    """Run the process, kill it once it has said some lines, and return all that it said."""
    command = [sys.executable, str(PROCESS), *map(str, words)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=ENV)
    said = [process.stdout.readline() for _ in range(lines)]
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    return (b"".join(said) + rest).decode().split("\n")


@pytest.mark.parametrize("kind", DURABLE)
async def test_a_killed_restore_leaves_the_old_state_or_the_new(kind, new_place, backup, tmp_path):
    outcomes = set()
    steps = len(NEW) + len(["saved", "all given", "replaced", "closed"])
    chance = random.Random(1123)
    for lines in [0, 1, *chance.sample(range(2, steps - 3), 5), *range(steps - 3, steps + 1)]:
        folder = tmp_path / str(lines)
        folder.mkdir()
        place = new_place(kind)
        await keep_all(place, *OLD)
        own = folder / "backup"
        own.symlink_to(backup)
        said = killed_after(lines, ["restore-over", kind, place.where, own])
        found = await everything(place)
        assert found in (sorted(OLD, key=lambda each: each.key), NEW)
        if "replaced" in said:
            assert found == NEW
        if found == NEW:
            assert check_backup(folder / "before").counts == {"member": len(OLD)}
        outcomes.add(found == NEW)
    assert outcomes == {True, False}
