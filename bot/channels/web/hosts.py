"""Which addresses the chat answers to: another site must not reach it by a name of its own."""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.web.refusals import Refused, refusal

NOT_OURS = "The chat does not answer under this address. Please use the address you were given."
OTHER_SITE = "This message came from another site. Please open the chat itself and try again."
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:(?P<port>\d{1,5}))?")
_USUAL_PORT = {"http": "80", "https": "443"}
# They tell nothing of anybody, and those who ask (a container's health check, Prometheus) often know only a
# number; `/metrics` has a guard of its own (status.py).
_ANY_HOST = {"/healthz", "/readyz", "/metrics"}


class OwnHosts:
    """Refuses a request that names a host which is not ours (DNS rebinding)."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self._app = app
        self._names = {name.lower().strip("[]") for name in names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what names one of our hosts."""
        if scope["type"] != "http" or scope["path"] in _ANY_HOST or self._is_ours(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        await refusal(scope["path"], 400, NOT_OURS)(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        return host_name(headers) in self._names


def host_name(headers: Headers) -> str:
    """Return the host that a request names, without its port; nothing when that is no name."""
    named = _HOST.fullmatch(headers.get("host", "").lower())
    return named["name"].strip("[]").removesuffix(".") if named else ""


def refuse_other_origins(headers: Headers) -> None:
    """Refuse a message which a page of another site had the browser send."""
    origin = headers.get("origin")
    if origin is None:  # not a browser, or an old one; the cookie's SameSite still holds
        return
    try:
        scheme, its_host = urlsplit(origin.lower())[:2]
    except ValueError:
        raise Refused(403, OTHER_SITE) from None
    usual = ":" + _USUAL_PORT.get(scheme, "")
    if not its_host or its_host.removesuffix(usual) != headers["host"].lower().removesuffix(usual):
        raise Refused(403, OTHER_SITE)
