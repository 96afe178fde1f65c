"""A curator on the page finds an answer, sees it, rewords it, sees what moves, publishes, and undoes."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from bot.app import App, assemble
from bot.channels.web.app import web_app
from bot.channels.web.serve import serve
from bot.flows.invite import make_invite
from storage.memory_store import MemoryStore

NEW = "There are four levels: Working Towards, Bronze, Silver and Gold."
WEE = "how many wee cups are there"


@pytest.fixture
def app(content) -> App:
    """An assistant that may learn; it knows words alone, and so tries sooner."""
    return assemble(content, MemoryStore())


@pytest.fixture
async def page(app, browser_page) -> AsyncIterator:
    serving = await serve(web_app(app.assistant, allowed_hosts=["127.0.0.1"]), "127.0.0.1", 0)
    await browser_page.goto(f"http://127.0.0.1:{serving.port}")
    yield browser_page
    await serving.stop()


class Curator:
    """A curator at the page."""

    def __init__(self, page) -> None:
        self._page = page
        self._log = page.get_by_role("log")

    async def says(self, text: str) -> None:
        await self._page.get_by_role("textbox").fill(text)
        await self._page.keyboard.press("Enter")

    async def presses(self, label: str) -> None:
        await self._page.get_by_role("button", name=label, exact=True).last.click()

    async def sees(self, text: str, times: int = 1) -> None:
        await expect(self._log.get_by_text(text)).to_have_count(times, timeout=45_000)


async def test_from_finding_an_answer_to_undoing_a_change(app, page, content):
    levels, cleo = content.entries["levels"], Curator(page)
    made = make_invite("curator", datetime.now(UTC))
    await app.store.append([made.record])
    await cleo.says(f"/code {made.code}")
    await cleo.presses("Yes, that is fine")
    await cleo.sees("Your role is now: curator")

    await cleo.says("/find what are the levels")
    await cleo.sees("found. Press one to look after it.")
    await cleo.presses(levels.question)
    await cleo.sees("Looking after this answer")
    await cleo.presses("Change the wording")
    await cleo.sees("Type the whole answer in new words.")
    await cleo.says(NEW)
    await cleo.sees("no test question moves")
    await cleo.presses("Publish it")
    await cleo.sees("Published. I answer with it")
    await app.upkeep.learn()
    assert app.assistant._router._ask._answers.entry("levels").answer == NEW

    await cleo.presses("Back to the answer")
    await cleo.sees("Looking after this answer", times=2)
    await cleo.presses(f"Ways of asking ({len(levels.ask)})")
    await cleo.presses("Add a way of asking")
    await cleo.sees("Type a way in which people ask this.")
    await cleo.says(WEE)
    await cleo.sees("would come out better")

    await cleo.presses("Undo it")
    await cleo.sees("The answer would read:", times=2)
    await cleo.presses("Publish it")
    await cleo.sees("Published. I answer with it", times=2)
    await app.upkeep.learn()
    assert app.assistant._router._ask._answers.entry("levels").answer == levels.answer
