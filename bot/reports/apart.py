"""Draws in a process of its own: the libraries' 90 MB go with it, and nobody waits while it is at work."""

import asyncio
import contextlib
import logging
from base64 import b64decode
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot import own_process
from bot.errors import BotError
from bot.reports.charts.chart import Chart
from bot.reports.paper.content import Paper
from knowledge.texts import Texts

log = logging.getLogger("charter.reports")

AT_ONCE = 2  # processes; whoever comes third waits a moment
LONGEST = 30.0  # seconds; two are usual


@dataclass(frozen=True)
class Job:
    """What to draw: pictures or, with `paper`, one PDF that has them in it."""

    charts: tuple[Chart, ...]
    paper: Paper | None = None


JOB: TypeAdapter[Job] = TypeAdapter(Job)


class Apart:
    """Gives each job to a new process, a few at a time."""

    def __init__(self, texts: Texts) -> None:
        self._say = texts.say
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def draw(self, job: Job) -> list[bytes]:
        """Return the files of a job; raises `BotError` when they cannot be made now."""
        async with self._slots:
            try:
                async with asyncio.timeout(LONGEST):
                    return await _run(JOB.dump_json(job))
            except (OSError, TimeoutError, ChildProcessError) as error:
                log.error("a drawing failed: %s", type(error).__name__)  # noqa: TRY400 - no words
                raise BotError(self._say("report.failed")) from None


async def _run(job: bytes) -> list[bytes]:
    process = await asyncio.create_subprocess_exec(
        *own_process.command("bot.reports"), env=own_process.surroundings(),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        written, _ = await process.communicate(job)
    finally:
        if process.returncode is None:  # it took too long, or the one who asked is gone
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode:
        raise ChildProcessError
    return [b64decode(line) for line in written.splitlines()]
