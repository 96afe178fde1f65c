"""Tell people of what others did: who used a code, a changed role, what went. Each once, and soon."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot import london
from bot.flows.people.notices import Notices, is_for
from bot.notices import GONE
from bot.reminders import own_chat
from bot.upkeep.reaching import Reaching
from storage.errors import TurnConflict
from storage.records import Handled, Member, Notice, Session
from storage.store import Store


class Noticing:
    """Settles each notice in a turn of its own: the turn that makes the message takes the notice away."""

    def __init__(
        self, store: Store, wording: Notices, reaching: Reaching, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._wording = wording
        self._reaching = reaching
        self._clock = clock

    async def notify(self) -> None:
        """Tell everybody who can be told now."""
        for each in await self._store.read(Notice):
            if self._reaching.reaches(each.address) and not self._has_time(each):
                with suppress(TurnConflict):  # somebody was writing just then: the next round may do
                    await self._settle(each)

    def _has_time(self, notice: Notice) -> bool:
        """Whether somebody would be written to at night of what can wait until the morning."""
        at_once = self._reaching.at_once(notice.address)
        return notice.what == GONE and at_once and not london.is_civil(self._clock())

    async def _settle(self, kept: Notice) -> None:
        async with self._store.turn(kept.address) as turn:
            notice = await turn.get(Notice, kept.key)
            if notice is None:  # settled meanwhile
                return
            turn.remove(Notice, notice.key)
            session = await turn.get(Session, notice.address)
            member = await turn.get(Member, notice.address)
            if session is None or member is None or member.gone or not is_for(notice.what, member):
                return
            turn.put(self._told(session, notice))
        self._reaching.deliver(kept.address)

    def _told(self, session: Session, notice: Notice) -> Handled | Session:
        """Return what is kept so that the channel sends it, or so that it is shown at the next visit."""
        said = (notice.what, notice.role, notice.who, notice.place, notice.at)
        if not self._reaching.at_once(notice.address):
            return replace(session, notices=(*session.notices, said))
        place = own_chat(notice.address)
        return self._reaching.message(
            notice.address, f"notice-{notice.id}", place, (self._wording.said(*said),)
        )
