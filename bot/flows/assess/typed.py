"""Typed words as an answer to the open step; those that look personal wait until their writer decides."""

from bot.errors import BotError
from bot.flows.assess.answering import Answering
from bot.flows.assess.journey import Journey, Replies
from bot.flows.assess.open_step import OpenStep, is_another
from bot.flows.assess.scale import NOT_APPLICABLE, SCORES
from bot.flows.assess.wording import LooksPersonal, Wording
from bot.flows.register.flow import Register
from bot.messages import Reply, plain
from bot.visit import Visit
from knowledge.framework import TOP
from storage.records import Assessment


class Typed:
    """Takes words where a step waits for them."""

    def __init__(self, journey: Journey, register: Register, open_step: OpenStep) -> None:
        self._journey = journey
        self._register = register
        self._open_step = open_step
        self._answering = Answering(journey)
        self._wording = Wording(journey.drafts)

    async def typed(self, visit: Visit, text: str) -> Replies | None:
        """Take typed words at the open step; None when they are no answer to it."""
        step = visit.session.step
        assessment = await self._journey.drafts.current(visit)
        if not self._open_step.takes_words(step) or _is_question(text):
            return None
        if assessment is None or is_another(visit, assessment):
            raise BotError(self._journey.say("assess.step_gone"))
        if not self._journey.drafts.knows(assessment):
            visit.leave()
            return (Reply(self._journey.where(visit, assessment)),)
        await self._journey.drafts.may_change(visit, assessment)
        return await self.take(visit, assessment, step, text)

    async def take(self, visit: Visit, assessment: Assessment, step: str, text: str) -> Replies | None:
        """Take words at a step; those that look personal wait until their writer has decided."""
        visit.taken = f"{assessment.ref}|{step}"
        what, _, name = step.partition(":")
        try:
            if self._register.wants_words(step):
                return self._register.typed(visit, assessment, step, text)
            if what == "profile":
                changed = self._journey.setup.take(visit, assessment, name, text)
                return self._journey.after_profile(visit, changed, name)
            replies = await self.answer(visit, assessment, what, name, text)
        except LooksPersonal as found:
            return (self._wording.ask(visit, assessment, found),)
        visit.taken = visit.taken if replies is not None else ""
        return replies

    async def keep(self, visit: Visit, assessment: Assessment, step: str) -> Replies:
        """Take the words that waited, as they are."""
        words = self._wording.kept(visit, assessment, step)
        return await self.take(visit, assessment, step, words) or ()

    async def reword(self, visit: Visit, assessment: Assessment, step: str) -> Replies:
        """Let go of the words that waited, and ask again."""
        self._wording.reword(visit, assessment, step)
        return await self._open_step.again(visit)

    async def answer(
        self, visit: Visit, assessment: Assessment, what: str, name: str, text: str
    ) -> Replies | None:
        """Take words at a step of a criterion; None when they are no answer to it."""
        criterion = self._journey.drafts.criterion(assessment, name)
        if what == "score":
            if plain(text).isdecimal() and plain(text) not in SCORES:
                raise BotError(self._journey.say("assess.off_the_scale", top=TOP))
            said = self._journey.questions.typed(self._journey.drafts.framework(assessment), criterion, text)
            if said is None and self.means("assess.not_applicable_words", text):
                said = NOT_APPLICABLE
            return await self._answering.answer(visit, assessment, f"{name}:{said}") if said else None
        if what == "evidence" and self.means("evidence.none_words", text):
            kept = assessment.answers.get(name)
            none = self._answering.remove_note if kept and kept.evidence else self._answering.no_evidence
            return await none(visit, assessment, name)
        if what == "evidence":
            assessment = self._journey.evidence.take(visit, assessment, criterion, text)
            return (
                Reply(self._journey.say("evidence.saved")),
                *self._journey.onwards(visit, assessment, criterion),
            )
        return await self._answering.reason(visit, assessment, name, text)

    def means(self, words: str, text: str) -> bool:
        """Whether a typed text is one of the words that content lists for a meaning."""
        return plain(text) in self._journey.say(words).splitlines()


def _is_question(text: str) -> bool:
    """Whether the words are a question in the middle: it is answered, and not taken for the answer."""
    return text.rstrip().endswith("?")
