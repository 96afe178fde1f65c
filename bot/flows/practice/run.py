"""A practice run as a button carries it: `try:<where>:<what was said>`, one character a criterion."""

from dataclasses import dataclass, replace

from bot.messages import CARRIES_AT_MOST
from knowledge.errors import Problem
from knowledge.framework import Criterion, Framework
from storage.records import Answer

WORD = "try"  # the choice's word
RESULT = "result"
EVIDENCE = "+"  # behind a criterion: its evidence is asked for
OPEN, DONT_KNOW, NOT_APPLICABLE = "-", "d", "n"
SCORES = "01234"
WITH_EVIDENCE = "ABCDE"  # the same five, where there would be evidence
MARKS = {OPEN, DONT_KNOW, NOT_APPLICABLE, *SCORES, *WITH_EVIDENCE}


@dataclass(frozen=True)
class Run:
    """What was said of each criterion so far, and where to go: a criterion, its evidence, or the result."""

    framework: Framework
    where: str
    said: str

    @classmethod
    def begin(cls, framework: Framework) -> "Run":
        """Return a run with nothing said."""
        return cls(framework, framework.criteria[0].id, OPEN * len(framework.criteria))

    @classmethod
    def read(cls, framework: Framework, carried: str) -> "Run | None":
        """Read what a button carries behind its word; None when it fits no step of this framework."""
        where, _, said = carried.partition(":")
        names = {criterion.id for criterion in framework.criteria}
        fits = len(said) == len(framework.criteria) and set(said) <= MARKS
        known = where == RESULT or where.removesuffix(EVIDENCE) in names
        return cls(framework, where, said) if fits and known else None

    @property
    def carried(self) -> str:
        """What a button carries that leads here."""
        return f"{WORD}:{self.where}:{self.said}"

    @property
    def criterion(self) -> Criterion | None:
        """The criterion that this step is about."""
        return None if self.where == RESULT else self.framework.criterion(self.where.removesuffix(EVIDENCE))

    def mark(self, criterion: Criterion) -> str:
        """Return what was said of a criterion."""
        return self.said[self._at(criterion)]

    def at(self, where: str) -> "Run":
        """Return the same run at another place."""
        return replace(self, where=where)

    def saying(self, criterion: Criterion, mark: str) -> "Run":
        """Return the run with something said of a criterion, at the step behind it."""
        at = self._at(criterion)
        run = replace(self, said=self.said[:at] + mark + self.said[at + 1 :])
        high = mark in SCORES and int(mark) >= self.framework.evidence_rule.needed_from
        return run.at(criterion.id + EVIDENCE) if high else run.behind(criterion)

    def with_evidence(self, criterion: Criterion) -> "Run":
        """Return the run where there would be evidence for a criterion's score."""
        mark = self.mark(criterion)
        return self.saying(criterion, WITH_EVIDENCE[SCORES.index(mark)] if mark in SCORES else mark)

    def behind(self, criterion: Criterion) -> "Run":
        """Return the run at the next open criterion behind this one; behind the last, at the result."""
        rest = self.framework.criteria[self._at(criterion) + 1 :]
        return self.at(next((each.id for each in rest if self.mark(each) == OPEN), RESULT))

    def before(self, criterion: Criterion) -> "Run":
        """Return the run at the criterion before this one, or at this one when it is the first."""
        return self.at(self.framework.criteria[max(0, self._at(criterion) - 1)].id)

    def answers(self, note: str) -> dict[str, Answer]:
        """Return what was said as answers; `note` stands for the evidence that there would be."""
        return {
            each.id: _answer(self.mark(each), note)
            for each in self.framework.criteria
            if self.mark(each) != OPEN
        }

    def _at(self, criterion: Criterion) -> int:
        return self.framework.criteria.index(criterion)


def problems(framework: Framework) -> list[Problem]:
    """Return whether the framework is too large for a button to carry a practice run of it."""
    longest = max((each.id for each in framework.criteria), key=len) + EVIDENCE
    needs = len(Run.begin(framework).at(longest).carried.encode())
    if needs <= CARRIES_AT_MOST:
        return []
    what = f"a button of practice mode would carry {needs} bytes, {CARRIES_AT_MOST} are the most"
    mend = "Have fewer criteria, or shorter ids"
    return [Problem(f"framework/{framework.version}.yaml", "criteria", what, mend)]


def _answer(mark: str, note: str) -> Answer:
    if mark in WITH_EVIDENCE:
        return Answer(score=WITH_EVIDENCE.index(mark), evidence=note)
    if mark in SCORES:
        return Answer(score=int(mark))
    return Answer(not_applicable=note) if mark == NOT_APPLICABLE else Answer(dont_know=True)
