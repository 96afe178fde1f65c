"""What the bot is told when it is blocked, unblocked, or put into a group."""

import time

from .wire import Json


def my_chat_member(chat: Json, by: Json, bot: Json, before: str, after: str) -> Json:
    """The content of a my_chat_member update."""
    change = {"old_chat_member": _member(bot, before), "new_chat_member": _member(bot, after)}
    return {"chat": chat, "from": by, "date": int(time.time()), **change}


def _member(bot: Json, status: str) -> Json:
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
