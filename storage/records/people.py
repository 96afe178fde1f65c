"""Who uses the assistant, where they are in it, and what was done by whom."""

from dataclasses import dataclass, field
from typing import ClassVar

from storage.records.record import Record
from storage.records.reminders import Reminder


@dataclass(frozen=True)
class Member(Record):
    """Somebody who has used the assistant, by their address on one channel.

    `gone` says since when their channel does not take what we send: they have left or blocked the bot.
    `quiet` says since when they want no reminders, `reminded` on which day (London's) they last had one.
    """

    kind: ClassVar[str] = "member"
    address: str
    role: str = "visitor"
    since: str = ""
    gone: str = ""
    quiet: str = ""
    reminded: str = ""

    @property
    def key(self) -> str:
        return self.address

    @property
    def tags(self) -> tuple[str, ...]:
        return (f"role:{self.role}",)


@dataclass(frozen=True)
class Session(Record):
    """Where somebody is in the conversation: one word for the flow and one for its step.

    `offered` holds what the last replies offered, as (number or "", label, what it carries), so that
    a choice can be typed. `assessment` is the one they are working on. `about` is the entry that the last
    answer gave, `asked` the `Question` it was kept as; `told` are questions of theirs that have an answer
    by now, as (their words, the entry), and `reminder` one that is due, both for a channel that cannot write
    first. `group` and `proposal` are what a curator is looking at. `pending` holds words that look personal
    until their writer has decided on them, as (assessment, step, words).
    """

    kind: ClassVar[str] = "session"
    address: str
    flow: str = ""
    step: str = ""
    assessment: str = ""
    offered: tuple[tuple[str, str, str], ...] = ()
    seen: str = ""
    handled: tuple[str, ...] = ()
    about: str = ""
    asked: str = ""
    told: tuple[tuple[str, str], ...] = ()
    group: str = ""
    proposal: str = ""
    reminder: Reminder | None = None
    pending: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.address

    @property
    def tags(self) -> tuple[str, ...]:
        return ("pending",) if self.pending else ()


@dataclass(frozen=True)
class Invite(Record):
    """A one-time code, kept only as its hash: for a role or, with `assessment`, for a part in that one.

    `areas` and `voice` are those of the part; `by` is who leads the assessment and made the code. A button
    can hold only the beginning of the hash, so one for a part is found by that too.
    """

    kind: ClassVar[str] = "invite"
    code_hash: str
    role: str
    made: str
    expires: str
    used: str = ""
    assessment: str = ""
    areas: tuple[str, ...] = ()
    voice: str = ""
    by: str = ""

    @property
    def key(self) -> str:
        return self.code_hash

    @property
    def tags(self) -> tuple[str, ...]:
        return (f"for:{self.assessment}", f"short:{self.short}") if self.assessment else ()

    @property
    def short(self) -> str:
        """The beginning of the hash: 64 bits, which nobody guesses."""
        return self.code_hash[:16]


@dataclass(frozen=True)
class AuditEvent(Record):
    """That somebody did something that matters: an export, an invite, a change of role, a deletion."""

    kind: ClassVar[str] = "audit"
    id: str
    at: str
    who: str
    what: str
    details: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.id
