"""POST /api/messages: one message to the assistant, and its replies."""

import logging
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.channels.web.conversation import Conversation
from bot.channels.web.hosts import refuse_other_origins
from bot.channels.web.incoming import incoming
from bot.channels.web.outgoing import shown
from bot.channels.web.refusals import SORRY, Refused
from bot.channels.web.session import sender
from bot.trouble import trouble

log = logging.getLogger("charter.web")


@dataclass(frozen=True, slots=True)
class Exchange:
    """The route's way to the conversation."""

    conversation: Conversation

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
