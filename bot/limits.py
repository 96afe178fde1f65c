"""How many messages one person may send: a bucket that refills, and a ceiling for each of London's days.

It is remembered by one process and not across a start: several processes on one store each allow as much.
Who takes a new name for each message (a new cookie on the page, say) is held by nothing here; whatever stands
in front of the page must look after that.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Literal

from bot import london

Verdict = Literal["pass", "back", "wait", "tomorrow", "silence"]
PEOPLE = 20_000  # remembered at most; whoever wrote the longest ago is forgotten first
REMEMBERED = 20  # messages a person: one that is brought again does not count again


@dataclass(frozen=True)
class Rates:
    """`at_once` messages, one more every `seconds`, and `a_day` at most; 0 means no limit of that kind."""

    at_once: int = 40
    seconds: float = 2.0
    a_day: int = 1_000


@dataclass
class _Person:
    """What is remembered of somebody: how much room is left, and since when that holds."""

    room: float
    at: datetime
    day: str
    sent: int = 0
    told: Verdict = "pass"  # what they were told last, since messages passed
    unheard: bool = False  # messages since then got no word at all
    verdicts: OrderedDict[str, Verdict] = field(default_factory=OrderedDict)


class Limits:
    """Says of each message whether it passes: the first that does not gets a notice, the next silence."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._people: OrderedDict[str, _Person] = OrderedDict()

    def of(self, address: str, message_id: str, now: datetime) -> Verdict:
        """Count a message, unless it is one that came before, and say what becomes of it.

        "wait" and "tomorrow" are the notices: that there is room again soon, or on the next day. "back"
        passes, after messages that got no word.
        """
        person = self._person(address, now)
        if message_id not in person.verdicts:
            person.verdicts[message_id] = self._count(person, now)
            if len(person.verdicts) > REMEMBERED:
                person.verdicts.popitem(last=False)
        return person.verdicts[message_id]

    def seconds_left(self, address: str, now: datetime) -> int:
        """Return how long it is until one more message passes, in whole seconds."""
        person = self._person(address, now)
        passed = max((now - person.at).total_seconds(), 0)
        return max(1, ceil(round((1 - person.room) * self._rates.seconds - passed, 3)))

    def _person(self, address: str, now: datetime) -> _Person:
        if address not in self._people:
            self._people[address] = _Person(self._rates.at_once, now, london.day(now))
            if len(self._people) > PEOPLE:
                self._people.popitem(last=False)
        self._people.move_to_end(address)
        return self._people[address]

    def _count(self, person: _Person, now: datetime) -> Verdict:
        if person.day != london.day(now):
            person.day, person.sent = london.day(now), 0
        person.sent += 1
        if self._rates.a_day and person.sent > self._rates.a_day:
            return self._told_once(person, "tomorrow")
        if not self._has_room(person, now):
            return self._told_once(person, "wait")
        unheard, person.told, person.unheard = person.unheard, "pass", False
        return "back" if unheard else "pass"

    def _has_room(self, person: _Person, now: datetime) -> bool:
        if not (self._rates.at_once and self._rates.seconds):
            return True
        refilled = max((now - person.at).total_seconds(), 0) / self._rates.seconds
        person.room, person.at = min(person.room + refilled, self._rates.at_once), max(now, person.at)
        if person.room < 1:
            return False
        person.room -= 1
        return True

    def _told_once(self, person: _Person, notice: Verdict) -> Verdict:
        before, person.told = person.told, notice
        person.unheard = person.unheard or before == notice
        return "silence" if before == notice else notice
