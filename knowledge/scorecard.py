"""The scores of all criteria, and the points they come to. Exact fractions throughout."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from knowledge.counted import Answered, evidenced_score
from knowledge.framework import TOP, Criterion, Framework


@dataclass(frozen=True)
class Points:
    """Points had, of the points that could be had."""

    had: int
    of: int

    @property
    def share(self) -> Fraction:
        """The exact share; nothing of nothing is everything."""
        return Fraction(self.had, self.of) if self.of else Fraction(1)

    def __str__(self) -> str:
        return f"{self.had}/{self.of}"


@dataclass(frozen=True)
class Scorecard:
    """The evidenced and claimed score of each criterion; one that does not apply is absent."""

    framework: Framework
    claimed: Mapping[str, int]
    evidenced: Mapping[str, int]

    @classmethod
    def of(cls, framework: Framework, answers: Mapping[str, Answered]) -> "Scorecard":
        """Score the answers; what was not answered, or is not known, scores 0."""
        claimed, evidenced = {}, {}
        for criterion in framework.criteria:
            answer = answers.get(criterion.id)
            if answer and answer.not_applicable and criterion.not_applicable:
                continue
            claimed[criterion.id] = (answer.score or 0) if answer else 0
            evidenced[criterion.id] = evidenced_score(framework, answer)
        return cls(framework, claimed, evidenced)

    def points(self, criteria: Iterable[Criterion]) -> Points:
        """Add up evidenced points over some criteria."""
        scores = [self.evidenced[each.id] for each in criteria if each.id in self.evidenced]
        return Points(sum(scores), TOP * len(scores))

    def by_area(self) -> dict[str, Points]:
        """Evidenced points by area id."""
        return {area.id: self.points(area.criteria) for area in self.framework.areas}

    def by_official(self) -> dict[str, Points]:
        """Evidenced points by the tag of the published criterion."""
        return {
            official.tag: self.points(
                each for each in self.framework.criteria if each.official == official.tag
            )
            for official in self.framework.official_criteria
        }
