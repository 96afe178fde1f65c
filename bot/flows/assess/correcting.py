"""An edited message: its words in place of those that were taken before."""

from bot.errors import BotError
from bot.flows.assess.journey import Journey, Replies
from bot.flows.assess.typed import Typed
from bot.flows.assess.wording import LooksPersonal, Wording
from bot.flows.register.flow import Register
from bot.messages import Reply
from bot.visit import Visit
from storage.records import Assessment


class Correcting:
    """Corrects what was taken at an earlier step, kept as `<ref>|<step>`."""

    def __init__(self, journey: Journey, register: Register, typed: Typed) -> None:
        self._journey = journey
        self._register = register
        self._typed = typed
        self._wording = Wording(journey.drafts)

    async def correct(self, visit: Visit, taken: str, text: str) -> Replies:
        """Put edited words in place of those taken before; the open step stays open."""
        ref, _, step = taken.partition("|")
        assessment = await self._journey.drafts.open_one(visit, ref)
        await self._journey.drafts.may_change(visit, assessment)
        if visit.session.pending[:2] == (ref, step):
            return await self._instead(visit, assessment, step, text)
        session, visit.taken = visit.session, taken
        try:
            await self._correct(visit, assessment, step, text)
        except LooksPersonal as found:
            return (self._wording.ask(visit, assessment, found),)
        visit.session = session
        return (self._corrected(text),)

    async def _instead(self, visit: Visit, assessment: Assessment, step: str, text: str) -> Replies:
        """Take edited words in place of those that waited for a decision: their step is open still."""
        asked = await self._typed.take(visit, assessment, step, text) or ()
        return asked if visit.session.pending else (self._corrected(text),)

    def _corrected(self, text: str) -> Reply:
        return Reply(self._journey.say("assess.corrected", what=text.strip()))

    async def _correct(self, visit: Visit, assessment: Assessment, step: str, text: str) -> None:
        what, _, name = step.partition(":")
        if what == "profile":
            self._journey.setup.take(visit, assessment, name, text)
        elif self._register.wants_words(step):
            self._register.typed(visit, assessment, step, text)
        elif what == "score" and self._typed.means("assess.not_applicable_words", text):
            raise BotError(self._journey.say("assess.not_corrected"))  # it takes a reason too
        elif await self._typed.answer(visit, assessment, what, name, text) is None:
            raise BotError(self._journey.say("assess.not_corrected"))
