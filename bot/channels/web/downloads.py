"""GET /api/exports/...: a file that was made for somebody, once, by its link."""

import re
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.channels.web.described import ANY, Answer, Described, Operation, Parameter
from bot.channels.web.files import disposition
from bot.channels.web.refusals import FAILED, NOT_OUR_HOST, Problem, Refused
from bot.channels.web.session import sender
from bot.exports.fetching import Fetched

_LINK = re.compile(r"[A-Za-z0-9_-]{22}")  # 16 bytes as `token_urlsafe` writes them
NO_FILE = "This file is no longer here: its link works once, for ten minutes. Please ask for it again."

OPERATION = Operation(
    "getExport",
    "A file that was made for an admin, once, by the link that they were shown.",
    {
        200: Answer("The file, to be kept and not to be shown.", media=ANY),
        400: NOT_OUR_HOST,
        401: Answer("The cookie is missing.", Problem),
        404: Answer("The link is wrong, used, too old or somebody else's.", Problem),
        500: FAILED,
    },
    parameters=(Parameter("link", "The last part of the link.", _LINK.pattern),),
    needs=("cookie",),
)


class Taking(Protocol):
    """Something that gives out what exports have made."""

    async def take(self, address: str, link: str) -> Fetched | None:
        """Return the file behind a link, once; None for a link that is wrong, used, too old or another's."""


class Downloads:
    """The route's way to the files."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking

    def routes(self) -> list[Described]:
        """Return the one route."""
        return [Described("/api/exports/{link}", self.get, OPERATION)]

    async def get(self, request: Request) -> Response:
        """Hand the file over; every link that does not work reads the same, and so does a mere look."""
        link, address = request.path_params["link"], sender(request).address
        is_link = request.method == "GET" and _LINK.fullmatch(link)
        fetched = await self._taking.take(address, link) if is_link else None
        if fetched is None:
            raise Refused(404, NO_FILE)
        file = fetched.file
        headers = {"Content-Disposition": disposition(file.name), "Content-Length": str(file.size)}
        return StreamingResponse(fetched.pieces, media_type=file.media_type, headers=headers)
