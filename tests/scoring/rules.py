"""The level rules as the framework document states them, written down again, and cases at their edges.

Nothing here reads the shipped framework: a number changed there turns some case red.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from knowledge.framework import Framework
from knowledge.scoring import score
from storage.records import Answer

AREAS = {
    "Leadership": ("L1", "L2", "L3", "L4", "L5"),
    "Human resources": ("H1", "H2", "H3", "H4", "H5"),
    "Service delivery": ("S1", "S2", "S3", "S4", "S5"),
    "Lived experience representation": ("R1", "R2", "R3", "R4", "R5"),
}
CRITERIA = tuple(each for area in AREAS.values() for each in area)
ESSENTIALS = ("L1", "H1", "H2", "S2", "S4", "R1")
MAY_BE_LEFT_OUT = "H4"
NOTE = "Title of a document"


@dataclass(frozen=True)
class Rules:
    """What a level takes; `below` is the level of whoever just misses it."""

    title: str
    below: str
    overall: Fraction
    area: Fraction
    essentials: int
    every: int = 0
    also: tuple[str, ...] = ()  # these take 3

    def least(self, criterion: str) -> int:
        """The least evidenced score that this level takes of a criterion."""
        essential = self.essentials if criterion in ESSENTIALS else 0
        return max(essential, self.every, 3 if criterion in self.also else 0)


BRONZE = Rules("Bronze", "Working towards", Fraction(2, 5), Fraction(1, 4), essentials=2)
SILVER = Rules("Silver", "Bronze", Fraction(3, 5), Fraction(1, 2), essentials=2, every=1)
GOLD = Rules("Gold", "Silver", Fraction(4, 5), Fraction(7, 10), essentials=3, every=2, also=("H5", "R2"))
LEVELS = (BRONZE, SILVER, GOLD)


@dataclass(frozen=True)
class Case:
    """Answers, and what they must come to; `blocked_by` is only given where it is exactly one thing."""

    name: str
    answers: dict[str, Answer]
    level: str
    blocked_by: tuple[str, ...] | None = None

    def holds(self, framework: Framework) -> bool:
        """Whether a framework gives these answers this level, for these reasons."""
        result = score(framework, self.answers)
        reasons = tuple(map(str, result.blocked_by))
        same_level = result.level is not None and result.level.title == self.level
        return same_level and self.blocked_by in {None, reasons}


def scored(scores: dict[str, int]) -> dict[str, Answer]:
    """Answers with these scores, all with a note; what is not named does not apply."""
    return {
        each: Answer(score=scores[each], evidence=NOTE)
        if each in scores
        else Answer(not_applicable="no clearance is needed")
        for each in CRITERIA
    }


def cases() -> list[Case]:
    """Every case at the edge of some number."""
    return [*overall_cases(), *area_cases(), *criterion_cases(), *evidence_cases(), *left_out_cases()]


def overall_cases() -> Iterator[Case]:
    """One point below, exactly at and one point above each overall share, all else met."""
    for rules in LEVELS:
        for asked in (CRITERIA, _without(MAY_BE_LEFT_OUT)):
            of = 4 * len(asked)
            needed = ceil(rules.overall * of)
            for points in (needed - 1, needed, needed + 1):
                answers = scored(_spread(rules, asked, points))
                reason = f"overall {points}/{of} below {rules.overall}"
                yield _edge(rules, reason, answers, met=points >= needed)


def area_cases() -> Iterator[Case]:
    """The same for each area's share; the other areas have all points."""
    for rules in LEVELS:
        for area, criteria in AREAS.items():
            for asked in dict.fromkeys((criteria, _without(MAY_BE_LEFT_OUT, criteria))):
                of = 4 * len(asked)
                needed = ceil(rules.area * of)
                for points in (needed - 1, needed, needed + 1):
                    if points < sum(map(rules.least, asked)):
                        continue  # the essentials alone bring more than that
                    others = {each: 4 for each in CRITERIA if each not in criteria}
                    answers = scored(others | _fill(rules, asked, points))
                    reason = f"{area} {points}/{of} below {rules.area}"
                    yield _edge(rules, reason, answers, met=points >= needed)


