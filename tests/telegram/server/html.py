"""Reads a message in Telegram's HTML: plain text and entities, or the reason why Telegram refuses it.

Stricter than Telegram in three places where it silently shows something else than was meant:
an `&` that is not escaped, a named entity it does not know (`&nbsp;`), and `<a>` without `href`.
"""

import re
from dataclasses import dataclass

from .entities import in_order, utf16_length
from .html_tags import KINDS, REFERENCE, HtmlError, entity_of, letter_of, read_attributes
from .wire import Json

WORDS = re.compile(r"[^<&]+")
TAG = re.compile(r"""<(?P<slash>/?)(?P<name>[^\s>]*)(?P<rest>(?:"[^"]*"|'[^']*'|[^>"'])*)>""")


@dataclass(frozen=True)
class Formatted:
    """What a person reads, and which parts of it look different."""

    text: str
    entities: list[Json]


def parse_html(source: str) -> Formatted:
    """Read a text in Telegram's HTML."""
    reader = _Reader(source)
    try:
        reader.read()
    except HtmlError as error:
        raise HtmlError(f"{error} at byte offset {len(source[: reader.place].encode())}") from error
    if reader.open:
        raise HtmlError(f'Can\'t find end tag corresponding to start tag "{reader.open[-1].tag}"')
    entities = [_without_language(entity) for entity in reader.entities]
    return Formatted(reader.text, in_order(entities))


@dataclass(frozen=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    entity: Json
    offset: int


class _Reader:
    """Walks through the source once, from tag to tag."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.text = ""
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> None:
        while self.place < len(self.source):
            steps = {"<": self._tag, "&": self._reference}
            self.place = steps.get(self.source[self.place], self._words)()

    def _words(self) -> int:
        match = WORDS.match(self.source, self.place)
        assert match, "anything but < and & is a word"
        self.text += match[0]
        return match.end()

    def _reference(self) -> int:
        match = REFERENCE.match(self.source, self.place)
        letter = letter_of(match) if match else ""
        if not match or not letter:
            raise HtmlError('Unescaped "&" or unsupported entity')
        self.text += letter
        return match.end()

    def _tag(self) -> int:
        match = TAG.match(self.source, self.place)
        if not match or (match["slash"] and match["rest"].strip()):
            raise HtmlError(f"Unclosed {'end' if self.source.startswith('</', self.place) else 'start'} tag")
        if match["slash"]:
            self._end(match["name"].lower())
        else:
            self._start(match["name"].lower(), match["rest"])
        return match.end()

    def _start(self, tag: str, rest: str) -> None:
        if tag not in KINDS:
            raise HtmlError(f'Unsupported start tag "{tag}"')
        entity = entity_of(tag, read_attributes(tag, rest))
        self.open.append(_Open(tag, entity, utf16_length(self.text)))

    def _end(self, tag: str) -> None:
        if not self.open:
            raise HtmlError("Unexpected end tag")
        begun = self.open.pop()
        if tag != begun.tag:
            raise HtmlError(f'Unmatched end tag, expected "</{begun.tag}>", found "</{tag}>"')
        length = utf16_length(self.text) - begun.offset
        if length:
            self._keep(begun.entity | {"offset": begun.offset, "length": length})

    def _keep(self, entity: Json) -> None:
        """Remember an entity; `<pre><code class="language-x">` is one entity with a language."""
        inner = self.entities[-1] if self.entities else {}
        if entity["type"] == "pre" and inner == entity | {"type": "code", "language": inner.get("language")}:
            entity = self.entities.pop() | {"type": "pre"}
        self.entities.append(entity)


def _without_language(entity: Json) -> Json:
    """Only `<pre>` may name a language."""
    return {key: value for key, value in entity.items() if key != "language" or entity["type"] == "pre"}
