"""The rules for keyboards that types do not express: labels, data sizes, one action for each button."""

from collections.abc import Iterator

from .entities import utf16_length
from .problems import Problem
from .wire import Json

NO_ACTION = {"text", "icon_custom_emoji_id", "style"}
LINKS = ("http://", "https://", "tg://")
MOST_BUTTONS = 100


def check_keyboard(markup: Json) -> Iterator[Problem]:
    """What is wrong with a `reply_markup`."""
    for row in markup.get("inline_keyboard", []):
        for button in row:
            yield from _check_inline(button)
    for row in markup.get("keyboard", []):
        for button in row:
            yield from _check_label(button["text"])
    if sum(map(len, markup.get("inline_keyboard", []))) > MOST_BUTTONS:
        yield _problem(f"more than {MOST_BUTTONS} buttons", "reply markup is too long")
    if utf16_length(markup.get("input_field_placeholder", "")) > 64:
        yield _problem("placeholder longer than 64 characters", "reply markup placeholder is too long")


def _check_inline(button: Json) -> Iterator[Problem]:
    label = button["text"]
    yield from _check_label(label)
    actions = sorted(set(button) - NO_ACTION)
    if len(actions) != 1:
        answer = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        yield _problem(f"button {label!r} has {actions or 'no action'} in place of one action", answer)
    if "callback_data" in button and not 1 <= (size := len(button["callback_data"].encode())) <= 64:
        yield _problem(f"callback_data of button {label!r} has {size} bytes, not 1-64", "BUTTON_DATA_INVALID")
    if "url" in button and not button["url"].startswith(LINKS):
        yield _problem(f"button {label!r} has no link in url", "BUTTON_URL_INVALID")
    if "copy_text" in button and not 1 <= utf16_length(button["copy_text"]["text"]) <= 256:
        yield _problem(f"copy_text of button {label!r} has not 1-256 characters", "BUTTON_COPY_TEXT_INVALID")


def _check_label(label: str) -> Iterator[Problem]:
    if not label.strip():
        yield _problem("a button without a label", "BUTTON_TEXT_INVALID")


def _problem(reason: str, answer: str) -> Problem:
    return Problem("reply_markup", reason, answer)
