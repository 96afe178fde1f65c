"""The overview of this moment, counted beside the turns: whoever asks waits for it only a moment."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.overview.asked import count_questions
from bot.overview.counting import count
from bot.overview.figures import Figures, Results, figures, results
from bot.rights import ROLES
from bot.trouble import trouble
from knowledge.loader import Content
from storage.records import Member
from storage.store import Store

log = logging.getLogger("charter.overview")

PATIENCE = 2.0  # seconds that somebody who asks waits
FRESH = timedelta(minutes=10)  # how long a count that took longer will do


@dataclass(frozen=True)
class Overview:
    """All figures of a moment; `figures`, `results` and `questions` hold one for each period."""

    at: datetime
    figures: tuple[Figures, ...]
    results: tuple[Results, ...]
    questions: dict[str, list[int]]
    members: dict[str, int]


class Counted:
    """Counts when asked. What took long is kept for a while; it holds figures that may be shown, no more."""

    def __init__(
        self, store: Store, content: Content, clock: Callable[[], datetime], patience: float = PATIENCE
    ) -> None:
        self._store = store
        self._content = content
        self._clock = clock
        self._patience = patience
        self._counting: asyncio.Task[Overview] | None = None
        self._kept: Overview | None = None

    async def latest(self) -> Overview | None:
        """Return the overview, or None while it is still being counted: ask again then."""
        if self._kept and self._clock() - self._kept.at < FRESH:
            return self._kept
        counting = self._counting = self._counting or asyncio.create_task(self._count(), name="counting")
        done, _ = await asyncio.wait({counting}, timeout=self._patience)
        if done:
            self._counting = None
            return counting.result()
        counting.add_done_callback(self._keep)
        return None

    async def _count(self) -> Overview:
        now = self._clock()
        tally = await count(self._store, self._content, now)
        questions = await count_questions(self._store, now)
        members = {role: await self._store.count(Member, f"role:{role}") for role in ROLES[1:]}
        return Overview(now, figures(tally), results(tally), questions, members)

    def _keep(self, counting: asyncio.Task[Overview]) -> None:
        """Keep what came too late for whoever asked; what failed is counted anew by the next who asks."""
        if self._counting is counting:
            self._counting = None
        if counting.cancelled():
            return
        if error := counting.exception():
            log.warning("counting for the overview failed: %s", trouble(error))
        else:
            self._kept = counting.result()
