"""What came in, that it was handled, and what it was answered with."""

from dataclasses import dataclass
from typing import ClassVar

from storage.records.record import Json, Record


@dataclass(frozen=True)
class Handled(Record):
    """That a message was handled, with the replies it got, so that the same message gets the same replies.

    `replies` are in the shape of `bot.messages.Reply`. `to_send` counts those that the channel still
    has to deliver; a channel that returns replies at once leaves it at 0. `order` sorts deliveries.
    `taken` says at which step the message's words were taken, so that an edit can correct them.
    """

    kind: ClassVar[str] = "handled"
    unchanging: ClassVar[bool] = True
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

    @property
    def sealed_for(self) -> str:
        return self.address


@dataclass(frozen=True)
class Arrival(Record):
    """A raw update from a channel, kept before it is acknowledged and until it is handled.

    `lane` keeps one chat's updates in order; `aside` says why an update was set aside for good, `noticed`
    since when upkeep knows of it.
    """

    kind: ClassVar[str] = "arrival"
    channel: str
    number: int
    lane: str
    body: Json
    aside: str = ""
    noticed: str = ""

    @property
    def key(self) -> str:
        return f"{self.channel}|{self.number:020d}"

    @property
    def tags(self) -> tuple[str, ...]:
        if self.aside:
            return (f"aside:{self.channel}",)
        return (f"waiting:{self.channel}", f"lane:{self.channel}|{self.lane}")

    @property
    def sealed_for(self) -> str:
        return f"{self.channel}:{self.lane}"


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
