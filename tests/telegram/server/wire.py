"""What travels between a bot and Telegram: a call, its parameters, and the files it brings."""

import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Upload:
    """A file that came in a multipart request."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Call:
    """One request of the bot, with its parameters decoded (`chat_id` is a number, `reply_markup` a dict)."""

    method: str
    params: Json
    files: dict[str, Upload] = field(default_factory=dict)
    time: float = field(default_factory=time.monotonic)

    @property
    def chat_id(self) -> int | str | None:
        """The chat the call is about, or None."""
        return self.params.get("chat_id")

    def upload(self, name: str) -> Upload | None:
        """The file of a field, sent as a part of that name or as `attach://another_name`."""
        value = self.params.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            name = value.removeprefix("attach://")
        return self.files.get(name)
