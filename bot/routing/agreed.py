"""What somebody says to what is kept; with a yes, what they wanted is gone on with."""

from bot.errors import BotError, NotAgreed
from bot.flows.consent.flow import Consent
from bot.messages import Reply
from bot.routing.before import Before
from bot.routing.doing import Doing
from bot.routing.routes import Replies
from bot.visit import Visit


class Agreed:
    """Takes the choices of consent, which can lead on to any other."""

    def __init__(self, consent: Consent, doing: Doing) -> None:
        self._consent = consent
        self._doing = doing

    async def answered(self, visit: Visit, carried: str) -> Replies:
        """Take what somebody says to what is kept, and go on with what they wanted."""
        visit.then = ""
        if self._consent.declines(visit, carried):
            return (*self._consent.declined(visit), *await self._doing.again(visit))
        then = self._consent.take(visit, carried)
        before = Before.of(visit)
        try:
            return await self._go_on(visit, then)
        except BotError as error:  # the agreement holds all the same
            before.back(visit)
            visit.turn.put(visit.member)
            return (Reply(str(error)), *await self._doing.again(visit))

    async def _go_on(self, visit: Visit, then: str) -> Replies:
        if then.startswith("/"):
            return await self._doing.command(visit, then)
        if then:
            return await self._doing.choice(visit, then)
        if not visit.agreed:
            raise NotAgreed
        return (self._consent.thanks(), *await self._doing.again(visit))
