"""All assessments that are no parts, for whoever cannot hold them at once."""

import asyncio
from collections.abc import AsyncIterator

from storage.records import Assessment
from storage.store import Store

PAGE = 50  # assessments that are read at once: opening those of a page holds everybody up
AT_A_TIME = 5  # written before others have their turn on the event loop


async def wholes(store: Store) -> AsyncIterator[Assessment]:
    """Give all assessments that are no parts, page by page."""
    after = ""
    while page := await store.page(Assessment, after, PAGE):
        for number, each in enumerate(page):
            if not each.of:
                yield each
            if number % AT_A_TIME == 0:
                await asyncio.sleep(0)
        after = page[-1].key
