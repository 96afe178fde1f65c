"""GET /api/files/...: the documents which replies carried, for the person they were made for."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.conversation import Conversation
from bot.channels.web.described import ANY, Answer, Described, Operation, Parameter
from bot.channels.web.incoming import MESSAGE_ID
from bot.channels.web.refusals import FAILED, NOT_OUR_HOST, Problem, Refused
from bot.channels.web.session import sender
from bot.messages import Document

_INDEX = re.compile(r"[0-9]{1,3}")
_NOT_IN_A_FILE_NAME = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|]')
NO_DOCUMENT = "This document is no longer here. Please ask the assistant for it again."

OPERATION = Operation(
    "getDocument",
    "The document that a reply carried, for the person it was made for.",
    {
        200: Answer("The file, to be kept and not to be shown.", media=ANY),
        400: NOT_OUR_HOST,
        401: Answer("The cookie is missing.", Problem),
        404: Answer("There is none any more, or it is somebody else's.", Problem),
        500: FAILED,
    },
    parameters=(
        Parameter("message_id", "The id that the message was sent with.", MESSAGE_ID.pattern),
        Parameter("index", "Which of its replies, counted from 0.", _INDEX.pattern),
    ),
    needs=("cookie",),
)


@dataclass(frozen=True, slots=True)
class Files:
    """The route's way to the documents."""

    conversation: Conversation

    def route(self) -> Described:
        """Return the route to mount."""
        return Described("/api/files/{message_id}/{index}", self.get, OPERATION)

    async def get(self, request: Request) -> Response:
        """Hand the document over as a download; somebody else's looks like none at all."""
        message_id, index = request.path_params["message_id"], request.path_params["index"]
        address = sender(request).address
        if not MESSAGE_ID.fullmatch(message_id) or not _INDEX.fullmatch(index):
            raise Refused(404, NO_DOCUMENT)
        document = await self.conversation.document(address, message_id, int(index))
        if document is None or document.kept:  # what is kept apart is fetched by its link
            raise Refused(404, NO_DOCUMENT)
        return _download(document)


def _download(document: Document) -> Response:
    headers = {"Content-Disposition": disposition(document.name)}
    return Response(document.content, media_type=document.media_type, headers=headers)


def disposition(name: str) -> str:
    """Name the file in plain letters for old browsers and as it is for the rest (RFC 6266)."""
    safe = _NOT_IN_A_FILE_NAME.sub("_", name).strip(" .") or "document"
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
