"""The end of a self-assessment: who and what would be left out is said, and asked; then it is finished."""

from collections.abc import Sequence
from dataclasses import replace

from bot import reminders
from bot.errors import BotError
from bot.flows.assess.draft import how_many_open
from bot.flows.assess.journey import Journey, Replies
from bot.flows.deeds import done
from bot.flows.voices.together import Together
from bot.messages import Choice, Reply
from bot.visit import Visit
from storage.records import Assessment, Reminder


class Finishing:
    """What the choice `finish:<ref>[:<waiting>-<to agree>]` does. An old one asks again when these have
    changed.
    """

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._say = journey.say

    async def finish(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Close the assessment once everything is answered, and show the result; with colleagues, ask
        first whether they and what they said may be left out.
        """
        framework = self._journey.drafts.framework(assessment)
        still_open = how_many_open(framework, assessment)
        if still_open:
            name = "again.not_all" if assessment.earlier else "check.not_all"
            raise BotError(self._say(name, open=still_open))
        parts = await self._journey.drafts.parts(visit, assessment)
        asked = None if assessment.finished else self._ask(assessment, parts, rest)
        if asked:
            return (asked,)
        if not assessment.finished:
            assessment = self._journey.drafts.keep(visit, replace(assessment, finished=visit.at))
            await self._remind_when_finished(visit, assessment)
            if not assessment.of:
                await done(visit, "assessment finished", ref=assessment.ref)
        visit.go("", "", assessment=assessment.ref)
        return await self._journey.result(visit, assessment)

    async def _remind_when_finished(self, visit: Visit, assessment: Assessment) -> None:
        """Remind nobody of a draft any more, and whoever leads in a year."""
        visit.turn.remove(Reminder, reminders.of_draft(assessment).key)
        if assessment.of:
            return
        visit.turn.put(reminders.of_year(assessment))
        for part in await self._journey.drafts.parts(visit, assessment):
            await reminders.forget_about(visit.turn, part.ref)

    def _ask(self, whole: Assessment, parts: Sequence[Assessment], carried: str) -> Reply | None:
        """Return the question; None where nothing is left out, or where just that was said yes to."""
        left = Together.of(self._journey.drafts.framework(whole), whole, parts)
        shown = f"{left.waiting}-{left.to_agree}"
        if not (left.waiting or left.to_agree) or carried == shown:
            return None
        told = [
            self._say("finishing.waiting", n=left.waiting) if left.waiting else "",
            self._say("finishing.to_agree", n=left.to_agree) if left.to_agree else "",
            self._say("finishing.ask"),
        ]
        return Reply(" ".join(filter(None, told)), choices=tuple(self._choices(whole, left, shown)))

    def _choices(self, whole: Assessment, left: Together, shown: str) -> list[Choice]:
        agree = Choice(self._say("voices.button"), f"voices:areas:{whole.ref}")
        nudge = Choice(self._say("finishing.nudge"), f"team:home:{whole.ref}")
        anyway = Choice(self._say("finishing.anyway"), f"finish:{whole.ref}:{shown}")
        return [*([agree] if left.to_agree else []), *([nudge] if left.waiting else []), anyway]
