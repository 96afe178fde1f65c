"""The ways through a self-assessment that answer nothing: on, back, to the areas, out of it and in again."""

from bot.flows.assess.draft import number
from bot.flows.assess.journey import Journey, Replies
from bot.messages import Choice, Reply
from bot.visit import Visit
from storage.records import Assessment


class Going:
    """What the choices do that lead somewhere."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey

    async def go(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Show a criterion."""
        return (self._journey.ask(visit, assessment, self._journey.drafts.criterion(assessment, name)),)

    async def back(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Show the criterion before this one; before the first, the areas."""
        framework = self._journey.drafts.framework(assessment)
        at = number(framework, self._journey.drafts.criterion(assessment, name).id) - 1
        if at == 0:
            return (self._journey.hub.show(visit, assessment),)
        return (self._journey.questions.show(visit, assessment, framework.criteria[at - 1]),)

    async def skip(self, visit: Visit, assessment: Assessment, name: str) -> Replies:
        """Leave a criterion open and go on."""
        return self._journey.onwards(visit, assessment, self._journey.drafts.criterion(assessment, name))

    async def hub(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Show the areas."""
        return (self._journey.hub.show(visit, assessment),)

    async def area(self, visit: Visit, assessment: Assessment, area: str) -> Replies:
        """Go on in an area."""
        return (self._journey.ask(visit, assessment, self._journey.hub.into(assessment, area)),)

    async def check(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """List the answers."""
        return await self._journey.check(visit, assessment)

    async def pause(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Stop for now."""
        await self._journey.drafts.may_change(visit, assessment)
        where = self._journey.where(visit, assessment)
        visit.leave()
        carry_on = Choice(self._journey.say("assess.carry_on"), "start:assess")
        return (Reply(self._journey.say("assess.paused", where=where), choices=(carry_on,)),)

    async def carry_on(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Take up this assessment where it is, whichever was in hand."""
        step = visit.session.step if visit.session.assessment == assessment.ref else ""
        visit.go("assess", step, assessment=assessment.ref)
        where = Reply(self._journey.where(visit, assessment))
        return (where, *self._journey.show_step(visit, assessment))

    async def result(self, visit: Visit, assessment: Assessment, rest: str) -> Replies:
        """Show the result as it stands; who answered a part is thanked instead."""
        return await self._journey.result(visit, assessment)

    async def move(self, visit: Visit, assessment: Assessment, version: str) -> Replies:
        """Go on under the newest version of the framework."""
        parts = await self._journey.drafts.parts(visit, assessment)
        assessment = self._journey.versions.move(visit, assessment, version, parts)
        return (self._journey.versions.moved(assessment), self._journey.hub.show(visit, assessment))

    async def stay(self, visit: Visit, assessment: Assessment, version: str) -> Replies:
        """Stay with the version that the assessment began with."""
        stayed = self._journey.versions.stayed(assessment)
        return (stayed, *self._journey.show_step(visit, assessment))
