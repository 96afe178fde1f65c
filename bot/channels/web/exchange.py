"""POST /api/messages: one message to the assistant, and its replies."""

import logging
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.channels.web.conversation import Conversation
from bot.channels.web.described import Answer, Described, Operation
from bot.channels.web.hosts import refuse_other_origins
from bot.channels.web.incoming import Incoming, incoming
from bot.channels.web.outgoing import Shown, shown
from bot.channels.web.refusals import FAILED, NOT_OUR_HOST, SORRY, Problem, Refused
from bot.channels.web.session import sender
from bot.trouble import trouble

log = logging.getLogger("charter.web")

OPERATION = Operation(
    "sendMessage",
    "One message to the assistant; the same id again changes nothing and gets the same replies.",
    {
        200: Answer("The replies.", Shown),
        400: Answer(f"It is not sent as JSON, or: {NOT_OUR_HOST.means}", Problem),
        401: Answer("The cookie is missing.", Problem),
        403: Answer("A page of another site sends it.", Problem),
        413: Answer("The body is too big.", Problem),
        422: Answer("The message has another shape; what to do is said.", Problem),
        500: FAILED,
    },
    takes=Incoming,
    needs=("cookie",),
    links={
        "document": {
            "operationId": "getDocument",
            "parameters": {"message_id": "$request.body#/id", "index": "0"},
            "description": "The document of a reply, where it has one; `index` counts the replies from 0.",
        }
    },
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """The route's way to the conversation."""

    conversation: Conversation

    def route(self) -> Described:
        """Return the route to mount."""
        return Described("/api/messages", self.post, OPERATION, "POST")

    async def post(self, request: Request) -> JSONResponse:
        """Hand the message over and show what comes back."""
        refuse_other_origins(request.headers)
        person = sender(request)
        message = (await incoming(request)).message(person)
        try:
            replies = await self.conversation.handle(message)
        except Exception as error:  # noqa: BLE001 - the person is told, whatever it was
            log.error("a turn failed: message=%s %s", message.id, trouble(error))  # noqa: TRY400 - no words
            raise Refused(500, SORRY) from None
        return JSONResponse(shown(message.id, replies))
