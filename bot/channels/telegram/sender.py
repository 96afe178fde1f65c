"""Delivers replies: in order for each person, at Telegram's pace, again after trouble, at least once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from telegram import Bot, BotCommand, BotCommandScopeChat, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot import replies as as_json
from bot.channels.telegram.calls import AGAIN, AGAIN_AT_MOST, Calls, Stopped
from bot.channels.telegram.keyboard import keyboard
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.rendering import Part, render
from bot.messages import MenuItem, Reply
from bot.trouble import trouble
from knowledge.texts import Texts
from storage.errors import StoreError
from storage.records import Handled, Session
from storage.store import Store

log = logging.getLogger("charter.telegram.sender")

T = TypeVar("T")

PEOPLE = 10_000  # people delivered to side by side; `calls.py` bounds what really goes on at once
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Sender:
    """Drains the replies that turns have kept. A reply counts as delivered once Telegram has said so."""

    def __init__(self, bot: Bot, store: Store, texts: Texts, stop: asyncio.Event, pace: Pace) -> None:
        self._bot = bot
        self._store = store
        self._say = texts.say
        self._stop = stop
        self._calls = Calls(stop, pace)
        self._lanes = Lanes(self._deliver, PEOPLE)

    async def waiting(self) -> None:
        """Take up what was not delivered before a restart, in order."""
        kept = await self._store.read(Handled, "to-send:telegram")
        for handled in sorted(kept, key=lambda each: each.order):
            self.add(handled.address, handled.key)

    def add(self, address: str, key: str) -> None:
        """Deliver the replies kept under this key, behind those of the same person before them."""
        self._lanes.add(address, key)

    async def stop(self) -> None:
        """Finish the message in hand."""
        await self._lanes.stop()

    def cancel(self) -> None:
        """Drop the message in hand."""
        self._lanes.cancel()

    async def _deliver(self, key: str) -> None:
        """Deliver the replies kept under a key; each is noted as soon as it is delivered, or refused."""
        with suppress(Stopped):
            while not self._stop.is_set() and (handled := await self._insist(lambda: self._next(key))):
                await self._try(handled)
                await self._insist(lambda: self._delivered(key))

    async def _try(self, handled: Handled) -> None:
        index = len(handled.replies) - handled.to_send
        try:
            await self._send(handled, as_json.from_json(handled.replies[index]), first=index == 0)
        except Stopped:
            raise
        except Exception as error:  # noqa: BLE001 - one that can never be delivered must not hold up the rest
            log.error("a reply could not be delivered: %s", trouble(error))  # noqa: TRY400 - no words

    async def _next(self, key: str) -> Handled | None:
        async with self._store.turn("telegram sender") as turn:
            handled = await turn.get(Handled, key)
        return handled if handled and handled.to_send else None

    async def _delivered(self, key: str) -> None:
        """Note one reply as delivered; the last one to somebody forgotten is forgotten with them."""
        async with self._store.turn(key.partition("|")[0]) as turn:
            handled = await turn.get(Handled, key)
            if handled is None:  # forgotten while it was on its way: nothing of it may come back
                return
            left = handled.to_send - 1
            session = await turn.get(Session, handled.address)
            if left == 0 and (session is None or handled.message_id not in session.handled):
                turn.remove(Handled, key)
            else:
                turn.put(replace(handled, to_send=left))

    async def _insist(self, turn: Callable[[], Awaitable[T]]) -> T:
        """Take a turn of the store, again while it fails: to go on without it would be to send twice."""
        wait = AGAIN
        while True:
            try:
                return await turn()
            except StoreError as error:
                log.warning("a delivery cannot be noted: %s; trying again", trouble(error))
            await self._calls.wait(wait)
            wait = min(wait * 2, AGAIN_AT_MOST)

    async def _send(self, handled: Handled, reply: Reply, *, first: bool) -> None:
        person = handled.address.partition(":")[2]
        if reply.public or not handled.group:
            await self._show(handled.place, reply)
        else:
            notice = self._say("groups.in_private") if await self._show(person, reply) else self._open_me()
            if first:
                await self._show(handled.place, Reply(notice))
        if reply.menu:
            await self._menu(person, reply.menu)

    def _open_me(self) -> str:
        return self._say("groups.open_me", link=f"https://t.me/{self._bot.username}")

    async def _menu(self, person: str, items: tuple[MenuItem, ...]) -> None:
        commands = [BotCommand(item.command, item.does) for item in items]

        async def set_menu(chat: int) -> None:
            await self._bot.set_my_commands(commands, scope=BotCommandScopeChat(chat))

        await self._calls.make(person, set_menu)

    async def _show(self, place: str, reply: Reply) -> bool:
        """Send a reply to a chat; False when the chat does not take it."""
        parts = render(reply)
        buttons = keyboard(reply.choices)
        for at, part in enumerate(parts, 1):
            markup = buttons if at == len(parts) else None
            if not await self._part(place, part, markup):
                return False
        document = reply.document
        if document is None:
            return True

        async def send(chat: int) -> None:
            await self._bot.send_document(chat, document.content, filename=document.name)

        return await self._calls.make(place, send)

    async def _part(self, place: str, part: Part, markup: InlineKeyboardMarkup | None) -> bool:
        async def send(chat: int) -> None:
            try:
                await self._bot.send_message(
                    chat, part.html, ParseMode.HTML, reply_markup=markup, link_preview_options=NO_PREVIEW
                )
            except BadRequest as error:
                if "parse entities" not in error.message:
                    raise
                log.warning("formatting refused; the same words were sent plain")
                await self._bot.send_message(
                    chat, part.plain, reply_markup=markup, link_preview_options=NO_PREVIEW
                )

        return await self._calls.make(place, send)
