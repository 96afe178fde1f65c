"""What the page is told: replies as plain JSON, which it shows as text and never as markup."""

from typing import Any

from bot.messages import Document, Progress, Reply, numbered


def shown(message_id: str, replies: tuple[Reply, ...]) -> dict[str, Any]:
    """Put the replies to that message in JSON."""
    return {"replies": [_reply(message_id, index, reply) for index, reply in enumerate(replies)]}


def _reply(message_id: str, index: int, reply: Reply) -> dict[str, Any]:
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


def _progress(progress: Progress) -> dict[str, Any]:
    return {"done": progress.done, "total": progress.total, "label": progress.label}


def _document(message_id: str, index: int, document: Document) -> dict[str, Any]:
    shown = {
        "name": document.name,
        "url": f"/api/files/{message_id}/{index}",
        "size": len(document.content),
    }
    return shown | ({"alt": document.alt} if document.picture else {})
