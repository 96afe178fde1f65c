"""The ways out of a team: the lead removes somebody, a colleague leaves, and the lead cannot just leave."""

from bot.flows.deeds import done
from bot.flows.privacy.read_replies import forget_replies
from bot.flows.team.colleagues import Colleague, Colleagues
from bot.flows.team.removing import remove_part
from bot.messages import Choice, Reply
from bot.visit import Visit
from knowledge.voices import PROTECTED
from storage.records import Assessment


class Leaving:
    """Asks before anything goes, and then takes a part away for good."""

    def __init__(self, colleagues: Colleagues) -> None:
        self._colleagues = colleagues
        self._say = colleagues.say

    async def ask_remove(self, visit: Visit, colleague: Colleague) -> tuple[Reply, ...]:
        """Ask the lead whether somebody is to be removed."""
        ref = colleague.part.ref
        people = await self._colleagues.all(visit, colleague.whole)
        protected = any(each.part.voice == PROTECTED for each in people)
        hidden = self._say("team.hidden") if protected else ""
        text = self._say("team.remove_ask", who=colleague.name)
        choices = (
            Choice(self._say("team.remove_yes"), f"team:removed:{ref}"),
            Choice(self._say("team.keep"), f"team:one:{ref}"),
        )
        return (Reply(f"{text} {hidden}".strip(), choices=choices),)

    async def remove(self, visit: Visit, colleague: Colleague) -> tuple[Reply, ...]:
        """Remove somebody; their answers go with them."""
        await remove_part(visit.turn, colleague.part)
        await forget_replies(visit.turn, colleague.part.owner)
        await done(visit, "colleague removed", ref=colleague.whole.ref)
        back = Choice(self._say("team.back"), f"team:home:{colleague.whole.ref}")
        return (Reply(self._say("team.removed", who=colleague.name), choices=(back,)),)

    async def ask_leave(self, visit: Visit, mine: Assessment) -> tuple[Reply, ...]:
        """Ask a colleague whether they want to leave; tell the lead what comes first."""
        if not mine.of:
            return (await self._lead_stays(visit, mine),)
        choices = (
            Choice(self._say("team.leave_yes"), f"team:left:{mine.ref}"),
            Choice(self._say("team.stay"), f"carry:{mine.ref}"),
        )
        return (Reply(self._say("team.leave_ask", place=self._colleagues.place(mine)), choices=choices),)

    async def leave(self, visit: Visit, mine: Assessment) -> tuple[Reply, ...]:
        """Leave; the part is deleted."""
        await remove_part(visit.turn, mine)
        await forget_replies(visit.turn, mine.owner)
        await done(visit, "colleague left", ref=mine.of)
        visit.go("", "", assessment="")
        return (Reply(self._say("team.left")),)

    async def _lead_stays(self, visit: Visit, whole: Assessment) -> Reply:
        people = await self._colleagues.all(visit, whole)
        if not people:
            return Reply(self._say("team.lead_alone"))
        choices = tuple(
            Choice(self._say("team.hand_to", who=each.name), f"team:hand:{each.part.ref}") for each in people
        )
        return Reply(self._say("team.lead_stays"), choices=choices)
