"""What the tests of Telegram share: a Bot API server, and the assistant at work on it."""

import socket
from collections.abc import AsyncIterator

import pytest
from running_bot import RunningBot
from server import BotApiServer, Person

from bot.assistant import now
from bot.channels.telegram import again, channel, worker
from bot.flows.invite import make_invite


@pytest.fixture(params=["polling", "webhook"])
def way(request) -> str:
    """How updates reach the bot."""
    return request.param


@pytest.fixture
def quick(monkeypatch, answers) -> None:
    """What is tried again is tried again soon, and the 100 entries are read once for all tests."""
    for module in (channel, worker):
        monkeypatch.setattr(module, "AGAIN", 0.02)
    monkeypatch.setattr(again, "FIRST", 0.02)
    monkeypatch.setattr(again, "AT_MOST", 0.1)
    monkeypatch.setattr("bot.app.Answers", lambda _content, _sentences: answers)


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server


@pytest.fixture
async def bot(server, content, tmp_path, way, quick) -> AsyncIterator[RunningBot]:
    """The assistant, not started yet; stopped in the end, whatever happened."""
    bot = RunningBot(server, content, tmp_path / "charter.db", way, free_port())
    yield bot
    if hasattr(bot, "channel"):
        await bot.stop()


@pytest.fixture
async def telegram(bot) -> RunningBot:
    """The assistant at work."""
    await bot.start()
    return bot


@pytest.fixture
def amal(server) -> Person:
    """A service manager."""
    return server.person("Amal")


@pytest.fixture
def sam(server) -> Person:
    """A peer mentor, on an old phone."""
    return server.person("Sam")


@pytest.fixture
def invitation(telegram):
    """Make a link that makes an admin of whoever opens it, as `charter-bot invite admin` prints it."""

    async def make() -> str:
        app = telegram.app
        made = make_invite("admin", now())
        await telegram.store.append([made.record])
        return next(line for line in app.invites.announce(made).splitlines() if line.startswith("https://"))

    return make


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]
