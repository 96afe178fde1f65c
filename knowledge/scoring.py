"""Scores, levels, and what stands between an organisation and the next level. Exact fractions throughout.

The rules are the framework's own (knowledge/content/framework); this module knows none of its numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from knowledge.framework import TOP, Area, Criterion, Framework, Level


class Answered(Protocol):
    """What scoring needs to know of an answer."""

    @property
    def score(self) -> int | None:
        """The claimed score, 0 to 4."""

    @property
    def evidence(self) -> str:
        """The evidence note."""

    @property
    def dont_know(self) -> bool:
        """Whether the answer is "don't know yet": it counts 0."""

    @property
    def not_applicable(self) -> str:
        """Why the criterion does not apply; it then counts nowhere."""


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
class Shortfall:
    """A rule of a level that is not met: which, over what, how much there is and how much it takes.

    `rule` is `overall`, `area`, `essential` or `criterion`; `missing` is in points.
    """

    rule: str
    subject: str
    have: str
    need: str
    missing: int

    def __str__(self) -> str:
        if self.rule == "essential":
            return f"essential {self.subject} below {self.need}"
        if self.rule == "criterion":
            return f"{self.subject} below {self.need}"
        return f"{self.subject} {self.have} below {self.need}"


@dataclass(frozen=True)
class Result:
    """What the answers come to. `level` is None while it is provisional.

    `blocked_by` holds the rules that stop `next_level`, smallest change first.
    """

    level: Level | None
    next_level: Level | None
    overall: Points
    claimed: Points
    areas: dict[str, Points]
    criteria: dict[str, Points]
    answered: int
    total: int
    dont_know: tuple[str, ...]
    open: tuple[str, ...]
    without_evidence: tuple[str, ...]
    blocked_by: tuple[Shortfall, ...]

    @property
    def provisional(self) -> bool:
        """Whether answers are still missing, so that there is no level yet."""
        return bool(self.open)


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


def evidenced_score(framework: Framework, answer: Answered | None) -> int:
    """Return what an answer counts: a high score without an evidence note counts less."""
    score = (answer.score or 0) if answer else 0
    return counts(framework, score, noted=noted(answer))


def counts(framework: Framework, score: int, *, noted: bool) -> int:
    """Return what a claimed score counts, with an evidence note or without."""
    rule = framework.evidence_rule
    return rule.counts_as if score >= rule.needed_from and not noted else score


def noted(answer: Answered | None) -> bool:
    """Whether an answer has an evidence note."""
    return bool(answer and answer.evidence.strip())


def least_score(criterion: Criterion, level: Level) -> int:
    """Return the least that a criterion has to count for a level."""
    essential = level.essentials if criterion.essential else 0
    return max(essential, level.every_criterion, level.criteria.get(criterion.id, 0))


def least_points(of: int, share: Fraction) -> int:
    """Return the fewest whole points that make up a share of all that can be had."""
    return -(-of * share.numerator // share.denominator)  # rounded up


def score(framework: Framework, answers: Mapping[str, Answered]) -> Result:
    """Work out the result of the answers so far, under one version of the framework."""
    card = Scorecard.of(framework, answers)
    still_open = tuple(each.id for each in framework.criteria if each.id not in answers)
    level = None if still_open else highest_met(card)
    next_level = level_after(framework, level or highest_met(card))
    return Result(
        level=level,
        next_level=next_level,
        overall=card.points(framework.criteria),
        claimed=Points(sum(card.claimed.values()), TOP * len(card.claimed)),
        areas=card.by_area(),
        criteria=card.by_official(),
        answered=len(framework.criteria) - len(still_open),
        total=len(framework.criteria),
        dont_know=tuple(each.id for each in framework.criteria if _unknown(answers.get(each.id))),
        open=still_open,
        without_evidence=tuple(name for name, had in card.evidenced.items() if had < card.claimed[name]),
        blocked_by=shortfalls(card, next_level) if next_level else (),
    )


def highest_met(card: Scorecard) -> Level:
    """Return the highest level whose rules are all met; the lowest level has none."""
    met = [level for level in card.framework.levels if not shortfalls(card, level)]
    return met[-1] if met else card.framework.levels[0]


def level_after(framework: Framework, level: Level) -> Level | None:
    """Return the level above, if there is one."""
    at = framework.levels.index(level)
    return framework.levels[at + 1] if at + 1 < len(framework.levels) else None


def shortfalls(card: Scorecard, level: Level) -> tuple[Shortfall, ...]:
    """Return every rule of the level that is not met, the smallest change first."""
    overall = card.points(card.framework.criteria)
    found = [
        _share("overall", "overall", overall, level.overall),
        *(_area(area, card, level) for area in card.framework.areas),
        *(_criterion(criterion, card, level) for criterion in card.framework.criteria),
    ]
    return tuple(sorted((each for each in found if each), key=lambda each: each.missing))


def _area(area: Area, card: Scorecard, level: Level) -> Shortfall | None:
    return _share("area", area.title, card.points(area.criteria), level.every_area)


def _share(rule: str, subject: str, points: Points, least: Fraction) -> Shortfall | None:
    if points.share >= least:
        return None
    needed = least_points(points.of, least)
    return Shortfall(rule, subject, str(points), str(least), needed - points.had)


def _criterion(criterion: Criterion, card: Scorecard, level: Level) -> Shortfall | None:
    if criterion.id not in card.evidenced:
        return None
    had = card.evidenced[criterion.id]
    least = least_score(criterion, level)
    if had >= least:
        return None
    rule = "essential" if criterion.essential and level.essentials == least else "criterion"
    return Shortfall(rule, criterion.id, str(had), str(least), least - had)


def _unknown(answer: Answered | None) -> bool:
    return bool(answer and answer.dont_know)
