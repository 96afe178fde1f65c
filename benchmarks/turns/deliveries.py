"""Brings updates to a webhook as Telegram does: over a bounded number of connections that stay open."""

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit


class Deliveries:
    """Delivers updates in the order they came; each connection takes the next once its answer is back."""

    def __init__(self, half):
        self._half = half
        self._waiting = asyncio.Queue()
        self._connections = []

    @property
    def on(self):
        return bool(self._connections)

    def add(self, update):
        self._waiting.put_nowait(update)

    def to(self, url, secret, connections):
        """Bring what comes from now on to this address."""
        self.stop()
        made = [Connection(url, secret) for _ in range(connections)]
        self._connections = [asyncio.create_task(self._deliver(each)) for each in made]

    def stop(self):
        for each in self._connections:
            each.cancel()
        self._connections = []
        self._waiting = asyncio.Queue()

    async def _deliver(self, connection):
        while True:
            update = await self._waiting.get()
            await asyncio.sleep(self._half)
            while not await connection.post(update):  # it was closed while it was idle, or was not taken
                pass
            await asyncio.sleep(self._half)


class Connection:
    """One connection to the webhook."""

    def __init__(self, url, secret):
        self._url = urlsplit(url)
        self._head = (
            f"POST {self._url.path} HTTP/1.1\r\nHost: {self._url.netloc}\r\n"
            f"Content-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: {secret}\r\n"
        ).encode() + b"Content-Length: %d\r\n\r\n"
        self._reader = self._writer = None

    async def post(self, update):
        """Post an update; True once it is acknowledged."""
        with suppress(OSError, asyncio.IncompleteReadError):
            if self._writer is None:
                opened = await asyncio.open_connection(self._url.hostname, self._url.port)
                self._reader, self._writer = opened
            self._writer.write(self._head % len(update) + update)
            status, length = read_head(await self._reader.readuntil(b"\r\n\r\n"))
            await self._reader.readexactly(length)
            return status == 200
        if self._writer:
            self._writer.close()
            self._writer = None
        return False


def read_head(head):
    """Return the status of an answer, and the length of what follows."""
    length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
    return int(head.split(b" ", 2)[1]), int(length or 0)
