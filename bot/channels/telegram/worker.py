"""Takes an arrival to the assistant: read it, run its turn, acknowledge the press, hand over the replies."""

import asyncio
import contextlib
import logging
from collections.abc import Callable

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.assistant import Assistant
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.reading import Reading, read
from bot.channels.telegram.rendering import render
from bot.messages import Message, Reply
from knowledge.texts import Texts
from storage.records import Arrival

log = logging.getLogger("charter.telegram.worker")

TRIES = 3  # of a turn that fails, before its update is set aside
AGAIN = 0.5  # seconds between tries


class Worker:
    """Works off one arrival at a time; what fails is tried again, then set aside with an apology."""

    def __init__(
        self, bot: Bot, assistant: Assistant, inbox: Inbox, texts: Texts, deliver: Callable[[str, str], None]
    ) -> None:
        self._bot = bot
        self._assistant = assistant
        self._inbox = inbox
        self._say = texts.say
        self._deliver = deliver
        self._helped: set[str] = set()

    async def work(self, arrival: Arrival) -> None:
        """Run one arrival's turn, however many tries it takes within reason."""
        try:
            reading = read(arrival.body, self._bot)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must hold nobody up
            await self._give_up(arrival, type(error).__name__)
            return
        if reading.message is None:
            await self._settle(arrival)
            return
        await self._run(arrival, reading, reading.message)

    async def _run(self, arrival: Arrival, reading: Reading, message: Message) -> None:
        for last in (*[False] * (TRIES - 1), True):
            try:
                await self._assistant.handle(message, deliver=True, settles=arrival)
            except Exception:
                log.exception("a turn failed: update=%s", arrival.number)
                helped = await self._help_now(message)
                if last:
                    await self._give_up(arrival, "its turn failed")
                    if not helped:
                        await self._tell(message, Reply(self._say("something_failed")))
                else:
                    await asyncio.sleep(AGAIN)
            else:
                self._deliver(message.sender.address, f"{message.sender.address}|{message.id}")
                break
        if reading.press:
            await self._acknowledge(reading.press)

    async def _acknowledge(self, press: str) -> None:
        """Show a press as taken; one that is too old to be shown as taken was taken all the same."""
        try:
            await self._bot.answer_callback_query(press)
        except TelegramError as error:
            log.info("a press could not be acknowledged: %s", type(error).__name__)

    async def help_unkept(self, arrivals: list[Arrival]) -> None:
        """Answer those in distress among updates that could not be kept; Telegram will send all again."""
        for arrival in arrivals:
            with contextlib.suppress(Exception):  # one that cannot be read must not keep help from the next
                message = read(arrival.body, self._bot).message
                if message:
                    await self._help_now(message)

    async def _help_now(self, message: Message) -> bool:
        """Give somebody in distress the urgent answer past the store and the queue, once."""
        urgent = self._assistant.urgent(message)
        if urgent is None:
            return False
        if message.id not in self._helped:
            self._helped.add(message.id)
            await self._tell(message, urgent)
        return True

    async def _tell(self, message: Message, reply: Reply) -> None:
        place = message.place if reply.public else message.sender.id
        try:
            for part in render(reply):
                await self._bot.send_message(int(place), part.html, ParseMode.HTML)
        except TelegramError as error:
            log.warning("a reply past the queue was not delivered: %s", type(error).__name__)

    async def _settle(self, arrival: Arrival) -> None:
        try:
            await self._inbox.done(arrival)
        except Exception:
            log.exception("an update could not be settled: update=%s", arrival.number)

    async def _give_up(self, arrival: Arrival, why: str) -> None:
        try:
            await self._inbox.set_aside(arrival, why)
        except Exception:
            log.exception("an update could not be set aside: update=%s", arrival.number)
