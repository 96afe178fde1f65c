"""Remind people of what is due: once, at civil hours, no more than one a day each, a few at a time."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot import london
from bot.flows.reminders.wording import Wording
from bot.reminders import GOING, REVIEWS, WEEK, as_it_stands, is_told, moved, own_chat, when
from bot.trouble import trouble
from bot.upkeep.reaching import Reaching
from storage.errors import StoreError, TurnConflict
from storage.records import Assessment, Handled, Member, Reminder, Session
from storage.store import Store

log = logging.getLogger("charter.upkeep")

AT_ONCE = 100  # reminders a round; the channel's sender paces them further
DUE = "due:"


class Reminding:
    """Reads what is due from the store, and settles each reminder in a turn of its own.

    The turn that makes the message takes the reminder away: whatever is cut short, nobody is told twice, and
    nothing is lost.
    """

    def __init__(
        self,
        store: Store,
        wording: Wording,
        reaching: Reaching,
        clock: Callable[[], datetime],
        settled: Callable[[str], None],
    ) -> None:
        """`settled` is told what became of each reminder that was due, once that is kept."""
        self._store = store
        self._wording = wording
        self._reaching = reaching
        self._clock = clock
        self._settled = settled

    async def remind(self) -> None:
        """Settle what is due by now; what is too much for a round waits for the next."""
        now = self._clock()
        if not london.is_civil(now):
            return
        for reminder in await self._due(now):
            try:
                with suppress(TurnConflict):  # somebody was writing just then: the next round may do
                    if outcome := await self._settle(reminder, now):
                        self._settled(outcome)
            except StoreError:
                raise
            except Exception as error:  # noqa: BLE001 - one that cannot be told must not hold up the rest
                log.warning("a reminder has to wait: %s", trouble(error))

    async def _due(self, now: datetime) -> list[Reminder]:
        """Return the first of what is due, oldest first, to people who can be reached."""
        found: list[Reminder] = []
        for tag in await self._store.tags(Reminder, DUE):
            if tag.removeprefix(DUE) <= now.date().isoformat() and len(found) < AT_ONCE:
                of_the_day = await self._store.read(Reminder, tag)
                due = (each for each in of_the_day if when(each.due) <= now)
                found += (each for each in due if self._reaching.reaches(each.address))
        return sorted(found, key=lambda each: (each.what != GOING, each.due, each.key))[:AT_ONCE]

    async def _settle(self, due: Reminder, now: datetime) -> str:
        """Settle one, and say what became of it: "told", "moved", or "dropped"."""
        async with self._store.turn(due.address) as turn:
            reminder = await turn.get(Reminder, due.key)
            if reminder is None:  # settled meanwhile
                return ""
            session = await turn.get(Session, due.address)
            member = await turn.get(Member, due.address) or Member(due.address)
            standing = await as_it_stands(turn, reminder)
            turn.remove(Reminder, reminder.key)
            notice = reminder.what == GOING
            quiet = member.quiet and not notice
            if session is None or member.gone or quiet or member.blocked or standing is None:
                return "dropped"
            if when(standing[0].due) > now:
                turn.put(standing[0])
                return "moved"
            if not notice and (session.reminder or member.reminded == london.day(now)):
                turn.put(moved(reminder, london.next_morning(now)))
                return "moved"
            if notice and session.reminder:  # it waits in turn
                turn.put(moved(session.reminder, london.next_morning(now)))
            turn.put(self._told(session, *standing))
            if self._reaching.at_once(due.address):
                is_told(turn, *standing, now)
            turn.put(replace(member, reminded=london.day(now)))
            if reminder.what == REVIEWS:
                turn.put(moved(reminder, now + WEEK))  # until then nothing more is said of it
        self._reaching.deliver(due.address)
        return "told"

    def _told(self, session: Session, reminder: Reminder, assessment: Assessment | None) -> Handled | Session:
        """Return what is kept so that the channel sends it, or so that it is shown at the next visit."""
        if not self._reaching.at_once(reminder.address):
            return replace(session, reminder=reminder)
        said = self._wording.message(reminder, assessment)
        message_id = f"reminder-{reminder.what}-{reminder.ref}-{reminder.subject}-{reminder.due}"
        place = own_chat(reminder.address)  # whatever was kept: it is for nobody else to read
        return self._reaching.message(reminder.address, message_id, place, (said,))
