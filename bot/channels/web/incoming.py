"""What the page may send: one JSON object, read strictly, with a sentence for every mistake."""

import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from starlette.requests import Request

from bot.channels.web.refusals import Refused
from bot.messages import CARRIES_AT_MOST, Message, Sender

BODY_AT_MOST = 64 * 1024  # bytes: room for the longest text with every letter escaped
TEXT_AT_MOST = 4_000  # characters: what a message in Telegram can hold, too
MESSAGE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")

UNREADABLE = "The chat could not read this message. Please reload this page and try again."
NOT_JSON = "The chat reads messages as JSON. Please send them with Content-Type: application/json."
TOO_BIG = "This message is too big. Please shorten it, or send it in parts."


def _something_to_read(text: str) -> str:
    if len(text) > TEXT_AT_MOST:
        raise ValueError(
            f"Your message has {len(text):,} characters, and {TEXT_AT_MOST:,} fit into one. "
            "Please shorten it, or send it in parts."
        )
    if not (readable := text.replace("\0", "")).strip():  # no database takes a NUL, and nobody types one
        raise ValueError("There is nothing in this message yet. Please write something and send it again.")
    return readable


def _fits_a_button(choice: str) -> str:
    if not choice.isprintable() or not 1 <= len(choice.encode()) <= CARRIES_AT_MOST:
        raise ValueError(UNREADABLE)
    return choice


# What the validator below asks for, as JSON Schema says it.
ONE_OF_BOTH: dict[str, Any] = {
    "oneOf": [{"required": [name], "properties": {name: {"type": "string"}}} for name in ("text", "choice")]
}


class Incoming(BaseModel):
    """A text or a choice, with the id that stays the same when the page sends it again."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, json_schema_extra=ONE_OF_BOTH)

    id: Annotated[str, StringConstraints(pattern=f"^{MESSAGE_ID.pattern}$")]
    text: Annotated[str, AfterValidator(_something_to_read)] | None = Field(
        None, json_schema_extra={"maxLength": TEXT_AT_MOST, "pattern": r"[^\s\x00]"}
    )
    choice: Annotated[str, AfterValidator(_fits_a_button)] | None = Field(
        None,
        description=f"What a button carries: printable letters, at most {CARRIES_AT_MOST} bytes of UTF-8.",
        json_schema_extra={"maxLength": CARRIES_AT_MOST, "minLength": 1},
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> "Incoming":
        if (self.text is None) == (self.choice is None):
            raise ValueError(UNREADABLE)
        return self

    def message(self, sender: Sender) -> Message:
        """Put it in the words of the assistant; the place is the person's own page."""
        return Message(self.id, sender, self.text or "", self.choice, place=sender.id)


async def incoming(request: Request) -> Incoming:
    """Read the request's body, and never more of it than fits."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(400, NOT_JSON)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY_AT_MOST:
            raise Refused(413, TOO_BIG)
    try:
        return Incoming.model_validate_json(body)
    except ValidationError as error:
        raise Refused(422, _sentence(error)) from None  # pydantic's own words repeat what was sent


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    return str(first["ctx"]["error"]) if first["type"] == "value_error" else UNREADABLE
