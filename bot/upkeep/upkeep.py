"""The rounds of upkeep: what every process does for itself, and what one does for all."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime

from bot.answers import Answers
from bot.flows.hearing_back import HearingBack
from bot.flows.people.notices import Notices
from bot.flows.reminders.wording import Wording
from bot.retention import Retention
from bot.trouble import trouble
from bot.upkeep.auditing import Auditing
from bot.upkeep.exporting import Exporting
from bot.upkeep.forgetting import forget, forget_often
from bot.upkeep.learning import Learning
from bot.upkeep.noticing import Noticing
from bot.upkeep.nudging import Nudging
from bot.upkeep.reaching import Reaching
from bot.upkeep.reminding import Reminding
from bot.upkeep.telling import Telling
from bot.watch import Watch
from knowledge.loader import Content
from storage.store import Store

log = logging.getLogger("charter.upkeep")

EVERY = 60.0  # seconds; a publication does not wait for it
EVERY_SHARED = 10.0  # ... where another process may have published


class Upkeep:
    """`learn` before anybody asks, then `run` beside the channels."""

    def __init__(  # noqa: PLR0913 - what all its rounds need
        self, content: Content, answers: Answers, store: Store, hearing_back: HearingBack,
        clock: Callable[[], datetime], *, notices: Notices, watch: Watch, keep: Retention,
    ) -> None:  # fmt: skip
        self._store = store
        self._keep = keep
        self._forgot = ""  # the day on which all that is old was last looked for
        self._clock = clock
        self._learning = Learning(content, answers, store)
        reaching = Reaching(clock)
        self._telling = Telling(answers, store, hearing_back, reaching)
        self._nudging = Nudging(answers, store, clock)
        self._reminding = Reminding(store, Wording(content), reaching, clock, watch.reminded)
        self._noticing = Noticing(store, notices, reaching, clock)
        self._exporting = Exporting(content, store, reaching, clock)
        self._auditing = Auditing(store, clock)
        self._soon = asyncio.Event()
        self._exports = asyncio.Event()
        self._for_all_soon = asyncio.Event()
        self.first = reaching.first  # how channels write to people who have not just written
        self.news = True  # there may be answers that were not there when people asked

    def soon(self) -> None:
        """Ask for `once` without delay; the turn at hand must have been kept."""
        self._soon.set()

    def tell_soon(self) -> None:
        """Ask to have people told without delay; the turn at hand must have been kept."""
        self._for_all_soon.set()

    def export_soon(self) -> None:
        """Ask for exports to be made without delay; the turn at hand must have been kept."""
        self._exports.set()

    async def run(self) -> None:
        """Look after everything until cancelled; what fails is tried again the next time."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._again_and_again(self._soon, self.learn))
            group.create_task(self._store.lead("upkeep", self._look_after))
            group.create_task(self._store.lead("exports", self._keep_exporting))

    async def once(self) -> None:
        """Do all of it, once."""
        await self.learn()
        await self._for_all()
        await self.make_exports()

    async def learn(self) -> None:
        """Answer from what is published by now."""
        if await self._learning.learn():
            self.news = True
            self._for_all_soon.set()

    async def _look_after(self) -> None:
        await self._again_and_again(self._for_all_soon, self._for_all)

    async def make_exports(self) -> None:
        """Make the large exports that wait."""
        await self._exporting.once()

    async def _keep_exporting(self) -> None:
        await self._again_and_again(self._exports, self.make_exports)

    async def _for_all(self) -> None:
        await self._forget()
        await self._noticing.notify()
        await self._tell_news()
        await self._nudging.plan()
        await self._reminding.remind()
        await self._auditing.look_after()

    async def _forget(self) -> None:
        now = self._clock()
        await forget_often(self._store, now, self._keep)
        if self._forgot != now.date().isoformat():
            await forget(self._store, now, self._keep)
            self._forgot = now.date().isoformat()

    async def _tell_news(self) -> None:
        if not self.news:
            return
        self.news, again = False, True
        try:
            again = await self._telling.tell()
        finally:  # what failed or was cancelled is done again; what came meanwhile is not forgotten
            self.news = self.news or again

    async def _again_and_again(self, soon: asyncio.Event, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            soon.clear()
            try:
                await work()
            except Exception as error:  # noqa: BLE001 - whatever it was, the next time may do
                log.warning("upkeep has to wait: %s", trouble(error))
            with suppress(TimeoutError):
                await asyncio.wait_for(soon.wait(), EVERY_SHARED if self._store.shared else EVERY)
