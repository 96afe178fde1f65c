"""The items of a plan: its steps with what was marked at them, and what is marked but not needed now."""

from dataclasses import dataclass

from bot.flows.plan.standing import Standing
from knowledge.framework import Area, Criterion, Level
from knowledge.plan import Step
from storage.records import PlanStep


@dataclass(frozen=True)
class Item:
    """A criterion in somebody's plan for a level; `step` is None where it is marked and not needed now."""

    standing: Standing
    goal: Level
    criterion: Criterion
    step: Step | None

    @property
    def kept(self) -> PlanStep:
        """What was marked."""
        return self.standing.assessment.plan.get(self.criterion.id, PlanStep())

    @property
    def done(self) -> str:
        """Since when it is ticked off. Where a step is needed, a tick ends when the answer is given anew."""
        answer = self.standing.answers.get(self.criterion.id)
        return "" if self.step and answer and answer.at > self.kept.done else self.kept.done

    @property
    def area(self) -> Area:
        """The area that sees to it: the criterion's own, if no other was chosen."""
        framework = self.standing.framework
        chosen = (each for each in framework.areas if each.id == self.kept.area)
        return next(chosen, framework.area_of(self.criterion.id))

    def carries(self, what: str) -> str:
        """Return what a choice about it carries."""
        return f"plan:{self.standing.assessment.ref}:{self.goal.id}:{what}:{self.criterion.id}"


def items(standing: Standing, goal: Level) -> list[Item]:
    """Return the steps to a level, then what else was marked, both in the framework's order."""
    steps = {step.criterion: step for step in standing.steps(goal)}
    found = [
        Item(standing, goal, each, steps.get(each.id))
        for each in standing.framework.criteria
        if each.id in steps or each.id in standing.assessment.plan
    ]
    return sorted(found, key=lambda each: each.step is None)


def item(standing: Standing, goal: Level, criterion: Criterion) -> Item | None:
    """Return the item of one criterion, or None when it is neither needed nor marked."""
    return next((each for each in items(standing, goal) if each.criterion == criterion), None)
