"""One message, one turn, one transaction: what it changed, the replies, and that it was handled."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot import replies as as_json
from bot.longer_ago import is_marked
from bot.members import known
from bot.messages import Message, Reply
from bot.remembered import Replies, remember
from bot.visit import Visit
from bot.watch import Watch
from storage.errors import TurnConflict
from storage.records import Arrival, Handled, Member, Session
from storage.store import Store, Turn

ATTEMPTS = 20  # at a turn whose records keep changing under its hands
Afterwards = list[Callable[[], None]]
Route = Callable[[Visit], Awaitable[Replies]]


class OneTurn:
    """Reads who speaks and where they are, runs what was chosen for their message, and keeps the outcome."""

    def __init__(
        self,
        store: Store,
        watch: Watch,
        clock: Callable[[], datetime],
        urgent_reply: Callable[[], Reply],
        repeated_reply: Callable[[Message], Reply],
    ) -> None:
        self._store = store
        self._watch = watch
        self._clock = clock
        self._urgent_reply = urgent_reply
        self._repeated_reply = repeated_reply

    async def take(
        self, message: Message, route: Route, *, deliver: bool, settles: Arrival | None
    ) -> Replies:
        """Run the route and keep what comes of it; again, where what it read was changed meanwhile."""
        with self._watch.turn(message.sender.channel) as seen:
            for _ in range(ATTEMPTS):
                afterwards: Afterwards = []
                try:
                    async with self._store.turn(message.sender.address, settles) as turn:
                        replies, outcome = await self._run(turn, message, route, afterwards, deliver=deliver)
                        seen.comes_to(outcome)
                except TurnConflict:
                    self._watch.conflicted()
                    continue
                for each in (*afterwards, *([self._watch.settled] if settles else ())):
                    each()
                return replies
            raise TurnConflict("this turn's records kept changing")

    async def _run(
        self, turn: Turn, message: Message, route: Route, afterwards: Afterwards, *, deliver: bool
    ) -> tuple[Replies, str]:
        address = message.sender.address
        handled = await turn.get(Handled, f"{address}|{message.id}")
        if handled and (handled.replies or deliver):
            return tuple(as_json.from_json(each) for each in handled.replies), "repeated"
        member = await turn.get(Member, address) or Member(address)
        session = await turn.get(Session, address) or Session(address)
        if deliver and message.id in session.handled:  # its replies are delivered: nobody needs them any more
            return (), "repeated"
        if message.id in session.handled or is_marked(session.longer_ago, message.id):
            # its replies are not kept any more: it came long ago, or they may not be read any longer
            return (self._repeated_reply(message),), "repeated"
        back = replace(member, gone="") if member.gone else member
        if member.role != "visitor":  # a role given before there were ids
            back = known(back)
        if back != member:
            turn.put(member := back)
        visit = Visit(turn, message, member, session, self._later_than(session.seen), afterwards)
        replies = await route(visit)
        await remember(visit, replies, deliver=deliver)
        return replies, self._came_to(visit, replies)

    def _came_to(self, visit: Visit, replies: Replies) -> str:
        """Return what a turn came to, as it is counted: known without its words."""
        if visit.turned_away:
            return "turned_away"
        return "urgent" if self._urgent_reply() in replies else visit.outcome or "done"

    def _later_than(self, seen: str) -> datetime:
        """Return the time; always later than the turn before, so that replies keep their order."""
        time = self._clock()
        return max(time, datetime.fromisoformat(seen) + timedelta(microseconds=1)) if seen else time
