"""One call about a chat: at the chat's pace, again after trouble, until Telegram takes it or refuses it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from enum import Enum, auto

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.channels.telegram import again
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.request import pause, retry_seconds
from bot.watch import Watch

log = logging.getLogger("charter.telegram.calls")

AT_ONCE = 128  # calls at the same time; a chat that waits for its turn takes up none of them
TOO_LARGE = "Too Large"  # what Telegram says of a file; no second try makes it smaller

Call = Callable[[int], Awaitable[object]]


class Stopped(Exception):
    """It is time to stop: what was not done stays kept, for the next start."""


class Outcome(Enum):
    """What became of a call."""

    TAKEN = auto()
    REFUSED = auto()
    GONE = auto()  # the person has left or blocked the bot


class Calls:
    """Makes calls until `stop` is set; then what waits raises `Stopped`."""

    def __init__(self, stop: asyncio.Event, pace: Pace, watch: Watch) -> None:
        self.stop = stop
        self._pace = pace
        self._watch = watch
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def make(self, chat: str, call: Call) -> Outcome:
        """Make one call, however many tries it takes, until it is taken or refused for good."""
        waits = again.waits()
        while True:
            await self._pace.wait(chat, self.wait)
            if self.stop.is_set():
                raise Stopped
            try:
                async with self._slots:
                    await call(int(chat))
            except RetryAfter as error:
                self._watch.told_to_wait()
                self._pace.hold(chat, retry_seconds(error))  # for all who write there, and nobody else
            except ChatMigrated as error:
                chat = str(error.new_chat_id)
            except TelegramError as error:
                if final := _final(error):
                    return final
                log.warning("a call was not answered yet: %s", type(error).__name__)
                self._watch.retried()
                await self.wait(next(waits))
            else:
                return Outcome.TAKEN

    async def wait(self, seconds: float) -> None:
        """Wait some time; raises `Stopped` when it is time to stop."""
        await pause(seconds, self.stop)
        if self.stop.is_set():
            raise Stopped


def _final(error: TelegramError) -> Outcome | None:
    if isinstance(error, Forbidden):
        log.info("a person has left or blocked the bot")
        return Outcome.GONE
    if isinstance(error, BadRequest) or TOO_LARGE in error.message:
        log.warning("Telegram refused a message: %s", _refusal(error))
        return Outcome.REFUSED
    return None


def _refusal(error: TelegramError) -> str:
    """Return what Telegram refused, without what stands behind the colon: it can quote the message."""
    return error.message.partition(":")[0][:80]
