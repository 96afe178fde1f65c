"""The places in which one person uses the assistant: that they belong together, and the code that says so."""

from dataclasses import dataclass
from typing import ClassVar

from storage.records.record import Record


@dataclass(frozen=True)
class Link:
    """That a place belongs together with others: all of them bear the same `id`, and none another's address.

    `mark` is what a button calls this place, `since` when it was linked. Both ids are random.
    """

    id: str
    mark: str
    since: str


@dataclass(frozen=True)
class LinkCode(Record):
    """A one-time code by which another place is linked with the one at `address`, kept only as its hash.

    A button can hold only the beginning of the hash, so it is found by that too.
    """

    kind: ClassVar[str] = "link-code"
    code_hash: str
    address: str
    made: str
    expires: str

    @property
    def key(self) -> str:
        return self.code_hash

    @property
    def tags(self) -> tuple[str, ...]:
        return (f"by:{self.address}", f"short:{self.short}")

    @property
    def sealed_for(self) -> str:
        return self.address

    @property
    def short(self) -> str:
        """The beginning of the hash: 64 bits, which nobody guesses."""
        return self.code_hash[:16]
