"""Replies as JSON's own types and back, so that a store can keep them without knowing them."""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.messages import Choice, Document, Link, MenuItem, Progress, Reply
from storage.records import Handled


def to_json(reply: Reply) -> dict[str, Any]:
    """Return a reply as JSON's own types; what is empty is left out."""
    body: dict[str, Any] = {
        "text": reply.text,
        "title": reply.title,
        "note": reply.note,
        "links": [[link.words, link.address] for link in reply.links],
        "choices": [[choice.label, choice.carries] for choice in reply.choices],
        "menu": [[item.command, item.does] for item in reply.menu],
        "public": reply.public,
        "kept_as": reply.kept_as,
    }
    if reply.progress:
        body["progress"] = [reply.progress.done, reply.progress.total, reply.progress.label]
    if reply.document:
        body["document"] = _document(reply.document)
    return {name: value for name, value in body.items() if value}


def waiting(address: str, message_id: str, place: str, replies: Iterable[Reply], now: datetime) -> Handled:
    """Return replies to somebody's own chat as they are kept for the channel to send."""
    said = tuple(to_json(each) for each in replies)
    return Handled(
        address, message_id, place, group=False, replies=said, order=now.isoformat(), to_send=len(said)
    )


def from_json(body: dict[str, Any]) -> Reply:
    """Read a reply back."""
    progress = body.get("progress")
    return Reply(
        text=body.get("text", ""),
        title=body.get("title", ""),
        note=body.get("note", ""),
        links=tuple(Link(*each) for each in body.get("links", ())),
        choices=tuple(Choice(*each) for each in body.get("choices", ())),
        progress=Progress(*progress) if progress else None,
        document=document_of(body),
        menu=tuple(MenuItem(*each) for each in body.get("menu", ())),
        public=body.get("public", False),
        kept_as=body.get("kept_as", ""),
    )


def document_of(body: dict[str, Any]) -> Document | None:
    """Return the document of a reply, if it has one."""
    return _read_document(*body["document"]) if "document" in body else None


def once_delivered(body: dict[str, Any]) -> dict[str, Any]:
    """Return a reply as it stays in a record once it is delivered: without what was only to be shown."""
    return {**body, "text": body["kept_as"]} if "kept_as" in body else body


def _document(document: Document) -> list[str]:
    """Return a document without its link: whoever has that can fetch it."""
    content = b64encode(document.content).decode()
    body = [document.name, document.media_type, content, document.alt, document.kept, str(document.size)]
    return body if document.kept else body[: 4 if document.alt else 3]


def _read_document(name: str, media_type: str, content: str, *more: str) -> Document:
    alt, kept, size = (*more, *("", "", "0")[len(more) :])
    return Document(name, media_type, b64decode(content), alt, kept, int(size))
