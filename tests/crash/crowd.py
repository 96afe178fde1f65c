"""A crowd that never waits for an answer: people type, press, ask, edit and go on, whatever they have seen.

What somebody does next depends on a seed, and on the buttons that they happen to have seen by then.
"""

import random
from collections.abc import Iterator
from itertools import count

from server import BotApiServer, Person

ABOUT = (
    "NHS trust or service", "Leader or manager", "Silver", "Looking at what we do (review)",
    "Yes, somebody is",
)  # fmt: skip
AREAS = ("Leadership", "Human resources", "Service delivery", "Lived experience representation")
ASKED = ("what are the levels?", "who can apply?", "/help", "/roles", "/answers", "/result", "qqqq zzzz?")
PRESSED = {"answer", "go", "back", "skip", "hub", "area", "check", "counts", "evidence", "profile", "entry"}


class Walker:
    """One of them: goes through assessment after assessment by typing, and strays now and then."""

    def __init__(self, person: Person, chance: random.Random) -> None:
        self.person = person
        self._chance = chance
        self._steps = self._walk()
        self._texts = 0

    def acts(self) -> None:
        """Do one thing."""
        kind = self._chance.random()
        if kind < 0.1 and (carried := self._seen()):
            self.person.presses_data(self._chance.choice(carried))
        elif kind < 0.2:
            self._types(self._chance.choice(ASKED))
        elif kind < 0.28 and self._texts > 10:
            which = self._texts - self._chance.randrange(8)
            self.person.edits(which, f"{self._chance.choice('01234')}")
        else:
            self._types(next(self._steps))

    def _types(self, text: str) -> None:
        self.person.says(text)
        self._texts += 1

    def _seen(self) -> list[str]:
        rows = (row for message in self.person.seen[-30:] for row in message.buttons)
        carried = (data for row in rows for _, data in row)
        return [data for data in carried if data.partition(":")[0] in PRESSED]

    def _walk(self) -> Iterator[str]:
        """All that is typed to answer everything, again and again; each text is another."""
        for time in count(1):
            yield "/assess"
            if time > 1:
                yield "Start a new one"
                yield "Start empty"
            else:
                yield "Yes, that is fine"
            yield from (f"Trust {time}", f"Service {time}", *ABOUT)
            for area in AREAS:
                yield area
                for criterion in range(1, 6):
                    yield str(self._chance.randrange(5))
                    yield f"Minutes {time} of {area} {criterion}"
            yield "Finish and see the result"


class Crowd:
    """Several of them, each with a chat of their own."""

    def __init__(self, server: BotApiServer, size: int, seed: str) -> None:
        self._chance = random.Random(f"crowd {seed}")
        self.walkers = [
            Walker(server.person(f"Walker {number}"), random.Random(f"{seed} {number}"))
            for number in range(size)
        ]

    @property
    def people(self) -> list[Person]:
        return [walker.person for walker in self.walkers]

    def acts(self) -> None:
        """One of them does something."""
        self._chance.choice(self.walkers).acts()

    def all_ask(self, text: str) -> None:
        """Everybody types the same."""
        for person in self.people:
            person.says(text)
