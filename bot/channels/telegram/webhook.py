"""The webhook: Telegram calls us; an update is kept before it is acknowledged."""

import hmac
import json
import logging

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.telegram.inbox import Inbox
from bot.watch import Watch
from storage.errors import StoreError

log = logging.getLogger("charter.telegram.webhook")

PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 128 * 1024  # bytes of a body; Telegram's updates are far smaller


class Webhook:
    """Takes Telegram's calls. The secret is ours; whoever does not know it learns nothing."""

    def __init__(self, inbox: Inbox, watch: Watch, secret: str) -> None:
        self._inbox = inbox
        self._watch = watch
        self._secret = secret

    def route(self) -> Route:
        """Return the route to mount."""
        return Route(PATH, self.receive, methods=["POST"])

    async def receive(self, request: Request) -> Response:
        """Keep one update; 200 acknowledges it, anything else makes Telegram send it again."""
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return PlainTextResponse("Not found.", status_code=404)
        body = await _capped(request)
        if body is None:
            return PlainTextResponse("Too large.", status_code=413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return PlainTextResponse("Not JSON.", status_code=400)
        try:
            await self._inbox.receive([update])
        except StoreError as error:
            self._watch.fetch_failed()
            log.warning("update not kept, Telegram will send it again: %s", type(error).__name__)
            return PlainTextResponse("Not kept; please send it again.", status_code=503)
        self._watch.fetched()
        return PlainTextResponse("Kept.")


async def _capped(request: Request) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)
