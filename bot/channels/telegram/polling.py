"""Long polling: fetch raw updates, keep them, and only then let Telegram forget them."""

import asyncio
import json
import logging
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter

from bot.channels.telegram import again
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.request import pause, retry_seconds
from bot.trouble import trouble
from bot.watch import Watch

log = logging.getLogger("charter.telegram.polling")

WAIT = 25  # seconds that Telegram holds a request open while there is nothing to tell
ALLOWED = ("message", "edited_message", "callback_query")
AT_ONCE = 100  # updates fetched at once, as many as Telegram gives
ROOM = 0.05  # seconds between looks whether there is room for more


class Polling:
    """Fetches updates until told to stop."""

    def __init__(self, bot: Bot, inbox: Inbox, watch: Watch, stop: asyncio.Event) -> None:
        self._bot = bot
        self._inbox = inbox
        self._watch = watch
        self._stop = stop
        self._offset = 0
        self._fetching: asyncio.Task[list[Any]] | None = None  # asked for while the last ones are worked off

    async def run(self) -> None:
        """Fetch, keep, acknowledge by asking for the next; on trouble wait a little and go on."""
        try:
            await self._fetch_and_keep()
        finally:
            self._drop_fetch()

    async def _fetch_and_keep(self) -> None:
        waits = again.waits()
        while not self._stop.is_set():
            try:
                await self._once()
                waits = again.waits()
            except Exception as error:  # noqa: BLE001 - whatever it is, a bot that stays deaf is worse
                _tell(error)
                self._watch.fetch_failed()
                seconds = retry_seconds(error) if isinstance(error, RetryAfter) else next(waits)
                await pause(seconds, self._stop)

    async def _once(self) -> None:
        while self._fetching is None and await self._inbox.is_full():
            self._watch.has_no_room()
            await pause(ROOM, self._stop)
            if self._stop.is_set():
                return
        updates = await self._fetched()
        kept = await self._inbox.keep(updates)  # committed before the next request acknowledges them
        self._watch.fetched()
        self._count_on(updates)
        try:
            await self._ask_for_more()
        finally:
            self._inbox.tell(kept)

    async def _fetched(self) -> list[Any]:
        """Wait for updates, and no longer than until it is time to stop: none is acknowledged by then."""
        fetch = self._fetching or asyncio.create_task(self._fetch())
        self._fetching = fetch
        stopped = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait({fetch, stopped}, return_when=asyncio.FIRST_COMPLETED)
            return fetch.result() if fetch.done() else []
        finally:
            stopped.cancel()
            self._drop_fetch()

    def _count_on(self, updates: list[Any]) -> None:
        """Acknowledge these with the next request."""
        numbers = [each["update_id"] for each in updates if isinstance(each, dict) and "update_id" in each]
        if not updates:  # all is acknowledged; after a quiet week Telegram counts anew, perhaps from below
            self._offset = 0
        self._offset = max([self._offset, *(number + 1 for number in numbers if isinstance(number, int))])

    async def _ask_for_more(self) -> None:
        """Send the next request before what was kept is worked off: it is on its way meanwhile (measured)."""
        if not (self._stop.is_set() or await self._inbox.is_full()):
            self._fetching = asyncio.create_task(self._fetch())
            await asyncio.sleep(0)

    def _drop_fetch(self) -> None:
        if self._fetching:
            self._fetching.cancel()
            self._fetching = None

    async def _fetch(self) -> list[Any]:
        """Return raw updates: one that the library cannot parse must not hold up the others."""
        query = {
            "offset": self._offset,
            "limit": AT_ONCE,
            "timeout": WAIT,
            "allowed_updates": json.dumps(ALLOWED),
        }
        address = f"{self._bot.base_url}/getUpdates?{urlencode(query)}"
        answer = await self._bot.request.retrieve(address, read_timeout=WAIT + 10)
        updates: list[Any] = json.loads(answer)["result"]
        return updates


def _tell(error: Exception) -> None:
    if isinstance(error, InvalidToken):
        log.error("Telegram does not know this token any more; trying again")
    elif isinstance(error, Conflict):
        log.warning("another program fetches this bot's updates, or a webhook is set; trying again")
    elif isinstance(error, NetworkError):
        log.warning("Telegram cannot be reached: %s; trying again", type(error).__name__)
    else:
        log.warning("fetching updates failed: %s; trying again", trouble(error))
