"""People: they write to the bot, press its buttons, and see what it answers."""

import re
from collections.abc import Coroutine
from typing import Any, Literal

from . import media
from .chats import Chat, Group, PrivateChat
from .entities import split_long
from .membership import my_chat_member
from .messages import Message
from .presses import Press, Presses
from .updates import Updates
from .wire import Json

DEEP_LINK = re.compile(r"https://t\.me/(?P<bot>\w+)(?:\?start=(?P<payload>[A-Za-z0-9_-]{1,64}))?")
LONGEST_TEXT = 4096


class Person:
    """Somebody with Telegram on their phone.

    Everything is said in the private chat with the bot, unless a group is named with `chat=`.
    """

    def __init__(
        self, user: Json, private: PrivateChat, bot: Json, updates: Updates, presses: Presses
    ) -> None:
        self.user = user
        self.private = private
        self._bot = bot
        self._updates = updates
        self._presses = presses

    @property
    def name(self) -> str:
        return str(self.user["first_name"])

    @property
    def id(self) -> int:
        return int(self.user["id"])

    @property
    def seen(self) -> list[Message]:
        """The bot's messages in the private chat, as they stand now."""
        return self.private.seen

    @property
    def notices(self) -> list[str]:
        """What popped up on this person's screen after presses."""
        return [press.notice for press in self._presses.all if press.sender is self.user and press.notice]

    def says(self, text: str, *, chat: Chat | None = None, reply_to: Message | None = None) -> Message:
        """Write a text; one above 4096 units goes out as several messages, the last is returned."""
        if not text.strip():
            raise AssertionError("Telegram's apps do not send an empty text")
        pieces = split_long(text.strip(), LONGEST_TEXT)
        return [self.sends(media.text(piece), chat=chat, reply_to=reply_to) for piece in pieces][-1]

    def sends_photo(self, caption: str = "", *, chat: Chat | None = None) -> Message:
        return self.sends(media.photo() | media.caption(caption), chat=chat)

    def sends_document(
        self, filename: str = "notes.pdf", caption: str = "", *, chat: Chat | None = None
    ) -> Message:
        file = media.document(filename, 1024, "application/pdf")
        return self.sends(file | media.caption(caption), chat=chat)

    def sends_sticker(self, emoji: str = "👍", *, chat: Chat | None = None) -> Message:
        return self.sends(media.sticker(emoji), chat=chat)

    def sends_voice(self, seconds: int = 3, *, chat: Chat | None = None) -> Message:
        return self.sends(media.voice(seconds), chat=chat)

    def sends_location(
        self, latitude: float = 51.5, longitude: float = -0.12, *, chat: Chat | None = None
    ) -> Message:
        return self.sends(media.location(latitude, longitude), chat=chat)

    def sends(self, content: Json, *, chat: Chat | None = None, reply_to: Message | None = None) -> Message:
        """Send any content, as the Bot API describes it."""
        place = self._place(chat)
        message = place.add(self.user, content, reply_to=reply_to)
        if place.reaches_bot(message, self._bot):
            self._updates.add("message", message.as_json())
        return message

    def edits(self, which: int | Literal["last"], text: str, *, chat: Chat | None = None) -> Message:
        """Change one of their own texts: the first is 1."""
        place = self._place(chat)
        own = [message for message in place.messages if message.sender is self.user]
        texts = [message for message in own if "text" in message.content]
        message = texts[-1 if which == "last" else which - 1]
        message.content = media.text(text)
        message.edit_date = message.date + 1
        if place.reaches_bot(message, self._bot):
            self._updates.add("edited_message", message.as_json())
        return message

    def opens(self, link: str) -> Message:
        """Follow a link to the bot and press Start."""
        match = DEEP_LINK.fullmatch(link)
        if not match or match["bot"].lower() != self._bot["username"].lower():
            raise AssertionError(f"{link} does not open @{self._bot['username']}")
        return self.says(f"/start {match['payload'] or ''}")

    def presses(self, label: str, *, chat: Chat | None = None, expired: bool = False) -> Press:
        """Press the newest inline button of this label."""
        seen = self._place(chat).seen
        for message in reversed(seen):
            if data := message.data_behind(label):
                return self._presses.add(self.user, data, message, expired=expired)
        labels = [text for message in seen for text in message.labels]
        raise AssertionError(f"no button {label!r} to press, only {labels}")

    def presses_data(self, data: str, *, chat: Chat | None = None, expired: bool = False) -> Press:
        """Press a button that may be gone, on the bot's newest message, even if that was deleted."""
        place = self._place(chat)
        sent = [message for message in place.messages if message.from_bot]
        if not sent:
            raise AssertionError("the bot has not sent a message here that could have had a button")
        return self._presses.add(self.user, data, sent[-1], expired=expired)

    def blocks(self) -> None:
        """Block the bot: it hears of it, and can no longer write."""
        self.private.blocked = True
        self._tell_membership("member", "kicked")

    def unblocks(self) -> None:
        """Let the bot write again."""
        self.private.blocked = False
        self._tell_membership("kicked", "member")

    def hears(self, containing: str = "", timeout: float = 10) -> Coroutine[Any, Any, Message]:
        """Wait for the bot's next message here, or its next edit, that contains the words."""
        return self.private.hears(containing, timeout)

    async def quiet(self, lasting: float = 0.2, within: float = 10) -> None:
        """The bot has taken every update and says nothing more."""
        await self.private.quiet(lasting, within)

    def _place(self, chat: Chat | None) -> Chat:
        if chat is None:
            if self.private.blocked:
                raise AssertionError(f"{self.name} blocked the bot and has to unblock it first")
            self.private.started = True
            return self.private
        if not isinstance(chat, Group) or self.id not in chat.members:
            raise AssertionError(f"{self.name} is not in {chat.info}")
        return chat

    def _tell_membership(self, before: str, after: str) -> None:
        change = my_chat_member(self.private.info, self.user, self._bot, before, after)
        self._updates.add("my_chat_member", change)
