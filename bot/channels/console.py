"""The conversation in a terminal: choices are numbered, files are put into the folder one stands in."""

import secrets
import textwrap
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from bot.assistant import Assistant
from bot.messages import Document, Message, Reply, Sender, numbered
from storage.errors import StoreError

WIDTH = 78
LEAVE = {"/quit", "/exit"}
Fetch = Callable[[Document], Awaitable[bytes | None]]  # what is in a document that was kept in pieces


async def nothing() -> None:
    """Do nothing between two messages."""


class Console:
    """Talks with one person at a terminal."""

    def __init__(
        self, assistant: Assistant, fetch: Fetch, sorry: str, folder: Path,
        show: Callable[[str], None] = print,
    ) -> None:  # fmt: skip
        self._assistant = assistant
        self._fetch = fetch
        self._sorry = sorry
        self._folder = folder
        self._show = show
        self._sender = Sender("console", "here")

    async def talk(self, read: Callable[[], str], between: Callable[[], Awaitable[None]] = nothing) -> None:
        """Converse until the terminal ends or the person leaves; everything is saved all along.

        Reading blocks, so whatever else must be done is done `between` two messages.
        """
        self._show("Type your message and press Enter. A number picks a choice. /quit leaves.\n")
        await self.send("/start")
        while True:
            try:
                said = read().strip()  # it blocks, and nobody else is here
            except (EOFError, KeyboardInterrupt):
                return
            if said in LEAVE:
                return
            if said:
                await self.send(said)
                await between()

    async def send(self, text: str) -> None:
        """Send one message and show the replies."""
        text = text.encode("utf-8", "replace").decode()  # other encodings send what is no text
        message = Message(secrets.token_hex(8), self._sender, text=text, numbered=True)
        try:
            replies = await self._assistant.handle(message)
        except StoreError:
            self._show(self._sorry)
            return
        last = next((reply for reply in reversed(replies) if reply.choices), None)
        for reply in replies:
            self._show(self._lines(await self._whole(reply), by_number=reply is last))

    async def _whole(self, reply: Reply) -> Reply:
        """Fetch the document that a reply speaks of, where it is kept in pieces."""
        if reply.document is None or not reply.document.kept:
            return reply
        content = await self._fetch(reply.document)
        document = replace(reply.document, content=content) if content is not None else None
        return replace(reply, document=document)

    def _lines(self, reply: Reply, *, by_number: bool) -> str:
        parts = [
            reply.title.upper(),
            _progress(reply),
            _wrapped(reply.text),
            _wrapped(reply.note, indent="  "),
        ]
        parts += [_wrapped(f"{link.words} {link.address}".strip(), indent="  ") for link in reply.links]
        if reply.document:
            parts += [_wrapped(reply.document.alt), self._put(reply)]
        choices = (_choice(number, each.label, by_number=by_number) for number, each in numbered(reply))
        parts.append("\n".join(choices))
        return "\n\n".join(part for part in parts if part) + "\n"

    def _put(self, reply: Reply) -> str:
        """Write the document beside the person, never over a file that is there; say where it is."""
        assert reply.document is not None  # noqa: S101 - the caller has looked
        path = self._folder / Path(reply.document.name).name
        number = 1
        while path.exists():
            number += 1
            path = path.with_name(f"{Path(reply.document.name).stem}-{number}{path.suffix}")
        try:
            path.write_bytes(reply.document.content)
        except OSError as error:
            return f"The file could not be written here: {error.strerror}. Start again in a folder of yours."
        return f"The file is here: {path}"


def _choice(number: int, label: str, *, by_number: bool) -> str:
    """A scale's labels begin with their own number. Only the last choices shown can be typed by number."""
    return f"  [{number}] {label.removeprefix(f'{number} ')}" if by_number else f"  - {label}"


def _progress(reply: Reply) -> str:
    if reply.progress is None:
        return ""
    done, total = reply.progress.done, reply.progress.total
    filled = round(20 * done / total) if total else 0
    return f"[{'#' * filled}{'.' * (20 - filled)}] {done} of {total}, {reply.progress.label}"


def _wrapped(text: str, indent: str = "") -> str:
    lines = [
        textwrap.fill(
            line, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False,
            break_on_hyphens=False,
        )
        for line in text.splitlines()
    ]  # fmt: skip
    return "\n".join(lines)
