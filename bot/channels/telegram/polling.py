"""Long polling: fetch raw updates, keep them, and only then let Telegram forget them."""

import asyncio
import json
import logging
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.request import pause, retry_seconds
from storage.errors import StoreError

log = logging.getLogger("charter.telegram.polling")

WAIT = 25  # seconds that Telegram holds a request open while there is nothing to tell
ALLOWED = ("message", "edited_message", "callback_query")
AGAIN = 1.0  # seconds before trying again; doubled up to the next line
AGAIN_AT_MOST = 30.0


class Polling:
    """Fetches updates until told to stop."""

    def __init__(self, bot: Bot, inbox: Inbox, stop: asyncio.Event) -> None:
        self._bot = bot
        self._inbox = inbox
        self._stop = stop
        self._offset = 0

    async def run(self) -> None:
        """Fetch, keep, acknowledge by asking for the next; on trouble wait a little and go on."""
        wait = AGAIN
        while not self._stop.is_set():
            try:
                await self._once()
                wait = AGAIN
            except InvalidToken:
                log.error("Telegram does not know this token; polling has ended")  # noqa: TRY400 - it says all
                return
            except (TelegramError, StoreError) as error:
                _tell(error)
                seconds = retry_seconds(error) if isinstance(error, RetryAfter) else wait
                await pause(seconds, self._stop)
                wait = min(wait * 2, AGAIN_AT_MOST)

    async def _once(self) -> None:
        updates = await self._fetch()
        await self._inbox.receive(updates)  # committed before the next request acknowledges them
        numbers = [each["update_id"] for each in updates if isinstance(each, dict) and "update_id" in each]
        self._offset = max([self._offset, *(number + 1 for number in numbers if isinstance(number, int))])

    async def _fetch(self) -> list[Any]:
        """Return raw updates: one that the library cannot parse must not hold up the others."""
        query = {"offset": self._offset, "timeout": WAIT, "allowed_updates": json.dumps(ALLOWED)}
        address = f"{self._bot.base_url}/getUpdates?{urlencode(query)}"
        answer = await self._bot.request.retrieve(address, read_timeout=WAIT + 10)
        updates = json.loads(answer).get("result")
        return updates if isinstance(updates, list) else []


def _tell(error: Exception) -> None:
    if isinstance(error, Conflict):
        log.warning("another program fetches this bot's updates, or a webhook is set; trying again")
    elif isinstance(error, NetworkError):
        log.warning("Telegram cannot be reached: %s; trying again", type(error).__name__)
    else:
        log.warning("fetching updates failed: %s; trying again", type(error).__name__)
