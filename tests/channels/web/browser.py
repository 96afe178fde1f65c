"""A real Chromium for the tests that look at the page."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright

# Nothing of the browser's own business: it is to call nobody but the page under test.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}


def chromium() -> str:
    """Where Chromium is; without one the test is skipped, loudly, and fails on CI."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if found:
        return found
    reason = "Chromium not found: the page's tests were skipped"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
async def browser_page() -> AsyncIterator[Page]:
    """An empty page in a fresh browser, as wide as a phone."""
    program = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        context = await browser.new_context(viewport=PHONE)
        yield await context.new_page()
        await browser.close()
