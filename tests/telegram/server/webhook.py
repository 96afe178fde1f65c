"""Brings the updates to the bot's web address, one by one, again and again until each is accepted."""

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable

from aiohttp import ClientError, ClientSession, ClientTimeout

from .bell import Bell
from .updates import Updates
from .wire import Json

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_PAUSE = 8
"""In multiples of the interval: the pause doubles up to here."""


class Webhook:
    """Where the updates go when the bot does not poll."""

    def __init__(self, updates: Updates, bell: Bell, interval: float, attempts: int) -> None:
        self.url = ""
        self.given_up: list[Json] = []
        self.on_answer: Callable[[Json], Awaitable[None]] | None = None
        self._updates = updates
        self._bell = bell
        self._interval = interval
        self._attempts = attempts
        self._settings: Json = {}
        self._error: Json = {}
        self._task: asyncio.Task[None] | None = None

    async def set(self, settings: Json) -> None:
        """Send updates to this address from now on."""
        await self.stop()
        self.url, self._settings, self._error = settings["url"], settings, {}
        self._updates.interrupt("terminated by setWebhook request")
        self._task = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        """Send updates nowhere."""
        task, self._task, self.url = self._task, None, ""
        if task is None:
            return
        task.cancel()
        if task is not asyncio.current_task():
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def info(self) -> Json:
        """The answer of getWebhookInfo."""
        facts: Json = {
            "url": self.url,
            "has_custom_certificate": "certificate" in self._settings and bool(self.url),
            "pending_update_count": len(self._updates.pending),
        }
        if self.url:
            facts |= {"max_connections": self._settings.get("max_connections", 40), "ip_address": "127.0.0.1"}
        if self._updates.allowed:
            facts["allowed_updates"] = self._updates.allowed
        return facts | (self._error if self.url else {})

    async def _deliver(self) -> None:
        async with ClientSession(timeout=ClientTimeout(total=60)) as session:
            while await self._bell.until(lambda: self._updates.pending, within=None):
                update = self._updates.pending[0]
                if not await self._insist(session, update):
                    self.given_up.append(update)
                self._updates.confirm(update["update_id"] + 1)

    async def _insist(self, session: ClientSession, update: Json) -> bool:
        for attempt in range(self._attempts):
            if await self._post(session, update):
                return True
            await asyncio.sleep(self._interval * min(2**attempt, LONGEST_PAUSE))
        return False

    async def _post(self, session: ClientSession, update: Json) -> bool:
        secret = self._settings.get("secret_token")
        headers = {SECRET_HEADER: secret} if secret else {}
        try:
            async with session.post(self.url, json=update, headers=headers) as response:
                body = await response.read()
        except (ClientError, TimeoutError) as error:
            self._fail(str(error) or "Read timeout expired")
            return False
        if not 200 <= response.status < 300:
            self._fail(f"Wrong response from the webhook: {response.status} {response.reason}")
            return False
        await self._obey(body)
        return True

    async def _obey(self, body: bytes) -> None:
        """A webhook's answer may itself call a method."""
        with contextlib.suppress(ValueError):
            asked = json.loads(body)
            if isinstance(asked, dict) and "method" in asked and self.on_answer:
                await self.on_answer(asked)

    def _fail(self, reason: str) -> None:
        self._error = {"last_error_date": int(time.time()), "last_error_message": reason}
        self._bell.ring()
