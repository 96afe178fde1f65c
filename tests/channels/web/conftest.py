"""What the web chat's tests share: a client without a browser, and a browser with a person at it."""

from collections.abc import AsyncIterator

import pytest
from browser import browser_page
from fake_conversations import EchoConversation, ScriptedConversation
from http_visitor import opened
from httpx import AsyncClient
from visitor import SCRIPT, Visitor

from bot.channels.web.app import web_app
from bot.channels.web.serve import serve

__all__ = ["browser_page"]


@pytest.fixture
def echo():
    return EchoConversation()


@pytest.fixture
async def client(echo) -> AsyncIterator[AsyncClient]:
    async with opened(echo) as client:
        yield client


@pytest.fixture
def conversation():
    return ScriptedConversation(script=dict(SCRIPT))


@pytest.fixture
async def address(conversation) -> AsyncIterator[str]:
    """Where the scripted conversation is served."""
    serving = await serve(web_app(conversation, allowed_hosts=["127.0.0.1"]), "127.0.0.1", 0)
    yield f"http://127.0.0.1:{serving.port}"
    await serving.stop()


@pytest.fixture
async def visitor(browser_page, address) -> AsyncIterator[Visitor]:
    """A person at the page, whose browser may complain about nothing and call nobody else."""
    visitor = Visitor(browser_page, address)
    yield visitor
    assert visitor.complaints == []
    assert visitor.calls_elsewhere == []
