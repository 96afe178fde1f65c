"""What people mark in a plan: that a step is done, until when it is due, and which area sees to it.

A date brings a reminder; without the date, or with the tick, the reminder goes.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime

from bot.errors import BotError
from bot.flows.assess.draft import Drafts
from bot.flows.plan.items import Item
from bot.reminders import MORNING, about
from bot.visit import Visit
from storage.records import Assessment, PlanStep, Reminder


class Marks:
    """Keeps marks in the assessment, with their reminders; returns the assessment as it is then."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._say = drafts.say

    def tick(self, visit: Visit, item: Item) -> Assessment:
        """Keep that a step is done; one that is ticked off already keeps its day."""
        return self._keep(visit, item, replace(item.kept, done=item.done or visit.at))

    def untick(self, visit: Visit, item: Item) -> Assessment:
        """Keep that a step is not done after all."""
        return self._keep(visit, item, replace(item.kept, done=""))

    def due(self, visit: Visit, item: Item, day: date | None) -> Assessment:
        """Keep until when a step is due, or that it has no date."""
        if day and day <= visit.now.date():
            raise BotError(self._say("plan.past"))
        return self._keep(visit, item, replace(item.kept, due=day.isoformat() if day else ""))

    def area(self, visit: Visit, item: Item, area: str) -> Assessment:
        """Keep which area sees to a step."""
        framework = item.standing.framework
        if area not in {each.id for each in framework.areas}:
            raise BotError(self._say("assess.old_choice"))
        own = framework.area_of(item.criterion.id).id == area
        return self._keep(visit, item, replace(item.kept, area="" if own else area))

    def _keep(self, visit: Visit, item: Item, step: PlanStep) -> Assessment:
        assessment = item.standing.assessment
        plan = {**assessment.plan, item.criterion.id: step}
        if step == PlanStep():
            del plan[item.criterion.id]
        self._remind(visit, item, step)
        return self._drafts.keep(visit, replace(assessment, plan=plan))

    def _remind(self, visit: Visit, item: Item, step: PlanStep) -> None:
        """Put the reminder of a date, or take it away: of what is done or over nobody is reminded."""
        due = datetime.combine(date.fromisoformat(step.due), MORNING) if step.due else visit.now
        reminder = about(item.standing.assessment, "plan", due, item.criterion.id)
        if due > visit.now and not step.done:
            visit.turn.put(reminder)
        else:
            visit.turn.remove(Reminder, reminder.key)


def months_from(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
