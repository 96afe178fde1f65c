"""What typed words are: a command, an offered choice, an answer to the open step, or a question."""

from dataclasses import replace

from bot.errors import BotError
from bot.routing.doing import Doing
from bot.routing.offered import Offered
from bot.routing.routes import Replies, Routes
from bot.visit import Visit
from knowledge.texts import Texts
from storage.records import Handled


class Words:
    """Takes words to the flow that they are for, and edited ones to where they were taken before."""

    def __init__(self, routes: Routes, texts: Texts, doing: Doing) -> None:
        self._say = texts.say
        self._assess = routes.assess
        self._flows = routes.flows
        self._ask = routes.ask
        self._plans = routes.plans
        self._practice = routes.practice
        self._consent = routes.consent
        self._offered = Offered(routes.assess)
        self._doing = doing

    async def typed(self, visit: Visit, text: str) -> Replies:
        """Take words as what they are; what is nothing else is a question."""
        if text.startswith("/"):
            return await self._doing.command(visit, text)
        if visit.message.group:
            return await self._ask.question(visit, text)
        if self._practice.is_open(visit):
            return await self._practised(visit, text)
        if chosen := self._offered.typed(visit, text) or self._consent.chosen(visit, text):
            visit.taken = self._assess.open_step.taken_at(visit.session, chosen)
            return await self._doing.choice(visit, chosen)
        flow = self._flows.get(visit.session.flow)
        if flow and (taken := await flow.typed(visit, text)) is not None:
            return taken
        answered = await self._plans.asked(visit, text) or await self._ask.question(visit, text)
        return (*answered, *await self._doing.again(visit))

    async def _practised(self, visit: Visit, text: str) -> Replies:
        """Take words typed in practice: a choice, or a question that is answered and not kept."""
        if chosen := self._practice.chosen(visit, text):
            return await self._doing.choice(visit, chosen)
        visit.unkept = True
        return (*await self._ask.question(visit, text), *await self._doing.again(visit))

    async def edited(self, visit: Visit, text: str) -> Replies:
        """Take an edited message as a correction of what it was taken for; what was no answer is a question,
        and never the answer to another step.
        """
        if self._practice.is_open(visit):
            raise BotError(self._say("practice.not_corrected"))
        old = await visit.turn.get(Handled, f"{visit.address}|{visit.message.corrects}")
        if old and old.taken:
            replies = await self._assess.correcting.correct(visit, old.taken, text)
            visit.turn.put(replace(old, taken=visit.taken or old.taken))  # where another edit of it belongs
        else:
            replies = await self._ask.question(visit, text)
        return (*replies, *await self._doing.again(visit))
