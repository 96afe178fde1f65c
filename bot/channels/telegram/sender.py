"""Delivers replies: in order for each person, at Telegram's pace, again after trouble, at least once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot import replies as as_json
from bot.assistant import now
from bot.channels.telegram.calls import AGAIN, AGAIN_AT_MOST, Calls, Outcome, Stopped
from bot.channels.telegram.files import CAPTION, send_file, send_picture
from bot.channels.telegram.inbox import CHANNEL
from bot.channels.telegram.keyboard import keyboard
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.rendering import Part, render, units
from bot.channels.telegram.request import call, pause
from bot.messages import Document, MenuItem, Reply
from bot.trouble import trouble
from bot.watch import Watch
from knowledge.texts import Texts
from storage.errors import StoreError
from storage.records import Handled, Member, Session
from storage.store import Store

log = logging.getLogger("charter.telegram.sender")

T = TypeVar("T")

PEOPLE = 10_000  # people delivered to side by side; `calls.py` bounds what really goes on at once
NOTED_AT_ONCE = 8  # deliveries: a store has few connections, and people's turns need them too
TO_SEND = "to-send:"
SWEEP = 0.2  # seconds between looks for what other processes have to send
SWEEP_ALONE = 5.0  # ... where there are none
NO_PREVIEW = {"is_disabled": True}


class Sender:
    """Drains the replies that turns have kept. A reply counts as delivered once Telegram has said so.

    One process sends for all that share a store: so the order holds, and the pace.
    """

    def __init__(self, bot: Bot, store: Store, texts: Texts, calls: Calls, watch: Watch) -> None:
        self._bot = bot
        self._store = store
        self._say = texts.say
        self._calls = calls
        self._stop = calls.stop
        self._watch = watch
        self._lanes = Lanes(self._waiting, self._deliver, PEOPLE)
        self._sends = False
        self._noting = asyncio.Semaphore(NOTED_AT_ONCE)

    def add(self, address: str) -> None:
        """Say that there are replies for somebody. Where another process sends, it will find them."""
        if self._sends:
            self._lanes.add(address)

    async def run(self) -> None:
        """Deliver what waits and what comes, until it is time to stop; then finish the messages in hand."""
        self._sends = True
        try:
            while not self._stop.is_set():
                await self._sweep()
                await pause(SWEEP if self._store.shared else SWEEP_ALONE, self._stop)
            await self._lanes.stop()
        finally:
            self._sends = False
            await self._lanes.drop()

    async def _sweep(self) -> None:
        try:
            for tag in await self._store.tags(Handled, f"{TO_SEND}{CHANNEL}:"):
                self._lanes.add(tag.removeprefix(TO_SEND))
        except Exception as error:  # noqa: BLE001 - whatever it is, the next sweep may do
            log.warning("what is to be sent cannot be read: %s", trouble(error))

    async def _waiting(self, address: str) -> list[str]:
        """Return the keys of what somebody is still to be sent, in order."""
        kept = await self._store.read(Handled, TO_SEND + address)
        return [handled.key for handled in sorted(kept, key=lambda each: each.order)]

    async def _deliver(self, key: str) -> bool:
        """Deliver the replies kept under a key; each is noted as soon as it is delivered, or refused."""
        try:
            handled = await self._insist(lambda: self._next(key))
            while not self._stop.is_set() and handled and handled.to_send:
                outcome = await self._try(handled)
                gone = outcome is Outcome.GONE
                left = 0 if gone else handled.to_send - 1
                handled = await self._insist(partial(self._delivered, key, left, gone=gone))
                self._count(outcome)
        except Stopped:
            return False
        return not self._stop.is_set()

    def _count(self, outcome: Outcome) -> None:
        if outcome is Outcome.TAKEN:
            self._watch.delivered()
        else:
            self._watch.refused()
        if outcome is Outcome.GONE:
            self._watch.gone()

    async def _try(self, handled: Handled) -> Outcome:
        index = len(handled.replies) - handled.to_send
        try:
            return await self._send(handled, as_json.from_json(handled.replies[index]), first=index == 0)
        except Stopped:
            raise
        except Exception as error:  # noqa: BLE001 - one that can never be delivered must not hold up the rest
            log.error("a reply could not be delivered: %s", trouble(error))  # noqa: TRY400 - no words
            return Outcome.REFUSED

    async def _next(self, key: str) -> Handled | None:
        async with self._store.turn(f"sending {key}") as turn:
            handled = await turn.get(Handled, key)
        return handled if handled and handled.to_send else None

    async def _delivered(self, key: str, left: int, *, gone: bool) -> Handled | None:
        """Note how many are left; the last one to somebody forgotten is forgotten with them.

        Noted as what is left, not as one less: two processes may for a moment both believe they send.
        """
        async with self._store.turn(key.partition("|")[0]) as turn:
            handled = await turn.get(Handled, key)
            if handled is None:  # forgotten while it was on its way: nothing of it may come back
                return None
            session = await turn.get(Session, handled.address)
            if gone and session:
                member = await turn.get(Member, handled.address) or Member(handled.address)
                turn.put(replace(member, gone=now().isoformat(timespec="seconds")))
            if left == 0 and (session is None or handled.message_id not in session.handled):
                turn.remove(Handled, key)
                return None
            left = min(left, handled.to_send)
            done = len(handled.replies) - left
            delivered = (as_json.once_delivered(each) for each in handled.replies[:done])
            left_over = replace(handled, replies=(*delivered, *handled.replies[done:]), to_send=left)
            turn.put(left_over)
        return left_over

    async def _insist(self, turn: Callable[[], Awaitable[T]]) -> T:
        """Take a turn of the store, again while it fails: to go on without it would be to send twice."""
        wait = AGAIN
        while True:
            try:
                async with self._noting:
                    return await turn()
            except StoreError as error:
                log.warning("a delivery cannot be noted: %s; trying again", trouble(error))
            await self._calls.wait(wait)
            wait = min(wait * 2, AGAIN_AT_MOST)

    async def _send(self, handled: Handled, reply: Reply, *, first: bool) -> Outcome:
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
        return await self._calls.make(place, lambda chat: send_file(self._bot, chat, document))

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
