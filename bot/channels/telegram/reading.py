"""Updates as messages: who wrote, what, and whether the bot was meant."""

from dataclasses import dataclass
from typing import Any

from telegram import Bot, Chat, MessageEntity, Update
from telegram import Message as TelegramMessage

from bot.messages import Message, Sender

LARGEST = 2**52  # Telegram's ids have at most 52 significant bits (Bot API, "Chat")


@dataclass(frozen=True)
class Reading:
    """What an update says; `message` is None when nothing in it is for us. `press` wants an answer."""

    message: Message | None
    press: str = ""


def read(body: dict[str, Any], bot: Bot) -> Reading:
    """Read a raw update. Raises whatever the parser raises when it is none."""
    update = Update.de_json(body, bot)
    if update.callback_query:
        return _press(update)
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


def _press(update: Update) -> Reading:
    query = update.callback_query
    assert query is not None  # noqa: S101 - the caller has looked
    chat = query.message.chat if query.message else None
    group = chat is not None and chat.type != Chat.PRIVATE
    message = Message(
        id=f"u{update.update_id}",
        sender=Sender("telegram", str(query.from_user.id)),
        choice=query.data or "",
        place=str(chat.id if chat else query.from_user.id),
        group=group,
    )
    return Reading(message, press=query.id)


def _written(said: TelegramMessage, bot: Bot, edited: int = 0) -> Message | None:
    """Return a written message; None for what was not meant for the bot, or for nobody."""
    group = said.chat.type != Chat.PRIVATE
    if said.from_user is None or said.from_user.is_bot:
        return None
    if edited and said.text is None:  # a live location moves every few seconds; once was enough to say so
        return None
    if group and not (said.text and _addressed(said, bot)):
        return None
    original = f"m{said.chat.id}.{said.message_id}"
    return Message(
        id=f"e{edited}" if edited else original,
        sender=Sender("telegram", str(said.from_user.id)),
        text=_without_mention(said, bot) if group else said.text or "",
        place=str(said.chat.id),
        group=group,
        unreadable=said.text is None,
        corrects=original if edited else "",
    )


def _addressed(said: TelegramMessage, bot: Bot) -> bool:
    """Whether a message in a group is for the bot: its name, a reply to it, or a command."""
    answered = said.reply_to_message.from_user if said.reply_to_message else None
    if answered is not None and answered.id == bot.id:
        return True
    if any(words.casefold() == f"@{bot.username}".casefold() for words in _mentions(said)):
        return True
    commands = said.parse_entities([MessageEntity.BOT_COMMAND])
    first = next((words for entity, words in commands.items() if entity.offset == 0), "")
    _, at, name = first.partition("@")
    return bool(first) and (not at or name.casefold() == bot.username.casefold())


def _mentions(said: TelegramMessage) -> list[str]:
    return list(said.parse_entities([MessageEntity.MENTION]).values())


def _without_mention(said: TelegramMessage, bot: Bot) -> str:
    text = said.text or ""
    for words in _mentions(said):
        if words.casefold() == f"@{bot.username}".casefold():
            text = text.replace(words, " ")
    return " ".join(text.split())
