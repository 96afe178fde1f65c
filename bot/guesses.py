"""Wrong codes: after ten within an hour somebody waits, so that nobody tries codes one after the other.

Codes are far too long to be guessed; this keeps trying from being work for the assistant. It is remembered by
one process, and not across a start.
"""

from collections import OrderedDict
from datetime import datetime, timedelta

WRONG = 10  # codes that somebody may type wrong ...
WITHIN = timedelta(hours=1)
PEOPLE = 10_000  # remembered at most; whoever typed a wrong code the longest ago is forgotten first


class Guesses:
    """Remembers of each person when they typed wrong codes, by message: one that comes again counts once."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, dict[str, datetime]] = OrderedDict()

    def may(self, address: str, now: datetime) -> bool:
        """Whether somebody may type a code now."""
        return len(self._recent(address, now)) < WRONG

    def wrong(self, address: str, message_id: str, now: datetime) -> None:
        """Note that a code was wrong."""
        self._wrong[address] = {**self._recent(address, now), message_id: now}
        self._wrong.move_to_end(address)
        while len(self._wrong) > PEOPLE:
            self._wrong.popitem(last=False)

    def _recent(self, address: str, now: datetime) -> dict[str, datetime]:
        wrong = self._wrong.get(address, {})
        return {message: at for message, at in wrong.items() if now - at < WITHIN}
