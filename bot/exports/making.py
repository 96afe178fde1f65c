"""How an export is made: a small one at once, a large one apart; both come to the same pieces."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import BotError
from bot.exports import frames
from bot.exports.apart import apart
from bot.exports.cut_off import moved_at_once, within
from bot.exports.frames import Order
from bot.exports.pieces import Keeping
from bot.reports.export import export
from bot.reports.material import Material
from bot.reports.wanted import Wanted
from knowledge.loader import Content
from storage.records import Assessment, ExportJob, ExportPiece
from storage.store import Store, Turn

SMALL = 200  # assessments in the store; so many are exported while somebody waits
PACKED = 5_000  # from so many on, what is no ZIP is put into one: people send files on
KEPT = timedelta(minutes=10)  # for which a file can be fetched


@dataclass(frozen=True)
class Step:
    """What has come of an export since the step before: pieces, and the job as it is now."""

    job: ExportJob
    pieces: Sequence[ExportPiece]


async def make_at_once(
    content: Content, turn: Turn, assessments: Sequence[Assessment], job: ExportJob, now: datetime
) -> Step:
    """Make a small export."""
    wanted = Wanted.of(job.wanted)
    if wanted.anonymised:
        cut_offs = await moved_at_once(turn, assessments, now)
        assessments = [each for each in assessments if within(each, cut_offs)]
    made = await asyncio.to_thread(export, content, assessments, wanted, now)
    keeping = Keeping(job.id, job.address)
    pieces: list[ExportPiece] = []
    for each in made:
        pieces += keeping.begin(each.name, each.media_type, each.rows)
        pieces += keeping.add(each.content)
    pieces += keeping.end()
    return Step(_ready(job, keeping, now), pieces)


async def make_apart(
    content: Content, store: Store, job: ExportJob, clock: Callable[[], datetime]
) -> AsyncGenerator[Step, None]:
    """Make a large export step by step; the last one is ready. Raises `BotError` with what stops it, and
    `ChildProcessError` when it could not be made.
    """
    packed = job.total >= PACKED
    order = Order(Material.of(content), Wanted.of(job.wanted), clock(), packed)
    keeping = Keeping(job.id, job.address)
    async with aclosing(apart(order, store)) as said:
        async for kind, data in said:
            pieces: list[ExportPiece] = []
            if kind == frames.REFUSED:
                raise BotError(data.decode())
            if kind == frames.FILE:
                pieces = keeping.begin(*frames.read_file(data))
            elif kind == frames.DATA:
                pieces = keeping.add(data)
            else:
                job = replace(job, done=min(job.total, int(data)))
            job = replace(job, files=tuple(keeping.files))
            if pieces or kind == frames.READ:
                yield Step(job, pieces)
    left = keeping.end()
    yield Step(_ready(job, keeping, clock()), left)


def _ready(job: ExportJob, keeping: Keeping, now: datetime) -> ExportJob:
    expires = (now + KEPT).isoformat(timespec="seconds")
    return replace(job, state="ready", done=job.total, files=tuple(keeping.files), expires=expires)


def on_record(job: ExportJob) -> dict[str, str]:
    """Return what the record of what was done says of an export: filters, rows, and each file's hash."""
    return Wanted.of(job.wanted).made(rows(job), (file.sha256 for file in job.files))


def rows(job: ExportJob) -> int:
    """Return how many assessments are in what was made."""
    return sum(file.rows for file in job.files)
