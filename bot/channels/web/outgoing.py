"""What the page is told: replies as plain JSON, which it shows as text and never as markup."""

from typing import NotRequired

from typing_extensions import TypedDict

from bot.messages import Document, Progress, Reply, numbered


class ShownLink(TypedDict):
    """Where more can be read; without an address it is words only."""

    words: str
    address: str


class ShownChoice(TypedDict):
    """A button: the number by which it can be typed, its words, and what is sent when it is pressed."""

    number: int
    label: str
    carries: str


class ShownProgress(TypedDict):
    """How far somebody has come."""

    done: int
    total: int
    label: str


class ShownDocument(TypedDict):
    """A file to fetch; `alt` says in words what a picture shows, and only a picture has it."""

    name: str
    url: str
    size: int
    alt: NotRequired[str]


class ShownReply(TypedDict):
    """One short message: plain text throughout."""

    title: str
    text: str
    note: str
    links: list[ShownLink]
    choices: list[ShownChoice]
    progress: ShownProgress | None
    document: ShownDocument | None


class Shown(TypedDict):
    """The replies to one message, in the order in which they are shown."""

    replies: list[ShownReply]


def shown(message_id: str, replies: tuple[Reply, ...]) -> Shown:
    """Put the replies to that message in JSON."""
    return {"replies": [_reply(message_id, index, reply) for index, reply in enumerate(replies)]}


def _reply(message_id: str, index: int, reply: Reply) -> ShownReply:
    return {
        "title": reply.title,
        "text": reply.text,
        "note": reply.note,
        "links": [{"words": link.words, "address": link.address} for link in reply.links],
        "choices": [
            {"number": number, "label": choice.label, "carries": choice.carries}
            for number, choice in numbered(reply)
        ],
        "progress": _progress(reply.progress) if reply.progress else None,
        "document": _document(message_id, index, reply.document) if reply.document else None,
    }


def _progress(progress: Progress) -> ShownProgress:
    return {"done": progress.done, "total": progress.total, "label": progress.label}


def _document(message_id: str, index: int, document: Document) -> ShownDocument:
    shown: ShownDocument = {
        "name": document.name,
        "url": f"/api/exports/{document.link}" if document.link else f"/api/files/{message_id}/{index}",
        "size": document.size or len(document.content),
    }
    if document.picture:
        shown["alt"] = document.alt
    return shown
