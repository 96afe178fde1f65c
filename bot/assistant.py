"""The door: `Assistant.handle` takes one message, runs one turn, and returns the replies.

One turn is one transaction: what the message changed, the replies, and that it was handled are kept
together or not at all. The same message again changes nothing and gets the same replies.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from bot import replies as as_json
from bot.flows.assess.evidence import TITLE
from bot.gate import Gate
from bot.messages import Document, Message, Reply
from bot.one_turn import OneTurn
from bot.routing.router import Router
from bot.trouble import trouble
from bot.watch import Watch
from storage.errors import StoreAway, StoreError
from storage.records import Arrival, Handled
from storage.store import Store

log = logging.getLogger("charter.assistant")

HELP_AFTER = 2.0  # seconds that somebody in distress waits for a store
Replies = tuple[Reply, ...]


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


class Assistant:
    """Takes messages to their flows and keeps what comes of them."""

    def __init__(
        self, store: Store, router: Router, gate: Gate, watch: Watch, clock: Callable[[], datetime] = now
    ) -> None:
        self._store = store
        self._gate = gate
        self._router = router
        self._watch = watch
        self._clock = clock
        self._one_turn = OneTurn(store, watch, clock, router.urgent_reply, self._repeated)
        self._urgent: set[asyncio.Task[Replies]] = set()

    async def handle(
        self, message: Message, *, deliver: bool = False, settles: Arrival | None = None
    ) -> Replies:
        """Take one turn. With `deliver`, the replies are also kept for the channel's sender; with
        `settles`, that arrival is done with by the same commit.

        Raises `StoreError` when the turn could not be kept. Somebody in distress is answered all the
        same, unless the reply is for a sender: then the channel gives it, see `urgent`.
        """
        if self.urgent(message):
            return await self._help_now(message, deliver=deliver, settles=settles)
        limit = self._gate.limit(message, self._clock())
        if limit == "silence":
            return await self._pass_over(message, settles)
        enter = partial(self._gate.enter, limit=limit)
        return await self._one_turn.take(message, enter, deliver=deliver, settles=settles)

    async def _pass_over(self, message: Message, settles: Arrival | None) -> Replies:
        """Be done with a message of somebody who was told to wait."""
        if settles:
            async with self._store.turn(message.sender.address, settles):
                pass
            self._watch.settled()
        return ()

    async def document(self, address: str, message_id: str, index: int) -> Document | None:
        """Return the document of one reply to one of this person's own messages."""
        handled = await self._kept(address, message_id)
        if handled is None or not 0 <= index < len(handled.replies):
            return None
        return as_json.from_json(handled.replies[index]).document

    async def _kept(self, address: str, message_id: str) -> Handled | None:
        async with self._store.turn(f"documents of {address}") as turn:
            return await turn.get(Handled, f"{address}|{message_id}")

    async def _help_now(self, message: Message, *, deliver: bool, settles: Arrival | None) -> Replies:
        """Answer somebody in distress, with the store down too."""
        turn = asyncio.create_task(
            self._one_turn.take(message, self._router.urgent, deliver=deliver, settles=settles),
            name="urgent turn",
        )
        self._urgent.add(turn)
        turn.add_done_callback(self._urgent.discard)
        try:
            done, _ = await asyncio.wait({turn}, timeout=HELP_AFTER)
            if not done:  # it may still be kept: the same message again finds it then
                raise StoreAway("the store does not answer")
            return turn.result()
        except asyncio.CancelledError:  # who drops this drops the turn with it
            turn.cancel()
            raise
        except StoreError as error:
            if deliver:  # the channel's sender could not see it: the channel asks for `urgent` itself
                raise
            log.error("urgent reply given without the store: %s", trouble(error))  # noqa: TRY400 - no words
            return (self._router.urgent_reply(),)

    def _repeated(self, message: Message) -> Reply:
        """Return what is said to a repeat whose replies are kept no longer: help, if it asks for that."""
        return self.urgent(message) or self._router.repeated_reply()

    def urgent(self, message: Message) -> Reply | None:
        """Return the urgent answer if somebody sounds as if they need help now; no store is needed."""
        is_title = message.text.lstrip().casefold().startswith(TITLE)
        in_distress = bool(message.text) and not is_title and self._router.in_distress(message.text)
        return self._router.urgent_reply() if in_distress else None
