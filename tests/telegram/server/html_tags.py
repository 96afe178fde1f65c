"""Telegram's HTML tags: which there are, what they must carry, and the entity each becomes."""

import re

from .wire import Json

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "span": "spoiler", "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji", "a": "text_link",
    "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
VALUE = r"""(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[\w.-]+))"""
ATTRIBUTE = re.compile(rf"\s+(?P<name>[^\s=]+)(?:\s*=\s*{VALUE})?")
REFERENCE = re.compile(r"&(?:#(?P<number>\d{1,7})|#x(?P<hex>[0-9A-Fa-f]{1,6})|(?P<name>[a-z]+))(?:;|(?!\w))")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class HtmlError(ValueError):
    """The text is not Telegram's HTML; the message is Telegram's own, without the place."""


def read_attributes(tag: str, source: str) -> dict[str, str]:
    """The attributes of a start tag, checked for what this tag must have."""
    attributes = _pairs(tag, source)
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise HtmlError('Tag "span" must have class "tg-spoiler"')
    if tag == "a" and not attributes.get("href"):
        raise HtmlError('Tag "a" must have attribute "href"')
    if tag == "tg-emoji" and not attributes.get("emoji-id", "").isdecimal():
        raise HtmlError("Invalid custom emoji identifier specified")
    return attributes


def entity_of(tag: str, attributes: dict[str, str]) -> Json:
    """The entity that a tag becomes, still without its place."""
    match tag:
        case "a":
            return {"type": "text_link", "url": attributes["href"]}
        case "tg-emoji":
            return {"type": "custom_emoji", "custom_emoji_id": attributes["emoji-id"]}
        case "blockquote" if "expandable" in attributes:
            return {"type": "expandable_blockquote"}
        case "code" if attributes.get("class", "").startswith("language-"):
            return {"type": "code", "language": attributes["class"].removeprefix("language-")}
    return {"type": KINDS[tag]}


def letter_of(reference: re.Match[str]) -> str:
    """The letter that `&lt;` or `&#128512;` stands for; nothing when Telegram does not know it."""
    if reference["name"]:
        return NAMED.get(reference["name"], "")
    code = int(reference["number"]) if reference["number"] else int(reference["hex"], 16)
    return "" if code == 0 or 0xD800 <= code <= 0xDFFF or code >= 0x10FFFF else chr(code)


def _pairs(tag: str, source: str) -> dict[str, str]:
    pairs, place = {}, 0
    while match := ATTRIBUTE.match(source, place):
        value = next((match[group] for group in "abc" if match[group] is not None), None)
        if value is None and match["name"] != "expandable":
            raise HtmlError(f'Expected equal sign in declaration of an attribute of the tag "{tag}"')
        pairs[match["name"].lower()] = REFERENCE.sub(lambda found: letter_of(found) or found[0], value or "")
        place = match.end()
    if source[place:].strip():
        raise HtmlError(f'Unexpected end of an attribute of the tag "{tag}"')
    return pairs
