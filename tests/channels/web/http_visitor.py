"""A visitor without a browser: a client that has opened the page and so has its cookie."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from httpx import ASGITransport, AsyncClient
from starlette.routing import BaseRoute

from bot.channels.web.app import web_app
from bot.channels.web.conversation import Conversation


@asynccontextmanager
async def opened(
    conversation: Conversation,
    url: str = "http://charter.test",
    *extra_routes: BaseRoute,
) -> AsyncIterator[AsyncClient]:
    app = web_app(conversation, allowed_hosts=["charter.test", "::1"], extra_routes=extra_routes)
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url=url) as client:
        await client.get("/")
        yield client
