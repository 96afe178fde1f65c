"""Replies as Telegram can show them: HTML, cut before it is escaped, split at Telegram's limits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from bot.messages import Progress, Reply

LONGEST = 4096  # UTF-16 units of a message after its HTML is read (Bot API, sendMessage)
BAR = 10  # squares of a progress bar


@dataclass(frozen=True)
class Piece:
    """Some text in one style: `b`, `i` or none, or a link. `gap` parts it from what is before."""

    style: str
    text: str
    address: str = ""
    gap: str = "\n\n"

    @property
    def html(self) -> str:
        """The piece as Telegram's HTML."""
        escaped = escape(self.text, quote=False)
        if self.address:
            return f'<a href="{escape(self.address)}">{escaped}</a>'
        return f"<{self.style}>{escaped}</{self.style}>" if self.style else escaped

    @property
    def plain(self) -> str:
        """The piece where nothing can be formatted."""
        return f"{self.text}: {self.address}" if self.address else self.text


@dataclass(frozen=True)
class Part:
    """One message to send: the same words as HTML and plain."""

    pieces: tuple[Piece, ...]

    @property
    def html(self) -> str:
        """The words as Telegram's HTML."""
        return "".join(f"{piece.gap}{piece.html}" for piece in self.pieces).strip()

    @property
    def plain(self) -> str:
        """The words where nothing can be formatted."""
        return "".join(f"{piece.gap}{piece.plain}" for piece in self.pieces).strip()


def render(reply: Reply, longest: int = LONGEST) -> list[Part]:
    """Return the messages that a reply takes; none when it has no words."""
    parts: list[list[Piece]] = [[]]
    room = longest
    for piece in _pieces(reply):
        for cut in _cut(piece, longest):
            needed = units(cut.plain) + 2  # a blank line between pieces
            if needed > room and parts[-1]:
                parts.append([])
                room = longest
            parts[-1].append(cut)
            room -= needed
    return [Part(tuple(pieces)) for pieces in parts if pieces]


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _pieces(reply: Reply) -> Iterator[Piece]:
    progress = _bar(reply.progress) if reply.progress else ""
    styled = (("b", reply.title), ("", progress), ("", reply.text), ("i", reply.note))
    for style, text in styled:
        if text.strip():
            yield Piece(style, text.strip())
    for link in reply.links:
        if link.words.strip():
            yield Piece("", link.words.strip(), link.address, gap="\n")


def _bar(progress: Progress) -> str:
    filled = round(BAR * progress.done / progress.total) if progress.total else 0
    words = f"{progress.done} of {progress.total}"
    label = f", {progress.label}" if progress.label else ""
    return f"{'▰' * filled}{'▱' * (BAR - filled)} {words}{label}"


def _cut(piece: Piece, longest: int) -> Iterator[Piece]:
    """Cut a piece into ones that fit, at a paragraph, a line or a blank where there is one."""
    if units(piece.plain) + 2 <= longest:
        yield piece
        return
    text = piece.text
    most = longest - 2 - units(piece.plain) + units(text)  # an address stands behind each cut of its words
    while units(text) > most:
        at = _place(text, most)
        yield replace(piece, text=text[:at].rstrip())
        text = text[at:].lstrip()
    if text:
        yield replace(piece, text=text)


def _place(text: str, most: int) -> int:
    """Return where to cut so that what stands before fits into `most` units."""
    at = most
    while units(text[:at]) > most:
        at -= max(1, (units(text[:at]) - most) // 2)
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, at // 2, at)
        if found > 0:
            return found
    return at
