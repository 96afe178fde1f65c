"""Plan that those who look after answers are told when some are overdue: at most once a week each."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from bot.answers import Answers
from bot.reminders import of_reviews, when
from bot.rights import PRESSES, ROLES, may
from storage.errors import TurnConflict
from storage.records import Member, Reminder, Session
from storage.store import Store

OF_NO_ASSESSMENT = "about:"  # the tag of such reminders


class Nudging:
    """Keeps a reminder for each while something is overdue; `Reminding` tells it and puts it a week off."""

    def __init__(self, answers: Answers, store: Store, clock: Callable[[], datetime]) -> None:
        self._answers = answers
        self._store = store
        self._clock = clock

    async def plan(self) -> None:
        """Plan what is not planned yet; when nothing is overdue any more, drop what is due by now."""
        now = self._clock()
        planned = {each.address: each for each in await self._store.read(Reminder, OF_NO_ASSESSMENT)}
        if any(each.review_by < now.date() for each in self._answers.entries.values()):
            for member in await self._who():
                if member.address not in planned:
                    await self._keep(of_reviews(member.address, now))
            return
        for reminder in planned.values():
            if when(reminder.due) <= now:
                await self._drop(reminder)

    async def _keep(self, reminder: Reminder) -> None:
        with suppress(TurnConflict):  # the next round may do
            async with self._store.turn(reminder.address) as turn:
                if await turn.get(Session, reminder.address):
                    turn.put(reminder)

    async def _drop(self, reminder: Reminder) -> None:
        with suppress(TurnConflict):
            async with self._store.turn(reminder.address) as turn:
                turn.remove(Reminder, reminder.key)

    async def _who(self) -> list[Member]:
        """Return those who may look after answers and want to be reminded."""
        roles = [role for role in ROLES if may(PRESSES, "know", role, group=False)]
        members = [each for role in roles for each in await self._store.read(Member, f"role:{role}")]
        return [each for each in members if not each.quiet and not each.gone]
