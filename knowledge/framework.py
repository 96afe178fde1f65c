"""The shape of the framework: areas, criteria, scores in words, and the rules of the levels."""

from collections.abc import Collection
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from knowledge.model import Shape, Words


def _fraction(value: object) -> object:
    try:
        return Fraction(value) if isinstance(value, str) else value
    except ZeroDivisionError:
        raise ValueError("a share cannot be of nothing") from None


Share = Annotated[Fraction, BeforeValidator(_fraction), Field(ge=0, le=1)]
Score = Annotated[int, Field(ge=0, le=4)]
TOP = 4  # the highest score; five worded scores a criterion


class ScaleStep(Shape):
    """A score's name and what it means for any criterion."""

    score: Score
    name: Words
    means: Words


class EvidenceRule(Shape):
    """A score of `needed_from` or more without an evidence note counts as `counts_as`."""

    needed_from: Score
    counts_as: Score


class OfficialCriterion(Shape):
    """One of the six published criteria, by the tag that our criteria bear."""

    tag: Words
    title: Words
    fact: Words


class Theme(Shape):
    """One of the three published themes."""

    tag: Words
    title: Words


class Criterion(Shape):
    """One thing to score; `scores` says in words what each of 0 to 4 looks like."""

    id: Words
    title: Words
    essential: bool
    official: Words
    theme: Words
    not_applicable: bool
    not_applicable_when: str = ""
    why: Words
    scores: Annotated[list[Words], Field(min_length=TOP + 1, max_length=TOP + 1)]
    evidence: Annotated[list[Words], Field(min_length=1)]
    facts: list[Words]


class Area(Shape):
    """Criteria that the same people have to act on."""

    id: Words
    title: Words
    criteria: Annotated[list[Criterion], Field(min_length=1)]


class Level(Shape):
    """A level and its rules. What is left out asks for nothing.

    `overall` and `every_area` are shares of the points that can be had; `essentials`,
    `every_criterion` and `criteria` are the least evidenced score.
    """

    id: Words
    title: Words
    means: Words
    overall: Share = Fraction(0)
    every_area: Share = Fraction(0)
    essentials: Score = 0
    every_criterion: Score = 0
    criteria: dict[str, Score] = Field(default={})


class Stage(Shape):
    """One of the Charter's own stages (fact F11), and what we suggest as the next step."""

    id: Words
    title: Words
    means: Words
    next: Words


class Framework(Shape):
    """One published version; it is never edited, and an assessment keeps the version it began with."""

    version: Words
    published: Words
    title: Words
    notice: Words
    minutes: int
    scale: Annotated[list[ScaleStep], Field(min_length=TOP + 1, max_length=TOP + 1)]
    evidence_rule: EvidenceRule
    official_criteria: list[OfficialCriterion]
    themes: list[Theme]
    areas: list[Area]
    levels: Annotated[list[Level], Field(min_length=1)]
    stages: list[Stage]
    status: Literal["published", "draft"] = "published"

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in the order they are asked."""
        return tuple(criterion for area in self.areas for criterion in area.criteria)

    def only(self, areas: Collection[str]) -> "Framework":
        """Return the framework as somebody sees it who is asked about some areas; none: about all."""
        if not areas:
            return self
        return self.model_copy(update={"areas": [each for each in self.areas if each.id in areas]})

    def criterion(self, criterion_id: str) -> Criterion:
        """Return a criterion by its id; raises KeyError."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)

    def area_of(self, criterion_id: str) -> Area:
        """Return the area that a criterion belongs to; raises KeyError."""
        for area in self.areas:
            if any(criterion.id == criterion_id for criterion in area.criteria):
                return area
        raise KeyError(criterion_id)
