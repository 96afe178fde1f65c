"""How people are reached who have not just written: at once where their channel can, else when they write."""

from collections.abc import Callable, Iterable
from datetime import datetime

from bot import replies as as_json
from bot.messages import WRITES_FIRST, Reply
from storage.records import Handled

Deliver = Callable[[str], None]


class Reaching:
    """Knows the channels that are running; `first` says how each writes to somebody first."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.first: dict[str, Deliver] = {}

    def reaches(self, address: str) -> bool:
        """Whether somebody can be told now, at once or with their next message."""
        channel = _channel(address)
        return channel in self.first or channel not in WRITES_FIRST

    def at_once(self, address: str) -> bool:
        """Whether somebody can be written to first."""
        return _channel(address) in self.first

    def message(self, address: str, message_id: str, place: str, replies: Iterable[Reply]) -> Handled:
        """Return what is kept for the channel to send; `deliver` once it is."""
        return as_json.waiting(address, message_id, place, replies, self._clock())

    def deliver(self, address: str) -> None:
        """Have what is kept for somebody sent, if their channel writes first."""
        if self.at_once(address):
            self.first[_channel(address)](address)


def _channel(address: str) -> str:
    return address.partition(":")[0]
