"""Asking somebody to go on: one press, and at most one a week for each person."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.errors import BotError
from bot.flows.team.colleagues import Colleague, Colleagues
from bot.messages import Choice, Reply
from bot.reminders import about
from bot.visit import Visit

EVERY = timedelta(days=7)


class Nudging:
    """Leaves a reminder for a colleague; it is sent like any other."""

    def __init__(self, colleagues: Colleagues) -> None:
        self._say = colleagues.say

    async def nudge(self, visit: Visit, colleague: Colleague) -> tuple[Reply, ...]:
        """Have somebody asked to go on, unless they are done or were asked less than a week ago."""
        part = colleague.part
        if part.finished or colleague.whole.finished:
            raise BotError(self._say("team.nothing_to_nudge", who=colleague.name))
        again = datetime.fromisoformat(part.nudged) + EVERY if part.nudged else visit.now
        if again > visit.now:
            raise BotError(
                self._say("team.nudged_already", who=colleague.name, day=f"{again.day} {again:%B}")
            )
        visit.turn.put(replace(part, nudged=visit.at))
        visit.turn.put(about(part, "nudge", visit.now))
        back = Choice(self._say("team.back"), f"team:home:{colleague.whole.ref}")
        return (Reply(self._say("team.nudged", who=colleague.name), choices=(back,)),)
