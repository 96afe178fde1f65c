"""One assessment read under its framework, and each of its criteria as a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.framework import Criterion, Framework
from knowledge.scoring import Result, Scorecard, score
from storage.records import Answer, Assessment

STATUSES = {
    "answered": "a score was given",
    "dont_know": "the answer was that it is not known yet; it counts 0",
    "not_applicable": "the criterion does not apply; it counts nowhere",
    "not_answered": "nothing was said yet; it counts 0 so far",
}


@dataclass(frozen=True)
class Line:
    """One criterion of one assessment, whether or not it was answered."""

    case: "Case"
    criterion: Criterion

    @property
    def answer(self) -> Answer:
        """What was said; an empty answer when nothing was."""
        return self.case.assessment.answers.get(self.criterion.id, Answer())

    @property
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
class Case:
    """One assessment, read under its framework."""

    framework: Framework
    assessment: Assessment

    @cached_property
    def result(self) -> Result:
        """What the answers come to."""
        return score(self.framework, self.assessment.answers)

    @cached_property
    def card(self) -> Scorecard:
        """The score of each criterion."""
        return Scorecard.of(self.framework, self.assessment.answers)

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
