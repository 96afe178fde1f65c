"""Looks after the record of who did what: takes in what waits, and looks once a day whether it holds."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.audit.checking import check
from bot.audit.waiting import take_in
from storage.records import AuditCheck
from storage.store import Store

log = logging.getLogger("charter.upkeep")


class Auditing:
    """For the one process that does so for all."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._has_looked_at_all = False

    async def look_after(self) -> None:
        """Take in what waits, and check everything if today that was not done yet."""
        await take_in(self._store, look_at_all=not self._has_looked_at_all)
        self._has_looked_at_all = True
        today = self._clock().date().isoformat()
        if not any(each.at[:10] == today for each in await self._store.read(AuditCheck)):
            await self._check()

    async def _check(self) -> None:
        trouble = (await check(self._store)).trouble
        if trouble:
            log.error("the record of who did what does not hold: %s", trouble)
        async with self._store.turn("audit") as turn:
            turn.put(AuditCheck(self._clock().isoformat(timespec="seconds"), trouble))
