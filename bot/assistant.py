"""The door: `Assistant.handle` takes one message, runs one turn, and returns the replies.

One turn is one transaction: what the message changed, the replies, and that it was handled are kept
together or not at all. The same message again changes nothing and gets the same replies.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from bot import replies as as_json
from bot.flows.assess.questions import TITLE
from bot.gate import Gate
from bot.members import known
from bot.messages import Document, Message, Reply, numbered
from bot.rights import ROLES
from bot.routing.router import Router
from bot.trouble import trouble
from bot.visit import Visit
from bot.watch import Watch
from storage.errors import StoreAway, StoreError, TurnConflict
from storage.records import Arrival, Handled, Member, Session
from storage.store import Store, Turn

log = logging.getLogger("charter.assistant")

HELP_AFTER = 2.0  # seconds that somebody in distress waits for a store
ATTEMPTS = 20  # at a turn whose records keep changing under its hands
REMEMBERED = 20  # messages a person whose replies are kept, to answer repeats
Replies = tuple[Reply, ...]
Afterwards = list[Callable[[], None]]
Route = Callable[[Visit], Awaitable[Replies]]


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
        return await self._turn(message, enter, deliver=deliver, settles=settles)

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
            self._turn(message, self._router.urgent, deliver=deliver, settles=settles), name="urgent turn"
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

    def urgent(self, message: Message) -> Reply | None:
        """Return the urgent answer if somebody sounds as if they need help now; no store is needed."""
        is_title = message.text.lstrip().casefold().startswith(TITLE)
        in_distress = bool(message.text) and not is_title and self._router.in_distress(message.text)
        return self._router.urgent_reply() if in_distress else None

    async def _turn(
        self, message: Message, route: Route, *, deliver: bool, settles: Arrival | None
    ) -> Replies:
        with self._watch.turn(message.sender.channel) as seen:
            for _ in range(ATTEMPTS):
                with suppress(TurnConflict):
                    afterwards: Afterwards = []
                    async with self._watch.commits(self._store.turn(message.sender.address, settles)) as turn:
                        replies, seen.outcome = await self._run(
                            turn, message, route, afterwards, deliver=deliver
                        )
                    for each in (*afterwards, *([self._watch.settled] if settles else ())):
                        each()
                    return replies
            raise StoreError("this turn's records kept changing")

    async def _run(
        self, turn: Turn, message: Message, route: Route, afterwards: Afterwards, *, deliver: bool
    ) -> tuple[Replies, str]:
        address = message.sender.address
        handled = await turn.get(Handled, f"{address}|{message.id}")
        if handled:
            return tuple(as_json.from_json(each) for each in handled.replies), "repeated"
        member = await turn.get(Member, address) or Member(address)
        session = await turn.get(Session, address) or Session(address)
        back = replace(member, gone="")
        if member.role != "visitor":  # a role given before there were ids
            back = known(back)
        if back != member:
            turn.put(member := back)
        visit = Visit(turn, message, member, session, self._later_than(session.seen), afterwards)
        replies = await route(visit)
        await self._close(visit, replies, deliver=deliver)
        return replies, self._came_to(visit, replies)

    def _came_to(self, visit: Visit, replies: Replies) -> str:
        """Return what a turn came to, as it is counted: known without its words."""
        if visit.turned_away:
            return "turned_away"
        return "urgent" if self._router.urgent_reply() in replies else visit.outcome or "done"

    def _later_than(self, seen: str) -> datetime:
        """Return the time; always later than the turn before, so that replies keep their order."""
        time = self._clock()
        return max(time, datetime.fromisoformat(seen) + timedelta(microseconds=1)) if seen else time

    async def _close(self, visit: Visit, replies: Replies, *, deliver: bool) -> None:
        """Keep where the conversation is now, and the replies under the message's id.

        Of an unkept turn, and of somebody who was turned away, nothing stays: the replies are kept only until
        a channel's sender has delivered them, and the same message again runs it again.
        """
        if visit.turned_away:
            if deliver and replies:
                visit.turn.put(_handled(visit, replies, deliver=deliver))
            return
        alone = [reply for reply in replies if not (visit.message.group and reply.public)]
        if visit.unkept:
            handled, offered = list(visit.session.handled), _offered(())
        else:
            handled = [*await self._prune(visit), visit.message.id]
            offered = _offered(alone) or visit.session.offered
        session = replace(
            visit.session,
            seen=visit.now.isoformat(),
            handled=tuple(handled),
            offered=offered,
            passing=not visit.member.agreed and visit.member.role == ROLES[0],
        )
        if not visit.forgotten:
            visit.turn.put(session)
        if (visit.forgotten or visit.unkept) and not deliver:
            return
        visit.turn.put(_handled(visit, replies, deliver=deliver))

    async def _prune(self, visit: Visit) -> list[str]:
        """Forget old handled messages and return those that stay.

        One with replies still to deliver is forgotten by whoever delivers the last of them: it is not
        looked at again, so that a turn costs the same however much waits.
        """
        for message_id in visit.session.handled[: 1 - REMEMBERED]:
            old = await visit.turn.get(Handled, f"{visit.address}|{message_id}")
            if old and not old.to_send:
                visit.turn.remove(Handled, old.key)
        return list(visit.session.handled[1 - REMEMBERED :])


def _handled(visit: Visit, replies: Replies, *, deliver: bool) -> Handled:
    """Return what is kept of a message that was handled: its replies, perhaps still to be delivered."""
    kept = tuple(as_json.to_json(reply) for reply in replies)
    if not deliver:
        kept = tuple(as_json.once_delivered(each) for each in kept)
    return Handled(
        visit.address,
        visit.message.id,
        visit.message.place,
        visit.message.group,
        kept,
        order=visit.now.isoformat(),
        to_send=len(kept) if deliver else 0,
        taken=visit.taken,
    )


def _offered(replies: Iterable[Reply]) -> tuple[tuple[str, str, str], ...]:
    """Return the choices of a turn as they can be typed: all by label, the last ones by number too."""
    with_choices = [reply for reply in replies if reply.choices]
    offered: list[tuple[str, str, str]] = []
    for reply in reversed(with_choices):
        for number, choice in numbered(reply):
            typed = str(number) if reply is with_choices[-1] else ""
            offered.append((typed, choice.label, choice.carries))
    return tuple(offered)
