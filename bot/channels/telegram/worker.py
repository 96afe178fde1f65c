"""Takes an arrival to the assistant: read it, run its turn, acknowledge the press, hand over the replies."""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.assistant import Assistant
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.reading import Reading, read
from bot.channels.telegram.rendering import render
from bot.channels.telegram.request import call
from bot.messages import Message, Reply
from bot.trouble import trouble
from knowledge.texts import Texts
from storage.errors import StoreAway, StoreError, Taken
from storage.records import Arrival

log = logging.getLogger("charter.telegram.worker")

TRIES = 3  # of a turn that fails, before its update is set aside; and of showing a press as taken
AGAIN = 0.5  # seconds between tries
ANSWER = 5.0  # seconds for showing a press as taken: the person's next message waits behind it
HELPED = 1_000  # messages remembered as answered past the queue


class Worker:
    """Works off one arrival at a time; what fails is tried again, then set aside with an apology."""

    def __init__(
        self, bot: Bot, assistant: Assistant, inbox: Inbox, texts: Texts, deliver: Callable[[str], None]
    ) -> None:
        self._bot = bot
        self._assistant = assistant
        self._inbox = inbox
        self._say = texts.say
        self._deliver = deliver
        self._helped: deque[str] = deque(maxlen=HELPED)
        self._given_up: dict[str, tuple[Arrival, str]] = {}

    async def work(self, arrival: Arrival) -> bool:
        """Run one arrival's turn, however many tries it takes within reason.

        False when it still waits: somebody else has it in hand, or the store is away. Its lane is left then.
        """
        await self._set_aside()
        if arrival.key in self._given_up:
            return False
        try:
            reading = read(arrival.body, self._bot)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must hold nobody up
            return await self._give_up(arrival, type(error).__name__)
        if reading.message is None:
            return await self._settle(arrival)
        try:
            return await self._run(arrival, reading, reading.message)
        except (Taken, StoreAway) as error:
            log.info("an update is left for later: update=%s %s", arrival.number, type(error).__name__)
            return False

    async def _run(self, arrival: Arrival, reading: Reading, message: Message) -> bool:
        done = True
        for last in (*[False] * (TRIES - 1), True):
            try:
                await self._assistant.handle(message, deliver=True, settles=arrival)
            except Taken:
                raise
            except StoreAway:
                await self._help_now(message)
                raise
            except Exception as error:  # noqa: BLE001 - the person is told, whatever it was
                log.error("a turn failed: update=%s %s", arrival.number, trouble(error))  # noqa: TRY400 - no words
                helped = await self._help_now(message)
                if last:
                    done = await self._give_up(arrival, "its turn failed")
                    if not helped:
                        await self._tell(message, Reply(self._say("something_failed")))
                else:
                    await asyncio.sleep(AGAIN)
            else:
                self._deliver(message.sender.address)
                break
        if reading.press:
            await self._acknowledge(reading.press)
        return done

    async def _acknowledge(self, press: str) -> None:
        """Show a press as taken; one that is too old to be shown as taken was taken all the same."""
        for _ in range(TRIES):
            try:
                await call(self._bot, "answerCallbackQuery", {"callback_query_id": press}, ANSWER)
            except TelegramError as error:
                log.info("a press could not be acknowledged: %s", type(error).__name__)
                if isinstance(error, BadRequest):
                    return
                await asyncio.sleep(AGAIN)
            else:
                return

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
        if message.id not in self._helped and await self._tell(message, urgent):
            self._helped.append(message.id)
        return True

    async def _tell(self, message: Message, reply: Reply) -> bool:
        place = message.place if reply.public else message.sender.id
        try:
            for part in render(reply):
                await self._bot.send_message(int(place), part.html, ParseMode.HTML)
        except TelegramError as error:
            log.warning("a reply past the queue was not delivered: %s", type(error).__name__)
            return False
        return True

    async def _settle(self, arrival: Arrival) -> bool:
        try:
            await self._inbox.done(arrival)
        except Taken:
            return False
        except StoreError as error:
            log.warning("an update could not be settled: update=%s %s", arrival.number, trouble(error))
            return False
        return True

    async def _give_up(self, arrival: Arrival, why: str) -> bool:
        self._given_up[arrival.key] = (arrival, why)
        await self._set_aside()
        return arrival.key not in self._given_up

    async def _set_aside(self) -> None:
        """Set aside what was given up. What the store does not take now is tried again with the next
        arrival: after a restart it would be run, long after the person was told that it was not saved.
        """
        for key in list(self._given_up):
            given = self._given_up.pop(key, None)
            if given is None:  # another lane is at it
                continue
            arrival, why = given
            try:
                await self._inbox.set_aside(arrival, why)
            except StoreError as error:
                self._given_up[key] = given
                log.warning("an update could not be set aside: update=%s %s", arrival.number, trouble(error))
                return
