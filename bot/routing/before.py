"""What a turn began with, so that what is refused changes nothing."""

from dataclasses import dataclass

from bot.visit import Visit
from storage.records import Member, Session


@dataclass(frozen=True)
class Before:
    """The session and the member as they were."""

    session: Session
    member: Member

    @classmethod
    def of(cls, visit: Visit) -> "Before":
        """Remember how it is now."""
        return cls(visit.session, visit.member)

    def back(self, visit: Visit) -> None:
        """Undo all that the turn has changed since."""
        visit.turn.undo()
        visit.afterwards.clear()
        visit.session, visit.member = self.session, self.member
