"""A log record as one line, as text or JSON: an event, ids and numbers, and nobody's words.

Our own lines are trusted with what they interpolate: ids, numbers and words of ours. An error among it is
told by its kind and place. A library's lines are not: of them only what stands in the library's code is
told, for what it would put into that can be a message, an answer or a token.
"""

import json
import logging
import re
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from bot.trouble import Trouble, trouble

OURS = "charter"
Value = str | int | float | None

# What asyncio and aiohttp tell through the event loop, which puts more behind it.
OF_THE_LOOP = frozenset(
    {
        "Future exception was never retrieved",
        "Task exception was never retrieved",
        "Task was destroyed but it is pending!",
        "Unclosed client session",
        "Unclosed connection",
        "Unclosed connector",
        "Unhandled exception in event loop",
    }
)
SLOT = re.compile(r"(?:(?P<name>[a-z_]+)=)?%[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]|%%")


@dataclass(frozen=True)
class Told:
    """What may be told of a record: `event` is the same each time, `line` is for people."""

    event: str
    line: str
    fields: dict[str, Value] = field(default_factory=dict)


class TextLines(logging.Formatter):
    """For people: time, level, logger, and what happened."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        what = told(record)
        error = what.fields["error"] if record.exc_info and "error" in what.fields else ""
        line = f"{what.line}: {error}" if error else what.line
        return _one_line(f"{self.formatTime(record)} {record.levelname} {record.name} {line}")


class JsonLines(logging.Formatter):
    """For programs: one JSON object, `event` to group by, and the line's ids and numbers as fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return json.dumps(self.body(record))

    def body(self, record: logging.LogRecord) -> dict[str, Value]:
        """Return what the object holds; a field of the log's own comes before one of the line's."""
        what = told(record)
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return what.fields | {
            "time": time,
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": what.event,
            "line": what.line,
        }


def told(record: logging.LogRecord) -> Told:
    """Return what may be told of a record, whoever made it."""
    ours = record.name == OURS or record.name.startswith(f"{OURS}.")
    what = _ours(record) if ours else _theirs(record)
    error = record.exc_info[1] if record.exc_info else None
    return Told(what.event, what.line, what.fields | {"error": trouble(error)}) if error else what


def _ours(record: logging.LogRecord) -> Told:
    if not isinstance(record.msg, str):
        return Told("", str(_plain(record.msg)))
    args = record.args if isinstance(record.args, tuple) else (record.args,)
    values = tuple(_plain(each) for each in args)
    try:
        line = record.msg % values if values else record.msg
    except (TypeError, ValueError):  # a mistake of ours; the line is still worth something
        line, values = record.msg, ()
    slots = [slot for slot in SLOT.finditer(record.msg) if slot[0] != "%%"]
    fields = {slot["name"] or _unnamed(value): value for slot, value in zip(slots, values, strict=False)}
    fields.pop("", None)
    return Told(_event(record.msg), line, fields)


def _unnamed(value: Value) -> str:
    return "error" if isinstance(value, Trouble) else ""


def _event(message: str) -> str:
    """The constant part of a message: `a turn failed: update=%s %s` is "a turn failed"."""
    constant = SLOT.sub(lambda slot: "" if slot["name"] else "%" if slot[0] == "%%" else "...", message)
    return " ".join(constant.split()).strip(" .:;")


def _plain(value: object) -> Value:
    """What may be told of a value: ids, numbers, places; of all else its kind."""
    if isinstance(value, BaseException):
        return trouble(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value) if isinstance(value, Path) else f"<{type(value).__name__}>"


def _theirs(record: logging.LogRecord) -> Told:
    event = _literal(record)
    place = f"{Path(record.pathname).name}:{record.lineno}"
    return Told(event, f"{event} ({place})".lstrip(), {"place": place})


def _literal(record: logging.LogRecord) -> str:
    """The message if it stands like this in the code that logs it; what was put together at run time is
    nothing. A logger's caller waits until the line is written, so its code can still be looked at.
    """
    message = record.msg
    if not isinstance(message, str):
        return ""
    if record.name == "asyncio" and (head := message.partition("\n")[0]) in OF_THE_LOOP:
        return head
    caller = _caller(record)
    return " ".join(message.split()) if caller and message in caller.f_code.co_consts else ""


def _caller(record: logging.LogRecord) -> FrameType | None:
    frame: FrameType | None = sys._getframe()  # noqa: SLF001 - as `logging` itself finds the caller
    while frame and (frame.f_code.co_filename, frame.f_lineno) != (record.pathname, record.lineno):
        frame = frame.f_back
    return frame


def _one_line(text: str) -> str:
    return text.replace("\r", "\\r").replace("\n", "\\n")
