"""The HTTP side: turns requests into calls, and results, refusals and faults into answers."""

import json
import socket
import struct

from aiohttp import web

from .desk import Desk
from .reading import read_call
from .refusals import BrokenAnswer, ConnectionLost, NotDone, Refusal, Unreadable
from .wire import Json

LARGEST_REQUEST = 51 * 1024 * 1024
RESET_AT_ONCE = struct.pack("ii", 1, 0)


class Endpoint:
    """Answers at `/bot<token>/<method>`."""

    def __init__(self, token: str, desk: Desk) -> None:
        self.token = token
        self._desk = desk

    def application(self) -> web.Application:
        """The web application to serve."""
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.router.add_route("*", "/bot{token}/{method}", self.answer)
        return app

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one request."""
        try:
            return _json({"ok": True, "result": await self._carry_out(request)})
        except Refusal as refusal:
            return _json(refusal.as_json(), refusal)
        except BrokenAnswer as broken:
            return web.Response(status=broken.code, text=broken.as_html(), content_type="text/html")
        except ConnectionLost:
            _reset(request)
            return web.Response()

    async def _carry_out(self, request: web.Request) -> object:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            self._desk.refusals.append(f"{method}: 401 Unauthorized")
            raise Refusal(401, "Unauthorized")
        try:
            return await self._desk.handle(await read_call(request))
        except NotDone as error:
            if isinstance(error, Unreadable):
                self._desk.problems.append(f"{method}: {error}")
            if request.transport is not None:
                self._desk.refusals.append(f"{method}: {error}")
            raise
        except Exception as error:
            self._desk.problems.append(f"{method}: the test server itself failed with {error!r}")
            raise


def _json(body: Json, refusal: Refusal | None = None) -> web.Response:
    headers = {"Retry-After": str(refusal.retry_after)} if refusal and refusal.retry_after is not None else {}
    text = json.dumps(body)
    status = int(body.get("error_code", 200))
    return web.Response(status=status, text=text, headers=headers, content_type="application/json")


def _reset(request: web.Request) -> None:
    """Break the connection so that the client sees a reset."""
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_ONCE)
        request.transport.abort()
