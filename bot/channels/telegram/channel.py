"""Starts and stops the assistant on Telegram."""

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Awaitable, Callable

from starlette.routing import Route
from telegram import Bot, BotCommand
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.app import App
from bot.assistant import now
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.polling import ALLOWED, Polling
from bot.channels.telegram.request import AiohttpRequest, pause, retry_seconds
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.showing import Showing
from bot.channels.telegram.webhook import PATH, Webhook
from bot.channels.telegram.worker import Worker
from bot.errors import SettingsError
from bot.exports.fetching import Fetching
from bot.trouble import trouble
from storage.records import Arrival

log = logging.getLogger("charter.telegram")

AT_ONCE = 128  # chats worked on at the same time
FINISH = 5.0  # seconds for what is in hand when it is time to stop
SWEEP = 0.5  # seconds between looks for updates that other processes have kept or left
SWEEP_ALONE = 5.0  # ... where there are none
BROUGHT_AT_ONCE = 100  # updates that Telegram may bring to the webhook, as many as it offers
AGAIN = 2.0  # seconds between tries to reach Telegram at the start


class Telegram:
    """The assistant on Telegram: by long polling, or by a webhook when an address is given."""

    def __init__(
        self, app: App, token: str, api_url: str, webhook_url: str = "", pace: Pace | None = None
    ) -> None:
        request = AiohttpRequest()
        self._bot = Bot(
            token, base_url=f"{api_url}/bot", base_file_url=f"{api_url}/file/bot",
            request=request, get_updates_request=request,
        )  # fmt: skip
        self._app = app
        self._webhook_url = webhook_url
        self._stopping = asyncio.Event()
        texts, watch = app.content.texts, app.watch
        calls = Calls(self._stopping, pace or Pace(), watch)
        showing = Showing(self._bot, texts, calls, Fetching(app.store, now))
        self._sender = Sender(app.store, showing, calls, watch)
        self._inbox = Inbox(app.store, watch, self._arrived, self._unkept)
        self._worker = Worker(self._bot, app.assistant, self._inbox, texts, self._sender.add)
        self._lanes: Lanes[Arrival] = Lanes(self._inbox.waiting, self._worker.work, AT_ONCE)
        app.upkeep.first["telegram"] = self._sender.add
        self._webhook = Webhook(self._inbox, watch, _secret(token))
        self._polling = Polling(self._bot, self._inbox, watch, self._stopping)
        self._tasks: list[asyncio.Task[None]] = []
        self._idle = asyncio.Event()  # this process is not the one that leads
        self._idle.set()

    def routes(self) -> list[Route]:
        """Return what the web server must mount for the webhook."""
        return [self._webhook.route()] if self._webhook_url else []

    @property
    def link(self) -> str:
        """Where people find the bot, once it has started."""
        return f"https://t.me/{self._bot.username}"

    async def start(self) -> None:
        """Reach Telegram, take up what waits, and begin to receive.

        Raises `SettingsError` when Telegram does not know the token, or does not take the webhook.
        """
        if not await self._reach(self._bot.initialize):
            return
        self._app.invites.call(self._bot.username)
        await self._inbox.open()
        if not await self._reach(self._listen):
            return
        self._tasks = [
            asyncio.create_task(self._lead_again(), name="telegram lead"),
            asyncio.create_task(self._sweep(), name="telegram sweep"),
        ]
        commands = [BotCommand(item.command, item.does) for item in self._app.commands.menu("visitor")]
        with contextlib.suppress(TelegramError):  # a menu is a comfort; the bot works without it
            await self._bot.set_my_commands(commands)

    async def stop(self) -> None:
        """Stop receiving, finish what is in hand within some seconds; the rest is kept."""
        self._stopping.set()
        finishing = asyncio.gather(self._lanes.stop(), self._idle.wait())
        try:
            await asyncio.wait_for(finishing, FINISH)
        except TimeoutError:
            log.warning("not all that was in hand could be finished; it is kept for the next start")
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(self._lanes.drop(), *self._tasks, return_exceptions=True)
        await self._bot.shutdown()

    async def _lead_again(self) -> None:
        """Lead whenever we may; whatever goes wrong, a bot that stays deaf is worse."""
        while not self._stopping.is_set():
            try:
                await self._app.store.lead("telegram", self._lead)
            except Exception as error:  # noqa: BLE001 - as above
                log.error("fetching and sending broke off: %s", trouble(error))  # noqa: TRY400 - no words
                await pause(AGAIN, self._stopping)

    async def _lead(self) -> None:
        """Do what only one process does: fetch updates, and send replies."""
        self._idle.clear()
        self._app.watch.leads(leads=True)
        try:
            async with asyncio.TaskGroup() as group:
                if not self._webhook_url:
                    group.create_task(self._polling.run(), name="telegram polling")
                group.create_task(self._sender.run(), name="telegram sender")
        finally:
            self._app.watch.leads(leads=False)
            self._idle.set()

    async def _sweep(self) -> None:
        """Take up, now and then, what was left or what other processes have kept."""
        while not self._stopping.is_set():
            await pause(SWEEP if self._app.store.shared else SWEEP_ALONE, self._stopping)
            try:
                await self._inbox.sweep()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next sweep may do
                log.warning("what waits cannot be read: %s", trouble(error))

    async def _reach(self, call: Callable[[], Awaitable[object]]) -> bool:
        """Make a call until Telegram answers; False when it is time to stop before that."""
        while not self._stopping.is_set():
            try:
                await call()
            except InvalidToken:
                raise SettingsError(["TELEGRAM_BOT_TOKEN: Telegram does not know this token."]) from None
            except TelegramError as error:
                log.warning("Telegram cannot be reached yet: %s", type(error).__name__)
                await pause(retry_seconds(error) if isinstance(error, RetryAfter) else AGAIN, self._stopping)
            else:
                return True
        return False

    async def _listen(self) -> None:
        """Say how we want to be told of updates."""
        if not self._webhook_url:
            await self._bot.delete_webhook()
            return
        try:
            await self._bot.set_webhook(
                self._webhook_url + PATH,
                secret_token=_secret(self._bot.token),
                allowed_updates=ALLOWED,
                max_connections=BROUGHT_AT_ONCE,
            )
        except BadRequest as error:
            said = f"Telegram does not take this address: {error.message}."
            raise SettingsError([f"TELEGRAM_WEBHOOK_URL: {said}"]) from None

    async def _unkept(self, arrivals: list[Arrival]) -> None:
        await self._worker.help_unkept(arrivals)

    def _arrived(self, lane: str, arrival: Arrival | None) -> None:
        self._lanes.add(lane, arrival)


async def bot_name(token: str, api_url: str) -> str:
    """Return the bot's name, or nothing when Telegram cannot be asked now."""
    request = AiohttpRequest()
    bot = Bot(token, base_url=f"{api_url}/bot", request=request, get_updates_request=request)
    try:
        async with bot:
            return bot.username
    except TelegramError:
        return ""


def _secret(token: str) -> str:
    """The webhook's secret: follows from the token, so that every process knows it and nobody else does."""
    return hashlib.sha256(f"charter webhook {token}".encode()).hexdigest()
