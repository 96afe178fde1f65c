"""One assessment read under its framework, and each of its criteria as a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.evidence_days import counted, counting_day, is_over
from bot.looked_at import provisional
from knowledge.framework import Criterion, Framework
from knowledge.scorecard import Scorecard
from knowledge.scoring import Result, score
from storage.records import Answer, Assessment, EvidenceNote

STATUSES = {
    "answered": "a score was given",
    "dont_know": "the answer was that it is not known yet; it counts 0",
    "not_applicable": "the criterion does not apply; it counts nowhere",
    "not_answered": "nothing was said yet; it counts 0 so far",
}
NOTHING_SAID = Answer()


@dataclass(frozen=True)
class Line:
    """One criterion of one assessment, whether or not it was answered."""

    case: "Case"
    criterion: Criterion

    @cached_property
    def answer(self) -> Answer:
        """What was said, with the evidence that counts; an empty answer when nothing was."""
        return self.case.answers.get(self.criterion.id, NOTHING_SAID)

    @cached_property
    def status(self) -> str:
        """One of `STATUSES`."""
        if self.evidenced is None:
            return "not_applicable"
        if self.answer.dont_know:
            return "dont_know"
        return "not_answered" if self.answer.score is None else "answered"

    @property
    def score(self) -> int | None:
        """The score that was given, when one was."""
        return self.answer.score if self.status == "answered" else None

    @property
    def evidenced(self) -> int | None:
        """What it counts in the points; None where it counts nowhere. The rule is knowledge.scoring's."""
        return self.case.card.evidenced.get(self.criterion.id)

    @property
    def words(self) -> str:
        """The sentence that the given score stands for."""
        words: dict[int | None, str] = dict(enumerate(self.criterion.scores))
        return words.get(self.score, "")


@dataclass(frozen=True)
class Listed:
    """One document of the register of one assessment."""

    case: "Case"
    id: str
    note: EvidenceNote

    @property
    def counts(self) -> str:
        """Whether it counts on the day that counts: "yes" or "no"."""
        day = counting_day(self.case.assessment, self.case.day)
        return "no" if is_over(self.note, day) else "yes"

    @property
    def asked(self) -> str:
        """Whether its writer was asked to reword it: "yes" or "no"."""
        return "yes" if self.note.asked else "no"


@dataclass(frozen=True)
class Case:
    """One assessment, read under its framework on the day of the export."""

    framework: Framework
    assessment: Assessment
    day: date

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """The answers with the evidence that counts."""
        return counted(self.assessment, self.day)

    @cached_property
    def result(self) -> Result:
        """What the answers come to."""
        return provisional(score(self.framework, self.answers), self.answers)

    @cached_property
    def card(self) -> Scorecard:
        """The score of each criterion."""
        return Scorecard.of(self.framework, self.answers)

    @property
    def state(self) -> str:
        """Whether the assessment is finished or only started."""
        return "finished" if self.assessment.finished else "started"

    def line(self, criterion: Criterion) -> Line:
        """Return what was said of a criterion."""
        return Line(self, criterion)

    @property
    def lines(self) -> Iterator[Line]:
        """A line for every criterion, in the framework's order."""
        return map(self.line, self.framework.criteria)

    @property
    def register(self) -> Iterator[Listed]:
        """The documents of the register, in the order in which they were added."""
        return (Listed(self, name, note) for name, note in self.assessment.register.items())
