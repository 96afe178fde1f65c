"""The chats: what was said in them, and whether the bot may speak there."""

from collections.abc import Coroutine, Iterator
from typing import Any

from .entities import words_of
from .hearing import Hearing
from .messages import Message
from .refusals import Refusal
from .wire import Json


class Chat:
    """A conversation between the bot and one or more people."""

    def __init__(self, info: Json, hearing: Hearing, numbers: Iterator[int]) -> None:
        self.info = info
        self.hearing = hearing
        self.messages: list[Message] = []
        self._numbers = numbers

    @property
    def id(self) -> int:
        return int(self.info["id"])

    @property
    def seen(self) -> list[Message]:
        """The bot's messages as they stand now: edits applied, deleted ones gone."""
        return [message for message in self.messages if message.from_bot and not message.deleted]

    def add(self, sender: Json, content: Json, **more: Any) -> Message:
        """Write a message into the chat."""
        message = Message(next(self._numbers), self.info, sender, content, **more)
        self.messages.append(message)
        return message

    def find(self, message_id: int) -> Message | None:
        """The message of this number, unless it was deleted."""
        found = [message for message in self.messages if message.message_id == message_id]
        return found[0] if found and not found[0].deleted else None

    def hears(self, containing: str = "", timeout: float = 10) -> Coroutine[Any, Any, Message]:
        """Wait for the bot's next message here, or its next edit, that contains the words."""
        return self.hearing.hears(containing, timeout)

    async def quiet(self, lasting: float = 0.2, within: float = 10) -> None:
        """The bot has taken every update and says nothing more here."""
        await self.hearing.quiet(lasting, within)

    def check_open(self) -> None:
        """Refuse when the bot may not write here."""

    def reaches_bot(self, message: Message, bot: Json) -> bool:
        """Whether the bot is told of a message."""
        return True


class PrivateChat(Chat):
    """One person and the bot."""

    started = False
    blocked = False

    def check_open(self) -> None:
        """Refuse a person who blocked the bot, or never spoke to it."""
        if self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if not self.started:
            raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")


class Group(Chat):
    """Several people and the bot, which is in privacy mode."""

    members: frozenset[int] = frozenset()

    def reaches_bot(self, message: Message, bot: Json) -> bool:
        """Only commands, mentions of the bot and replies to it."""
        if message.reply_to is not None and message.reply_to.sender["id"] == bot["id"]:
            return True
        entities = message.content.get("entities") or message.content.get("caption_entities") or []
        words = [(entity, words_of(message.text, entity)) for entity in entities]
        return any(_is_for(entity, word, bot["username"]) for entity, word in words)


def _is_for(entity: Json, word: str, username: str) -> bool:
    name = word.rpartition("@")[2].lower() if "@" in word else ""
    if entity["type"] == "bot_command" and entity["offset"] == 0:
        return name in ("", username.lower())
    return bool(entity["type"] == "mention") and name == username.lower()
