"""The result of answers: scores, the level, and what stands between an organisation and the next one."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.counted import Answered
from knowledge.framework import TOP, Framework, Level
from knowledge.levels import Shortfall, highest_met, level_after, shortfalls
from knowledge.scorecard import Points, Scorecard


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


def _unknown(answer: Answered | None) -> bool:
    return bool(answer and answer.dont_know)
