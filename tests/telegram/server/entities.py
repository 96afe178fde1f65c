"""Counts as Telegram counts, in UTF-16 units, and finds the commands and mentions in a text."""

import re

from .wire import Json

COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")
MENTION = re.compile(r"(?<![\w@])@[A-Za-z0-9_]{2,32}(?!\w)")


def utf16_length(text: str) -> int:
    """How long Telegram takes a text to be: an emoji outside the basic plane counts two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def find_entities(text: str) -> list[Json]:
    """The entities that Telegram finds by itself in a text, in their order."""
    found = [_entity(text, match, "bot_command") for match in COMMAND.finditer(text)]
    found += [_entity(text, match, "mention") for match in MENTION.finditer(text)]
    return in_order(found)


def in_order(entities: list[Json]) -> list[Json]:
    """Entities sorted as Telegram lists them: outer ones first."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def words_of(text: str, entity: Json) -> str:
    """The piece of a text that an entity covers."""
    units = text.encode("utf-16-le", "surrogatepass")
    start = 2 * int(entity["offset"])
    return units[start : start + 2 * int(entity["length"])].decode("utf-16-le", "surrogatepass")


def split_long(text: str, limit: int) -> list[str]:
    """A text in pieces of at most `limit` UTF-16 units, as Telegram's apps send a long one."""
    pieces, piece, size = [], "", 0
    for letter in text:
        width = utf16_length(letter)
        if size + width > limit:
            pieces.append(piece)
            piece, size = "", 0
        piece, size = piece + letter, size + width
    return [*pieces, piece]


def _entity(text: str, match: re.Match[str], kind: str) -> Json:
    return {"type": kind, "offset": utf16_length(text[: match.start()]), "length": utf16_length(match[0])}
