"""The embedded store on a disk that is really full: the kernel refuses the write."""

import asyncio
import json
import sys
from pathlib import Path

from store_places import in_time

from storage.records import Member, Session
from storage.tinydb_store import TinyDbStore

PROCESS = Path(__file__).with_name("full_disk_process.py")


async def test_a_full_disk_refuses_turns_whole_and_takes_the_same_ones_once_there_is_room(path):
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(PROCESS), str(path), stdout=asyncio.subprocess.PIPE
    )
    said, _ = await in_time(process.communicate())
    outcomes, when_full, again, after = json.loads(said)
    fitted = outcomes.count("kept")

    assert 1 <= fitted < 6
    assert outcomes == ["kept"] * fitted + ["StoreError"] * (6 - fitted)
    assert when_full == [str(fitted), *(f"web:{number}" for number in range(fitted))]
    assert again == ["kept"] * 5
    assert after == [str(fitted + 5), *(f"web:{number}" for number in range(6))]

    store = TinyDbStore(path)
    assert [session.step for session in await store.read(Session)] == [str(fitted + 5)]
    assert [len(member.since) for member in await store.read(Member)] == [400_000] * 6
    await store.close()
