"""The smallest plan that reaches a level: which scores to raise, and where an evidence note is missing.

Exact: the best way to have each number of points is worked out criterion by criterion, then area by area, and
the level's rules leave out what does not do. It knows none of the framework's numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

from knowledge.counted import Answered, counts, noted
from knowledge.framework import TOP, Area, Criterion, Framework, Level
from knowledge.levels import least_points, least_score
from knowledge.scorecard import Scorecard


@dataclass(frozen=True)
class Step:
    """What to do for one criterion: raise the score from `claimed` to `to`, add an evidence note, or both.

    `had` is what the criterion counts now, which is less than `claimed` where a note is missing.
    """

    criterion: str
    claimed: int
    had: int
    to: int
    note: bool

    @property
    def rise(self) -> int:
        """How many points the score itself goes up."""
        return self.to - self.claimed


class Way(NamedTuple):
    """Some steps and what they cost; of two ways, the one that is less, field by field, is the better.

    First the points that scores go up, then the notes to add: a score that takes a note is the harder one to
    reach. Then the criteria with something to do: each is a thing to own and to tick off. Then the areas with
    something to do, those points and notes that are not for essentials, and at last the framework's order, in
    which `order` holds what each criterion counts behind the steps, below zero: an earlier criterion goes up
    rather than a later.
    """

    rises: int = 0
    notes: int = 0
    criteria: int = 0
    areas: int = 0
    not_essential: int = 0
    order: tuple[int, ...] = ()
    steps: tuple[Step, ...] = ()

    def then(self, other: "Way") -> "Way":
        """Return both ways as one."""
        return Way(
            self.rises + other.rises,
            self.notes + other.notes,
            self.criteria + other.criteria,
            self.areas + other.areas,
            self.not_essential + other.not_essential,
            self.order + other.order,
            self.steps + other.steps,
        )


Ways = dict[int, Way]  # the best way to have each number of points


def plan(framework: Framework, answers: Mapping[str, Answered], goal: Level) -> tuple[Step, ...]:
    """Return the steps of the best way to meet every rule of a level; none when they are met."""
    card = Scorecard.of(framework, answers)
    ways = reduce(_both, (_area(card, area, answers, goal) for area in framework.areas))
    least = least_points(TOP * len(card.evidenced), goal.overall)
    return min(way for points, way in ways.items() if points >= least).steps


def _area(card: Scorecard, area: Area, answers: Mapping[str, Answered], goal: Level) -> Ways:
    """The ways that meet what the level asks of one area."""
    criteria = [each for each in area.criteria if each.id in card.evidenced]
    each_alone = (_criterion(card, each, answers.get(each.id), goal) for each in criteria)
    ways = reduce(_both, each_alone, {0: Way()})
    least = least_points(TOP * len(criteria), goal.every_area)
    return {
        points: way._replace(areas=1) if way.steps else way for points, way in ways.items() if points >= least
    }


def _criterion(card: Scorecard, criterion: Criterion, answer: Answered | None, goal: Level) -> Ways:
    """The ways that meet what the level asks of one criterion. Nobody is asked to claim less than now."""
    claimed, had = card.claimed[criterion.id], card.evidenced[criterion.id]
    least = least_score(criterion, goal)
    steps = (
        Step(criterion.id, claimed, had, to, note)
        for to in range(claimed, TOP + 1)
        for note in (False, True)  # a second note costs and brings nothing: it is never the best
    )
    ways = ((counts(card.framework, each.to, noted=each.note or noted(answer)), each) for each in steps)
    return _best((points, _alone(criterion, points, step)) for points, step in ways if points >= least)


def _alone(criterion: Criterion, points: int, step: Step) -> Way:
    work = step.rise + step.note
    elsewhere = 0 if criterion.essential else work
    steps = (step,) if work else ()
    return Way(step.rise, int(step.note), len(steps), 0, elsewhere, (-points,), steps)


def _both(ways: Ways, others: Ways) -> Ways:
    return _best(
        (points + more, way.then(other)) for points, way in ways.items() for more, other in others.items()
    )


def _best(ways: Iterable[tuple[int, Way]]) -> Ways:
    best: Ways = {}
    for points, way in ways:
        if points not in best or way < best[points]:
            best[points] = way
    return best
