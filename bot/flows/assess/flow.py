"""The self-assessment as the rest of the assistant sees it: its commands, its choices, and its open step."""

from datetime import datetime, timedelta

from bot.errors import BotError
from bot.flows.assess.beginning import Beginning
from bot.flows.assess.correcting import Correcting
from bot.flows.assess.going import Going
from bot.flows.assess.history import History
from bot.flows.assess.journey import Journey, Replies
from bot.flows.assess.open_step import OpenStep
from bot.flows.assess.presses import table
from bot.flows.assess.typed import Typed
from bot.flows.register.flow import Register
from bot.messages import Reply
from bot.visit import Visit
from knowledge.loader import Content

AWAY = timedelta(minutes=30)  # after so long, whoever comes back is told where they were


class Assess:
    """The flow `assess`: what its commands and choices do. Its parts are what the router asks besides."""

    def __init__(self, content: Content) -> None:
        self._journey = journey = Journey(content)
        self._going = Going(journey)
        self._history = History(journey.drafts)
        self.register = Register(journey.drafts)
        self.beginning = Beginning(journey, self._going)
        self.open_step = OpenStep(journey, self.register)
        typed = Typed(journey, self.register, self.open_step)
        self._table = table(journey, self._going, typed, self.register)
        self.correcting = Correcting(journey, self.register, typed)
        self.typed, self.again = typed.typed, self.open_step.again

    async def press(self, visit: Visit, what: str, rest: str) -> Replies:
        """Follow a choice that speaks of an assessment."""
        ref, _, rest = rest.partition(":")
        assessment = await self._journey.drafts.open_one(visit, ref)
        press = self._table[what]
        if press.changes and assessment.later:
            raise BotError(self._journey.say("again.closed"))
        if press.changes:
            await self._journey.drafts.may_change(visit, assessment)
        return await press.does(visit, assessment, rest)

    async def check(self, visit: Visit, words: str) -> Replies:
        """List the answers: `/answers`."""
        return await self._journey.check(visit, await self._journey.drafts.in_hand(visit))

    async def result(self, visit: Visit, words: str) -> Replies:
        """Show the result as it stands: `/result`."""
        return await self._journey.result(visit, await self._journey.drafts.in_hand(visit))

    async def history(self, visit: Visit, words: str) -> Replies:
        """List the finished assessments, or show the one with this reference: `/history`."""
        if not words:
            return (await self._history.show(visit),)
        return await self._journey.result(visit, await self._history.named(visit, words))

    async def pause(self, visit: Visit, words: str) -> Replies:
        """Stop for now: `/pause`. Everything is saved already."""
        return await self._going.pause(visit, await self._journey.drafts.in_hand(visit), "")

    def has(self, what: str) -> bool:
        """Whether choices that carry this word are this flow's."""
        return what in self._table

    async def where(self, visit: Visit) -> str:
        """Say where this person's draft is, or nothing when there is none."""
        draft = await self._journey.drafts.draft(visit)
        return self._journey.where(visit, draft) if draft else ""

    async def welcome_back(self, visit: Visit) -> Replies:
        """Greet somebody who has been away from a draft."""
        seen = visit.session.seen
        draft = await self._journey.drafts.draft(visit)
        if draft is None:
            return ()
        news = self._journey.versions.news(visit, draft)
        if not seen or visit.now - datetime.fromisoformat(seen) < AWAY:
            return news
        where = self._journey.where(visit, draft)
        return (Reply(self._journey.say("assess.welcome_back", where=where)), *news)
