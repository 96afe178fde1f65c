"""Using the store until it answers: what is delivered must be read, and noted, however long it takes."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.channels.telegram import again
from bot.channels.telegram.calls import Calls
from bot.trouble import trouble
from storage.errors import StoreError

log = logging.getLogger("charter.telegram.sender")

T = TypeVar("T")


async def insist(calls: Calls, use: Callable[[], Awaitable[T]]) -> T:
    """Use the store, again while it fails: to go on without it would be to send twice, or not at all.

    Raises `Stopped` when it is time to stop.
    """
    waits = again.waits()
    while True:
        try:
            return await use()
        except StoreError as error:
            log.warning("the store cannot be used for a delivery: %s; trying again", trouble(error))
        await calls.wait(next(waits))
