"""On a full disk nothing half-written is left: the kernel refuses the write."""

import asyncio
import random
import sys
from pathlib import Path

import pytest
from copy_places import DURABLE, ENV, InMemory, InOneFile, backed_up, everything, keep_all
from store_places import assessment, in_time

from storage.copies.backup_reader import check_backup
from storage.records import Answer

PROCESS = Path(__file__).with_name("copying_process.py")
CHANCE = random.Random(1123)
THEY = [assessment(f"k{n}", answers={"h1": Answer(3, CHANCE.randbytes(50_000).hex())}) for n in range(8)]


async def says(*words):
    """Run the process to its end and return the lines it said."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(PROCESS), *map(str, words), stdout=asyncio.subprocess.PIPE, env=ENV
    )
    said, _ = await in_time(process.communicate())
    assert process.returncode == 0
    return said.decode().splitlines()


async def test_a_backup_that_does_not_fit_is_told_and_leaves_nothing(tmp_path):
    await keep_all(InOneFile(tmp_path), *THEY)
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "backup"
    told = f"{path} could not be written: File too large. Nothing is left of it."
    assert await says("full-disk", "tinydb", tmp_path, path) == [*([told, "[]"] * 3), "written", "['backup']"]
    assert check_backup(path).counts == {"assessment": len(THEY)}


async def test_a_restore_that_does_not_fit_leaves_the_store_empty(tmp_path):
    source, target = InMemory(tmp_path), InOneFile(tmp_path)
    await keep_all(source, *THEY)
    await backed_up(source, tmp_path / "backup")
    *refusals, last = await says("full-disk-below", "tinydb", tmp_path, tmp_path / "backup")
    assert ["could not write to" in each for each in refusals] == [True, True]
    assert last == "restored"
    assert await everything(target) == THEY


@pytest.mark.parametrize("kind", DURABLE)
async def test_a_backup_takes_no_more_memory_than_a_few_records(new_place, tmp_path, kind):
    place, megabytes = new_place(kind), 60
    text = "long evidence, " * 3_500
    many = [assessment(f"k{n:04}", answers={"h1": Answer(3, text)}) for n in range(20 * megabytes)]
    await keep_all(place, *many)
    [grown] = await says("memory", kind, place.where, tmp_path / "backup")
    assert int(grown) < megabytes / 3
