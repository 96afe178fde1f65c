"""Beginning a self-assessment, going on with one, and beginning another beside a finished one."""

from bot.errors import BotError
from bot.flows.assess.asked_to_lead import offers
from bot.flows.assess.choosing import Choosing
from bot.flows.assess.going import Going
from bot.flows.assess.journey import Journey, Replies
from bot.messages import Choice, Reply
from bot.visit import Visit
from storage.records import Assessment

ANEW = {"new", "from", "empty"}  # ways to begin beside a finished assessment


class Beginning:
    """What `/assess` does. Its choices carry `begin:<way>[:<ref>]` and `which:<ref>`."""

    def __init__(self, journey: Journey, going: Going) -> None:
        self._journey = journey
        self._going = going
        self._choosing = Choosing(journey.drafts)

    async def begin(self, visit: Visit, words: str) -> Replies:
        """Start, or go on where this person is: `/assess`. What they are asked to lead comes first."""
        asked = await offers(self._journey.drafts, visit)
        return (*asked, *await self._begin(visit))

    async def _begin(self, visit: Visit) -> Replies:
        several = await self._choosing.several(visit)
        if several:
            return (self._choosing.ask(several),)
        draft = await self._journey.drafts.draft(visit) or await self._journey.drafts.current(visit)
        if draft:
            return await self._go_on(visit, draft)
        if visit.session.assessment:
            return (self._is_gone(visit),)
        return await self._begin_new(visit)

    def _is_gone(self, visit: Visit) -> Reply:
        """Say once that what somebody was in is not here any more, in words that are true of all the ways."""
        visit.go("", "", assessment="")
        choices = (Choice(self._journey.say("assess.new"), "begin:new"),)
        return Reply(self._journey.say("gone.here"), choices=choices)

    async def choose(self, visit: Visit, ref: str) -> Replies:
        """Go on with one of several: the choice `which:<ref>`."""
        return await self._go_on(visit, await self._journey.drafts.open_one(visit, ref))

    async def _go_on(self, visit: Visit, assessment: Assessment) -> Replies:
        if await self._journey.drafts.is_closed(visit, assessment):
            visit.go("", "", assessment=assessment.ref)
            return (self._journey.closed(assessment),)
        if assessment.finished:
            visit.go("", "", assessment=assessment.ref)
            return (self._again_or_new(assessment),)
        assessment = self._journey.drafts.used(visit, assessment)
        news = self._journey.versions.news(visit, assessment)
        where, *step = await self._going.carry_on(visit, assessment, "")
        return (where, *news, *step)

    async def anew(self, visit: Visit, said: str) -> Replies:
        """Begin beside a finished assessment; what was begun so is gone on with."""
        said, _, ref = said.partition(":")
        if said not in ANEW:
            raise BotError(self._journey.say("assess.old_choice"))
        if await self._journey.drafts.draft_of_their_own(visit):
            return await self.begin(visit, "")
        if said == "from":
            return await self._look_again(visit, ref)
        offer = await self._journey.again.offer(visit) if said == "new" else None
        return (offer,) if offer else await self._begin_new(visit)

    async def _begin_new(self, visit: Visit) -> Replies:
        draft = await self._journey.drafts.new(visit)
        visit.go("assess", "", assessment=draft.ref)
        return (self._journey.setup.intro(), *self._journey.show_step(visit, draft))

    async def _look_again(self, visit: Visit, ref: str) -> Replies:
        earlier = await self._journey.again.last(visit, ref)
        draft = await self._journey.again.begin(visit, earlier)
        visit.go("assess", "", assessment=draft.ref)
        return (self._journey.again.begun(draft, earlier), *self._journey.show_step(visit, draft))

    def _again_or_new(self, finished: Assessment) -> Reply:
        ref = finished.ref
        result = Choice(self._journey.say("assess.see_result"), f"result:{ref}")
        choices = (
            *(() if finished.of else (result,)),
            Choice(self._journey.say("check.button"), f"check:{ref}"),
            Choice(self._journey.say("assess.new"), "begin:new"),
        )
        said = "team.finished_part" if finished.of else "assess.finished_one"
        return Reply(self._journey.say(said), choices=choices)
