"""Button presses: which the bot was told of, and which it answered in time."""

import itertools
from dataclasses import dataclass

from .messages import Message
from .refusals import bad_request
from .updates import Updates
from .wire import Json

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(eq=False)
class Press:
    """One press of an inline button; set `expired` to let it run out while it waits."""

    id: str
    data: str
    sender: Json
    expired: bool
    answered: bool = False
    notice: str = ""
    alert: bool = False


class Presses:
    """All presses, in their order."""

    def __init__(self, updates: Updates) -> None:
        self.all: list[Press] = []
        self._updates = updates
        self._ids = itertools.count(4_382_000_000_000_000_001)

    @property
    def unanswered(self) -> list[Press]:
        """The presses whose button still spins on the person's screen."""
        return [press for press in self.all if not press.answered and not press.expired]

    def add(self, sender: Json, data: str, message: Message, *, expired: bool) -> Press:
        """A person presses a button; the bot is told."""
        press = Press(str(next(self._ids)), data, sender, expired)
        self.all.append(press)
        query = {"id": press.id, "from": sender, "chat_instance": str(-message.chat["id"]), "data": data}
        self._updates.add("callback_query", query | {"message": _accessible(message)})
        return press

    def answer(self, press_id: str, notice: str, *, alert: bool) -> None:
        """The bot answers a press; once, and not too late."""
        waiting = {press.id: press for press in self.unanswered}
        if press_id not in waiting:
            raise bad_request(TOO_OLD)
        press = waiting[press_id]
        press.answered, press.notice, press.alert = True, notice, alert


def _accessible(message: Message) -> Json:
    """A message as a callback query shows it: of a deleted one only the number is left."""
    if message.deleted:
        return {"chat": message.chat, "message_id": message.message_id, "date": 0}
    return message.as_json()
