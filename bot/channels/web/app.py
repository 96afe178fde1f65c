"""The web chat as one ASGI application: its routes, and what guards them."""

from collections.abc import Collection, Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from bot.channels.web.conversation import Conversation
from bot.channels.web.exchange import Exchange
from bot.channels.web.files import Files
from bot.channels.web.headers import SecurityHeaders
from bot.channels.web.hosts import OwnHosts
from bot.channels.web.openapi import openapi
from bot.channels.web.own_files import page, static
from bot.channels.web.refusals import REFUSALS


def web_app(
    conversation: Conversation,
    *,
    allowed_hosts: Collection[str],
    extra_routes: Sequence[BaseRoute] = (),
) -> Starlette:
    """Build the application; `extra_routes` come under the same guards (Telegram's webhook, the status)."""
    routes = [
        Route("/", page),
        Route("/static/{name}", static),
        Exchange(conversation).route(),
        Files(conversation).route(),
        openapi,
        *extra_routes,
    ]
    middleware = [Middleware(SecurityHeaders), Middleware(OwnHosts, names=allowed_hosts)]
    return Starlette(routes=routes, middleware=middleware, exception_handlers=REFUSALS)
