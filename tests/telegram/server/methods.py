"""The table of the Bot API methods this server has."""

from collections.abc import Awaitable, Callable
from typing import Any

from . import editing, introducing, receiving, sending
from .wire import Call
from .world import World

METHODS: dict[str, Callable[[World, Call], Awaitable[Any]]] = {
    "getMe": introducing.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "answerCallbackQuery": receiving.answer_callback_query,
    "close": receiving.say_goodbye,
    "logOut": receiving.say_goodbye,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "setMyCommands": introducing.set_my_commands,
    "getMyCommands": introducing.get_my_commands,
    "deleteMyCommands": introducing.delete_my_commands,
    "setMyName": introducing.set_my_name,
    "getMyName": introducing.get_my_name,
    "setMyDescription": introducing.set_my_description,
    "getMyDescription": introducing.get_my_description,
    "setMyShortDescription": introducing.set_my_short_description,
    "getMyShortDescription": introducing.get_my_short_description,
    "getChat": introducing.get_chat,
}
COUNTED = frozenset({"sendMessage", "sendDocument", "sendPhoto"})
"""What the limits on sending are about."""
