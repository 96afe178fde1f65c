"""A message as it stands in a chat, with the edits applied: what people see and what the bot is told."""

import time
from dataclasses import dataclass, field

from .wire import Json

ACTIONS = ("callback_data", "url", "copy_text", "web_app", "login_url", "switch_inline_query")


@dataclass(frozen=True)
class Document:
    """A file in a message."""

    filename: str
    content: bytes
    mime_type: str


@dataclass(eq=False)
class Message:
    """One message; the same object stays in the chat when it is edited."""

    message_id: int
    chat: Json
    sender: Json
    content: Json
    html: str = ""
    markup: Json | None = None
    reply_to: "Message | None" = None
    documents: list[Document] = field(default_factory=list)
    photos: list[Document] = field(default_factory=list)
    date: int = field(default_factory=lambda: int(time.time()))
    edit_date: int | None = None
    deleted: bool = False

    @property
    def text(self) -> str:
        """The plain text, or the caption of a file."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def from_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    @property
    def buttons(self) -> list[list[tuple[str, str]]]:
        """The inline keyboard: rows of (label, callback data or link)."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [[(button["text"], _action(button)) for button in row] for row in rows]

    @property
    def labels(self) -> list[str]:
        """The labels of all inline buttons, row by row."""
        return [label for row in self.buttons for label, _ in row]

    def data_behind(self, label: str) -> str | None:
        """The callback data behind a label, or None."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        data = [button.get("callback_data") for row in rows for button in row if button["text"] == label]
        return data[0] if data else None

    def as_json(self) -> Json:
        """The message as the Bot API shows it."""
        body: Json = {"message_id": self.message_id, "date": self.date, "chat": self.chat}
        body |= {"from": self.sender, **self.content}
        if self.edit_date is not None:
            body["edit_date"] = self.edit_date
        if self.reply_to is not None:
            body["reply_to_message"] = _without_reply(self.reply_to.as_json())
        if self.markup and "inline_keyboard" in self.markup:
            body["reply_markup"] = self.markup
        return body


def _without_reply(body: Json) -> Json:
    return {name: value for name, value in body.items() if name != "reply_to_message"}


def _action(button: Json) -> str:
    return next((str(button[name]) for name in ACTIONS if name in button), "")
