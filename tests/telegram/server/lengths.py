"""The lengths and ranges the Bot API documents for the methods this server has, in UTF-16 units."""

from collections.abc import Iterator

from .entities import utf16_length
from .formatting import FormatError, read_text
from .problems import Problem
from .wire import Call

FORMATTED = {
    "sendMessage": ("text", 1, 4096, "message is too long"),
    "editMessageText": ("text", 1, 4096, "message is too long"),
    "sendDocument": ("caption", 0, 1024, "message caption is too long"),
    "sendPhoto": ("caption", 0, 1024, "message caption is too long"),
}
PLAIN = {
    ("answerCallbackQuery", "text"): (0, 200, "MESSAGE_TOO_LONG"),
    ("setMyName", "name"): (0, 64, "BOT_TITLE_INVALID"),
    ("setMyDescription", "description"): (0, 512, "BOT_DESCRIPTION_TOO_LONG"),
    ("setMyShortDescription", "short_description"): (0, 120, "BOT_SHORT_DESCRIPTION_TOO_LONG"),
    ("setWebhook", "secret_token"): (1, 256, "secret token is too long"),
}
NUMBERS = {
    ("getUpdates", "limit"): (1, 100),
    ("getUpdates", "timeout"): (0, 3600),
    ("setWebhook", "max_connections"): (1, 100),
}


def check_lengths(call: Call) -> Iterator[Problem]:
    """What is too short, too long, too small or too large, or cannot be read as formatted text."""
    if call.method in FORMATTED:
        yield from _check_formatted(call)
    for name, value in call.params.items():
        if (call.method, name) in PLAIN:
            least, most, answer = PLAIN[call.method, name]
            reason = f"{utf16_length(value)} UTF-16 units, allowed are {least}-{most}"
            if not least <= utf16_length(value) <= most:
                yield Problem(name, reason, answer)
        if (call.method, name) in NUMBERS:
            least, most = NUMBERS[call.method, name]
            if not least <= int(value) <= most:
                yield Problem(name, f"{value}, allowed is {least}-{most}", f"{name} is out of range")


def _check_formatted(call: Call) -> Iterator[Problem]:
    name, least, most, too_long = FORMATTED[call.method]
    try:
        size = utf16_length(read_text(call.params, name).text)
    except FormatError as error:
        yield Problem(name, str(error), str(error))
        return
    if not least <= size <= most:
        reason = f"{size} UTF-16 units after entities parsing, allowed are {least}-{most}"
        yield Problem(name, reason, too_long if size else "message text is empty")
