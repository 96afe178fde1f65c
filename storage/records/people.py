"""Who uses the assistant, where they are in it, and the codes that invite people."""

from dataclasses import dataclass
from typing import ClassVar

from storage.records.places import Link
from storage.records.record import Record
from storage.records.reminders import Reminder

OPEN_CODE = "open-code"  # the tag of a code for a role that nobody has used


@dataclass(frozen=True)
class Member(Record):
    """Somebody who has used the assistant, by their address on one channel.

    `gone` says since when their channel does not take what we send: they have left or blocked the bot.
    `quiet` says since when they want no reminders, `reminded` on which day (London's) they last had one.
    `id` is random, and what others who look after the assistant know them by. `agreed` is the version of the
    information on what is kept that they agreed to, at `agreed_at`. `blocked` says since when they are not
    answered, `told_blocked` on which day (London's) they were last told so. `limited` says when they last
    reached the ceiling of a day. `link` says that they use the assistant in other places too.
    """

    kind: ClassVar[str] = "member"
    unchanging: ClassVar[bool] = True
    takes_its_key_along: ClassVar[bool] = True
    address: str
    role: str = "visitor"
    since: str = ""
    gone: str = ""
    quiet: str = ""
    reminded: str = ""
    id: str = ""
    agreed: str = ""
    agreed_at: str = ""
    blocked: str = ""
    told_blocked: str = ""
    limited: str = ""
    link: Link | None = None

    @property
    def key(self) -> str:
        return self.address

    @property
    def tags(self) -> tuple[str, ...]:
        known = (f"id:{self.id}",) if self.id else ()
        blocked = ("blocked",) if self.blocked else ()
        limited = ("limited",) if self.limited else ()
        gone = ("gone",) if self.gone else ()
        linked = (f"linked:{self.link.id}",) if self.link else ()
        return (f"role:{self.role}", *known, *blocked, *limited, *gone, *linked)

    @property
    def sealed_for(self) -> str:
        return self.address


@dataclass(frozen=True)
class Blocked(Record):
    """That somebody is not answered although they are forgotten."""

    kind: ClassVar[str] = "blocked"
    address_hash: str
    since: str

    @property
    def key(self) -> str:
        return self.address_hash


@dataclass(frozen=True)
class Session(Record):
    """Where somebody is in the conversation: one word for the flow and one for its step.

    `offered` holds what the last replies offered, as (number or "", label, what it carries), so that
    a choice can be typed. `assessment` is the one they are working on. `about` is the entry that the last
    answer gave, `asked` the `Question` it was kept as; `told` are questions of theirs that have an answer
    by now, as (their words, the entry), `reminder` one that is due, and `notices` what others did, as (what,
    role, who, place, at): all three for a channel that cannot write first. `group` and `proposal` are what a
    curator is looking at. `pending` holds words that look personal until their writer has decided on them, as
    (assessment, step, words). `questions` are those of theirs that are kept; nothing but their own session
    says that they are theirs. `passing` says that they have agreed to nothing: it goes soon. `handled` are
    the ids of their last messages, `longer_ago` marks of those before (`bot.longer_ago`).
    """

    kind: ClassVar[str] = "session"
    unchanging: ClassVar[bool] = True
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
    questions: tuple[str, ...] = ()
    notices: tuple[tuple[str, ...], ...] = ()
    passing: bool = False
    longer_ago: str = ""

    @property
    def key(self) -> str:
        return self.address

    @property
    def tags(self) -> tuple[str, ...]:
        pending = ("pending",) if self.pending else ()
        passing = ("passing",) if self.passing else ()
        seen = (f"seen:{self.seen[:7]}",) if self.seen else ()  # by the month: it changes seldom
        return (*pending, *passing, *seen)

    @property
    def sealed_for(self) -> str:
        return self.address


@dataclass(frozen=True)
class Invite(Record):
    """A one-time code, kept only as its hash: for a role or, with `assessment`, for a part in that one.

    `areas` and `voice` are those of the part; `by` is who leads the assessment and made the code. Of one for
    a role, `by` is the id of the admin who made it, or "operator", or "start". A button can hold only the
    beginning of the hash, so it is found by that too.
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
        if self.assessment:
            return (f"for:{self.assessment}", f"short:{self.short}")
        return () if self.used else (OPEN_CODE, f"code:{self.short}")

    @property
    def sealed_for(self) -> str:
        return f"assessment:{self.assessment}" if self.assessment else ""

    @property
    def short(self) -> str:
        """The beginning of the hash: 64 bits, which nobody guesses."""
        return self.code_hash[:16]
