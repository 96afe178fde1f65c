"""Shows one reply where it belongs: in the person's chat, in the group, or as a picture, a file or a menu."""

import logging
from contextlib import suppress
from dataclasses import replace
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.telegram.calls import Calls, Outcome
from bot.channels.telegram.files import CAPTION, send_file, send_picture
from bot.channels.telegram.insisting import insist
from bot.channels.telegram.keyboard import keyboard
from bot.channels.telegram.rendering import Part, render, units
from bot.channels.telegram.request import call
from bot.exports.fetching import Fetching
from bot.messages import Document, MenuItem, Reply
from knowledge.texts import Texts
from storage.errors import StoreUnreadable
from storage.records import Handled

log = logging.getLogger("charter.telegram.sender")

NO_PREVIEW = {"is_disabled": True}


class Showing:
    """Makes the calls that a reply takes, one after the other, until one of them is not taken."""

    def __init__(self, bot: Bot, texts: Texts, calls: Calls, fetching: Fetching) -> None:
        self._bot = bot
        self._fetching = fetching
        self._say = texts.say
        self._calls = calls

    async def send(self, handled: Handled, reply: Reply, *, first: bool) -> Outcome:
        """Send a reply; `GONE` only when the person's own chat is closed to us."""
        person = handled.address.partition(":")[2]
        if handled.group:
            await self._send_in_group(handled.place, person, reply, first=first)
            outcome = Outcome.TAKEN
        else:
            outcome = await self._show(handled.place, reply)
        if reply.menu and outcome is Outcome.TAKEN:
            await self._menu(person, reply.menu)
        return outcome

    async def _send_in_group(self, group: str, person: str, reply: Reply, *, first: bool) -> None:
        """Send to the group what all may read; the rest to the person, and a notice to the group."""
        if reply.public:
            await self._show(group, reply)
            return
        shown = await self._show(person, reply)
        notice = self._say("groups.in_private") if shown is Outcome.TAKEN else self._open_me()
        if first:
            await self._show(group, Reply(notice))

    async def _say_to(self, chat: int, markup: dict[str, Any] | None, **more: str) -> None:
        said = {"chat_id": chat, "link_preview_options": NO_PREVIEW, **more}
        await call(self._bot, "sendMessage", said | ({"reply_markup": markup} if markup else {}))

    def _open_me(self) -> str:
        return self._say("groups.open_me", link=f"https://t.me/{self._bot.username}")

    async def _menu(self, person: str, items: tuple[MenuItem, ...]) -> None:
        commands = [BotCommand(item.command, item.does) for item in items]

        async def set_menu(chat: int) -> None:
            await self._bot.set_my_commands(commands, scope=BotCommandScopeChat(chat))

        await self._calls.make(person, set_menu)

    async def _show(self, place: str, reply: Reply) -> Outcome:
        """Send a reply to a chat, and say what became of it."""
        document = reply.document
        if document and document.picture:
            return await self._show_picture(place, reply, document)
        parts = render(reply)
        buttons = keyboard(reply.choices)
        for at, part in enumerate(parts, 1):
            markup = buttons if at == len(parts) else None
            outcome = await self._part(place, part, markup)
            if outcome is not Outcome.TAKEN:
                return outcome
        if document is None:
            return Outcome.TAKEN
        if document.kept:
            content = await self._content(document)
            if content is None:
                return await self._show(place, Reply(self._say("export.gone")))
            document = replace(document, content=content)
        return await self._calls.make(place, lambda chat: send_file(self._bot, chat, document))

    async def _content(self, document: Document) -> bytes | None:
        """Return what is kept of a file, None when it is gone; while the store is away it is waited for."""

        async def read() -> bytes | None:
            with suppress(StoreUnreadable):  # damaged: it will not come back
                return await self._fetching.content(document)
            return None

        return await insist(self._calls, read)

    async def _show_picture(self, place: str, reply: Reply, picture: Document) -> Outcome:
        """Send a picture with all its words below, or behind them when they are too many for that."""
        words = "\n\n".join(filter(None, (reply.text, picture.alt)))
        parts = render(replace(reply, text=words))
        below = parts.pop() if len(parts) == 1 and units(parts[0].plain) <= CAPTION else None
        for part in parts:
            outcome = await self._part(place, part, None)
            if outcome is not Outcome.TAKEN:
                return outcome
        buttons = keyboard(reply.choices)
        return await self._calls.make(
            place, lambda chat: send_picture(self._bot, chat, picture, below, buttons)
        )

    async def _part(self, place: str, part: Part, markup: dict[str, Any] | None) -> Outcome:
        async def send(chat: int) -> None:
            try:
                await self._say_to(chat, markup, text=part.html, parse_mode=ParseMode.HTML)
            except BadRequest as error:
                if "parse entities" not in error.message:
                    raise
                log.warning("formatting refused; the same words were sent plain")
                await self._say_to(chat, markup, text=part.plain)

        return await self._calls.make(place, send)
