"""How an entry does, by the questions that are kept: how often it was given, and whether it helped."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.records import Question
from storage.store import Store

GIVEN = {"answered", "elsewhere"}


@dataclass(frozen=True)
class HowItDoes:
    """Figures of one entry, and the questions that it was no answer to, the latest first."""

    given: int
    offered: int
    taken: int
    helped: int
    did_not: int
    misses: tuple[str, ...]


class Figures:
    """Reads the questions that are kept, for as many `days`, beside the turn: so many are asked meanwhile."""

    def __init__(self, store: Store, days: int) -> None:
        self._store = store
        self.days = days

    async def of(self, entry: str) -> HowItDoes:
        """Return how an entry does."""
        return how_it_does(entry, await self._store.read(Question, f"entry:{entry}"))


def how_it_does(entry: str, questions: Iterable[Question]) -> HowItDoes:
    """Count over the questions that came to an entry."""
    mine = [each for each in questions if entry in each.entries]
    given = [each for each in mine if each.outcome in GIVEN]
    offered = [each for each in mine if each.outcome == "offered"]
    taken = [each for each in offered if each.taken == entry]
    shown = [*given, *taken]
    refused = [each for each in offered if each.taken not in {"", entry}]
    misses = [*(each for each in shown if each.helpful == "no"), *refused]
    latest = sorted(misses, key=lambda each: each.at, reverse=True)
    return HowItDoes(
        len(given),
        len(offered),
        len(taken),
        sum(each.helpful == "yes" for each in shown),
        sum(each.helpful == "no" for each in shown),
        tuple(dict.fromkeys(each.text for each in latest)),
    )
