"""A file that came with a delivery is handed over with it: not before, not with another, and not twice."""

import pytest

from bot.channels.telegram.noted import noted
from bot.messages import Document, Reply
from bot.replies import to_json
from storage.memory_store import MemoryStore
from storage.records import ExportFile, ExportJob, ExportPiece, Handled

AMAL = "telegram:7"
FILES = tuple(ExportFile(f"{number}.csv", "text/csv", pieces=1, size=3) for number in range(3))
JOB = ExportJob("JOB", AMAL, "2026-11-22", "2026-11-23", state="ready", files=FILES)
PIECES = [ExportPiece("JOB", number, 0, AMAL, "YWJj") for number in range(3)]


@pytest.fixture
async def store():
    store = MemoryStore()
    documents = [Document(f"{number}.csv", "text/csv", b"", kept=f"JOB|{number}") for number in range(3)]
    said = tuple(to_json(Reply(document=each)) for each in documents)
    await put(store, JOB, *PIECES, Handled(AMAL, "m", "7", False, said, "2026-11-22", 3))
    return store


async def put(store, *records):
    async with store.turn("somebody") as turn:
        for record in records:
            turn.put(record)


async def delivered(store, left, *, gone=False):
    async with store.turn("noting") as turn:
        await noted(turn, f"{AMAL}|m", left, gone=gone)


async def handed_over(store):
    """Which files count as fetched; of the others, and of no others, the pieces are here."""
    [job] = await store.read(ExportJob)
    here = {piece.file for piece in await store.read(ExportPiece)}
    assert here == {number for number, file in enumerate(job.files) if not file.fetched}
    return [number for number, file in enumerate(job.files) if file.fetched]


async def test_each_file_is_handed_over_with_its_own_delivery_and_once(store):
    for number in range(3):
        await delivered(store, left=2 - number)
        assert await handed_over(store) == [number]
        await put(store, JOB, *PIECES)  # were one handed over again, it would be seen


async def test_what_was_noted_already_is_handed_over_no_second_time(store):
    await delivered(store, left=1)
    assert await handed_over(store) == [0, 1]
    await put(store, JOB, *PIECES)
    for left in (1, 2):
        await delivered(store, left)
        assert await handed_over(store) == []


async def test_of_who_is_gone_no_file_stays(store):
    await delivered(store, left=2)
    await delivered(store, left=0, gone=True)
    assert await handed_over(store) == [0, 1, 2]
