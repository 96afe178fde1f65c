"""One turn as the flows see it: who speaks, where they are, and what may be read and kept."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.members import known
from bot.messages import Message
from storage.records import Member, Session
from storage.store import Turn


@dataclass
class Visit:
    """What a flow is given. It reads and keeps through `turn`, and moves the session with `go`."""

    turn: Turn
    message: Message
    member: Member
    session: Session
    now: datetime
    afterwards: list[Callable[[], None]] = field(default_factory=list)  # what to do once the turn is kept
    forgotten: bool = False
    unkept: bool = False  # the replies may be in no record once they are delivered, nor what was typed
    takes_back: bool = False  # it only ends something: nobody has to agree to that
    turned_away: bool = False  # nothing of what was sent is read or kept
    keeps: str = ""  # words that their writer keeps although they look personal
    agreed: bool = False  # whether the speaker has agreed to what is kept, as it stands now
    then: str = ""  # what this turn does, as a command or a choice that would do it again
    outcome: str = ""  # what a question came to, as it is counted
    taken: str = ""  # the step that the message's words were taken at, as `<ref>|<step>`

    @property
    def at(self) -> str:
        """The time of this turn, as records keep it."""
        return self.now.isoformat(timespec="seconds")

    @property
    def address(self) -> str:
        """Who is speaking."""
        return self.member.address

    @property
    def who(self) -> str:
        """Who is speaking, as the record of what was done says it: their id, if they have a role."""
        return self.member.id or "somebody"

    def go(self, flow: str, step: str = "", *, assessment: str | None = None) -> None:
        """Move the session to a flow and a step in it; `""` ends the flow.

        Words that waited for a decision are dropped, unless it is the same step that is shown again.
        """
        ref = self.session.assessment if assessment is None else assessment
        here = (self.session.flow, self.session.step, self.session.assessment)
        pending = self.session.pending if here == (flow, step, ref) else ()
        self.session = replace(self.session, flow=flow, step=step, assessment=ref, pending=pending)

    def leave(self) -> None:
        """Leave the flow, and remember the step, so that it can be taken up again."""
        self.session = left(self.session)

    def become(self, role: str) -> None:
        """Give the speaker a role."""
        self.member = replace(known(self.member), role=role, since=self.at)
        self.turn.put(self.member)


def left(session: Session) -> Session:
    """Return where somebody is once they have left what was open; the step is remembered."""
    return replace(session, flow="", pending=())
