"""What somebody is to be told: later, or as soon as they can be reached."""

from dataclasses import dataclass
from typing import ClassVar

from storage.records.record import Record


@dataclass(frozen=True)
class Reminder(Record):
    """Something to tell somebody when it is due, once.

    `what` says which sentence: "draft", "plan", "evidence", "year" or "nudge"; "lead" asks somebody to lead,
    "leads" and "leads_not" tell who asked that they do or would rather not. `ref` is the assessment it is
    about, and `subject` what in it (a criterion, an evidence note). `due` is a time in UTC. `place` is their
    chat on their channel. The key holds all but the time: the same reminder is kept once, and moving it means
    keeping it anew.
    """

    kind: ClassVar[str] = "reminder"
    address: str
    place: str
    what: str
    ref: str
    due: str
    subject: str = ""

    @property
    def key(self) -> str:
        return f"{self.address}|{self.what}|{self.ref}|{self.subject}"

    @property
    def tags(self) -> tuple[str, ...]:
        return (f"due:{self.due[:10]}", f"person:{self.address}", f"about:{self.ref}")

    @property
    def sealed_for(self) -> str:
        return self.address


@dataclass(frozen=True)
class Notice(Record):
    """Something that others did, and that somebody is to be told as soon as they can be reached, once.

    `what` says which sentence: "code" for a code for `role` that `who` has used, "role" for a role of their
    own that an admin has changed to `role`, "gone" for a self-assessment that they took part in and that was
    deleted, "linked" for a place of theirs on the channel `place` that was linked with this one,
    "unlinked" for one from which this one was taken out of those linked, "withdrawn" for one where they took
    their agreement back for this one too. `at` is when. Ids sort by time.
    """

    kind: ClassVar[str] = "notice"
    id: str
    address: str
    what: str
    role: str = ""
    who: str = ""
    place: str = ""
    at: str = ""

    @property
    def key(self) -> str:
        return f"{self.address}|{self.id}"

    @property
    def tags(self) -> tuple[str, ...]:
        return (f"person:{self.address}",)

    @property
    def sealed_for(self) -> str:
        return self.address
