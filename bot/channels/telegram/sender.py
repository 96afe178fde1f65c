"""Delivers replies: in order for each person, at Telegram's pace, again after trouble, at least once."""

import asyncio
import logging
from dataclasses import replace
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeChat, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot import replies as as_json
from bot.channels.telegram.keyboard import keyboard
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.rendering import Part, render
from bot.channels.telegram.request import pause, retry_seconds
from bot.messages import MenuItem, Reply
from knowledge.texts import Texts
from storage.records import Handled, Session
from storage.store import Store

log = logging.getLogger("charter.telegram.sender")

AT_ONCE = 32  # chats delivered to at the same time
AGAIN = 1.0  # seconds before trying again after a network error; doubled up to the next line
AGAIN_AT_MOST = 30.0
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Sender:
    """Drains the replies that turns have kept. A reply counts as delivered once Telegram has said so."""

    def __init__(self, bot: Bot, store: Store, texts: Texts, stop: asyncio.Event, pace: Pace) -> None:
        self._bot = bot
        self._store = store
        self._say = texts.say
        self._stop = stop
        self._pace = pace
        self._lanes = Lanes(self._deliver, AT_ONCE)

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
        while not self._stop.is_set() and (handled := await self._next(key)):
            index = len(handled.replies) - handled.to_send
            try:
                await self._send(handled, as_json.from_json(handled.replies[index]), first=index == 0)
            except asyncio.CancelledError:
                raise
            except Exception:
                log.exception("a reply could not be delivered")
            if not self._stop.is_set():
                await self._delivered(handled)

    async def _next(self, key: str) -> Handled | None:
        async with self._store.turn("telegram sender") as turn:
            handled = await turn.get(Handled, key)
        return handled if handled and handled.to_send else None

    async def _delivered(self, handled: Handled) -> None:
        """Note one reply as delivered; a forgotten person's last reply is forgotten with them."""
        left = handled.to_send - 1
        async with self._store.turn(handled.address) as turn:
            if left == 0 and await turn.get(Session, handled.address) is None:
                turn.remove(Handled, handled.key)
            else:
                turn.put(replace(handled, to_send=left))

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

    async def _menu(self, chat: str, items: tuple[MenuItem, ...]) -> None:
        commands = [BotCommand(item.command, item.does) for item in items]
        scope = BotCommandScopeChat(int(chat))
        await self._call(chat, lambda: self._bot.set_my_commands(commands, scope=scope))

    async def _show(self, chat: str, reply: Reply) -> bool:
        """Send a reply to a chat; False when the chat does not take it."""
        parts = render(reply) if reply.text or reply.title else []
        buttons = keyboard(reply.choices)
        for at, part in enumerate(parts, 1):
            markup = buttons if at == len(parts) else None
            if not await self._part(chat, part, markup):
                return False
        document = reply.document
        if document is None:
            return True
        return await self._call(
            chat,
            lambda: self._bot.send_document(int(chat), document.content, filename=document.name),
        )

    async def _part(self, chat: str, part: Part, markup: Any) -> bool:
        async def send() -> None:
            try:
                await self._bot.send_message(
                    int(chat), part.html, ParseMode.HTML, reply_markup=markup, link_preview_options=NO_PREVIEW
                )
            except BadRequest as error:
                if "parse entities" not in error.message:
                    raise
                log.warning("formatting refused; the same words were sent plain")
                await self._bot.send_message(
                    int(chat), part.plain, reply_markup=markup, link_preview_options=NO_PREVIEW
                )

        return await self._call(chat, send)

    async def _call(self, chat: str, call: Any) -> bool:
        """Make one call at this chat's pace, again after trouble; False when the chat refuses it for good."""
        wait = AGAIN
        while not self._stop.is_set():
            await self._pace.wait(chat)
            try:
                await call()
            except RetryAfter as error:
                await pause(retry_seconds(error), self._stop)
            except Forbidden:
                log.info("a person has left or blocked the bot")
                return False
            except BadRequest as error:
                log.warning("Telegram refused a message: %s", error.message)
                return False
            except (NetworkError, TelegramError) as error:
                log.warning("a message was not delivered yet: %s", type(error).__name__)
                await pause(wait, self._stop)
                wait = min(wait * 2, AGAIN_AT_MOST)
            else:
                return True
        return False
