"""Stands between Telegram and several bots: each call goes to one of them, whichever it is."""

import random
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import web

GONE = 502  # what Telegram is told when the bot is not there; it comes again


class Balancer:
    """Passes calls on to ports of this machine, drawn by lot; `url` is where it is called."""

    def __init__(self, ports: Sequence[int], seed: str) -> None:
        self.url = ""
        self._ports = ports
        self._chance = random.Random(seed)
        application = web.Application()
        application.router.add_post("/{path:.*}", self._pass_on)
        self._runner = web.AppRunner(application, access_log=None, handle_signals=False, shutdown_timeout=1)

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()
        await self._session.close()

    async def _pass_on(self, request: web.Request) -> web.Response:
        url = f"http://127.0.0.1:{self._chance.choice(self._ports)}{request.path}"
        headers = {name: request.headers[name] for name in request.headers if name.startswith("X-")}
        try:
            async with self._session.post(url, data=await request.read(), headers=headers) as answer:
                return web.Response(status=answer.status, body=await answer.read())
        except aiohttp.ClientError:
            return web.Response(status=GONE)
