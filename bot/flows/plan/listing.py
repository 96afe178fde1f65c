"""The plan as a list: what it takes, each area's steps with dates and ticks, and the ways on."""

from bot.days import day_in_words
from bot.flows.assess.draft import Drafts
from bot.flows.plan.items import Item, items
from bot.flows.plan.standing import Standing
from bot.looked_at import to_look_at
from bot.messages import Choice, Progress, Reply
from knowledge.framework import Level
from knowledge.plan import Step

Replies = tuple[Reply, ...]


class Listing:
    """Shows a plan. Its choices carry `plan:<ref>:<goal>[:<what>:<criterion>[:<value>]]`."""

    def __init__(self, drafts: Drafts) -> None:
        self._say = drafts.say

    def show(self, standing: Standing, goal: Level) -> Replies:
        """List the steps to a level, by the area that sees to them, and what was marked beside them."""
        listed = items(standing, goal)
        areas = [
            self._list(area.title, mine)
            for area in standing.framework.areas
            if (mine := [each for each in listed if each.step and each.area == area])
        ]
        left = [each for each in listed if each.step is None]
        rest = [self._list(self._say("plan.not_needed_title"), left)] if left else []
        return (self._head(standing, goal, listed), *areas, *rest, self._ways(standing, goal))

    def top(self, standing: Standing) -> Replies:
        """Say that nothing stands above."""
        text = f"{standing.framework.notice}\n\n{self._say('plan.top')}"
        return (Reply(text, self._say("result.way_title_top"), choices=self._looks(standing)),)

    def line(self, criterion_title: str, step: Step, aim: str) -> str:
        """Say what a step is, with the framework's own words of the score to reach."""
        what = "raise" if step.rise else "evidence"
        name = "plan.raise_and_note" if step.rise and step.note else f"plan.{what}"
        return self._say(
            name, id=step.criterion, title=criterion_title, claimed=step.claimed, to=step.to, aim=aim
        )

    def marks(self, item: Item) -> str:
        """Say until when something is due and since when it is ticked off."""
        due = self._say("plan.due", day=day_in_words(item.kept.due)) if item.kept.due else ""
        done = self._say("plan.done", day=day_in_words(item.done[:10])) if item.done else ""
        return f"{due} {done}".strip()

    def progress(self, listed: list[Item]) -> Progress | None:
        """Return how many steps are ticked off, of those that are needed and those that were."""
        counted = [each for each in listed if each.step or each.done]
        done = sum(bool(each.done) for each in counted)
        return Progress(done, len(counted), self._say("plan.progress")) if counted else None

    def _head(self, standing: Standing, goal: Level, listed: list[Item]) -> Reply:
        result, steps = standing.result, [each.step for each in listed if each.step]
        now = self._say("plan.now", level=result.level.title) if result.level else self._provisional(standing)
        rises, notes = sum(each.rise for each in steps), sum(each.note for each in steps)
        takes = self._say(
            "plan.takes" if steps else "plan.nothing",
            level=goal.title,
            rises=rises,
            steps=len(steps),
            notes=notes,
        )
        text = f"{standing.framework.notice}\n\n{now}\n\n{takes}"
        title = self._say("plan.title", level=goal.title)
        return Reply(text, title, progress=self.progress(listed))

    def _provisional(self, standing: Standing) -> str:
        """Say what is still to be answered and, of answers of last time, to be looked at."""
        still_open, waiting = len(standing.result.open), to_look_at(standing.answers)
        told = [
            self._say("plan.provisional", open=still_open) if still_open else "",
            self._say("again.as_last_time", open=waiting) if waiting else "",
        ]
        return " ".join(filter(None, told))

    def _list(self, title: str, listed: list[Item]) -> Reply:
        choices = tuple(
            Choice(self._say("plan.open", id=each.criterion.id), each.carries("step")) for each in listed
        )
        return Reply("\n".join(map(self._in_list, listed)), title, choices=choices)

    def _in_list(self, item: Item) -> str:
        criterion, step = item.criterion, item.step
        line = (
            self.line(criterion.title, step, criterion.scores[step.to])
            if step
            else f"{criterion.id} {criterion.title}."
        )
        return f"- {line} {self.marks(item)}".strip()

    def _ways(self, standing: Standing, goal: Level) -> Reply:
        ref, still_open = standing.assessment.ref, standing.result.open
        first = [Choice(self._say("check.continue"), f"go:{ref}:{still_open[0]}")] if still_open else []
        others = [
            Choice(self._say("plan.title", level=each.title), f"plan:{ref}:{each.id}")
            for each in standing.goals
            if each != goal
        ]
        return Reply(self._say("plan.ways"), choices=(*first, *others, *self._looks(standing)))

    def _looks(self, standing: Standing) -> tuple[Choice, ...]:
        ref = standing.assessment.ref
        return (
            Choice(self._say("plan.what_if.button"), f"if:{ref}"),
            Choice(self._say("why.button"), f"why:{ref}"),
        )
