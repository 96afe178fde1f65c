"""The assistant at work on Telegram, on one store file: started, stopped, cut short, and started anew."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from people import NO_HURRY, agree
from server import BotApiServer, Person
from troubled_store import TroubledStore

from bot.app import App, assemble
from bot.channels.telegram import channel as starting
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.pace import Pace
from bot.channels.web.app import web_app
from bot.channels.web.serve import Serving, serve
from knowledge.loader import Content
from storage.tinydb_store import TinyDbStore


def in_no_hurry_to_wait() -> Pace:
    """A pace that never makes a test wait."""
    return Pace(everywhere=1e6, chat=1e6, group=1e6, burst=1e6)


@dataclass
class RunningBot:
    """One bot: its store's file, how Telegram reaches it (`polling` or `webhook`), and what runs now."""

    server: BotApiServer
    content: Content
    file: Path
    way: str
    port: int = 0
    app: App = field(init=False)
    store: TroubledStore = field(init=False)
    channel: Telegram = field(init=False)
    serving: Serving | None = None

    @property
    def webhook_url(self) -> str:
        return f"http://127.0.0.1:{self.port}" if self.way == "webhook" else ""

    @property
    def webhook(self) -> str:
        """Where Telegram brings updates."""
        return f"{self.webhook_url}/telegram/webhook"

    @property
    def aside(self) -> float | None:
        """How many updates were set aside."""
        return self.app.watch.metrics.registry.get_sample_value("charter_updates_set_aside_total")

    async def open(self) -> None:
        """Put everything together, as a new process would, and serve the web page; Telegram comes later."""
        self.store = TroubledStore(TinyDbStore(self.file))
        self.app = assemble(self.content, self.store, rates=NO_HURRY)
        self.channel = Telegram(
            self.app, self.server.token, self.server.url, self.webhook_url, in_no_hurry_to_wait()
        )
        if self.way == "webhook":
            routes = self.channel.routes()
            page = web_app(self.app.assistant, allowed_hosts=["127.0.0.1"], extra_routes=routes)
            self.serving = await serve(page, "127.0.0.1", self.port)

    async def start(self) -> None:
        await self.open()
        await self.channel.start()

    async def has_agreed(self, *people: Person) -> None:
        """Have people agreed to what is kept, so that they are not asked."""
        for person in people:
            await agree(self.app, f"telegram:{person.id}")

    async def settled(self, within: float = 20) -> None:
        """Wait until all that came is worked on, and all that was replied is delivered and noted."""
        async with asyncio.timeout(within):
            await self.server.until(lambda: not self.server.pending, within)
            while running := [
                *self.channel._lanes._running.values(),
                *self.channel._sender._lanes._running.values(),
            ]:
                await asyncio.wait(running)

    async def stop(self) -> None:
        """Stop in order: what is in hand is finished."""
        await self.channel.stop()
        if self.serving:
            await self.serving.stop()
            self.serving = None
        await self.store.close()

    async def dies(self) -> None:
        """Stop without finishing what is in hand."""
        with pytest.MonkeyPatch.context() as now:
            now.setattr(starting, "FINISH", 0)
            await self.stop()

    async def starts_anew(self) -> None:
        """Stop in order, then start on the same file."""
        await self.stop()
        await self.start()
