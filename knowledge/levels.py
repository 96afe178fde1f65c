"""The levels: which rules of one are not met, and which is the highest whose rules all are.

The rules are the framework's own (knowledge/content/framework); this module knows none of its numbers.
"""

from dataclasses import dataclass
from fractions import Fraction

from knowledge.framework import Area, Criterion, Framework, Level
from knowledge.scorecard import Points, Scorecard


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


def shortfalls(card: Scorecard, level: Level) -> tuple[Shortfall, ...]:
    """Return every rule of the level that is not met, the smallest change first."""
    overall = card.points(card.framework.criteria)
    found = [
        _share("overall", "overall", overall, level.overall),
        *(_area(area, card, level) for area in card.framework.areas),
        *(_criterion(criterion, card, level) for criterion in card.framework.criteria),
    ]
    return tuple(sorted((each for each in found if each), key=lambda each: each.missing))


def highest_met(card: Scorecard) -> Level:
    """Return the highest level whose rules are all met; the lowest level has none."""
    met = [level for level in card.framework.levels if not shortfalls(card, level)]
    return met[-1] if met else card.framework.levels[0]


def level_after(framework: Framework, level: Level) -> Level | None:
    """Return the level above, if there is one."""
    at = framework.levels.index(level)
    return framework.levels[at + 1] if at + 1 < len(framework.levels) else None


def least_score(criterion: Criterion, level: Level) -> int:
    """Return the least that a criterion has to count for a level."""
    essential = level.essentials if criterion.essential else 0
    return max(essential, level.every_criterion, level.criteria.get(criterion.id, 0))


def least_points(of: int, share: Fraction) -> int:
    """Return the fewest whole points that make up a share of all that can be had."""
    return -(-of * share.numerator // share.denominator)  # rounded up


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
