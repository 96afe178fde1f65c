"""Everything the assistant remembers: plain frozen values, each kept under its key.

A record's `tags` are the words it can be looked up by. Times are UTC, in ISO 8601.
No record asks for a person's name, offences or health, and none holds a file that a person sent. An
`Arrival` holds what Telegram sent, the sender's name too, until it is handled; then it is gone.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, TypeAdapter

from storage.errors import StoreError

Json = Annotated[dict[str, Any], AfterValidator(deepcopy)]  # a copy: what was read can be changed freely


class Record:
    """What all records share: a kind, a key, tags, and a shape that JSON can hold."""

    kind: ClassVar[str]

    @property
    def key(self) -> str:
        """The one name of this record among its kind."""
        raise NotImplementedError

    @property
    def tags(self) -> tuple[str, ...]:
        """The words by which `find` finds it."""
        return ()

    def to_json(self) -> dict[str, Any]:
        """Return the record as JSON's own types; raises `StoreError` for half a character in a name."""
        try:
            body: dict[str, Any] = _shape(self.kind).dump_python(self, mode="json")
        except UnicodeError as cause:  # pydantic takes any text as a value, but not as a name in `Json`
            raise StoreError(f"a name in a record of kind {self.kind!r} is not plain text") from cause
        return body

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Self:
        """Read a record back; raises `pydantic.ValidationError` when the shape is not ours."""
        record: Self = _shape(cls.kind).validate_python(body)
        return record


@dataclass(frozen=True)
class Member(Record):
    """Somebody who has used the assistant, by their address on one channel.

    `gone` says since when their channel does not take what we send: they have left or blocked the bot.
    """

    kind: ClassVar[str] = "member"
    address: str
    role: str = "visitor"
    since: str = ""
    gone: str = ""

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
    by now, as (their words, the entry), for a channel that cannot write first. `group` and `proposal` are
    what a curator is looking at.
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

    @property
    def key(self) -> str:
        return self.address


@dataclass(frozen=True)
class Answer:
    """What was said of one criterion: a score of 0 to 4, or that it is not known, or not applicable."""

    score: int | None = None
    evidence: str = ""
    dont_know: bool = False
    not_applicable: str = ""
    at: str = ""


@dataclass(frozen=True)
class Assessment(Record):
    """One organisation's look at itself, under one version of the framework.

    `profile` holds the answers to the questions before the first criterion, by field id.
    `answers` holds an `Answer` by criterion id; a criterion that is not there was not answered.
    """

    kind: ClassVar[str] = "assessment"
    ref: str
    owner: str
    framework: str
    agreed: str
    started: str
    changed: str
    finished: str = ""
    profile: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.ref

    @property
    def tags(self) -> tuple[str, ...]:
        return (f"owner:{self.owner}",)


@dataclass(frozen=True)
class Invite(Record):
    """A one-time code for a role, kept only as its hash."""

    kind: ClassVar[str] = "invite"
    code_hash: str
    role: str
    made: str
    expires: str
    used: str = ""

    @property
    def key(self) -> str:
        return self.code_hash


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


@dataclass(frozen=True)
class Question(Record):
    """Something that somebody asked, scrubbed, with what came of it; who asked is not kept.

    `outcome` is "answered", "offered", "elsewhere" or "none", `entries` what was given or offered. `taken` is
    the offer that was taken ("none": none of them), `helpful` is "yes" or "no" once they said so. Only who
    wants to hear of an answer leaves `tell`, their address, and `place`, their chat there. `settled` says
    what a curator made of it.
    """

    kind: ClassVar[str] = "question"
    id: str
    at: str
    text: str
    outcome: str
    entries: tuple[str, ...] = ()
    taken: str = ""
    helpful: str = ""
    after: str = ""
    tell: str = ""
    place: str = ""
    settled: str = ""

    @property
    def key(self) -> str:
        return self.id

    @property
    def unanswered(self) -> bool:
        """Whether it went without an answer that helped."""
        return self.outcome == "none" or self.taken == "none" or self.helpful == "no"

    @property
    def tags(self) -> tuple[str, ...]:
        is_open = ("open",) if self.unanswered and not self.settled else ()
        ignored = ("ignored",) if self.settled == "ignored" else ()
        waiting = ("waiting", f"tell:{self.tell}") if self.tell else ()
        return (*is_open, *ignored, *waiting)


@dataclass(frozen=True)
class ContentEdit(Record):
    """A change to the content that a curator made in chat: ways of asking, added to an entry.

    `state` is "proposed" until it is published, then "live". `questions` are the ids of what led to it. One
    that is never published is forgotten as old questions are.
    """

    kind: ClassVar[str] = "content-edit"
    id: str
    entry: str
    ask: tuple[str, ...]
    by: str
    at: str
    state: str = "proposed"
    questions: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.id

    @property
    def tags(self) -> tuple[str, ...]:
        return (self.state, f"by:{self.by}")


@dataclass(frozen=True)
class Handled(Record):
    """That a message was handled, with the replies it got, so that the same message gets the same replies.

    `replies` are in the shape of `bot.messages.Reply`. `to_send` counts those that the channel still
    has to deliver; a channel that returns replies at once leaves it at 0. `order` sorts deliveries.
    `taken` says at which step the message's words were taken, so that an edit can correct them.
    """

    kind: ClassVar[str] = "handled"
    address: str
    message_id: str
    place: str
    group: bool
    replies: tuple[Json, ...]
    order: str
    to_send: int = 0
    taken: str = ""

    @property
    def key(self) -> str:
        return f"{self.address}|{self.message_id}"

    @property
    def tags(self) -> tuple[str, ...]:
        sending = (f"to-send:{self.address}", f"waits:{self.order}|{self.address}") if self.to_send else ()
        with_file = ("with-file",) if any("document" in reply for reply in self.replies) else ()
        return (*sending, *with_file)


@dataclass(frozen=True)
class Arrival(Record):
    """A raw update from a channel, kept before it is acknowledged and until it is handled.

    `lane` keeps one chat's updates in order; `aside` says why an update was set aside for good.
    """

    kind: ClassVar[str] = "arrival"
    channel: str
    number: int
    lane: str
    body: Json
    aside: str = ""

    @property
    def key(self) -> str:
        return f"{self.channel}|{self.number:020d}"

    @property
    def tags(self) -> tuple[str, ...]:
        if self.aside:
            return (f"aside:{self.channel}",)
        return (f"waiting:{self.channel}", f"lane:{self.channel}|{self.lane}")


@dataclass(frozen=True)
class Receipt(Record):
    """That an arrival was worked off, without a word of it: the same one, sent again, is known by this."""

    kind: ClassVar[str] = "receipt"
    arrival: str
    at: str

    @property
    def key(self) -> str:
        return self.arrival

    @property
    def tags(self) -> tuple[str, ...]:
        return (f"day:{self.at[:10]}",)


KINDS: tuple[type[Record], ...] = (
    Member, Session, Assessment, Invite, AuditEvent, Question, ContentEdit, Handled, Arrival,
    Receipt,
)  # fmt: skip
SHARED: tuple[type[Record], ...] = (Invite, AuditEvent)  # other processes may add these


@cache
def _shape(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(next(each for each in KINDS if each.kind == kind))
