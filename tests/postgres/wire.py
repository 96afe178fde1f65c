"""A wire to the server that a test can cut without either end being told, as a lost network does."""

import asyncio
from contextlib import suppress

from postgres_server import Server


class Wire:
    """Carries connections to a server; once it is cut, nothing comes through and nothing is closed."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._whole = asyncio.Event()
        self._whole.set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: list[asyncio.StreamWriter] = []

    async def open(self) -> None:
        """Begin to carry."""
        self._listening = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self._port = self._listening.sockets[0].getsockname()[1]

    def url(self, url: str) -> str:
        """Return the url of the same database by way of this."""
        return url.replace(f":{self._server.port}/", f":{self._port}/")

    def cut(self) -> None:
        """Swallow everything from now on."""
        self._whole.clear()

    async def close(self) -> None:
        """Let go of all connections."""
        self._listening.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for writer in self._writers:
            writer.transport.abort()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _carry(self, near_in: asyncio.StreamReader, near_out: asyncio.StreamWriter) -> None:
        far_in, far_out = await asyncio.open_connection("127.0.0.1", self._server.port)
        self._writers += [near_out, far_out]
        for source, sink in ((near_in, far_out), (far_in, near_out)):
            self._tasks.add(asyncio.create_task(self._one_way(source, sink)))

    async def _one_way(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65536):
                await self._whole.wait()
                sink.write(data)
            await self._whole.wait()
            sink.close()
