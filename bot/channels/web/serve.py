"""How the web chat is served: a port taken first, one uvicorn on it, and an orderly end."""

import asyncio
import contextlib
import errno
import socket
from collections.abc import Iterator
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

SECONDS_TO_FINISH = 4  # for what is being answered; with uvicorn's own pauses the end takes under five


class CannotListen(Exception):
    """Its sentence tells the operator what to change."""


class PortTaken(CannotListen):
    """Another program listens there."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} is already in use. "
            "Set CHARTER_WEB_PORT to another number, or stop the other program."
        )


class _ServerWithoutSignals(uvicorn.Server):
    """Leaves the signals alone: they belong to whoever started the whole program."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@dataclass(frozen=True, slots=True)
class Serving:
    """A running server: the port it really has, and the task that ends when the server does."""

    port: int
    task: asyncio.Task[None]
    server: uvicorn.Server

    async def stop(self) -> None:
        """Take nothing new, finish what is in hand, and end within five seconds."""
        self.server.should_exit = True
        await self.task


async def serve(app: ASGIApp, host: str, port: int) -> Serving:
    """Serve in the background; returns once the port is ours (port 0 takes any free one)."""
    listening = _listen(host, port)
    config = uvicorn.Config(
        app,
        lifespan="off",
        ws="none",
        access_log=False,  # it would name who asked for what
        server_header=False,
        log_config=None,  # the program's own logging stays as it is
        log_level="warning",
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    server = _ServerWithoutSignals(config)
    task = asyncio.create_task(server.serve(sockets=[listening]), name="web server")
    return Serving(listening.getsockname()[1], task, server)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(port) from error
        raise CannotListen(f"Cannot listen on {host}, port {port}: {error.strerror or error}.") from error