def criterion_cases() -> Iterator[Case]:
    """Every score of every criterion, all others at 4: essentials, zeros, and those that take 3 for Gold."""
    for criterion in CRITERIA:
        for given in range(5):
            answers = scored(dict.fromkeys(CRITERIA, 4) | {criterion: given})
            level, needed = _alone(criterion, given)
            word = "essential " if criterion in ESSENTIALS else ""
            reasons = () if level == "Gold" else (f"{word}{criterion} below {needed}",)
            yield Case(f"{criterion} at {given}, all else 4", answers, level, reasons)


def evidence_cases() -> Iterator[Case]:
    """A claimed score without a note, all others at 4 with one: 3 and 4 count as 2, others as they are."""
    for note in ("", "   "):
        for criterion, claimed, level, reasons in (
            ("L1", 4, "Silver", ("essential L1 below 3",)),
            ("L1", 3, "Silver", ("essential L1 below 3",)),
            ("L1", 2, "Silver", ("essential L1 below 3",)),
            ("L1", 1, "Working towards", ("essential L1 below 2",)),
            ("H5", 4, "Silver", ("H5 below 3",)),
            ("H5", 3, "Silver", ("H5 below 3",)),
            ("L2", 4, "Gold", ()),
            ("L2", 3, "Gold", ()),
            ("L2", 2, "Gold", ()),
            ("L2", 1, "Silver", ("L2 below 2",)),
            ("L2", 0, "Bronze", ("L2 below 1",)),
        ):
            answers = scored(dict.fromkeys(CRITERIA, 4)) | {criterion: Answer(score=claimed, evidence=note)}
            yield Case(f"{criterion} claimed {claimed} with note {note!r}", answers, level, reasons)


def left_out_cases() -> Iterator[Case]:
    """Each criterion said not to apply, all others at 4: only H4 leaves the count, any other counts 0."""
    for criterion in CRITERIA:
        answers = scored(dict.fromkeys(_without(criterion), 4))
        level, needed = ("Gold", 0) if criterion == MAY_BE_LEFT_OUT else _alone(criterion, 0)
        word = "essential " if criterion in ESSENTIALS else ""
        reasons = () if level == "Gold" else (f"{word}{criterion} below {needed}",)
        yield Case(f"{criterion} not applicable, all else 4", answers, level, reasons)


def _alone(criterion: str, given: int) -> tuple[str, int]:
    """The level when one criterion is low and all others are at 4, and what the next level takes of it."""
    reached = "Working towards"
    for rules in LEVELS:
        if given < rules.least(criterion):
            return reached, rules.least(criterion)
        reached = rules.title
    return reached, 0


def _edge(rules: Rules, reason: str, answers: dict[str, Answer], *, met: bool) -> Case:
    if met:
        return Case(f"{rules.title}: not {reason}", answers, rules.title)
    return Case(f"{rules.title}: {reason}", answers, rules.below, (reason,))


def _without(criterion: str, criteria: tuple[str, ...] = CRITERIA) -> tuple[str, ...]:
    return tuple(each for each in criteria if each != criterion)


def _spread(rules: Rules, asked: tuple[str, ...], points: int) -> dict[str, int]:
    """Scores that add up to these points, with every other rule of the level met."""
    scores: dict[str, int] = {}
    for area in AREAS.values():
        mine = tuple(each for each in area if each in asked)
        least = max(sum(map(rules.least, mine)), ceil(rules.area * 4 * len(mine)))
        scores |= _fill(rules, mine, least)
    return _raise(scores, points)


def _fill(rules: Rules, asked: tuple[str, ...], points: int) -> dict[str, int]:
    return _raise({each: rules.least(each) for each in asked}, points)


def _raise(scores: dict[str, int], points: int) -> dict[str, int]:
    """Raise the lowest scores, one at a time, until they add up."""
    scores = dict(scores)
    assert sum(scores.values()) <= points <= 4 * len(scores)
    while sum(scores.values()) < points:
        lowest = min(scores, key=lambda each: scores[each])
        scores[lowest] += 1
    return scores
