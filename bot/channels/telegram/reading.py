"""Updates as messages: who wrote, what, and whether the bot was meant.

Only what is needed of an update is read, by the names of the Bot API. The library's own objects hold all of
it, and making them took as long as the turn (measured, benchmarks/turns).
"""

from dataclasses import dataclass
from typing import Any

from pydantic import AliasPath, BaseModel, ConfigDict, Field
from telegram import Bot

from bot.messages import Message, Sender

LARGEST = 2**52  # Telegram's ids have at most 52 significant bits (Bot API, "Chat")


@dataclass(frozen=True)
class Reading:
    """What an update says; `message` is None when nothing in it is for us. `press` wants an answer."""

    message: Message | None
    press: str = ""


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class _Chat(_Part):
    id: int
    type: str

    @property
    def group(self) -> bool:
        return self.type != "private"


class _User(_Part):
    id: int
    is_bot: bool = False


class _Entity(_Part):
    type: str
    offset: int
    length: int


class _Written(_Part):
    message_id: int
    chat: _Chat
    sender: _User | None = Field(default=None, alias="from")
    text: str | None = None
    entities: list[_Entity] = []
    answered: int | None = Field(default=None, validation_alias=AliasPath("reply_to_message", "from", "id"))

    def marked(self, kind: str) -> list[tuple[int, str]]:
        """Return the words that are marked as something, with where they stand (in UTF-16, as marked)."""
        units = (self.text or "").encode("utf-16-le", "surrogatepass")
        found = [each for each in self.entities if each.type == kind]
        parts = [units[2 * each.offset : 2 * (each.offset + each.length)] for each in found]
        words = [part.decode("utf-16-le", "surrogatepass") for part in parts]
        return [(each.offset, word) for each, word in zip(found, words, strict=True)]


class _Press(_Part):
    id: str
    sender: _User = Field(alias="from")
    data: str = ""
    chat: _Chat | None = Field(default=None, validation_alias=AliasPath("message", "chat"))


class _Update(_Part):
    update_id: int
    message: _Written | None = None
    edited_message: _Written | None = None
    callback_query: _Press | None = None


def read(body: dict[str, Any], bot: Bot) -> Reading:
    """Read a raw update. Raises `pydantic.ValidationError` when it is none."""
    update = _Update.model_validate(body)
    if update.callback_query:
        return _press(update.update_id, update.callback_query)
    if update.edited_message:
        return Reading(_written(update.edited_message, bot, edited=update.update_id))
    if update.message:
        return Reading(_written(update.message, bot))
    return Reading(None)


def lane(body: dict[str, Any]) -> str:
    """Return which chat a raw update belongs to, without trusting its shape."""
    places = (
        ("message", "chat", "id"), ("edited_message", "chat", "id"),
        ("callback_query", "message", "chat", "id"), ("callback_query", "from", "id"),
    )  # fmt: skip
    chats = (_at(body, *place) for place in places)
    return str(next((chat for chat in chats if type(chat) is int and abs(chat) < LARGEST), "none"))


def _at(body: Any, *path: str) -> Any:
    for name in path:
        body = body.get(name) if isinstance(body, dict) else None
    return body


def _press(number: int, press: _Press) -> Reading:
    message = Message(
        id=f"u{number}",
        sender=Sender("telegram", str(press.sender.id)),
        choice=press.data,
        place=str(press.chat.id if press.chat else press.sender.id),
        group=press.chat is not None and press.chat.group,
    )
    return Reading(message, press=press.id)


def _written(said: _Written, bot: Bot, edited: int = 0) -> Message | None:
    """Return a written message; None for what was not meant for the bot, or for nobody."""
    if said.sender is None or said.sender.is_bot:
        return None
    if edited and said.text is None:  # a live location moves every few seconds; once was enough to say so
        return None
    if said.chat.group and not (said.text and _addressed(said, bot)):
        return None
    original = f"m{said.chat.id}.{said.message_id}"
    return Message(
        id=f"e{edited}" if edited else original,
        sender=Sender("telegram", str(said.sender.id)),
        text=_without_mention(said, bot) if said.chat.group else said.text or "",
        place=str(said.chat.id),
        group=said.chat.group,
        unreadable=said.text is None,
        corrects=original if edited else "",
    )


def _addressed(said: _Written, bot: Bot) -> bool:
    """Whether a message in a group is for the bot: its name, a reply to it, or a command."""
    if said.answered == bot.id:
        return True
    if any(_names(words, bot) for _, words in said.marked("mention")):
        return True
    first = next((words for at, words in said.marked("bot_command") if at == 0), "")
    _, at, name = first.partition("@")
    return bool(first) and (not at or _names(f"@{name}", bot))


def _names(words: str, bot: Bot) -> bool:
    return words.casefold() == f"@{bot.username}".casefold()


def _without_mention(said: _Written, bot: Bot) -> str:
    text = said.text or ""
    for _, words in said.marked("mention"):
        if _names(words, bot):
            text = text.replace(words, " ")
    return " ".join(text.split())
