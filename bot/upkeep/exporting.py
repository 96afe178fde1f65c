"""Make the large exports that people have asked for, one after the other, and throw away what is too old."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import replace
from datetime import datetime

from bot.audit import note
from bot.errors import BotError
from bot.exports.allowed import still_may
from bot.exports.making import KEPT, Step, make_apart, on_record
from bot.exports.pieces import remove_job, remove_pieces
from bot.flows.export.handing import Handing
from bot.messages import Reply
from bot.reminders import own_chat
from bot.reports.workplace import remove_left
from bot.trouble import trouble
from bot.upkeep.reaching import Reaching
from knowledge.loader import Content
from storage.errors import StoreError, TurnConflict
from storage.records import ExportJob, ExportPiece
from storage.store import Store, Turn

log = logging.getLogger("charter.exports")

ATTEMPTS = 20  # at a turn whose records keep changing under its hands


class Gone(Exception):
    """Somebody has stopped the export, is forgotten, or may not export any more."""


class Exporting:
    """Works off what is kept: one that was cut short is made anew."""

    def __init__(
        self, content: Content, store: Store, reaching: Reaching, clock: Callable[[], datetime]
    ) -> None:
        self._content = content
        self._store = store
        self._reaching = reaching
        self._clock = clock
        self._handing = Handing(content)

    async def once(self) -> None:
        """Make what waits, throw away what may not be fetched any more, and say what was stopped."""
        await asyncio.to_thread(remove_left)
        await self._throw_away()
        await self._tell()
        for job in await self._store.read(ExportJob, "open"):
            await self._make(job)

    async def _throw_away(self) -> None:
        now = self._clock()
        jobs = {job.id: job for job in await self._store.read(ExportJob)}
        old = [job.id for job in jobs.values() if job.expires and _kept_until(job) <= now]
        begun = [tag.partition(":")[2] for tag in await self._store.tags(ExportPiece, "job:")]
        async with self._store.turn("exports") as turn:
            refused = [job.id for job in jobs.values() if not await still_may(turn, job)]
        for job_id in (*old, *refused, *(each for each in begun if each not in jobs)):
            await remove_job(self._store, job_id)

    async def _tell(self) -> None:
        """Write to those whose export was stopped by somebody's deletion, where their channel can."""
        for seen in await self._store.read(ExportJob):
            if seen.state == "failed" and not seen.told and self._reaching.at_once(seen.address):
                with suppress(TurnConflict):  # the next round may do
                    await self._tell_of(seen)

    async def _tell_of(self, seen: ExportJob) -> None:
        async with self._store.turn(seen.address) as turn:
            job = await turn.get(ExportJob, seen.id)
            if job != seen:
                return
            turn.put(replace(job, told=True))
            self._write(turn, job, self._handing.failed(job))
        self._reaching.deliver(job.address)

    async def _make(self, job: ExportJob) -> None:
        try:
            await remove_pieces(self._store, job.id)  # what an earlier beginning has left
            async with aclosing(make_apart(self._content, self._store, job, self._clock)) as steps:
                async for step in steps:
                    await self._keep(step)
        except Gone:
            log.info("an export was stopped")
        except BotError as error:
            await self._fail(job, str(error))
        except StoreError:
            raise  # the next round makes it anew
        except Exception as error:  # noqa: BLE001 - whatever it was, it would be the same again
            log.error("an export failed: %s", trouble(error))  # noqa: TRY400 - no words
            await self._fail(job, "")

    async def _keep(self, step: Step) -> None:
        async def change(turn: Turn) -> None:
            await self._still_wanted(turn, step.job)
            for piece in step.pieces:
                turn.put(piece)
            if step.job.state == "ready":
                await note(turn, step.job.who, "export", self._clock(), **on_record(step.job))
                await self._hand_over(turn, step.job)
            else:
                turn.put(step.job)

        await self._until_kept(step.job, change)
        if step.job.state == "ready":
            self._reaching.deliver(step.job.address)

    async def _hand_over(self, turn: Turn, job: ExportJob) -> None:
        """Write to them, where their channel can; else the files wait for their next message."""
        if not self._reaching.at_once(job.address):
            turn.put(job)
            return
        kept, replies = self._handing.over(job)
        turn.put(replace(kept, told=True))
        self._write(turn, job, *replies)

    async def _fail(self, job: ExportJob, why: str) -> None:
        expires = (self._clock() + KEPT).isoformat(timespec="seconds")
        failed = replace(job, state="failed", why=why, expires=expires)

        async def change(turn: Turn) -> None:
            await self._still_wanted(turn, failed)
            at_once = self._reaching.at_once(job.address)
            turn.put(replace(failed, told=at_once))
            if at_once:
                self._write(turn, job, self._handing.failed(failed))

        try:
            await remove_pieces(self._store, job.id)
            await self._until_kept(job, change)
        except Gone:
            return
        self._reaching.deliver(job.address)

    def _write(self, turn: Turn, job: ExportJob, *replies: Reply) -> None:
        place = own_chat(job.address)
        turn.put(self._reaching.message(job.address, f"export-{job.id}", place, replies))

    async def _still_wanted(self, turn: Turn, job: ExportJob) -> None:
        kept = await turn.get(ExportJob, job.id)
        if kept is None or kept.state != "making" or not await still_may(turn, kept):
            raise Gone

    async def _until_kept(self, job: ExportJob, change: Callable[[Turn], Awaitable[None]]) -> None:
        for _ in range(ATTEMPTS):
            try:
                async with self._store.turn(f"export {job.id}") as turn:
                    await change(turn)
            except TurnConflict:
                await asyncio.sleep(0)
            else:
                return
        raise StoreError("an export's records kept changing")


def _kept_until(job: ExportJob) -> datetime:
    return max(datetime.fromisoformat(each) for each in (job.expires, job.on_its_way) if each)
