"""Works out what a person will read from a text and its `parse_mode` or `entities`."""

from html import escape

from .entities import find_entities, in_order, utf16_length
from .html import Formatted, parse_html
from .html_tags import HtmlError
from .wire import Json


class FormatError(ValueError):
    """Telegram cannot read the text; the message is Telegram's reason."""


def read_text(params: Json, name: str) -> Formatted:
    """The text or caption of a call after entities parsing, trimmed as Telegram trims it."""
    formatted = _parsed(params, name)
    text = formatted.text.strip()
    cut = utf16_length(formatted.text[: len(formatted.text) - len(formatted.text.lstrip())])
    moved = [_moved(entity, cut, utf16_length(text)) for entity in formatted.entities]
    kept = [entity for entity in moved if entity["length"] > 0]
    return Formatted(text, in_order(kept + find_entities(text)))


def source_html(params: Json, name: str) -> str:
    """The text as HTML: as the bot wrote it, or escaped where it wrote plain text."""
    text = str(params.get(name) or "")
    return text if params.get("parse_mode") else escape(text, quote=False)


def _parsed(params: Json, name: str) -> Formatted:
    text = str(params.get(name) or "")
    mode = params.get("parse_mode")
    if not mode:
        given = params.get("entities" if name == "text" else "caption_entities") or []
        return Formatted(text, _checked(text, given))
    if str(mode).lower() != "html":
        raise FormatError(f"unsupported parse_mode {mode!r} (this server reads HTML)")
    try:
        return parse_html(text)
    except HtmlError as error:
        raise FormatError(f"can't parse entities: {error}") from error


def _checked(text: str, entities: list[Json]) -> list[Json]:
    for entity in entities:
        if entity["offset"] < 0 or entity["offset"] + entity["length"] > utf16_length(text):
            raise FormatError(f"entity {entity['type']} lies outside the text")
    return entities


def _moved(entity: Json, cut: int, length: int) -> Json:
    start = max(entity["offset"] - cut, 0)
    end = min(entity["offset"] - cut + entity["length"], length)
    return entity | {"offset": start, "length": end - start}
