"""How operators look in: GET /healthz, /readyz and /metrics."""

import hmac
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.channels.web.described import PLAIN, Answer, Described, Operation
from bot.channels.web.hosts import host_name
from bot.watch import Watch
from bot.watch.health import Verdict, health, readiness
from bot.watch.scrape import CONTENT_TYPE_LATEST, scrape
from storage.store import Store

HERE = {"127.0.0.1", "::1", "localhost"}
PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip", "via")  # what a proxy adds

ASK_FROM_HERE = (
    "Metrics are told to this machine alone, by a loopback address. "
    "To read them from elsewhere, set CHARTER_METRICS_TOKEN and bring it as a bearer token.\n"
)
ASK_WITH_TOKEN = "Bring CHARTER_METRICS_TOKEN as a bearer token.\n"  # noqa: S105 - a sentence  # nosec

HEALTH = Operation(
    "health",
    "Whether this process can do its work; the parts, each by itself.",
    {200: Answer("It can.", dict[str, Any]), 503: Answer("It cannot.", dict[str, Any])},
)
READINESS = Operation(
    "readiness",
    "Whether all has started.",
    {200: Answer("It has.", dict[str, Any]), 503: Answer("It has not; why is said.", dict[str, Any])},
)
METRICS = Operation(
    "metrics",
    "The figures, in the form that Prometheus reads. None is about a person.",
    {
        200: Answer("The figures.", media=PLAIN),
        401: Answer("The token is missing or another.", media=PLAIN),
        403: Answer("No token is set, and it was not asked from this machine.", media=PLAIN),
    },
    needs=("token", ""),
)


@dataclass(frozen=True, slots=True)
class Status:
    """The routes. Health and readiness tell nothing about anybody, and are told to everybody."""

    watch: Watch
    store: Store
    metrics_token: str = field(default="", repr=False)

    def routes(self) -> list[Described]:
        """Return what the web server must mount."""
        return [
            Described("/healthz", self.healthz, HEALTH),
            Described("/readyz", self.readyz, READINESS),
            Described("/metrics", self.metrics, METRICS),
        ]

    async def healthz(self, _: Request) -> Response:
        """200 while this process can do its work, 503 when not; the parts, each by itself."""
        return _answer(await health(self.watch, self.store))

    async def readyz(self, _: Request) -> Response:
        """200 once all has started; 503 with the reason before, while stopping, and without the store."""
        return _answer(await readiness(self.watch, self.store))

    async def metrics(self, request: Request) -> Response:
        """The numbers, for who may see them."""
        if self.metrics_token and not self._has_token(request):
            return PlainTextResponse(ASK_WITH_TOKEN, 401, {"WWW-Authenticate": "Bearer"})
        if not self.metrics_token and not _is_from_here(request):
            return PlainTextResponse(ASK_FROM_HERE, 403)
        return Response(await scrape(self.watch, self.store), media_type=CONTENT_TYPE_LATEST)

    def _has_token(self, request: Request) -> bool:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        is_ours = hmac.compare_digest(token.strip().encode(), self.metrics_token.encode())
        return kind.lower() == "bearer" and is_ours


def _answer(verdict: Verdict) -> Response:
    return JSONResponse(verdict.body, 200 if verdict.ok else 503)


def _is_from_here(request: Request) -> bool:
    """Whether somebody on this machine asks, by its own name: neither a proxy for others nor a page that
    was given our address for its own (DNS rebinding).
    """
    peer = request.client.host if request.client else ""
    passed_on = any(header in request.headers for header in PASSED_ON)
    return peer in HERE and host_name(request.headers) in HERE and not passed_on
