"""Who did what, in a chain of hashes, and whether that chain was found to hold."""

from dataclasses import dataclass, field
from typing import ClassVar

from storage.records.record import Record


@dataclass(frozen=True)
class AuditEvent(Record):
    """That somebody did something that matters: an export, an invite, a change of role, a deletion.

    `who` is a member's random id, never an address. Events are a chain: `number` counts them, `before` is the
    hash of the one before, `hash` covers all of this one and `before`. One that another process has added is
    not in the chain yet: its `number` is 0.
    """

    kind: ClassVar[str] = "audit"
    id: str
    at: str
    who: str
    what: str
    details: dict[str, str] = field(default_factory=dict)
    number: int = 0
    before: str = ""
    hash: str = ""

    @property
    def key(self) -> str:
        return self.id

    @property
    def tags(self) -> tuple[str, ...]:
        if not self.number:
            return ("unchained",)
        return (f"number:{self.number:09d}", f"{self.what}|{self.number:09d}", f"who:{self.who}")


@dataclass(frozen=True)
class AuditHead(Record):
    """The ends of the chain of audit events: number and hash of the last one, and of the last one that
    has gone with age, behind which the chain begins now.
    """

    kind: ClassVar[str] = "audit-head"
    number: int = 0
    hash: str = ""
    dropped: int = 0
    dropped_hash: str = ""

    @property
    def key(self) -> str:
        return "head"


@dataclass(frozen=True)
class AuditCheck(Record):
    """When the whole chain of audit events was last looked through, and where it breaks, if it does."""

    kind: ClassVar[str] = "audit-check"
    at: str
    trouble: str = ""

    @property
    def key(self) -> str:
        return "check"
