"""What the bot changes afterwards: editMessageText, editMessageReplyMarkup, deleteMessage."""

import time

from .formatting import read_text, source_html
from .messages import Message
from .refusals import bad_request
from .wire import Call, Json
from .world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


async def edit_message_text(world: World, call: Call) -> Json:
    """Change the text; the inline keyboard goes unless it is sent again."""
    message = _own_message(world, call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    formatted = read_text(call.params, "text")
    content: Json = {"text": formatted.text}
    if formatted.entities:
        content["entities"] = formatted.entities
    _change(message, content, call.params.get("reply_markup"))
    message.html = source_html(call.params, "text")
    world.chats[message.chat["id"]].hearing.announce(message)
    return message.as_json()


async def edit_message_reply_markup(world: World, call: Call) -> Json:
    """Change or take away the inline keyboard."""
    message = _own_message(world, call)
    _change(message, message.content, call.params.get("reply_markup"))
    world.bell.ring()
    return message.as_json()


async def delete_message(world: World, call: Call) -> bool:
    """Delete one of the bot's messages, or anybody's in a private chat."""
    chat = world.chat(call.params["chat_id"])
    message = chat.find(call.params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if not message.from_bot and chat.info["type"] != "private":
        raise bad_request("message can't be deleted")
    message.deleted = True
    world.bell.ring()
    return True


def _own_message(world: World, call: Call) -> Message:
    chat = world.chat(call.params["chat_id"])
    chat.check_open()
    message = chat.find(call.params["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _change(message: Message, content: Json, markup: Json | None) -> None:
    if (content, _shown(markup)) == (message.content, _shown(message.markup)):
        raise bad_request(NOT_MODIFIED)
    message.content, message.markup = content, markup
    message.edit_date = int(time.time())


def _shown(markup: Json | None) -> list[list[Json]]:
    """The inline keyboard that is to be seen: an empty one is none."""
    return [row for row in (markup or {}).get("inline_keyboard", []) if row]
