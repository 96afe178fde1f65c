"""The parts of a message that are not text, as the Bot API describes them."""

import itertools

from .entities import find_entities
from .wire import Json

_NUMBERS = itertools.count(1)


def text(words: str) -> Json:
    """A text, with its commands and mentions marked."""
    entities = find_entities(words)
    return {"text": words} | ({"entities": entities} if entities else {})


def caption(words: str) -> Json:
    """The words below a file; none leave no trace."""
    entities = find_entities(words)
    return ({"caption": words} if words else {}) | ({"caption_entities": entities} if entities else {})


def photo(size: int = 1024) -> Json:
    """A picture in the two sizes Telegram makes of it."""
    small = {**_file("AgACAgIAAxs"), "width": 90, "height": 90, "file_size": size}
    large = {**_file("AgACAgIAAxl"), "width": 800, "height": 800, "file_size": size}
    return {"photo": [small, large]}


def document(filename: str, size: int, mime_type: str) -> Json:
    """A file of any kind."""
    facts = {"file_name": filename, "mime_type": mime_type, "file_size": size}
    return {"document": {**_file("BQACAgIAAxk"), **facts}}


def sticker(emoji: str) -> Json:
    """A sticker."""
    shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {"sticker": {**_file("CAACAgIAAxk"), **shape, "emoji": emoji}}


def voice(seconds: int) -> Json:
    """A voice message."""
    return {"voice": {**_file("AwACAgIAAxk"), "duration": seconds, "mime_type": "audio/ogg"}}


def location(latitude: float, longitude: float) -> Json:
    """A place on the map."""
    return {"location": {"latitude": latitude, "longitude": longitude}}


def _file(prefix: str) -> Json:
    number = next(_NUMBERS)
    return {"file_id": f"{prefix}{number:08}", "file_unique_id": f"unique{number:08}"}
