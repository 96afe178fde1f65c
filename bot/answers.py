"""What the knowledge base says to a question: the same for every channel, the command line and the tests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.languages import Language
from knowledge.loader import Content
from knowledge.measuring import Came
from knowledge.model import Entry
from knowledge.search import Distress, DistressSense, Engine, Languages, Senses, UrgentEar, VectorCache
from knowledge.search.engine import RANKED
from knowledge.search.follow_up import Leaning, leaning
from knowledge.search.parts import questions_in

URGENT = "urgent-help"  # the entry that comes before everything else

Outcome = Literal["answered", "offered", "none", "urgent"]


@dataclass(frozen=True)
class Asked:
    """What a question came to.

    `entries` are ranked, best first. `elsewhere` says who answers it, when we do not; then `entries` is
    empty. `unclear` says that a name in it means more than one thing. `also` is what a second question in
    the same message came to. `language` is the one it was asked in, when that is not English.
    """

    outcome: Outcome
    entries: tuple[Entry, ...]
    confidence: float
    elsewhere: Entry | None = None
    unclear: bool = False
    also: "Asked | None" = None
    language: Language | None = None

    @property
    def answer(self) -> Entry | None:
        """The entry that is given outright."""
        return self.entries[0] if self.outcome in {"answered", "urgent"} else None

    @property
    def leads_on(self) -> str:
        """The id of the entry that a follow-up leans on: the last one given, or else offered first."""
        sure = [each for each in (self.also, self) if each and (each.answer or each.elsewhere)]
        about = sure[0].about if sure else self.about
        return "" if about == URGENT else about

    @property
    def about(self) -> str:
        """The id of the entry that it came to, given or offered first, or nothing."""
        if self.also and self.also.about:
            return self.also.about
        if self.elsewhere:
            return self.elsewhere.id
        return self.entries[0].id if self.entries and self.outcome != "none" else ""


class Answers:
    """Finds entries for questions; distress comes before everything else."""

    def __init__(
        self, content: Content, vectors: VectorCache | None = None, entries: Mapping[str, Entry] | None = None
    ) -> None:
        self._content = content
        self._vectors = vectors
        search = content.search
        self._offers = search.offer_at_most
        self._senses = Senses(search.names)
        self._languages = Languages(content.languages)
        self._distress = Distress(UrgentEar(search.urgent_phrases, search.urgent_unless), self._sense())
        self.use(content.entries if entries is None else entries)

    def use(self, entries: Mapping[str, Entry]) -> None:
        """Answer from these entries from now on."""
        engine = Engine(list(entries.values()), self._content.search, self._vectors)
        self._entries, self._engine = entries, engine

    def ask(self, question: str, after: str = "") -> Asked:
        """Return what answers the question; `after` is what the last answer `leads_on` from."""
        if self.urgent(question):
            return Asked("urgent", (self.urgent_entry,), 1.0)
        if language := self._languages.of(question):
            return Asked("none", (), 0.0, language=language)
        whole = self._asked(question, question, after)
        if whole.confidence == 1 or whole.outcome == "urgent":
            return whole
        both: list[Asked] = []
        for part in questions_in(question):
            points_back = leaning(part) is Leaning.SURELY
            named = question if points_back else part
            both.append(self._asked(part, named, both[0].about if both else after))
        if any(each.outcome == "urgent" for each in both):
            return Asked("urgent", (self.urgent_entry,), 1.0)
        return _joined(both) if _two(both) else whole

    @property
    def entries(self) -> Mapping[str, Entry]:
        """All entries, by id."""
        return self._entries

    @property
    def urgent_entry(self) -> Entry:
        """The entry for somebody who needs help now."""
        return self._entries[URGENT]

    def urgent(self, text: str) -> bool:
        """Whether somebody sounds as if they need help now."""
        return URGENT in self._entries and self._distress.hears(text)

    def entry(self, entry_id: str) -> Entry | None:
        """Return an entry by its id."""
        return self._entries.get(entry_id)

    def offers(self, asked: Asked) -> Sequence[Entry]:
        """Return the few entries worth offering."""
        offers = [each for at, each in enumerate(asked.entries) if at == 0 or each.id != URGENT]
        return offers[: self._offers]  # help in distress is no second guess at another question

    def nearest(self, question: str) -> list[Entry]:
        """Return all entries, the likeliest first."""
        return [self._entries[each] for each, _ in self._engine.rank(question, len(self._entries))]

    def _asked(self, question: str, message: str, after: str) -> Asked:
        """What one question of a message came to; `message` is where a name may stand that it speaks of."""
        found = self._engine.find(question, after)
        if found.outcome != "none" and (meant := self._meant(message, found.entries)):
            return Asked("offered", meant, found.confidence, unclear=True)
        entries = tuple(self._entries[each] for each in found.entries)
        doubted = bool(entries) and entries[0].id == URGENT and self._distress.doubts(question)
        if doubted:  # "what is a suicide prevention policy": help is no offer worth making
            outcome: Outcome = "none" if found.outcome == "none" else "offered"
            return Asked(outcome, entries[1:], found.confidence)
        if found.outcome != "answered":
            return Asked(found.outcome, entries, found.confidence)
        if entries[0].kind == "elsewhere":
            return Asked("none", (), found.confidence, elsewhere=entries[0])
        return Asked("urgent" if entries[0].id == URGENT else "answered", entries, found.confidence)

    def _meant(self, question: str, found: Sequence[str]) -> tuple[Entry, ...]:
        """The entries that an unclear name can mean, those that fit best first."""
        meant = self._senses.unclear(question, found)
        in_order = sorted(meant, key=lambda each: found.index(each) if each in found else len(found))
        return tuple(self._entries[each] for each in in_order if each in self._entries)[:RANKED]

    def _sense(self) -> DistressSense | None:
        if self._vectors is None or URGENT not in self._content.entries:
            return None
        entries = self._content.entries
        others = (entry for entry in entries.values() if entry.id != URGENT)
        unlike = [*self._content.urgent.unlike, *(each for entry in others for each in entry.phrasings)]
        like = [*self._content.urgent.like, *entries[URGENT].ask]
        return DistressSense(like, unlike, self._content.search.urgent_at, self._vectors)


def _two(both: Sequence[Asked]) -> bool:
    """Whether a message holds two questions: both came to something, to different things, one for sure."""
    if len(both) < 2:
        return False
    first, second = both
    known = [each for each in both if each.about]
    sure = [each for each in both if each.answer or each.elsewhere]
    return len(known) == 2 and bool(sure) and first.about != second.about


def _joined(both: Sequence[Asked]) -> Asked:
    """The sure answer first; the other one with it."""
    first, second = sorted(both, key=lambda each: each.answer is None and each.elsewhere is None)
    return replace(first, also=second)


def came(answers: Answers, question: str) -> Came:
    """Return what a question came to, as it is measured."""
    asked = answers.ask(question)
    if asked.elsewhere:
        return Came("sent", (asked.elsewhere.id,))
    return Came(asked.outcome, tuple(entry.id for entry in asked.entries))
