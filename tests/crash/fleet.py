"""One or more bots on one store, each in a process of its own: started, killed, and stopped in order."""

import asyncio
import signal
import socket
from dataclasses import dataclass, field
from pathlib import Path

from kept_places import Place
from lives import Cold, Life, Warm
from server import BotApiServer
from store_places import KEY

KILLED = -signal.SIGKILL
STOPPED = {0, -signal.SIGTERM}  # in order, or before it could even listen to the signal
TO_STOP = 16.0  # seconds in which a bot must have stopped: eight are promised, on a machine of its own


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@dataclass
class Fleet:
    """The bots, where they keep everything, and the address Telegram calls, if it calls them."""

    begins: Warm | Cold
    server: BotApiServer
    place: Place
    folder: Path
    size: int = 1
    webhook_url: str = ""
    lives: list[Life] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ports = [free_port() for _ in range(self.size)]

    async def start(self) -> None:
        """Start all."""
        self.lives = [await self._begin(port) for port in self.ports]

    async def kill(self, which: int, *, stopping: bool = False) -> None:
        """Kill one without a word, or soon after a word; start another in its place once it is gone."""
        if stopping:
            self.lives[which].send(signal.SIGTERM)
            await asyncio.sleep(0.05)  # it may have ended in order by then
        self.lives[which].send(signal.SIGKILL)
        status = await self.lives[which].ends()
        assert status == KILLED or (stopping and status in STOPPED), self.last_words(status)
        self.lives[which] = await self._begin(self.ports[which])

    async def stop(self) -> None:
        """Stop all in order; each must end well, and in time."""
        for life in self.lives:
            life.send(signal.SIGTERM)
        async with asyncio.timeout(TO_STOP):
            for life in self.lives:
                status = await life.ends()
                assert status == 0, self.last_words(status)
        self.lives = []

    def last_words(self, status: int) -> str:
        """What stands last in the log."""
        return f"a bot has ended with {status}; its last words: {self.log.read_text()[-2_000:]}"

    @property
    def log(self) -> Path:
        """What they all have written."""
        return self.folder / "bots.log"

    async def _begin(self, port: int) -> Life:
        settings = {
            "CHARTER_CACHE": str(self.folder / "cache"),
            "CHARTER_SENTENCES": "off",
            "CHARTER_LIMIT_AT_ONCE": "1000000",  # these people are in a hurry
            "CHARTER_LIMIT_A_DAY": "1000000",
            "CHARTER_STORE": self.place.setting,
            "CHARTER_KEY": KEY,
            "CHARTER_WEB_PORT": str(port),
            "TELEGRAM_API_URL": self.server.url,
            "TELEGRAM_BOT_TOKEN": self.server.token,
            "TELEGRAM_WEBHOOK_URL": self.webhook_url,
        }
        return await self.begins.begin(settings, self.log)
