"""Every rule of a level as it stands for somebody's scores, met or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from knowledge.framework import Criterion, Level
from knowledge.levels import least_points
from knowledge.scorecard import Points, Scorecard


@dataclass(frozen=True)
class ShareRule:
    """A share of the points of all criteria or, with the title of an `area`, of those of that area."""

    area: str
    points: Points
    share: Fraction

    @property
    def least(self) -> int:
        """The fewest points that do."""
        return least_points(self.points.of, self.share)

    @property
    def met(self) -> bool:
        """Whether the points do."""
        return self.points.had >= self.least


@dataclass(frozen=True)
class ScoreRule:
    """The least that some criteria have to count: `essentials`, `every` criterion, or `named` ones."""

    which: str
    least: int
    had: dict[str, int]

    @property
    def below(self) -> dict[str, int]:
        """The criteria that count too little, with what they count."""
        return {name: had for name, had in self.had.items() if had < self.least}

    @property
    def met(self) -> bool:
        """Whether all of them count enough."""
        return not self.below


Rule = ShareRule | ScoreRule


def rules(card: Scorecard, level: Level) -> tuple[Rule, ...]:
    """Return the rules that a level has; what asks for nothing is none."""
    framework = card.framework
    shares = [
        ShareRule("", card.points(framework.criteria), level.overall),
        *(ShareRule(each.title, card.points(each.criteria), level.every_area) for each in framework.areas),
    ]
    essentials = [each for each in framework.criteria if each.essential]
    scores = [
        _score("essentials", level.essentials, essentials, card),
        _score("every", level.every_criterion, framework.criteria, card),
        *(
            _score(
                "named",
                least,
                [each for each in framework.criteria if level.criteria.get(each.id) == least],
                card,
            )
            for least in sorted(set(level.criteria.values()))
        ),
    ]
    return (*(each for each in shares if each.share), *(each for each in scores if each.least and each.had))


def _score(which: str, least: int, criteria: Iterable[Criterion], card: Scorecard) -> ScoreRule:
    return ScoreRule(
        which, least, {each.id: card.evidenced[each.id] for each in criteria if each.id in card.evidenced}
    )
