"""The team as the rest of the assistant sees it: `/team`, and what each of its choices does."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import BotError
from bot.flows.assess.asked_to_lead import offers
from bot.flows.invite import Invites
from bot.flows.team.colleagues import Colleague, Colleagues
from bot.flows.team.handing import Handing
from bot.flows.team.inviting import Inviting
from bot.flows.team.leaving import Leaving
from bot.flows.team.nudging import Nudging
from bot.flows.team.overview import Overview
from bot.messages import Reply
from bot.visit import Visit
from storage.records import Assessment

Replies = tuple[Reply, ...]
Press = Callable[[Visit, Assessment, str], Awaitable[Replies]]
AboutSomebody = Callable[[Visit, Colleague], Awaitable[Replies]]
OfOnesOwn = Callable[[Visit, Assessment], Awaitable[Replies]]
ASKED_FIRST = {"removed": "remove", "handed": "hand", "left": "leave"}


class Team:
    """Choices carry `team:<what>:<ref>[:<more>]`. What is done about a team is done outside the questions,
    whose step is remembered.
    """

    def __init__(self, colleagues: Colleagues, invites: Invites) -> None:
        self._colleagues = colleagues
        self._say = colleagues.say
        self._overview = Overview(colleagues)
        inviting = Inviting(colleagues, invites)
        self._of_the_lead: Mapping[str, Press] = {
            "home": self.home,
            "invite": inviting.voices,
            "areas": inviting.areas,
            "make": inviting.make,
            "withdraw": inviting.withdraw,
        }
        leaving, handing, nudging = Leaving(colleagues), Handing(colleagues), Nudging(colleagues)
        self._about_somebody: Mapping[str, AboutSomebody] = {
            "one": self.one,
            "nudge": nudging.nudge,
            "remove": leaving.ask_remove,
            "removed": leaving.remove,
            "hand": handing.ask,
            "handed": handing.offer,
            "unhand": handing.take_back,
        }
        self._of_ones_own: Mapping[str, OfOnesOwn] = {
            "leave": leaving.ask_leave,
            "left": leaving.leave,
            "offer": handing.show,
            "lead": handing.accept,
            "notlead": handing.decline,
        }

    async def team(self, visit: Visit, words: str) -> Replies:
        """Show the team to whoever leads, and their part to a colleague: `/team`."""
        visit.leave()
        here = await self._colleagues.drafts.in_hand(visit)
        visit.go("", visit.session.step, assessment=here.ref)
        drafts = self._colleagues.drafts
        if here.of:
            mine = self._overview.part(here, closed=await drafts.is_closed(visit, here))
            return (*await offers(drafts, visit), mine)
        return (*await offers(drafts, visit), *await self._overview.show(visit, here))

    async def choose(self, visit: Visit, carried: str) -> Replies:
        """Follow one of the choices."""
        what, _, rest = carried.partition(":")
        ref, _, rest = rest.partition(":")
        what = self._asked_first(visit, what, carried)
        visit.leave()
        if what in self._of_the_lead:
            whole = await self._colleagues.led(visit, ref)
            return await self._of_the_lead[what](visit, whole, rest)
        if what in self._about_somebody:
            return await self._about_somebody[what](visit, await self._colleagues.one(visit, ref))
        if what in self._of_ones_own:
            mine = await self._colleagues.drafts.open_one(visit, ref)
            return await self._of_ones_own[what](visit, mine)
        raise BotError(self._say("assess.old_choice"))

    async def home(self, visit: Visit, whole: Assessment, rest: str) -> Replies:
        """Show the team."""
        return await self._overview.show(visit, whole)

    async def one(self, visit: Visit, colleague: Colleague) -> Replies:
        """Show one colleague."""
        return (self._overview.one(colleague),)

    def _asked_first(self, visit: Visit, what: str, carried: str) -> str:
        """Return what to do: for an old yes to something that cannot be undone, ask once more."""
        just_offered = any(carries == f"team:{carried}" for _, _, carries in visit.session.offered)
        return what if just_offered else ASKED_FIRST.get(what, what)
