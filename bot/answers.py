"""What the knowledge base says to a question: the same for every channel, the command line and the tests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.model import Entry, SearchSettings
from knowledge.search import Engine, UrgentEar

URGENT = "urgent-help"  # the entry that comes before everything else

Outcome = Literal["answered", "offered", "none", "urgent"]


@dataclass(frozen=True)
class Asked:
    """What a question came to. `entries` are ranked, best first; `answer` is the one given, if one is."""

    outcome: Outcome
    entries: tuple[Entry, ...]
    confidence: float

    @property
    def answer(self) -> Entry | None:
        """The entry that is given outright."""
        return self.entries[0] if self.outcome in {"answered", "urgent"} else None


class Answers:
    """Finds entries for questions; distress comes before everything else."""

    def __init__(self, entries: Mapping[str, Entry], search: SearchSettings) -> None:
        self._entries = entries
        self._offers = search.offer_at_most
        self._engine = Engine(list(entries.values()), search)
        self._urgent = UrgentEar(search.urgent_phrases, search.urgent_unless)

    def ask(self, question: str) -> Asked:
        """Return what answers the question."""
        if self.urgent(question):
            return Asked("urgent", (self.urgent_entry,), 1.0)
        found = self._engine.find(question)
        entries = tuple(self._entries[each] for each in found.entries)
        outcome: Outcome = found.outcome
        if entries and entries[0].id == URGENT and outcome == "answered":
            outcome = "urgent"
        return Asked(outcome, entries, found.confidence)

    @property
    def urgent_entry(self) -> Entry:
        """The entry for somebody who needs help now."""
        return self._entries[URGENT]

    def urgent(self, text: str) -> bool:
        """Whether somebody sounds as if they need help now."""
        return URGENT in self._entries and self._urgent.hears(text)

    def entry(self, entry_id: str) -> Entry | None:
        """Return an entry by its id."""
        return self._entries.get(entry_id)

    def offers(self, asked: Asked) -> Sequence[Entry]:
        """Return the few entries worth offering."""
        offers = [each for at, each in enumerate(asked.entries) if at == 0 or each.id != URGENT]
        return offers[: self._offers]  # help in distress is no second guess at another question

    def about(self, topic: str) -> list[Entry]:
        """Return all entries on a topic."""
        return [entry for entry in self._entries.values() if entry.topic == topic]
