"""Updates as Telegram makes them: numbered in the order in which people did what they tell of."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.remembered import REMEMBERED

Json = dict[str, Any]
LATELY = REMEMBERED - 5


@dataclass
class Phones:
    """Telegram's side: what people have done, whatever the bot has been told of it."""

    issued: list[Json] = field(default_factory=list)
    texts: dict[int, list[int]] = field(default_factory=dict)  # the numbers of what somebody has typed
    _done: dict[int, list[int]] = field(
        default_factory=dict
    )  # all that they have done; 0 if nothing was typed
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def types(self, who: int, text: str) -> None:
        """Somebody types a message."""
        number = next(self._numbers)
        self.texts.setdefault(who, []).append(number)
        self._issue("message", self._message(who, number, text))

    def edits(self, who: int, which: int, text: str) -> None:
        """Somebody edits one of their last messages, 0 being the last; none the bot may have forgotten."""
        own, since = self.texts.get(who, []), self._done.get(who, [])[-LATELY:]
        if own and (number := own[-1 - which % len(own)]) in since:
            self._issue("edited_message", self._message(who, number, text) | {"edit_date": 2})

    def presses(self, who: int, carried: str) -> None:
        """Somebody presses a button that carries this."""
        shown = self._message(who, next(self._numbers), "?")
        press = {"id": str(len(self.issued)), "from": self._person(who), "chat_instance": "1"}
        self._issue("callback_query", press | {"data": carried, "message": shown})

    def _issue(self, kind: str, content: Json) -> None:
        typed = content["message_id"] if kind == "message" else 0
        self._done.setdefault(content["from"]["id"], []).append(typed)
        self.issued.append({"update_id": len(self.issued) + 1, kind: content})

    def _message(self, who: int, number: int, text: str) -> Json:
        chat = {"id": who, "type": "private", "first_name": "A"}
        person = self._person(who)
        return {"message_id": number, "date": 1, "chat": chat, "from": person, "text": text}

    def _person(self, who: int) -> Json:
        return {"id": who, "is_bot": False, "first_name": "A"}
